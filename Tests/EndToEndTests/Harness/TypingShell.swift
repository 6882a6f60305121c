import Foundation
import TestSupport
import Testing

/// A shell on a terminal of its own, in which a test types.
enum TypingShell: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case bash
    /// bash as if it were older than 4, without `compopt`.
    case oldBash
    case zsh
    case fish

    var testDescription: String { rawValue }

    /// The shells of this machine; without python3, which holds the terminal, none.
    static let usable = allCases.filter { $0.program.path != nil && MachineProgram.python3.path != nil }

    var program: MachineProgram {
        switch self {
        case .bash, .oldBash: .bash
        case .zsh: .zsh
        case .fish: .fish
        }
    }

    /// Whether it lacks what completes paths among names.
    var mixesNoPaths: Bool { self == .oldBash }

    /// Without the files of the user and of the machine.
    private var options: [String] {
        switch self {
        case .bash, .oldBash: ["--norc", "--noprofile", "-i"]
        case .zsh: ["-f", "-i"]
        case .fish: ["--no-config", "--interactive"]
        }
    }

    private var setUp: String {
        let evaluation =
            switch self {
            case .bash: #"eval "$(taskbox completion bash)""#
            case .oldBash: #"enable -n compopt; eval "$(taskbox completion bash)""#
            case .zsh: "bindkey -e; autoload -U compinit; compinit -D -u; source <(taskbox completion zsh)"
            case .fish: "taskbox completion fish | source"
            }
        let show =
            self == .fish
            ? #"function show; printf '\nWORDS'; printf '<%s>' $argv; echo END; end"#
            : #"show() { printf '\nWORDS'; printf '<%s>' "$@"; echo END; }"#
        return "\(evaluation)\n\(show)\necho READY\n"
    }

    /// Types lines, each with a Tab at its end, and answers with the words that they then have.
    func complete(_ lines: [String], in scene: Scene) throws -> [[String]] {
        try scene.scratch.write("home/set-up", setUp)
        let path = (scene.environment["PATH"] ?? "").split(separator: ":")
        let environment = scene.environment.merging([
            "PATH": ([BuiltProducts.folder.path] + path.map(String.init)).joined(separator: ":"), "TERM": "xterm",
            "ZDOTDIR": scene.scratch.at("home"), "LC_ALL": "C.UTF-8",
        ]) { $1 }
        let run = try TaskboxRun(
            try #require(MachineProgram.python3.path),
            ["-c", Self.typist, scene.scratch.at("home/set-up"), try #require(program.path)] + options + ["--"] + lines,
            environment: environment, folder: scene.project, outputs: scene.scratch.at("runs/\(UUID().uuidString)"))
        let result = run.finish()
        #expect(result.end == .exited(0), "\(result.errorText)")
        return result.outputText.split(separator: "\n").map { line in
            line.matches(of: /<(.*?)>/).map { String($0.1) }
        }
    }

    /// Holds the terminal: sends a line, a Tab and what shows the words, and prints what was shown.
    private static let typist = #"""
        import fcntl, os, pty, re, select, signal, struct, sys, termios, time

        set_up, *rest = sys.argv[1:]
        shell, lines = rest[:rest.index("--")], rest[rest.index("--") + 1:]
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(shell[0], shell)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 250, 0, 0))

        def read_until(pattern):
            seen, end = b"", time.monotonic() + 20
            while time.monotonic() < end:
                if select.select([terminal], [], [], 0.1)[0]:
                    seen += os.read(terminal, 65536)
                if found := re.search(pattern, seen, re.S):
                    return found
            sys.exit(f"{pattern} did not come, but {seen}")

        def type(text):
            os.write(terminal, text.encode())

        try:
            type(f". {set_up}\n")
            read_until(rb"READY")
            for line in lines:
                type(f"{line}\t\x01show \n")
                print(read_until(rb"WORDS(<.*>)END").group(1).decode())
        finally:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        """#
}
