import TaskModel

/// The package manager of a language in `dependencies` (contract 5.4).
package enum DependencyManager: String, Sendable, CaseIterable {
    case pip
    case npm
    case composer
    case bundler

    /// `nil` for a language that the platform does not know.
    package init?(language: String) {
        switch language {
        case "python", "python3": self = .pip
        case "nodejs": self = .npm
        case "php": self = .composer
        case "ruby": self = .bundler
        default: return nil
        }
    }

    /// What to install on this machine where the manager is missing, a part of a sentence.
    var remedy: String {
        switch self {
        case .pip: "install Python 3 with pip (on Debian the package python3-pip)"
        case .npm: "install Node.js with npm (on Debian the package npm)"
        case .composer: "install Composer (on Debian the package composer)"
        case .bundler: "install Ruby with Bundler (on Debian the package ruby-bundler)"
        }
    }
}
