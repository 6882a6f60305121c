import Documents

/// What may stand at the end of a command line that is being typed.
package struct Completion: Sendable, Equatable {
    /// A whole word, and what it means.
    package struct Candidate: Sendable, Equatable {
        /// The word as the program would get it; the shells quote it.
        package let word: String
        /// A sentence or less; may be empty.
        package let explanation: String

        package init(_ word: String, _ explanation: String = "") {
            self.word = word
            self.explanation = explanation
        }
    }

    /// The paths that the shell adds to the candidates by its own means, which know `~`, variables and quoting.
    package enum Paths: String, Sendable {
        case none
        case files
        case folders
        /// Files that end in `.json`, `.yaml` or `.yml`, and folders on the way to them.
        case definitions
    }

    /// In the order in which they are worth showing; those that do not begin with what is typed are not left out, because
    /// some shells match by other rules.
    package var candidates: [Candidate]
    package var paths: Paths

    package init(_ candidates: [Candidate] = [], paths: Paths = .none) {
        self.candidates = candidates
        self.paths = paths
    }

    /// The text that the shells read: the paths on the first line, then a candidate a line, word and explanation with a
    /// tab between.
    ///
    /// Words that a line can not carry are left out.
    package var text: String {
        let lines = candidates.filter { !$0.word.isEmpty && $0.word == $0.word.printable }
            .map { "\($0.word)\t\($0.explanation.printable)" }
        return ([paths.rawValue] + lines).joined(separator: "\n") + "\n"
    }
}

/// Where completion finds names that no specification knows.
package protocol CompletionSource: Sendable {
    /// The tasks of a definition file; `nil` stands for the project of the current folder.
    func tasks(of file: String?) -> [Completion.Candidate]
    /// The past runs, the newest first.
    func runs() -> [Completion.Candidate]
    /// The names of the tasks that have been run, in the order of the alphabet.
    func recordedTasks() -> [String]
    /// The names of this machine's variables.
    var environmentNames: [String] { get }
}
