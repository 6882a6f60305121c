/// How the memory of a phase stood to its limit.
package struct MemoryAccount: Sendable, Equatable {
    /// In bytes.
    package let limit: Int
    /// The most that was in use at once, of all processes together, in bytes; `nil` where the kernel does not tell.
    package let peak: Int?
    /// How many processes the kernel killed because the limit was reached.
    package let kills: Int

    package init(limit: Int, peak: Int?, kills: Int) {
        self.limit = limit
        self.peak = peak
        self.kills = kills
    }
}
