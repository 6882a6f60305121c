import Documents

/// The notation of the public test suite for the events of a text.
enum YAMLEventText {
    static func of(_ text: String) throws -> String {
        var lines = ["+STR"]
        try Array(text.utf8).withUnsafeBufferPointer { bytes in
            var parser = YAMLParser(bytes)
            while try parser.nextDocument() {
                for event in parser.events where event.kind != .reserved { lines.append(line(of: event, parser)) }
            }
        }
        lines.append("-STR")
        return lines.map { $0 + "\n" }.joined()
    }

    private static func line(of event: YAMLEvent, _ parser: YAMLParser) -> String {
        let properties = parser.properties(of: event)
        let anchor = properties?.anchor.map { " &\($0)" } ?? ""
        let tag = properties?.tag.map { " <\($0)>" } ?? ""
        switch event.kind {
        case .documentStart: return event.isMarked ? "+DOC ---" : "+DOC"
        case .documentEnd: return event.isMarked ? "-DOC ..." : "-DOC"
        case .sequenceStart: return "+SEQ" + (event.isMarked ? " []" : "") + anchor + tag
        case .sequenceEnd: return "-SEQ"
        case .mappingStart: return "+MAP" + (event.isMarked ? " {}" : "") + anchor + tag
        case .mappingEnd: return "-MAP"
        case .alias: return "=ALI *" + content(of: event, parser)
        case .scalar: return "=VAL" + anchor + tag + " " + mark(of: event.style) + escaped(content(of: event, parser))
        case .reserved: return ""
        }
    }

    private static func content(of event: YAMLEvent, _ parser: YAMLParser) -> String {
        parser.withBytes(of: event.text) { String(decoding: $0, as: UTF8.self) }
    }

    private static func mark(of style: Scalar.Style) -> String {
        switch style {
        case .plain: ":"
        case .singleQuoted: "'"
        case .doubleQuoted: "\""
        case .literal: "|"
        case .folded: ">"
        case .file: "file"
        }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\u{8}": result += "\\b"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
