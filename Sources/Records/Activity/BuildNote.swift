import Documents
import Planning

/// What the record of a run tells of its build.
package struct BuildNote: Sendable, Equatable {
    /// What names the build: the same tree built by the same configuration has the same key.
    package let key: BuildKey
    /// Whose build it was; `nil` for the run's own.
    package let reused: Reuse?
    /// Whether it took the place of a build hook that was to run.
    package let replacesHook: Bool
    /// When that was decided.
    package let time: Timestamp

    /// A build of an earlier run.
    package struct Reuse: Sendable, Equatable {
        package let runID: String
        package let builtAt: Timestamp

        package init(runID: String, builtAt: Timestamp) {
            self.runID = runID
            self.builtAt = builtAt
        }
    }

    package init(key: BuildKey, reused: Reuse?, replacesHook: Bool, at time: Timestamp) {
        self.key = key
        self.reused = reused
        self.replacesHook = replacesHook
        self.time = time
    }

    fileprivate static let member = "build"

    fileprivate var json: JSONValue {
        [
            "key": .string(key.description), "reused": .bool(reused != nil),
            "hook_replaced": .bool(replacesHook), "of_run": .optional(reused?.runID),
            "built_at": .optional(reused?.builtAt.rfc3339), "decided_at": .string(time.rfc3339),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard let key = json["key"]?.text.flatMap(BuildKey.init), let time = json["decided_at"]?.time else {
            return nil
        }
        self.key = key
        self.time = time
        replacesHook = json["hook_replaced"] == .bool(true)
        if let runID = json["of_run"]?.text, let builtAt = json["built_at"]?.time {
            reused = Reuse(runID: runID, builtAt: builtAt)
        } else {
            reused = nil
        }
    }
}

extension Activity {
    /// Adds what is known of the build to ``details``.
    package mutating func note(_ build: BuildNote) { note(BuildNote.member, build.json) }

    /// What is known of the build; `nil` for a run that came to none, and for one of an older taskbox.
    package var build: BuildNote? { details[BuildNote.member].flatMap(BuildNote.init(json:)) }
}
