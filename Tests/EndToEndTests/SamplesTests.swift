import Documents
import Foundation
import TestSupport
import Testing

/// The samples do what their folders say.
@Suite struct SamplesTests {
    /// A folder of `samples/`.
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        var testDescription: String { name }
        var folder: String { Repository.root + "/samples/" + name }

        func text(_ file: String) throws -> String {
            try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        }

        /// A sample is a project, or a definition with its files.
        var isProject: Bool { FileManager.default.fileExists(atPath: "\(folder)/.upsun") }

        /// The words of the file `arguments`, which may be missing.
        var arguments: [String] {
            ((try? text("arguments")) ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        }

        static let all = ((try? FileManager.default.contentsOfDirectory(atPath: Repository.root + "/samples")) ?? [])
            .filter { !$0.hasSuffix(".json") }.sorted().map(Sample.init(name:))
    }

    @Test func thereAreSamples() {
        #expect(Set(Sample.all.map(\.name)).isSuperset(of: ["env", "hello", "hooks", "project", "timeout"]))
    }

    @Test(arguments: EngineUnderTest.usable, Sample.all)
    func printsAndReturnsWhatIsExpected(_ engine: EngineUnderTest, _ sample: Sample) throws {
        try Scene.with(engine) { scene in
            let task = sample.isProject ? [] : ["samples/\(sample.name)/task.json"]
            let words = ["run"] + task + ["--engine", engine.rawValue] + sample.arguments
            let result = try scene.start(
                words: words, folder: sample.isProject ? sample.folder : Repository.root
            ).finish()
            let status = Int32(try sample.text("expected-status").trimmingCharacters(in: .whitespacesAndNewlines))
            #expect(result.end == .exited(try #require(status)), "\(result.errorText)")
            #expect(result.outputText == (try sample.text("expected-stdout")))
        }
    }
}
