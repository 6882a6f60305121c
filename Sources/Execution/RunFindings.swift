import Documents
import Planning
import Records
import Synchronization

/// What a run found that the user should know, for its record.
final class RunFindings: Sendable {
    /// More would hide what matters.
    private static let most = 100

    private let warnings = Mutex<[String]>([])

    func take(_ event: RunEvent) {
        guard let warning = event.warning else { return }
        warnings.withLock { if $0.count < Self.most { $0.append(warning) } }
    }

    /// Adds what was found to the activity, if anything was.
    func note(in activity: inout Activity) {
        let found = warnings.withLock { $0 }
        if !found.isEmpty { activity.note("warnings", .array(found.map(JSONValue.string))) }
    }
}

extension RunEvent {
    /// How many files that a phase wrote are named; a build in the wrong phase can write thousands.
    private static let mostFiles = 10

    /// What the user should know of it, a sentence without a full stop; `nil` for what is as it should be.
    package var warning: String? {
        switch self {
        case .warning(let text): return text
        case .wroteToApp(let phase, let changes):
            let names = changes.prefix(Self.mostFiles).joined(separator: ", ")
            let more = changes.count - Self.mostFiles
            return "would fail on the platform: \(phase.scriptName) wrote to the read-only app folder: \(names)"
                + (more > 0 ? " and \(more) more" : "") + "; write to a mount or to /tmp, or do it in the build hook"
        case .snapshotTaken, .waiting, .buildReused, .dependenciesReused, .stepStarted, .phaseSkipped, .phaseEnding,
            .phaseEnded,
            .workspaceKept, .sessionStarted,
            .sessionEnded:
            return nil
        }
    }
}
