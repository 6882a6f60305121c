/// Words as a shell takes them.
enum ShellWord {
    private static let plainMarks = Set("-_./:=,@%+")

    /// The word, in single quotes where it needs them.
    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || plainMarks.contains($0) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
