/// A pattern for names of environment variables, as `--pass-env` takes it: `*` stands for any letters, `?` for one.
package struct EnvironmentPattern: Sendable, Equatable, CustomStringConvertible {
    /// As it was written.
    package let description: String

    /// Reads a pattern.
    package static func parse(_ text: String) throws(ArgumentError) -> EnvironmentPattern {
        if let equals = text.firstIndex(of: "=") {
            let name = String(text[..<equals])
            throw ArgumentError(
                "\(quoted(name)) is followed by a value, but names only are taken; write --variable env:\(shown(name))=VALUE"
            )
        }
        guard !text.isEmpty, !text.contains(where: { $0.isWhitespace || $0 == "\0" }) else {
            throw ArgumentError("\(quoted(text)) is not a name of an environment variable, nor a pattern for some")
        }
        return EnvironmentPattern(description: text)
    }

    /// Whether the whole name fits.
    package func matches(_ name: String) -> Bool {
        let pattern = Array(description.utf8)
        let name = Array(name.utf8)
        var inPattern = 0
        var inName = 0
        // Where to go on after a mismatch: behind the last star, with one more byte given to it.
        var retry: (inPattern: Int, inName: Int)?
        while inName < name.count {
            if inPattern < pattern.count, pattern[inPattern] == UInt8(ascii: "*") {
                inPattern += 1
                retry = (inPattern, inName)
            } else if inPattern < pattern.count,
                pattern[inPattern] == UInt8(ascii: "?") || pattern[inPattern] == name[inName]
            {
                inPattern += 1
                inName += 1
            } else if let last = retry {
                retry = (last.inPattern, last.inName + 1)
                inPattern = last.inPattern
                inName = last.inName + 1
            } else {
                return false
            }
        }
        return pattern[inPattern...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
