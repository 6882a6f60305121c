import Documents
import Foundation
import TestSupport
import Testing

/// `taskbox validate` on the scripts of tasks.
@Suite struct ScriptCheckTests {
    private static let hasDash = ["/bin/dash", "/usr/bin/dash"].contains { (path: String) in access(path, X_OK) == 0 }

    private static let config = """
        applications: {}
        tasks:
          one:
            type: python:3.12
            hooks:
              build: |
                set -e
                if [[ -f x ]]; then
                  make
                fi
              deploy: !include { type: string, path: ../deploy.sh }
            run:
              command: "set -e\\nif true; then\\n  source x\\n"
          two:
            type: python:3.12
            run:
              command: >-
                make all &&
                echo 'never closed

        """

    private func validate(_ words: String..., body: (TaskboxRun.Result) throws -> Void) throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write("project/.upsun/config.yaml", Self.config)
            try scene.scratch.write("project/deploy.sh", "cd x\nfiles=(a b)\n")
            try body(scene.start(words: ["validate"] + words).finish())
        }
    }

    @Test(.enabled(if: hasDash, "there is no dash"))
    func everyMistakeIsShownWhereItIsWritten() throws {
        try validate { result in
            #expect(result.end == .exited(1))
            let lines = result.errorLines.filter { $0.contains(": tasks.") || $0.contains("hint:") }
            #expect(
                lines == [
                    ".upsun/config.yaml:8:12: warning: tasks.one.hooks.build: dash has no \"[[\"",
                    "  hint: write \"[ … ]\", with \"=\" for equality and quotation marks around variables",
                    ".upsun/config.yaml:13:42: error: tasks.one.run.command: dash refuses the script: end of file unexpected "
                        + "(expecting \"fi\")",
                    "  hint: something is open that \"fi\" closes",
                    ".upsun/config.yaml:13:42: warning: tasks.one.run.command: dash has no \"source\"",
                    "  hint: write . ./FILE",
                    ".upsun/config.yaml:19:14: error: tasks.two.run.command: dash refuses the script: Unterminated quoted "
                        + "string",
                    "  hint: close the quotation mark",
                    "deploy.sh:2:1: error: tasks.one.hooks.deploy: dash has no arrays (dash: \"(\" unexpected)",
                    "  hint: use \"set --\" and \"$@\", or words in one variable",
                ])
        }
    }

    @Test(.enabled(if: hasDash, "there is no dash"))
    func theProblemsAsJSON() throws {
        try validate("two", "--json") { result in
            #expect(result.end == .exited(1))
            #expect(result.errorText == "")
            #expect(
                result.outputText == """
                    [
                      {
                        "file": ".upsun/config.yaml",
                        "line": 19,
                        "column": 14,
                        "severity": "error",
                        "path": "tasks.two.run.command",
                        "message": "dash refuses the script: Unterminated quoted string",
                        "hint": "close the quotation mark"
                      }
                    ]

                    """)
        }
    }

    @Test func withoutDashItIsSaidOnce() throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write("project/.upsun/config.yaml", Self.config)
            try scene.scratch.write("project/deploy.sh", "make\n")
            let result = try scene.start(words: ["validate"], environment: ["PATH": scene.scratch.at("home")]).finish()
            #expect(result.end == .exited(0))
            #expect(
                result.errorLines.first
                    == "taskbox: note: there is no dash on this machine, so that the syntax of scripts is not checked")
            #expect(result.errorLines.count { $0.contains("there is no dash") } == 1)
        }
    }
}
