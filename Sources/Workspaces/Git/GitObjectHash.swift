import CSystem

/// Names of files and folders as Git computes them from their contents, for sources that are not in Git.
enum GitObjectHash {
    /// The 20 bytes that name a blob.
    static func blob(_ bytes: UnsafeRawBufferPointer) -> [UInt8] { object("blob", bytes) }

    static func hex(_ digest: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(digest.count * 2)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A folder while its entries are being collected.
    struct Folder {
        private struct Entry {
            /// With a slash at the end if it is a folder, as Git sorts them.
            let sortKey: [UInt8]
            let bytes: [UInt8]
        }

        private var entries: [Entry] = []

        /// Git knows no empty folders.
        var isEmpty: Bool { entries.isEmpty }

        mutating func add(_ name: UnsafeRawBufferPointer, mode: Mode, digest: [UInt8]) {
            var bytes = Array(mode.rawValue.utf8)
            bytes.append(UInt8(ascii: " "))
            bytes.append(contentsOf: name)
            bytes.append(0)
            bytes.append(contentsOf: digest)
            entries.append(
                Entry(sortKey: Array(name) + (mode == .folder ? [UInt8(ascii: "/")] : []), bytes: bytes)
            )
        }

        /// The 20 bytes that name the tree.
        func digest() -> [UInt8] {
            let sorted = entries.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
            return sorted.flatMap(\.bytes).withUnsafeBytes { object("tree", $0) }
        }
    }

    enum Mode: String {
        case file = "100644"
        case executable = "100755"
        case link = "120000"
        case folder = "40000"
    }

    private static func object(_ kind: String, _ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var sum = csystem_sha1()
        csystem_sha1_start(&sum)
        let header = Array("\(kind) \(bytes.count)\0".utf8)
        csystem_sha1_add(&sum, header, header.count)
        csystem_sha1_add(&sum, bytes.baseAddress, bytes.count)
        var digest = [UInt8](repeating: 0, count: 20)
        csystem_sha1_finish(&sum, &digest)
        return digest
    }
}
