import CSystem
import Foundation

/// The names in a folder, as bytes: file names need not be valid text.
final class FolderListing {
    /// One name; the pointer lives as long as the listing.
    struct Item {
        let name: UnsafePointer<CChar>
        let length: Int
        /// `nil` if the file system does not say it in its listings.
        let kind: FileKind?

        var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: name, count: length) }
    }

    private let names: UnsafeMutablePointer<CChar>?
    private let end: Int
    private var position = 0

    init(folder: Int32) throws(FileErrorNumber) {
        var names: UnsafeMutablePointer<CChar>?
        var length = 0
        let code = csystem_list_folder(folder, &names, &length)
        guard code == 0 else { throw FileErrorNumber(code: code) }
        self.names = names
        end = length
    }

    deinit { free(names) }

    /// Each name once, in the file system's order.
    func next() -> Item? {
        guard let names, position < end else { return nil }
        let kind = Self.kind(Int32(names[position]))
        let name = UnsafePointer(names + position + 1)
        let length = strlen(name)
        position += length + 2
        return Item(name: name, length: length, kind: kind)
    }

    private static func kind(_ type: Int32) -> FileKind? {
        switch type {
        case Int32(DT_REG): .file
        case Int32(DT_DIR): .folder
        case Int32(DT_LNK): .link
        case Int32(DT_UNKNOWN): nil
        default: .other
        }
    }
}
