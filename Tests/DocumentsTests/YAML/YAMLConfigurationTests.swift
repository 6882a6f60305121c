import Documents
import Testing

/// Files as people write them: what a hook script is in the end, is what the shell gets.
@Suite struct YAMLConfigurationTests {
    private static let project = """
        # The project's configuration
        applications:
          app:
            type: 'php:8.3'
            source: {root: "/", operations: {update: {command: "composer update --no-dev"}}}   # trailing comment

            relationships:
                database:           # null: the default endpoint
                cache: "redis:redis"
            mounts: { "/var/cache": {source: tmp, source_path: cache},
                      "/var/files": {
                        source: storage,   # in the middle
                        source_path: files,
                      },
            }
        tasks:
          .defaults: &defaults
            type: nodejs:22
            variables: &vars
              env: {NODE_ENV: production, RETRIES: 3, RATIO: .5, EMPTY: , "QUOTED KEY": 'it''s'}
        # a comment at column 0
                # and one that is indented too far
          export:
            <<: *defaults
            container_profile: BALANCED
            hooks:
              build: |
                set -e
                # not a comment of YAML
                npm ci  \u{20}
                cat > .env <<EOF
                A="1"
                  B='two: 3'

                EOF
                if [ -n "$X" ]; then
                \tmake all \\
                \t\tinstall
                fi


              deploy: >-
                node migrate.js
                --all
                --verbose

                  echo indented

                echo done
            run:
              command: "node export.js \\
                --format=csv"
              timeout: 900
            authorizations:
            - type: env
              action: view
            -
              type: task
              action: operate
              resource: export
            additional_hosts: {db.internal: "10.0.0.1"}
            stack: [ "php@8.3", {
              "redis": ~ } ]
        """

    @Test func aWholeProject() {
        let reading = YAMLReading(Self.project)
        #expect(reading.findings == [])
        let root = reading.documents.first
        #expect(
            root?.at("applications", "app")?.plainValue == [
                "type": "php:8.3",
                "source": ["root": "/", "operations": ["update": ["command": "composer update --no-dev"]]],
                "relationships": ["database": nil, "cache": "redis:redis"],
                "mounts": [
                    "/var/cache": ["source": "tmp", "source_path": "cache"],
                    "/var/files": ["source": "storage", "source_path": "files"],
                ],
            ])
        let task = root?.at("tasks", "export")
        #expect(
            task?.at("variables")?.plainValue == [
                "env": [
                    "NODE_ENV": "production", "RETRIES": 3, "RATIO": .float(0.5), "EMPTY": nil, "QUOTED KEY": "it's",
                ]
            ])
        #expect(task?.at("type")?.plainValue == "nodejs:22")
        #expect(
            task?.at("hooks", "build")?.scalar?.text == """
                set -e
                # not a comment of YAML
                npm ci  \u{20}
                cat > .env <<EOF
                A="1"
                  B='two: 3'

                EOF
                if [ -n "$X" ]; then
                \tmake all \\
                \t\tinstall
                fi

                """)
        #expect(
            task?.at("hooks", "deploy")?.scalar?.text
                == "node migrate.js --all --verbose\n\n  echo indented\n\necho done")
        #expect(task?.at("run")?.plainValue == ["command": "node export.js --format=csv", "timeout": 900])
        #expect(
            task?.at("authorizations")?.plainValue == [
                ["type": "env", "action": "view"], ["type": "task", "action": "operate", "resource": "export"],
            ])
        #expect(task?.at("stack")?.plainValue == ["php@8.3", ["redis": nil]])
    }

    @Test func windowsLineEndingsMakeNoDifference() {
        let reading = YAMLReading(Self.project.replacing("\n", with: "\r\n"))
        #expect(reading.findings == [])
        #expect(reading.values == YAMLReading(Self.project).values)
        #expect(
            reading.documents.first?.at("tasks", "export", "run", "timeout")?.location
                .description == "config.yaml:53:16")
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func everyLineBreakEndsALine(lineBreak: String) {
        let text = ["a: |", "  x", "", "  y", "b: p", "  q", "c: 'r", "", "  s'", "d: 1"].joined(separator: lineBreak)
        let reading = YAMLReading(text)
        #expect(reading.values == [["a": "x\n\ny\n", "b": "p q", "c": "r\ns", "d": 1]])
        #expect(reading.documents.first?.at("d")?.location.description == "config.yaml:10:4")
    }

    // MARK: Places

    @Test func valuesHaveTheirPlaces() {
        let root = YAMLReading("é: [ü, {k: v}]\nb:\n  - &y !t z\n  - |\n    text\nn:\n")
            .documents.first
        #expect(root?.location.description == "config.yaml:1:1")
        #expect(root?.at("é")?.location.description == "config.yaml:1:4")
        #expect(root?.at("é", "0")?.location.description == "config.yaml:1:5")
        #expect(root?.at("é", "1")?.location.description == "config.yaml:1:8")
        #expect(root?.at("é", "1", "k")?.location.description == "config.yaml:1:12")
        #expect(root?.at("b")?.location.description == "config.yaml:3:3")
        #expect(root?.at("b", "0")?.location.description == "config.yaml:3:11")
        #expect(root?.at("b", "1")?.location.description == "config.yaml:4:5")
        #expect(root?.at("n")?.location.description == "config.yaml:6:3")
    }

    @Test func aScriptKnowsTheLineItBeginsOn() {
        let root = YAMLReading(
            "a: |  # note\n  one\n  two\nb: >-\n\n\n  folded\nc: plain\nd: |2\n    indented\ne: 'x\n  y'\n"
        )
        .documents.first
        #expect(
            root?.at("a")?.scalar == Scalar(.string("one\ntwo\n"), style: .literal, text: "one\ntwo\n", contentLine: 2))
        // The two empty lines are a part of the text, so it begins with them.
        #expect(
            root?.at("b")?.scalar == Scalar(.string("\n\nfolded"), style: .folded, text: "\n\nfolded", contentLine: 5))
        #expect(root?.at("c")?.scalar == Scalar(.string("plain"), style: .plain, text: "plain", contentLine: 8))
        #expect(
            root?.at("d")?.scalar
                == Scalar(.string("  indented\n"), style: .literal, text: "  indented\n", contentLine: 10))
        #expect(root?.at("e")?.scalar == Scalar(.string("x y"), style: .singleQuoted, text: "x y", contentLine: 11))
    }

    // MARK: Block scalars

    @Test(arguments: [
        // Chomping, with and without a final newline
        ("a: |\n  x\n\n\nb: 1\n", "x\n"), ("a: |-\n  x\n\n\nb: 1\n", "x"), ("a: |+\n  x\n\n\nb: 1\n", "x\n\n\n"),
        ("a: |\n  x", "x"), ("a: |-\n  x", "x"), ("a: |+\n  x", "x"), ("a: |\n  x\n\n  y\n   ", "x\n\ny\n \n"),
        // Nothing but the header
        ("a: |\n", ""), ("a: |", ""), ("a: |+\n\n\n", "\n\n"), ("a: |\nb: 1\n", ""), ("a: >-\n# comment\nb: 1\n", ""),
        // Indentation
        ("a: |\n      deep\n      text\n", "deep\ntext\n"), ("a: |1\n  x\n y\n", " x\ny\n"),
        ("a: |2-\n\n    first is deeper\n  second\n", "\n  first is deeper\nsecond"),
        ("a: |-2\n  x\n", "x"), ("a: |\n  x\n    y\n  z\n", "x\n  y\nz\n"),
        // White space inside
        ("a: |\n  x  \n  \ty\n   \n  z\n", "x  \n\ty\n \nz\n"), ("a: |\n  \tx\n", "\tx\n"),
        ("a: |\n\n\n  x\n", "\n\nx\n"),
        // Comments: one of YAML ends the scalar, one of the script is a part of it
        ("a: | # note\n  # script\n  x # y\n# end\nb: 1\n", "# script\nx # y\n"),
        ("a: |\n  x\n  # script\n # end\n\n# end\n", "x\n# script\n"),
        // Things that look like YAML
        ("a: |\n  - b: {\n  ---\n  ...\n  %x\n  'y\n", "- b: {\n---\n...\n%x\n'y\n"),
        // Folding
        ("a: >\n  x\n  y\n\n  z\n\n\n  w\n", "x y\nz\n\nw\n"), ("a: >-\n  x\n    y\n    z\n  w\n", "x\n  y\n  z\nw"),
        ("a: >\n  x\n   - y\n\n   - z\n\n  w\n", "x\n - y\n\n - z\n\nw\n"), ("a: >\n\n  x\n", "\nx\n"),
        ("a: >+\n  x\n\n", "x\n\n"),
        ("a: >\n  x \n  y\n", "x  y\n"), ("a: >\n  x\n  \ty\n", "x\n\ty\n"),
    ])
    func blockScalars(text: String, value: String) {
        let reading = YAMLReading(text)
        #expect(reading.findings == [])
        #expect(reading.documents.first?.at("a")?.scalar?.text == value)
    }

    @Test func blockScalarsInSequences() {
        #expect(
            YAMLReading("- |\n a\n-  >\n  b\n- - |\n   c\n- k: |\n   d\n  l: |-\n    e\n").values == [
                ["a\n", "b\n", ["c\n"], ["k": "d\n", "l": "e"]]
            ])
        #expect(YAMLReading("k:\n- |\n  a\n- b\nl: c\n").values == [["k": ["a\n", "b"], "l": "c"]])
    }

    // MARK: Other forms

    @Test(arguments: [
        ("a: x\n  y\n\n  z # c\nb: 1\n", "x y\nz"), ("a: http://x.y/z?q=1#f\n", "http://x.y/z?q=1#f"),
        ("a: x:y\n", "x:y"), ("a: -x\n", "-x"), ("a: x - y\n", "x - y"), ("a: x, [y]\n", "x, [y]"),
        ("a: 'x ''y'''\n", "x 'y'"), ("a: 'x\n\n  y'\n", "x\ny"), ("a: \"x\\\n  y\"\n", "xy"),
        ("a: \"x \\\n  \\ y\"\n", "x  y"),
        ("a: \"x\\n\n  y\"\n", "x\n y"), ("a: \"x\n\"\nb: 1\n", "x "), ("a:\n  x\n  y\n", "x y"),
        ("a:\n\n  # c\n  x\n", "x"),
        ("a:   x   \nb: 1\n", "x"), ("a:\tx\n", "x"), ("a : x\n", "x"), ("'a': x\n", "x"), ("? a\n: x\n", "x"),
        ("a: !\n", ""),
        ("{a: x}", "x"), ("{a: 'x',}", "x"), ("{\"a\":x}", "x"), ("{a:\n  x\n}\n", "x"), ("---\na: x\n...\n", "x"),
        ("a: &b\n  x\n", "x"), ("&m\n&k a: x\n", "x"), ("a: &b !!str\n  x\n", "x"), ("\n\n#c\na: x", "x"),
        ("a: x#y\n", "x#y"),
    ])
    func inlineScalars(text: String, value: String) {
        let reading = YAMLReading(text)
        #expect(reading.findings == [])
        #expect(reading.documents.first?.at("a")?.scalar?.text == value)
    }

    /// YAML 1.2 asks for one space more, but so many people write it this way that every common reader takes it.
    @Test func aClosingBracketMayStandBelowItsKey() {
        let text = "a: [\n  1,\n]\nb:\n  c: {\n    d: 2\n  }\n  e: 3\n"
        #expect(YAMLReading(text).findings == [])
        #expect(YAMLReading(text).values == [["a": [1], "b": ["c": ["d": 2], "e": 3]]])
    }

    @Test func documents() {
        #expect(YAMLReading("").values == [])
        #expect(YAMLReading("# only a comment\n").values == [])
        #expect(YAMLReading("---\n").values == [nil])
        #expect(
            YAMLReading("a: 1\n---\nb: 2\n...\n# c\n---\n- 3\n--- text\n--- |\n block\n...\n").values
                == [["a": 1], ["b": 2], [3], "text", "block\n"])
    }

    @Test func includesKeepTheirTag() {
        let root = YAMLReading(
            "hooks:\n  build: !include build.sh\n  deploy: !include\n    type: string\n    path: deploy.sh\n"
        )
        .documents.first
        #expect(root?.at("hooks", "build")?.tag == "!include")
        #expect(root?.at("hooks", "build")?.plainValue == "build.sh")
        #expect(root?.at("hooks", "deploy")?.tag == "!include")
        #expect(root?.at("hooks", "deploy")?.plainValue == ["type": "string", "path": "deploy.sh"])
    }
}
