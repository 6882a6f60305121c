import DefinitionSources
import Documents
import TaskModel
import Testing

@Suite("What tasks say about other parts of their project")
struct ProjectReferenceTests {
    /// Line, path, message and hint of each problem.
    private func problems(_ text: String) throws -> [String] {
        let scratch = try ScratchFolder()
        _ = try scratch.file(".upsun/config.yaml", text)
        let project = Project(try ProjectFolder.find(above: scratch.path).get(), timeZones: TimeZoneCatalog(["UTC"]))
        return project.loadAll().allDiagnostics.map { diagnostic in
            let severity = diagnostic.severity == .error ? "" : "\(diagnostic.severity.rawValue): "
            return "\(diagnostic.location?.line ?? 0): \(severity)\(diagnostic.path ?? ""): \(diagnostic.message)"
                .replacing(scratch.path, with: "ROOT") + (diagnostic.hint.map { " (\($0))" } ?? "")
        }
    }

    /// A project with a task that has these lines.
    private func task(_ lines: String) -> String {
        """
        applications:
          app: { type: "php:8.3" }
          site: { type: "nodejs:22" }
        services:
          db: { type: "postgresql:16" }
          files: { type: "network-storage:2.0" }
          vault: { type: "vault-kms:1.12" }
        tasks:
          job:
            type: python:3.12
            run: { command: x }

        """ + lines.split(separator: "\n").map { "    \($0)\n" }.joined()
    }

    @Test(
        "relationships lead to services and applications",
        arguments: [
            ("relationships: { db: }", []),
            ("relationships: { db }", []),
            ("relationships: { database: \"db:postgresql\", web: \"app:http\", d: db }", []),
            (
                "relationships: { db: {}, x: { service: db }, site: { endpoint: http }, z: { service: db, endpoint: e } }",
                []
            ),
            (
                "relationships:\n  cache:",
                [
                    "13: tasks.job.relationships.cache: the project has no service and no application named \"cache\" "
                        + "(it has db, files, vault, app, site; a relationship without a service means the one of its own name)"
                ]
            ),
            (
                "relationships:\n  x:\n    service: dbb\n    endpoint: postgresql",
                [
                    "14: tasks.job.relationships.x: the project has no service and no application named \"dbb\" "
                        + "(did you mean \"db\"?)"
                ]
            ),
            (
                "relationships: { self: \"job:http\" }",
                [
                    "12: tasks.job.relationships.self: \"job\" is a task, and nothing can have a relationship to a task "
                        + "(name a service or an application)"
                ]
            ),
            (
                "relationships: { app: }",
                [
                    "12: warning: tasks.job.relationships.app: the application \"app\" has no default endpoint "
                        + "(write { service: app, endpoint: http })"
                ]
            ),
            (
                "relationships: { v: vault }",
                [
                    "12: warning: tasks.job.relationships.v: the service \"vault\" has no default endpoint "
                        + "(write { service: vault, endpoint: … })"
                ]
            ),
        ])
    func relationships(_ lines: String, _ expected: [String]) throws {
        expectSame(
            try problems(task(lines)), expected)
    }

    @Test(
        "mounts lead to applications and network storages",
        arguments: [
            ("mounts: { a: { source: storage, service: app }, b: { source: service, service: files } }", []),
            (
                "mounts:\n  data:\n    source: storage\n    service: ap",
                [
                    "15: tasks.job.mounts.data.service: the project has no application named \"ap\" (did you mean \"app\"?)"
                ]
            ),
            (
                "mounts:\n  data:\n    source: storage\n    service: files",
                [
                    "15: tasks.job.mounts.data.service: the project has no application named \"files\" (it has app, site)"
                ]
            ),
            (
                "mounts:\n  data:\n    source: service\n    service: db",
                [
                    "15: tasks.job.mounts.data.service: the service \"db\" is of the type \"postgresql:16\", which has no "
                        + "volume to mount (the network storages are files)"
                ]
            ),
            (
                "mounts:\n  data:\n    source: service\n    service: none",
                [
                    "15: tasks.job.mounts.data.service: the project has no service named \"none\" (it has db, files, vault)"
                ]
            ),
        ])
    func mounts(_ lines: String, _ expected: [String]) throws {
        expectSame(
            try problems(task(lines)), expected)
    }

    @Test(
        "endpoints are of the service's kind",
        arguments: [
            ("relationships: { a: \"db:postgresql\", b: \"db:reporting\", c: { service: db } }", []),
            (
                "relationships:\n  a: \"db:mysql\"",
                [
                    "13: warning: tasks.job.relationships.a: the service \"db\" is of the type \"postgresql:16\", which has no "
                        + "endpoint \"mysql\" (its endpoint is \"postgresql\")"
                ]
            ),
        ])
    func endpoints(_ lines: String, _ expected: [String]) throws {
        expectSame(try problems(task(lines)), expected)
    }

    @Test(
        "authorizations name tasks",
        arguments: [
            ("authorizations: [{ type: task, action: operate, resource: job }, { type: env, action: view }]", []),
            (
                "authorizations:\n- type: task\n  action: operate\n  resource: jop",
                [
                    "15: tasks.job.authorizations[0].resource: the project has no task named \"jop\" (did you mean \"job\"?)"
                ]
            ),
        ])
    func authorizations(_ lines: String, _ expected: [String]) throws {
        expectSame(
            try problems(task(lines)), expected)
    }

    @Test("applications can not be related to tasks, and name tasks that exist")
    func applications() throws {
        expectSame(
            try problems(
                """
                applications:
                  app:
                    type: php:8.3
                    relationships: { job: "job:http", gone: }
                    authorizations: [{ type: task, action: operate, resource: none }]
                    workers: { w: { authorizations: [{ type: task, action: operate, resource: jobs }] } }
                tasks:
                  job: { type: "python:3.12", run: { command: x } }

                """),
            [
                "4: applications.app.relationships.job: \"job\" is a task, and nothing can have a relationship to a task "
                    + "(name a service or an application)",
                "5: applications.app.authorizations[0].resource: the project has no task named \"none\" (it has job)",
                "6: applications.app.workers.w.authorizations[0].resource: the project has no task named \"jobs\" "
                    + "(did you mean \"job\"?)",
            ])
    }

    @Test("tasks, applications and services share one set of names")
    func names() throws {
        expectSame(
            try problems(
                """
                applications: { a: {} }
                services: { b: {} }
                tasks:
                  a: { type: "python:3.12", run: { command: x } }
                  b: { type: "python:3.12", run: { command: x } }

                """),
            [
                "4: tasks.a: \"a\" is also the name of an application, at ROOT/.upsun/config.yaml:1:17 (give the task "
                    + "another name: applications, services and tasks share one set of names)",
                "5: tasks.b: \"b\" is also the name of a service, at ROOT/.upsun/config.yaml:2:13 (give the task "
                    + "another name: applications, services and tasks share one set of names)",
            ])
    }

    @Test("an application and a service of one name are named once")
    func sameName() throws {
        let found = try problems(
            """
            applications: { app: {}, x: {} }
            services: { app: { type: "redis:7" } }
            tasks:
              job: { type: "python:3.12", run: { command: x }, relationships: { zzz: } }

            """)
        expectSame(
            found,
            [
                "4: tasks.job.relationships.zzz: the project has no service and no application named \"zzz\" (it has app, x; "
                    + "a relationship without a service means the one of its own name)"
            ])
    }
}
