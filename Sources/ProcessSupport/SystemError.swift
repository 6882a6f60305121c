#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The reason that the operating system gives for a failure.
package struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The value of `errno`.
    package let code: Int32

    package init(_ code: Int32) { self.code = code }

    /// The current value of `errno`; to be read right after the call that failed.
    package static var last: SystemError { SystemError(errno) }

    /// The system's words, such as `No space left on device`.
    package var description: String { String(cString: strerror(code)) }
}
