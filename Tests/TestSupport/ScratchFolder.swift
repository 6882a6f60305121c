import Foundation
import Workspaces

/// A new, empty folder for one test, which is removed when the test's closure ends.
package struct ScratchFolder: Sendable {
    /// Absolute, and without symbolic links.
    package let path: String

    /// Runs a test's body with a scratch folder that every user may enter.
    package static func with<Value>(_ body: (ScratchFolder) throws -> Value) throws -> Value {
        let folder = try ScratchFolder()
        defer { folder.remove() }
        return try body(folder)
    }

    /// The same for a body that waits.
    package static func with<Value>(_ body: (ScratchFolder) async throws -> Value) async throws -> Value {
        let folder = try ScratchFolder()
        defer { folder.remove() }
        return try await body(folder)
    }

    private init() throws {
        var template = Array("\(NSTemporaryDirectory())/taskbox-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil, let resolved = realpath(template, nil) else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        defer { free(resolved) }
        path = String(cString: resolved)
        guard chmod(path, 0o755) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    /// Tests leave read-only and very deep trees behind, which Foundation can not remove.
    ///
    /// What is left is in the temporary folder of the system.
    private func remove() { _ = TreeRemoval.remove(path) }

    /// The absolute path of something below the folder.
    package func at(_ relative: String) -> String { "\(path)/\(relative)" }

    /// Writes a file, and the folders above it; returns its absolute path.
    @discardableResult
    package func write(_ relative: String, _ contents: String = "", permissions: Int? = nil) throws -> String {
        let file = at(relative)
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true
        )
        try Data(contents.utf8).write(to: URL(fileURLWithPath: file))
        if let permissions { chmod(file, mode_t(permissions)) }
        return file
    }

    /// Makes a folder, and those above it; returns its absolute path.
    @discardableResult
    package func folder(_ relative: String) throws -> String {
        try FileManager.default.createDirectory(atPath: at(relative), withIntermediateDirectories: true)
        return at(relative)
    }

    /// Makes a symbolic link; returns its absolute path.
    @discardableResult
    package func link(_ relative: String, to target: String) throws -> String {
        try FileManager.default.createSymbolicLink(atPath: at(relative), withDestinationPath: target)
        return at(relative)
    }

    /// The text of a file.
    package func read(_ relative: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: at(relative))), as: UTF8.self)
    }

    /// One line for each entry below a folder, sorted by path: kind and permissions as `ls` shows them, path, and the text
    /// of a file or the target of a link.
    package func tree(_ relative: String = "") throws -> [String] {
        let root = relative.isEmpty ? path : at(relative)
        return try Self.entries(root).map { entry in
            let path = "\(root)/\(entry)"
            var status = stat()
            lstat(path, &status)
            let bits = String(status.st_mode & 0o777, radix: 8)
            switch status.st_mode & S_IFMT {
            case S_IFDIR: return "d\(bits) \(entry)"
            case S_IFLNK: return "l \(entry) -> \(try FileManager.default.destinationOfSymbolicLink(atPath: path))"
            default:
                let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
                return "-\(bits) \(entry): \(text ?? "unreadable")"
            }
        }
    }

    /// The paths below a folder, sorted by their bytes.
    package static func entries(_ root: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
