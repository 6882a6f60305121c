/// Words as a POSIX shell reads them.
package enum ShellWord {
    private static let quote = UInt8(ascii: "'")
    private static let harmless = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,+@%=".utf8)

    /// A word that stands for exactly these bytes: as it is where no shell sees more in it, else in single quotes, between
    /// which nothing has a meaning.
    package static func quoted(_ bytes: [UInt8]) -> [UInt8] {
        // zsh takes a first `=` for the path of a program.
        if let first = bytes.first, first != UInt8(ascii: "="), bytes.allSatisfy(harmless.contains) { return bytes }
        return [quote] + bytes.flatMap { $0 == quote ? Array("'\\''".utf8) : [$0] } + [quote]
    }

    /// The same for text.
    package static func quoted(_ text: String) -> String { String(decoding: quoted(Array(text.utf8)), as: UTF8.self) }
}
