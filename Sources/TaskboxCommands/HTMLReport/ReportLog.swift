import Planning
import Records
import Supervision

/// The log with times, phases and streams.
struct ReportLog {
    let facts: RunFacts
    let excerpt: LogExcerpt

    var html: String {
        var texts: [String: TerminalText] = [:]
        func line(_ line: LogLine) -> String {
            let key = line.phase.rawValue + line.stream.rawValue
            let text = texts[key, default: TerminalText()].html(line.bytes)
            let cut = line.leftOut > 0 ? "<i>… \(SizeText.of(Int64(line.leftOut))) more</i>" : ""
            let classes = "\(line.phase.rawValue.prefix(1)) \(line.stream == .stderr ? "e" : "o")"
            return """
                <div class="\(classes)"><time title="\(line.time.milliseconds) \(line.phase.rawValue) \(line.stream.rawValue)">\
                \(Self.offset(of: line.time, from: facts.startedAt))</time><span class="t">\(text)\(cut)</span></div>

                """
        }
        let head = excerpt.head.map(line).joined()
        let gap =
            excerpt.leftOut > 0
            ? """
            <div class="gap">\(SizeText.of(excerpt.leftOut).html) of the log are left out here; \
            <code>taskbox log \(facts.record.id)</code> prints all of it</div>
            """ : ""
        let tail = excerpt.tail.map(line).joined()
        let tools = """
            <div id="tools"><select id="phase" aria-label="Phase"><option value="">all phases</option>\
            <option value="b">build</option><option value="d">deploy</option><option value="r">run</option></select>\
            <select id="stream" aria-label="Stream"><option value="">both streams</option><option value="o">stdout</option>\
            <option value="e">stderr</option></select><input id="search" type="search" placeholder="Search" aria-label="Search">\
            <span id="count" class="soft"></span></div>
            """
        let isEmpty = excerpt.head.isEmpty && excerpt.tail.isEmpty
        return "<h2 id=\"log-title\">Log <span class=\"soft\">\(SizeText.of(facts.record.logDataSize))</span></h2>"
            + (isEmpty
                ? "<p class=\"soft\">The task wrote nothing.</p>"
                : tools + "<div id=\"log\">\(head)\(gap)\(tail)</div>")
    }

    /// `+1.234` seconds since the run began.
    private static func offset(of time: Timestamp, from start: Timestamp) -> String {
        "+" + (Double(max(0, time.microseconds - start.microseconds)) / 1_000_000).css
    }
}
