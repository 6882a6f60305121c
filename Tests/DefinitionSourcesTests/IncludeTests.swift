import DefinitionSources
import Documents
import Foundation
import TaskModel
import Testing

@Suite("Tags that include files")
struct IncludeTests {
    private static let head = "tasks:\n  a:\n    type: python:3.12\n"

    private func load(_ files: [String: String], in scratch: ScratchFolder) throws -> LoadResult {
        for (name, text) in files { _ = try scratch.file(name, text) }
        let folder = try ProjectFolder.find(above: scratch.path).get()
        return Project(folder, timeZones: TimeZoneCatalog(["UTC"])).load(nil)
    }

    /// The command, or what is wrong.
    private func outcome(_ files: [String: String], linking links: [String: String] = [:]) throws -> [String] {
        let scratch = try ScratchFolder()
        _ = try scratch.file(".upsun/x.txt", "")
        for (name, target) in links {
            try FileManager.default.createSymbolicLink(
                atPath: "\(scratch.path)/\(name)", withDestinationPath: target)
        }
        let result = try load(files, in: scratch)
        return (result.definition.map { ["\($0.run.command)"] } ?? [])
            + result.diagnostics.map { diagnostic in
                let place = diagnostic.location.map { "\($0): " } ?? ""
                let severity = diagnostic.severity == .error ? "" : "\(diagnostic.severity.rawValue): "
                return
                    (place + severity + (diagnostic.path.map { "\($0): " } ?? "") + diagnostic.message
                    + (diagnostic.hint.map { " (\($0))" } ?? ""))
                    .replacing(scratch.path + "/", with: "")
            }
    }

    private func outcome(run: String, _ files: [String: String], linking links: [String: String] = [:]) throws
        -> [String]
    {
        try outcome(files.merging([".upsun/config.yaml": Self.head + "    run: \(run)\n"]) { $1 }, linking: links)
    }

    @Test("a text, beside the including file and above it")
    func text() throws {
        expectSame(
            try outcome(run: "{ command: !include { type: string, path: x.sh } }", [".upsun/x.sh": "set -e\nmake\n"]),
            ["set -e\nmake\n"])
        expectSame(
            try outcome(run: "{ command: !include { type: string, path: ../bin/x.sh } }", ["bin/x.sh": "make"]),
            ["make"])
    }

    @Test("a YAML file, with the places of that file, and with includes relative to it")
    func yaml() throws {
        let config = "tasks:\n  a: !include tasks/a.yaml\n"
        expectSame(
            try outcome([
                ".upsun/config.yaml": config,
                ".upsun/tasks/a.yaml":
                    "type: python:3.12\nrun:\n  command: !include\n    type: string\n    path: ../x.sh\n",
                ".upsun/x.sh": "make",
            ]), ["make"])
        expectSame(
            try outcome([
                ".upsun/config.yaml": config, ".upsun/tasks/a.yaml": "type: python:3.12\nrun:\n  comand: x\n",
            ]),
            [
                #".upsun/tasks/a.yaml:3:3: tasks.a.run.comand: "comand" is not a key of run (did you mean "command"?)"#,
                #".upsun/tasks/a.yaml:3:3: tasks.a.run.command: "command" is missing (add the command that the task is to run)"#,
            ])
    }

    @Test("a whole section")
    func section() throws {
        expectSame(
            try outcome([
                ".upsun/config.yaml":
                    "tasks: !include { type: yaml, path: ../tasks.yaml }\nservices: !include s/s.yaml\n",
                ".upsun/s/s.yaml": "db: { type: \"postgresql:16\" }\n",
                "tasks.yaml":
                    "a: { type: \"php:8.3\", relationships: { db: }, run: { command: make } }\n",
            ]), ["make"])
        expectSame(
            try outcome([".upsun/config.yaml": "tasks: !include tasks.yaml\n"]),
            [
                #".upsun/config.yaml:1:17: tasks: there is no file ".upsun/tasks.yaml" (the path is relative to the file that "#
                    + #"it is written in, which is in ".upsun")"#
            ])
    }

    @Test(
        "what can not be included is said at the tag, and nothing else about that place",
        arguments: [
            (
                "{ command: !include { type: string, path: x.sh } }",
                #"4:52: tasks.a.run.command: there is no file ".upsun/x.sh" (the path is relative to the file that it is "#
                    + #"written in, which is in ".upsun")"#
            ),
            (
                "{ command: !include { type: string, path: ../../x.sh } }",
                #"4:52: tasks.a.run.command: "../../x.sh" is outside the project (only files of the project can be included)"#
            ),
            (
                "{ command: !include { type: string, path: /etc/passwd } }",
                #"4:52: tasks.a.run.command: "/etc/passwd" is outside the project (write a path relative to the file that it "#
                    + "is written in, without a slash first)"
            ),
            (
                "{ command: !include { type: string, path: ../link } }",
                #"4:52: tasks.a.run.command: "../link" leads out of the project (write the path of a file of the project)"#
            ),
            (
                "{ command: !include { type: strin, path: x.txt } }",
                #"4:38: tasks.a.run.command: "strin" is not a type of "!include" (did you mean "string"?)"#
            ),
            (
                "{ command: !include { type: string, pth: x.txt } }",
                #"4:46: tasks.a.run.command: "pth" is not a key of "!include" (did you mean "path"?)"#
            ),
            (
                "{ command: !include { type: string } }",
                #"4:30: tasks.a.run.command: "path" is missing (write !include { type: string, path: build.sh })"#
            ),
            (
                "{ command: !include [x] }",
                #"4:30: tasks.a.run.command: "!include" stands before something that is no path (write !include export.yaml, "#
                    + "or !include { type: string, path: build.sh })"
            ),
            (
                "{ command: !include { type: archive, path: x.txt } }",
                #"4:53: tasks.a.run.command: "x.txt" is not a folder (write the path of a folder)"#
            ),
            (
                "{ command: !file ../.upsun }",
                #"4:27: tasks.a.run.command: "../.upsun" is a folder (write the path of a file, or use !archive)"#
            ),
            (
                "!include { type: string, path: .. }",
                #"4:41: tasks.a.run: ".." is a folder (write the path of a file of the project)"#
            ),
            (
                "!include config.yaml",
                #"4:19: tasks.a.run: "config.yaml" includes itself (remove one of the "!include")"#
            ),
        ])
    func faults(_ run: String, _ expected: String) throws {
        expectSame(
            try outcome(run: run, [:], linking: ["link": "/etc/passwd"]), [".upsun/config.yaml:" + expected])
    }

    @Test("files that include each other in a circle")
    func circle() throws {
        expectSame(
            try outcome(
                run: "!include ../i/b.yaml", ["i/b.yaml": "!include c.yaml\n", "i/c.yaml": "!include b.yaml\n"]),
            [#"i/c.yaml:1:10: tasks.a.run: "b.yaml" includes itself (remove one of the "!include")"#])
    }

    @Test("more files than anybody includes")
    func bounds() throws {
        var files: [String: String] = [:]
        for level in 0..<9 {
            let next = "!include l\(level + 1).yaml"
            files["i/l\(level).yaml"] = "[\(next), \(next), \(next), \(next)]\n"
        }
        files["i/l9.yaml"] = "1\n"
        let problems = try outcome(run: "!include ../i/l0.yaml", files)
        #expect(problems.contains { $0.contains("more than 1000 files are included (include fewer files)") })
        #expect(problems.count < 5000)
    }

    @Test("binary files, files and folders by their paths: taken, with a word")
    func references() throws {
        expectSame(
            try outcome(run: "{ command: !include { type: binary, path: x.bin } }", [".upsun/x.bin": "abc"]),
            [
                "data:;base64,YWJj",
                ".upsun/config.yaml:4:52: warning: tasks.a.run.command: the file becomes a text that begins with "
                    + "\"data:;base64,\"; nobody has measured what the platform makes of it",
            ])
        expectSame(
            try outcome(run: "{ command: !file x.txt }", [:]),
            [
                ".upsun/x.txt",
                ".upsun/config.yaml:4:27: warning: tasks.a.run.command: the platform refers to this file; here only its "
                    + "path \".upsun/x.txt\" is taken",
            ])
    }

    @Test("a file that stands in the source root, where the documentation looks for it")
    func sourceRoot() throws {
        let config =
            Self.head + "    source: { root: /app }\n    run: { command: !include { type: string, path: run.sh } }\n"
        expectSame(
            try outcome([".upsun/config.yaml": config, "app/run.sh": "make"]),
            [
                "make",
                ".upsun/config.yaml:5:52: warning: \"run.sh\" is taken from the source root, \"app/run.sh\", as the platform's "
                    + "documentation says; its linter looks beside this file only (put the file there too, or write the text "
                    + "in place of the tag)",
            ])
    }

    @Test("a definition file outside of a project may include files of its own folder")
    func plainFile() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.file(
            "t.yaml", Self.head + "    run: { command: !include { type: string, path: s/x.sh } }\n")
        _ = try scratch.file("s/x.sh", "make")
        let result = DefinitionLoader(timeZones: TimeZoneCatalog(["UTC"])).load(DefinitionSource(path: path))
        #expect(result.definition?.run.command.text == "make")
    }

    @Test("a configuration file given by its path belongs to its project")
    func configurationFile() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.file(
            ".upsun/config.yaml", Self.head + "    run: { command: !include { type: string, path: ../x.sh } }\n")
        _ = try scratch.file("x.sh", "make")
        let result = DefinitionLoader(timeZones: TimeZoneCatalog(["UTC"])).load(DefinitionSource(path: path))
        #expect(result.definition?.run.command.text == "make")
        #expect(result.loaded?.repository == PathOf.real(scratch.path))
    }
}
