import Documents
import Foundation
import Testing

/// A task that behaves as badly as it can in one way, and how its run has to end.
struct HostileScenario: Sendable, CustomTestStringConvertible {
    let name: String
    let command: String
    let build: String?
    let deploy: String?
    /// `run.timeout` in seconds.
    let timeout: Int?
    let options: [String]
    /// Added to taskbox's own environment; an empty value takes a variable away.
    let environment: [String: String]
    /// Of the definition's `env:`.
    let variables: [JSONValue.Member]
    /// Other fields of the definition.
    let members: [JSONValue.Member]
    let engines: [EngineUnderTest]
    let users: [TestUser]
    let end: TaskboxRun.End
    /// What the record says.
    let outcome: String
    /// Exactly what the task writes to standard output; `nil` where that depends on the moment.
    let output: String?
    /// The longest that the run may take on a busy machine.
    let bound: Duration
    /// What is put into the project before.
    let prepare: @Sendable (Scene) throws -> Void

    var testDescription: String { name }

    init(
        _ name: String, _ command: String, build: String? = nil, deploy: String? = nil, timeout: Int? = 1,
        options: [String] = [], environment: [String: String] = [:], variables: [JSONValue.Member] = [],
        members: [JSONValue.Member] = [], engines: [EngineUnderTest] = EngineUnderTest.allCases,
        users: [TestUser] = TestUser.allCases,
        end: TaskboxRun.End = .exited(124), outcome: String = "timed_out", output: String? = nil,
        bound: Duration = .seconds(12), prepare: @escaping @Sendable (Scene) throws -> Void = { _ in }
    ) {
        self.name = name
        self.command = command
        self.build = build
        self.deploy = deploy
        self.timeout = timeout
        self.options = ["--grace", "0.3"] + options
        self.environment = environment
        self.variables = variables
        self.members = members
        self.engines = engines
        self.users = users
        self.end = end
        self.outcome = outcome
        self.output = output
        self.bound = bound
        self.prepare = prepare
    }

    /// A scenario whose task ends by itself.
    static func ending(
        _ name: String, _ command: String, build: String? = nil, deploy: String? = nil, status: Int32 = 0,
        output: String? = nil, options: [String] = [], environment: [String: String] = [:],
        variables: [JSONValue.Member] = [], members: [JSONValue.Member] = [],
        engines: [EngineUnderTest] = EngineUnderTest.allCases,
        users: [TestUser] = TestUser.allCases, bound: Duration = .seconds(12),
        prepare: @escaping @Sendable (Scene) throws -> Void = { _ in }
    ) -> HostileScenario {
        HostileScenario(
            name, command, build: build, deploy: deploy, timeout: 60, options: options, environment: environment,
            variables: variables, members: members, engines: engines, users: users, end: .exited(status),
            outcome: "exited", output: output,
            bound: bound, prepare: prepare)
    }
}

/// Who starts taskbox.
enum TestUser: String, Sendable, CaseIterable, CustomTestStringConvertible {
    /// Whoever runs the tests.
    case own
    /// `nobody`, where root runs the tests.
    case ordinary

    var testDescription: String { rawValue }

    static let usable: [TestUser] = OrdinaryUser.canBecome ? [.own, .ordinary] : [.own]
}
