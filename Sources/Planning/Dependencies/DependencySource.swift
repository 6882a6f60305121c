import TaskModel

/// Where the packages of an installation come from, as far as that can be told without installing them.
///
/// Only what is known to be harmless counts as such: managers take many things for a path.
struct DependencySource {
    let installations: [DependencyInstallation]
    /// Of the build phase.
    let environment: [EnvironmentVariable]
    /// As the task sees it.
    let appFolder: String

    /// Whether nothing can come from the source tree: no packages or versions that may be paths or addresses, and no
    /// variables that may lead a package manager, or the language that runs it, there.
    var isElsewhere: Bool {
        installations.allSatisfy { installation in
            !installation.takesRepositories
                && installation.packages.allSatisfy { package in
                    isPlain(name: package.name, for: installation.manager) && Self.isPlain(version: package.version)
                }
        } && !environment.contains(where: leadsToSource)
    }

    /// Names without dots, which may be those of archives.
    private func isPlain(name: String, for manager: DependencyManager) -> Bool {
        switch manager {
        case .pip: name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]*(\[[A-Za-z0-9_,-]*\])?/) != nil
        case .npm: name.wholeMatch(of: /(@[A-Za-z0-9_-]+\/)?[A-Za-z0-9][A-Za-z0-9_-]*/) != nil
        case .composer: name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]*(\/[A-Za-z0-9_-]+)?/) != nil
        case .bundler: name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]*/) != nil
        }
    }

    /// Numbers, with letters behind them only, and operators: `^1.2`, `>=1.0rc1, <2`, `1.0.0-beta.1`, `2.*`.
    private static func isPlain(version: String) -> Bool {
        let numbers = version.split { " ,|<>=!~^".contains($0) }
        return !numbers.isEmpty
            && numbers.allSatisfy { number in
                number.wholeMatch(of: #/\*|[0-9]+[A-Za-z0-9]*(\.([0-9]+[A-Za-z0-9]*|[*xX])|[+-][A-Za-z0-9]+)*/#) != nil
            }
    }

    /// What begins so are settings of a manager, which may name folders.
    private static let managers = ["PIP_", "NPM_", "COMPOSER", "BUNDLE_", "GEM"]
    /// What makes a language or a shell load code, or settings, from a path that need not be absolute.
    private static let loaders: Set<String> = [
        "BASH_ENV", "ENV", "LD_LIBRARY_PATH", "LD_PRELOAD", "NODE_OPTIONS", "NODE_PATH", "PHPRC", "PHP_INI_SCAN_DIR",
        "PYTHONHOME", "PYTHONPATH", "RUBYLIB", "RUBYOPT",
    ]

    private func leadsToSource(_ variable: EnvironmentVariable) -> Bool {
        if variable.name.hasPrefix("PLATFORM_") { return false }
        if Self.managers.contains(where: { variable.name.uppercased().hasPrefix($0) }) { return true }
        switch variable.origin {
        case .definition, .option: break
        case .container, .dependencies, .taskbox, .platform, .relationship, .environmentFile: return false
        }
        let text = variable.text(treeID: "")
        if Self.loaders.contains(variable.name) || mentionsAppFolder(text) { return true }
        let places = text.split(separator: ":", omittingEmptySubsequences: false)
        return variable.name == "PATH" && !places.allSatisfy { $0.hasPrefix("/") }
    }

    private func mentionsAppFolder(_ text: String) -> Bool {
        text.ranges(of: appFolder).contains { range in
            guard range.upperBound < text.endIndex else { return true }
            let next = text[range.upperBound]
            return !next.isLetter && !next.isNumber && !"_-.".contains(next)
        }
    }
}
