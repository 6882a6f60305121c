import Documents
import Foundation
import TestSupport
import Testing

/// A definition that is wrong is explained, and nothing of it is executed.
@Suite struct DefinitionErrorTests {
    @Test func tenMistakesTenDiagnostics() throws {
        try Scene.with(.host) { scene in
            let witness = scene.scratch.at("witness")
            try scene.scratch.write(
                "project/ten.json",
                """
                {
                  "name": "",
                  "type": "python",
                  "timezone": "Europe/Nowhere",
                  "source": { "root": "../outside" },
                  "additional_hosts": {
                    "bad_host!": "10.0.0.1",
                    "ok.example": "300.1.1.1"
                  },
                  "mounts": { "../x": { "source": "tmp" } },
                  "variables": { "env": { "A=B": "1" } },
                  "hooks": {
                    "build": "touch \(witness)",
                    "deploy": 7
                  },
                  "run": {
                    "command": "touch \(witness)",
                    "timeout": 90000
                  }
                }
                """)
            let result = try scene.taskbox("run", "ten.json", "--engine", "host")
            #expect(result.end == .exited(125))
            #expect(result.outputText == "")
            #expect(
                result.errorText == """
                    ten.json:2:11: error: name: the name is empty
                      "name": "",
                              ^
                    ten.json:3:11: error: type: "python" is not of the form runtime:version
                      "type": "python",
                              ^
                      hint: write a runtime and its version, such as "python:3.12"
                    ten.json:4:15: error: timezone: "Europe/Nowhere" is not a timezone that this machine knows
                      "timezone": "Europe/Nowhere",
                                  ^
                      hint: write a name of the TZ database, such as "Europe/Paris", or leave it out for UTC
                    ten.json:5:23: error: source.root: "../outside" leads out of the repository
                      "source": { "root": "../outside" },
                                          ^
                      hint: remove the ".."
                    ten.json:7:5: error: additional_hosts["bad_host!"]: "bad_host!" is not a host name
                        "bad_host!": "10.0.0.1",
                        ^
                      hint: use letters, digits, "-" and "_" in parts of at most 63 characters, with dots between
                    ten.json:8:19: error: additional_hosts["ok.example"]: "300.1.1.1" is not an IP address
                        "ok.example": "300.1.1.1"
                                      ^
                      hint: write an IPv4 or IPv6 address, such as "192.0.2.10" or "2001:db8::10"
                    ten.json:10:15: error: mounts["../x"]: "../x" leads out of the app folder
                      "mounts": { "../x": { "source": "tmp" } },
                                  ^
                      hint: write a folder below it, such as "data"
                    ten.json:11:27: error: variables.env["A=B"]: no process can have a variable named "A=B", because of the "="
                      "variables": { "env": { "A=B": "1" } },
                                              ^
                      hint: use letters, digits and "_", not beginning with a digit
                    ten.json:14:15: error: hooks.deploy: expected a string or null, found the number 7
                        "deploy": 7
                                  ^
                      hint: put it in quotes: "7"
                    ten.json:18:16: error: run.timeout: 90000 is more than the platform's maximum of 86400 seconds (24 h)
                        "timeout": 90000
                                   ^
                      hint: write at most 86400

                    """)
            #expect(result.errorText.matches(of: #/ten\.json:[0-9]+:[0-9]+: error: /#).count == 10)
            #expect(!FileManager.default.fileExists(atPath: witness))
            #expect(scene.records == [])
        }
    }

    @Test(arguments: [
        (
            "{\"name\": \"x\",\n  \"type\" \"y\"}",
            "task.json:2:10: error: expected \":\" after the key \"type\", found a string\n  \"type\" \"y\"}\n         ^\n"
        ),
        ("", "taskbox: error: \"task.json\" is empty\n  hint: it must hold the definition of a task\n"),
    ])
    func filesThatAreNoDefinition(_ file: (text: String, message: String)) throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write("project/task.json", file.text)
            let result = try scene.run()
            #expect(result.end == .exited(125))
            #expect(result.errorText == file.message)
        }
    }

    @Test func missingFileAndFolder() throws {
        try Scene.with(.host) { scene in
            let missing = try scene.run()
            #expect(missing.end == .exited(125))
            #expect(
                missing.errorText
                    == "taskbox: error: there is no file \"task.json\"\n  hint: the path is relative to the current folder\n"
            )
            try scene.scratch.folder("project/task.json")
            let folder = try scene.run()
            #expect(folder.end == .exited(125))
            #expect(
                folder.errorText == """
                    taskbox: error: "task.json" is a folder without ".upsun"
                      hint: give the path of a project, or of a file with the definition of a task

                    """)
        }
    }

    private static let two = """
        [{"name": "one", "type": "python:3.12", "run": {"command": "echo 1"}},
         {"name": "two", "type": "python:3.12", "run": {"command": "echo 2"}}]
        """

    @Test func severalTasksNeedAName() throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write("project/task.json", Self.two)
            let nameless = try scene.run()
            #expect(nameless.end == .exited(125))
            #expect(
                nameless.errorText
                    == "taskbox: error: task.json has 2 tasks; say which one\n  hint: its tasks are one, two\n")
            let unknown = try scene.run("twoo")
            #expect(unknown.end == .exited(125))
            #expect(
                unknown.errorText == """
                    taskbox: error: task.json has no task named "twoo"
                      hint: did you mean "two"? its tasks are one, two

                    """)
            let known = try scene.run("two", "--quiet")
            #expect(known.end == .exited(0))
            #expect(known.outputText == "2\n")
        }
    }

    @Test func deploymentObject() throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write(
                "project/task.json",
                """
                {"id": "current", "webapps": {}, "tasks": {
                  "one": {"type": "python:3.12", "run": {"command": "echo 1"}},
                  "two": {"type": "python:3.12", "run": {"command": "echo 2"}}
                }}
                """)
            let result = try scene.run("--task", "one", "--quiet")
            #expect(result.end == .exited(0))
            #expect(result.outputText == "1\n")
        }
    }

    @Test func standardInput() throws {
        try Scene.with(.host) { scene in
            let input = try scene.scratch.write("input", Self.two)
            let result = try scene.start(
                words: ["run", "-", "two", "--engine", "host", "--quiet"], input: input
            ).finish()
            #expect(result.end == .exited(0))
            #expect(result.outputText == "2\n")
            let empty = try scene.start(words: ["run", "-", "--engine", "host", "--quiet"]).finish()
            #expect(empty.end == .exited(125))
            #expect(
                empty.errorText
                    == "taskbox: error: the standard input is empty\n  hint: it must hold the definition of a task\n")
        }
    }
}
