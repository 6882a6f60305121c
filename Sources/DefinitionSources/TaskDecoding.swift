import Documents
import TaskModel

/// Decodes the tasks of one source, and says where they came from.
struct TaskDecoding {
    let strictness: TaskDecoder.Strictness
    let timeZones: TimeZoneCatalog
    /// The source for a person.
    let source: String
    let folder: String
    let repository: String?
    var neighbours: [String: String] = [:]

    /// The definition of a task, unless it or `others` hold an error.
    func decode(_ task: FoundTask, also others: [Diagnostic]) -> LoadResult {
        let (definition, found) = decoder(of: task).decode(task.node)
        let own = found.filter { !task.isReplaced($0.location) }
        let diagnostics = (others + own).inOrderOfText
        guard let definition, !diagnostics.contains(where: { $0.severity == .error }) else {
            return .failed(diagnostics)
        }
        return .loaded(
            LoadedDefinition(
                definition: definition, diagnostics: diagnostics, source: source, folder: folder,
                repository: repository, neighbours: neighbours))
    }

    /// As ``decode(_:also:)``, but a task that is built into the platform is no mistake.
    func check(_ task: FoundTask, also others: [Diagnostic]) -> LoadResult {
        guard let note = decoder(of: task).builtIn(task.node) else { return decode(task, also: others) }
        let diagnostics = (others + [note]).inOrderOfText
        return diagnostics.contains { $0.severity == .error } ? .failed(diagnostics) : .builtIn(diagnostics)
    }

    private func decoder(of task: FoundTask) -> TaskDecoder {
        TaskDecoder(
            strictness: strictness, path: task.path, fallbackName: task.name, fallbackLocation: task.key?.location,
            timeZones: timeZones)
    }
}

extension FoundTask {
    /// Whether something stands at a place only because of a mistake that has been reported.
    fileprivate func isReplaced(_ location: SourceLocation?) -> Bool {
        location.map(replaced.contains) ?? false
    }
}
