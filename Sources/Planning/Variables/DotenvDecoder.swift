import Documents

/// Reads a file of lines `NAME=VALUE`, as many tools write them.
///
/// `export` before a name and comments are allowed. Single quotes keep everything, double quotes know `\n`, `\t`, `\"`, `\\`
/// and `\$`, and both may go over several lines. Nothing is expanded: the platform's variables are plain values.
package struct DotenvDecoder {
    private let file: SourceFile
    private let source: String
    private var rest: Substring
    private var line = 1
    private var variables: [ProjectVariable] = []
    private var problems: [Diagnostic] = []

    package init(_ file: SourceFile, from source: String) {
        self.file = file
        self.source = source
        rest = Substring(String(decoding: file.bytes, as: UTF8.self).replacing("\r\n", with: "\n"))
    }

    /// The variables, of the environment's level, and every problem with its place.
    package mutating func decode() -> ([ProjectVariable], [Diagnostic]) {
        while !rest.isEmpty { readLine() }
        return (variables, problems)
    }

    private mutating func readLine() {
        skipSpaces()
        let start = line
        if rest.hasPrefix("#") || rest.hasPrefix("\n") || rest.isEmpty { return skipLine() }
        if rest.hasPrefix("export "), let space = rest.firstIndex(of: " ") {
            rest = rest[rest.index(after: space)...]
            skipSpaces()
        }
        let name = rest.prefix { $0 != "=" && $0 != "\n" }
        let trimmed = String(name.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        guard rest.dropFirst(name.count).first == "=", Self.isName(trimmed) else {
            problem(start, "the line is no NAME=VALUE", hint: "begin it with # if it is a comment")
            return skipLine()
        }
        rest = rest.dropFirst(name.count + 1)
        skipSpaces()
        guard let value = readValue() else {
            problem(start, "the quotes of \(trimmed) do not end")
            rest = ""
            return
        }
        skipSpaces()
        if !rest.isEmpty, !rest.hasPrefix("\n"), !rest.hasPrefix("#") {
            problem(line, "something follows the value of \(trimmed)", hint: "put the whole value into quotes")
        }
        skipLine()
        variables.append(
            ProjectVariable(
                level: .environment, name: "env:\(trimmed)", value: .string(value),
                origin: "\(source) (\(file.name):\(start))"))
    }

    private mutating func readValue() -> String? {
        guard let quote = rest.first, quote == "'" || quote == "\"" else {
            let whole = rest.prefix { $0 != "\n" }
            var value = whole
            // A comment needs a space before it: a colour such as #fff may be a part of a value.
            if let comment = whole.firstRange(of: " #") { value = whole[..<comment.lowerBound] }
            rest = rest[whole.endIndex...]
            return String(value.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
        }
        var value = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            if character == quote { return value }
            if character == "\n" { line += 1 }
            guard character == "\\", quote == "\"", let next = rest.first else {
                value.append(character)
                continue
            }
            let escapes: [Character: Character] = ["n": "\n", "t": "\t", "r": "\r", "\"": "\"", "\\": "\\", "$": "$"]
            if let escaped = escapes[next] {
                value.append(escaped)
                rest = rest.dropFirst()
            } else {
                value.append(character)
            }
        }
        return nil
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter || first == "_" else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" }
    }

    private mutating func skipSpaces() { rest = rest.drop { $0 == " " || $0 == "\t" } }

    private mutating func skipLine() {
        rest = rest.drop { $0 != "\n" }.dropFirst()
        line += 1
    }

    private mutating func problem(_ line: Int, _ message: String, hint: String? = nil) {
        problems.append(
            Diagnostic(
                .error, at: SourceLocation(file: file, line: line, column: 1), message, hint: hint))
    }
}
