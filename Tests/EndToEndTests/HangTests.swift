import Foundation
import TestSupport
import Testing

/// A task that does not end can hang for many reasons; the report at the deadline tells them apart.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/syscall"), "the kernel does not tell of calls"))
struct HangTests {
    private static let python = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")
    private static let needsPython = Comment(rawValue: "/usr/bin/python3 is not installed")

    /// The report's lines about a task that hangs, behind the command of the process that they belong to.
    private func report(_ command: String, _ engine: EngineUnderTest) throws -> [String] {
        var lines: [String] = []
        try Scene.with(engine) { scene in
            try scene.define(command, timeout: 1)
            let result = try scene.run("--grace", "0")
            #expect(result.end == .exited(124))
            lines = scene.errors(of: result)
        }
        return lines
    }

    private func expect(
        _ words: String, of command: String, _ engine: EngineUnderTest,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let lines = try report(command, engine)
        #expect(
            lines.contains { $0.contains("  \(words); NUMBERS") || $0.contains("  \(words) (") },
            "\(lines.joined(separator: "\n"))", sourceLocation: sourceLocation)
    }

    @Test(arguments: EngineUnderTest.usable)
    func spinning(_ engine: EngineUnderTest) throws {
        try expect("runs on the CPU", of: "while :; do :; done", engine)
    }

    @Test(arguments: EngineUnderTest.usable)
    func waitingForAChild(_ engine: EngineUnderTest) throws {
        try expect("waits for its child PID (sleep)", of: "sleep 300; :", engine)
    }

    @Test(arguments: EngineUnderTest.usable)
    func blockedOnAFullPipe(_ engine: EngineUnderTest) throws {
        let lines = try report("yes | sleep 300", engine)
        let text = lines.joined(separator: "\n")
        #expect(
            text.contains(#/is blocked writing to a full pipe that process [0-9]+ \(sleep\) does not read; NUMBERS/#))
    }

    @Test(arguments: EngineUnderTest.usable)
    func waitingForAPipe(_ engine: EngineUnderTest) throws {
        let text = try report("sleep 300 | cat", engine).joined(separator: "\n")
        #expect(text.contains(#/waits for data from a pipe that process [0-9]+ \(sleep\) writes; NUMBERS/#), "\(text)")
    }

    @Test(arguments: EngineUnderTest.usable)
    func waitingForAPartnerOfANamedPipe(_ engine: EngineUnderTest) throws {
        let text = try report(
            "fifo=${TMPDIR:-/tmp}/$MARKER; mkfifo \"$fifo\"; cat \"$fifo\"", engine
        )
        .joined(separator: "\n")
        #expect(text.contains("waits for the other side of the named pipe "), "\(text)")
    }

    @Test(.enabled(if: python, needsPython), arguments: EngineUnderTest.usable)
    func waitingForALock(_ engine: EngineUnderTest) throws {
        let text = try report(
            """
            cat > "${TMPDIR:-/tmp}/lock.py" <<'END'
            import fcntl, os, time
            file = os.environ.get("TMPDIR", "/tmp") + "/the-lock"
            first = open(file, "w")
            fcntl.flock(first, fcntl.LOCK_EX)
            if os.fork() == 0:
                second = open(file, "w")
                fcntl.flock(second, fcntl.LOCK_EX)
            time.sleep(300)
            END
            exec /usr/bin/python3 "${TMPDIR:-/tmp}/lock.py"
            """, engine
        ).joined(separator: "\n")
        #expect(
            text.contains(#/waits for a lock on \S*/the-lock, which process [0-9]+ \(python3\) holds; NUMBERS/#),
            "\(text)")
    }

    @Test(.enabled(if: python, needsPython), arguments: EngineUnderTest.usable, ["None", "500"])
    func readingFromASocket(_ engine: EngineUnderTest, _ timeout: String) throws {
        let text = try report(
            """
            cat > "${TMPDIR:-/tmp}/client.py" <<'END'
            import socket
            server = socket.socket()
            server.bind(("127.0.0.1", 0))
            server.listen(1)
            client = socket.create_connection(server.getsockname())
            client.settimeout(\(timeout))
            client.recv(1)
            END
            exec /usr/bin/python3 "${TMPDIR:-/tmp}/client.py"
            """, engine
        ).joined(separator: "\n")
        #expect(text.contains(#/waits for data from 127\.0\.0\.1:[0-9]+ \(TCP\); NUMBERS/#), "\(text)")
    }
}

/// What is said while a phase goes on.
@Suite struct ProgressLineTests {
    @Test func silenceOfThirtySeconds() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo begin; sleep 32; echo end", timeout: 60)
            let result = try scene.start().finish(within: .seconds(60))
            #expect(result.end == .exited(0))
            let lines = scene.errors(of: result)
            // A busy machine may be a second late.
            let beat = #/taskbox: run: run.command still runs after 3[0-9] s of 60 s, silent for 3[0-9] s/#
            #expect(lines.contains { $0.wholeMatch(of: beat) != nil }, "\(lines)")
            #expect(lines.filter { $0.contains("still runs") }.count == 1)
            #expect(!result.errorText.contains("\u{1b}"), "no escape codes where there is no terminal")
        }
    }

    @Test func slowEndIsAnnounced() throws {
        try Scene.with(.host) { scene in
            try scene.define("trap '' TERM; echo begin; while :; do sleep 1; done", timeout: 1)
            let result = try scene.run("--grace", "2")
            let lines = scene.errors(of: result)
            // The shell may be between two of its children at that moment.
            let announcement =
                #/taskbox: run: the time of run.command is over, SIGTERM sent to (2 processes|1 process); SIGKILL follows 2 s later.*/#
            #expect(lines.contains { $0.wholeMatch(of: announcement) != nil }, "\(lines)")
            #expect(try scene.run("--grace", "2", "--quiet").errorLines.count == 1)
        }
    }

    /// A terminal shows the status, and nothing of it stays between the task's lines.
    @Test(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "the program script is not installed"))
    func statusOnATerminal() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo begin; sleep 2.5; echo end", timeout: 60)
            let command = ([BuiltProducts.taskbox] + scene.runWords([])).joined(separator: " ")
            let run = try TaskboxRun(
                "/usr/bin/script", ["-qefc", command, "/dev/null"],
                environment: scene.environment.merging(["TERM": "xterm", "NO_COLOR": "1"]) { $1 },
                folder: scene.project, outputs: scene.scratch.at("runs/terminal"))
            let result = run.finish()
            #expect(result.end == .exited(0))
            let text = result.outputText
            // A busy machine may be late by a second.
            #expect(text.contains(#/\rrun: 0:0[1-9] of 1:00, run.command runs\x{1b}\[K/#), "\(text.debugDescription)")
            #expect(text.contains("\r\u{1b}[Kend\r\n"), "the status is erased before the task's line")
            #expect(!text.contains("\u{1b}[1;"), "NO_COLOR is respected")
            let colours = try TaskboxRun(
                "/usr/bin/script", ["-qefc", command, "/dev/null"],
                environment: scene.environment.merging(["TERM": "dumb", "CLICOLOR_FORCE": "1"]) { $1 },
                folder: scene.project, outputs: scene.scratch.at("runs/dumb")
            ).finish()
            #expect(!colours.outputText.contains("\u{1b}[K"), "a terminal that can not move its cursor has no status")
            #expect(colours.outputText.contains("\u{1b}[1;32mtask t succeeded"))
        }
    }

    @Test func otherLettersInAPlainLocale() throws {
        try Scene.with(.host) { scene in
            try scene.define("exit 3", name: "tä")
            let plain = try scene.start(environment: ["LC_ALL": "C"]).finish()
            #expect(plain.errorText.contains("task t\\u{e4} failed in run"), "\(plain.errorText)")
            #expect(plain.errorText.utf8.allSatisfy { $0 < 0x80 })
            #expect(try scene.run().errorText.contains("task tä failed in run"))
        }
    }
}
