import DefinitionSources
import Documents
import Foundation
import TaskModel
import Testing

@Suite("A project")
struct ProjectTests {
    /// `file:line:column: severity: path: message (hint)` of each.
    private func briefs(_ diagnostics: [Diagnostic], in scratch: ScratchFolder) -> [String] {
        diagnostics.map { diagnostic in
            let place = diagnostic.location.map { "\($0.description.dropFirst(scratch.path.utf8.count + 1)): " } ?? ""
            let severity = diagnostic.severity == .error ? "" : "\(diagnostic.severity.rawValue): "
            let path = diagnostic.path.map { "\($0): " } ?? ""
            return (place + severity + path + diagnostic.message + (diagnostic.hint.map { " (\($0))" } ?? ""))
                .replacing(PathOf.real(scratch.path), with: "ROOT").replacing(scratch.path, with: "ROOT")
        }
    }

    private func project(_ files: [String: String], in scratch: ScratchFolder) throws -> Project {
        for (name, text) in files { _ = try scratch.file(name, text) }
        let folder = try ProjectFolder.find(above: scratch.path).get()
        return Project(folder, timeZones: TimeZoneCatalog(["UTC"]))
    }

    /// `task name` or nothing, and all there is to say about one task of a project.
    private func outcome(_ files: [String: String], _ name: String? = nil) throws -> [String] {
        let scratch = try ScratchFolder()
        let result = try project(files, in: scratch).load(name)
        return (result.definition.map { ["task \($0.name): \($0.run.command)"] } ?? [])
            + briefs(result.diagnostics, in: scratch)
    }

    /// All there is to say about all tasks of a project.
    private func check(_ files: [String: String]) throws -> [String] {
        let scratch = try ScratchFolder()
        return briefs(try project(files, in: scratch).loadAll().allDiagnostics, in: scratch)
    }

    private static let one = """
        applications:
          app:
            type: php:8.3
        tasks:
          export:
            type: python:3.12
            run: { command: ./export.sh }

        """

    // MARK: Choosing

    @Test("its only task needs no name")
    func onlyTask() throws {
        expectSame(
            try outcome([".upsun/config.yaml": Self.one]), ["task export: ./export.sh"])
    }

    @Test("a misspelt name is answered with the nearest, the project and what it has")
    func misspelt() throws {
        expectSame(
            try outcome([".upsun/config.yaml": Self.one], "exprot"),
            [
                #"the project "ROOT" has no task named "exprot" (did you mean "export"? its only task is export)"#
            ])
    }

    @Test("several tasks need a name")
    func several() throws {
        let files = [
            ".upsun/config.yaml": Self.one,
            ".upsun/more.yml": "tasks:\n  import:\n    type: python:3.12\n    run: { command: ./import.sh }\n",
        ]
        expectSame(
            try outcome(files),
            [
                #"the project "ROOT" has 2 tasks; say which one (its tasks are export, import)"#
            ])
        expectSame(
            try outcome(files, "import"), ["task import: ./import.sh"])
    }

    @Test("without tasks the place for them is named")
    func noTasks() throws {
        let hint =
            #"write the section "tasks" into ROOT/.upsun/config.yaml, with "type" and "run" below the name of each"#
        let files = [".upsun/config.yaml": "applications: {}\ntasks:\n"]
        expectSame(
            try outcome(files), [#"the project "ROOT" has no tasks (\#(hint))"#])
        expectSame(
            try outcome(files, "x"), [#"the project "ROOT" has no task named "x", and no other either (\#(hint))"#])
    }

    @Test("a project without tasks is valid")
    func checksNothing() throws {
        expectSame(try check([".upsun/config.yaml": "applications: {}\n"]), [#"note: the project "ROOT" has no tasks"#])
    }

    @Test("where it came from: the file, and the root that source.root is relative to")
    func origin() throws {
        let scratch = try ScratchFolder()
        let loaded = try #require(project([".upsun/config.yaml": Self.one], in: scratch).load(nil).loaded)
        #expect(loaded.source == "\(scratch.path)/.upsun/config.yaml (tasks.export)")
        #expect(loaded.repository == PathOf.real(scratch.path))
    }

    // MARK: Files and sections

    @Test("one name in two files is an error that names both places")
    func doubled() throws {
        expectSame(
            try outcome(
                [".upsun/a.yaml": Self.one, ".upsun/b.yaml": "tasks:\n  export:\n    type: php:8.3\n"], "export"
            ),
            [
                #".upsun/b.yaml:2:3: tasks.export: "export" is in "tasks" already, at ROOT/.upsun/a.yaml:5:3 "#
                    + "(remove one of the two, or give it another name)"
            ])
    }

    @Test("keys with a dot first are for anchors; other keys are errors")
    func topLevel() throws {
        let anchors = """
            .shared: &shared
              type: python:3.12
            tasks:
              a:
                <<: *shared
                run: { command: x }

            """
        expectSame(
            try outcome([".upsun/config.yaml": anchors]), ["task a: x"])
        expectSame(
            try outcome([".upsun/config.yaml": Self.one + "taks: {}\nweb: {}\n"]),
            [
                #".upsun/config.yaml:8:1: taks: "taks" is not a section of a project (did you mean "tasks"?)"#,
                #".upsun/config.yaml:9:1: web: "web" is not a section of a project (the sections are applications, "#
                    + #"services, routes, tasks; a key that only holds anchors begins with ".")"#,
            ])
    }

    @Test("a section that is no mapping, a file that is none, and an empty file")
    func shapes() throws {
        expectSame(
            try outcome([
                ".upsun/a.yaml": Self.one, ".upsun/b.yaml": "services: [db]\n", ".upsun/c.yaml": "- x\n",
                ".upsun/d.yaml": "# nothing\n", ".upsun/e.yaml": "", ".upsun/f.txt": "{",
            ]),
            [
                #".upsun/b.yaml:1:11: services: "services" is not a mapping from names to their definitions "#
                    + "(write the name of each as a key below it)",
                ".upsun/c.yaml:1:1: the file is not a mapping (write the sections applications, services, routes, tasks as "
                    + "its keys)",
            ])
    }

    @Test("a syntax error in any file fails every task, and the others are checked all the same")
    func syntaxError() throws {
        let error = ".upsun/b.yaml:1:9: this \"[\" is never closed (put \"]\" at its end)"
        expectSame(try outcome([".upsun/a.yaml": Self.one, ".upsun/b.yaml": "routes: [\n"]), [error])
        // The service may be defined in the file that can not be read.
        let mistake = Self.one.replacing("command:", with: "comand:") + "    relationships: { db: }\n"
        expectSame(
            try check([".upsun/a.yaml": mistake, ".upsun/b.yaml": "routes: [\n"]),
            [
                error,
                #".upsun/a.yaml:7:10: tasks.export.run.command: "command" is missing (add the command that the task is to run)"#,
                #".upsun/a.yaml:7:12: tasks.export.run.comand: "comand" is not a key of run (did you mean "command"?)"#,
            ])
    }

    @Test("no .upsun folder: where was looked, and a word to projects of Platform.sh")
    func none() throws {
        let scratch = try ScratchFolder()
        _ = try scratch.file("sub/x", "")
        let folder = PathOf.real(scratch.path) + "/sub"
        guard case .failure(let nothing) = ProjectFolder.find(above: scratch.path + "/sub") else {
            Issue.record("there is a project above the temporary folder")
            return
        }
        #expect(
            nothing.diagnostic.message == "there is no project here: no folder \".upsun\" in \"\(folder)\" or above it")
        _ = try scratch.file(".platform.app.yaml", "name: app\n")
        guard case .failure(let old) = ProjectFolder.find(above: scratch.path + "/sub") else { return }
        #expect(
            old.diagnostic.message
                == "\"\(PathOf.real(scratch.path))\" is configured for Platform.sh (.platform.app.yaml), which has no tasks: "
                + "there is no folder \".upsun\"")
    }

    @Test("a folder without configuration files")
    func emptyFolder() throws {
        expectSame(
            try outcome([".upsun/README.md": ""]),
            [
                #"the folder "ROOT/.upsun" holds no .yaml or .yml file (write ROOT/.upsun/config.yaml with a "tasks" section)"#
            ])
    }

    @Test("paths in messages lead from the current folder to the file")
    func prefixes() throws {
        let scratch = try ScratchFolder()
        _ = try scratch.file(".upsun/config.yaml", Self.one)
        _ = try scratch.file("a/b/x", "")
        #expect(try ProjectFolder.find(above: scratch.path + "/a/b").get().prefix == scratch.path + "/a/b/../../")
        #expect(ProjectFolder.at(scratch.path + "/.upsun")?.root == PathOf.real(scratch.path))
        #expect(ProjectFolder.at(scratch.path)?.prefix == scratch.path + "/")
        #expect(ProjectFolder.at(scratch.path + "/a") == nil)
    }

    // MARK: What is not ours to judge

    @Test("the other sections are read silently, the tasks are not")
    func silence() throws {
        let text = """
            applications:
              app:
                type: php:8.3
                unknown: yes
                build: !include build.yaml
                web: { locations: { /: { passthru: on } } }
            routes: !include routes.yaml
            tasks:
              a:
                type: python:3.12
                variables: { env: { DEBUG: yes } }
                run: { command: x }

            """
        let warning =
            ".upsun/config.yaml:11:32: warning: "
        let one = try outcome([".upsun/config.yaml": text])
        #expect(one.count == 2 && one[0] == "task a: x" && one[1].hasPrefix(warning), "\(one)")
        let all = try check([".upsun/config.yaml": text])
        #expect(all.count == 1 && all[0].hasPrefix(warning), "\(all)")
    }

    @Test("other tasks are not looked at when one is run")
    func otherTasks() throws {
        let text = Self.one + "  broken:\n    typ: x\n"
        expectSame(
            try outcome([".upsun/config.yaml": text], "export"), ["task export: ./export.sh"])
        #expect(try check([".upsun/config.yaml": text]).count == 3)
    }

    @Test("a built-in task is valid, but can not run; beside base nothing is allowed")
    func builtIn() throws {
        let text = Self.one + "  agent: { base: performance-agent }\n"
        expectSame(
            try check([".upsun/config.yaml": text]),
            [
                #".upsun/config.yaml:8:18: note: tasks.agent.base: "performance-agent" is built into the platform and not "#
                    + "available locally"
            ])
        expectSame(
            try outcome([".upsun/config.yaml": text], "agent"),
            [
                #".upsun/config.yaml:8:18: tasks.agent.base: "performance-agent" is built into the platform and not "#
                    + #"available locally (write the task out with "type" and "run")"#
            ])
        let two = Self.one + "  agent: { base: x, timezone: UTC }\n"
        #expect(
            try check([".upsun/config.yaml": two]).last
                == #".upsun/config.yaml:8:21: tasks.agent.timezone: beside "base" no other key is allowed, and "timezone" "#
                + #"is one (remove it, or remove "base" and write the task out)"#)
    }
}

/// The path without symbolic links, as projects have it.
enum PathOf {
    static func real(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
}
