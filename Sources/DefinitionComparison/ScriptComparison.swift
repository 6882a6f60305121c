/// One line of a comparison of two scripts.
package struct ScriptLine: Sendable, Equatable {
    /// Which of the two scripts a line is in.
    package enum Side: Sendable, Equatable {
        case both
        case before
        case after
    }

    package let side: Side
    package let text: String

    package init(_ side: Side, _ text: String) {
        self.side = side
        self.text = text
    }
}

/// Compares scripts line by line.
package enum ScriptComparison {
    /// The time of a comparison grows with the square of what differs; beyond this the texts are shown one after the other.
    private static let mostLines = 2_000

    /// The lines of both in their order, those of the first script before those of the second where they differ.
    ///
    /// The line end at the end of a text makes no line of its own, so that texts that differ in it alone give equal lines.
    package static func lines(from before: String, to after: String) -> [ScriptLine] {
        var old = split(before)[...]
        var new = split(after)[...]
        var head: [ScriptLine] = []
        while let line = old.first, line == new.first {
            head.append(ScriptLine(.both, line))
            old.removeFirst()
            new.removeFirst()
        }
        var tail: [ScriptLine] = []
        while let line = old.last, line == new.last {
            tail.append(ScriptLine(.both, line))
            old.removeLast()
            new.removeLast()
        }
        return head + middle(Array(old), Array(new)) + tail.reversed()
    }

    private static func middle(_ old: [String], _ new: [String]) -> [ScriptLine] {
        guard old.count + new.count <= mostLines else {
            return old.map { ScriptLine(.before, $0) } + new.map { ScriptLine(.after, $0) }
        }
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [ScriptLine] = []
        var (oldIndex, newIndex) = (0, 0)
        while oldIndex < old.count || newIndex < new.count {
            if removed.contains(oldIndex) {
                lines.append(ScriptLine(.before, old[oldIndex]))
                oldIndex += 1
            } else if inserted.contains(newIndex) {
                lines.append(ScriptLine(.after, new[newIndex]))
                newIndex += 1
            } else {
                lines.append(ScriptLine(.both, old[oldIndex]))
                oldIndex += 1
                newIndex += 1
            }
        }
        return lines
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
