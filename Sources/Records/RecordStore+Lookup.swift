/// What became of the search for a run by the first letters of its id.
package enum RunLookup: Sendable, Equatable {
    case found(RecordedRun)
    /// No run has such an id.
    case none
    /// Several have, the newest first.
    case ambiguous([RecordedRun])
    /// The text can not be the begin of an id.
    case notAnID
}

extension [RecordedRun] {
    /// The run whose id begins with a text, in upper or lower case.
    package func find(_ text: String) -> RunLookup {
        let prefix = text.lowercased()
        guard (1...RunID.length).contains(prefix.utf8.count), prefix.utf8.allSatisfy(RunID.letters.contains) else {
            return .notAnID
        }
        let found = filter { $0.id.description.hasPrefix(prefix) }
        switch found.count {
        case 0: return .none
        case 1: return .found(found[0])
        default: return .ambiguous(found)
        }
    }

    /// The first letters of an id that no other run's has: eight of them, as the platform shows, or more.
    package func shortID(of id: RunID) -> String {
        let text = id.description
        let length = (RunID.shortLength...RunID.length).first { length in
            !contains { $0.id != id && $0.id.description.hasPrefix(text.prefix(length)) }
        }
        return String(text.prefix(length ?? RunID.length))
    }
}
