import Documents
import Planning
import ProcessSupport
import Supervision

extension PhaseResult {
    /// One element of `payload.taskbox.phases`; times are in seconds, memory is in bytes.
    var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("phase", .string(phase.rawValue)),
            .init("outcome", .string(outcome.name)),
            .init("exit_status", .integer(Int(outcome.exitStatus))),
            .init("signal", outcome.signal.map { .integer(Int($0)) } ?? .null),
            .init("cause", .optional(cause)),
            .init("started_at", .string(startedAt.rfc3339)),
            .init("duration", seconds(duration)),
        ]
        members.insert(contentsOf: step.members, at: 1)
        members += (usage?.members ?? []) + (memory?.members ?? [])
        if isStuck { members.append(.init("stuck", .bool(true))) }
        switch outcome {
        case .exited, .signalled, .supervisionLost:
            if !leftovers.isEmpty {
                members.append(.init("leftover_count", .integer(leftoverCount)))
                members.append(.init("leftovers", .array(leftovers.map(\.json))))
            }
        case .timedOut(let limit, let teardown):
            members.append(.init("limit", seconds(limit)))
            members += teardown.members + [lastOutput]
        case .cancelled(let cancellation, let teardown):
            if case .outputLost(let error) = cancellation {
                members.append(.init("output_error", .integer(Int(error.code))))
            }
            members += teardown.members + [lastOutput]
        }
        return .object(members)
    }

    /// The last lines of each stream before the phase was ended; ages are in seconds before the first signal.
    private var lastOutput: JSONValue.Member {
        .init(
            "last_output",
            .array(
                tails.map { tail in
                    [
                        "stream": .string(tail.stream.rawValue), "age": seconds(tail.age),
                        "lines": .array(tail.lines.map(JSONValue.string)),
                    ]
                }))
    }
}

extension ResourceUsage {
    /// Times are in seconds, the others in bytes.
    var members: [JSONValue.Member] {
        [
            .init("user_time", seconds(userTime)),
            .init("system_time", seconds(systemTime)),
            .init("peak_memory", .integer(peakMemory)),
            .init("bytes_read", .integer(bytesRead)),
            .init("bytes_written", .integer(bytesWritten)),
        ]
    }

    /// Reads what ``members`` writes; `nil` if a time or the memory is missing.
    package init?(json: JSONValue) {
        guard let user = json["user_time"]?.duration, let system = json["system_time"]?.duration,
            let memory = json["peak_memory"]?.number
        else { return nil }
        // Older records do not tell of disks.
        self.init(
            userTime: user, systemTime: system, peakMemory: memory, bytesRead: json["bytes_read"]?.number ?? 0,
            bytesWritten: json["bytes_written"]?.number ?? 0)
    }
}

extension MemoryAccount {
    /// In bytes.
    fileprivate var members: [JSONValue.Member] {
        [
            .init("memory_limit", .integer(limit)),
            .init("memory_peak", peak.map { .integer($0) } ?? .null),
            .init("memory_kills", .integer(kills)),
        ]
    }
}

extension Teardown {
    fileprivate var members: [JSONValue.Member] {
        [
            .init("killed", .bool(killed)),
            .init("grace", seconds(grace)),
            .init("process_count", .integer(processCount)),
            .init("processes", .array(processes.map(\.json))),
        ]
    }
}

extension ProcessSighting {
    fileprivate var json: JSONValue {
        [
            "pid": .integer(Int(pid)),
            "parent": .integer(Int(parent)),
            "command": .string(command),
            "age": seconds(age),
            "processor_time": seconds(processorTime),
            "state": .string(String(state)),
            "waits_in": .optional(waitsIn),
            "activity": activity.map(\.json) ?? .null,
            "ending": .string(ending.rawValue),
        ]
    }
}

extension ProcessActivity {
    fileprivate var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "object": .optional(object), "threads": .integer(threads),
            "words": .string(words),
        ]
    }
}
