/// A folder of this machine that holds installations of a runtime, by the habit of a version manager or a system.
package struct ToolchainPlace: Sendable, Equatable {
    /// How the versions are told.
    package enum Naming: Sendable, Equatable {
        /// By the folders of the place: one of these texts, then the version.
        case prefixes([String])
        /// By the folders of the place, which have the version somewhere in their names.
        case anywhere
        /// By the folders of the place if they can, otherwise by the program.
        case open
        /// As Homebrew does it: `php@8.3` and `php` link to a folder that is named after the whole version.
        case formula(String)
        /// The place itself is one installation, whose files or program tell its version.
        case single
    }

    /// Who put it there, for people.
    package let source: String
    /// Absolute.
    package let folder: String
    package let naming: Naming
    /// Where programs are below an installation, the best first; empty for the installation itself.
    package let bins: [String]
    /// What of the machine the programs need; `nil` for their own installation.
    package let needs: String?

    package init(
        _ source: String, _ folder: String, _ naming: Naming = .prefixes([""]), bins: [String] = ["bin"],
        needs: String? = nil
    ) {
        self.source = source
        self.folder = folder
        self.naming = naming
        self.bins = bins
        self.needs = needs
    }

    /// What the names of the place's folders begin with, if they may be installations; any of these texts.
    package var beginnings: [String] {
        switch naming {
        case .prefixes(let prefixes): prefixes
        case .formula(let formula): [formula]
        case .anywhere, .open, .single: [""]
        }
    }

    /// Whether a folder of the place may be an installation of the runtime.
    package func mayHold(_ name: String) -> Bool {
        switch naming {
        case .prefixes(let prefixes):
            prefixes.contains { prefix in
                name.hasPrefix(prefix) && name.dropFirst(prefix.count).first.map { $0.isASCII && $0.isNumber } ?? false
            }
        case .formula(let formula): name == formula || name.hasPrefix("\(formula)@")
        case .anywhere, .open: !name.hasPrefix(".")
        case .single: false
        }
    }

    /// The version of an installation, as the name of its folder tells it, which links were followed to.
    package func version(of runtime: Runtime, in name: String) -> RuntimeVersion? {
        switch naming {
        case .prefixes(let prefixes): runtime.version(ofFolder: name, after: prefixes)
        case .anywhere: runtime.version(anywhereIn: name)
        case .open, .formula: runtime.version(ofFolder: name, after: [""])
        case .single: nil
        }
    }
}
