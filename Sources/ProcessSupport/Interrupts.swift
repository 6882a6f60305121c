import CSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// SIGINT, SIGTERM and SIGHUP to taskbox, as bytes that a loop can wait for together with everything else.
package struct Interrupts: Sendable {
    /// Becomes readable when a signal has come.
    package let descriptor: Int32

    /// Starts to catch the signals, for the rest of the process.
    package static func catchSignals() throws(SystemError) -> Interrupts {
        let ends = try Descriptor.pipe()
        guard csystem_make_nonblocking(ends.reading) == 0, csystem_make_nonblocking(ends.writing) == 0 else {
            throw .last
        }
        csystem_catch_signals(ends.writing)
        return Interrupts(descriptor: ends.reading)
    }

    /// Interrupts that come from the writing end of a pipe, for tests.
    package init(descriptor: Int32) { self.descriptor = descriptor }

    /// The next signal that has come, if any.
    package func next() -> Int32? {
        var byte: UInt8 = 0
        return read(descriptor, &byte, 1) == 1 ? Int32(byte) : nil
    }

    /// Whether a signal waits to be taken.
    package var isPending: Bool { Readiness.wait(reading: [descriptor], for: .zero)[0] }
}
