import Foundation
import ProcessSupport

/// Runs Git so that nothing of the user's is written and no program of the user's is started without need.
struct GitCalls: Sendable {
    let program: GitProgram
    /// Folders of other owners that Git was told to trust, in our calls only.
    private var trusted: [String] = []

    init(program: GitProgram) { self.program = program }

    /// Hooks and a file system monitor are programs of the user's; a split index would be written beside the real one;
    /// what is written is scratch, so it is neither compressed nor flushed to the disk.
    private static let settings = [
        "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.splitIndex=false", "core.fsync=none",
        "core.looseCompression=0", "core.compression=0", "core.safecrlf=false", "core.quotePath=false",
        "core.sharedRepository=false", "advice.addEmbeddedRepo=false", "add.ignoreErrors=false",
        "submodule.recurse=false", "gc.auto=0", "maintenance.auto=false",
    ]

    /// Runs one Git command.
    ///
    /// A folder that belongs to root or to the user is trusted at the second try.
    mutating func run(
        _ arguments: [String], settings: [String] = [], in folder: String, variables: [String: String],
        input: [UInt8]? = nil, isCancelled: () -> Bool
    ) throws -> ProgramRun.Result {
        while true {
            let result = try ProgramRun(
                executable: program.executable,
                arguments: (Self.settings + settings).flatMap { ["-c", $0] } + arguments,
                environment: environment(with: variables),
                workingFolder: folder,
                input: input,
                guardian: program.guardian
            ).result(isCancelled: isCancelled)
            if result.succeeded { return result }
            guard let refused = Self.refusedFolder(result) else { return result }
            guard !trusted.contains(refused), Self.isOwnedByRootOrUser(refused) else {
                throw SnapshotError.foreignRepository(refused, words: Self.words(result))
            }
            trusted.append(refused)
        }
    }

    /// Runs one Git command that has to succeed; `step` follows "Git could not".
    mutating func output(
        _ step: String, _ arguments: [String], settings: [String] = [], in folder: String,
        variables: [String: String], input: [UInt8]? = nil, isCancelled: () -> Bool
    ) throws -> [UInt8] {
        let result = try run(
            arguments,
            settings: settings,
            in: folder,
            variables: variables,
            input: input,
            isCancelled: isCancelled
        )
        guard result.succeeded else { throw SnapshotError.gitFailed(step: step, words: Self.words(result)) }
        return result.output
    }

    /// The id of the tree of a revision.
    mutating func tree(
        of revision: String, in folder: String, variables: [String: String], isCancelled: () -> Bool
    ) throws -> String {
        if let tree = try object(
            "\(revision)^{tree}", of: revision, in: folder, variables: variables, isCancelled: isCancelled)
        {
            return tree
        }
        // What stands behind `:/` is the text of a message to its end.
        if let commit = try object(revision, of: revision, in: folder, variables: variables, isCancelled: isCancelled),
            let tree = try object(
                "\(commit)^{tree}", of: revision, in: folder, variables: variables, isCancelled: isCancelled)
        {
            return tree
        }
        throw SnapshotError.unknownRevision(revision, repository: folder)
    }

    /// The id that an expression stands for; `nil` if there is no such object.
    private mutating func object(
        _ expression: String, of revision: String, in folder: String, variables: [String: String],
        isCancelled: () -> Bool
    ) throws -> String? {
        let result = try run(
            ["rev-parse", "--verify", "--quiet", "--end-of-options", expression], in: folder, variables: variables,
            isCancelled: isCancelled)
        if result.succeeded {
            return String(decoding: result.output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        }
        guard Self.text(result).isEmpty else {
            throw SnapshotError.gitFailed(step: "read the revision \"\(revision)\"", words: Self.words(result))
        }
        return nil
    }

    /// What Git said, as one line made of its first three; how it ended if it said nothing.
    static func words(_ result: ProgramRun.Result) -> String {
        let advice = ["hint:", "\t", "To add an exception"]
        let lines = text(result).split(separator: "\n").filter { line in
            !advice.contains { line.hasPrefix($0) }
        }
        if !lines.isEmpty { return lines.prefix(3).joined(separator: "; ") }
        switch result.end {
        case .exited(let status): return "it ended with status \(status)"
        case .signalled(let signal): return "it was killed by signal \(signal)"
        }
    }

    static func text(_ result: ProgramRun.Result) -> String { String(decoding: result.errorOutput, as: UTF8.self) }

    private func environment(with variables: [String: String]) -> [String: String] {
        var environment = program.environment.merging(variables) { $1 }
        if !trusted.isEmpty {
            environment["GIT_CONFIG_COUNT"] = String(trusted.count)
            for (position, folder) in trusted.enumerated() {
                environment["GIT_CONFIG_KEY_\(position)"] = "safe.directory"
                environment["GIT_CONFIG_VALUE_\(position)"] = folder
            }
        }
        return environment
    }

    /// The folder that Git refuses because of its owner.
    private static func refusedFolder(_ result: ProgramRun.Result) -> String? {
        let text = text(result)
        guard let start = text.range(of: "dubious ownership in repository at '") else { return nil }
        let rest = text[start.upperBound...]
        guard let end = rest.range(of: "'\n") else { return nil }
        return String(rest[..<end.lowerBound])
    }

    private static func isOwnedByRootOrUser(_ folder: String) -> Bool {
        let owners: Set<uid_t> = [0, geteuid()]
        guard let facts = FileFacts.of(folder), owners.contains(facts.owner) else { return false }
        guard let checkout = GitCheckout(top: folder) else { return true }
        // The link that `.git` may be matters as well as what it leads to.
        return ["\(folder)/.git", checkout.gitFolder, checkout.commonFolder].allSatisfy { path in
            FileFacts.of(path).map { owners.contains($0.owner) } ?? false
        }
    }
}
