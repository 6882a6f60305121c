import Documents
import Foundation
import TestSupport
import Testing

/// A task runs with the version that its type names, if this machine has one.
@Suite struct RuntimeTests {
    /// A stub program that says what it is and where it was found.
    private static func stub(_ scene: Scene, _ path: String, says text: String) throws {
        try scene.scratch.write(path, "#!/bin/sh\necho \"\(text)\"\n", permissions: 0o755)
    }

    @Test(arguments: EngineUnderTest.usable)
    func theMatchIsFirstInAllPhases(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            let bin = "home/.nvm/versions/node/v922.1.0/bin"
            for name in ["node", "npm", "npx", "corepack"] {
                try Self.stub(scene, "\(bin)/\(name)", says: "\(name) of 922")
            }
            try Self.stub(scene, "home/.nvm/versions/node/v921.0.0/bin/node", says: "wrong")
            let ask = "node; npm"
            try scene.define(ask, build: ask, deploy: ask, type: "nodejs:922")
            let result = try scene.run("--strict")
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == String(repeating: "node of 922\nnpm of 922\n", count: 3))
            #expect(!result.errorText.contains("type:"))
            let plan = try scene.taskbox("plan", "task.json", "--engine", engine.rawValue)
            #expect(
                plan.outputText.contains("\nruntime       Node.js 922.1.0 (nvm), \(scene.scratch.at("\(bin)/node"))\n"))
            let env = try scene.taskbox("env", "task.json", "PATH", "--engine", engine.rawValue, "--format", "json")
            #expect(env.outputText.contains("Node.js 922.1.0 (nvm)"))
        }
    }

    /// Under their plain names, which their folder does not have.
    @Test(arguments: EngineUnderTest.usable)
    func versionedNamesAreLinked(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try Self.stub(scene, "bin/python93.14", says: "python $1 $2")
            try Self.stub(scene, "bin/pip", says: "another pip")
            try scene.define("python; python3; pip install; pip3 install", type: "python:93.14")
            let path = "\(scene.scratch.at("bin")):\(scene.environment["PATH"] ?? "")"
            let result = try scene.start(["--quiet"], environment: ["PATH": path]).finish()
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == "python  \npython  \npython -m pip\npython -m pip\n")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func noMatch(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try Self.stub(scene, "home/.rbenv/versions/93.3.0/bin/ruby", says: "ruby")
            try scene.define("echo ran", type: "ruby:93.4")
            let result = try scene.run()
            #expect(result.end == .exited(0))
            let warning = try #require(result.errorLines.first { $0.contains("type:") })
            #expect(
                warning.hasPrefix(
                    "taskbox: warning: type: ruby:93.4 is not on this machine, which has Ruby 93.3.0 (rbenv)"))
            #expect(warning.hasSuffix(", so the task runs with what PATH finds; get it with mise install ruby@93.4"))
            let strict = try scene.run("--strict")
            #expect(strict.end == .exited(125))
            #expect(strict.outputText == "")
            #expect(strict.errorText.contains("error: type: ruby:93.4 is not on this machine"))
            #expect(strict.errorText.contains("without --strict this is a warning"))
        }
    }

    /// The real thing, where this machine has it.
    @Test(
        .enabled(if: !PyenvVersions.found.isEmpty, "pyenv has installed no Python here"),
        arguments: EngineUnderTest.usable, PyenvVersions.found)
    func realPythons(_ engine: EngineUnderTest, _ version: String) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                "python3 -c 'import ssl, sys; print(sys.version.split()[0], sys.prefix)'",
                build: "python -c 'import sys; print(sys.version.split()[0])'; pip --version | grep -c 'python '",
                type: "python:\(version)")
            let root = try #require(PyenvVersions.root)
            let result = try scene.start(["--strict"], environment: ["PYENV_ROOT": root]).finish()
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == "\(version)\n1\n\(version) \(root)/versions/\(version)\n")
        }
    }

    // MARK: PHP

    /// A setting is a file, and a phase sees no others than its own.
    @Test(arguments: EngineUnderTest.usable)
    func settingsOfOtherPhasesAreHidden(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            let look = "cat /run/taskbox/runtime/*/*.ini ../etc/runtime/*/*.ini 2>/dev/null; echo end"
            try scene.define(look, build: look, deploy: look, type: "php:8.3")
            let result = try scene.run("--quiet", "--variable", "php:my.trigger=hidden")
            #expect(result.end == .exited(0), "\(result.errorText)")
            let parts = result.outputText.components(separatedBy: "end\n")
            #expect(
                parts.map { $0.components(separatedBy: "hidden").count - 1 } == [0, 1, 1, 0], "\(result.outputText)")
        }
    }

    private static let php = ["/usr/bin/php", "/usr/local/bin/php"].first(
        where: FileManager.default.isExecutableFile(atPath:))

    @Test(.enabled(if: php != nil, "PHP is not installed"), arguments: EngineUnderTest.usable)
    func settingsReachPHP(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            let odd = "it's ${HOME} \\ \"q\" ; x"
            try scene.define(
                #"php -r 'echo get_cfg_var("my.odd"), "|", ini_get("precision"), "|", ini_get("log_errors"), "\n";'"#,
                build: #"php -r 'echo get_cfg_var("my.trigger") === false ? "none" : "some", "\n";'"#,
                type: "php:8.3",
                with: [.init("runtime", ["extensions": ["pcre", "no_such_thing"]])])
            let variables = try scene.scratch.write(
                "variables.json",
                JSONWriter.pretty(["php:my.odd": .string(odd), "php:precision": 5, "php:log_errors": true]))
            let result = try scene.run("--project-variables", variables, "--variable", "php:my.trigger=1")
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == "none\n\(odd)|5|1\n")
            #expect(
                result.errorText.contains(
                    "warning: runtime.extensions: this machine's PHP has no \"no_such_thing\"; get it"))
        }
    }
}

/// The versions that pyenv has installed on this machine.
enum PyenvVersions {
    static let root: String? = {
        let environment = ProcessInfo.processInfo.environment
        return environment["PYENV_ROOT"] ?? environment["HOME"].map { "\($0)/.pyenv" }
    }()

    /// Two are enough, the newest and the oldest that is not too old for what the test asks.
    static let found: [String] = {
        guard let root, let names = try? FileManager.default.contentsOfDirectory(atPath: "\(root)/versions") else {
            return []  // No folder, no versions.
        }
        let versions = names.filter { name in
            name.wholeMatch(of: /3\.([0-9]+)\.[0-9]+/) != nil
                && FileManager.default.isExecutableFile(atPath: "\(root)/versions/\(name)/bin/pip")
        }.sorted { $0.compare($1, options: .numeric) == .orderedAscending }
        return Array(Set([versions.first, versions.last].compactMap { $0 })).sorted()
    }()
}
