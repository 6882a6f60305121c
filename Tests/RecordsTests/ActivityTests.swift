import Documents
import Foundation
import Planning
import ProcessSupport
import Supervision
import Testing

@testable import Records

private let id = RunID.known("emrwjvcjabcde")

extension RunID {
    /// An id that a test writes out.
    static func known(_ text: String) -> RunID {
        guard let id = RunID(text) else { preconditionFailure("\(text) is not a run id") }
        return id
    }
}

private let sighting = ProcessSighting(
    pid: 11, parent: 10, command: "sleep 99", age: .seconds(3), processorTime: .milliseconds(20), state: "S",
    waitsIn: "hrtimer_nanosleep",
    activity: ProcessActivity(.reads, "127.0.0.1:5432 (TCP)"), ending: .terminated)

private func teardown(killed: Bool, grace: Duration = .seconds(10), _ count: Int) -> Teardown {
    Teardown(killed: killed, grace: grace, processes: Array(repeating: sighting, count: count))
}

private func result(_ phase: Phase, _ outcome: Outcome, _ duration: Duration = .seconds(1)) -> PhaseResult {
    PhaseResult(phase: phase, outcome: outcome, startedAt: morning, duration: duration)
}

private func begun() -> Activity {
    Activity(
        id: id, task: "nightly", project: "abcdefgh1234567", environments: ["main"], user: "ann", engine: "host",
        startedAt: morning)
}

@Suite("Activity")
struct ActivityTests {
    @Test("of a run that has begun")
    func beginning() {
        let expected: JSONValue = [
            "id": "emrwjvcjabcde",
            "created_at": "2026-06-10T09:00:00.000000+00:00",
            "updated_at": "2026-06-10T09:00:00.000000+00:00",
            "type": "environment.task",
            "parameters": ["task": "nightly"],
            "project": "abcdefgh1234567",
            "environments": ["main"],
            "state": "in_progress",
            "result": nil,
            "failure_reason": nil,
            "started_at": "2026-06-10T09:00:00.000000+00:00",
            "completed_at": nil,
            "completion_percent": 0,
            "cancelled_at": nil,
            "timings": [:],
            "log": "",
            "payload": ["taskbox": ["engine": "host"]],
            "description": "ann ran task nightly",
            "text": "ann ran task nightly",
            "expires_at": nil,
            "commands": [],
        ]
        #expect(begun().json == expected)
    }

    @Test("of a run whose command timed out, as text")
    func text() {
        let usage = ResourceUsage(userTime: .milliseconds(250), systemTime: .milliseconds(50), peakMemory: 4_096_000)
        let activity = begun().ended(
            .phases,
            phases: [
                PhaseResult(
                    phase: .build, outcome: .exited(0), startedAt: morning, duration: .milliseconds(1_500),
                    usage: usage),
                PhaseResult(
                    phase: .run, outcome: .timedOut(limit: .seconds(900), teardown(killed: true, 1)),
                    startedAt: later(.seconds(2)), duration: .seconds(910), usage: usage),
            ], at: later(.seconds(912)))
        #expect(
            JSONWriter.pretty(activity.json) == """
                {
                  "id": "emrwjvcjabcde",
                  "created_at": "2026-06-10T09:00:00.000000+00:00",
                  "updated_at": "2026-06-10T09:15:12.000000+00:00",
                  "type": "environment.task",
                  "parameters": {
                    "task": "nightly"
                  },
                  "project": "abcdefgh1234567",
                  "environments": [
                    "main"
                  ],
                  "state": "complete",
                  "result": "failure",
                  "failure_reason": "error",
                  "started_at": "2026-06-10T09:00:00.000000+00:00",
                  "completed_at": "2026-06-10T09:15:12.000000+00:00",
                  "completion_percent": 100,
                  "cancelled_at": null,
                  "timings": {
                    "build": 1.5,
                    "execute": 910.0
                  },
                  "log": "",
                  "payload": {
                    "taskbox": {
                      "outcome": "timed_out",
                      "exit_status": 124,
                      "phase": "run",
                      "signal": null,
                      "cause": "run.command timed out after 900 s: SIGTERM, then SIGKILL after 10 s; 1 process was still running",
                      "engine": "host",
                      "user_time": 0.5,
                      "system_time": 0.1,
                      "peak_memory": 4096000,
                      "bytes_read": 0,
                      "bytes_written": 0,
                      "phases": [
                        {
                          "phase": "build",
                          "outcome": "exited",
                          "exit_status": 0,
                          "signal": null,
                          "cause": null,
                          "started_at": "2026-06-10T09:00:00.000000+00:00",
                          "duration": 1.5,
                          "user_time": 0.25,
                          "system_time": 0.05,
                          "peak_memory": 4096000,
                          "bytes_read": 0,
                          "bytes_written": 0
                        },
                        {
                          "phase": "run",
                          "outcome": "timed_out",
                          "exit_status": 124,
                          "signal": null,
                          "cause": "run.command timed out after 900 s: SIGTERM, then SIGKILL after 10 s; 1 process was still running",
                          "started_at": "2026-06-10T09:00:02.000000+00:00",
                          "duration": 910.0,
                          "user_time": 0.25,
                          "system_time": 0.05,
                          "peak_memory": 4096000,
                          "bytes_read": 0,
                          "bytes_written": 0,
                          "limit": 900.0,
                          "killed": true,
                          "grace": 10.0,
                          "process_count": 1,
                          "processes": [
                            {
                              "pid": 11,
                              "parent": 10,
                              "command": "sleep 99",
                              "age": 3.0,
                              "processor_time": 0.02,
                              "state": "S",
                              "waits_in": "hrtimer_nanosleep",
                              "activity": {
                                "kind": "reads",
                                "object": "127.0.0.1:5432 (TCP)",
                                "threads": 1,
                                "words": "waits for data from 127.0.0.1:5432 (TCP)"
                              },
                              "ending": "terminated"
                            }
                          ],
                          "last_output": []
                        }
                      ]
                    }
                  },
                  "description": "ann ran task nightly",
                  "text": "ann ran task nightly",
                  "expires_at": null,
                  "commands": [
                    {
                      "app": "nightly",
                      "type": "build",
                      "exit_code": 0
                    },
                    {
                      "app": "nightly",
                      "type": "run",
                      "exit_code": 124
                    }
                  ]
                }
                """)
    }

    /// An ending and the fields that depend on it.
    struct Ending: Sendable {
        let ending: RunEnding
        let phases: [PhaseResult]
        let state: Activity.State
        let result: Activity.Result
        let reason: Activity.FailureReason?
        let status: Int
        let signal: Int?
        let outcome: String
        let cause: String?

        init(
            _ ending: RunEnding, _ phases: [PhaseResult], _ state: Activity.State, _ result: Activity.Result,
            _ reason: Activity.FailureReason?, _ status: Int, signal: Int? = nil, _ outcome: String, _ cause: String?
        ) {
            self.ending = ending
            self.phases = phases
            self.state = state
            self.result = result
            self.reason = reason
            self.status = status
            self.signal = signal
            self.outcome = outcome
            self.cause = cause
        }
    }

    private static let endings: [Ending] = [
        Ending(.phases, [], .complete, .success, nil, 0, "exited", nil),
        Ending(
            .phases, [result(.build, .exited(0)), result(.run, .exited(0))], .complete, .success, nil, 0, "exited", nil),
        Ending(
            .phases, [result(.build, .exited(3))], .complete, .failure, .shell, 3, "exited",
            "hooks.build exited with status 3"),
        // A deploy hook that failed and was passed over does not decide.
        Ending(
            .phases, [result(.deploy, .exited(1)), result(.run, .exited(0))], .complete, .success, nil, 0, "exited", nil
        ),
        Ending(
            .phases, [result(.deploy, .signalled(9))], .complete, .failure, .error, 137, signal: 9, "signalled",
            "hooks.deploy was ended by SIGKILL"),
        Ending(
            .phases, [result(.run, .signalled(60))], .complete, .failure, .error, 188, signal: 60, "signalled",
            "run.command was ended by signal 60"),
        // A command that exits 130 by itself was not cancelled.
        Ending(
            .phases, [result(.run, .exited(130))], .complete, .failure, .shell, 130, "exited",
            "run.command exited with status 130"),
        Ending(
            .phases, [result(.run, .timedOut(limit: .milliseconds(1_500), teardown(killed: false, 3)))], .complete,
            .failure, .error, 124, "timed_out",
            "run.command timed out after 1.5 s: SIGTERM; 3 processes were still running"),
        Ending(
            .phases, [result(.run, .timedOut(limit: .seconds(1), teardown(killed: true, grace: .zero, 0)))], .complete,
            .failure, .error, 124, "timed_out",
            "run.command timed out after 1 s: SIGKILL at once; 0 processes were still running"),
        Ending(
            .phases, [result(.run, .cancelled(.signal(2), teardown(killed: false, 1)))], .cancelled, .failure, nil, 130,
            signal: 2, "cancelled", "run.command was cancelled by SIGINT: SIGTERM; 1 process was still running"),
        Ending(
            .phases, [result(.build, .cancelled(.outputLost(.readerGone), teardown(killed: true, 2)))], .cancelled,
            .failure, nil,
            141,
            signal: 13, "cancelled",
            "hooks.build was cancelled because nobody reads its output any more: "
                + "SIGTERM, then SIGKILL after 10 s; 2 processes were still running"),
        Ending(
            .cancelled(.signal(15)), [result(.build, .exited(0))], .cancelled, .failure, nil, 143, signal: 15,
            "cancelled", "the run of task nightly was cancelled by SIGTERM"),
        Ending(
            .fault("no space is left for the workspace"), [result(.build, .exited(0))], .complete, .failure, .error,
            125,
            "fault", "no space is left for the workspace"),
    ]

    @Test("of every ending", arguments: endings)
    func ending(_ example: Ending) {
        let activity = begun().ended(example.ending, phases: example.phases, at: later(.seconds(9)))
        #expect(activity.state == example.state)
        #expect(activity.result == example.result)
        #expect(activity.failureReason == example.reason)
        #expect(activity.completedAt == later(.seconds(9)))
        #expect(activity.updatedAt == later(.seconds(9)))
        #expect(activity.cancelledAt == (example.state == .cancelled ? later(.seconds(9)) : nil))
        #expect(activity.details["exit_status"] == .integer(example.status))
        #expect(activity.details["signal"] == (example.signal.map { .integer($0) } ?? .null))
        #expect(activity.details["outcome"] == .string(example.outcome))
        #expect(activity.details["cause"] == .optional(example.cause))
        #expect(activity.details["engine"] == "host")
        #expect(activity.commands.map(\.type) == example.phases.map(\.phase.rawValue))
    }

    @Test("is read back as it was written", arguments: endings)
    func roundTrip(_ example: Ending) throws {
        let activity = begun().ended(example.ending, phases: example.phases, at: later(.milliseconds(1_234)))
        let json = try #require(parsed(JSONWriter.pretty(activity.json)))
        #expect(json == activity.json)
        #expect(Activity(json: json) == activity)
    }

    @Test("is not read from something else", arguments: [nil, [], [:], ["id": "x"]] as [JSONValue])
    func refused(_ json: JSONValue) {
        #expect(Activity(json: json) == nil)
    }

    @Test("the description is HTML")
    func html() {
        let activity = Activity(id: id, task: "<a&\"b\">", user: "ann", engine: "host", startedAt: morning)
        #expect(activity.json["description"] == "ann ran task &lt;a&amp;&quot;b&quot;&gt;")
        #expect(activity.json["text"] == "ann ran task <a&\"b\">")
    }

    @Test("of a run that nobody finished")
    func interrupted() {
        let activity = begun().interrupted(lastSign: later(.seconds(5)), at: later(.seconds(999)))
        #expect(activity.state == .complete)
        #expect(activity.result == .failure)
        #expect(activity.failureReason == .error)
        #expect(activity.completedAt == later(.seconds(5)))
        #expect(activity.updatedAt == later(.seconds(999)))
        #expect(activity.text == "taskbox itself ended without finishing the run of task nightly")
        #expect(activity.details["exit_status"] == 125)
    }
}

@Suite("JSON text of records")
struct JSONTextTests {
    @Test("what is written is read back")
    func roundTrip() throws {
        let value: JSONValue = [
            "empty": [:], "none": [], "null": nil, "yes": true, "no": false, "number": -12, "float": .float(1.25),
            "big": .bigInteger("123456789012345678901234567890"), "text": "a\"\\/\n\r\t\u{8}\u{C}\u{1}\u{7F}é☃😀",
            "list": [1, [2, ["x": nil]]],
        ]
        #expect(parsed(JSONWriter.pretty(value)) == value)
    }

    @Test(
        "half a file is none",
        arguments: ["", "{", "{\"a\"", "{\"a\":1", "[1,", "\"x", "{\"a\":1}}", "tru", "{a:1}", "[1 2]", "\"\\u12\""])
    func torn(_ text: String) {
        #expect(parsed(text) == nil)
    }
}

/// The value of a JSON text; `nil` if it is none.
func parsed(_ text: String) -> JSONValue? {
    let (node, problems) = JSONReader.read(SourceFile(name: "test.json", text: text))
    return problems.isEmpty ? node.map(JSONValue.init) : nil
}
