import CSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The plain calls on file descriptors, with interruptions and partial writes taken care of.
package enum Descriptor {
    /// Writes all bytes, waiting as long as the descriptor takes none.
    package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = systemWrite(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            if count >= 0 {
                done += count
            } else if errno == EAGAIN {
                Readiness.wait(writing: descriptor)
            } else if errno != EINTR {
                throw .last
            }
        }
    }

    /// Writes a text as UTF-8.
    package static func write(_ text: String, to descriptor: Int32) throws(SystemError) {
        try write(Array(text.utf8), to: descriptor)
    }

    /// Writes all bytes.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
        let result = bytes.withUnsafeBytes { buffer -> Result<Void, SystemError> in
            do throws(SystemError) {
                return .success(try write(buffer, to: descriptor))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    /// Reads what is there, at most the size of the buffer; 0 at the end, `nil` if a non-blocking descriptor has nothing.
    package static func read(
        into buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32
    ) throws(SystemError) -> Int? {
        while true {
            let count = systemRead(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno == EAGAIN { return nil }
            if errno != EINTR { throw .last }
        }
    }

    /// A pipe whose ends are not passed on to children.
    package static func pipe() throws(SystemError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard csystem_pipe(&ends) == 0 else { throw .last }
        return (ends[0], ends[1])
    }

    /// The number of the file, pipe or socket that a descriptor leads to, in its file system.
    package static func inode(of descriptor: Int32) -> UInt64? {
        var facts = stat()
        return fstat(descriptor, &facts) == 0 ? UInt64(facts.st_ino) : nil
    }

    /// Closes a descriptor; there is nothing to be done about a failure.
    package static func close(_ descriptor: Int32) {
        // The result says nothing of use: the descriptor is gone in any case.
        _ = systemClose(descriptor)
    }
}

#if canImport(Glibc)
    private let systemWrite = Glibc.write
    private let systemRead = Glibc.read
    private let systemClose = Glibc.close
#else
    private let systemWrite = Darwin.write
    private let systemRead = Darwin.read
    private let systemClose = Darwin.close
#endif
