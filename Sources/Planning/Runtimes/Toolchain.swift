/// An installation of a runtime on this machine.
package struct Toolchain: Sendable, Equatable {
    /// Who put it there, for people: `pyenv`, `PATH`.
    package let source: String
    /// As far as it is known; `nil` where only the program can tell.
    package var version: RuntimeVersion?
    /// The program that tells the version, absolute.
    package let program: String
    /// What follows the stems of program names in the program's folder, such as `3.14` in `python3.14`.
    package let suffix: String
    /// Whether the program's folder holds programs of this installation only, so that it may be on `PATH` as a whole.
    package let hasOwnFolder: Bool
    /// Whether `PATH` leads to it.
    package var isOnPath: Bool
    /// Folders that its programs need, absolute and without links.
    package let needs: [String]

    package init(
        source: String, version: RuntimeVersion?, program: String, suffix: String = "", hasOwnFolder: Bool = true,
        isOnPath: Bool = false, needs: [String] = []
    ) {
        self.source = source
        self.version = version
        self.program = program
        self.suffix = suffix
        self.hasOwnFolder = hasOwnFolder
        self.isOnPath = isOnPath
        self.needs = needs
    }

    /// The folder of the program.
    package var folder: String {
        program.lastIndex(of: "/").map { $0 == program.startIndex ? "/" : String(program[..<$0]) } ?? "/"
    }

    /// The best of several for a wanted version; `nil` where none is known to be of it.
    ///
    /// A version that `PATH` knows by its name goes first, though its patch is not known; then the newest one, no matter
    /// who put it there, and what is not final last of all.
    package static func best(of toolchains: [Toolchain], for wanted: RuntimeVersion) -> Toolchain? {
        var best: Toolchain?
        for toolchain in toolchains where toolchain.version?.match(wanted) == .yes {
            if best.map({ toolchain.isBetter(than: $0) }) ?? true { best = toolchain }
        }
        return best
    }

    private func isBetter(than other: Toolchain) -> Bool {
        guard let version, let otherVersion = other.version else { return version != nil }
        if (version.prerelease == nil) != (otherVersion.prerelease == nil) { return version.prerelease == nil }
        let isNamed = isNamedOnPath
        if isNamed != other.isNamedOnPath { return isNamed }
        if version != otherVersion { return otherVersion < version }
        return isOnPath && !other.isOnPath
    }

    private var isNamedOnPath: Bool { isOnPath && !hasOwnFolder && !suffix.isEmpty }

    /// Those of which only their programs can tell whether they are of a wanted version.
    package static func undecided(of toolchains: [Toolchain], for wanted: RuntimeVersion) -> [Toolchain] {
        toolchains.filter { $0.version.map { $0.match(wanted) == .unknown } ?? true }
    }
}

/// What was found of a task's runtime on this machine.
package enum RuntimeFact: Sendable, Equatable {
    /// Nobody looked, or there is nothing to look for.
    case notLookedFor
    case found(RuntimeInstallation)
    /// None of the wanted version; those of other versions, the newest first.
    case missing([FoundVersion], modules: [String]?)
}

/// A version of a runtime that is not the wanted one.
package struct FoundVersion: Sendable, Equatable {
    package let version: RuntimeVersion
    package let source: String

    package init(_ version: RuntimeVersion, source: String) {
        self.version = version
        self.source = source
    }
}

/// A toolchain that a task gets, with how.
package struct RuntimeInstallation: Sendable, Equatable {
    package let toolchain: Toolchain
    /// Plain names that the toolchain's own folder does not have, or that must not come from there.
    package let links: [RuntimeLink]
    /// Folders of programs that the runtime starts, such as those of Erlang for Elixir; absolute.
    package let companions: [String]
    /// What `php -m` lists, where somebody wanted to know.
    package let modules: [String]?
    /// A newer version that the same program takes where the task does not tell it otherwise.
    package let rival: RuntimeVersion?

    package init(
        _ toolchain: Toolchain, links: [RuntimeLink] = [], companions: [String] = [], modules: [String]? = nil,
        rival: RuntimeVersion? = nil
    ) {
        self.toolchain = toolchain
        self.links = links
        self.companions = companions
        self.modules = modules
        self.rival = rival
    }
}

/// A plain name for a program of a toolchain.
package struct RuntimeLink: Sendable, Equatable {
    package enum Target: Sendable, Equatable {
        /// An absolute path.
        case program(String)
        /// A module that a Python interpreter, of this absolute path, runs.
        case module(String, of: String)
    }

    package let name: String
    package let target: Target

    package init(_ name: String, to target: Target) {
        self.name = name
        self.target = target
    }

    /// The links that give a toolchain's programs their plain names.
    ///
    /// `isProgram` says whether an absolute path is a program. A toolchain with a folder of its own needs links only for
    /// what that folder lacks.
    package static func links(
        for toolchain: Toolchain, of runtime: Runtime, isProgram: (String) -> Bool
    ) -> [RuntimeLink] {
        let folder = toolchain.folder
        return runtime.programs(of: toolchain.version).enumerated().compactMap { index, program -> RuntimeLink? in
            let plain = "\(folder)/\(program.name)"
            if toolchain.hasOwnFolder, isProgram(plain) { return nil }
            let isMain = index == 0 || runtime.mainNames.contains(program.name)
            if isMain { return RuntimeLink(program.name, to: .program(toolchain.program)) }
            let names = toolchain.suffix.isEmpty ? [program.name] + program.others : [program.stem + toolchain.suffix]
            if let found = names.map({ "\(folder)/\($0)" }).first(where: isProgram) {
                return RuntimeLink(program.name, to: .program(found))
            }
            // Another version's pip would install for another version.
            return program.stem == "pip" ? RuntimeLink(program.name, to: .module("pip", of: toolchain.program)) : nil
        }
    }
}
