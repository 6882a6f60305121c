import Foundation
import TestSupport
import Testing

/// The articles of the documentation: what they show is what taskbox does.
@Suite struct ArticleTests {
    static let catalog = Repository.root + "/Sources/taskbox/taskbox.docc"

    struct Article: Sendable, CustomTestStringConvertible {
        let name: String
        var testDescription: String { name }
        var text: String { (try? String(contentsOfFile: "\(catalog)/\(name)", encoding: .utf8)) ?? "" }

        static let all = ((try? FileManager.default.contentsOfDirectory(atPath: catalog)) ?? [])
            .filter { $0.hasSuffix(".md") }.sorted().map(Article.init(name:))

        static let withCommands = all.filter { !Transcript(article: $0.text).steps.isEmpty }
    }

    @Test func thereAreArticles() {
        #expect(
            Set(Article.withCommands.map(\.name)).isSuperset(of: [
                "DebuggingATimeout.md", "DebuggingTheEnvironment.md", "GettingStarted.md", "ReproducingARun.md",
                "TestingHooks.md",
            ]))
        // Commands stand where they are run.
        #expect(Article.all.allSatisfy { !$0.text.contains("```sh") })
    }

    /// The reader sits in a clone of this repository, on a machine where bubblewrap works.
    ///
    /// Elsewhere only the exit statuses are compared, and for root, who can write everywhere there, not even these.
    @Test(arguments: Article.withCommands)
    func shows(_ article: Article) throws {
        try Scene.with(.host) { scene in
            let clone = scene.scratch.at("home/taskbox")
            try scene.scratch.folder("home/taskbox")
            let transcript = Transcript(article: article.text)
            let path = [BuiltProducts.folder.path, scene.environment["PATH"] ?? ""].joined(separator: ":")
            let environment = ["PATH": path, "HOME": scene.scratch.at("home"), "USER": "you", "LC_ALL": "C.UTF-8"]
            // cp, because Foundation can not copy what belongs to another user. A clone is a repository, if there is a Git
            // to make one.
            let preparation = "cp -R '\(Repository.root)/samples' . && git init --quiet . 2> /dev/null\n"
            let run = try TaskboxRun(
                "/bin/sh", ["-c", preparation + transcript.script], environment: environment,
                folder: clone, outputs: scene.scratch.at("runs/article"))
            let result = run.finish(within: .seconds(60))
            let output = result.outputText.replacing(scene.scratch.at("home"), with: "/home/you")
            let observations = Transcript.observations(in: output)
            #expect(observations.count == transcript.steps.count, "\(output)\n\(result.errorText)")
            for (step, observation) in zip(transcript.steps, observations) {
                guard EngineUnderTest.bubblewrapWorks || geteuid() != 0 else { continue }
                #expect(
                    observation.status == step.status, "\(step.command):\n\(observation.output.joined(separator: "\n"))"
                )
                guard EngineUnderTest.bubblewrapWorks, !step.output.isEmpty else { continue }
                #expect(
                    Transcript.matches(observation.output, step.output),
                    "\(step.command) printed:\n\(observation.output.joined(separator: "\n"))")
            }
        }
    }

    @Test(.enabled(if: MachineProgram.docc.path != nil, "docc is not in this toolchain"))
    func doccFindsNothing() throws {
        try Scene.with(.host) { scene in
            let check = try TaskboxRun(
                "/bin/sh",
                [
                    // docc can not copy what belongs to another user: neither a catalog nor its own pages for browsers.
                    "-c",
                    "cp -R \"$1\" taskbox.docc && exec \"$0\" convert taskbox.docc --output-path archive "
                        + "--fallback-display-name taskbox --fallback-bundle-identifier taskbox --warnings-as-errors "
                        + "--no-transform-for-static-hosting",
                    try #require(MachineProgram.docc.path), Self.catalog,
                ], environment: scene.environment, folder: scene.project, outputs: scene.scratch.at("runs/docc")
            ).finish()
            #expect(check.end == .exited(0), "\(check.errorText)\(check.outputText)")
            #expect(!check.errorText.contains("warning:"), "\(check.errorText)")
        }
    }
}
