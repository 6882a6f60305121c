// Scalars and tags: YAML 1.2.2 chapters 6.9 and 10.
extension YAMLComposer {
    mutating func composeScalar(_ event: YAMLEvent, tag: String?, at location: SourceLocation) -> Node {
        let resolved: (value: Scalar.Value, text: String)
        var remainingTag: String?
        if let tag {
            resolved = resolve(event, tag: tag, at: location)
            remainingTag = Self.isResolved(tag) ? nil : tag
        } else if event.style == .plain {
            resolved = parser.withBytes(of: event.text) { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                return (CoreSchema.resolve(bytes) ?? .string(text), text)
            }
            warnOfDialect(event, text: resolved.text, at: location)
        } else {
            let text = parser.withBytes(of: event.text) { String(decoding: $0, as: UTF8.self) }
            resolved = (.string(text), text)
        }
        let isBlock = event.style == .literal || event.style == .folded
        let scalar = Scalar(
            resolved.value, style: event.style, text: resolved.text,
            contentLine: isBlock ? location.line + 1 : location.line)
        return Node(.scalar(scalar), at: location, tag: remainingTag)
    }

    private mutating func warnOfDialect(_ event: YAMLEvent, text: String, at location: SourceLocation) {
        guard let difference = parser.withBytes(of: event.text, YAMLDialect.difference) else { return }
        findings.warning(
            at: location,
            "\"\(text)\" without quotes is \(difference.here) here, but \(difference.there) to readers of YAML 1.1, "
                + "such as the platform's",
            hint: difference.hint)
    }

    // MARK: Tags

    /// Whether a tag has done its work once the scalar's value is known.
    private static func isResolved(_ tag: String) -> Bool {
        guard tag.hasPrefix(YAMLParser.corePrefix) else { return tag == "!" }
        switch tag.dropFirst(YAMLParser.corePrefix.count) {
        case "str", "int", "float", "bool", "null", "seq", "map": return true
        default: return false
        }
    }

    /// The value of a scalar with a tag: what a core tag says; a string for every other one.
    private mutating func resolve(
        _ event: YAMLEvent, tag: String, at location: SourceLocation
    ) -> (Scalar.Value, String) {
        let type = Self.isResolved(tag) && tag != "!" ? tag.dropFirst(YAMLParser.corePrefix.count) : "str"
        let (value, text) = parser.withBytes(of: event.text) { bytes -> (Scalar.Value?, String) in
            let text = String(decoding: bytes, as: UTF8.self)
            switch type {
            case "str": return (.string(text), text)
            case "int": return (CoreSchema.integer(bytes), text)
            case "float": return (CoreSchema.float(bytes).map(Scalar.Value.float), text)
            case "bool": return (CoreSchema.boolean(bytes).map(Scalar.Value.bool), text)
            case "null": return (CoreSchema.isNull(bytes) ? .null : nil, text)
            default: return (nil, text)
            }
        }
        guard let value else {
            findings.error(
                at: location, "\"\(text)\" does not fit its tag \"!!\(type)\"",
                hint: "remove the tag, or write a value that it stands for")
            return (.string(text), text)
        }
        return (value, text)
    }

    /// The tag that a collection keeps.
    mutating func collectionTag(_ tag: String?, isMapping: Bool, at location: SourceLocation) -> String? {
        guard let tag, tag != "!" else { return nil }
        guard Self.isResolved(tag) else { return tag }
        let expected = isMapping ? "map" : "seq"
        let type = tag.dropFirst(YAMLParser.corePrefix.count)
        if type != expected {
            findings.error(
                at: location, "a \(isMapping ? "mapping" : "sequence") does not fit its tag \"!!\(type)\"",
                hint: "remove the tag")
        }
        return nil
    }
}
