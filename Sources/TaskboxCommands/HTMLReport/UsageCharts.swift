import Planning
import Records
import Supervision

/// CPU and memory over the time of a run, drawn as SVG.
struct UsageCharts {
    let start: Timestamp
    let total: Duration
    let results: [PhaseResult]
    let samples: [PhaseSample]

    private static let width = 1000.0
    private static let height = 100.0

    /// A value at a moment of the run; `nil` ends a line, between phases.
    private struct Point {
        let time: Duration
        let value: Double
    }

    var html: String {
        guard samples.count > 1 else {
            return "<p class=\"soft\">No phase ran long enough for a look at what it used over time.</p>"
        }
        let processors = lines { Self.processors($0) }
        let memory = lines { samples in samples.map { ($0.sample.time, Double($0.sample.memory)) } }
        let most = samples.map(\.sample.processes).max() ?? 0
        let last = samples.last?.sample
        let disk = last.flatMap { sample in
            sample.bytesRead.flatMap { read in
                sample.bytesWritten.map { "disks: \(SizeText.of(Int64(read))) read, \(SizeText.of(Int64($0))) written" }
            }
        }
        return figure(
            "CPU, in processors", processors, colour: "cpu", top: { "\($0.css.prefix(4))" })
            + figure(
                "Memory of all processes together", memory, colour: "mem", top: { SizeText.of(Int64($0)) })
            + "<p class=\"soft\">At most \(plural(most, "process", "processes")) at a time"
            + (disk.map { "; \($0)" } ?? "") + ".</p>"
    }

    /// The points of each phase, in the time of the run.
    private func lines(_ values: ([PhaseSample]) -> [(Duration, Double)]) -> [[Point]] {
        Phase.allCases.compactMap { phase in
            let own = samples.filter { $0.phase == phase }
            guard !own.isEmpty else { return nil }
            let begin = results.first { $0.phase == phase }?.startedAt ?? start
            let offset = Duration.microseconds(max(0, begin.microseconds - start.microseconds))
            return values(own).map { Point(time: offset + $0.0, value: $0.1) }
        }
    }

    /// How many processors were busy between a sample and the one before.
    private static func processors(_ samples: [PhaseSample]) -> [(Duration, Double)] {
        var values: [(Duration, Double)] = []
        var (time, used) = (Duration.zero, Duration.zero)
        for sample in samples.map(\.sample) {
            let passed = sample.time - time
            if passed > .zero {
                let value = max(0, (sample.processorTime - used) / passed)
                // A step, which holds from the last look to this one.
                values += [(time, value), (sample.time, value)]
            }
            (time, used) = (sample.time, sample.processorTime)
        }
        return values
    }

    private func figure(_ title: String, _ lines: [[Point]], colour: String, top: (Double) -> String) -> String {
        let peak = lines.joined().map(\.value).max() ?? 0
        let scale = peak > 0 ? peak * 1.08 : 1
        func place(_ point: Point) -> (String, String) {
            let x = min(1, max(0, point.time / total)) * Self.width
            return (x.css, (Self.height - point.value / scale * Self.height).css)
        }
        let paths = lines.map { points -> String in
            let places = points.map(place)
            let line = places.map { "\($0) \($1)" }.joined(separator: "L")
            guard let first = places.first, let last = places.last else { return "" }
            let floor = Self.height.css
            return """
                <path class="area" d="M\(first.0) \(floor)L\(line)L\(last.0) \(floor)Z" fill="var(--\(colour))"/>\
                <path d="M\(line)" fill="none" stroke="var(--\(colour))" stroke-width="1.5" stroke-linejoin="round"/>
                """
        }.joined()
        let bands = results.filter { $0.phase == .deploy }.map { result -> String in
            let begin = Duration.microseconds(max(0, result.startedAt.microseconds - start.microseconds)) / total
            return """
                <rect class="band" x="\((begin * Self.width).css)" y="0" \
                width="\((min(1 - begin, result.duration / total) * Self.width).css)" height="\(Self.height.css)"/>
                """
        }.joined()
        return """
            <figure><figcaption><span>\(title.html)</span><span>peak \(top(peak).html)</span></figcaption>\
            <div class="plot"><svg viewBox="0 0 \(Self.width.css) \(Self.height.css)" preserveAspectRatio="none" role="img" \
            aria-label="\(title.html), peak \(top(peak).html)">\(bands)\(paths)</svg></div>\
            <div class="axis"><span>0 s</span><span>\(DurationText.of(total / 2))</span><span>\(DurationText.of(total))</span></div>\
            </figure>
            """
    }
}
