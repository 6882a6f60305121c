// Anchors and tags: YAML 1.2.2 chapters 6.8.2 and 6.9.
extension YAMLParser {
    /// The prefix of the tags that YAML itself defines.
    static let corePrefix = "tag:yaml.org,2002:"

    /// Reads the anchor and the tag at the current position, as far as they stand on one line.
    @inline(never)
    mutating func parseProperties(inFlow: Bool) throws(YAMLSyntaxError) -> YAMLProperties {
        let offset = position
        var anchor: String?
        var tag: String?
        while true {
            let start = position
            if current == YAMLByte.ampersand {
                guard anchor == nil else { throw repeatedProperty("anchors", at: start) }
                position += 1
                let name = try takeName(of: "anchor")
                anchor = string(from: name.start, to: name.end)
                if bytes[name.start..<name.end].contains(YAMLByte.colon) { warnOfColon(inAnchorAt: start) }
            } else {
                guard tag == nil else { throw repeatedProperty("tags", at: start) }
                tag = try takeTag()
            }
            let end = position
            guard YAMLByte.isSeparator(current) || inFlow && YAMLByte.isFlowIndicator(current) else {
                throw failure(
                    at: position, "\"\(excerpt(from: start))\" needs white space between the name and what follows",
                    hint: "put a space after the name")
            }
            skipBlanks()
            guard current == YAMLByte.ampersand || current == YAMLByte.exclamation else {
                position = end
                return YAMLProperties(anchor: anchor, tag: tag, offset: offset)
            }
        }
    }

    /// One set of properties out of two that stand in front of the same node.
    @inline(never)
    func combine(_ first: YAMLProperties?, _ second: YAMLProperties?) throws(YAMLSyntaxError) -> YAMLProperties? {
        guard let first else { return second }
        guard let second else { return first }
        guard first.anchor == nil || second.anchor == nil else {
            throw repeatedProperty("anchors", at: second.offset)
        }
        guard first.tag == nil || second.tag == nil else { throw repeatedProperty("tags", at: second.offset) }
        return YAMLProperties(
            anchor: first.anchor ?? second.anchor, tag: first.tag ?? second.tag, offset: first.offset)
    }

    /// Reads the name of an anchor or an alias.
    mutating func takeName(of what: String) throws(YAMLSyntaxError) -> YAMLEvent.Text {
        let start = position
        while !YAMLByte.isSeparator(current), !YAMLByte.isFlowIndicator(current) { position += 1 }
        guard position > start else {
            let sign = what == "alias" ? "*" : "&"
            throw failure(
                at: start - 1, "\"\(sign)\" begins an \(what), and no name follows it",
                hint: "put the text in quotes if \"\(sign)\" is a part of it")
        }
        return YAMLEvent.Text(start: start, end: position, isDecoded: false)
    }

    private mutating func warnOfColon(inAnchorAt start: Int) {
        warnings.append(
            failure(
                at: start,
                "the colon is a part of the anchor's name \"\(string(from: start + 1, to: position))\" here, but ends the "
                    + "name to readers of YAML 1.1, such as the platform's",
                hint: "write a name without a colon"))
    }

    private func repeatedProperty(_ what: String, at offset: Int) -> YAMLSyntaxError {
        failure(at: offset, "a value has two \(what)", hint: "remove one of the two")
    }

    // MARK: Tags

    private mutating func takeTag() throws(YAMLSyntaxError) -> String {
        let start = position
        position += 1
        if current == YAMLByte.less { return try takeVerbatimTag(start) }
        // The handle: `!`, `!!` or `!name!`.
        while Self.isWordByte(current) { position += 1 }
        var handle = "!"
        if current == YAMLByte.exclamation {
            position += 1
            handle = string(from: start, to: position)
        } else {
            position = start + 1
        }
        let suffix = try takeTagText(closing: nil)
        if handle == "!", suffix.isEmpty { return "!" }
        guard !suffix.isEmpty else {
            throw failure(
                at: start, "the tag \"\(handle)\" has no name after its handle",
                hint: "write the whole tag, as in \"!!str\"")
        }
        if let prefix = tagPrefixes[handle] { return prefix + suffix }
        switch handle {
        case "!": return "!" + suffix
        case "!!": return Self.corePrefix + suffix
        default:
            throw failure(
                at: start, "the tag handle \"\(handle)\" is not declared in this document",
                hint: "declare it with \"%TAG \(handle) PREFIX\" above the \"---\" line of the document")
        }
    }

    private mutating func takeVerbatimTag(_ start: Int) throws(YAMLSyntaxError) -> String {
        position += 1
        let text = try takeTagText(closing: YAMLByte.greater)
        guard current == YAMLByte.greater, !text.isEmpty, text != "!" else {
            throw failure(
                at: start, "the tag \"\(excerpt(from: start))\" is not complete",
                hint: "write it as in \"!<tag:example.com,2024:name>\"")
        }
        position += 1
        return text
    }

    /// Reads the characters of a tag, with `%` escapes decoded.
    private mutating func takeTagText(closing: UInt8?) throws(YAMLSyntaxError) -> String {
        var text: [UInt8] = []
        while let byte = tagByte(closing: closing) {
            guard byte == YAMLByte.percent else {
                text.append(byte)
                position += 1
                continue
            }
            guard let high = YAMLByte.hexValue(self.byte(at: position + 1)),
                let low = YAMLByte.hexValue(self.byte(at: position + 2))
            else {
                throw failure(
                    at: position, "\"%\" in a tag needs two hexadecimal digits after it",
                    hint: "write \"%25\" for the percent sign itself")
            }
            text.append(UInt8(truncatingIfNeeded: high << 4 | low))
            position += 3
        }
        guard let tag = String(validating: text, as: UTF8.self) else {
            throw failure(at: position, "the escapes of a tag are not UTF-8", hint: "write the tag without escapes")
        }
        return tag
    }

    /// The byte at the current position if a tag may have it.
    private func tagByte(closing: UInt8?) -> UInt8? {
        let byte = current
        switch byte {
        case UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: "?"),
            UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "+"),
            UInt8(ascii: "$"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "*"),
            UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"):
            return byte
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "!"):
            return closing == nil ? nil : byte
        default:
            return Self.isWordByte(byte) ? byte : nil
        }
    }

    /// The characters of a tag's handle.
    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            YAMLByte.zero...YAMLByte.nine, YAMLByte.dash:
            true
        default:
            false
        }
    }
}
