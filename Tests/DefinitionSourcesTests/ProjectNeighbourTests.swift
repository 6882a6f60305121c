import DefinitionSources
import Documents
import Foundation
import TaskModel
import TestSupport
import Testing

@Suite("What stands beside the tasks of a project")
struct ProjectNeighbourTests {
    /// Place, severity, path, message and hint of each problem.
    private func problems(_ text: String, files: [String: String] = [:]) throws -> [String] {
        let scratch = try ScratchFolder()
        _ = try scratch.file(".upsun/config.yaml", text)
        for (name, text) in files { _ = try scratch.file(name, text) }
        let project = Project(try ProjectFolder.find(above: scratch.path).get(), timeZones: TimeZoneCatalog(["UTC"]))
        return project.loadAll().allDiagnostics.map { diagnostic in
            let severity = diagnostic.severity == .error ? "" : "\(diagnostic.severity.rawValue): "
            return
                "\(diagnostic.location?.lineAndColumn ?? "-"): \(severity)\(diagnostic.path ?? ""): \(diagnostic.message)"
                .replacing(scratch.path, with: "ROOT") + (diagnostic.hint.map { " (\($0))" } ?? "")
        }
    }

    private static let task = "tasks:\n  job: { type: \"python:3.12\", run: { command: x } }\n"

    @Test("the platform takes no project without applications; an empty section is one")
    func applications() throws {
        let missing =
            "1:1: applications: the project has no section \"applications\", which the platform requires "
            + "(write \"applications: {}\" if there are none)"
        expectSame(try problems(Self.task), [missing])
        expectSame(try problems("services: { db: { type: \"redis:7\" } }\n" + Self.task), [missing])
        expectSame(try problems("applications: {}\n" + Self.task), [])
        expectSame(try problems("applications:\n" + Self.task), [])
        expectSame(try problems(Self.task, files: [".upsun/z.yaml": "applications: {}\n"]), [])
        // A file that can not be read may have them.
        expectSame(
            try problems(Self.task, files: [".upsun/z.yaml": "applications: [\n"]),
            ["1:15: : this \"[\" is never closed (put \"]\" at its end)"])
    }

    @Test("nothing that runs here needs applications")
    func runsWithout() throws {
        let scratch = try ScratchFolder()
        _ = try scratch.file(".upsun/config.yaml", Self.task)
        let result = Project(try ProjectFolder.find(above: scratch.path).get()).load(nil)
        #expect(result.definition != nil)
        #expect(result.diagnostics == [])
    }

    @Test("tasks inside of an application are read by nobody")
    func misplacedTasks() throws {
        let text = "applications:\n  app:\n    tasks: { lost: { run: { command: x } } }\n"
        expectSame(
            try problems(text + Self.task),
            [
                "3:5: applications.app.tasks: an application has no tasks of its own, so nothing reads them "
                    + "(write \"tasks\" at the top of the file, beside \"applications\")"
            ])
    }

    @Test("names of applications, services and workers follow the platform's rule")
    func names() throws {
        let rule =
            " breaks the platform's rule for names (use at most 32 lower-case letters, digits, \"-\" and \"_\", a letter or "
            + "digit first and last, no \"--\", and not \"router\")"
        expectSame(
            try problems(
                """
                applications:
                  My_App: { workers: { q1: {}, "w--1": {} } }
                  router: {}
                services:
                  db-: { type: "redis:7" }
                  a_b-1: { type: "redis:7" }

                """ + Self.task),
            [
                "2:3: applications.My_App: the name \"My_App\"" + rule,
                "2:32: applications.My_App.workers.w--1: the name \"w--1\"" + rule,
                "3:3: applications.router: the name \"router\"" + rule,
                "5:3: services.db-: the name \"db-\"" + rule,
            ])
    }

    @Test("nothing leads to a task: no relationship of anything, no route")
    func leadingToTasks() throws {
        let reason =
            "\"job\" is a task, and nothing can have a relationship to a task (name a service or an application)"
        expectSame(
            try problems(
                """
                applications:
                  app:
                    web: { relationships: { a: "job:http" } }
                    workers: { w: { relationships: { job: } } }
                services:
                  cache: { type: "varnish:7", relationships: { backend: "job:http", app: "app:http" } }
                routes:
                  "https://{default}/": { type: upstream, upstream: "job:http" }
                  "https://www.{default}/": { type: upstream, upstream: "app:http" }

                """ + Self.task),
            [
                "3:32: applications.app.web.relationships.a: " + reason,
                "4:38: applications.app.workers.w.relationships.job: " + reason,
                "6:57: services.cache.relationships.backend: " + reason,
                "8:53: routes[\"https://{default}/\"].upstream: \"job\" is a task, and no route can lead to a task "
                    + "(name an application)",
            ])
    }

    @Test("authorizations are checked wherever they may stand")
    func authorizations() throws {
        expectSame(
            try problems(
                """
                applications:
                  app:
                    authorizations:
                      - { type: env, action: operate }
                      - { type: task, action: operate }
                      - { type: project, action: view }
                    web:
                      authorizations: [{ type: task, action: view, resource: job }]
                    workers:
                      w: { authorizations: { type: env, action: view } }
                  fine:
                    authorizations: [{ type: env, action: view }, { type: task, action: operate, resource: job }]

                """ + Self.task),
            [
                "4:30: applications.app.authorizations[0].action: the platform has no authorization to operate of the type "
                    + "\"env\" (write \"view\")",
                "5:9: applications.app.authorizations[1].resource: an authorization of the type \"task\" needs \"resource\", "
                    + "the name of the task that may be started (add it)",
                "6:17: applications.app.authorizations[2].type: \"project\" is not a type of authorizations "
                    + "(write \"env\" or \"task\")",
                "8:46: applications.app.web.authorizations[0].action: the platform has no authorization to view of the type "
                    + "\"task\" (write \"operate\")",
                "10:28: applications.app.workers.w.authorizations: expected a list, found a mapping",
            ])
    }

    @Test("a source root that is not there is worth a word")
    func sourceRoot() throws {
        let text =
            "applications: {}\ntasks:\n  job: { type: \"python:3.12\", run: { command: x }, source: { root: ROOT } }\n"
        expectSame(
            try problems(text.replacing("ROOT", with: "/sub")),
            [
                "3:68: warning: tasks.job.source.root: the folder \"ROOT/sub\" does not exist "
                    + "(the path is relative to the root of the repository)"
            ])
        expectSame(
            try problems(text.replacing("ROOT", with: "file"), files: ["file": ""]),
            [
                "3:68: warning: tasks.job.source.root: the folder \"ROOT/file\" is not a folder "
                    + "(the path is relative to the root of the repository)"
            ])
        expectSame(try problems(text.replacing("ROOT", with: "/sub"), files: ["sub/x": ""]), [])
        expectSame(try problems(text.replacing("ROOT", with: "/")), [])
    }
}

@Suite("A single file of a project's configuration")
struct ConfigurationFileTests {
    private func project(_ path: String) throws -> Project? {
        let source = DefinitionSource(path: path)
        return Project(configuration: try source.read().get(), from: source, timeZones: TimeZoneCatalog(["UTC"]))
    }

    @Test("is checked with its neighbours if it lies in the project, by itself if it has applications, else not")
    func choices() throws {
        let scratch = try ScratchFolder()
        let task = "tasks:\n  job: { type: \"python:3.12\", run: { command: x }, relationships: { db: } }\n"
        let config = try scratch.file(".upsun/config.yaml", task)
        _ = try scratch.file(".upsun/services.yaml", "applications: {}\nservices: { db: { type: \"redis:7\" } }\n")
        #expect(try project(config)?.loadAll().allDiagnostics == [])

        let lone = try scratch.file("lone.yaml", "applications: {}\n" + task)
        #expect(
            try project(lone)?.loadAll().allDiagnostics.map(\.message) == [
                "the project has no service and no application named \"db\""
            ])
        #expect(try project(scratch.file("tasks.yaml", task)) == nil)
        #expect(try project(scratch.file("one.json", "{\"applications\": {}, \"tasks\": {}}")) == nil)
    }
}
