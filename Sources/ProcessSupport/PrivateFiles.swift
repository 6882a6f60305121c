import CSystem

/// Files that not everybody may read.
package enum PrivateFiles {
    /// A file or folder.
    package struct Entry: Sendable, Equatable {
        /// Absolute.
        package let path: String
        package let isFolder: Bool
    }

    /// Everything below a folder that others than its owner and group may not read, sorted; private folders are not entered.
    package static func below(_ folder: String) -> [Entry] {
        var entries: [Entry] = []
        withUnsafeMutablePointer(to: &entries) { pointer in
            csystem_find_private(
                folder,
                { path, isFolder, context in
                    guard let path, let context else { return }
                    context.assumingMemoryBound(to: [Entry].self).pointee.append(
                        Entry(path: String(cString: path), isFolder: isFolder))
                }, pointer)
        }
        return entries.sorted { $0.path < $1.path }
    }
}
