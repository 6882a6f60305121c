import DefinitionSources
import Documents
import TaskModel
import Testing

struct DefinitionLoaderTests {
    private let loader = DefinitionLoader(timeZones: TimeZoneCatalog(["UTC"]))
    private static let task = #""type": "php:8.3", "run": {"command": "x"}"#

    private func load(_ text: String, task: String? = nil, from path: String = "jobs/file.json") -> LoadResult {
        let source = DefinitionSource(path: path)
        return loader.load(SourceFile(name: source.name, text: text), from: source, task: task)
    }

    /// `task name` or the problems.
    private func outcome(_ result: LoadResult) -> [String] {
        if let definition = result.definition { return ["task \(definition.name)"] + result.diagnostics.map(brief) }
        return result.diagnostics.map(brief)
    }

    @Test(
        arguments: [
            // One object, as the API answers it.
            ("{\"name\": \"a\", \(task)}", nil, ["task a"]),
            ("{\"name\": \"a\", \(task)}", "a", ["task a"]),
            ("{\(task)}", nil, ["task file"]),
            ("{\"id\": \"i\", \(task)}", "i", ["task i"]),
            (
                "{\"name\": \"export\", \(task)}", "exprot",
                ["jobs/file.json has no task named \"exprot\" (did you mean \"export\"? its only task is export)"]
            ),
            // An array of them.
            ("[{\"name\": \"a\", \(task)}]", nil, ["task a"]),
            ("[{\"name\": \"a\", \(task)}, {\"name\": \"b\", \(task)}]", "b", ["task b"]),
            (
                "[{\"name\": \"a\", \(task)}, {\"name\": \"b\", \(task)}]", nil,
                ["jobs/file.json has 2 tasks; say which one (its tasks are a, b)"]
            ),
            (
                "[{\"name\": \"a\", \(task)}, {\"name\": \"b\", \(task)}, {\"name\": \"a\", \(task)}]", "b",
                ["1:129: [2]: there is already a task named \"a\" at 1:11 (give one of the two another name)"]
            ),
            ("[{\"name\": \"a\", \(task)}, 5]", "a", ["task a"]),
            ("[5]", nil, ["1:2: [0]: expected an object, found the number 5 (write a task with \"type\" and \"run\")"]),
            (
                "[{\(task)}]", nil,
                ["1:2: [0].name: the task has no name (add one, such as \"name\": \"export\")"]
            ),
            ("[{\(task)}, {\(task)}]", "a", ["jobs/file.json has no task named \"a\" (none of its tasks has a name)"]),
            // Maps, with and without an object around them.
            ("{\"a\": {\(task)}}", nil, ["task a"]),
            ("{\"a\": {\(task)}, \"_links\": {}, \"b\": null}", "a", ["task a"]),
            ("{\"run\": {\(task)}}", nil, ["task run"]),
            ("{\"type\": {\(task)}, \"x\": {\(task)}}", "type", ["task type"]),
            (
                "{\"id\": \"dep\", \"services\": {}, \"tasks\": {\"a\": {\(task)}, \"b\": {\"type\": 5}}}", "a",
                ["task a"]
            ),
            (
                "{\"tasks\": {\"a\": {\(task)}, \"b\": {\"type\": 5, \"run\": {\"command\": \"x\"}}}}", "b",
                [
                    "1:77: tasks.b.type: expected a string, found the number 5 "
                        + "(write a runtime and its version, such as \"python:3.12\")"
                ]
            ),
            ("{\"tasks\": [{\"name\": \"a\", \(task)}]}", nil, ["task a"]),
            ("{\"type\": \"deployment\", \"tasks\": {\"a\": {\(task)}}}", nil, ["task a"]),
            ("{\"tasks\": {\"tasks\": {\(task)}}}", nil, ["task tasks"]),
            (
                "{\"tasks\": [{\(task)}]}", nil,
                ["1:12: tasks[0].name: the task has no name (add one, such as \"name\": \"export\")"]
            ),
        ] as [(String, String?, [String])])
    func choosesTheTask(text: String, name: String?, expected: [String]) {
        #expect(outcome(load(text, task: name)) == expected)
    }

    @Test(arguments: ["[]", "{}", "{\"tasks\": {}}", "{\"tasks\": null}", "{\"tasks\": []}"])
    func saysThatThereIsNoTask(text: String) {
        #expect(
            outcome(load(text)) == [
                "1:1: the text holds no task (it must be a task with \"type\" and \"run\", an array of tasks, or a map from "
                    + "names to tasks)"
            ]
        )
    }

    @Test func anObjectThatIsNothingElseIsDecodedAsATask() {
        #expect(
            load("{\"typ\": \"php:8.3\"}").diagnostics.map(\.path) == ["type", "run", "typ"]
        )
    }

    @Test func aTaskWithoutANameNeedsOneOnStandardInput() {
        #expect(
            outcome(load("{\(Self.task)}", from: "-")) == [
                "1:1: name: the task has no name (add one, such as \"name\": \"export\")"
            ]
        )
    }

    @Test func reportsSyntaxErrorsAndDoubledKeysWithTheRest() {
        #expect(outcome(load("{,}")) == ["1:2: expected a key in double quotes, found \",\" (remove the comma)"])
        #expect(
            outcome(load("{\"type\": 5,\n\"type\": 6, \"run\": {\"command\": \"\"}}")) == [
                "1:10: type: expected a string, found the number 5 "
                    + "(write a runtime and its version, such as \"python:3.12\")",
                "2:1: the key \"type\" stands twice in this object; the first is at 1:2 (remove one of the two)",
                "2:31: run.command: the command is empty (write the command that the task is to run)",
            ]
        )
    }

    @Test func saysWhereADefinitionCameFrom() throws {
        guard case .loaded(let loaded) = load("{\"tasks\": {\"a\": {\(Self.task)}}}") else {
            Issue.record("the task is not loaded")
            return
        }
        #expect(loaded.source == "jobs/file.json (tasks.a)")
        #expect(loaded.folder == "jobs")
        #expect(loaded.diagnostics == [])
    }

    @Test func listsManyTasksShortly() {
        let tasks = (1...500).map { "\"t\($0)\": {\(Self.task)}" }.joined(separator: ", ")
        let hint = load("{\(tasks)}").diagnostics.first?.hint
        #expect(hint?.hasPrefix("its tasks are t1, t2, t3, ") == true)
        #expect(hint?.hasSuffix(", t30 and 470 more") == true)
    }

    @Test func loadsEveryTask() {
        let source = DefinitionSource.file("x.json")
        let text = "[{\"name\": \"a\", \(Self.task)}, {\"name\": \"b\"}, {\"name\": \"a\", \(Self.task), \"x\": 1}]"
        let document = loader.loadAll(SourceFile(name: "x.json", text: text), from: source)
        #expect(document.diagnostics.map(\.path) == ["[2]"])
        #expect(document.tasks.map { $0.result.definition?.name.description } == ["a", nil, "a"])
        #expect(document.allDiagnostics.map(\.path) == ["[1].type", "[1].run", "[2]", "[2].x"])
        let broken = loader.loadAll(SourceFile(name: "x.json", text: "[1"), from: source)
        #expect(broken.tasks.isEmpty && broken.diagnostics.count == 1)
        #expect(loader.loadAll(.file("/nowhere/x.json")).diagnostics.count == 1)
    }

    @Test func readsYAML() {
        for path in ["x.yaml", "x.YML", "-"] {
            #expect(outcome(load("name: a\ntype: php:8.3\nrun: {command: x}", from: path)) == ["task a"])
            #expect(
                outcome(load("tasks: {a: {type: php:8.3, run: {command: x}}}\n---\nb", from: path)) == [
                    "3:1: a second document begins here, but only one is expected "
                        + "(remove the line --- before it, or put it into a file of its own)"
                ])
        }
        let source = DefinitionSource.file("x.yaml")
        let text = "{\"tasks\": {\"a\": {\(Self.task), \"name\": \"a\"}}, \".anchor\": {}}"
        let result = loader.load(SourceFile(name: "x.yaml", text: text), from: source)
        #expect(result.diagnostics.map(\.path) == ["tasks.a.name"])
        #expect(result.diagnostics.map(\.severity) == [.error])
    }

    @Test func findsTheFormatByEndingAndThenByContent() {
        func format(_ name: String, _ text: String) -> DocumentFormat {
            DocumentFormat(of: SourceFile(name: name, text: text))
        }
        #expect(format("a.JSON", "x") == .json)
        #expect(format("a.yml", "{}") == .yaml)
        #expect(format("<stdin>", "\u{feff}\n  {") == .json)
        #expect(format("<stdin>", "\t[") == .json)
        #expect(format("<stdin>", "tasks:") == .yaml)
        #expect(format("task", "") == .yaml)
    }

    @Test func loadsFromTheDisk() throws {
        let folder = try ScratchFolder()
        let path = try folder.file("jobs/export.json", "{\(Self.task)}")
        guard case .loaded(let loaded) = loader.load(.file(path)) else {
            Issue.record("the task is not loaded")
            return
        }
        #expect(loaded.definition.name.description == "export")
        #expect(loaded.folder == "\(folder.path)/jobs")
        #expect(loader.load(.file("\(path)x")).diagnostics.count == 1)
    }
}

/// `line:column: path: message (hint)`, the place left out where there is none.
private func brief(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.location.map { "\($0.lineAndColumn): " } ?? ""
    let path = diagnostic.path.map { "\($0): " } ?? ""
    return place + path + diagnostic.message + (diagnostic.hint.map { " (\($0))" } ?? "")
}
