import Documents
import Foundation
import TestSupport

extension HostileScenario {
    /// What a task can do to its files, and a project to taskbox.
    static let files: [HostileScenario] = [
        .ending(
            "folders without permission", "echo run", build: "mkdir -p a/b; echo x > a/b/c; chmod 000 a/b; chmod 555 a",
            output: "run\n"),
        .ending("an app without permission", "chmod -R 000 . 2>/dev/null; echo run", output: "run\n"),
        .ending(
            "an app that moves", "cd /; mv \"$PLATFORM_APP_DIR\" \"$PLATFORM_APP_DIR.gone\" 2>/dev/null; echo run",
            output: "run\n"),
        .ending("an app that is removed", "rm -rf \"$PLATFORM_APP_DIR\" 2>/dev/null; echo run", output: "run\n"),
        .ending(
            "a path longer than any", "echo run",
            build:
                "d=$(printf 'dddddddddd/%.0s' $(seq 300)); mkdir -p $d; cd $d; mkdir -p $d; echo x > ${d}f",
            output: "run\n", bound: .seconds(25)),
        .ending(
            "temporary files without permission",
            "t=${TMPDIR:-/tmp}; mkdir -p \"$t/a/b\"; echo x > \"$t/a/b/c\"; chmod 000 \"$t/a/b\" \"$t/a\"; echo run",
            output: "run\n"),
        .ending(
            "a mount that is removed", "rm -rf data 2>/dev/null; ls -d data", deploy: "echo x > data/f; rm -rf data/*",
            output: "data\n", members: [.init("mounts", ["/data": ["source": "instance"]])], engines: [.bubblewrap]),
        .ending(
            "links out of a mount", "ls data", deploy: "ln -s / data/root; ln -s /etc/passwd data/p; ln -s p data/q",
            output: "p\nq\nroot\n", members: [.init("mounts", ["/data": ["source": "storage", "service": "app"]])]),
        .ending("loops of links", "ls -d loop a/b", output: "a/b\nloop\n") { scene in
            try scene.scratch.folder("project/a")
            try scene.scratch.link("project/loop", to: "loop")
            try scene.scratch.link("project/a/b", to: "../a")
        },
        .ending("links out of the project", "test ! -e out/secret && echo run", output: "run\n", engines: [.bubblewrap])
        {
            try $0.scratch.write("outside/secret", "secret")
            try $0.scratch.link("project/out", to: $0.scratch.at("outside"))
        },
        .ending("a named pipe in the source", "test -e pipe && echo there || echo left out") { scene in
            mkfifo(scene.scratch.at("project/pipe"), 0o644)
        },
        .ending("names with surprises", "ls | wc -l", output: "8\n") { scene in
            for name in ["-rf", "a b", "new\nline", "\u{1B}[31m", "'quote'", "$HOME"] {
                try scene.scratch.write("project/\(name)", "x")
            }
        },
        .init(
            "a file that nobody may read", "echo never", users: [.ordinary], end: .exited(125), outcome: "fault",
            output: ""
        ) { scene in
            let path = try scene.scratch.write("project/private", "x")
            chmod(path, 0)
        },
        .ending(
            "ten thousand variables", "env | grep -c '^V[0-9]'", output: "10000\n",
            variables: (0..<10_000).map { JSONValue.Member("V\($0)", .string("\($0)")) }, bound: .seconds(30)),
        .ending(
            "a value as long as Linux takes", "printf %s \"$LONG\" | wc -c", output: "131000\n",
            variables: [.init("LONG", .string(String(repeating: "x", count: 131_000)))]),
        .ending("a PATH without programs", "echo run", output: "run\n", environment: ["PATH": "/nonexistent"]),
        .ending("no PATH", "echo run", output: "run\n", environment: ["PATH": ""]),
        .ending("no HOME", "echo run", output: "run\n", environment: ["HOME": ""]),
        .ending(
            "a HOME and a TMPDIR that are not there", "echo run", output: "run\n",
            environment: ["HOME": "/nonexistent/home", "TMPDIR": "/nonexistent/tmp"]),
        .ending(
            "a language of nowhere", "echo run", output: "run\n",
            environment: ["LC_ALL": "xx_YY.bogus", "TZ": "No/Where"]),
        .ending(
            "a script of a megabyte",
            String(repeating: ": \(String(repeating: "x", count: 98))\n", count: 10_000) + "echo run", output: "run\n"),
    ]
}
