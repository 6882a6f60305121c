import Foundation
import Planning
import TestSupport
import Testing

@testable import Execution

/// The search on scratch machines full of stub programs.
@Suite struct ToolchainInspectorTests {
    /// A home, and folders for `PATH`, with programs that print what they are told to, and count how often they are asked.
    private struct Machine {
        let scratch: ScratchFolder

        func program(_ path: String, says text: String = "") throws {
            try scratch.write(
                path, "#!/bin/sh\necho asked >> '\(scratch.path)/asked'\ncat <<'END'\n\(text)\nEND\n",
                permissions: 0o755)
        }

        func fact(
            _ type: String, path: [String] = ["bin"], environment: [String: String] = [:], members: String = "",
            memory: VersionMemory? = nil
        ) throws -> RuntimeFact {
            let definition = try PlanFixture.definition(
                #"{"name": "t", "type": "\#(type)", "run": {"command": "true"}\#(members)}"#)
            let inspector = ToolchainInspector(
                environment: ["HOME": scratch.at("home"), "HOMEBREW_PREFIX": scratch.at("brew")].merging(environment) {
                    $1
                },
                searchPath: path.map(scratch.at), memory: memory)
            return inspector.fact(for: definition, repository: scratch.at("repository"))
        }

        /// What was found, as `version source program`, without the scratch folder.
        func found(
            _ type: String, path: [String] = ["bin"], environment: [String: String] = [:], memory: VersionMemory? = nil
        ) throws -> String {
            switch try fact(type, path: path, environment: environment, memory: memory) {
            case .found(let installation):
                let toolchain = installation.toolchain
                return "\(toolchain.version?.description ?? "?") \(toolchain.source) \(relative(toolchain.program))"
            case .missing(let versions, _):
                // The machine that runs the tests may have installations in system folders.
                let own = versions.filter { $0.source != "system" && $0.source != "n" }
                return "missing " + own.map { "\($0.version) \($0.source)" }.joined(separator: ", ")
            case .notLookedFor: return "not looked for"
            }
        }

        func relative(_ path: String) -> String { path.replacing(scratch.path + "/", with: "") }

        var questions: Int {
            get throws {
                guard FileManager.default.fileExists(atPath: scratch.at("asked")) else { return 0 }
                return try scratch.read("asked").split(separator: "\n").count
            }
        }
    }

    private func onMachine(_ body: (Machine) throws -> Void) throws {
        try ScratchFolder.with { scratch in
            for folder in ["home", "bin", "cache", "repository"] { try scratch.folder(folder) }
            try body(Machine(scratch: scratch))
        }
    }

    /// One manager each, told by names alone.
    @Test(arguments: [
        ("python:93.14", "home/.pyenv/versions/93.14.2/bin/python3", "93.14.2 pyenv"),
        ("python:93.14", "home/.local/share/uv/python/cpython-93.14.1-linux-x86_64-gnu/bin/python93.14", "93.14.1 uv"),
        ("python:93.14", "home/.asdf/installs/python/93.14.0/bin/python3", "93.14.0 asdf"),
        ("python:93.14", "home/.local/share/mise/installs/python/93.14.0/bin/python3", "93.14.0 mise"),
        ("nodejs:922", "home/.nvm/versions/node/v922.3.0/bin/node", "922.3.0 nvm"),
        ("nodejs:922", "home/.local/share/fnm/node-versions/v922.3.0/installation/bin/node", "922.3.0 fnm"),
        ("nodejs:922", "home/.volta/tools/image/node/922.3.0/bin/node", "922.3.0 volta"),
        ("nodejs:922", "home/.asdf/installs/nodejs/922.3.0/bin/node", "922.3.0 asdf"),
        ("ruby:93.3", "home/.rbenv/versions/93.3.0/bin/ruby", "93.3.0 rbenv"),
        ("ruby:93.3", "home/.rvm/rubies/ruby-93.3.0/bin/ruby", "93.3.0 rvm"),
        ("ruby:93.3", "home/.rubies/ruby-93.3.0/bin/ruby", "93.3.0 chruby"),
        ("php:98.3", "home/.phpbrew/php/php-98.3.1/bin/php", "98.3.1 phpbrew"),
        ("java:921", "home/.sdkman/candidates/java/921.0.2-tem/bin/java", "921.0.2 SDKMAN"),
        ("java:921", "home/.jdks/temurin-921.0.2/bin/java", "921.0.2 ~"),
        ("golang:91.22", "home/sdk/go91.22.1/bin/go", "91.22.1 ~/sdk"),
        ("golang:91.22", "home/.asdf/installs/golang/91.22.1/go/bin/go", "91.22.1 asdf"),
        ("rust:91.85", "home/.rustup/toolchains/91.85.0-x86_64-unknown-linux-gnu/bin/rustc", "91.85.0 rustup"),
        ("elixir:91.18", "home/.asdf/installs/elixir/91.18.1-otp-27/bin/elixir", "91.18.1 asdf"),
    ])
    func managers(_ type: String, _ program: String, _ expected: String) throws {
        try onMachine { machine in
            try machine.program(program)
            #expect(try machine.found(type) == "\(expected) \(program)")
            #expect(try machine.questions == 0)
        }
    }

    @Test func homebrewLinksToAFolderThatTellsTheVersion() throws {
        try onMachine { machine in
            try machine.program("brew/Cellar/python@93.14/93.14.2/bin/python93.14")
            try machine.scratch.folder("brew/opt")
            try machine.scratch.link("brew/opt/python@93.14", to: "../Cellar/python@93.14/93.14.2")
            #expect(
                try machine.found("python:93.14") == "93.14.2 Homebrew brew/Cellar/python@93.14/93.14.2/bin/python93.14"
            )
            guard case .found(let installation) = try machine.fact("python:93.14") else { return }
            #expect(installation.links.map(\.name) == ["python3", "python", "pip3", "pip"])
            #expect(installation.toolchain.needs.contains(machine.scratch.at("brew")))
        }
    }

    /// One program serves all SDKs.
    @Test func dotnet() throws {
        try onMachine { machine in
            try machine.program("home/.dotnet/dotnet")
            for version in ["98.0.404", "99.0.100-rc.1.24452.12"] {
                try machine.scratch.folder("home/.dotnet/sdk/\(version)")
            }
            #expect(try machine.found("dotnet:98.0") == "98.0.404 system home/.dotnet/dotnet")
            // What is not final does not count as newer.
            for (rival, type) in [(nil, "dotnet:98.0"), ("98.0.404", "dotnet:97.0")] {
                try machine.scratch.folder("home/.dotnet/sdk/97.0.100")
                guard case .found(let installation) = try machine.fact(type) else {
                    Issue.record("\(type) was not found")
                    continue
                }
                #expect(installation.rival?.description == rival)
            }
        }
    }

    @Test func elixirComesWithErlang() throws {
        try onMachine { machine in
            try machine.program("home/.asdf/installs/elixir/91.18.1-otp-27/bin/elixir")
            for version in ["9.3", "27.2"] { try machine.program("home/.asdf/installs/erlang/\(version)/bin/erl") }
            try machine.program("x/shims/erl")
            func companions(_ path: [String]) throws -> [String] {
                guard case .found(let installation) = try machine.fact("elixir:91.18", path: path) else {
                    return ["none"]
                }
                return installation.companions.map(machine.relative)
            }
            #expect(try companions(["x/shims"]) == ["home/.asdf/installs/erlang/27.2/bin"])
            try machine.program("bin/erl")
            #expect(try companions(["x/shims", "bin"]) == [])
        }
    }

    /// The interpreter of somebody's virtual environment would bring its packages along.
    @Test func virtualEnvironmentsAreLeftAlone() throws {
        try onMachine { machine in
            try machine.program("venv/bin/python93.14")
            try machine.scratch.write("venv/pyvenv.cfg")
            #expect(try machine.found("python:93.14", path: ["venv/bin"]).hasPrefix("missing"))
        }
    }

    @Test func filesTellVersions() throws {
        try onMachine { machine in
            try machine.program("jdk/bin/java")
            try machine.scratch.write("jdk/release", "JAVA_VERSION=\"921.0.2\"\n")
            #expect(
                try machine.found("java:921", environment: ["JAVA_HOME": machine.scratch.at("jdk")])
                    == "921.0.2 JAVA_HOME jdk/bin/java")
            try machine.program("go/bin/go")
            try machine.scratch.write("go/VERSION", "go91.22.1\ntime 2024\n")
            #expect(
                try machine.found("golang:91.22", environment: ["GOROOT": machine.scratch.at("go")])
                    == "91.22.1 GOROOT go/bin/go")
            #expect(try machine.questions == 0)
        }
    }

    @Test func versionedNamesOnPath() throws {
        try onMachine { machine in
            try machine.program("bin/python93.14")
            try machine.program("bin/python93.14-config")
            try machine.program("bin/node-922")
            try machine.program("bin/php983")
            #expect(try machine.found("python:93.14") == "93.14 PATH bin/python93.14")
            #expect(try machine.found("nodejs:922") == "922 PATH bin/node-922")
            #expect(try machine.questions == 0)
        }
    }

    @Test func aPlainNameIsAskedOnceAndRemembered() throws {
        try onMachine { machine in
            try machine.program("bin/node", says: "v922.1.0")
            let memory = VersionMemory(cacheFolder: machine.scratch.at("cache"))
            for _ in 1...3 { #expect(try machine.found("nodejs:922", memory: memory) == "922.1.0 PATH bin/node") }
            #expect(try machine.questions == 1)
            // Another program at its place is asked again.
            try machine.program("bin/node", says: "v923.10.10")
            #expect(try machine.found("nodejs:922", memory: memory) == "missing 923.10.10 PATH")
            #expect(try machine.questions == 2)
        }
    }

    @Test func withoutACacheNothingIsRemembered() throws {
        try onMachine { machine in
            try machine.program("bin/node", says: "v922.1.0")
            let memory = VersionMemory(cacheFolder: machine.scratch.at("nowhere"))
            for _ in 1...2 { #expect(try machine.found("nodejs:922", memory: memory) == "922.1.0 PATH bin/node") }
            #expect(try machine.questions == 2)
        }
    }

    @Test func programsThatTellNothing() throws {
        try onMachine { machine in
            try machine.program("bin/node", says: "a tab\tand no version")
            let memory = VersionMemory(cacheFolder: machine.scratch.at("cache"))
            #expect(try machine.found("nodejs:922", memory: memory) == "missing ")
            #expect(try machine.found("nodejs:922", memory: memory) == "missing ")
            #expect(try machine.questions == 1)
            try machine.scratch.write("bin/node", "#!/bin/sh\nexit 1\n", permissions: 0o755)
            #expect(try machine.found("nodejs:922", memory: memory) == "missing ")
            try machine.scratch.write("bin/node", "no program at all", permissions: 0o644)
            #expect(try machine.found("nodejs:922", memory: memory) == "missing ")
        }
    }

    /// A name says less than was asked for.
    @Test func thePatchIsAskedForWhereItIsWanted() throws {
        try onMachine { machine in
            try machine.program("bin/python93.14", says: "Python 93.14.2")
            #expect(try machine.found("python:93.14.2") == "93.14.2 PATH bin/python93.14")
            #expect(try machine.found("python:93.14.3").hasPrefix("missing 93.14 PATH"))
        }
    }

    @Test func oneInstallationUnderSeveralNames() throws {
        try onMachine { machine in
            try machine.program("home/.local/share/mise/installs/python/93.14.2/bin/python3")
            try machine.scratch.link("home/.local/share/mise/installs/python/93.14", to: "./93.14.2")
            try machine.scratch.link("home/.local/share/mise/installs/python/latest", to: "./93.14.2")
            try machine.scratch.link(
                "bin/python93.14", to: "../home/.local/share/mise/installs/python/93.14.2/bin/python3")
            let expected = "93.14.2 mise home/.local/share/mise/installs/python/93.14.2/bin/python3"
            #expect(try machine.found("python:93.14") == expected)
            #expect(try machine.found("python:93.15") == "missing 93.14.2 mise")
        }
    }

    @Test func theNewestOfAllManagers() throws {
        try onMachine { machine in
            for version in ["93.14.0", "93.14.2", "93.15.0rc1", "93.13.9"] {
                try machine.program("home/.pyenv/versions/\(version)/bin/python3")
            }
            try machine.program("home/.local/share/uv/python/cpython-93.14.10-linux/bin/python3")
            try machine.scratch.folder("home/.pyenv/versions/93.14.99/bin")
            try machine.scratch.folder("home/.pyenv/versions/mine")
            #expect(try machine.found("python:93.14").hasPrefix("93.14.10 uv "))
            #expect(try machine.found("python:93.15").hasPrefix("93.15.0-rc1 pyenv "))
            #expect(try machine.found("python:93").hasPrefix("93.14.10 uv "))
            #expect(
                try machine.found("python:93.1") == "missing 93.14.10 uv, 93.14.2 pyenv, 93.14.0 pyenv, 93.13.9 pyenv, "
                    + "93.15.0-rc1 pyenv")
        }
    }

    /// A shim is not the program; behind it is the installation.
    @Test func shims() throws {
        try onMachine { machine in
            try machine.program("x/.pyenv/shims/python3", says: "Python 93.14.0")
            try machine.program("x/.pyenv/shims/python93.14", says: "Python 93.14.0")
            try machine.program("x/.pyenv/versions/93.14.2/bin/python3")
            try machine.program("bin/python93.14")
            let path = ["x/.pyenv/shims", "bin"]
            #expect(
                try machine.found("python:93.14", path: path) == "93.14.2 pyenv x/.pyenv/versions/93.14.2/bin/python3")
            #expect(try machine.found("python:93.14", path: path.reversed()) == "93.14 PATH bin/python93.14")
            #expect(try machine.questions == 0)
        }
    }

    @Test func proxiesAreNotAsked() throws {
        try onMachine { machine in
            try machine.program("bin/rustup", says: "rustc 91.85.0")
            try machine.scratch.link("bin/rustc", to: "rustup")
            try machine.program(
                "home/.rustup/toolchains/stable-x86_64/bin/rustc", says: "rustc 91.85.0 (abc 2025-01-01)")
            #expect(
                try machine.found("rust:91")
                    == "91.85.0 rustup home/.rustup/toolchains/stable-x86_64/bin/rustc")
            #expect(try machine.questions == 1)
        }
    }

    @Test func theCheckoutIsLeftAlone() throws {
        try onMachine { machine in
            try machine.program("repository/.venv/bin/python93.14")
            #expect(try machine.found("python:93.14", path: ["repository/.venv/bin"]).hasPrefix("missing"))
        }
    }

    @Test func modulesOfPHP() throws {
        try onMachine { machine in
            try machine.program("bin/php98.3", says: "[PHP Modules]\nCore\npdo\n\n[Zend Modules]\nZend OPcache")
            let members = #", "runtime": {"extensions": ["redis"]}"#
            guard case .found(let installation) = try machine.fact("php:98.3", members: members) else {
                Issue.record("PHP was not found")
                return
            }
            #expect(installation.modules == ["Core", "pdo", "Zend OPcache"])
            guard case .found(let unasked) = try machine.fact("php:98.3") else { return }
            #expect(unasked.modules == nil)
            #expect(try machine.questions == 1)
        }
    }

    @Test func nothingToLookFor() throws {
        try onMachine { machine in
            let found = try machine.found("composable:25.11")
            #expect(found == "not looked for")
        }
    }
}
