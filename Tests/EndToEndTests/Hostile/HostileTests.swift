import Documents
import Foundation
import TestSupport
import Testing

/// Tasks that misbehave: the run ends in time and as it should, and leaves nothing.
///
/// `Scene` looks for surviving processes of the whole machine by a marker in their environment, and for workspaces.
@Suite struct HostileTests {
    private static let all = HostileScenario.processes + HostileScenario.outputs + HostileScenario.files

    @Test(arguments: all, EngineUnderTest.usable)
    func own(_ scenario: HostileScenario, _ engine: EngineUnderTest) throws {
        guard scenario.users.contains(.own), scenario.engines.contains(engine) else { return }
        try check(scenario, engine, .own)
    }

    @Test(.enabled(if: OrdinaryUser.canBecome, OrdinaryUser.skipReason), arguments: all, EngineUnderTest.usable)
    func ordinary(_ scenario: HostileScenario, _ engine: EngineUnderTest) throws {
        guard scenario.users.contains(.ordinary), scenario.engines.contains(engine) else { return }
        try check(scenario, engine, .ordinary)
    }

    private func check(_ scenario: HostileScenario, _ engine: EngineUnderTest, _ user: TestUser) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                scenario.command, timeout: scenario.timeout, build: scenario.build, deploy: scenario.deploy,
                variables: scenario.variables, with: scenario.members)
            try scenario.prepare(scene)
            let environment = scene.environment.merging(scenario.environment) { $1 }.filter { !$0.value.isEmpty }
            let words = scene.runWords(scenario.options)
            let run: TaskboxRun
            switch user {
            case .own: run = try scene.start(words: words, environment: scenario.environment)
            case .ordinary:
                for folder in ["project", "home", "state", "cache"] {
                    #expect(chown(try scene.scratch.folder(folder), 65_534, 65_534) == 0)
                }
                // Root's own programs lie where nobody else may look.
                let path = scenario.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
                run = try OrdinaryUser.start(
                    scene.scratch, words,
                    environment: environment.merging(["PATH": path]) { $1 }.filter { !$0.value.isEmpty },
                    folder: scene.project)
            }
            let result = run.finish(within: max(scenario.bound, TaskboxRun.limit))
            #expect(result.end == scenario.end, "\(result.errorText.suffix(2000))")
            #expect(result.elapsed < scenario.bound, "took \(result.elapsed)")
            if let output = scenario.output { #expect(result.outputText == output) }
            guard case .exited(let status) = scenario.end else { return }
            try scene.expectRecord(scenario.outcome, status: Int(status))
        }
    }
}
