import TaskModel

/// The runtimes of the platform that are programs (contract 1.4); `composable` is not one of them, but a set of any.
package enum Runtime: String, Sendable, CaseIterable {
    case dotnet, elixir, golang, java, nodejs, php, python, ruby, rust

    package init?(_ type: RuntimeType) { self.init(rawValue: type.runtime) }

    /// A program that scripts of a runtime call by a plain name.
    package struct Program: Sendable, Equatable {
        /// The plain name.
        package let name: String
        /// The names that stand for it where it is missing, the best first.
        package let others: [String]
        /// The name without any version, behind which an installation may have one: `python3.14`, `pip3.14`.
        package let stem: String

        init(_ name: String, or others: [String] = [], stem: String? = nil) {
            self.name = name
            self.others = others
            self.stem = stem ?? name
        }
    }

    /// The programs that a version of the runtime has on the platform, the one that tells the version first.
    package func programs(of version: RuntimeVersion?) -> [Program] {
        guard self == .python else { return programs }
        // The names with a 3 would be lies.
        return version?.numbers.first == 2 ? programs.filter { !$0.name.hasSuffix("3") } : programs
    }

    private var programs: [Program] {
        switch self {
        case .dotnet: [Program("dotnet")]
        case .elixir: [Program("elixir"), Program("elixirc"), Program("iex"), Program("mix")]
        case .golang: [Program("go"), Program("gofmt")]
        case .java: [Program("java"), Program("javac"), Program("jar")]
        case .nodejs:
            [Program("node", or: ["nodejs"]), Program("npm"), Program("npx"), Program("corepack")]
        case .php: [Program("php"), Program("phpize"), Program("php-config")]
        case .python:
            [
                Program("python3", or: ["python"], stem: "python"), Program("python", or: ["python3"]),
                Program("pip3", or: ["pip"], stem: "pip"), Program("pip", or: ["pip3"]),
            ]
        case .ruby:
            [Program("ruby"), Program("gem"), Program("bundle"), Program("bundler"), Program("irb"), Program("rake")]
        case .rust: [Program("rustc"), Program("cargo"), Program("rustdoc"), Program("rustfmt")]
        }
    }

    /// The plain names of the program that tells the version, the best first.
    package var mainNames: [String] {
        switch self {
        case .nodejs: ["node", "nodejs"]
        case .python: ["python3", "python"]
        case .dotnet, .elixir, .golang, .java, .php, .ruby, .rust: [programs[0].name]
        }
    }

    /// What the runtime is called in sentences.
    package var title: String {
        switch self {
        case .dotnet: ".NET"
        case .elixir: "Elixir"
        case .golang: "Go"
        case .java: "Java"
        case .nodejs: "Node.js"
        case .php: "PHP"
        case .python: "Python"
        case .ruby: "Ruby"
        case .rust: "Rust"
        }
    }

    /// A command that gets a version onto a machine, in a place that taskbox looks at.
    package func installation(of wanted: RuntimeVersion) -> String {
        let version = wanted.numbers.map(String.init).joined(separator: ".")
        switch self {
        case .dotnet: return "dotnet-install.sh --channel \(version)"
        case .elixir: return "mise install erlang elixir@\(version)"
        case .golang: return "mise install go@\(version)"
        case .java: return "mise install java@\(version)"
        case .nodejs: return "nvm install \(version)"
        case .php: return "apt-get install php\(version)-cli, or brew install php@\(version)"
        case .python: return "uv python install \(version)"
        case .ruby: return "mise install ruby@\(version)"
        case .rust: return "rustup toolchain install \(wanted.numbers.count == 1 ? "stable" : version)"
        }
    }
}
