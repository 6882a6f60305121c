import Documents
import Foundation
import TestSupport
import Testing

extension Scene {
    /// No process of the task, no sandbox, no launcher and no workspace is left.
    func expectNothingLeft(_ sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        expectNoProcess(sourceLocation)
        #expect(workspaceNames == [], "workspaces", sourceLocation: sourceLocation)
    }

    /// No process of the task, and none that was started with the scene's folder.
    func expectNoProcess(_ sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        for needle in [marker, scratch.path] {
            let left = RunningProcesses.survivors(holding: needle, after: .seconds(3)).map(Self.describe)
            #expect(left == [], "processes that hold \(needle)", sourceLocation: sourceLocation)
        }
    }

    /// The names in the folder of workspaces, but for the files that taskbox keeps there.
    var workspaceNames: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: workspaces)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// A failed test leaves nothing to the machine either.
    func endSurvivors() {
        for needle in [marker, scratch.path] { RunningProcesses.holding(needle).forEach { kill($0, SIGKILL) } }
    }

    private static func describe(_ pid: Int32) -> String {
        let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
        return "\(pid): \(String(decoding: line, as: UTF8.self).replacing("\0", with: " "))"
    }

    /// The folders of the records, in no order.
    var records: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(state)/runs")) ?? []
        return names.filter { $0.wholeMatch(of: /[a-z0-9]{13}/) != nil }.map { "\(state)/runs/\($0)" }
    }

    /// The activity of the only record.
    func activity(sourceLocation: Testing.SourceLocation = #_sourceLocation) throws -> JSONValue {
        let records = self.records
        try #require(records.count == 1, "records", sourceLocation: sourceLocation)
        return try json("\(records[0])/activity.json", sourceLocation: sourceLocation)
    }

    /// A JSON file, which has to be valid.
    func json(_ path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) throws -> JSONValue {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let (node, problems) = JSONReader.read(SourceFile(name: path, bytes: bytes))
        #expect(problems.isEmpty, "\(problems)", sourceLocation: sourceLocation)
        return JSONValue(try #require(node, sourceLocation: sourceLocation))
    }

    /// The only record says how the run ended.
    func expectRecord(
        _ outcome: String, status: Int, state: String = "complete", result: String? = nil,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let activity = try activity(sourceLocation: sourceLocation)
        let details = activity["payload"]?["taskbox"]
        #expect(details?["outcome"] == .string(outcome), sourceLocation: sourceLocation)
        #expect(details?["exit_status"] == .integer(status), sourceLocation: sourceLocation)
        #expect(activity["state"] == .string(state), sourceLocation: sourceLocation)
        let expected = result ?? (outcome == "exited" && status == 0 ? "success" : "failure")
        #expect(activity["result"] == .string(expected), sourceLocation: sourceLocation)
    }
}
