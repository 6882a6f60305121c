import Documents
import TaskModel

/// One section of a project's configuration, merged from all of its files (contract 1.3).
struct ProjectSection: Sendable {
    /// The sections that a project may have, in the order in which people write them.
    enum Name: String, Sendable, CaseIterable {
        case applications
        case services
        case routes
        case tasks
    }

    let name: Name
    /// In the order of the files and of their texts; keys that begin with `.`, which are for anchors, are left out.
    private(set) var entries: [Node.Entry] = []
    private var positions: [String: Int] = [:]

    init(_ name: Name) { self.name = name }

    var names: [String] { entries.map(\.key.keyText) }

    /// The entry of a name.
    func entry(_ name: String) -> Node.Entry? { positions[name].map { entries[$0] } }

    /// Adds what a file has in the section, and reports names that another file has given before.
    mutating func add(_ node: Node, report: (Diagnostic) -> Void) {
        guard !node.isNull else { return }
        guard case .mapping(let more) = node.content else {
            report(
                Diagnostic(
                    .error, at: node.location, path: name.rawValue,
                    "\"\(name.rawValue)\" is not a mapping from names to their definitions",
                    hint: "write the name of each as a key below it"))
            return
        }
        for entry in more {
            let key = entry.key.keyText
            if key.hasPrefix(".") { continue }
            if let earlier = self.entry(key) {
                report(
                    Diagnostic(
                        .error, at: entry.key.location, path: FieldPath(name.rawValue).appending(key).description,
                        "\(key.quoted()) is in \"\(name.rawValue)\" already, at \(earlier.key.location)",
                        hint: "remove one of the two, or give it another name"))
                continue
            }
            positions[key] = entries.count
            entries.append(entry)
        }
    }
}
