/// A process of the task as it was seen at one moment.
package struct ProcessSighting: Sendable, Equatable {
    package let pid: Int32
    package let parent: Int32
    /// The command line, or the name in brackets where it has none.
    package let command: String
    package let age: Duration
    package let processorTime: Duration
    /// The letter of `ps`: `R`, `S`, `D`, `T`, `Z`.
    package let state: Character
    /// The kernel function it sleeps in, where the machine tells.
    package let waitsIn: String?
    /// What it was doing; `nil` where the machine does not tell, or there was no time to look.
    package var activity: ProcessActivity?
    /// Whether SIGTERM was enough, SIGKILL was needed, or it had ended before any signal.
    package var ending: Ending

    package enum Ending: String, Sendable { case terminated, killed, unknown }

    package init(
        pid: Int32, parent: Int32, command: String, age: Duration, processorTime: Duration, state: Character,
        waitsIn: String?, activity: ProcessActivity? = nil, ending: Ending = .unknown
    ) {
        self.pid = pid
        self.parent = parent
        self.command = command
        self.age = age
        self.processorTime = processorTime
        self.state = state
        self.waitsIn = waitsIn
        self.activity = activity
        self.ending = ending
    }

    /// The name of its program, without folders and arguments.
    package var shortName: String {
        let word = command.prefix { $0 != " " }
        return word.contains("/")
            ? String(word[word.index(after: word.lastIndex(of: "/") ?? word.startIndex)...]) : String(word)
    }
}
