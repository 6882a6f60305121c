import Documents
import Foundation
import Planning
import Supervision
import Synchronization

/// The record of a live run: a folder that holds the definition, the plan, the activity and the log.
///
/// When something can not be written, the whole record is given up: the folder is removed, the failure is reported once,
/// and everything that comes afterwards is dropped. The run itself goes on.
package final class RunRecord: Sendable {
    private struct Open {
        let log: LogWriter
        let samples: SampleWriter
        let lock: RecordLock
    }

    package let id: RunID
    /// The absolute path of the record.
    package let folder: String
    private let redaction: Redaction
    private let onFailure: @Sendable (RecordFailure) -> Void
    /// `nil` after the end, and after the record was given up.
    private let open: Mutex<Open?>

    init(
        id: RunID, folder: String, log: sending LogWriter, lock: sending RecordLock, redaction: Redaction,
        onFailure: @escaping @Sendable (RecordFailure) -> Void
    ) {
        self.id = id
        self.folder = folder
        self.redaction = redaction
        self.onFailure = onFailure
        self.open = Mutex(Open(log: log, samples: SampleWriter(folder: folder), lock: lock))
    }

    /// Adds output of a phase to the log.
    ///
    /// Calls from several threads are taken one by one.
    package func append(_ bytes: UnsafeRawBufferPointer, phase: Phase, stream: TaskStream, at time: Timestamp) {
        writing { open throws(RecordFailure) in
            try open.log.append(bytes, phase: phase, stream: stream, at: time)
        }
    }

    /// Brings the files up to what was appended; at the end of each phase, and now and then while no output comes.
    package func flush() {
        writing { open throws(RecordFailure) in try open.log.flush() }
    }

    /// Keeps what the processes of a phase use, and brings the log's files up to date.
    ///
    /// Comes now and then as long as a phase runs, also when there was nothing to see: whoever follows the log waits for it.
    package func append(_ sample: ResourceSample?, phase: Phase) {
        writing { open throws(RecordFailure) in
            try open.log.flush()
            if let sample { try open.samples.append(sample, phase: phase) }
        }
    }

    /// Replaces the activity of the run, while it goes on.
    package func update(_ activity: Activity) {
        let json = activity.redacted(by: redaction).json
        writing { _ throws(RecordFailure) in try RecordFile.activity.write(json, in: folder) }
    }

    /// Writes the last activity and ends the record.
    ///
    /// What comes afterwards is dropped.
    package func finish(_ activity: Activity) {
        let json = activity.redacted(by: redaction).json
        writing { open throws(RecordFailure) in
            try open.log.flush()
            try RecordFile.activity.write(json, in: folder)
            open.lock.remove(from: folder)
        }
        open.withLock { $0 = nil }
    }

    private func writing(_ body: (borrowing Open) throws(RecordFailure) -> Void) {
        let failure: RecordFailure? = open.withLock { state in
            guard let live = state else { return nil }
            do throws(RecordFailure) {
                try body(live)
                return nil
            } catch {
                state = nil
                return error
            }
        }
        guard let failure else { return }
        // What can not be removed now is swept as a run without an end; nothing better can be done on a full disk.
        try? FileManager.default.removeItem(atPath: folder)
        onFailure(failure)
    }
}

/// The JSON files of a record.
enum RecordFile: String {
    case definition = "definition.json"
    case plan = "plan.json"
    case request = "request.json"
    case activity = "activity.json"

    func path(in folder: String) -> String { "\(folder)/\(rawValue)" }

    func write(_ value: JSONValue, in folder: String) throws(RecordFailure) {
        try OpenFile.replace(path(in: folder), with: Array((JSONWriter.pretty(value) + "\n").utf8))
    }

    /// `nil` if the file is not JSON.
    func read(in folder: String) throws(RecordFailure) -> JSONValue? {
        let path = path(in: folder)
        let (node, _) = JSONReader.read(SourceFile(name: path, bytes: try OpenFile.contents(of: path)))
        return node.map(JSONValue.init)
    }
}
