import Documents
import Foundation
import TestSupport
import Testing

/// `.environment` is sourced before the deploy hook and the command, and can not stop them.
@Suite struct EnvironmentFileTests {
    static let early = "taskbox: warning: .environment ended early; the script runs all the same"

    private static let script = "echo \"$A\" \"$B\" \"$C\"\necho second\nno-such-program"

    @Test(
        arguments: EngineUnderTest.usable,
        [
            ("A=plain\nexport B=exported\nC=\"$A too\"\n", "plain exported plain too\nsecond\n", [] as [String]),
            ("A=plain\nexit 3\nB=never\n", "plain  \nsecond\n", []),
            (
                "A=plain\nif then\nB=never\n", "plain  \nsecond\n",
                ["2: ./.environment: Syntax error: \"then\" unexpected"]
            ),
            ("set -eu\nA=plain\nfalse\nB=never\n", "plain  \nsecond\n", []),
        ])
    func scriptRunsWhateverTheFileDoes(
        _ engine: EngineUnderTest, _ file: (text: String, output: String, errors: [String])
    ) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write("project/.environment", file.text)
            try scene.define(Self.script)
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(127))
            #expect(result.outputText == file.output)
            // Without the name of the shell; the line is that of the script, whatever came before it.
            let errors = result.errorLines.map { $0.replacing(#/^\S*sh: /#, with: "") }
            #expect(
                errors == file.errors + (file.text.contains("C=") ? [] : [Self.early]) + [
                    "3: no-such-program: not found", "taskbox: error: run.command exited with status 127",
                ])
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func buildDoesNotSeeTheFile(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write("project/.environment", "A=file\n")
            try scene.define(
                "echo run $A $B", build: "echo build ${A-unset}; echo B=made >> .environment",
                deploy: "echo deploy $A $B")
            let result = try scene.run("--quiet")
            #expect(result.outputText == "build unset\ndeploy file made\nrun file made\n")
        }
    }

    @Test(arguments: EngineUnderTest.usable, [false, true])
    func longScripts(_ engine: EngineUnderTest, _ hasEnvironmentFile: Bool) throws {
        try Scene.with(engine) { scene in
            if hasEnvironmentFile { try scene.scratch.write("project/.environment", "A=file\n") }
            let filler = "# " + String(repeating: "x", count: 200_000)
            try scene.define("echo one\n\(filler)\necho $A; exit 9", build: "\(filler)\necho built")
            let result = try scene.run()
            #expect(result.end == .exited(9))
            #expect(result.outputText == "built\none\n\(hasEnvironmentFile ? "file" : "")\n")
            #expect(
                result.errorLines.contains(
                    "taskbox: not as on the platform: PLATFORM_APPLICATION: comes without hooks, variables and run.command: as a "
                        + "whole it is longer than the 131072 bytes that Linux passes to a process"))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func variableThatNoProcessCanHave(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            let witness = scene.scratch.at("witness")
            try scene.define(
                "touch \(witness)", build: "touch \(witness)",
                variables: [.init("BIG", .string(String(repeating: "x", count: 140_000)))])
            let result = try scene.run()
            #expect(result.end == .exited(125))
            let message =
                "error: environment of build: the variable \"BIG\" takes 140005 bytes, more than the 131072 that Linux passes "
                + "to a process"
            #expect(result.errorLines.first?.hasSuffix(message) == true, "\(result.errorLines.first ?? "")")
            #expect(result.errorLines.first?.hasPrefix("task.json:11:7: ") == true)
            #expect(result.errorText.matches(of: #/error: /#).count == 1)
            #expect(!FileManager.default.fileExists(atPath: witness))
            #expect(scene.records == [])
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func fileThatChangesThePositionalParameters(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write("project/.environment", "set -- a b\nA=file\n")
            try scene.define("echo $A $#; printenv __taskbox_script || echo unseen")
            #expect(try scene.run("--quiet").outputText == "file 0\nunseen\n")
        }
    }
}
