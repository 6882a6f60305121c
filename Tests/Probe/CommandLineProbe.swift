import TaskboxCommands

/// Takes a command line as far as it can be taken without doing anything.
enum CommandLineProbe {
    static func parse(_ words: [String]) {
        // Whatever is wrong with the words is an answer too.
        guard case .command(let parsed, of: _)? = try? CommandLineParser(.taskbox).parse(words) else { return }
        _ = try? RunOptions(parsed)
        _ = try? PlanningOptions(parsed)
    }
}
