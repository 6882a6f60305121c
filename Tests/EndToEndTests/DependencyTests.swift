import Documents
import Foundation
import TestSupport
import Testing

/// The packages of `dependencies`, as a task meets them: with the real pip, and with managers that only say what they were
/// asked for.
@Suite struct DependencyTests {
    private static let offline = LocalWheel.settings.map { JSONValue.Member($0, .string($1)) }

    private static func dependencies(_ language: String, _ packages: JSONValue) -> [JSONValue.Member] {
        [.init("dependencies", .object([.init(language, packages)]))]
    }

    /// Puts a program of the task's own in front of those of the machine.
    private static func stub(_ name: String, _ script: String, in scene: Scene) throws {
        try scene.scratch.write("project/.global/bin/\(name)", "#!/bin/sh\n\(script)\n", permissions: 0o755)
    }

    // MARK: pip

    @Test(
        .enabled(if: LocalWheel.isPossible, LocalWheel.skipReason),
        arguments: EngineUnderTest.usable, ["python3", "python"])
    func pip(_ engine: EngineUnderTest, _ language: String) throws {
        try Scene.with(engine) { scene in
            try LocalWheel.greeting.write(into: "project", of: scene)
            try scene.define(
                "python3 -c 'import greeting; print(greeting.text)'; greeting-program; echo $PYTHONUSERBASE; ls -A",
                build: "greeting-program",
                variables: Self.offline, with: Self.dependencies(language, ["greeting": ">=1,<2"]))
            let result = try scene.run()
            #expect(result.end == .exited(0), "\(result.errorText)")
            let folder = try #require(result.outputText.split(separator: "\n").dropFirst(3).first)
            #expect(engine == .host ? folder.hasSuffix("/app/.global") : folder == "/app/.global")
            #expect(
                result.outputText.replacing(folder, with: "FOLDER")
                    == "hello from a wheel\nhello from a wheel\nhello from a wheel\nFOLDER\n.global\ntask.json\nwheels\n",
                "nothing of pip in the output, and no caches in the slug")
            let lines = scene.errors(of: result)
            #expect(lines.contains("taskbox: build: pip installs \(language): greeting >=1,<2; at most 3600 s"))
            #expect(lines.contains("Successfully installed greeting-1.0"))
            #expect(
                lines.contains(
                    "taskbox: build, \(language) dependencies: exit status 0 after TIME, CPU TIME, peak memory SIZE"))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: scene.scratch.at("home")) == [".pyenv"],
                "the user's home is left alone")
            let again = try scene.run()
            #expect(again.outputText.hasPrefix("hello from a wheel\nhello from a wheel\n"), "\(again.errorText)")
            #expect(
                again.errorText.contains("taskbox: build: Reusing existing build for this tree ID"),
                "nothing of the app's place is in what was installed: \(result.errorText)")
        }
    }

    /// A task may call its files as modules of Python are called.
    @Test(.enabled(if: LocalWheel.isPossible, LocalWheel.skipReason), arguments: EngineUnderTest.usable)
    func pipDoesNotRunTheSource(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try LocalWheel.greeting.write(into: "project", of: scene)
            for name in ["queue.py", "types.py", "platform.py", "importlib.py", "runpy.py", "pip/__main__.py"] {
                try scene.scratch.write("project/\(name)", "raise SystemExit('the source ran')\n")
            }
            try scene.define(
                "greeting-program", variables: Self.offline, with: Self.dependencies("python3", ["greeting": "1.0"]))
            let result = try scene.run()
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == "hello from a wheel\n")
            #expect(!result.errorText.contains("the source ran"))
        }
    }

    @Test(.enabled(if: LocalWheel.isPossible, LocalWheel.skipReason), arguments: EngineUnderTest.usable)
    func pipFails(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.folder("project/wheels")
            try scene.define(
                "echo ran", build: "echo built", variables: Self.offline,
                with: Self.dependencies("python3", ["greeting": "*"]))
            let result = try scene.run()
            #expect(result.end == .exited(1))
            #expect(result.outputText == "")
            let lines = scene.errors(of: result)
            #expect(lines.contains("ERROR: No matching distribution found for greeting"), "pip's own words")
            #expect(
                Array(lines.suffix(3)) == [
                    Scene.summary(1, in: "build, python3 dependencies"),
                    "taskbox: error: python3 dependencies failed: pip exited with status 1",
                    "taskbox: hint: --skip-dependencies runs the task without installing them",
                ])
            try scene.expectRecord("exited", status: 1)
            let details = try scene.activity()["payload"]?["taskbox"]
            #expect(details?["step"] == "dependencies" && details?["language"] == "python3")
            #expect(details?["cause"] == "python3 dependencies failed: pip exited with status 1")
            #expect(
                try scene.activity()["commands"] == [["app": "t", "type": "dependencies", "exit_code": 1]])

            let skipped = try scene.run("--skip-dependencies")
            #expect(skipped.outputText == "built\nran\n", "\(skipped.errorText)")
            #expect(
                skipped.errorLines.contains(
                    "taskbox: not as on the platform: dependencies: python3: not installed, because of "
                        + "--skip-dependencies; the task finds only what is on PATH"))
        }
    }

    // MARK: Managers that say what they were asked for

    @Test(arguments: EngineUnderTest.usable)
    func npm(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try Self.stub("npm", #"printf '<%s>\n' "$@"; echo "$HOME $npm_config_cache" >&2"#, in: scene)
            try scene.define(
                "echo ran",
                with: Self.dependencies(
                    "nodejs", ["a": "*", "@b/c": ">=1 <2", "; touch x": "$(touch x)", "-g": "it's", "new\nline": "1"]))
            let result = try scene.run()
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == "ran\n")
            let log = try scene.taskbox("log", "--phase", "build", "--stream", "stdout").outputText
            let words = log.split(separator: "\n").drop { $0 != "<-->" }.joined(separator: "\n")
            #expect(words == "<-->\n<a@*>\n<@b/c@>=1 <2>\n<; touch x@$(touch x)>\n<-g@it's>\n<new\nline@1>")
            let homes = try scene.taskbox("log", "--phase", "build", "--stream", "stderr").outputText
            #expect(
                homes.hasSuffix(
                    engine == .host
                        ? "/dependencies/npm\n" : "/tmp/.taskbox-home /tmp/cache/dependencies/npm\n"), "\(homes)")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func composer(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try Self.stub(
                "composer", #"for word; do case $word in --working-dir=*) cat "${word#*=}"/*;; esac; done"#, in: scene)
            try scene.define("true", with: Self.dependencies("php", ["a/b": "^1", "it's; id": "$x"]))
            #expect(try scene.run().end == .exited(0))
            let file = JSONWriter.pretty([
                "require": ["a/b": "^1", "it's; id": "$x"],
                "config": ["bin-dir": "../bin", "allow-plugins": true],
            ])
            #expect(try scene.taskbox("log", "--phase", "build").outputText == file + "\n")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func bundler(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try Self.stub(
                "bundle", #"echo "bundle $1 ${BUNDLE_GEMFILE##*/.global/}"; test "$1" != install || cat Gemfile"#,
                in: scene)
            try scene.define("true", with: Self.dependencies("ruby", ["sass": "3.4.7", "rake": "*"]))
            #expect(try scene.run().end == .exited(0))
            #expect(
                try scene.taskbox("log", "--phase", "build").outputText == """
                    bundle install ruby/Gemfile
                    source 'https://rubygems.org'
                    gem 'sass', '3.4.7'
                    gem 'rake'
                    bundle binstubs ruby/Gemfile

                    """)
        }
    }

    /// Where there is no Bundler.
    @Test(.disabled(if: MachineProgram.bundle.path != nil, "bundler is installed"), arguments: EngineUnderTest.usable)
    func gem(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try Self.stub(
                "gem",
                #"printf '<%s>' "$@"; echo; mkdir -p bin; printf '#!/bin/sh\necho "$GEM_PATH|$*"\n' > bin/rake; chmod +x bin/rake"#,
                in: scene)
            try scene.define(
                "rake a 'b c' | sed 's,.*/\\.\\./ruby:|,PATH ,'", with: Self.dependencies("ruby", ["rake": ">= 1"]))
            let result = try scene.run()
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == "PATH a b c\n", "its programs find the gems")
            #expect(
                result.errorLines.contains("taskbox: bundler is not installed, so gem installs the packages"))
        }
    }

    /// Whatever a package is called, it is a word for the manager and nothing for the shell.
    @Test(arguments: ["python3", "nodejs", "php", "ruby"], [true, false])
    func hostileNames(_ language: String, _ hasBundler: Bool) throws {
        try Scene.with(.host) { scene in
            for name in ["npm", "composer", "gem"] + (hasBundler ? ["bundle"] : []) {
                try Self.stub(name, "true", in: scene)
            }
            try Self.stub("python3", #"case "$*" in *base_exec*) echo "$0"; esac"#, in: scene)
            let names = [
                "; touch x", "$(touch x)", "`touch x`", "' ; touch x; '", "\"; touch x", "\ntouch x\n", "\\' touch x",
            ]
            try scene.define(
                "find . -name x", build: "find . -name x",
                with: Self.dependencies(language, .object(names.map { .init($0, .string($0)) })))
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == "")
            #expect(
                result.errorText
                    == (language == "ruby" && !hasBundler && MachineProgram.bundle.path == nil
                        ? "taskbox: bundler is not installed, so gem installs the packages\n" : ""))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func missingManager(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.folder("project/tools")
            try FileManager.default.createSymbolicLink(
                atPath: scene.scratch.at("project/tools/mkdir"), withDestinationPath: "/bin/mkdir")
            try scene.define(
                "true", variables: [.init("PATH", "tools")], with: Self.dependencies("php", ["a/b": "*"]))
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(127))
            #expect(
                result.errorLines == [
                    "taskbox: composer is not installed; install Composer (on Debian the package composer)",
                    "taskbox: error: php dependencies failed: composer was not found on this machine",
                    "taskbox: hint: --skip-dependencies runs the task without installing them",
                ])
        }
    }

    // MARK: The build

    @Test(arguments: EngineUnderTest.usable)
    func order(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try Self.stub("npm", "echo npm; echo warned >&2", in: scene)
            try Self.stub("composer", "echo composer", in: scene)
            try scene.define(
                "echo ran", build: "echo built",
                with: [
                    .init("dependencies", ["php": ["a/b": "*"], "nodejs": ["c": "1", "d": "2"]])
                ])
            let result = try scene.run("--log-format", "activity", "--quiet")
            let tree = try #require(try scene.activity()["payload"]?["taskbox"]?["tree"])
            guard case .string(let name) = tree else { return }
            let run = (scene.records[0] as NSString).lastPathComponent.prefix(8)
            let log = """
                Building task 't' (runtime type: python:3.12, tree: \(name.prefix(7)))
                  Installing build dependencies...
                    Installing php build dependencies: a/b
                    composer
                    Installing nodejs build dependencies: c, d
                    npm
                    W: warned
                  Executing build hook...
                    built
                Starting task container t--task--\(run)
                ran

                """
            // Each stream is in order, and between them it is that of arrival.
            let warning = "    npm\n    W: warned\n"
            #expect(result.outputText.replacing("    W: warned\n    npm\n", with: warning) == log)
            let export = try scene.taskbox("log", "--format", "activity").outputText
            #expect(export == result.outputText, "an export of the log tells the same")
            let shown = NormalisedText.of(try scene.taskbox("show").outputText, scratch: scene.scratch.path)
            #expect(shown.contains("\nbuild, php dependencies: exit status 0"), "\(shown)")
            #expect(shown.contains("\nbuild, nodejs dependencies: exit status 0"))
            #expect(shown.contains("\nbuild: exit status 0"))
            let report = try scene.taskbox("report", "-o", "-").outputText
            #expect(report.contains("<b class=\"p-build\">build, php dependencies</b>"))
            #expect(try scene.taskbox("rerun", "--quiet", "--rebuild").outputText == "built\nran\n")
            #expect(try scene.taskbox("compare").end == .exited(0))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func failureEndsTheBuild(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try Self.stub("npm", "exit 3", in: scene)
            try Self.stub("composer", "echo composer", in: scene)
            try scene.define(
                "echo ran", build: "echo built",
                with: [.init("dependencies", ["nodejs": ["c": "1"], "php": ["a/b": "*"]])])
            let result = try scene.run("--quiet", "--on-deploy-failure", "continue")
            #expect(result.end == .exited(3))
            #expect(result.outputText == "")
            #expect(
                result.errorLines == [
                    "taskbox: error: nodejs dependencies failed: npm exited with status 3",
                    "taskbox: hint: --skip-dependencies runs the task without installing them",
                ])
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func timeout(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try Self.stub("npm", "echo waiting; sleep 300", in: scene)
            try scene.define("echo ran", build: "echo built", with: Self.dependencies("nodejs", ["c": "1"]))
            let result = try scene.run("--build-timeout", "1", "--grace", "5")
            #expect(result.end == .exited(124))
            let lines = scene.errors(of: result)
            #expect(
                lines.contains(
                    "taskbox: error: nodejs dependencies failed: npm timed out after 1 s: SIGTERM; 2 processes were still "
                        + "running"), "\(result.errorText)")
            #expect(result.outputText == "")
        }
    }

    /// The hook has what the installation leaves of the build's time.
    @Test func oneLimitForAll() throws {
        try Scene.with(.host) { scene in
            try Self.stub("npm", "sleep 1", in: scene)
            try scene.define("true", build: "exec sleep 300", with: Self.dependencies("nodejs", ["c": "1"]))
            let result = try scene.run("--build-timeout", "3", "--grace", "5")
            #expect(result.end == .exited(124))
            #expect(
                result.errorLines.contains("taskbox: build: hooks.build starts, at most 1 s"), "\(result.errorText)")
            #expect(
                result.errorLines.last
                    == "taskbox: error: hooks.build timed out after 3 s: SIGTERM; 1 process was still running")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func cancel(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try Self.stub("npm", "echo waiting >&2; sleep 300", in: scene)
            try scene.define("echo ran", with: Self.dependencies("nodejs", ["c": "1"]))
            let run = try scene.start(["--grace", "5"])
            #expect(TaskboxRun.wait { run.errorSoFar.contains("\nwaiting\n") })
            run.send(SIGINT)
            let result = run.finish()
            #expect(result.end == .exited(130))
            #expect(
                result.errorText.contains(
                    "taskbox: error: nodejs dependencies failed: npm was cancelled by SIGINT: SIGTERM"),
                "\(result.errorText)")
            try scene.expectRecord("cancelled", status: 130, state: "cancelled")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func shells(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try Self.stub("npm", "echo npm; touch .global/bin/installed", in: scene)
            try scene.define("true", build: "exit 7", with: Self.dependencies("nodejs", ["c": "1"]))
            func shell(_ words: String...) throws -> TaskboxRun.Result {
                try scene.start(
                    words: ["shell", "task.json", "--engine", engine.rawValue, "--quiet"] + words
                        + ["--", "ls", ".global/bin"]
                ).finish()
            }
            #expect(try shell("--phase", "build").outputText == "installed\nnpm\n", "in the place of the hook")
            #expect(try shell("--skip", "build").outputText == "npm\n")
            #expect(try shell().end == .exited(7), "the hook has run, and failed")
            #expect(try shell("--phase", "build", "--skip-dependencies").outputText == "npm\n")
        }
    }

    @Test func plan() throws {
        try Scene.with(.host) { scene in
            try scene.define(
                "true", with: [.init("dependencies", ["python3": ["a": "*", "b": ">=1"], "php": ["c/d": "^2"]])])
            let text = try scene.taskbox("plan", "task.json", "--engine", "host").outputText
            let lines = text.split(separator: "\n").map(String.init)
            let start = try #require(lines.firstIndex { $0.hasPrefix("build: dependencies in ") })
            #expect(lines[start].hasSuffix("/app, at most 3600 s"))
            #expect(
                lines[start + 1].hasPrefix("  dependencies, installed into ")
                    && lines[start + 1].hasSuffix("/app/.global"))
            #expect(
                Array(lines[(start + 2)...(start + 5)]) == [
                    "    python3 by pip: a *, b >=1", "    php by composer: c/d ^2",
                    "  no script: the definition has no hooks.build", "  environment",
                ])
        }
    }
}

/// Installations that are used again.
@Suite struct DependencyCacheTests {
    /// Where the machine of a scene has its Node.js.
    private static let node = "home/.nvm/versions/node/v922.1.0/bin"

    /// Runs a task with an npm that is none of the source tree.
    private static func with(
        _ script: String =
            "echo installed; echo \"#!/bin/sh\necho tool \\$1\" > .global/bin/tool; chmod +x .global/bin/tool",
        packages: JSONValue = ["tool": "*"], variables: [JSONValue.Member] = [],
        _ body: (Scene, (String...) throws -> [String]) throws -> Void
    ) throws {
        try Scene.with(.bubblewrap) { scene in
            try scene.scratch.write("\(node)/npm", "#!/bin/sh\n\(script)\n", permissions: 0o755)
            try scene.scratch.write("\(node)/node", "#!/bin/sh\necho v22\n", permissions: 0o755)
            try define(in: scene, packages: packages, variables: variables)
            try body(scene) { (options: String...) in
                let result = try scene.start(options).finish()
                #expect(result.end == .exited(0), "\(result.errorText)")
                #expect(result.outputText == "tool built\ntool ran\n")
                return NormalisedText.of(result.errorText, scratch: scene.scratch.path).split(separator: "\n")
                    .map(String.init).filter { $0.contains("installed") || $0.contains("npm installs") }
            }
        }
    }

    private static func define(
        in scene: Scene, packages: JSONValue = ["tool": "*"], variables: [JSONValue.Member] = []
    ) throws {
        try scene.define(
            "tool ran", build: "tool built; echo changed > .global/bin/tool2",
            variables: variables, type: "nodejs:922",
            with: [.init("dependencies", ["nodejs": packages])])
    }

    private static let installs = ["taskbox: build: npm installs nodejs: tool *; at most 3600 s", "installed"]

    private func isReuse(_ lines: [String]) -> Bool {
        lines.count == 1
            && lines[0].wholeMatch(
                of: /taskbox: build: dependencies as run [a-z0-9]{8} installed them, .*: nodejs: tool \*/) != nil
    }

    @Test(.enabled(if: EngineUnderTest.bubblewrapWorks, EngineUnderTest.skipReason))
    func anotherTreeUsesThemAgain() throws {
        try Self.with { scene, run in
            #expect(try run() == Self.installs)
            try scene.scratch.write("project/more", "1")
            let again = try run()
            #expect(isReuse(again), "\(again)")
            let shown = try scene.taskbox("show").outputText
            #expect(shown.contains("\nbuild: dependencies as run "), "\(shown)")
            try scene.scratch.write("project/more", "2")
            let third = try run()
            #expect(isReuse(third), "what a hook does to them is not kept: \(third)")
            #expect(try run("--rebuild") == Self.installs)
            try scene.scratch.write("project/more", "3")
            #expect(try run("--no-cache") == Self.installs)
            let entries = PathNames.of(scene.scratch.at("cache/dependencies"))
            #expect(entries.count == 1, "one folder for a key: \(entries)")
        }
    }

    /// What could come from the source belongs to its tree.
    @Test(
        .enabled(if: EngineUnderTest.bubblewrapWorks, EngineUnderTest.skipReason),
        arguments: [("file:./tool", false), ("*", true)])
    func packagesOfTheSource(_ version: String, _ hasSettings: Bool) throws {
        try Self.with(
            packages: ["tool": .string(version)],
            variables: hasSettings ? [.init("npm_config_prefer_offline", "1")] : []
        ) {
            scene, run in
            #expect(try run().last == "installed")
            try scene.scratch.write("project/more", "1")
            #expect(try run().last == "installed")
        }
    }

    /// A failed installation leaves nothing, and another language version is another installation.
    @Test(.enabled(if: EngineUnderTest.bubblewrapWorks, EngineUnderTest.skipReason))
    func whatIsNotUsedAgain() throws {
        try Self.with("echo installed; exit 1") { scene, _ in
            #expect(try scene.run().end == .exited(1))
            let again = try scene.run()
            #expect(again.errorLines.contains("installed"), "\(again.errorText)")
        }
        try Self.with { scene, run in
            #expect(try run() == Self.installs)
            try scene.scratch.write("\(Self.node)/node", "#!/bin/sh\necho v23\n", permissions: 0o755)
            try scene.scratch.write("project/more", "1")
            #expect(try run() == Self.installs)
            try scene.scratch.write("\(Self.node)/node", "#!/bin/sh\nexit 1\n", permissions: 0o755)
            try scene.scratch.write("project/more", "2")
            #expect(try run() == Self.installs, "without an answer nothing is used again")
        }
    }
}

/// The names in a folder.
private enum PathNames {
    static func of(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}
