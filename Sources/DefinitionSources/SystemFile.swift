#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The few calls to the system that reading definitions needs.
///
/// Everything else in this module is free of the platform.
enum SystemFile {
    /// Why a file can not be read.
    enum Failure: Error, Equatable {
        case missing
        case isFolder
        case forbidden
        case tooLarge
        /// The system's own words.
        case other(String)

        fileprivate init(errorNumber: Int32) {
            switch errorNumber {
            case ENOENT, ENOTDIR: self = .missing
            case EISDIR: self = .isFolder
            case EACCES, EPERM: self = .forbidden
            default: self = .other(strerror(errorNumber).map { String(cString: $0) } ?? "error \(errorNumber)")
            }
        }
    }

    /// The bytes of a file, a FIFO or a device, up to a limit.
    static func read(_ path: String, limit: Int) -> Result<[UInt8], Failure> {
        let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) }
        guard descriptor >= 0 else { return .failure(Failure(errorNumber: errno)) }
        defer { close(descriptor) }
        return read(descriptor: descriptor, limit: limit)
    }

    /// The bytes of standard input up to its end.
    static func readStandardInput(limit: Int) -> Result<[UInt8], Failure> {
        read(descriptor: STDIN_FILENO, limit: limit)
    }

    /// Whether a file begins with some bytes; `false` if it can not be read.
    static func file(_ path: String, beginsWith prefix: [UInt8]) -> Bool {
        // O_NONBLOCK, so that a FIFO in the place of a file can not hold up the caller.
        let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK) }
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var head = [UInt8](repeating: 0, count: prefix.count)
        let count = head.withUnsafeMutableBytes { buffer in
            retrying { Int32(truncatingIfNeeded: systemRead(descriptor, buffer)) }
        }
        return Int(count) == prefix.count && head == prefix
    }

    /// Whether a folder has an entry of exactly this name, also where the file system does not tell upper from lower case.
    static func folder(_ path: String, hasEntry name: String) -> Bool {
        guard let folder = opendir(path) else { return false }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let isSame = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    strcmp($0, name) == 0
                }
            }
            if isSame { return true }
        }
        return false
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func environmentVariable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    private static func read(descriptor: Int32, limit: Int) -> Result<[UInt8], Failure> {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = buffer.withUnsafeMutableBytes { buffer in
                retrying { Int32(truncatingIfNeeded: systemRead(descriptor, buffer)) }
            }
            if count < 0 { return .failure(Failure(errorNumber: errno)) }
            if count == 0 { return .success(bytes) }
            guard bytes.count + Int(count) <= limit else { return .failure(.tooLarge) }
            bytes.append(contentsOf: buffer[..<Int(count)])
        }
    }

    private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #else
            Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }

    /// Repeats a call that a signal interrupted.
    private static func retrying(_ call: () -> Int32) -> Int32 {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}
