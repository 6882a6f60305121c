import Foundation
import ProcessSupport
import TestSupport
import Testing

@Suite struct ProgramRunTests {
    private func shell(
        _ script: String, environment: [String: String] = ["PATH": "/usr/bin:/bin"], input: [UInt8]? = nil
    ) -> ProgramRun {
        ProgramRun(
            executable: "/bin/sh",
            arguments: ["-c", script],
            environment: environment,
            workingFolder: "/",
            input: input
        )
    }

    @Test func collectsBothOutputsAndTheStatus() throws {
        let result = try shell("printf out; printf err >&2; exit 7").result()
        #expect(result.end == .exited(7))
        #expect(!result.succeeded)
        #expect(result.output == Array("out".utf8))
        #expect(result.errorOutput == Array("err".utf8))
    }

    @Test func tellsASignalFromAnExit() throws {
        #expect(try shell("kill -9 $$").result().end == .signalled(9))
        #expect(try shell("exit 137").result().end == .exited(137))
    }

    @Test func passesTheEnvironmentAndTheFolderAndNothingElse() throws {
        let run = ProgramRun(
            executable: "/usr/bin/env",
            arguments: [],
            environment: ["ONE": "a=b", "TWO": ""],
            workingFolder: "/usr"
        )
        let lines = String(decoding: try run.result().output, as: UTF8.self).split(separator: "\n")
        #expect(Set(lines.filter { !$0.hasPrefix("PWD=") }) == ["ONE=a=b", "TWO="])
        let folder = ProgramRun(
            executable: "/bin/sh", arguments: ["-c", "pwd"], environment: [:], workingFolder: "/usr")
        #expect(try folder.result().output == Array("/usr\n".utf8))
    }

    @Test func readsNothingWithoutInput() throws {
        #expect(try shell("cat; echo end").result().output == Array("end\n".utf8))
    }

    @Test func movesMoreThanAPipeHoldsInBothDirections() throws {
        let input = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let result = try shell("tee /dev/stderr", input: input).result()
        #expect(result.succeeded)
        #expect(result.output == input)
        #expect(result.errorOutput == Array(input.prefix(ProgramRun.longestErrorOutput)))
    }

    @Test func complaintsWithoutEndAreReadAndDropped() throws {
        let result = try shell("yes no | head -c 40000000 >&2; exit 3").result()
        #expect(result.end == .exited(3))
        #expect(result.errorOutput.count == ProgramRun.longestErrorOutput)
        #expect(result.errorOutput.starts(with: Array("no\nno\n".utf8)))
    }

    @Test func aDescendantThatFloodsTheOutputDoesNotHoldUpTheResult() throws {
        let start = ContinuousClock.now
        let result = try shell("yes no >&2 & echo $!").result()
        #expect(ContinuousClock.now - start < .seconds(15))
        let text = String(decoding: result.output, as: UTF8.self)
        let left = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        // It may have died of the closed pipe by itself.
        kill(left, SIGKILL)
    }

    @Test func survivesAProgramThatDoesNotReadItsInput() throws {
        let result = try shell("exec <&-; echo done", input: Array(repeating: 1, count: 2_000_000)).result()
        #expect(result.end == .exited(0))
        #expect(result.output == Array("done\n".utf8))
    }

    @Test func doesNotWaitForADescendantThatHoldsTheOutput() throws {
        let start = ContinuousClock.now
        let result = try shell("sleep 30 & echo $!").result()
        #expect(ContinuousClock.now - start < .seconds(15))
        let text = String(decoding: result.output, as: UTF8.self)
        let left = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(kill(left, SIGKILL) == 0)
    }

    @Test func endsAProgramThatIsCancelled() throws {
        var asked = 0
        #expect(throws: ProgramRunError.cancelled(program: "/bin/sh")) {
            _ = try shell("exec sleep 60").result {
                asked += 1
                return asked > 2
            }
        }
        #expect(asked == 3)
    }

    @Test func killsAProgramThatIgnoresTheCancel() throws {
        try ScratchFolder.with { scratch in
            let ready = scratch.at("ready")
            #expect(throws: ProgramRunError.cancelled(program: "/bin/sh")) {
                _ = try shell("trap '' TERM; : > \"\(ready)\"; while :; do sleep 1; done").result {
                    access(ready, F_OK) == 0
                }
            }
        }
    }

    @Test func startsProgramsWithNoSignalBlocked() async throws {
        // The threads that run tasks block most signals.
        let text = try await Task.detached {
            let run = ProgramRun(
                executable: "/bin/sh",
                arguments: ["-c", "grep SigBlk /proc/self/status"],
                environment: ["PATH": "/usr/bin:/bin"],
                workingFolder: "/"
            )
            return String(decoding: try run.result().output, as: UTF8.self)
        }.value
        #expect(text == "SigBlk:\t0000000000000000\n")
    }

    @Test func namesWhatKeepsAProgramFromStarting() throws {
        try ScratchFolder.with { scratch in
            func error(_ executable: String, in folder: String) -> String {
                let run = ProgramRun(executable: executable, arguments: [], environment: [:], workingFolder: folder)
                do {
                    _ = try run.result()
                    return "no error"
                } catch {
                    return "\(error)"
                }
            }
            let gone = scratch.at("gone")
            let text = try scratch.write("text", permissions: 0o644)
            #expect(error("/bin/sh", in: gone) == "the working folder \"\(gone)\" does not exist")
            #expect(error("/bin/sh", in: text) == "the working folder \"\(text)\" does not exist")
            #expect(error(gone, in: "/") == "the program \"\(gone)\" does not exist")
            #expect(error(text, in: "/") == "the program \"\(text)\" is not an executable file")
            #expect(error("/usr", in: "/") == "the program \"/usr\" is not an executable file")
        }
    }
}
