/// How far apart two names are, for "did you mean".
package enum EditDistance {
    /// The number of insertions, deletions, replacements and swaps of neighbours that turn one text into the other
    /// (optimal string alignment), or `nil` if it is more than `limit`.
    package static func between(_ left: String, _ right: String, limit: Int) -> Int? {
        distance(Array(left.unicodeScalars), Array(right.unicodeScalars), limit: limit)
    }

    /// The candidate that was probably meant; `nil` if none is near enough.
    ///
    /// Near means at most 3 edits and at most a third of the longer text, upper and lower case counting as equal. Of
    /// equally near candidates the first in order of the alphabet wins, so that the answer never depends on chance.
    package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        guard name.utf8.count <= 256 else { return nil }
        let wanted = Array(name.lowercased().unicodeScalars)
        var best: (distance: Int, candidate: String)?
        for candidate in candidates where candidate.utf8.count <= 256 {
            let scalars = Array(candidate.lowercased().unicodeScalars)
            let allowed = min(3, max(wanted.count, scalars.count) / 3)
            let limit = min(allowed, best?.distance ?? allowed)
            guard let distance = distance(wanted, scalars, limit: limit) else { continue }
            if let best, (best.distance, best.candidate) < (distance, candidate) { continue }
            best = (distance, candidate)
        }
        return best?.candidate
    }

    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        if left == right { return 0 }
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in right.indices {
                let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
                var value = min(replaced, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    value = min(value, beforePrevious[column - 1] + 1)
                }
                current.append(value)
            }
            if current.allSatisfy({ $0 > limit }) { return nil }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[right.count] <= limit ? previous[right.count] : nil
    }
}
