/// Where `.environment` assigns or unsets a variable: the line, if exactly one line can be meant.
///
/// No shell is asked, so a file that builds its text from elsewhere (a here-document, `eval`, another file that it
/// sources) gives no answer at all rather than a wrong one.
struct AssignmentLines {
    private let lines: [Substring]

    init(file: [UInt8]) {
        let text = String(decoding: file, as: UTF8.self)
        // `\r\n` is one character in Swift, and two bytes of one line for a shell.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        let isPlain = !lines.contains { line in
            let words = Self.words(of: line)
            return line.contains("<<") || words.contains("eval") || words.contains(".") || words.contains("source")
        }
        self.lines = isPlain ? lines : []
    }

    /// The line (1-based) of the only `NAME=`, `${NAME:=…}`, `read NAME` or the like.
    func assignment(of name: String) -> Int? {
        only { line in
            let rests = Self.rests(behind: name, in: line)
            let setsByName = ["read", "for", "getopts"].contains(Self.words(of: line).first ?? "")
            return rests.contains { $0.hasPrefix("=") || $0.hasPrefix(":=") || setsByName }
        }
    }

    /// The line (1-based) of the only `unset NAME`.
    func removal(of name: String) -> Int? {
        only { line in
            Self.words(of: line).contains("unset") && !Self.rests(behind: name, in: line).isEmpty
        }
    }

    private func only(_ condition: (Substring) -> Bool) -> Int? {
        let found = lines.indices.filter { !Self.isComment(lines[$0]) && condition(lines[$0]) }
        return found.count == 1 ? found.first.map { $0 + 1 } : nil
    }

    private static func isComment(_ line: Substring) -> Bool { line.first { $0 != " " && $0 != "\t" } == "#" }

    private static func words(of line: Substring) -> [Substring] {
        isComment(line) ? [] : line.split { " \t;&|(){}".contains($0) }
    }

    /// What stands behind each place where the name is a whole word.
    private static func rests(behind name: String, in line: Substring) -> [Substring] {
        line.ranges(of: name).compactMap { range in
            let rest = line[range.upperBound...]
            return isPartOfName(line[..<range.lowerBound].last) || isPartOfName(rest.first) ? nil : rest
        }
    }

    private static func isPartOfName(_ character: Character?) -> Bool {
        character.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") } ?? false
    }
}
