import Documents
import Foundation
import TestSupport
import Testing

/// What a command leaves running ends with it, and nobody waits for it.
@Suite struct LeftoverTests {
    @Test(arguments: EngineUnderTest.usable)
    func backgroundChildrenDoNotDelayTheEnd(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("sleep 300 & setsid sleep 301 & echo done; sleep 0.3; exit 7")
            let result = try scene.run()
            #expect(result.end == .exited(7))
            #expect(result.outputText == "done\n")
            #expect(result.elapsed < .seconds(5))
            #expect(
                scene.errors(of: result) == scene.openingWithoutHooks() + [
                    "taskbox: warning: run.command left 2 processes running, which were ended as the platform's container "
                        + "would: sleep 300 (PID), sleep 301 (PID)",
                    "taskbox: run: exit status 7 after TIME, CPU TIME, peak memory SIZE",
                    Scene.summary(7, in: "run"),
                    "taskbox: error: run.command exited with status 7",
                ])
            try scene.expectRecord("exited", status: 7)
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func leftoverThatIgnoresSIGTERMIsKilled(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("trap '' TERM; (setsid sleep 300 &); echo done; exit 7")
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(7))
            #expect(result.outputText == "done\n")
            #expect(result.errorText == "taskbox: error: run.command exited with status 7\n")
            #expect(result.elapsed < .seconds(5))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func leftoversOfABuildHookAreGoneBeforeTheCommand(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                "kill -0 $(cat pid) 2>/dev/null && echo alive; true",
                build: "setsid sleep 300 >/dev/null 2>&1 & echo $! > pid; sleep 0.1")
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(0))
            #expect(result.outputText == "")
        }
    }
}
