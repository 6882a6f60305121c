import Documents
import Foundation
import TestSupport
import Testing

/// A run that is full of secrets: none of them is in anything that taskbox prints or keeps.
@Suite struct CanaryTests {
    private static let canary = "CaNaRy9bird7x"

    @Test(arguments: EngineUnderTest.usable)
    func nothingHoldsIt(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            let canary = Self.canary
            // Secrets on the command line of a process are what a report of a timeout would show.
            try scene.define(
                "sh -c 'sleep 300; :' sh \"$API_TOKEN\" \"$DB_PASSWORD\" \"$DB_URL\" \"$OTHER\"", timeout: 1,
                deploy: "test -n \"$API_TOKEN\" && test -n \"$OTHER\"",
                variables: [.init("API_TOKEN", .string("\(canary)-token"))],
                with: [.init("relationships", ["db": ["service": "db", "endpoint": "postgresql"]])])
            let file = try scene.scratch.write(
                "home/project.json", #"{"env:OTHER": {"value": "\#(canary)-other", "is_sensitive": true}}"#,
                permissions: 0o600)
            let words = [
                "--project-variables", file, "--relationship", "db=pgsql://u:\(canary)-pw@127.0.0.1:1/main",
                "--variable",
                "env:MY_SECRET=\(canary)-trigger",
            ]
            let run = try scene.start(["--grace", "0.2", "--result", "../home/result.json"] + words).finish()
            #expect(run.end == .exited(124), "\(run.errorText)")
            expectNone(run.errorText, "the run")
            for command in [
                ["plan", "task.json"], ["plan", "task.json", "--json"], ["env", "task.json"],
                ["env", "task.json", "--format", "json", "--decode"],
            ] {
                let result = try scene.start(words: command + ["--engine", engine.rawValue] + words).finish()
                #expect(result.end == .exited(0), "\(result.errorText)")
                expectNone(result.outputText + result.errorText, "\(command)")
            }
            for command in [
                ["show"], ["show", "--json"], ["runs"], ["runs", "--format", "json"], ["log"],
                ["report", "-o", "../home/report.html"],
            ] {
                let result = try scene.start(words: command).finish()
                #expect(result.end == .exited(0), "\(command): \(result.errorText)")
                expectNone(result.outputText + result.errorText, "\(command)")
            }
            try expectNoFile(below: scene.state)
            try expectNoFile(below: scene.scratch.at("cache"))
            for name in ["result.json", "report.html"] { expectNone(try scene.scratch.read("home/\(name)"), name) }
        }
    }

    /// In no form that it may be found in: as it is, in base64 at any place, in percent encoding.
    private static let forms: [String] = {
        let text = "\(canary)-"
        let inBase64 = (0..<3).map { shift -> String in
            let encoded = Data((String(repeating: "x", count: shift) + text).utf8).base64EncodedString()
            // What neighbours decide is left out at both ends.
            return String(encoded.dropFirst(shift == 0 ? 0 : 4).prefix(12))
        }
        return [canary] + inBase64
    }()

    private func expectNone(_ text: String, _ place: String, _ location: Testing.SourceLocation = #_sourceLocation) {
        for form in Self.forms { #expect(!text.contains(form), "\(place)", sourceLocation: location) }
    }

    private func expectNoFile(below folder: String, _ location: Testing.SourceLocation = #_sourceLocation) throws {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        #expect(!names.isEmpty, sourceLocation: location)
        // A build that is kept holds the user's own files, of which the definition is one here.
        for name in names where !name.hasSuffix("/app/task.json") {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
            expectNone(String(decoding: data, as: UTF8.self), name, location)
        }
    }
}
