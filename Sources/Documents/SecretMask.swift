/// Hides the values of secret-looking keys in a line of JSON or YAML, scalar for scalar, so that columns stay what they are.
enum SecretMask {
    private static let mark: Unicode.Scalar = "*"

    static func applied(to line: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var line = line
        for colon in line.indices where line[colon] == ":" && SecretName.matches(key(before: colon, in: line)) {
            for index in value(after: colon, in: line) { line[index] = mark }
        }
        for index in passwordsOfURLs(in: line) { line[index] = mark }
        return line
    }

    /// Where the passwords of `scheme://user:password@host` stand.
    private static func passwordsOfURLs(in line: [Unicode.Scalar]) -> [Int] {
        var places: [Int] = []
        for slash in line.indices.dropLast() where slash > 0 && line[slash - 1] == ":" {
            guard line[slash] == "/", line[slash + 1] == "/" else { continue }
            let start = slash + 2
            let end = line[start...].firstIndex { $0 == "/" || $0 == " " || isQuote($0) } ?? line.count
            guard let at = line[start..<end].lastIndex(of: "@"), let colon = line[start..<at].firstIndex(of: ":")
            else { continue }
            places += (colon + 1)..<at
        }
        return places
    }

    /// The name that ends before a colon, with or without quotes.
    private static func key(before colon: Int, in line: [Unicode.Scalar]) -> String {
        var end = colon
        while end > 0, line[end - 1] == " " { end -= 1 }
        if end > 0, isQuote(line[end - 1]) { end -= 1 }
        var start = end
        while start > 0, isPartOfName(line[start - 1]) { start -= 1 }
        return line[start..<end].reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    /// Where the text behind a colon is; nothing for a collection, whose own keys speak for themselves.
    private static func value(after colon: Int, in line: [Unicode.Scalar]) -> Range<Int> {
        var start = colon + 1
        while start < line.count, line[start] == " " { start += 1 }
        guard start < line.count, line[start] != "{", line[start] != "[" else { return start..<start }
        let quote: Unicode.Scalar? = isQuote(line[start]) ? line[start] : nil
        if quote != nil { start += 1 }
        var end = start
        while end < line.count {
            if let quote, line[end] == "\\", quote == "\"" {
                end += 2
                continue
            }
            if quote.map({ line[end] == $0 }) ?? [",", "}", "]"].contains(line[end]) { break }
            end += 1
        }
        return start..<min(end, line.count)
    }

    private static func isQuote(_ scalar: Unicode.Scalar) -> Bool { scalar == "\"" || scalar == "'" }

    private static func isPartOfName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" || scalar == "-"
    }
}
