import Documents
import Planning
import TestSupport
import Testing

/// A plan's runtime: what the task has on `PATH`, and what is said of it.
@Suite struct RuntimePlanTests {
    private func plan(
        _ fact: RuntimeFact, type: String = "python:3.14", members: String = "", request: RunRequest = RunRequest(),
        bubblewrap: BubblewrapFact = .usable(path: "/usr/bin/bwrap")
    ) throws -> RunPlan {
        var machine = PlanFixture.machine(bubblewrap: bubblewrap)
        machine.runtime = fact
        return try PlanFixture.plan(
            #"{"name": "t", "type": "\#(type)", "run": {"command": "true"}\#(members)}"#, request: request,
            machine: machine)
    }

    private static let pyenv = RuntimeInstallation(
        Toolchain(
            source: "pyenv", version: RuntimeVersion("3.14.2"), program: "/h/.pyenv/versions/3.14.2/bin/python3"))
    private static let system = RuntimeInstallation(
        Toolchain(
            source: "PATH", version: RuntimeVersion("3.14"), program: "/usr/bin/python3.14", suffix: "3.14",
            hasOwnFolder: false, isOnPath: true),
        links: [RuntimeLink("python", to: .program("/usr/bin/python3.14"))])

    private func path(_ plan: RunPlan) throws -> EnvironmentVariable {
        try #require(plan.phase(.run)?.environment.first { $0.name == "PATH" })
    }

    @Test func aFolderOfItsOwnIsFirstButForDependencies() throws {
        let plan = try plan(.found(Self.pyenv))
        for phase in plan.phases {
            #expect(
                phase.values["PATH"]?.hasPrefix(
                    "/app/.global/bin:/h/.pyenv/versions/3.14.2/bin:/opt/node/bin:/usr/bin:") == true)
        }
        #expect(try path(plan).origin.description == "taskbox, for Python 3.14.2 (pyenv), and container")
        #expect(!plan.notes.contains { $0.subject == "type" })
        #expect(
            plan.json["runtime"] == [
                "type": "python:3.14", "wanted": "3.14", "found": "3.14.2",
                "program": "/h/.pyenv/versions/3.14.2/bin/python3", "source": "pyenv",
            ])
    }

    @Test func linksAreWhereTheTaskSeesThem() throws {
        let sandboxed = try plan(.found(Self.system))
        #expect(
            try path(sandboxed).text(treeID: "").hasPrefix("/app/.global/bin:/run/taskbox/runtime/bin:/opt/node/bin:"))
        let host = try plan(.found(Self.system), request: RunRequest(engine: .host))
        #expect(try path(host).text(treeID: "").hasPrefix("/ws/1/app/.global/bin:/ws/1/etc/runtime/bin:/opt/node/bin:"))
    }

    @Test func aFolderOfPathMovesToTheFront() throws {
        let node = RuntimeInstallation(
            Toolchain(source: "n", version: RuntimeVersion("22.1.0"), program: "/usr/bin/node"))
        let plan = try plan(.found(node), type: "nodejs:22")
        #expect(
            try path(plan).text(treeID: "")
                == "/app/.global/bin:/usr/bin:/opt/node/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin")
    }

    @Test func companionsFollow() throws {
        let elixir = RuntimeInstallation(
            Toolchain(source: "asdf", version: RuntimeVersion("1.18.1"), program: "/a/elixir/bin/elixir"),
            companions: ["/a/erlang/bin"])
        let plan = try plan(.found(elixir), type: "elixir:1.18")
        #expect(
            try path(plan).text(treeID: "").hasPrefix("/app/.global/bin:/a/elixir/bin:/a/erlang/bin:/opt/node/bin:"))
    }

    @Test func aRivalIsNamed() throws {
        let dotnet = RuntimeInstallation(
            Toolchain(source: "system", version: RuntimeVersion("8.0.404"), program: "/usr/share/dotnet/dotnet"),
            rival: RuntimeVersion("9.0.101"))
        #expect(
            try plan(.found(dotnet), type: "dotnet:8.0").notes.first { $0.subject == "type" }?.message
                == "dotnet:8.0: .NET 9.0.101 is installed beside it, and dotnet takes that one unless a global.json of the "
                + "task names another")
    }

    @Test func missing() throws {
        let found = [
            FoundVersion(RuntimeVersion(numbers: [3, 13, 0]), source: "pyenv"),
            FoundVersion(RuntimeVersion(numbers: [3, 11]), source: "PATH"),
        ]
        let plan = try plan(.missing(found, modules: nil))
        #expect(
            plan.notes.filter { $0.subject == "type" } == [
                PlanNote(
                    .warning, "type",
                    "python:3.14 is not on this machine, which has Python 3.13.0 (pyenv), 3.11 (PATH), so the task runs with "
                        + "what PATH finds; get it with uv python install 3.14")
            ])
        #expect(try path(plan).origin == .container)
        #expect(
            plan.json["runtime"]
                == ["type": "python:3.14", "wanted": "3.14", "found": nil, "program": nil, "source": nil])
        let bare = try self.plan(.missing([], modules: nil), type: "ruby:3.3")
        #expect(
            bare.notes.first { $0.subject == "type" }?.message
                == "ruby:3.3 is not on this machine, which has no Ruby; get it with mise install ruby@3.3")
        let many = (1...9).map { FoundVersion(RuntimeVersion(numbers: [$0]), source: "nvm") }
        #expect(
            try self.plan(.missing(many, modules: nil), type: "nodejs:22").notes.first { $0.subject == "type" }?.message
                == "nodejs:22 is not on this machine, which has Node.js 1 (nvm), 2 (nvm), 3 (nvm), 4 (nvm), 5 (nvm), 6 (nvm) "
                + "and 3 more, so the task runs with what PATH finds; get it with nvm install 22")
        #expect(
            try self.plan(.missing([], modules: nil), type: "python:3.x").notes.first { $0.subject == "type" }?.message
                == "python:3.x is not on this machine, which has no Python; \"3.x\" is not a version that can be looked for"
        )
    }

    @Test func strict() throws {
        let strict = RunRequest(isStrict: true)
        #expect(
            throws: PlanFailure([
                Diagnostic(
                    .error, at: nil, path: "type",
                    "python:3.14 is not on this machine, which has no Python; get it with uv python install 3.14",
                    hint: "without --strict this is a warning")
            ])
        ) { try plan(.missing([], modules: nil), request: strict) }
        _ = try plan(.found(Self.pyenv), request: strict)
        #expect(
            throws: PlanFailure([
                Diagnostic(
                    .error, at: nil, path: "type", "composable:25.11: the composable image is not available here",
                    hint: "without --strict this is a warning")
            ])
        ) { try plan(.notLookedFor, type: "composable:25.11", request: strict) }
    }

    @Test func whatIsNoRuntime() throws {
        #expect(
            try plan(.notLookedFor, type: "composable:25.11").notes.first { $0.subject == "type" }
                == PlanNote(
                    .notHonoured, "type",
                    "composable:25.11: the composable image is not available here, so the task runs with what PATH finds on "
                        + "this machine"))
    }

    // MARK: PHP

    private static func php(_ modules: [String]?) -> RuntimeFact {
        .found(
            RuntimeInstallation(
                Toolchain(
                    source: "PATH", version: RuntimeVersion("8.3"), program: "/usr/bin/php8.3", hasOwnFolder: false),
                modules: modules))
    }

    @Test func extensions() throws {
        let members = #", "runtime": {"extensions": ["PDO", "opcache", "redis", {"name": "blackfire"}]}"#
        let fact = Self.php(["Core", "pdo", "Zend OPcache"])
        let plan = try plan(fact, type: "php:8.3", members: members)
        #expect(
            plan.notes.filter { $0.subject.hasPrefix("runtime") } == [
                PlanNote(
                    .warning, "runtime.extensions",
                    "this machine's PHP has no \"redis\", \"blackfire\"; get it with apt-get install php8.3-redis, or pecl "
                        + "install redis")
            ])
        #expect(throws: PlanFailure.self) {
            try self.plan(fact, type: "php:8.3", members: members, request: RunRequest(isStrict: true))
        }
        #expect(
            try self.plan(.missing([], modules: nil), type: "php:8.3", members: members).notes.contains {
                $0.message == "not checked: there is no PHP that could list its extensions"
            })
    }

    @Test func otherKeysOfRuntime() throws {
        let members = #"""
            , "runtime": {"disabled_extensions": ["PDO", "sqlite3"], "xdebug": {"idekey": "x"},
            "request_terminate_timeout": 5, "sizing_hints": {"request_memory": 45}, "quick": 1}
            """#
        let plan = try plan(Self.php(["pdo"]), type: "php:8.3", members: members)
        #expect(
            plan.notes.filter { $0.subject.hasPrefix("runtime") }.map { "\($0.subject): \($0.message)" } == [
                "runtime.disabled_extensions: \"PDO\": in force in this machine's PHP all the same",
                "runtime.xdebug: not set up here; PHP has Xdebug only if this machine's PHP does",
                "runtime.request_terminate_timeout: has no effect here: it is for PHP that answers requests",
                "runtime.sizing_hints: has no effect here: it is for PHP that answers requests",
                "runtime.quick: has no effect here",
            ])
    }

    @Test func settings() throws {
        let variables = [
            ProjectVariable(level: .project, name: "php:b", value: "2", isVisibleInBuild: false, origin: "f"),
            ProjectVariable(level: .project, name: "php:bad name", value: "2", origin: "f"),
        ]
        var request = RunRequest(projectVariables: variables)
        request.triggerVariables = [TriggerVariable(type: "php", name: "c", value: "3")]
        let plan = try plan(
            Self.php(nil), type: "php:8.3", members: #", "variables": {"php": {"a": "1"}, "app": {"x": 1}}"#,
            request: request)
        #expect(
            plan.runtime.settings == [
                .build: "a = '1'\n", .deploy: "a = '1'\nb = '2'\nc = '3'\n", .run: "a = '1'\nb = '2'\nc = '3'\n",
            ])
        let variable = try #require(plan.phase(.build)?.environment.first { $0.name == "PHP_INI_SCAN_DIR" })
        #expect(variable.text(treeID: "") == ":/run/taskbox/runtime/php-build")
        #expect(variable.origin.description == "taskbox, for php: variables")
        #expect(
            plan.notes.contains(
                PlanNote(
                    .notHonoured, "php: variables",
                    "\"php:bad name\" is no setting of PHP: its name or value does not fit into php.ini")))
    }

    @Test func settingsComeBesideTheTasksOwnFolders() throws {
        let plan = try plan(
            Self.php(nil), type: "php:8.3",
            members: #", "variables": {"php": {"a": "1"}, "env": {"PHP_INI_SCAN_DIR": "/app/ini"}}"#)
        #expect(plan.phase(.run)?.values["PHP_INI_SCAN_DIR"] == "/app/ini:/run/taskbox/runtime/php-run")
    }

    @Test func noSettingsWithoutPHP() throws {
        let plan = try plan(.notLookedFor, members: #", "variables": {"php": {"a": "1"}}"#)
        #expect(plan.runtime.settings == [:])
        #expect(plan.phase(.run)?.values["PHP_INI_SCAN_DIR"] == nil)
    }
}
