import ProcessSupport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The small files of `/proc`.
enum KernelFile {
    /// What a file holds, up to a limit in bytes.
    ///
    /// Empty if the file is not there or not readable: the process may have ended between two looks.
    static func bytes(_ path: String, limit: Int = 65_536) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { Descriptor.close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: min(4096, limit))
        var count = 0
        while count < limit {
            if count == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
            let position = count
            let more = bytes.withUnsafeMutableBytes { buffer in
                // Reading of a process that just ended fails with ESRCH, which is no news here.
                (try? Descriptor.read(
                    into: UnsafeMutableRawBufferPointer(rebasing: buffer[position...]), from: descriptor)) ?? 0
            }
            guard more > 0 else { break }
            count += more
        }
        return Array(bytes[..<count])
    }

    /// The same as text.
    static func text(_ path: String, limit: Int = 65_536) -> String {
        String(decoding: bytes(path, limit: limit), as: UTF8.self)
    }

    /// Where a link points; `nil` if that can not be read.
    static func target(_ path: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: 1024)
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.assumingMemoryBound(to: CChar.self).baseAddress.map { readlink(path, $0, bytes.count) } ?? -1
        }
        return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }

    /// Bytes of a process's memory; `nil` unless all of them can be read.
    static func memory(of pid: Int32, at address: UInt64, count: Int) -> [UInt8]? {
        guard count > 0, let offset = off_t(exactly: address) else { return nil }
        let descriptor = open("/proc/\(pid)/mem", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { Descriptor.close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: count)
        return pread(descriptor, &bytes, count, offset) == count ? bytes : nil
    }
}
