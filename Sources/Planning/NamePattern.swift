/// A name, or a pattern for names in which `*` stands for any characters and `?` for one.
package struct NamePattern: Sendable, Equatable {
    private let pattern: [Character]

    package init(_ pattern: String) { self.pattern = Array(pattern) }

    /// Linear in both lengths times the number of stars; no backtracking over more than the last star.
    package func matches(_ name: String) -> Bool {
        let name = Array(name)
        var position = 0
        var patternPosition = 0
        var star: Int?
        var starPosition = 0
        while position < name.count {
            if patternPosition < pattern.count, pattern[patternPosition] == "*" {
                star = patternPosition
                starPosition = position
                patternPosition += 1
            } else if patternPosition < pattern.count,
                pattern[patternPosition] == "?" || pattern[patternPosition] == name[position]
            {
                position += 1
                patternPosition += 1
            } else if let lastStar = star {
                patternPosition = lastStar + 1
                starPosition += 1
                position = starPosition
            } else {
                return false
            }
        }
        return pattern[patternPosition...].allSatisfy { $0 == "*" }
    }
}
