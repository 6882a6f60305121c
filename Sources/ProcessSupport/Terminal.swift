#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a descriptor tells of the terminal that it may be.
package enum Terminal {
    /// Whether a descriptor is a terminal.
    package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Whether two descriptors lead to one and the same terminal.
    package static func isSame(_ first: Int32, _ second: Int32) -> Bool {
        var facts = (stat(), stat())
        guard isTerminal(first), isTerminal(second), fstat(first, &facts.0) == 0, fstat(second, &facts.1) == 0 else {
            return false
        }
        return facts.0.st_rdev == facts.1.st_rdev
    }

    /// The number of columns; `nil` for what is no terminal, or one that does not tell.
    package static func columns(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
