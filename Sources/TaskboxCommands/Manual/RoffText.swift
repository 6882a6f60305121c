/// Text for `man`, in which nothing of what it says is taken for an instruction.
///
/// The macros are those of man(7), which groff and mandoc both know; lines are kept short, as both ask for.
struct RoffText {
    private(set) var lines: [String] = []
    private static let width = 78

    /// The head of a page, with no word broken and no space stretched: much of it is typed by its readers.
    ///
    /// The date is written as it is, `2026-01-31`: programs read it.
    mutating func head(title: String, section: Int, date: String, source: String) {
        lines.append(".TH \(Self.escaped(title)) \(section) \(date) \"\(Self.escaped(source))\"")
        lines += [".nh", ".ad l"]
    }

    /// A macro with its arguments, each of which may hold spaces.
    mutating func macro(_ name: String, _ arguments: String...) {
        let words = arguments.map { argument in
            let text = Self.escaped(argument)
            return text.contains(" ") || text.isEmpty ? "\"\(text)\"" : text
        }
        lines.append(([".\(name)"] + words).joined(separator: " "))
    }

    /// A paragraph of running text; begins where the last macro left off.
    mutating func text(_ text: String) {
        var line = ""
        for word in text.split(separator: " ").map({ Self.escaped(String($0)) }) {
            if !line.isEmpty, line.utf8.count + 1 + word.utf8.count > Self.width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? Self.atLineStart(word) : " " + word
        }
        if !line.isEmpty { lines.append(line) }
    }

    /// A line of pieces in their fonts, such as an option with its placeholder.
    mutating func line(_ pieces: [Piece]) { lines.append(Self.atLineStart(pieces.map(\.source).joined())) }

    /// A line of code, which stays as it is.
    mutating func code(_ text: String) { lines.append(Self.atLineStart(Self.escaped(text))) }

    /// A piece of a line in one font.
    enum Piece {
        case plain(String)
        case bold(String)
        case italic(String)

        fileprivate var source: String {
            switch self {
            case .plain(let text): escaped(text)
            case .bold(let text): "\\fB\(escaped(text))\\fR"
            case .italic(let text): "\\fI\(escaped(text))\\fR"
            }
        }
    }

    /// A dot at the start of a line is an instruction; apostrophes are escaped anyway.
    private static func atLineStart(_ line: String) -> String { line.hasPrefix(".") ? "\\&\(line)" : line }

    /// Signs that roff obeys or replaces by finer ones, which nobody could copy into a shell, and those beyond ASCII.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\(rs"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "\"": result += "\\(dq"
            case "\u{20}"..."\u{7E}": result.unicodeScalars.append(scalar)
            case "\n", "\t": result += " "
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
            }
        }
        return result
    }
}
