import Documents
import Planning
import TaskModel
import TestSupport
import Testing

@Suite struct DependencyInstallationTests {
    private static func installation(_ language: String, _ packages: [(String, String)]) throws
        -> DependencyInstallation
    {
        try #require(
            DependencyInstallation(
                DependencySet(language: language, packages: packages.map { .init(name: $0, version: $1) })))
    }

    private static func lastLines(_ count: Int, of language: String, _ packages: (String, String)...) throws -> String {
        try installation(language, packages).script.text.split(separator: "\n").suffix(count).joined(separator: "\n")
    }

    @Test(arguments: [
        ("python", DependencyManager.pip), ("python3", .pip), ("nodejs", .npm), ("php", .composer), ("ruby", .bundler),
    ])
    func managers(_ language: String, _ manager: DependencyManager) throws {
        let installation = try Self.installation(language, [("a", "*"), ("b", "1")])
        #expect(installation.manager == manager)
        #expect(installation.summary == "a *, b 1")
        #expect(installation.step == .dependencies(language: language, manager: manager.rawValue))
        #expect(installation.step.name(in: .build) == manager.rawValue)
    }

    @Test func nothingToInstall() {
        #expect(DependencyInstallation(DependencySet(language: "nodejs", packages: [])) == nil)
        #expect(
            DependencyInstallation(DependencySet(language: "cobol", packages: [.init(name: "a", version: "1")])) == nil)
    }

    @Test(arguments: [
        ("*", "a"), (" * ", "a"), ("1.2.3", "a==1.2.3"), ("==1.2", "a==1.2"), (">=1,<2", "'a>=1,<2'"),
        ("~=1.4", "'a~=1.4'"),
        ("2.*", "'a==2.*'"), ("^1.2", "'a^1.2'"), ("@ https://h/a.whl", "'a @ https://h/a.whl'"),
    ])
    func versionsForPip(_ version: String, _ word: String) throws {
        #expect(
            try Self.lastLines(3, of: "python3", ("a", version)) == """
                "$python" -c "$module" pip install --user --ignore-installed --no-compile --no-warn-script-location -- \\
                    \(word)
                "$python" -c "$module" compileall -q -s "$PLATFORM_APP_DIR" -p /app "$global" >/dev/null 2>&1 || true
                """)
    }

    @Test func versionsForNpm() throws {
        #expect(
            try Self.lastLines(4, of: "nodejs", ("a", "*"), ("@b/c", "^1.2"), ("d", ">=1 <2")) == """
                exec npm install --global --prefix "$global" --no-audit --no-fund -- \\
                    'a@*' \\
                    '@b/c@^1.2' \\
                    'd@>=1 <2'
                """)
    }

    @Test func gemfile() throws {
        let script = try Self.installation("ruby", [("a", "*"), ("b's", ">= 1, < 2"), ("c\\", "~> 3")]).script.text
        let file = """
            source 'https://rubygems.org'
            gem 'a'
            gem 'b\\'s', '>= 1', '< 2'
            gem 'c\\\\', '~> 3'
            """
        #expect(script.contains("printf '%s\\n' \(ShellWord.quoted(file)) > Gemfile\n"), "\(script)")
        #expect(script.contains("gem install --no-document --install-dir \"$global/ruby\" a\n"))
        #expect(script.contains(#"--install-dir "$global/ruby" --version '>= 1, < 2' 'b'\''s'"# + "\n"))
    }

    @Test func composerFile() throws {
        let set = DependencySet(
            language: "php", packages: [.init(name: "a/b", version: "^1")],
            repositories: [["type": "vcs", "url": "https://h/it's"]])
        let script = try #require(DependencyInstallation(set)).script.text
        let file = JSONWriter.pretty([
            "require": ["a/b": "^1"], "config": ["bin-dir": "../bin", "allow-plugins": true],
            "repositories": [["type": "vcs", "url": "https://h/it's"]],
        ])
        #expect(
            script.contains("printf '%s\\n' \(ShellWord.quoted(file)) > \"$global/composer/composer.json\"\n"),
            "\(script)")
    }

    // MARK: Plans

    private static func task(_ dependencies: String, build: String = "null") -> String {
        """
        {"name": "t", "type": "python:3.12", "hooks": {"build": \(build)}, "dependencies": \(dependencies), \
        "run": {"command": "true"}}
        """
    }

    @Test func installedBeforeTheBuildHook() throws {
        let plan = try PlanFixture.plan(
            Self.task(#"{"nodejs": {"a": "1"}, "python3": {"b": "*"}}"#, build: #""make""#))
        let build = try #require(plan.phase(.build))
        #expect(
            build.steps.map(\.step) == [
                .dependencies(language: "nodejs", manager: "npm"), .dependencies(language: "python3", manager: "pip"),
                .script,
            ])
        #expect(plan.phase(.run)?.steps.map(\.step) == [.script])
        #expect(plan.notes.filter { $0.subject == "dependencies" } == [])
    }

    @Test func withoutAHookTheyAreInstalledAllTheSame() throws {
        let plan = try PlanFixture.plan(Self.task(#"{"nodejs": {"a": "1"}}"#))
        #expect(plan.phase(.build)?.action == .skip(reason: "the definition has no hooks.build"))
        #expect(plan.phase(.build)?.steps.count == 1)
        #expect(plan.limited(to: [.deploy]).phase(.build)?.steps.count == 0)
        #expect(plan.limited(to: [], session: .build).phase(.build)?.steps.count == 1)
    }

    @Test func pythonFindsThemInAllPhases() throws {
        let json = Self.task(#"{"nodejs": {"a": "1"}, "python3": {"b": "*"}}"#)
        for phase in try PlanFixture.plan(json).phases {
            let variable = phase.environment.first { $0.name == "PYTHONUSERBASE" }
            #expect(variable?.value == .text("/app/.global"))
            #expect(variable?.origin.description == "dependencies.python3")
        }
        let skipped = try PlanFixture.plan(json, request: RunRequest(skipsDependencies: true))
        #expect(skipped.phases.allSatisfy { $0.values["PYTHONUSERBASE"] == nil })
        let others = try PlanFixture.plan(Self.task(#"{"nodejs": {"a": "1"}}"#))
        #expect(others.phases.allSatisfy { $0.values["PYTHONUSERBASE"] == nil })
    }

    private static func notes(_ dependencies: String, _ request: RunRequest) throws -> [String] {
        try PlanFixture.plan(task(dependencies), request: request).notes.filter { $0.subject == "dependencies" }
            .map(\.message)
    }

    @Test func whatIsNotAsOnThePlatform() throws {
        let two = #"{"nodejs": {"a": "1"}, "python": {"b": "*"}}"#
        #expect(
            try Self.notes(two, RunRequest(skipsDependencies: true)) == [
                "nodejs, python: not installed, because of --skip-dependencies; the task finds only what is on PATH"
            ])
        #expect(
            try Self.notes(two, RunRequest(network: .none)) == [
                "python: installed for Python 3; the platform's pip of this name is that of Python 2",
                "nodejs, python: installed without network, because of --network none",
            ])
        #expect(try Self.notes(two, RunRequest(phases: [.run])) == [])
        #expect(try Self.notes(#"{"nodejs": {}}"#, RunRequest(skipsDependencies: true)) == [])
    }

    @Test func planAsJSON() throws {
        let plan = try PlanFixture.plan(Self.task(#"{"nodejs": {"a": "1"}}"#))
        let script = try #require(plan.phase(.build)?.dependencies.first?.script.text)
        guard case .array(let phases)? = plan.json["phases"] else { return #expect(Bool(false), "there are phases") }
        #expect(
            phases.first?["dependencies"] == [
                ["language": "nodejs", "manager": "npm", "packages": ["a": "1"], "script": .string(script)]
            ])
        #expect(phases.last?["dependencies"] == [])
    }
}
