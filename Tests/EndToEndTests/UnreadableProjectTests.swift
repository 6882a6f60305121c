import Foundation
import TestSupport
import Testing

/// A project that the user may not read is not an empty one.
@Suite(.enabled(if: OrdinaryUser.canBecome, OrdinaryUser.skipReason))
struct UnreadableProjectTests {
    private func validate(_ scene: Scene) throws -> [String] {
        let result = try OrdinaryUser.start(
            scene.scratch, ["validate"], environment: ["PATH": "/usr/bin:/bin"], folder: scene.project
        ).finish()
        #expect(result.end == .exited(1))
        return result.errorLines.dropLast().map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test(arguments: [
        (
            0o000, 0o644, "the folder \".upsun\" can not be read: you have no permission"
        ),
        (
            0o744, 0o644, "the file \".upsun/config.yaml\" can not be read: you have no permission"
        ),
        (
            0o755, 0o600, "the file \".upsun/config.yaml\" can not be read: you have no permission"
        ),
    ])
    func isSaid(_ folder: Int, _ file: Int, _ message: String) throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write("project/.upsun/config.yaml", "applications: {}\n", permissions: file)
            chmod(scene.scratch.at("project/.upsun"), mode_t(folder))
            expectLines(
                try validate(scene),
                ["taskbox: error: \(message)", "hint: check its permissions, and those of the folders above it"])
        }
    }

    @Test func anIncludedFileToo() throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write("project/build.sh", "make", permissions: 0o600)
            try scene.scratch.write(
                "project/.upsun/config.yaml",
                """
                applications: {}
                tasks:
                  a:
                    type: python:3.12
                    hooks: { build: !include { type: string, path: ../build.sh } }
                    run: { command: x }

                """)
            let lines = try validate(scene)
            #expect(
                lines.first
                    == ".upsun/config.yaml:5:52: error: tasks.a.hooks.build: \"../build.sh\" can not be read: you have no "
                    + "permission")
            #expect(lines.last == "hint: check its permissions, and those of the folders above it")
        }
    }

    private func expectLines(_ lines: [String], _ expected: [String]) { #expect(lines == expected) }
}
