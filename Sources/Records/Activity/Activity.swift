import Documents
import Planning
import Supervision

/// What a run was and how it ended, in the shape of the platform's Activity object (contract 6.3).
package struct Activity: Sendable, Equatable {
    /// The platform's states of an activity.
    package enum State: String, Sendable {
        case pending
        case inProgress = "in_progress"
        case complete
        case cancelled
        case scheduled
        case staged

        /// Whether nothing more happens to it.
        package var isFinal: Bool { self == .complete || self == .cancelled }
    }

    /// How a finished activity ended.
    package enum Result: String, Sendable { case success, failure }

    /// The platform's reasons for a failure.
    package enum FailureReason: String, Sendable {
        /// It was killed, or taskbox could not go on.
        case error
        /// A script exited with a status other than 0.
        case shell
    }

    /// A script that ran to an end.
    package struct Command: Sendable, Equatable {
        /// The task's name.
        package let app: String
        /// The phase.
        ///
        /// What the platform writes here is not known.
        package let type: String
        /// 0…255; 128 and the signal for a script that a signal ended.
        package let exitCode: Int

        package init(app: String, type: String, exitCode: Int) {
            self.app = app
            self.type = type
            self.exitCode = exitCode
        }
    }

    /// How long the parts took; `nil` for those that did not run.
    package struct Timings: Sendable, Equatable {
        package var build: Duration?
        package var deploy: Duration?
        /// Of `run.command`.
        package var execute: Duration?

        package init(build: Duration? = nil, deploy: Duration? = nil, execute: Duration? = nil) {
            self.build = build
            self.deploy = deploy
            self.execute = execute
        }
    }

    /// The type of all activities that are runs of a task.
    package static let type = "environment.task"

    package let id: RunID
    /// The task's name.
    package let task: String
    /// The project's id; empty where there is none.
    package let project: String
    /// The ids of the environments.
    package let environments: [String]
    /// When taskbox began with the run.
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package var startedAt: Timestamp?
    package var completedAt: Timestamp?
    /// `nil` unless the state is `cancelled`.
    package var cancelledAt: Timestamp?
    package var state: State
    /// `nil` while the run goes on.
    package var result: Result?
    package var failureReason: FailureReason?
    package var timings = Timings()
    /// One for each script that ran, in their order.
    package var commands: [Command] = []
    /// A sentence for people.
    package var text: String
    /// What taskbox knows beyond the platform's fields: the member `taskbox` of the payload, an object.
    package var details: JSONValue

    /// Adds something that taskbox knows to ``details``.
    package mutating func note(_ key: String, _ value: JSONValue) {
        guard case .object(let members) = details else { return }
        details = .object(members.filter { $0.key != key } + [.init(key, value)])
    }

    /// A run that has just begun.
    ///
    /// The user is named in the sentence for people only.
    package init(
        id: RunID, task: String, project: String = "", environments: [String] = [], user: String, engine: String,
        startedAt: Timestamp
    ) {
        self.init(
            id: id, task: task, project: project, environments: environments, createdAt: startedAt,
            text: "\(user) ran task \(task)",
            details: .object([.init("engine", .string(engine))]))
        self.startedAt = startedAt
        state = .inProgress
    }

    init(
        id: RunID, task: String, project: String, environments: [String], createdAt: Timestamp, text: String,
        details: JSONValue
    ) {
        self.id = id
        self.task = task
        self.project = project
        self.environments = environments
        self.createdAt = createdAt
        self.updatedAt = createdAt
        self.state = .pending
        self.text = text
        self.details = details
    }
}
