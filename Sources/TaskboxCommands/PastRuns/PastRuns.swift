import Documents
import Execution
import Foundation
import Records

/// The records of past runs on this machine, for the commands that look at them.
///
/// Nothing is made: where no run was ever recorded, there are none.
struct PastRuns {
    /// Why a run can not be shown.
    struct Failure: Error, Equatable {
        /// A sentence without a full stop.
        let message: String
        /// What to do, without a full stop.
        let hint: String?

        init(_ message: String, hint: String? = nil) {
            self.message = message
            self.hint = hint
        }
    }

    /// The newest first.
    let records: [RecordedRun]
    /// The folders that were looked into.
    private let folders: [String]

    /// Looks for the records where runs leave them: in the state folder, and in the fallback for one that can not be used.
    init(environment: [String: String]) throws(Failure) {
        let location = ProjectFolders.location(of: .state, environment)
        // A stranger's folder among the temporary files is not to be trusted.
        let fallback = Self.isOwn(location.fallback) ? location.fallback : nil
        let stores = [location.preferred, fallback].compactMap { $0 }.map(RecordStore.init(stateFolder:))
        folders = [(location.preferred ?? location.fallback) + "/runs"]
        do throws(RecordFailure) {
            var records: [[RecordedRun]] = []
            for store in stores { records.append(try store.records()) }
            self.records =
                records.filter { !$0.isEmpty }.count > 1
                ? records.joined().sorted { $0.createdAt > $1.createdAt } : Array(records.joined())
        } catch {
            throw Failure("taskbox \(error)", hint: "TASKBOX_STATE_HOME names another folder for records")
        }
    }

    /// The run of an id's first letters; without any, the newest one, or the newest of a task.
    func find(_ text: String?, task: String?) throws(Failure) -> RecordedRun {
        guard let first = records.first else {
            throw Failure(
                "there is no run yet", hint: "taskbox run makes one; its record is kept in \(folders.joined())")
        }
        if let task { return try newest(of: task) }
        guard let text else { return first }
        switch records.find(text) {
        case .found(let record): return record
        case .none:
            throw Failure(
                "no run has an id that begins with \(text.quoted())", hint: hint(for: text, newest: first))
        case .ambiguous(let found):
            let names = found.prefix(Self.mostNames).map(name(of:)).joined(separator: ", ")
            let more = found.count - Self.mostNames
            throw Failure(
                "\(found.count) runs have ids that begin with \(text.quoted())",
                hint: "give more letters: \(names)\(more > 0 ? " and \(more) more" : "")")
        case .notAnID:
            throw Failure(
                "\(text.quoted()) is not the id of a run: an id has 13 letters and digits, of which the first few do",
                hint: hint(for: text, newest: first))
        }
    }

    /// People give the task's name where an id is wanted.
    private func hint(for text: String, newest: RecordedRun) -> String {
        records.contains { Self.task(of: $0) == text }
            ? "--task \(text.shortened()) takes the newest run of that task"
            : "taskbox runs lists them; the newest is \(name(of: newest))"
    }

    /// The newest run of a task.
    private func newest(of task: String) throws(Failure) -> RecordedRun {
        var names: [String] = []
        for record in records {
            guard let name = Self.task(of: record) else { continue }
            if name == task { return record }
            if !names.contains(name) { names.append(name) }
        }
        let nearest = EditDistance.nearest(to: task, among: names).map { "did you mean \($0.quoted())? " } ?? ""
        let list = names.prefix(Self.mostNames).map { $0.shortened() }.joined(separator: ", ")
        throw Failure("there is no run of a task \(task.quoted())", hint: "\(nearest)there are runs of: \(list)")
    }

    /// The newest run of the same task that is older than this one; `nil` if there is none.
    func previous(of record: RecordedRun) -> RecordedRun? {
        guard let index = records.firstIndex(of: record), let task = Self.task(of: record) else { return nil }
        return records[(index + 1)...].first { Self.task(of: $0) == task }
    }

    /// The short id with the task's name.
    func name(of record: RecordedRun) -> String {
        let id = records.shortID(of: record.id)
        return Self.task(of: record).map { "\(id) (\($0.shortened()))" } ?? id
    }

    private static let mostNames = 10

    /// `nil` for a record that does not tell.
    private static func task(of record: RecordedRun) -> String? {
        // A record that can not be read is of no task that anybody looks for.
        guard let task = (try? record.activity())?.task, !task.isEmpty else { return nil }
        return task
    }

    private static func isOwn(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
    }
}

extension Console {
    /// Says why a run can not be shown; answers with the exit status.
    func fail(_ failure: PastRuns.Failure) -> Int32 {
        fail(failure.message, hint: failure.hint)
        return ExitStatus.fault
    }
}
