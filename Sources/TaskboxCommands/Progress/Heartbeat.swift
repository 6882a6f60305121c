/// When a run that nobody watches on a terminal says that it still goes on.
///
/// After 30 seconds of silence, a minute later, two, four, and then every five minutes: a log stays short, and a machine
/// that ends silent jobs after ten minutes lets the run go on.
struct Heartbeat: Equatable {
    private static let first = Duration.seconds(30)
    private static let longestPause = Duration.seconds(300)

    private var next = Heartbeat.first
    private var pause = Heartbeat.first

    /// Whether it is time to say something after so much silence; the next time is later then.
    mutating func isDue(afterSilence silence: Duration) -> Bool {
        guard silence >= next else { return false }
        pause = min(pause * 2, Self.longestPause)
        next = silence + pause
        return true
    }

    /// The task has said something itself.
    mutating func reset() { self = Heartbeat() }
}
