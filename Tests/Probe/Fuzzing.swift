import Documents
import Foundation
import Synchronization
import TestSupport

/// A loop that changes texts a little and gives them to the readers.
///
/// Swift's `-sanitize=fuzzer` needs a library that not every toolchain has; this one finds its inputs again by their
/// numbers alone, so that a crash can be repeated.
struct Fuzzing {
    private let plan: FuzzPlan
    private let targets: [FuzzTarget]
    private let corpus: [[UInt8]]
    private let clock = ContinuousClock()

    /// No reader may take longer for an input of a few kilobytes, in seconds of the processor; without optimisation
    /// everything takes ten times as long.
    #if DEBUG
        private static let longestTime = 10.0
    #else
        private static let longestTime = 1.0
    #endif
    private static let longestInput = 64 << 10
    private static let mostMemory = 1 << 30

    init(_ plan: FuzzPlan) {
        self.plan = plan
        targets = FuzzTarget.all.filter { plan.targets.isEmpty || plan.targets.contains($0.name) }
        var texts = FuzzWords.texts
        for folder in plan.corpora {
            let names = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).sorted()
            texts += names.compactMap { FileManager.default.contents(atPath: "\(folder)/\($0)") }.map(Array.init)
        }
        if let suite = plan.suite { texts += Self.texts(ofSuite: suite) }
        corpus = texts.filter { $0.count <= Self.longestInput }
    }

    /// The texts of the YAML test suite.
    private static func texts(ofSuite path: String) -> [[UInt8]] {
        let lines = Array(FileManager.default.contents(atPath: path) ?? Data()).split(separator: 0x0A)
        return lines.compactMap { line in
            let (node, _) = JSONReader.read(SourceFile(name: path, bytes: Array(line)))
            return node?.value(ofKey: "yaml")?.stringValue.map { Array($0.utf8) }
        }
    }

    /// Runs to the end of the plan; `false` if an input took too long.
    func run() -> Bool {
        let start = clock.now
        let end = start.advanced(by: .seconds(plan.seconds))
        let progress = open("\(plan.findings)/fuzz-progress", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        let watch = Watch()
        watch.start()
        var count = 0
        var slow = 0
        while count < plan.inputs, clock.now < end {
            let number = UInt64(count)
            var random = SeededRandom(seed: plan.seed &* 1_000_003 &+ number)
            let input = mutation(using: &random)
            let target = targets[Int(number % UInt64(targets.count))]
            // After a crash this says which input it was.
            var note = number
            pwrite(progress, &note, 8, 0)
            watch.note(count)
            let before = Self.processorTime
            target.read(input)
            let time = Self.processorTime - before
            if time > Self.longestTime {
                slow += 1
                save(input, "slow-\(target.name)-\(plan.seed)-\(number)")
                print("\(target.name): input \(number) of seed \(plan.seed) took \(time) s")
            }
            count += 1
        }
        close(progress)
        unlink("\(plan.findings)/fuzz-progress")
        let memory = Self.peakMemory
        let seconds = (clock.now - start) / .seconds(1)
        print(
            "\(count) inputs in \(Int(seconds)) s (\(Int(Double(count) / max(seconds, 0.001))) a second), \(slow) too slow, "
                + "at most \(memory >> 20) MiB, corpus of \(corpus.count) texts, seed \(plan.seed)")
        return slow == 0 && memory < Self.mostMemory
    }

    /// Saves one input by its number.
    func save(_ number: UInt64) {
        var random = SeededRandom(seed: plan.seed &* 1_000_003 &+ number)
        let target = targets[Int(number % UInt64(targets.count))]
        save(mutation(using: &random), "crash-\(target.name)-\(plan.seed)-\(number)")
    }

    private func save(_ input: [UInt8], _ name: String) {
        guard FileManager.default.createFile(atPath: "\(plan.findings)/\(name)", contents: Data(input)) else {
            Probe.fail("\(plan.findings) can not be written to")
        }
    }

    /// The seconds that this thread has had of a processor.
    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The most memory that the process ever had, in bytes; 0 where the system does not say it so.
    private static var peakMemory: Int {
        let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) << 10
    }

    // MARK: Inputs

    /// A text of the corpus with a few bytes removed, repeated, replaced or put in, or two texts in one.
    private func mutation(using random: inout SeededRandom) -> [UInt8] {
        var bytes = corpus.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            let end = min(bytes.count, place + Int.random(in: 0...12, using: &random))
            switch Int.random(in: 0..<8, using: &random) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 3: bytes.removeSubrange(place...)
            case 4:
                let other = corpus.randomElement(using: &random) ?? []
                let from = Int.random(in: 0...other.count, using: &random)
                bytes.insert(contentsOf: other[from..<min(other.count, from + 200)], at: place)
            case 5:
                let times = 1 << Int.random(in: 1...10, using: &random)
                let part = Array(bytes[place..<min(end, place + 4)])
                bytes.insert(contentsOf: (0..<times).flatMap { _ in part }, at: place)
            default: bytes.insert(contentsOf: FuzzWords.parts.randomElement(using: &random) ?? [], at: place)
            }
            if bytes.count > Self.longestInput { bytes.removeSubrange(Self.longestInput...) }
        }
        return bytes
    }
}

/// Ends the process when one input takes so long that the reader hangs.
private final class Watch: Sendable {
    private let current = Atomic<Int>(0)
    private static let patience = 20

    func note(_ number: Int) { current.store(number, ordering: .relaxed) }

    func start() {
        Thread.detachNewThread { [self] in
            var last = -1
            var seconds = 0
            while true {
                Thread.sleep(forTimeInterval: 1)
                let number = current.load(ordering: .relaxed)
                seconds = number == last ? seconds + 1 : 0
                last = number
                if seconds > Self.patience { abort() }
            }
        }
    }
}
