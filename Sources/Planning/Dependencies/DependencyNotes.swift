import TaskModel

/// What a run has to admit about `dependencies`.
struct DependencyNotes {
    let definition: TaskDefinition
    let request: RunRequest

    var all: [PlanNote] {
        let sets = definition.dependencies.filter { !$0.packages.isEmpty }
        guard !sets.isEmpty else { return [] }
        let names = sets.map(\.language).joined(separator: ", ")
        if request.skipsDependencies {
            return [
                note("\(names): not installed, because of --skip-dependencies; the task finds only what is on PATH")
            ]
        }
        guard request.phases.contains(.build) else { return [] }
        var notes: [PlanNote] = []
        if sets.contains(where: { $0.language == "python" }) {
            notes.append(note("python: installed for Python 3; the platform's pip of this name is that of Python 2"))
        }
        if request.network == .none {
            notes.append(note("\(names): installed without network, because of --network none"))
        }
        return notes
    }

    private func note(_ message: String) -> PlanNote { PlanNote(.notHonoured, "dependencies", message) }
}
