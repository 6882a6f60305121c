import Documents
import Foundation
import TestSupport
import Testing

/// Relationships as a task meets them.
@Suite struct RelationshipTests {
    private static let relationships: JSONValue = [
        "db": ["service": "pg", "endpoint": "postgresql"], "cache": "kv:redis",
    ]

    /// Through the variables alone, a task writes to real servers and reads again.
    @Test(.enabled(if: ScratchServices.areInstalled, ScratchServices.skipReason))
    func realServers() throws {
        try ScratchServices.with { services in
            for engine in EngineUnderTest.usable {
                try Scene.with(engine) { scene in
                    try scene.define(
                        """
                        set -e
                        url=$(echo "$DB_URL" | sed s/^pgsql:/postgresql:/)
                        psql -qtA "$url" -c "create table if not exists t (e text)" -c "insert into t values ('$DB_SCHEME')" \
                            -c "select e from t limit 1" 2>/dev/null
                        redis-cli --no-auth-warning -u "$CACHE_URL" set greeting "hello from $CACHE_TYPE"
                        redis-cli --no-auth-warning -h "$CACHE_HOST" -p "$CACHE_PORT" -a "$CACHE_PASSWORD" get greeting
                        echo "$DB_HOST $CACHE_HOST"
                        """, with: [.init("relationships", Self.relationships)])
                    let file = try scene.scratch.write(
                        "relationships.yaml",
                        "cache: redis://default:s3cr%3At%2Fw%40rd@127.0.0.1:\(services.redisPort)\n", permissions: 0o600
                    )
                    let result = try scene.run(
                        "--relationship", "db=127.0.0.1:\(services.postgresPort)", "--relationships", file, "--strict")
                    #expect(result.end == .exited(0), "\(result.errorText)")
                    let hosts = engine == .host ? "127.0.0.1 127.0.0.1" : "db.internal cache.internal"
                    #expect(result.outputText == "pgsql\nOK\nhello from redis\n\(hosts)\n")
                    #expect(!result.errorText.contains("nothing answers"))
                    // The record holds the plan with all variables, and neither form of the password.
                    for path in try ScratchFolder.entries(scene.state) where !path.hasSuffix("log.data") {
                        let bytes = FileManager.default.contents(atPath: "\(scene.state)/\(path)") ?? Data()
                        let text = String(decoding: bytes, as: UTF8.self)
                        #expect(!text.contains(ScratchServices.redisPassword) && !text.contains("s3cr%3At"), "\(path)")
                    }
                }
            }
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func nobodyAnswers(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            let port = try ScratchServices.freePort()
            try scene.define("echo ran", build: "echo built", with: [.init("relationships", ["db": "pg:postgresql"])])
            let warned = try scene.run("--relationship", "db=127.0.0.1:\(port)")
            #expect(warned.end == .exited(0))
            #expect(
                warned.errorLines.contains(
                    "taskbox: warning: relationship db: nothing answers at 127.0.0.1:\(port) (Connection refused); start the "
                        + "service, or say where it is with --relationship db=pgsql://USER:PASSWORD@HOST:PORT/PATH"))
            let strict = try scene.run("--relationship", "db=127.0.0.1:\(port)", "--strict", "--quiet", "--no-cache")
            #expect(strict.end == .exited(125))
            #expect(strict.outputText == "built\n", "a build needs no services")
            #expect(strict.errorLines.last == "taskbox: hint: without --strict this is a warning")
            let build = try scene.run("--strict", "--until", "build", "--quiet")
            #expect(build.end == .exited(0), "nothing that is not used is tried")
        }
    }

    @Test func tunnelsOfTheCLI() throws {
        try Scene.with(.host) { scene in
            try scene.define(
                "echo \"$DB_URL\"; echo \"$PLATFORM_RELATIONSHIPS\"", with: [.init("relationships", ["db": nil])])
            let tunnels =
                #"{"db":[{"host":"127.0.0.1","port":30000,"scheme":"pgsql","username":"u","password":"hush1"}]}"#
            let encoded = Data(tunnels.utf8).base64EncodedString()
            let result = try scene.start(
                ["--relationships-from-env", "--quiet"], environment: ["PLATFORM_RELATIONSHIPS": encoded]
            ).finish()
            #expect(result.end == .exited(0), "\(result.errorText)")
            let lines = result.outputText.split(separator: "\n")
            #expect(lines.first == "pgsql://u:hush1@127.0.0.1:30000/main")
            let decoded = Data(base64Encoded: String(lines.last ?? "")).map { String(decoding: $0, as: UTF8.self) }
            #expect(decoded?.contains("\"password\": \"hush1\"") ?? false)
            let missing = try scene.run("--relationships-from-env")
            #expect(missing.end == .exited(125))
            #expect(missing.errorText.contains("PLATFORM_RELATIONSHIPS is not set in this shell"))
        }
    }

    @Test func filesThatOthersCanRead() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo ran", with: [.init("relationships", ["db": "pg:postgresql"])])
            let file = try scene.scratch.write("r.yaml", "db: 127.0.0.1:1\n", permissions: 0o644)
            let result = try scene.run("--relationships", file)
            #expect(result.end == .exited(125))
            #expect(
                result.errorText.contains(
                    "--relationships: others can read \"\(file)\", which may hold passwords\n"),
                "\(result.errorText)")
            #expect(result.errorText.contains("chmod 600 makes it yours alone"))
        }
    }

    @Test func filesInTheRepository() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo ran", with: [.init("relationships", ["db": "pg:postgresql"])])
            let git = Process()
            git.executableURL = URL(fileURLWithPath: "/usr/bin/git")
            git.arguments = ["init", "-q", scene.project]
            try git.run()
            git.waitUntilExit()
            let file = try scene.scratch.write("project/r.yaml", "db: 127.0.0.1:1\n", permissions: 0o600)
            let refused = try scene.run("--relationships", file)
            #expect(refused.end == .exited(125))
            #expect(
                refused.errorText.contains(
                    "\"\(file)\" lies in the repository and is not ignored by Git, so it would be built and committed"),
                "\(refused.errorText)")
            try scene.scratch.write("project/.gitignore", "r.yaml\n")
            #expect(try scene.run("--relationships", file, "--quiet").outputText == "ran\n")
        }
    }

    @Test func mistakesOfTheCommandLine() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo ran", with: [.init("relationships", ["db": nil, "cache": nil])])
            let unknown = try scene.run("--relationship", "dbs=127.0.0.1:1")
            #expect(unknown.end == .exited(125))
            #expect(
                unknown.errorText.contains("--relationship: the task has no relationship \"dbs\"; it has db, cache"))
            let wrong = try scene.run("--relationship", "db=pgsql://u:hush2@h:x")
            #expect(wrong.end == .exited(64))
            #expect(
                wrong.errorLines.first
                    == "taskbox: error: --relationship: the address of \"db\" can not be read: its port is no number "
                    + "from 1 to 65535")
            #expect(!wrong.errorText.contains("hush2"))
        }
    }
}

/// Variables from files.
@Suite struct VariableFileTests {
    @Test func threeFiles() throws {
        try Scene.with(.host) { scene in
            try scene.define(
                "echo \"$A $B $C $D\"; echo $PLATFORM_VARIABLES | base64 -d", build: "echo \"build $A [$B]\"",
                variables: [.init("A", "task"), .init("B", "task")])
            let project = try scene.scratch.write(
                "p.json",
                #"[{"name":"env:a","value":"project"},{"name":"env:B","value":"project","visible_build":false},{"name":"x:y","value":"{\"k\":1}","is_json":true}]"#
            )
            let environment = try scene.scratch.write("e.yaml", "env:C: environment\nenv:D: hush3hush\n")
            let dotenv = try scene.scratch.write(".env", "C='from dotenv'\n")
            let result = try scene.run(
                "--project-variables", project, "--environment-variables", environment, "--env-file", dotenv, "--quiet")
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(
                result.outputText
                    == "build project [task]\nproject project from dotenv hush3hush\n{\"x:y\": {\"k\": 1}}")
        }
    }

    @Test func sensitiveValuesAreMasked() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo ran")
            let file = try scene.scratch.write(
                "p.yaml", "- {name: \"env:COLOUR\", value: hush4hush, is_sensitive: true}\n")
            let plan = try scene.taskbox("plan", "task.json", "--engine", "host", "--project-variables", file)
            #expect(plan.end == .exited(0))
            #expect(plan.outputText.contains("COLOUR=********  (--project-variables ("), "\(plan.outputText)")
            #expect(!plan.outputText.contains("hush4hush"))
        }
    }

    @Test func mistakesHaveTheirPlace() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo ran")
            let file = try scene.scratch.write(".env", "A=1\nnonsense\n")
            let result = try scene.run("--env-file", file)
            #expect(result.end == .exited(125))
            #expect(result.errorText.contains("error: \(file):2: the line is no NAME=VALUE"), "\(result.errorText)")
            let missing = try scene.run("--project-variables", "nowhere.yaml")
            #expect(missing.end == .exited(125))
            #expect(missing.errorText.contains("--project-variables: "), "\(missing.errorText)")
        }
    }
}
