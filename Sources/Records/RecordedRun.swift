import Documents
import Foundation

/// A record as it lies in the store.
package struct RecordedRun: Sendable, Equatable {
    package let id: RunID
    /// The absolute path of the record.
    package let folder: String

    init(id: RunID, folder: String) {
        self.id = id
        self.folder = folder
    }

    /// The epoch for a record whose log is damaged, which makes it the oldest.
    package var createdAt: Timestamp { Self.creation(in: folder) }
    /// What log and index take of the disk, in bytes.
    package var logSize: Int64 {
        Self.size(of: "\(folder)/\(LogIndex.dataFileName)") + Self.size(of: "\(folder)/\(LogIndex.fileName)")
    }

    /// What the task wrote, in bytes.
    package var logDataSize: Int64 { Self.size(of: "\(folder)/\(LogIndex.dataFileName)") }

    /// The activity; `nil` if the file is damaged.
    package func activity() throws(RecordFailure) -> Activity? {
        try RecordFile.activity.read(in: folder).flatMap(Activity.init(json:))
    }

    /// The definition; `nil` if the file is damaged.
    package func definition() throws(RecordFailure) -> JSONValue? { try RecordFile.definition.read(in: folder) }

    /// The plan; `nil` if the file is damaged.
    package func plan() throws(RecordFailure) -> JSONValue? { try RecordFile.plan.read(in: folder) }

    /// What the run was asked for; `nil` if the file is damaged, or was not written.
    package func request() throws(RecordFailure) -> JSONValue? {
        do throws(RecordFailure) {
            return try RecordFile.request.read(in: folder)
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
    }

    /// The bytes of the definition as they are kept.
    package func definitionBytes() throws(RecordFailure) -> [UInt8] {
        try OpenFile.contents(of: RecordFile.definition.path(in: folder))
    }

    /// The log, from its begin.
    package func log() throws(RecordFailure) -> LogReader { try LogReader(folder: folder) }

    private static func creation(in folder: String) -> Timestamp {
        let epoch = Timestamp(microseconds: 0)
        // A record without a log is damaged, whatever the reason: it counts as the oldest.
        guard let reader = try? LogReader(folder: folder) else { return epoch }
        return reader.createdAt ?? epoch
    }

    private static func size(of path: String) -> Int64 {
        var status = stat()
        return lstat(path, &status) == 0 ? Int64(status.st_size) : 0
    }
}
