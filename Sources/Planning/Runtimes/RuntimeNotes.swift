import Documents
import TaskModel

/// What has to be said of a task's runtime.
struct RuntimeNotes {
    let definition: TaskDefinition
    let fact: RuntimeFact

    private static let mostVersions = 6

    /// What a strict run ends with: this machine lacks what the task needs.
    var failures: [Diagnostic] {
        (unavailable(endsRun: true) + missing(endsRun: true) + php.missing).map { note in
            Diagnostic(
                .error, at: nil, path: note.subject, note.message, hint: "without --strict this is a warning")
        }
    }

    var all: [PlanNote] { unavailable(endsRun: false) + missing(endsRun: false) + rival + php.missing + php.notes }

    private var php: PHPNotes {
        let modules: [String]?
        switch fact {
        case .notLookedFor: modules = nil
        case .found(let installation): modules = installation.modules
        case .missing(_, let found): modules = found
        }
        return PHPNotes(runtime: definition.runtime, type: definition.type, modules: modules)
    }

    private func unavailable(endsRun: Bool) -> [PlanNote] {
        guard Runtime(definition.type) == nil else { return [] }
        let what =
            definition.type.runtime == "composable"
            ? "the composable image is not available here" : "taskbox does not know this runtime"
        return [
            PlanNote(
                .notHonoured, "type",
                "\(definition.type): \(what)"
                    + (endsRun ? "" : ", so the task runs with what PATH finds on this machine"))
        ]
    }

    private func missing(endsRun: Bool) -> [PlanNote] {
        guard let runtime = Runtime(definition.type), case .missing(let found, _) = fact else { return [] }
        let rest = found.isEmpty || endsRun ? "" : ", so the task runs with what PATH finds"
        let remedy: String
        if let wanted = runtime.wantedVersion(definition.type.version) {
            remedy = "; get it with \(runtime.installation(of: wanted))"
        } else {
            remedy = "; \"\(definition.type.version)\" is not a version that can be looked for"
        }
        return [
            PlanNote(
                .warning, "type",
                "\(definition.type) is not on this machine, which has \(words(of: found, runtime))\(rest)\(remedy)")
        ]
    }

    private var rival: [PlanNote] {
        guard case .found(let installation) = fact, let rival = installation.rival else { return [] }
        return [
            PlanNote(
                .notHonoured, "type",
                "\(definition.type): .NET \(rival) is installed beside it, and dotnet takes that one unless a global.json of the "
                    + "task names another")
        ]
    }

    /// `3.12.1 (pyenv), 3.11 (PATH) and 2 more`.
    private func words(of found: [FoundVersion], _ runtime: Runtime) -> String {
        guard !found.isEmpty else { return "no \(runtime.title)" }
        let shown = found.prefix(RuntimeNotes.mostVersions).map { "\($0.version) (\($0.source))" }
        let more = found.count - shown.count
        return "\(runtime.title) " + shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}
