import Documents
import Planning
import Supervision
import Testing

@testable import Records

private let layout = LogLayout(task: "nightly", runtimeType: "python:3.12", run: .known("emrwjvcjabcde"))

/// One step of a log.
private enum Step {
    case notice(LogNotice)
    case out(Phase, String)
    case err(Phase, String)
    case bytes(Phase, [UInt8])
    case flush
    case endPhase
}

private func rendered(_ renderer: some LogRenderer, _ steps: [Step], pieces: Int = .max) -> [UInt8] {
    var renderer = renderer
    var result: [UInt8] = []
    let sink: LogSink = { result += $0 }
    func output(_ bytes: [UInt8], _ phase: Phase, _ stream: TaskStream) {
        var rest = bytes[...]
        repeat {
            Array(rest.prefix(pieces)).withUnsafeBytes {
                renderer.output($0, phase: phase, stream: stream, at: morning, to: sink)
            }
            rest = rest.dropFirst(pieces)
        } while !rest.isEmpty
    }
    for step in steps {
        switch step {
        case .notice(let notice): renderer.notice(notice, at: morning, to: sink)
        case .out(let phase, let text): output(Array(text.utf8), phase, .stdout)
        case .err(let phase, let text): output(Array(text.utf8), phase, .stderr)
        case .bytes(let phase, let bytes): output(bytes, phase, .stdout)
        case .flush: renderer.flush(at: morning, to: sink)
        case .endPhase: renderer.endPhase(at: morning, to: sink)
        }
    }
    renderer.finish(at: morning, to: sink)
    return result
}

private func activityText(_ steps: [Step], pieces: Int = .max) -> String {
    String(decoding: rendered(ActivityFormat(layout: layout), steps, pieces: pieces), as: UTF8.self)
}

/// The messages of JSON lines, after a check of everything around them.
private func messages(_ steps: [Step], pieces: Int = .max) throws -> [String] {
    let bytes = rendered(JSONLinesFormat(layout: layout), steps, pieces: pieces)
    let lines = bytes.split(separator: 0x0A)
    var messages: [String] = []
    for (number, line) in lines.enumerated() {
        let value = try #require(parsed(String(decoding: line, as: UTF8.self)))
        #expect(value["_id"] == .integer(number))
        if number == lines.count - 1 {
            #expect(value == ["_id": .integer(number), "seal": true])
        } else {
            #expect(value["data"]?["timestamp"] == "2026-06-10T09:00:00.000000+00:00")
            guard case .string(let message)? = value["data"]?["message"] else {
                Issue.record("a line without a message")
                continue
            }
            messages.append(message)
        }
    }
    return messages
}

private let wholeRun: [Step] = [
    .notice(.build(tree: "9851a01cc0ffee0000000000000000000000dead")),
    .notice(.dependencies(language: "nodejs", names: ["pm2", "yarn"])),
    .notice(.dependencies(language: "python3", names: ["awscli"])),
    .notice(.buildHook),
    .out(.build, "compiling\n  deeper\n\n"),
    .err(.build, "deprecated\n"),
    .notice(.container),
    .notice(.deployHook),
    .out(.deploy, "migrating\n"),
    .err(.deploy, "slow"),
    .endPhase,
    .out(.run, "hello\n"),
    .err(.run, "warning\n"),
    .out(.run, "no line end"),
]

@Suite("Activity log")
struct ActivityFormatTests {
    @Test("of a whole run")
    func whole() {
        #expect(
            activityText(wholeRun) == """
                Building task 'nightly' (runtime type: python:3.12, tree: 9851a01)
                  Installing build dependencies...
                    Installing nodejs build dependencies: pm2, yarn
                    Installing python3 build dependencies: awscli
                  Executing build hook...
                    compiling
                      deeper
                    \("")
                    W: deprecated
                Starting task container nightly--task--emrwjvcj
                  Executing deploy hook for task nightly
                    migrating
                    W: slow
                hello
                W: warning
                no line end

                """)
    }

    @Test("of a run with a cached build")
    func reused() {
        #expect(
            activityText([.notice(.build(tree: "9851a01")), .notice(.reusedBuild), .notice(.container)]) == """
                Building task 'nightly' (runtime type: python:3.12, tree: 9851a01)
                  Reusing existing build for this tree ID
                Starting task container nightly--task--emrwjvcj

                """)
    }

    @Test("comes out the same however the bytes come in", arguments: [1, 2, 3, 7])
    func pieces(_ size: Int) throws {
        #expect(activityText(wholeRun, pieces: size) == activityText(wholeRun))
        #expect(try messages(wholeRun, pieces: size) == messages(wholeRun))
    }

    @Test("lines of two streams are not torn by each other")
    func interleaved() {
        #expect(
            activityText([.out(.run, "one "), .err(.run, "a"), .out(.run, "line\ntwo"), .err(.run, "b\n")])
                == "one line\nW: ab\ntwo\n")
    }

    @Test("a flush shows what is held, and the line goes on behind it")
    func flush() {
        #expect(
            activityText([.err(.run, "password: "), .flush, .flush, .err(.run, "ok\n"), .out(.run, "x\n")])
                == "W: password: ok\nx\n")
    }

    @Test("a shown part of a line is ended before another stream's line")
    func flushedThenOther() {
        #expect(
            activityText([
                .out(.build, "wait"), .flush, .err(.build, "oops\n"), .out(.build, "ed\n"), .out(.build, "z"), .flush,
            ]) == "    wait\n    W: oops\n    ed\n    z\n")
    }

    @Test("a new phase ends the lines of the last one")
    func phases() {
        #expect(
            activityText([.out(.build, "b"), .err(.build, "e"), .out(.run, "r\n")]) == "    b\n    W: e\nr\n")
    }

    @Test("bytes that are not UTF-8 stay")
    func binary() {
        let bytes: [UInt8] = [0xFF, 0x00, 0xC3, 0x0A, 0x80]
        #expect(rendered(ActivityFormat(layout: layout), [.bytes(.run, bytes)]) == bytes + [0x0A])
    }

    @Test("an endless line comes out in parts of 64 KiB, with one prefix")
    func endless() {
        var renderer = ActivityFormat(layout: layout)
        var sizes: [Int] = []
        var head: [UInt8] = []
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
        for _ in 0..<10 {
            piece.withUnsafeBytes {
                renderer.output($0, phase: .run, stream: .stderr, at: morning) {
                    sizes.append($0.count)
                    if head.isEmpty { head = Array($0.prefix(5)) }
                }
            }
        }
        renderer.finish(at: morning) { sizes.append($0.count) }
        #expect(head == Array("W: xx".utf8))
        #expect(sizes.reduce(0, +) == 1_000_004)
        #expect(sizes.allSatisfy { $0 <= 2 * 65_536 })
    }

    @Test("an endless line does not hide the other stream")
    func endlessAndOther() {
        let long = String(repeating: "x", count: 70_000)
        let text = activityText([.out(.run, long), .err(.run, "e\n"), .out(.run, "tail\n")])
        let first = String(repeating: "x", count: 65_536)
        let second = String(repeating: "x", count: 70_000 - 65_536)
        #expect(text == "\(first)\nW: e\n\(second)tail\n")
    }

    @Test("many short lines in one piece reach the sink in small portions")
    func portions() {
        var renderer = JSONLinesFormat(layout: layout)
        var largest = 0
        var total = 0
        [UInt8](repeating: 0x0A, count: 200_000).withUnsafeBytes {
            renderer.output($0, phase: .run, stream: .stdout, at: morning) {
                largest = max(largest, $0.count)
                total += $0.count
            }
        }
        #expect(largest < 70_000)
        #expect(total > 200_000 * 80)
    }
}

@Suite("JSON lines")
struct JSONLinesFormatTests {
    @Test("are as the platform writes them")
    func exact() {
        let bytes = rendered(
            JSONLinesFormat(layout: layout),
            [.notice(.container), .out(.run, "say \"hé\\llo\"\t\u{1B}[0m\n"), .err(.run, "oh")])
        #expect(
            String(decoding: bytes, as: UTF8.self) == #"""
                {"_id":0,"data":{"timestamp":"2026-06-10T09:00:00.000000+00:00","message":"Starting task container nightly--task--emrwjvcj\n"}}
                {"_id":1,"data":{"timestamp":"2026-06-10T09:00:00.000000+00:00","message":"say \"hé\\llo\"\t\u001b[0m\n"}}
                {"_id":2,"data":{"timestamp":"2026-06-10T09:00:00.000000+00:00","message":"W: oh\n"}}
                {"_id":3,"seal":true}

                """#)
    }

    @Test("an empty log is a seal")
    func empty() {
        #expect(rendered(JSONLinesFormat(layout: layout), []) == Array("{\"_id\":0,\"seal\":true}\n".utf8))
    }

    @Test("carry the time of each piece")
    func times() {
        var renderer = JSONLinesFormat(layout: layout)
        let text = Collected()
        for seconds in 0..<2 {
            Array("x\n".utf8).withUnsafeBytes {
                renderer.output($0, phase: .run, stream: .stdout, at: later(.seconds(seconds))) { text.bytes += $0 }
            }
        }
        #expect(
            text.text == """
                {"_id":0,"data":{"timestamp":"2026-06-10T09:00:00.000000+00:00","message":"x\\n"}}
                {"_id":1,"data":{"timestamp":"2026-06-10T09:00:01.000000+00:00","message":"x\\n"}}

                """)
    }

    @Test("joined, the messages are the activity log")
    func sameText() throws {
        #expect(try messages(wholeRun).joined() == activityText(wholeRun))
        let torn: [Step] = [
            .out(.build, "wait"), .flush, .err(.build, "oops\n"), .out(.build, "ed\n"), .out(.build, "z"), .flush,
            .out(.run, String(repeating: "é", count: 40_000)), .err(.run, "e"),
        ]
        #expect(try messages(torn).joined() == activityText(torn))
        #expect(try messages(torn, pieces: 1_001).joined() == activityText(torn, pieces: 1_001))
    }

    @Test(
        "each byte that is not UTF-8 becomes U+FFFD",
        arguments: [
            ([0x61, 0xFF, 0x62], "a\u{FFFD}b"), ([0xC3], "\u{FFFD}"), ([0xC3, 0x28], "\u{FFFD}("),
            ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xE0, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xE2, 0x98, 0x83], "☃"),
            ([0xF0, 0x9F, 0x98, 0x80], "😀"), ([0xEF, 0xBF, 0xBF], "\u{FFFF}"), ([0x00, 0x7F], "\0\u{7F}"),
        ] as [([UInt8], String)])
    func invalid(_ bytes: [UInt8], _ text: String) throws {
        #expect(try messages([.bytes(.run, bytes + [0x0A])]) == [text + "\n"])
    }

    @Test("a character is not torn by a flush")
    func flushedCharacter() throws {
        let snowman = Array("☃".utf8)
        let steps: [Step] = [
            .bytes(.run, [snowman[0]]), .flush, .bytes(.run, [snowman[1]]), .flush,
            .bytes(.run, [snowman[2]] + Array("é".utf8.prefix(1))), .flush,
        ]
        #expect(try messages(steps) == ["☃", "\u{FFFD}\n"])
    }

    @Test("a character is not torn at 64 KiB", arguments: ["é", "☃", "😀"])
    func cut(_ character: String) throws {
        for shift in 0..<4 {
            let text = String(repeating: "x", count: shift) + String(repeating: character, count: 40_000)
            let parts = try messages([.out(.run, text)])
            #expect(parts.joined() == text + "\n")
            #expect(parts.count > 1)
        }
    }
}
