/// When a run that nobody watches on a terminal says that it still goes on.
///
/// After 30 seconds of silence, then after a minute more, two, and every five minutes: a log stays short, and a machine
/// that ends silent jobs after ten minutes lets the run go on.
struct Heartbeat: Equatable {
    private static let first = Duration.seconds(30)
    private static let longest = Duration.seconds(300)

    private var period = Heartbeat.first

    /// Whether it is time to say something after so much silence; the next time is later then.
    mutating func isDue(afterSilence silence: Duration) -> Bool {
        guard silence >= period else { return false }
        period = min(period * 2, Self.longest)
        return true
    }

    /// The task has said something itself.
    mutating func reset() { period = Self.first }
}
