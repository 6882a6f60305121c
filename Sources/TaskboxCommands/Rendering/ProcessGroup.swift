import Documents
import Supervision

/// Processes of a report that look alike: one entry stands for all of them.
struct ProcessGroup {
    let first: ProcessSighting
    /// How deep in the tree, from 0.
    let depth: Int
    private(set) var count = 1

    private static let deepest = 8
    static let longestCommand = 160

    /// The processes as a tree, children behind their parents; those without children that differ in nothing but their
    /// number become one group.
    static func tree(of processes: [ProcessSighting]) -> [ProcessGroup] {
        let pids = Set(processes.map(\.pid))
        let children = Dictionary(grouping: processes) { pids.contains($0.parent) ? $0.parent : 0 }
        var groups: [ProcessGroup] = []
        var seen: Set<Int32> = []
        // A stack, not a recursion: a chain of processes may be long.
        var open = (children[0] ?? []).reversed().map { ($0, 0) }
        while let (process, depth) = open.popLast() {
            guard seen.insert(process.pid).inserted else { continue }
            let offspring = children[process.pid] ?? []
            if offspring.isEmpty,
                let twin = groups.lastIndex(where: {
                    $0.depth == depth && $0.first.parent == process.parent && $0.first.looksLike(process)
                        && children[$0.first.pid] == nil
                })
            {
                groups[twin].count += 1
            } else {
                groups.append(ProcessGroup(first: process, depth: depth))
            }
            open += offspring.reversed().map { ($0, depth + 1) }
        }
        return groups
    }

    /// Two lines: what it is, and what it did.
    var lines: [String] {
        let indent = String(repeating: "  ", count: min(depth, Self.deepest) + 1)
        let others = count > 1 ? " and \(plural(count - 1, "other", "others")) like it" : ""
        return [
            "\(indent)\(first.pid) \(first.command.shortened(to: Self.longestCommand))",
            "\(indent)  \(first.words)\(others)",
        ]
    }
}

extension ProcessSighting {
    /// Whether a report would say the same of both.
    fileprivate func looksLike(_ other: ProcessSighting) -> Bool {
        command == other.command && activity == other.activity && ending == other.ending && state == other.state
            && waitsIn == other.waitsIn
    }

    /// `waits for data from 127.0.0.1:5432 (TCP); 60 s old, CPU 0.2 s, S in wait_woken; ended by SIGTERM`.
    var words: String {
        var parts: [String] = []
        if let activity { parts.append(activity.words + (activity.kind == .runs ? share : "")) }
        parts.append(
            "\(DurationText.of(age)) old, CPU \(DurationText.of(processorTime)), state \(state)"
                + (waitsIn.map { " in \($0)" } ?? ""))
        switch ending {
        case .terminated: parts.append("ended by SIGTERM")
        case .killed: parts.append("ended by SIGKILL")
        case .unknown: break
        }
        return parts.joined(separator: "; ")
    }

    /// How much of its life it used a CPU.
    private var share: String {
        guard age > .zero else { return "" }
        return " (\(min(100, Int((processorTime / age * 100).rounded()))) % of its time so far)"
    }
}
