import Foundation
import ProcessSupport

/// Standard output of a command that writes much: small writes are joined, large ones go straight through.
struct BufferedOutput {
    private static let size = 65_536

    private var buffer: [UInt8] = []

    /// Writes bytes, at the latest with the next ``flush()``.
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
        if bytes.count >= Self.size / 2 {
            try flush()
            return try Descriptor.write(bytes, to: STDOUT_FILENO)
        }
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.size { try flush() }
    }

    /// Adds what a renderer gives, which can not fail: the next ``settle()`` writes it.
    mutating func add(_ bytes: UnsafeRawBufferPointer) { buffer.append(contentsOf: bytes) }

    /// Writes what was added once it is much.
    mutating func settle() throws(SystemError) {
        if buffer.count >= Self.size { try flush() }
    }

    /// Writes all that is held.
    mutating func flush() throws(SystemError) {
        if buffer.isEmpty { return }
        let result = buffer.withUnsafeBytes { bytes -> Result<Void, SystemError> in
            do throws(SystemError) {
                return .success(try Descriptor.write(bytes, to: STDOUT_FILENO))
            } catch {
                return .failure(error)
            }
        }
        buffer.removeAll(keepingCapacity: true)
        try result.get()
    }
}
