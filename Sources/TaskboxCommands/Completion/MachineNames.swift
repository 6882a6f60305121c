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
        guard let file, Self.isReadAtOnce(file) else { return [] }
        return DefinitionLoader().names(of: DefinitionSource(path: file)).map { .init($0) }
    }

    /// Reading a pipe would wait for its writer.
    private static func isReadAtOnce(_ file: String) -> Bool {
        var status = stat()
        return stat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size <= mostBytes
    }

    func runs() -> [Completion.Candidate] {
        guard let state = ProjectFolders.location(of: .state, environment).preferred else { return [] }
        let records = (try? RecordStore(stateFolder: state).records()) ?? []
        return records.map { record in
            // A record that is damaged can still be named.
            let activity = (try? record.activity()) ?? nil
            return .init(record.id.description, activity.map(Self.explanation) ?? "")
        }
    }

    private static func explanation(_ activity: Activity) -> String {
        let ending = activity.result?.rawValue ?? activity.state.rawValue
        return "\(activity.task), \(ending), \(activity.createdAt)"
    }

    var environmentNames: [String] { environment.keys.sorted() }
}
