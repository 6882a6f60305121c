import Documents
import Foundation
import Planning
import Records
import Testing

@testable import TaskboxCommands

@Suite("Variables in words")
struct EnvironmentRenderingTests {
    private static let file = SourceFile(name: "task.json", text: "")
    private static let definition = EnvironmentVariable.Origin.definition(
        field: "variables.env.MODE", SourceLocation(file: file, line: 9, column: 7))

    private static let mode = PhaseVariable(
        name: "MODE", value: .bytes(Array("fast".utf8)), origin: .option("--variable"),
        overridden: [.init(.text("slow"), from: definition)])
    private static let token = PhaseVariable(
        name: "API_TOKEN", value: .bytes(Array("hunter22".utf8)), origin: .environmentFile(line: 2),
        overridden: [.init(.text("old"), from: .platform)], isSecret: true)
    private static let gone = PhaseVariable(name: "GONE", value: .removed, origin: .environmentFile(line: nil))
    private static let tree = PhaseVariable(name: "PLATFORM_TREE_ID", value: .unknownTree, origin: .platform)
    private static let bytes = PhaseVariable(
        name: "RAW", value: .bytes([0x61, 0xFF, 0xC3, 0x28]), origin: .environmentFile(line: 3))
    private static let routes = PhaseVariable(
        name: "PLATFORM_ROUTES",
        value: .bytes(Array(Data(#"{"https://x/": {"key": "hunter22"}}"#.utf8).base64EncodedString().utf8)),
        origin: .platform)

    private func views(_ variables: PhaseVariable..., revealing: Bool = false, decoding: Bool = false) -> [VariableView]
    {
        let redaction = Redaction(variables: [(name: "API_TOKEN", value: "hunter22")])
        return variables.map {
            VariableView(variable: $0, redaction: revealing ? nil : redaction, isDecoding: decoding)
        }
    }

    @Test("a listing cuts nothing")
    func listing() {
        #expect(
            EnvironmentListing.text(views(Self.mode, Self.token, Self.gone, Self.tree, Self.bytes)) == #"""
                MODE=fast
                    from --variable
                    replaces variables.env.MODE (task.json:9:7): slow
                API_TOKEN=********
                    from .environment:2
                    replaces platform: ********
                GONE (unset)
                    from .environment
                PLATFORM_TREE_ID (the Git tree of the source)
                    from platform
                RAW=a\xff\xc3(
                    from .environment:3

                """#)
        #expect(EnvironmentListing.text(views(Self.token, revealing: true)).hasPrefix("API_TOKEN=hunter22\n"))
    }

    @Test("the JSON inside is masked too")
    func decoded() {
        #expect(
            EnvironmentListing.text(views(Self.routes, decoding: true)) == """
                PLATFORM_ROUTES=
                    from platform
                    {
                      "https://x/": {
                        "key": "********"
                      }
                    }

                """)
        #expect(views(Self.routes, revealing: true, decoding: true)[0].text == #"{"https://x/": {"key": "hunter22"}}"#)
        #expect(views(Self.mode, decoding: true)[0].decoded == nil)
    }

    @Test("a table for programs has structure in JSON and text elsewhere")
    func tables() {
        let views = views(Self.mode, Self.gone, Self.bytes)
        let csv = EnvironmentTable.table(views, for: .csv).text(
            TableOptions(format: .csv, columns: ["name", "value", "origin", "overrides", "state", "base64"]))
        #expect(
            csv == #"""
                NAME,VALUE,ORIGIN,OVERRIDES,STATE,BASE64
                MODE,fast,--variable,variables.env.MODE (task.json:9:7): slow,set,
                GONE,,.environment,,unset,
                RAW,a\xff\xc3(,.environment:3,,set,Yf/DKA==

                """#)
        let json = EnvironmentTable.table(views, for: .json).text(
            TableOptions(format: .json, columns: ["name", "value", "origin", "overrides"]))
        #expect(json.contains(#""line": 9,"#))
        #expect(json.contains(#""value": null,"#))
    }

    @Test("what differs between two phases")
    func differences() {
        let a = PhaseVariable(name: "A", value: .bytes([0x31]), origin: .platform)
        let b = PhaseVariable(name: "A", value: .bytes([0x32]), origin: .option("--variable"))
        let differences = EnvironmentTable.differences(views(a, Self.mode, Self.token), views(b, Self.mode, Self.gone))
        #expect(differences.map(\.name) == ["A", "API_TOKEN"])
        let table = EnvironmentTable.table(differences, of: [.build, .run], for: .table)
        #expect(
            table.text(TableOptions(columns: ["name", "first", "second", "second_origin"])) == """
                NAME       BUILD     RUN        RUN ORIGIN
                A          1         2          --variable
                API_TOKEN  ********  (not set)

                """)
        #expect(
            EnvironmentListing.text(differences, of: [.build, .run]) == """
                A
                    build: 1  (platform)
                    run: 2  (--variable)
                API_TOKEN
                    build: ********  (.environment:2)
                    run: (not set)

                """)
    }

    @Test("scripts leave secrets out and quote the rest")
    func scripts() {
        let quoted = PhaseVariable(name: "Q", value: .bytes(Array("it's \"$x\"".utf8)), origin: .platform)
        let spaced = PhaseVariable(name: "S", value: .bytes(Array("a b".utf8)), origin: .platform)
        let views = views(Self.token, Self.gone, Self.tree, quoted, spaced)
        #expect(
            String(decoding: EnvironmentScript.shell(views), as: UTF8.self) == #"""
                # API_TOKEN is secret; --reveal writes it
                # PLATFORM_TREE_ID is not known
                export Q='it'\''s "$x"'
                export S='a b'

                """#)
        #expect(
            String(decoding: EnvironmentScript.dotenv(views), as: UTF8.self) == #"""
                # API_TOKEN is secret; --reveal writes it
                # PLATFORM_TREE_ID is not known
                Q="it's \"\$x\""
                S='a b'

                """#)
        #expect(EnvironmentScript.leftOut(views).map(\.name) == ["API_TOKEN", "PLATFORM_TREE_ID"])
    }
}
