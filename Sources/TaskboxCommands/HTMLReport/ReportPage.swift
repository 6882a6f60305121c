import Documents
import Planning
import Records
import Supervision

/// The whole record of a run as one page that needs nothing else.
struct ReportPage {
    let facts: RunFacts
    let samples: [PhaseSample]
    let log: LogExcerpt?
    /// The version of taskbox.
    let version: String

    /// The document.
    var html: String {
        let title = "\(facts.activity?.task ?? "run") \(facts.record.id): \(facts.result)"
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline';script-src 'unsafe-inline'">
            <meta name="referrer" content="no-referrer"><meta name="generator" content="taskbox \(version.html)">
            <title>\(title.html)</title><style>
            \(ReportLook.style)
            </style></head><body>
            \(head)
            \(ReportTimes(facts: facts, samples: samples).html)
            \(findings)
            \(log.map { ReportLog(facts: facts, excerpt: $0).html } ?? "")
            \(ReportEnvironment(facts: facts).html)
            \(ReportPlan(facts: facts).html)
            <footer>Made by taskbox \(version.html) on \(AgeText.date(facts.now).html) from the record \(facts.record.folder.html).
            Values of secret variables are masked; the log is what the task wrote, unchanged.</footer>
            <script>
            \(ReportLook.script)
            </script></body></html>

            """
    }

    // MARK: Head

    private var head: String {
        let activity = facts.activity
        let task = activity.map(\.task) ?? ""
        var rows: [(String, String)] = [("run", facts.record.id.description)]
        if let type = facts.definition?["type"]?.text { rows.append(("type", type)) }
        if let source = facts.plan?["definition"]?.text { rows.append(("definition", source)) }
        if let status = facts.exitStatus { rows.append(("exit status", String(status))) }
        rows.append(("started", AgeText.date(facts.startedAt)))
        if let duration = facts.duration { rows.append(("duration", DurationText.of(duration))) }
        if let engine = facts.plan?["engine"], let name = engine["name"]?.text {
            rows.append(("engine", name + (engine["reason"]?.text.map { ": \($0)" } ?? "")))
        }
        if let repository = facts.plan?["repository"]?.text {
            let root = facts.plan?["source_root"]?.text.map { ", root \($0)" } ?? ""
            let tree = activity?.details["tree"]?.text.map { ", tree \($0.prefix(12))" } ?? ""
            rows.append(("source", repository + root + tree))
        }
        if let words = facts.request?.words, !words.isEmpty {
            rows.append(("options", words.map(ShellWord.quoted).joined(separator: " ")))
        }
        let cause = facts.cause.map { "<p class=\"cause\">\($0.html)</p>" } ?? ""
        let hint = facts.activity?.details["hint"]?.text.map { "<p class=\"note\">\($0.html)</p>" } ?? ""
        return """
            <header><h1>\((task.isEmpty ? "Run" : task).html) <span class="badge \(facts.result)">\(facts.result.html)</span></h1>
            \(cause)\(hint)\(Self.list(rows))
            <nav><a href="#times">Times</a><a href="#log-title">Log</a><a href="#environment">Environment</a>\
            <a href="#plan">Plan</a><a href="#definition">Definition</a></nav></header>
            """
    }

    /// A list of labels and values.
    static func list(_ rows: [(String, String)]) -> String {
        "<dl>" + rows.map { "<dt>\($0.html)</dt><dd>\($1.html)</dd>" }.joined() + "</dl>"
    }

    // MARK: What was found

    private var findings: String {
        let phases = (facts.activity?.phases ?? []).map { result -> String in
            let warnings = PhaseReport(result: result).warnings.map { "<p class=\"note warn\">\($0.html)</p>" }.joined()
            switch result.outcome {
            case .timedOut(_, let teardown), .cancelled(_, let teardown):
                return Self.teardown(teardown, of: result) + warnings
            case .exited, .signalled, .supervisionLost: return warnings
            }
        }.joined()
        let warnings = (facts.activity?.details["warnings"]?.elements ?? []).compactMap(\.text)
            .map { "<p class=\"note warn\">\($0.html)</p>" }.joined()
        let notes = (facts.plan?["notes"]?.elements ?? []).compactMap { note -> String? in
            guard let subject = note["subject"]?.text, let message = note["message"]?.text else { return nil }
            return "<p class=\"note\"><b>\(subject.html)</b>: \(message.html)</p>"
        }.joined()
        return phases
            + (warnings.isEmpty ? "" : "<h2>Warnings</h2>" + warnings)
            + (notes.isEmpty ? "" : "<h2>What differs from the platform</h2>" + notes)
    }

    private static func lines(_ lines: [String]) -> String {
        var text = TerminalText()
        return lines.map { text.html(Array($0.utf8)) }.joined(separator: "\n")
    }

    private static func teardown(_ teardown: Teardown, of result: PhaseResult) -> String {
        let groups = ProcessGroup.tree(of: teardown.processes)
        let items = groups.map { group in
            """
            <li style="margin-left:\((Double(min(group.depth, 12)) * 1.1).css)rem">\(String(group.first.pid).html) \
            <b>\(group.first.command.shortened(to: 400).html)</b>\
            <span class="soft">\(group.detail.html)</span></li>
            """
        }.joined()
        let more = teardown.processCount - groups.reduce(0) { $0 + $1.count }
        let tails = result.tails.map { tail in
            "<h3>Last lines of \(tail.stream.rawValue), \(DurationText.of(tail.age)) before</h3><pre>"
                + Self.lines(tail.lines) + "</pre>"
        }.joined()
        return """
            <h2>When \(result.name.html) was ended</h2>
            <p>\(plural(teardown.processCount, "process", "processes")) running before the first signal:</p>
            <ul class="tree">\(items)</ul>\(more > 0 ? "<p class=\"soft\">and \(more) more</p>" : "")
            \(tails.isEmpty ? "<p>It had written nothing.</p>" : tails)
            """
    }
}

extension ProcessGroup {
    /// What it did, and how many are like it.
    fileprivate var detail: String {
        let others = count > 1 ? ", and \(plural(count - 1, "other", "others")) like it" : ""
        return first.words + others
    }
}
