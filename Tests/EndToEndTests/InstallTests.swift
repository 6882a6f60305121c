import Foundation
import TestSupport
import Testing

/// `scripts/install` and `scripts/uninstall`, with the programs that were built for the tests.
@Suite struct InstallTests {
    private func script(
        _ name: String, _ words: [String], in scene: Scene, environment extra: [String: String] = [:]
    ) throws -> TaskboxRun.Result {
        try TaskboxRun(
            "\(Repository.root)/scripts/\(name)", words, environment: scene.environment.merging(extra) { $1 },
            folder: scene.project, outputs: scene.scratch.at("runs/\(UUID().uuidString)")
        ).finish()
    }

    private func install(
        _ words: String..., in scene: Scene, environment: [String: String] = [:]
    ) throws -> TaskboxRun.Result {
        try script(
            "install", words + ["--skip-build", BuiltProducts.folder.path], in: scene, environment: environment)
    }

    /// Paths and sizes alone: the programs are large.
    private func listing(_ scene: Scene, _ folder: String) throws -> [String] {
        let root = scene.scratch.at(folder)
        return try FileManager.default.subpathsOfDirectory(atPath: root).sorted().map { path in
            let facts = try FileManager.default.attributesOfItem(atPath: "\(root)/\(path)")
            let isFolder = facts[.type] as? FileAttributeType == .typeDirectory
            return isFolder ? "\(path)/" : path
        }
    }

    private static let installed = [
        "bin/taskbox", "libexec/taskbox/taskbox-launcher", "share/bash-completion/completions/taskbox",
        "share/fish/vendor_completions.d/taskbox.fish", "share/man/man1/taskbox.1", "share/taskbox/folders",
        "share/zsh/site-functions/_taskbox",
    ]

    @Test func installsRunsAndLeavesNothing() throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write("prefix/bin/other", "#!/bin/sh\n")
            try scene.scratch.write("prefix/share/man/man1/other.1")
            try scene.scratch.folder("prefix/share/zsh")
            let before = try listing(scene, "prefix")
            let prefix = scene.scratch.at("prefix")
            for round in 1...2 {
                let result = try install("--prefix", prefix, in: scene)
                #expect(result.end == .exited(0), "round \(round): \(result.errorText)")
                #expect(result.outputText.hasPrefix("taskbox 0.1.0 is installed in \(prefix)\n"))
                #expect(result.errorText == "")
            }
            let files = try listing(scene, "prefix").filter { !$0.hasSuffix("/") }
            #expect(files == (["bin/other", "share/man/man1/other.1"] + Self.installed).sorted())
            #expect(try scene.scratch.read("prefix/share/man/man1/taskbox.1") == scene.taskbox("manual").outputText)
            for (shell, file) in zip(
                ["bash", "fish", "zsh"], [Self.installed[2], Self.installed[3], Self.installed[6]])
            {
                let expected = try scene.taskbox("completion", shell).outputText
                #expect(try scene.scratch.read("prefix/\(file)") == expected)
            }

            try scene.define("echo installed")
            try scene.scratch.folder("elsewhere")
            try scene.scratch.link("elsewhere/tb", to: "\(prefix)/bin/taskbox")
            for program in ["prefix/bin/taskbox", "elsewhere/tb"] {
                let run = try TaskboxRun(
                    scene.scratch.at(program), ["run", "task.json", "--engine", "host", "--quiet"],
                    environment: scene.environment, folder: scene.project,
                    outputs: scene.scratch.at("runs/\(UUID().uuidString)")
                ).finish()
                #expect(run.end == .exited(0), "\(run.errorText)")
                #expect(run.outputText == "installed\n")
            }

            let removal = try script("uninstall", ["--prefix", prefix], in: scene)
            #expect(removal.end == .exited(0))
            #expect(removal.outputText == "taskbox is removed from \(prefix)\n")
            #expect(try listing(scene, "prefix") == before)
        }
    }

    @Test func replacesAProgramThatRuns() throws {
        try Scene.with(.host) { scene in
            let prefix = scene.scratch.at("prefix")
            #expect(try install("--prefix", prefix, in: scene).end == .exited(0))
            try scene.define("while [ ! -e \(scene.project)/go ]; do sleep 0.05; done; echo finished")
            let run = try TaskboxRun(
                "\(prefix)/bin/taskbox", ["run", "task.json", "--engine", "host", "--quiet", "--only", "run"],
                environment: scene.environment, folder: scene.project, outputs: scene.scratch.at("runs/first"))
            #expect(TaskboxRun.wait { scene.records.count == 1 })
            let again = try install("--prefix", prefix, in: scene)
            #expect(again.end == .exited(0), "\(again.errorText)")
            try scene.scratch.write("project/go")
            let result = run.finish()
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == "finished\n")
        }
    }

    @Test func whatItMadeStaysIfSomethingElseIsInIt() throws {
        try Scene.with(.host) { scene in
            #expect(try install("--prefix=\(scene.scratch.at("new"))", in: scene).end == .exited(0))
            try scene.scratch.write("new/share/zsh/mine")
            #expect(try script("uninstall", ["--prefix=\(scene.scratch.at("new"))"], in: scene).end == .exited(0))
            #expect(try listing(scene, "new") == ["share/", "share/zsh/", "share/zsh/mine"])
            let again = try script("uninstall", ["--prefix", scene.scratch.at("new")], in: scene)
            #expect(again.outputText == "taskbox is not installed in \(scene.scratch.at("new"))\n")
        }
    }

    @Test func anEmptyPrefixGoesAsItCame() throws {
        try Scene.with(.host) { scene in
            let staged = ["DESTDIR": scene.scratch.at("stage")]
            let result = try install("--prefix", "/opt/x/", in: scene, environment: staged)
            #expect(result.end == .exited(0), "\(result.errorText)")
            // A package is not on the PATH of who makes it.
            #expect(result.outputText == "taskbox 0.1.0 is installed in \(scene.scratch.at("stage"))/opt/x\n")
            #expect(
                try listing(scene, "stage/opt/x").filter { !$0.hasSuffix("/") } == Self.installed)
            #expect(try script("uninstall", ["--prefix", "/opt/x"], in: scene, environment: staged).end == .exited(0))
            #expect(try listing(scene, "stage") == ["opt/"])
        }
    }

    @Test func saysWhatIsWrong() throws {
        try Scene.with(.host) { scene in
            let empty = try scene.scratch.folder("empty")
            let cases: [([String], Int32, String)] = [
                (["--bogus"], 64, "unknown word \"--bogus\"; scripts/install --help says what there is"),
                (["--prefix"], 64, "--prefix needs a folder: --prefix DIR"),
                (
                    ["--prefix", empty, "--skip-build", empty], 1,
                    "there is no program taskbox in \"\(empty)\"; swift build makes it"
                ),
            ]
            for (words, status, message) in cases {
                let result = try script("install", words, in: scene)
                #expect(result.end == .exited(status))
                #expect(result.errorText == "scripts/install: \(message)\n")
            }
            #expect(try listing(scene, "empty") == [])
        }
    }
}
