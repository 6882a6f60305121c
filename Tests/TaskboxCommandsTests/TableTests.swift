import Documents
import Testing

@testable import TaskboxCommands

private let columns: [Table.Column] = [
    .init("name", "Name"), .init("command", "Command", canShrink: true),
    .init("timeout", "Timeout (s)", alignment: .right), .init("file", "File", isDefault: false, canShrink: true),
]

private let table = Table(
    columns: columns,
    rows: [
        [.init("export"), .init("python export.py --all"), .init(3600), .init("a.yaml")],
        [.init("a, b"), .init("echo \"x\"\nexit 1\n"), .init(60), .init(nil)],
        [.init("日本"), .init("a\tb \u{1b}[2J"), .init(JSONValue.integer(5), shown: "5 s"), .init("b.yaml")],
    ])

private func text(
    _ format: TableFormat, _ keys: [String] = ["name", "command", "timeout"], header: Bool = true, width: Int? = nil
) -> String {
    table.text(TableOptions(format: format, columns: keys, showsHeader: header), width: width)
}

@Suite("A table")
struct TableTests {
    @Test("for people: columns are aligned, also under wide letters; only the first line of a text is shown")
    func grid() {
        #expect(
            text(.table) == """
                Name    Command                 Timeout (s)
                export  python export.py --all         3600
                a, b    echo "x" …                       60
                日本    a\\tb \\u{1b}[2J                  5 s

                """)
    }

    @Test("the widest column that may shrink gives way until the line fits")
    func narrow() {
        #expect(
            text(.table, ["name", "command", "timeout", "file"], width: 42) == """
                Name    Command        Timeout (s)  File
                export  python expor…         3600  a.yaml
                a, b    echo "x" …              60
                日本    a\\tb \\u{1b}[…          5 s  b.yaml

                """)
    }

    @Test("a column keeps eight letters, however narrow the terminal is")
    func tiny() {
        #expect(
            text(.table, ["command", "name"], header: false, width: 5)
                == """
                python…   export
                echo "x…  a, b
                a\\tb \\u…  日本

                """)
    }

    @Test("without rows only the titles are there, without titles nothing")
    func empty() {
        let empty = Table(columns: columns, rows: [])
        let options = TableOptions(columns: ["name", "timeout"])
        #expect(empty.text(options) == "Name  Timeout (s)\n")
        #expect(empty.text(TableOptions(columns: ["name"], showsHeader: false)) == "")
        #expect(empty.text(TableOptions(format: .json, columns: ["name"])) == "[]\n")
    }

    @Test("as CSV: what holds a comma, a quotation mark or a line break is quoted")
    func csv() {
        #expect(
            text(.csv) == """
                Name,Command,Timeout (s)
                export,python export.py --all,3600
                "a, b","echo ""x""
                exit 1
                ",60
                日本,a\tb \\u{1b}[2J,5

                """)
    }

    @Test("as CSV with one column an empty value is a row all the same")
    func emptyValue() {
        #expect(text(.csv, ["file"], header: false) == "a.yaml\n\"\"\nb.yaml\n")
    }

    @Test("as CSV a quotation mark under a combining mark is doubled")
    func combining() {
        let table = Table(columns: [columns[0]], rows: [[.init("\"\u{301}")]])
        let text = table.text(TableOptions(format: .csv, columns: ["name"], showsHeader: false))
        #expect(Array(text.unicodeScalars) == ["\"", "\"", "\"", "\u{301}", "\"", "\n"])
    }

    @Test("as TSV: tabs take the place of commas")
    func tsv() {
        #expect(
            text(.tsv, ["timeout", "name", "command"], header: false) == """
                3600\texport\tpython export.py --all
                60\ta, b\t"echo ""x""
                exit 1
                "
                5\t日本\t"a\tb \\u{1b}[2J"

                """)
    }

    @Test("as plain text: a line for each row")
    func plain() {
        #expect(
            text(.plain) == """
                Name\tCommand\tTimeout (s)
                export\tpython export.py --all\t3600
                a, b\techo "x" exit 1\t60
                日本\ta b \\u{1b}[2J\t5

                """)
    }

    @Test("as JSON: objects with the columns' keys and the values' types")
    func json() {
        let two = Table(columns: columns, rows: Array(table.rows[1...]))
        #expect(
            two.text(TableOptions(format: .json, columns: ["timeout", "file", "name"])) == """
                [
                  {
                    "timeout": 60,
                    "file": null,
                    "name": "a, b"
                  },
                  {
                    "timeout": 5,
                    "file": "b.yaml",
                    "name": "日本"
                  }
                ]

                """)
    }
}

@Suite("The options of a table")
struct TableOptionsTests {
    private func options(_ words: String...) throws -> TableOptions {
        let parsed = words.map { word -> ParsedCommand.Option in
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            return .init(parts[0], parts.count > 1 ? parts[1] : nil)
        }
        return try TableOptions(ParsedCommand(command: "list", options: parsed), of: columns)
    }

    @Test("left out, the default columns are shown as a table")
    func standard() throws {
        #expect(try options() == TableOptions(format: .table, columns: ["name", "command", "timeout"]))
    }

    @Test("format, columns and the header are chosen")
    func all() throws {
        #expect(
            try options("format=tsv", "columns=timeout,Name", "no-header")
                == TableOptions(format: .tsv, columns: ["timeout", "name"], showsHeader: false))
    }

    @Test(
        "columns by names, wildcards and a plus",
        arguments: [
            ("+", ["name", "command", "timeout"]), ("file+", ["file", "name", "command", "timeout"]),
            ("+,file", ["name", "command", "timeout", "file"]), ("*m*", ["name", "command", "timeout"]),
            ("%e", ["name", "file"]), ("name, name,  file", ["name", "file"]), ("NAME", ["name"]),
        ])
    func columnNames(_ written: String, _ expected: [String]) throws {
        #expect(try options("columns=\(written)").columns == expected)
    }

    @Test("a repeated option adds columns")
    func repeated() throws {
        #expect(try options("columns=file", "columns=name").columns == ["file", "name"])
    }

    @Test("a column that does not exist is named, with the nearest")
    func unknown() {
        let error = #expect(throws: UsageError.self) { try options("columns=name,comand") }
        #expect(
            error?.message == "--columns: there is no column \"comand\"; did you mean command?; the columns are "
                + "name, command, timeout, file")
        let empty = #expect(throws: UsageError.self) { try options("columns=,") }
        #expect(empty?.message == "--columns: \",\" names no column")
    }
}
