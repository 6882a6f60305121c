import TaskModel

/// A relative path as the bytes that the file system compares; text would treat different bytes as the same letter.
struct PathBytes: Sendable {
    private let bytes: [UInt8]

    init(_ path: RelativePath) { bytes = Array(path.description.utf8) }

    func matches(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count == other.count && bytes.elementsEqual(other)
    }
}
