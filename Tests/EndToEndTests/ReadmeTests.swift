import Documents
import Foundation
import TestSupport
import Testing

/// The commands of the README work as they stand there.
@Suite struct ReadmeTests {
    /// A line of a code block that runs taskbox.
    struct Command: Sendable {
        /// As it is written, without the program and the comment.
        let words: String
        let status: Int32
    }

    /// Commands that stand together: the later ones may be about what the earlier ones left.
    struct Block: Sendable, CustomTestStringConvertible {
        var commands: [Command] = []
        var testDescription: String { commands.map(\.words).joined(separator: "; ") }
    }

    private static let text = (try? String(contentsOfFile: Repository.root + "/README.md", encoding: .utf8)) ?? ""

    /// Lines of `sh` and `console` blocks that begin with the program; a prompt before it does not count.
    static let blocks: [Block] = {
        var blocks: [Block] = []
        var isInside = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isInside = !isInside && ["```sh", "```console"].contains(line)
                if isInside { blocks.append(Block()) }
            } else if isInside, let match = line.wholeMatch(of: program) {
                let status = line.firstMatch(of: #/# exits ([0-9]+)$/#).flatMap { Int32($0.1) } ?? 0
                blocks[blocks.count - 1].commands.append(Command(words: String(match.words), status: status))
            }
        }
        return blocks.filter { !$0.commands.isEmpty }
    }()

    private nonisolated(unsafe) static let program =
        // Regex is not Sendable; this one is never changed.
        #/(?:\$ )?(?:\.build/\S*taskbox|swift run (?:-\S+ )*taskbox|taskbox) (?<words>.*?)(?:\s+#.*)?/#

    @Test(.enabled(if: !text.isEmpty, "there is no README.md yet"))
    func thereAreCommands() {
        #expect(Self.blocks.count >= 3)
    }

    @Test(.enabled(if: !blocks.isEmpty, "there are no commands"), arguments: blocks)
    func block(_ block: Block) throws {
        try Scene.with(.host) { scene in
            for (index, command) in block.commands.enumerated() {
                // A shell splits the words and makes the pipes, so that a reader's copy of the line is what runs.
                let run = try TaskboxRun(
                    "/bin/sh", ["-c", "exec \"$0\" \(command.words)", BuiltProducts.taskbox],
                    environment: scene.environment, folder: Repository.root,
                    outputs: scene.scratch.at("runs/readme-\(index)"))
                let result = run.finish()
                #expect(result.end == .exited(command.status), "\(command.words): \(result.errorText)")
            }
        }
    }
}
