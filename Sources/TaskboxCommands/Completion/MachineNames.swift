import DefinitionSources
import Execution
import Foundation
import ProcessSupport
import Records

/// Names for completion from the files of this machine.
///
/// Nothing is said when something can not be read: a key that was pressed deserves no error in the middle of a line.
struct MachineNames: CompletionSource {
    let environment: [String: String]
    /// No definition of a person is larger, and a larger one would be felt.
    private static let mostBytes = 4 << 20

    func tasks(of file: String?) -> [Completion.Candidate] {
        guard let file else { return tasksOfProject }
        if let folder = ProjectFolder.at(file) { return Project(folder).taskNames.map { .init($0) } }
        guard Self.isReadAtOnce(file) else { return [] }
        return DefinitionLoader().names(of: DefinitionSource(path: file)).map { .init($0) }
    }

    private var tasksOfProject: [Completion.Candidate] {
        guard case .success(let folder) = ProjectFolder.find() else { return [] }
        return Project(folder).taskNames.map { .init($0) }
    }

    /// Reading a pipe would wait for its writer.
    private static func isReadAtOnce(_ file: String) -> Bool {
        var status = stat()
        return stat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size <= mostBytes
    }

    func runs() -> [Completion.Candidate] {
        let now = Timestamp.now()
        return records.map { record in
            let state = record.state(at: now)
            let start = state.activity?.startedAt ?? record.createdAt
            let words = [state.activity?.task, state.result, AgeText.of(start, at: now)]
            return .init(record.id.description, words.compactMap { $0 }.joined(separator: ", "))
        }
    }

    func recordedTasks() -> [String] {
        let now = Timestamp.now()
        return Set(records.compactMap { $0.state(at: now).activity?.task }).sorted()
    }

    /// The newest first.
    ///
    /// Completion never complains: where the records can not be read there is nothing to offer.
    private var records: [RecordedRun] { (try? PastRuns(environment: environment).records) ?? [] }

    var environmentNames: [String] { environment.keys.sorted() }
}
