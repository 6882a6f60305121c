import Foundation
import PlatformAPI
import ProcessSupport

/// A file with a token, which nobody but the user may be able to read or change.
package enum TokenFile {
    /// No token is longer, see `Secret`.
    private static let longest = 16_384 + 2

    /// The text of the file.
    package static func text(_ path: String) throws(TokenFileProblem) -> String {
        // O_NONBLOCK, so that a FIFO in the place of a file can not hold up the caller.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw problem(errno) }
        defer { Descriptor.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw problem(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .isNoFile }
        guard status.st_uid == geteuid() else { throw .isForeign }
        guard status.st_mode & 0o077 == 0 else { throw .isOpen(mode: Int(status.st_mode & 0o777)) }
        var bytes = [UInt8](repeating: 0, count: longest + 1)
        var count = 0
        do {
            while count < bytes.count {
                let more = try bytes[count...].withUnsafeMutableBytes {
                    try Descriptor.read(into: $0, from: descriptor)
                }
                guard let more, more > 0 else { break }
                count += more
            }
        } catch {
            throw .unreadable("\(error)")
        }
        guard count <= longest else { throw .isTooLong }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    private static func problem(_ code: Int32) -> TokenFileProblem {
        switch code {
        case ENOENT, ENOTDIR: .missing
        case ELOOP, EMLINK: .isLink
        default: .unreadable(SystemError(code).description)
        }
    }
}
