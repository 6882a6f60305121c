import Testing

@testable import TaskboxCommands

@Suite("Which task a command is about")
struct TaskReferenceTests {
    private func read(_ words: String...) throws -> TaskReference {
        guard case .command(let parsed, _) = try CommandLineParser(.taskbox).parse(["plan"] + words) else {
            throw UsageError("not a command", hint: "")
        }
        return try TaskReference(parsed)
    }

    @Test(
        "a path has a slash or a known ending, or is a dash or dots",
        arguments: ["t.json", "a/t", "./t", "t.yaml", "t.yml", "-", ".", "..", "/"])
    func paths(_ path: String) throws {
        #expect(try read(path) == .local(.path(path, name: nil)))
        #expect(try read(path, "nightly") == .local(.path(path, name: "nightly")))
        #expect(try read(path, "--task", "nightly") == .local(.path(path, name: "nightly")))
    }

    @Test("every other word is the name of a task of the project", arguments: ["nightly", "json", "t.txt", "a.b"])
    func names(_ name: String) throws {
        #expect(try read(name) == .local(.project(name: name)))
        #expect(try read("--task", name) == .local(.project(name: name)))
    }

    @Test("without any word it is the project's only task")
    func nothing() throws {
        #expect(try read() == .local(.project(name: nil)))
    }

    @Test("a name is given once, and nothing follows the name of a task")
    func mistakes() {
        let twice = #expect(throws: UsageError.self) { try read("a", "--task", "b") }
        #expect(twice?.message == "the task's name was given twice: \"a\" and --task \"b\"")
        let inFile = #expect(throws: UsageError.self) { try read("t.json", "a", "--task", "b") }
        #expect(inFile?.message == "the task's name was given twice: \"a\" and --task \"b\"")
        let two = #expect(throws: UsageError.self) { try read("a", "b") }
        #expect(
            two?.message
                == "\"a\" is the name of a task, and \"b\" follows; a path has a / in it or ends in .json, .yaml "
                + "or .yml")
    }
}
