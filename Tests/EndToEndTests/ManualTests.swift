import Foundation
import TestSupport
import Testing

/// The manual page, as those who read such pages see it.
@Suite struct ManualTests {
    private func manual(_ scene: Scene) throws -> String {
        let result = try scene.taskbox("manual")
        #expect(result.end == .exited(0))
        #expect(result.errorText == "")
        return try scene.scratch.write("taskbox.1", result.outputText)
    }

    @Test(.enabled(if: MachineProgram.mandoc.path != nil, "mandoc is missing"))
    func mandocFindsNothing() throws {
        try Scene.with(.host) { scene in
            let check = try TaskboxRun(
                try #require(MachineProgram.mandoc.path), ["-T", "lint", "-W", "style", try manual(scene)],
                environment: scene.environment, folder: scene.project, outputs: scene.scratch.at("runs/mandoc")
            ).finish()
            #expect(check.end == .exited(0))
            #expect(check.outputText + check.errorText == "")
        }
    }

    @Test(.enabled(if: MachineProgram.groff.path != nil, "groff is missing"))
    func groffFindsNothing() throws {
        try Scene.with(.host) { scene in
            let check = try TaskboxRun(
                try #require(MachineProgram.groff.path), ["-man", "-T", "utf8", "-ww", "-P", "-c", try manual(scene)],
                environment: scene.environment, folder: scene.project, outputs: scene.scratch.at("runs/groff")
            ).finish()
            #expect(check.end == .exited(0))
            #expect(check.errorText == "")
            let plain = check.outputText.replacing(/.\u{8}/, with: "")
            #expect(plain.contains("taskbox run [OPTIONS]"))
            #expect(plain.contains("--timeout DURATION"))
        }
    }

    /// The sources are searched, so that no variable is read without a word in the manual.
    @Test func namesEveryVariableThatIsRead() throws {
        try Scene.with(.host) { scene in
            let page = try scene.taskbox("manual").outputText
            var names: Set<String> = []
            let files = try #require(FileManager.default.enumerator(atPath: Repository.root + "/Sources"))
            for case let file as String in files where file.hasSuffix(".swift") {
                let text = try String(contentsOfFile: "\(Repository.root)/Sources/\(file)", encoding: .utf8)
                names.formUnion(text.matches(of: /"((?:TASKBOX|UPSUN)_[A-Z_]*[A-Z])"/).map { String($0.1) })
            }
            #expect(names.isSuperset(of: ["TASKBOX_STATE_HOME", "TASKBOX_CACHE_HOME"]))
            for name in names.sorted() { #expect(page.contains(name), "\(name) is not in the manual") }
        }
    }
}
