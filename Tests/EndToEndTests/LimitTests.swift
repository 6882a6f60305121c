import Foundation
import TestSupport
import Testing

/// Memory and CPU limits, by whatever means this machine has.
@Suite struct LimitTests {
    private static let options = ["--limits", "--size", "XS", "--profile", "HIGH_CPU"]

    /// The means that `plan` names.
    private func means(_ scene: Scene) throws -> String {
        let result = try scene.start(words: ["plan", "task.json", "--json"] + Self.options).finish()
        let plan = try JSONSerialization.jsonObject(with: Data(result.outputText.utf8)) as? [String: Any]
        let resources = try #require(plan?["resources"] as? [String: Any])
        #expect(resources["memory"] as? Int == 128 << 20)
        return try #require(resources["limits"] as? String)
    }

    @Test(arguments: EngineUnderTest.usable)
    func memoryThatIsUsedUp(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("tail /dev/zero; exit 9")
            let means = try means(scene)
            let result = try scene.start(Self.options).finish()
            #expect(result.end == .exited(9))
            let last = scene.errors(of: result).last ?? ""
            if means == "process" {
                #expect(last == "taskbox: error: run.command exited with status 9")
                #expect(result.errorText.contains("tail: memory exhausted"))
            } else {
                #expect(
                    last.wholeMatch(
                        of:
                            #/taskbox: error: run\.command exited with status 9: out of memory, the kernel killed a process at the limit of 128 MB( \(peak 12[78] MB\))?/#
                    ) != nil, "\(last)")
                let shown = try scene.taskbox("show")
                #expect(shown.outputText.contains("out of memory, the kernel killed a process at the limit of 128 MB"))
            }
            expectNoGroups()
        }
    }

    /// Several processes together reach the limit, which the limits of each alone would not see.
    @Test(arguments: EngineUnderTest.usable)
    func allProcessesTogether(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                "for i in 1 2 3 4; do head -c 50000000 /dev/zero | tail -c 50000000 | sleep 2 & done; wait; true")
            let means = try means(scene)
            let result = try scene.start(Self.options).finish()
            #expect(result.end == .exited(0))
            let isTold = result.errorText.contains(
                "warning: run.command succeeded, but it ran out of memory, the kernel killed ")
            #expect(isTold == (means != "process"), "\(result.errorText)")
            expectNoGroups()
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func aBuildHasNoLimits(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true", build: "head -c 200000000 /dev/zero | tail -c 200000000 | wc -c")
            let result = try scene.start(Self.options).finish()
            #expect(result.end == .exited(0))
            #expect(result.outputText == "200000000\n")
        }
    }

    @Test func aTimeoutWithinLimits() throws {
        try Scene.with(.host) { scene in
            try scene.define("setsid sleep 300 & trap '' TERM; sleep 301; sleep 302", timeout: 1)
            let result = try scene.start(Self.options + ["--grace", "1"]).finish()
            #expect(result.end == .exited(124))
            expectNoGroups()
        }
    }

    @Test func aSizeThatDoesNotExist() throws {
        try Scene.with(.host) { scene in
            try scene.define("true")
            let result = try scene.run("--size", "3")
            #expect(result.end == .exited(64))
            #expect(
                result.errorText == """
                    taskbox: error: --size: "3" is not a size that the platform offers; those are 0.1, 0.25, 0.5, 1, 2, 4, \
                    6, 8, 16, 32, 48, 64
                    taskbox: hint: taskbox run --help shows what there is

                    """)
        }
    }

    /// No group of a taskbox that is gone is left in any of the kernel's hierarchies.
    private func expectNoGroups(_ location: Testing.SourceLocation = #_sourceLocation) {
        let enumerator = FileManager.default.enumerator(atPath: "/sys/fs/cgroup")
        let left = (enumerator?.compactMap { $0 as? String } ?? []).filter { path in
            guard let name = path.split(separator: "/").last, name.hasPrefix("taskbox-") else { return false }
            let owner = name.dropFirst("taskbox-".count).prefix { $0.isNumber }
            return Int32(owner).map { kill($0, 0) != 0 } ?? false
        }
        #expect(left.isEmpty, sourceLocation: location)
    }
}
