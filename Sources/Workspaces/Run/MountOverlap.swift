import Foundation
import Planning

/// Something that stood at the path of a mount, which the mount hides (contract 2.4).
package struct MountOverlap: Sendable, Equatable, CustomStringConvertible {
    /// The mount's path, with a slash before it.
    package let mount: String
    /// Below the app folder: the mount's path, or something above it that is no folder.
    package let place: String
    /// A folder that held something; else a file or a link.
    package let isFolder: Bool
    /// How many files and links are hidden.
    package let fileCount: Int

    package init(mount: String, place: String, isFolder: Bool, fileCount: Int) {
        self.mount = mount
        self.place = place
        self.isFolder = isFolder
        self.fileCount = fileCount
    }

    /// The platform's words first, and then what it means, without a full stop.
    package var description: String {
        guard isFolder else {
            return
                "The mount '\(mount)' has a path that overlaps with a file or a link. What the source or the build put at "
                + "'\(place)' is hidden in the deploy hook and the command"
        }
        return "The mount '\(mount)' has a path that overlaps with a non-empty folder. "
            + (fileCount == 1 ? "The file" : "The \(fileCount) files")
            + " that the source or the build put at '\(place)' \(fileCount == 1 ? "is" : "are") hidden in the deploy hook "
            + "and the command"
    }
}

/// Counts the files and links of a tree.
struct FileCount: TreeVisitor {
    private var count = 0

    /// Of what can be listed.
    static func of(_ folder: String) -> Int {
        var visitor = FileCount()
        // What can not be read is hidden all the same; the number is only told to people.
        try? TreeWalk.visit(folder, with: &visitor)
        return visitor.count
    }

    mutating func visit(_ entry: TreeEntry) -> Bool {
        if entry.kind != .folder { count += 1 }
        return true
    }

    func leave(_ entry: TreeEntry) {}
    func couldNotEnter(_ entry: TreeEntry, _ error: FileErrorNumber) {}
}
