/// Where installations of runtimes are on machines: version managers in a home, and folders of systems.
///
/// The order is that of weight where two places hold the same version.
package struct ToolchainPlaces: Sendable {
    /// The user's own, in which managers say where they keep things.
    private let environment: [String: String]
    private let home: String?
    /// Folders of `PATH`; those of shims show where a manager keeps its installations.
    private let searchPath: [String]

    package init(environment: [String: String], home: String?, searchPath: [String] = []) {
        self.environment = environment
        self.home = home
        self.searchPath = searchPath
    }

    package func places(for runtime: Runtime) -> [ToolchainPlace] {
        let own =
            switch runtime {
            case .dotnet: dotnet
            case .elixir: elixir
            case .golang: golang
            case .java: java
            case .nodejs: nodejs
            case .php: php
            case .python: python
            case .ruby: ruby
            case .rust: rust
            }
        return own + shared(runtime) + behindShims(runtime) + homebrew(runtime)
    }

    /// Whether a folder of `PATH` holds shims, small programs that look for the real one each time.
    package static func isOfShims(_ folder: String) -> Bool {
        folder.hasSuffix("/shims") || folder.hasSuffix("/.volta/bin") || folder == "/snap/bin"
    }

    /// Also where no variable names the manager's folder.
    private func behindShims(_ runtime: Runtime) -> [ToolchainPlace] {
        searchPath.filter { $0.hasSuffix("/shims") }.flatMap { shims -> [ToolchainPlace] in
            let root = String(shims.dropLast("/shims".count))
            let name = root.split(separator: "/").last.map { $0.drop { $0 == "." } } ?? "shims"
            return [ToolchainPlace(String(name), "\(root)/versions")]
                + runtime.pluginNames.map {
                    ToolchainPlace(String(name), "\(root)/installs/\($0)", bins: ["bin", "go/bin", ""])
                }
        }
    }

    /// A folder that a variable names, else one below the home; none without either.
    private func folder(_ variables: [String] = [], home path: String?, adding: String = "") -> [String] {
        for variable in variables {
            if let value = environment[variable], value.hasPrefix("/") { return [value + adding] }
        }
        guard let home, let path else { return [] }
        return ["\(home)/\(path)\(adding)"]
    }

    /// Where programs keep their data, by the habit of freedesktop.org.
    private var data: [String] {
        if let value = environment["XDG_DATA_HOME"], value.hasPrefix("/") { return [value] }
        return home.map { ["\($0)/.local/share"] } ?? []
    }

    // MARK: Runtimes

    private var python: [ToolchainPlace] {
        folder(["PYENV_ROOT"], home: ".pyenv", adding: "/versions").map { ToolchainPlace("pyenv", $0) }
            + (folder(["UV_PYTHON_INSTALL_DIR"], home: nil) + data.map { "\($0)/uv/python" }).prefix(1)
            .map { ToolchainPlace("uv", $0, .prefixes(["cpython-"])) }
            + folder(home: ".rye/py").map { ToolchainPlace("rye", $0, .prefixes(["cpython@"])) }
            + [
                ToolchainPlace("system", "/opt/python"),
                ToolchainPlace("python.org", "/Library/Frameworks/Python.framework/Versions"),
            ]
    }

    private var nodejs: [ToolchainPlace] {
        let nvm =
            folder(["NVM_DIR"], home: ".nvm", adding: "/versions/node")
            + folder(["XDG_CONFIG_HOME"], home: ".config", adding: "/nvm/versions/node")
        let fnm =
            folder(["FNM_DIR"], home: ".fnm", adding: "/node-versions") + data.map { "\($0)/fnm/node-versions" }
            + folder(home: "Library/Application Support/fnm/node-versions")
        return nvm.map { ToolchainPlace("nvm", $0, .prefixes(["v"])) }
            + fnm.map { ToolchainPlace("fnm", $0, .prefixes(["v"]), bins: ["installation/bin"]) }
            + folder(["VOLTA_HOME"], home: ".volta", adding: "/tools/image/node").map { ToolchainPlace("volta", $0) }
            + [ToolchainPlace("n", "\(absolute("N_PREFIX") ?? "/usr/local")/n/versions/node")]
            + folder(["NODENV_ROOT"], home: ".nodenv", adding: "/versions").map { ToolchainPlace("nodenv", $0) }
            + [
                ToolchainPlace("system", "/opt/nodejs", .prefixes(["", "v"])),
                ToolchainPlace("system", "/opt", .prefixes(["node-v", "node-", "nodejs-"])),
            ]
    }

    private var ruby: [ToolchainPlace] {
        folder(["RBENV_ROOT"], home: ".rbenv", adding: "/versions").map { ToolchainPlace("rbenv", $0) }
            + (folder(["rvm_path"], home: ".rvm", adding: "/rubies") + ["/usr/local/rvm/rubies"])
            .map { ToolchainPlace("rvm", $0, .prefixes(["ruby-"])) }
            + (folder(home: ".rubies") + ["/opt/rubies"]).map {
                ToolchainPlace("chruby", $0, .prefixes(["ruby-", ""]))
            }
    }

    private var php: [ToolchainPlace] {
        folder(["PHPBREW_ROOT", "PHPBREW_HOME"], home: ".phpbrew", adding: "/php")
            .map { ToolchainPlace("phpbrew", $0, .prefixes(["php-"])) }
            + folder(["PHPENV_ROOT"], home: ".phpenv", adding: "/versions").map { ToolchainPlace("phpenv", $0) }
            + [
                ToolchainPlace("system", "/opt/remi", .prefixes(["php"]), bins: ["root/usr/bin"]),
                ToolchainPlace("system", "/opt/plesk/php"),
            ]
    }

    private var java: [ToolchainPlace] {
        let sdkman =
            folder(["SDKMAN_CANDIDATES_DIR"], home: nil, adding: "/java")
            + folder(["SDKMAN_DIR"], home: ".sdkman", adding: "/candidates/java")
        return sdkman.prefix(1).map { ToolchainPlace("SDKMAN", $0) }
            + folder(["JABBA_HOME"], home: ".jabba", adding: "/jdk").map { ToolchainPlace("jabba", $0, .anywhere) }
            + (folder(home: ".jdks") + folder(home: ".gradle/jdks")).map { ToolchainPlace("~", $0, .anywhere) }
            + ["/usr/lib/jvm", "/usr/lib64/jvm", "/usr/java"].map { ToolchainPlace("system", $0, .anywhere) }
            + [
                ToolchainPlace("system", "/opt", .prefixes(["jdk-", "jdk", "java-"])),
                ToolchainPlace(
                    "system", "/Library/Java/JavaVirtualMachines", .anywhere, bins: ["Contents/Home/bin"]),
            ] + single("JAVA_HOME")
    }

    private var golang: [ToolchainPlace] {
        folder(["GOENV_ROOT"], home: ".goenv", adding: "/versions").map { ToolchainPlace("goenv", $0) }
            + folder(home: "sdk").map { ToolchainPlace("~/sdk", $0, .prefixes(["go"])) }
            + folder(["GVM_ROOT"], home: ".gvm", adding: "/gos").map { ToolchainPlace("gvm", $0, .prefixes(["go"])) }
            + [ToolchainPlace("system", "/usr/lib", .prefixes(["go-"]))]
            + ["/usr/local/go", "/usr/lib/go", "/usr/lib/golang"].map { ToolchainPlace("system", $0, .single) }
            + single("GOROOT")
    }

    /// Proxies of rustup choose a toolchain by folders and variables; what they start is here.
    private var rust: [ToolchainPlace] {
        folder(["RUSTUP_HOME"], home: ".rustup", adding: "/toolchains").map { ToolchainPlace("rustup", $0, .open) }
    }

    /// One `dotnet` serves all SDKs that are beside it.
    private var dotnet: [ToolchainPlace] {
        let roots =
            [absolute("DOTNET_ROOT")].compactMap { $0 } + folder(home: ".dotnet")
            + ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/lib64/dotnet", "/usr/local/share/dotnet", "/opt/dotnet"]
            + folder(["MISE_DATA_DIR"], home: ".local/share/mise", adding: "/dotnet-root")
        return roots.map { ToolchainPlace("system", "\($0)/sdk", bins: ["../.."], needs: $0) }
    }

    private var elixir: [ToolchainPlace] {
        folder(home: ".kiex/elixirs").map { ToolchainPlace("kiex", $0, .prefixes(["elixir-"])) }
            + folder(["EXENV_ROOT"], home: ".exenv", adding: "/versions").map { ToolchainPlace("exenv", $0) }
    }

    // MARK: Managers of many runtimes

    private func shared(_ runtime: Runtime) -> [ToolchainPlace] {
        let naming: ToolchainPlace.Naming = runtime == .java ? .anywhere : .prefixes([""])
        let asdf = folder(["ASDF_DATA_DIR"], home: ".asdf", adding: "/installs")
        let mise = [absolute("MISE_DATA_DIR")].compactMap { $0 } + data.map { "\($0)/mise" }
        let actions = [absolute("RUNNER_TOOL_CACHE") ?? absolute("AGENT_TOOLSDIRECTORY")].compactMap { $0 }
        return asdf.flatMap { root in
            runtime.pluginNames.map {
                ToolchainPlace("asdf", "\(root)/\($0)", naming, bins: ["bin", "go/bin", ""])
            }
        }
            + mise.prefix(1).flatMap { root in
                runtime.pluginNames.map { ToolchainPlace("mise", "\(root)/installs/\($0)", naming, bins: ["bin", ""]) }
            }
            + actions.flatMap { root in
                runtime.toolCacheNames.map {
                    ToolchainPlace("tool cache", "\(root)/\($0)", bins: ["x64/bin", "arm64/bin"])
                }
            }
    }

    private func homebrew(_ runtime: Runtime) -> [ToolchainPlace] {
        var prefixes = ["/opt/homebrew", "/usr/local", "/home/linuxbrew/.linuxbrew"]
        if let own = absolute("HOMEBREW_PREFIX") { prefixes = [own] + prefixes.filter { $0 != own } }
        return prefixes.map { prefix in
            ToolchainPlace(
                "Homebrew", "\(prefix)/opt", .formula(runtime.formula),
                bins: runtime == .python ? ["libexec/bin", "bin"] : ["bin"], needs: prefix)
        }
    }

    private func single(_ variable: String) -> [ToolchainPlace] {
        absolute(variable).map { [ToolchainPlace(variable, $0, .single)] } ?? []
    }

    private func absolute(_ variable: String) -> String? {
        environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
}

extension Runtime {
    /// What asdf and mise call it.
    fileprivate var pluginNames: [String] {
        switch self {
        case .dotnet: ["dotnet", "dotnet-core"]
        case .elixir: ["elixir"]
        case .golang: ["golang", "go"]
        case .java: ["java"]
        case .nodejs: ["nodejs", "node"]
        case .php: ["php"]
        case .python: ["python"]
        case .ruby: ["ruby"]
        case .rust: ["rust"]
        }
    }

    /// What the runners of GitHub Actions call it.
    fileprivate var toolCacheNames: [String] {
        switch self {
        case .golang: ["go"]
        case .java: ["Java_Temurin-Hotspot_jdk"]
        case .nodejs: ["node"]
        case .python: ["Python"]
        case .ruby: ["Ruby"]
        case .dotnet, .elixir, .php, .rust: []
        }
    }

    /// What Homebrew calls it.
    fileprivate var formula: String {
        switch self {
        case .golang: "go"
        case .java: "openjdk"
        case .nodejs: "node"
        case .dotnet, .elixir, .php, .python, .ruby, .rust: rawValue
        }
    }
}
