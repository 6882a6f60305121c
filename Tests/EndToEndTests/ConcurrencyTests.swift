import Documents
import Foundation
import TestSupport
import Testing

/// Runs of one project do not get in each other's way.
@Suite struct ConcurrencyTests {
    @Test(arguments: EngineUnderTest.usable, [2, 8])
    func runsAtOnce(_ engine: EngineUnderTest, _ count: Int) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                "echo $N > own; cat own 2>/dev/null; cat var/n; exit $N",
                build: "sleep 0.2; touch \"$PLATFORM_CACHE_DIR/shared\"", deploy: "echo $N > var/n; sleep 0.2",
                with: [.init("mounts", ["/var": ["source": "instance", "source_path": "v"]])])
            let runs = try (1...count).map { try scene.start(["--variable", "env:N=\($0)"]) }
            for (number, run) in zip(1..., runs) {
                let result = run.finish()
                #expect(result.end == .exited(Int32(number)), "\(result.errorText)")
                #expect(result.outputText.hasSuffix("\(number)\n"))
                let warnings = result.errorLines.filter {
                    $0.hasPrefix("taskbox: warning: ") && !$0.contains("would fail")
                }
                #expect(warnings == [])
            }
            #expect(scene.records.count == count)
            for record in scene.records {
                #expect(try scene.json("\(record)/activity.json")["state"] == "complete")
            }
        }
    }
}
