import Planning

/// Variables as a text that sets them, exact to the byte.
enum EnvironmentScript {
    /// Lines for a shell to source.
    static func shell(_ views: [VariableView]) -> [UInt8] {
        lines(views) { name, bytes in Array("export \(name)=".utf8) + ShellWord.quoted(bytes) }
    }

    /// Lines for a `.env` file, which every reader of such files and a shell take alike as far as that can be.
    static func dotenv(_ views: [VariableView]) -> [UInt8] {
        lines(views) { name, bytes in Array("\(name)=".utf8) + dotenvWord(bytes) }
    }

    /// The variables that can not be written: their values are secret, or not known.
    static func leftOut(_ views: [VariableView]) -> [VariableView] {
        views.filter { $0.isMasked || $0.variable.value == .unknownTree }
    }

    private static func lines(_ views: [VariableView], _ line: (String, [UInt8]) -> [UInt8]) -> [UInt8] {
        views.flatMap { view -> [UInt8] in
            guard let bytes = view.variable.bytes else {
                return view.variable.value == .unknownTree ? Array("# \(view.name) is not known\n".utf8) : []
            }
            if view.isMasked { return Array("# \(view.name) is secret; --reveal writes it\n".utf8) }
            return line(view.name, bytes) + [UInt8(ascii: "\n")]
        }
    }

    /// Single quotes, which everybody reads literally; where the value has one itself, double quotes, in which shells take
    /// `\`, `"`, `$` and `` ` `` behind a backslash.
    private static func dotenvWord(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "'")) else { return ShellWord.quoted(bytes) }
        let special = Set("\\\"$`".utf8)
        let quote = UInt8(ascii: "\"")
        return [quote] + bytes.flatMap { special.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] } + [quote]
    }
}
