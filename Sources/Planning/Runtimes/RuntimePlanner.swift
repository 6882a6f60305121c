import Documents
import TaskModel

/// Decides on a task's runtime: what it gets, and what has to be said of it.
struct RuntimePlanner {
    let definition: TaskDefinition
    let request: RunRequest
    let fact: RuntimeFact

    /// The runtime, or, where nothing less than the wanted one will do, why there is none.
    func plan() throws(PlanFailure) -> RuntimePlan {
        if request.isStrict, !runtimeNotes.failures.isEmpty { throw PlanFailure(runtimeNotes.failures) }
        let installation: RuntimeInstallation?
        var others: [FoundVersion] = []
        switch fact {
        case .found(let found): installation = found
        case .missing(let found, _): (installation, others) = (nil, found)
        case .notLookedFor: installation = nil
        }
        return RuntimePlan(
            type: definition.type, installation: installation,
            settings: settings.compactMapValues { $0.text.isEmpty ? nil : $0.text }, others: others)
    }

    var notes: [PlanNote] {
        let leftOut = Set(settings.values.flatMap(\.leftOut)).sorted()
        return runtimeNotes.all
            + leftOut.map {
                PlanNote(
                    .notHonoured, "php: variables",
                    "\"\($0)\" is no setting of PHP: its name or value does not fit into php.ini"
                )
            }
    }

    private var runtimeNotes: RuntimeNotes { RuntimeNotes(definition: definition, fact: fact) }

    /// By phase, because not every variable is visible in all of them.
    private var settings: [Phase: PHPSettings] {
        guard Runtime(definition.type) == .php else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: Phase.allCases.map { phase in
                let user = UserVariables(
                    definition: definition, project: request.projectVariables, trigger: request.triggerVariables,
                    phase: phase)
                return (phase, PHPSettings(platformVariables: user.platformVariables))
            })
    }
}

extension TaskDefinition {
    /// Whether this machine's PHP has to be asked for its extensions.
    package var asksForPHPModules: Bool { Runtime(type) == .php && PHPNotes.asksForModules(runtime) }
}
