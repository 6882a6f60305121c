import Documents
import Foundation
import TestSupport
import Testing

/// Lasting mounts: what they keep, who shares them, and `taskbox mounts`.
@Suite struct MountsCommandTests {
    private func mount(_ owner: String, _ path: String, source: String = "storage") -> JSONValue {
        ["source": .string(source), "service": .string(owner), "source_path": .string(path)]
    }

    private func define(_ scene: Scene, _ command: String, name: String, _ mounts: [JSONValue.Member]) throws {
        try scene.define(
            command, name: name, file: "project/\(name).json", with: [.init("mounts", .object(mounts))])
    }

    private func run(_ scene: Scene, _ name: String) throws -> TaskboxRun.Result {
        try scene.start(words: ["run", "\(name).json", "--engine", scene.engine.rawValue, "--quiet"]).finish()
    }

    @Test(arguments: EngineUnderTest.usable)
    func tasksThatNameTheSameShareIt(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try define(
                scene, "echo data > data/file; echo x > volatile/file", name: "export",
                [
                    .init("data", mount("shop", "a/b")),
                    .init("volatile", ["source": "instance", "source_path": ""]),
                ])
            try define(
                scene, "cat in/file whole/a/b/file; ls other volatile", name: "import",
                [
                    .init("in", mount("shop", "a/b")), .init("whole", mount("shop", "")),
                    .init("other", mount("shop", "a/b", source: "service")),
                    .init("volatile", ["source": "instance", "source_path": ""]),
                ])
            #expect(try run(scene, "export").end == .exited(0))
            let result = try run(scene, "import")
            #expect(result.outputText == "data\ndata\nother:\n\nvolatile:\n", "\(result.errorText)")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func pathLeadsToTheFiles(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try define(scene, "cat data/dump; echo out > data/result", name: "t", [.init("data", mount("shop", "d"))])
            let path = try scene.taskbox("mounts", "path", "t.json", "data")
            #expect(path.end == .exited(0), "\(path.errorText)")
            let folder = path.outputText.trimmingCharacters(in: .newlines)
            try "in\n".write(toFile: "\(folder)/dump", atomically: false, encoding: .utf8)
            #expect(try run(scene, "t").outputText == "in\n")
            #expect(try String(contentsOfFile: "\(folder)/result", encoding: .utf8) == "out\n")
        }
    }

    @Test func listShowsMountsAndWhatNobodyNames() throws {
        try Scene.with(.host) { scene in
            try define(scene, "echo 12345 > data/file", name: "t", [.init("data", mount("shop", "d"))])
            let words = ["mounts", "list", "t.json", "--format", "plain", "--no-header"]
            let columns = "--columns=task,mount,source,service,source_path"
            #expect(
                try scene.start(words: words + [columns]).finish().outputText == "t\tdata\tstorage\tshop\td\n")
            _ = try run(scene, "t")
            #expect(
                try scene.start(words: words + ["--columns=mount,size", "--size"]).finish().outputText == "data\t6\n")
            let bare = try scene.taskbox("mounts", "list", "--format", "plain", "--no-header", columns)
            #expect(bare.outputText == "\t\tstorage\tshop\t\n", "without a project there is what is on the disk")
            #expect(bare.errorText == "")
        }
    }

    @Test func clearEmptiesOneOrAll() throws {
        try Scene.with(.host) { scene in
            try define(
                scene, "ls one two; echo 12345 > one/file; echo 1 > two/file", name: "t",
                [.init("one", mount("shop", "d")), .init("two", mount("files", "", source: "service"))])
            _ = try run(scene, "t")
            let one = try scene.taskbox("mounts", "clear", "t.json", "one")
            #expect(one.errorText == "taskbox: cleared storage of shop, d: 1 file, 6 B\n")
            #expect(try run(scene, "t").outputText == "one:\n\ntwo:\nfile\n")
            let all = try scene.taskbox("mounts", "clear", "--all")
            #expect(
                all.errorText
                    == "taskbox: cleared storage of shop: 1 file, 6 B\ntaskbox: cleared service of files: 1 file, 2 B\n"
            )
            #expect(try run(scene, "t").outputText == "one:\n\ntwo:\n")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func mountInUseIsNotCleared(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try define(
                scene, "echo x > data/file; echo started; while sleep 0.1; do :; done", name: "t",
                [.init("data", mount("shop", "d"))])
            let first = try scene.start(words: ["run", "t.json", "--engine", engine.rawValue])
            let second = try scene.start(words: ["run", "t.json", "--engine", engine.rawValue])
            let limit = Duration.seconds(25)
            #expect(
                TaskboxRun.wait(within: limit) { first.outputSoFar + second.outputSoFar == "started\nstarted\n" },
                "\(first.outputSoFar)\(first.errorSoFar)\(second.outputSoFar)\(second.errorSoFar)")
            let result = try scene.taskbox("mounts", "clear", "t.json", "data")
            #expect(result.end == .exited(125))
            #expect(
                result.errorLines == [
                    "taskbox: error: storage of shop, d is not cleared, because a run uses it",
                    "taskbox: hint: clear it when the run has ended",
                ])
            for run in [first, second] {
                run.send(SIGINT)
                #expect(run.finish().end == .exited(130))
            }
            #expect(try scene.taskbox("mounts", "clear", "t.json", "data").end == .exited(0))
        }
    }

    /// A task leaves a link in a volume: nothing behind it is shown, made or removed.
    @Test func linksInAVolumeLeadNowhere() throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write("outside/file", "x")
            try define(
                scene, "ln -s '\(scene.scratch.at("outside"))' whole/d", name: "t", [.init("whole", mount("shop", ""))])
            _ = try run(scene, "t")
            try define(scene, "true", name: "u", [.init("data", mount("shop", "d"))])
            let path = try scene.taskbox("mounts", "path", "u.json", "data")
            #expect(path.end == .exited(125))
            #expect(path.outputText == "")
            #expect(path.errorText.contains("is a link or a file, which a task has put there"))
            try define(scene, "true", name: "v", [.init("data", mount("shop", "d/deeper"))])
            #expect(try scene.taskbox("mounts", "path", "v.json", "data").end == .exited(125))
            #expect(try FileManager.default.contentsOfDirectory(atPath: scene.scratch.at("outside")) == ["file"])
            let clear = try scene.taskbox("mounts", "clear", "u.json", "data")
            #expect(clear.end == .exited(125))
            #expect(
                clear.errorText.hasPrefix("taskbox: error: storage of shop, d can not be cleared: \"")
                    && clear.errorText.hasSuffix(
                        "\" is a link or a file, which a task has put there\n"
                            + "taskbox: hint: remove it, or clear the mount around it, or all with --all\n"),
                "\(clear.errorText)")
            _ = try scene.taskbox("mounts", "clear", "--all")
            #expect(try scene.scratch.read("outside/file") == "x")
        }
    }

    @Test func unclearWordsAreTold() throws {
        try Scene.with(.host) { scene in
            try define(
                scene, "true", name: "t", [.init("one", mount("shop", "a")), .init("two", mount("shop", "b"))])
            let several = try scene.taskbox("mounts", "path", "t.json")
            #expect(several.end == .exited(125))
            #expect(
                several.errorLines == [
                    "taskbox: error: there are several lasting mounts, and none of them is named",
                    "taskbox: hint: name one of: t one, t two",
                ])
            #expect(
                try scene.taskbox("mounts", "path", "t.json", "x").errorLines.first
                    == #"taskbox: error: there is no lasting mount "x""#)
            #expect(try scene.taskbox("mounts", "path", "t.json", "/one/").end == .exited(0))
            #expect(try scene.taskbox("mounts", "clear").end == .exited(64))
            #expect(try scene.taskbox("mounts", "clear", "--all", "t").end == .exited(64))
            #expect(try scene.taskbox("mounts", "list", "--all").end == .exited(64))
        }
    }
}
