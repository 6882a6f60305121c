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

    /// A pipe or socket that nobody reads any more.
    package static let readerGone = SystemError(EPIPE)
    /// Arguments and environment that are longer than the system allows together.
    package static let tooLong = SystemError(E2BIG)

    /// A file or folder that is another one by now.
    package static let stale = SystemError(ESTALE)

    package static func ~= (pattern: SystemError, value: SystemError) -> Bool { pattern == value }

    /// The system's words, such as `No space left on device`.
    package var description: String { String(cString: strerror(code)) }
}
