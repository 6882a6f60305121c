import Documents
import Foundation
import TestSupport
import Testing

/// The platform's forms of the log.
@Suite struct LogFormatTests {
    // A line is shown when it is whole, so that no line of the other stream gets into it.
    private static let command =
        #"printf "one\ntwo"; sleep 0.15; printf "e1\n" >&2; sleep 0.15; printf "\377bad\n"; "#
        + #"printf half; sleep 0.15; printf " line\n"; sleep 0.15; echo err >&2; sleep 0.15; printf "no end""#

    @Test(arguments: EngineUnderTest.usable)
    func activity(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(Self.command, build: "echo built; sleep 0.1; echo warn >&2", deploy: "echo deployed")
            let result = try scene.run("--quiet", "--log-format", "activity")
            #expect(result.end == .exited(0))
            #expect(result.errorText == "")
            let text = String(decoding: result.output.map { $0 == 0xFF ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
                .replacing(/tree: [0-9a-f]{7}/, with: "tree: TREE").replacing(
                    /--task--[a-z0-9]{8}$/.anchorsMatchLineEndings(), with: "--task--ID")
            #expect(
                text == """
                    Building task 't' (runtime type: python:3.12, tree: TREE)
                      Executing build hook...
                        built
                        W: warn
                    Starting task container t--task--ID
                      Executing deploy hook for task t
                        deployed
                    one
                    W: e1
                    two?bad
                    half line
                    W: err
                    no end

                    """)
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func jsonLines(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(#"printf "a\"\\\t\n"; sleep 0.1; printf "e\n" >&2; sleep 0.1; printf "\377\n"; exit 3"#)
            let result = try scene.run("--quiet", "--log-format", "jsonl")
            #expect(result.end == .exited(3))
            #expect(result.errorText == "taskbox: error: run.command exited with status 3\n")
            let text = NormalisedText.of(result.outputText, scratch: scene.scratch.path)
                .replacing(/--task--[a-z0-9]{8}\\n/, with: "--task--ID\\n")
            #expect(
                text == #"""
                    {"_id":0,"data":{"timestamp":"MOMENT","message":"Starting task container t--task--ID\n"}}
                    {"_id":1,"data":{"timestamp":"MOMENT","message":"a\"\\t\n"}}
                    {"_id":2,"data":{"timestamp":"MOMENT","message":"W: e\n"}}
                    {"_id":3,"data":{"timestamp":"MOMENT","message":"\#u{FFFD}\n"}}
                    {"_id":4,"seal":true}

                    """#)
        }
    }

    /// Also a run that fails before its first phase closes the log.
    @Test func sealOfAFailedRun() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo never", with: [.init("source", ["root": "/missing"])])
            let result = try scene.run("--quiet", "--log-format", "jsonl")
            #expect(result.end == .exited(125))
            #expect(result.outputText == "{\"_id\":0,\"seal\":true}\n")
        }
    }
}
