import Documents
import Planning
import Records
import Supervision

/// The phases as a timeline and a table, and what they used over time.
struct ReportTimes {
    let facts: RunFacts
    let samples: [PhaseSample]

    var html: String {
        let results = facts.activity?.phases ?? []
        return "<h2 id=\"times\">Times</h2>" + timeline(results) + table(results)
            + UsageCharts(start: facts.startedAt, total: total, results: results, samples: samples).html
    }

    /// At least so long that nothing is divided by zero.
    private var total: Duration { max(facts.duration ?? .zero, .milliseconds(1)) }

    /// The part of the run that lies before a moment, in percent.
    private func percent(_ time: Timestamp) -> Double {
        let passed = Duration.microseconds(time.microseconds - facts.startedAt.microseconds)
        return min(100, max(0, passed / total * 100))
    }

    private func timeline(_ results: [PhaseResult]) -> String {
        if results.isEmpty { return "<p class=\"soft\">No script ran.</p>" }
        let lanes = results.map { result -> String in
            let begin = percent(result.startedAt)
            let width = min(100 - begin, result.duration / total * 100)
            let title = "\(result.name): \(result.outcome.words) after \(DurationText.of(result.duration))"
            var limit = ""
            if case .timedOut(let duration, _) = result.outcome {
                limit =
                    "<span class=\"limit\" style=\"left:\((begin + duration / total * 100).css)%\" title=\"the limit\"></span>"
            }
            return """
                <div class="lane"><b class="p-\(result.phase.rawValue)">\(result.phase.rawValue)</b><div title="\(title.html)">\
                <span class="bar \(result.phase.rawValue)" style="left:\(begin.css)%;width:\(width.css)%"></span>\(limit)</div></div>
                """
        }.joined()
        return """
            <div class="time">\(lanes)<div class="lane"><span></span><span class="axis"><span>0 s</span>\
            <span>\(DurationText.of(total))</span></span></div></div>
            """
    }

    private func table(_ results: [PhaseResult]) -> String {
        let plans = facts.plan?["phases"]?.elements ?? []
        let rows = Phase.allCases.flatMap { phase -> [String] in
            let plan = plans.first { $0["phase"]?.text == phase.rawValue }
            let name = "<td class=\"nb\"><b class=\"p-\(phase.rawValue)\">\(phase.rawValue)</b></td>"
            let own = results.filter { $0.phase == phase }
            if own.isEmpty {
                guard let plan else { return [] }
                let isStarted = facts.activity?.startedPhases.contains { $0.phase == phase } ?? false
                if phase == .build, let build = facts.activity?.build, build.replacesHook, let reused = build.reused {
                    let word = "reused that of run \(reused.runID.prefix(8))"
                    return ["<tr>\(name)<td class=\"soft\" colspan=\"6\">\(word.html)</td></tr>"]
                }
                let word = plan["skipped"]?.text.map { "skipped: \($0)" } ?? (isStarted ? "was started" : "not reached")
                return ["<tr>\(name)<td class=\"soft\" colspan=\"6\">\(word.html)</td></tr>"]
            }
            return own.map { Self.row($0, limit: plan?["timeout"]?.duration) }
        }.joined()
        return """
            <div class="table"><table><tr><th>Phase</th><th>Outcome</th><th class="n">Duration</th><th class="n">Limit</th>\
            <th class="n">CPU user</th><th class="n">CPU system</th><th class="n">Largest process</th></tr>\(rows)</table></div>
            """
    }

    private static func row(_ result: PhaseResult, limit: Duration?) -> String {
        let usage =
            result.usage.map { usage in
                """
                <td class="n">\(DurationText.of(usage.userTime))</td><td class="n">\(DurationText.of(usage.systemTime))</td>\
                <td class="n">\(SizeText.of(Int64(usage.peakMemory)))</td>
                """
            } ?? "<td class=\"n\">?</td><td class=\"n\">?</td><td class=\"n\">?</td>"
        return """
            <tr><td class="nb"><b class="p-\(result.phase.rawValue)">\(result.label.html)</b></td>\
            <td class="nb">\(result.outcome.words.html)</td><td class="n">\(DurationText.of(result.duration))</td>\
            <td class="n">\(limit.map(DurationText.of) ?? "none")</td>\(usage)</tr>
            """
    }
}

extension Double {
    /// With three digits behind the point, as style sheets and SVG take it.
    var css: String {
        let thousandths = Int((self * 1000).rounded())
        let rest = String(abs(thousandths % 1000) + 1000).dropFirst()
        return "\(thousandths < 0 && thousandths > -1000 ? "-" : "")\(thousandths / 1000).\(rest)"
    }
}
