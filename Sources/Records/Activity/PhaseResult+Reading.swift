import Documents
import Planning
import ProcessSupport
import Supervision

extension PhaseResult {
    /// Reads what ``json`` writes; `nil` if a field that every phase has is missing or wrong.
    init?(json: JSONValue) {
        guard let phase = json["phase"]?.text.flatMap(Phase.init(rawValue:)), let outcome = Outcome(json: json),
            let startedAt = json["started_at"]?.time, let duration = json["duration"]?.duration
        else { return nil }
        self.init(
            phase: phase, step: PhaseStep(json: json), outcome: outcome, startedAt: startedAt, duration: duration,
            usage: ResourceUsage(json: json), memory: MemoryAccount(json: json),
            leftovers: (json["leftovers"]?.elements ?? []).compactMap(ProcessSighting.init(json:)),
            leftoverCount: json["leftover_count"]?.number, isStuck: json["stuck"]?.flag ?? false,
            tails: (json["last_output"]?.elements ?? []).compactMap(SupervisedRun.StreamTail.init(json:)))
    }
}

extension Outcome {
    /// Of a phase's object.
    fileprivate init?(json: JSONValue) {
        let status = json["exit_status"]?.number.flatMap(UInt8.init(exactly:))
        let signal = json["signal"]?.number.flatMap(Int32.init(exactly:))
        switch json["outcome"]?.text {
        case "exited":
            guard let status else { return nil }
            self = .exited(status)
        case "signalled":
            guard let signal else { return nil }
            self = .signalled(signal)
        case "timed_out":
            guard let limit = json["limit"]?.duration else { return nil }
            self = .timedOut(limit: limit, Teardown(json: json))
        case "cancelled":
            let loss = json["output_error"]?.number.flatMap(Int32.init(exactly:)).map(SystemError.init)
            guard let cancellation = loss.map(Cancellation.outputLost) ?? signal.map(Cancellation.signal) else {
                return nil
            }
            self = .cancelled(cancellation, Teardown(json: json))
        case "lost": self = .supervisionLost
        default: return nil
        }
    }
}

extension MemoryAccount {
    fileprivate init?(json: JSONValue) {
        guard let limit = json["memory_limit"]?.number else { return nil }
        self.init(limit: limit, peak: json["memory_peak"]?.number, kills: json["memory_kills"]?.number ?? 0)
    }
}

extension Teardown {
    fileprivate init(json: JSONValue) {
        self.init(
            killed: json["killed"]?.flag ?? false, grace: json["grace"]?.duration ?? .zero,
            processes: (json["processes"]?.elements ?? []).compactMap(ProcessSighting.init(json:)),
            processCount: json["process_count"]?.number)
    }
}

extension SupervisedRun.StreamTail {
    fileprivate init?(json: JSONValue) {
        guard let stream = json["stream"]?.text.flatMap(TaskStream.init(rawValue:)), let age = json["age"]?.duration
        else { return nil }
        self.init(stream: stream, lines: (json["lines"]?.elements ?? []).compactMap(\.text), age: age)
    }
}

extension ProcessSighting {
    fileprivate init?(json: JSONValue) {
        guard let pid = json["pid"]?.number.flatMap(Int32.init(exactly:)),
            let parent = json["parent"]?.number.flatMap(Int32.init(exactly:)), let command = json["command"]?.text
        else { return nil }
        self.init(
            pid: pid, parent: parent, command: command, age: json["age"]?.duration ?? .zero,
            processorTime: json["processor_time"]?.duration ?? .zero, state: json["state"]?.text?.first ?? "?",
            waitsIn: json["waits_in"]?.text, activity: json["activity"].flatMap(ProcessActivity.init(json:)),
            ending: json["ending"]?.text.flatMap(Ending.init(rawValue:)) ?? .unknown)
    }
}

extension ProcessActivity {
    fileprivate init?(json: JSONValue) {
        guard let kind = json["kind"]?.text.flatMap(Kind.init(rawValue:)) else { return nil }
        self.init(kind, json["object"]?.text, threads: json["threads"]?.number ?? 1)
    }
}
