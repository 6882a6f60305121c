/// The word of a list that a misspelt word was probably meant to be.
package enum NearestWord {
    /// The closest word by edits (insert, remove, replace, swap of neighbours), or `nil` if none is close: at most one
    /// edit for words of up to three letters, two for up to seven, three above.
    ///
    /// The earlier word wins a tie.
    package static func of(_ word: String, among candidates: [String]) -> String? {
        let letters = Array(word.lowercased())
        let limit = letters.count <= 3 ? 1 : letters.count <= 7 ? 2 : 3
        var best: (word: String, distance: Int)?
        for candidate in candidates {
            let distance = distance(letters, Array(candidate.lowercased()))
            if distance <= limit, distance < candidate.count, distance < (best?.distance ?? .max) {
                best = (candidate, distance)
            }
        }
        return best?.word
    }

    /// The end of a message, `; did you mean X?`, or nothing.
    static func question(_ word: String, among candidates: [String], prefix: String = "") -> String {
        of(word, among: candidates).map { "; did you mean \(prefix)\($0)?" } ?? ""
    }

    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        // Three rows of the table are enough, because a swap reaches back two rows at most.
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            for column in 0..<right.count {
                var cost = min(
                    previous[column + 1] + 1, current[column] + 1,
                    previous[column] + (left[row] == right[column] ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforePrevious[column - 1] + 1)
                }
                current.append(cost)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
