import Documents
import Foundation
import TestSupport
import Testing

/// `plan` and the program's own texts.
@Suite struct PlanCommandTests {
    private func plan(_ scene: Scene, _ options: String...) throws -> TaskboxRun.Result {
        let definition: JSONValue = [
            "name": "p", "type": "python:3.12", "timezone": "Europe/Paris",
            "variables": ["env": ["LEVEL": "low", "API_TOKEN": "hidden-value"]],
            "mounts": ["/data": ["source": "tmp", "source_path": "d"]],
            "hooks": ["build": .string("touch \(scene.scratch.at("witness"))")],
            "run": ["command": "echo 1\necho 2", "timeout": 5],
        ]
        try scene.scratch.write("project/p.json", JSONWriter.pretty(definition))
        return try scene.start(
            words: ["plan", "p.json", "--engine", "host", "--project-id", "abc", "--branch", "main"] + options,
            environment: ["PATH": "/usr/bin"]
        ).finish()
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/dash"), "dash is not installed"))
    func text() throws {
        try Scene.with(.host) { scene in
            let result = try plan(scene, "--variable", "env:LEVEL=high", "--only", "run")
            #expect(result.end == .exited(0))
            #expect(result.errorText == "")
            let text = NormalisedText.of(result.outputText, scratch: scene.scratch.path)
                .replacing(#/PLATFORM_ENVIRONMENT=main-[a-z0-9]{7} /#, with: "PLATFORM_ENVIRONMENT=main-HASH ")
            let rootNote =
                geteuid() == 0
                ? ", and root can write to it in deploy and run; what is written there is named afterwards"
                : "; after the build it is read-only by its permissions, which the task could change"
            #expect(
                text == """
                    task          p (python:3.12) from p.json
                    source        SCRATCH/project, root /
                    engine        host: asked for by --engine host
                    network       the machine's
                    shell         /usr/bin/dash
                    runtime       Python 3.12.99 (pyenv), SCRATCH/home/.pyenv/versions/3.12.99/bin/python3
                    app folder    SCRATCH/cache/workspaces/RUN/app
                    workspace     SCRATCH/cache/workspaces/RUN
                    host name     p--task--RUN.0
                    time zone     Europe/Paris
                    resources     0.5 CPU, 1088 MB (size assumed, profile BALANCED assumed), not in force; --limits puts them in force
                    at a timeout  SIGTERM, then SIGKILL after 10 s
                    deploy fails  the run stops

                    build: skipped, not asked for

                    deploy: skipped, not asked for

                    run: run.command in SCRATCH/cache/workspaces/RUN/app (read-only), at most 5 s
                      after .environment, if there is one
                      script
                        echo 1
                        echo 2
                      environment
                        API_TOKEN=********  (variables.env.API_TOKEN (p.json:8:7))
                        HOME=SCRATCH/cache/workspaces/RUN/app  (container)
                        LANG=C.UTF-8  (container)
                        LEVEL=high  (--variable, replaces variables.env.LEVEL (p.json:7:7))
                        LOGNAME=web  (container)
                        PATH=SCRATCH/cache/workspaces/RUN/app/.global/bin:SCRATCH/home/.pyenv/versions/3.12.99/bin:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin  (taskbox, for Python 3.12.99 (pyenv), and container)
                        PLATFORM_APPLICATION=********  (platform)
                        PLATFORM_APPLICATION_NAME=p  (platform)
                        PLATFORM_APP_COMMAND=sleep 3600  (platform)
                        PLATFORM_APP_DIR=SCRATCH/cache/workspaces/RUN/app  (platform)
                        PLATFORM_BRANCH=main  (--branch)
                        PLATFORM_ENVIRONMENT=main-HASH  (platform)
                        PLATFORM_ENVIRONMENT_TYPE=development  (platform)
                        PLATFORM_PROJECT=abc  (--project-id)
                        PLATFORM_PROJECT_ENTROPY=********  (platform)
                        PLATFORM_RELATIONSHIPS=e30=  (platform)
                        PLATFORM_ROUTES=e30=  (platform)
                        PLATFORM_SMTP_HOST=  (platform)
                        PLATFORM_TREE_ID=<the Git tree of the snapshot>  (platform)
                        PLATFORM_VARIABLES=e30=  (platform)
                        PWD=SCRATCH/cache/workspaces/RUN/app  (container)
                        SHELL=/usr/bin/dash  (container)
                        TASKBOX_HOSTS_FILE=SCRATCH/cache/workspaces/RUN/etc/hosts  (container)
                        TMPDIR=SCRATCH/cache/workspaces/RUN/tmp  (container)
                        TZ=Europe/Paris  (timezone (p.json:4:15))
                        USER=web  (container)

                    mounts in deploy and run
                      SCRATCH/cache/workspaces/RUN/app/data: tmp, empty at the start, removed at the end
                        SCRATCH/cache/workspaces/RUN/mounts/tmp/d

                    hosts file in deploy and run
                      127.0.0.1  localhost
                      ::1  localhost
                      127.0.0.1  p--task--RUN.0

                    what differs from the platform, or was left out
                      app folder: it is SCRATCH/cache/workspaces/RUN/app instead of /app\(rootNote)
                      container: user, host name, processes and files of this machine are visible to the task; /tmp is the machine's own (TMPDIR names a private one)

                    what becomes of the definition's fields
                      id                 in force       kept in the record; nothing else uses it
                      name               approximated   in the variables; the host name is this machine's
                      type               in force       Python 3.12.99 (pyenv)
                      source             in force       a snapshot of SCRATCH/project, root /
                      hooks              not asked for  hooks.build: left out, as the user says
                      run                approximated   run by dash as your own user, in SCRATCH/cache/workspaces/RUN/app instead of /app
                      variables          in force       with the platform's names and precedence
                      timezone           approximated   TZ is Europe/Paris; /etc/localtime is this machine's
                      additional_hosts   in force       the definition has none
                      mounts             approximated   symbolic links in the app folder
                      relationships      in force       the definition has none
                      dependencies       in force       the definition has none
                      runtime            in force       the definition has none
                      authorizations     in force       the definition has none
                      container_profile  not asked for  0.5 CPU, 1088 MB (size assumed, profile BALANCED assumed); --limits puts it in force
                      resources          in force       the definition has none

                    """)
            expectNothingDone(scene)
        }
    }

    @Test func json() throws {
        try Scene.with(.host) { scene in
            let result = try plan(scene, "--json")
            #expect(result.end == .exited(0))
            #expect(result.errorText == "")
            let (node, problems) = JSONReader.read(SourceFile(name: "plan", text: result.outputText))
            #expect(problems.isEmpty)
            guard case .object(let members) = JSONValue(try #require(node)) else { throw POSIXError(.EINVAL) }
            // The environment is compared as text; the notes depend on the user.
            let build = try #require(JSONValue.object(members)["build"])
            #expect(build["reuse"] == "reuse")
            guard case .string(let configuration)? = build["configuration"] else { throw POSIXError(.EINVAL) }
            #expect(configuration.wholeMatch(of: /[0-9a-f]{64}/) != nil)
            // The table is compared as text.
            guard case .array(let fidelity)? = JSONValue.object(members)["fidelity"] else { throw POSIXError(.EINVAL) }
            #expect(fidelity.count == 16)
            #expect(
                fidelity.first
                    == ["field": "id", "degree": "in force", "reason": "kept in the record; nothing else uses it"])
            let shown = members.filter { !["notes", "shell", "build", "fidelity"].contains($0.key) }.map { member in
                guard member.key == "phases", case .array(let phases) = member.value else { return member }
                return JSONValue.Member(member.key, .array(phases.map(Self.withoutEnvironment)))
            }
            #expect(
                NormalisedText.of(JSONWriter.pretty(.object(shown)), scratch: scene.scratch.path) == """
                    {
                      "run": "RUN",
                      "task": "p",
                      "definition": "p.json",
                      "repository": "SCRATCH/project",
                      "source_root": "/",
                      "engine": {
                        "name": "host",
                        "reason": "asked for by --engine host",
                        "network": "host"
                      },
                      "app_dir": "SCRATCH/cache/workspaces/RUN/app",
                      "workspace": "SCRATCH/cache/workspaces/RUN",
                      "keep_workspace": false,
                      "hostname": "p--task--RUN.0",
                      "hosts_file": {
                        "path": "SCRATCH/cache/workspaces/RUN/etc/hosts",
                        "text": "127.0.0.1\\tlocalhost\\n::1\\tlocalhost\\n127.0.0.1\\tp--task--RUN.0\\n"
                      },
                      "timezone": "Europe/Paris",
                      "runtime": {
                        "type": "python:3.12",
                        "wanted": "3.12",
                        "found": "3.12.99",
                        "program": "SCRATCH/home/.pyenv/versions/3.12.99/bin/python3",
                        "source": "pyenv"
                      },
                      "relationships": [],
                      "resources": {
                        "cpu": 0.5,
                        "size_origin": "assumed",
                        "profile": "BALANCED",
                        "profile_origin": "assumed",
                        "memory": 1140850688,
                        "limits": null
                      },
                      "auth_proxy": null,
                      "mounts": [
                        {
                          "path": "SCRATCH/cache/workspaces/RUN/app/data",
                          "source": "tmp",
                          "service": null,
                          "source_path": "d",
                          "real_path": "SCRATCH/cache/workspaces/RUN/mounts/tmp/d",
                          "lasting": false
                        }
                      ],
                      "grace": 10,
                      "on_deploy_failure": "stop",
                      "phases": [
                        {
                          "phase": "build",
                          "dependencies": [],
                          "script": "touch SCRATCH/witness",
                          "skipped": null,
                          "timeout": 3600,
                          "working_folder": "SCRATCH/cache/workspaces/RUN/app",
                          "sources_environment_file": false,
                          "app_writable": true,
                          "mounts": false
                        },
                        {
                          "phase": "deploy",
                          "dependencies": [],
                          "script": null,
                          "skipped": "the definition has no hooks.deploy",
                          "timeout": null,
                          "working_folder": "SCRATCH/cache/workspaces/RUN/app",
                          "sources_environment_file": true,
                          "app_writable": false,
                          "mounts": true
                        },
                        {
                          "phase": "run",
                          "dependencies": [],
                          "script": "echo 1\\necho 2",
                          "skipped": null,
                          "timeout": 5,
                          "working_folder": "SCRATCH/cache/workspaces/RUN/app",
                          "sources_environment_file": true,
                          "app_writable": false,
                          "mounts": true
                        }
                      ]
                    }
                    """)
            expectNothingDone(scene)
        }
    }

    private static func withoutEnvironment(_ phase: JSONValue) -> JSONValue {
        guard case .object(let members) = phase else { return phase }
        return .object(members.filter { $0.key != "environment" })
    }

    /// A plan executes nothing and makes no workspace and no record.
    private func expectNothingDone(_ scene: Scene, _ sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        #expect(!FileManager.default.fileExists(atPath: scene.scratch.at("witness")), sourceLocation: sourceLocation)
        #expect(scene.workspaceNames == [], sourceLocation: sourceLocation)
        #expect(scene.records == [], sourceLocation: sourceLocation)
    }

    @Test func validate() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo never")
            let valid = try scene.taskbox("validate", "task.json")
            #expect(valid.end == .exited(0), "\(valid.errorText)")
            try scene.scratch.write("project/bad.json", "{\"name\": \"x\"}")
            let invalid = try scene.taskbox("validate", "bad.json")
            #expect(invalid.end == .exited(1))
        }
    }
}
