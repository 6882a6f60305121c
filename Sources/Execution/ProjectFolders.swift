import Foundation
import Planning
import ProcessSupport
import Records
import Workspaces

/// The folders of taskbox on this machine, as far as runs of one project use them.
package struct ProjectFolders: Sendable {
    /// Records and lasting mounts.
    package let state: String
    /// Workspaces and build caches.
    package let cache: String
    /// Tells this project's folders from those of others.
    package let identity: String
    /// What the user should know about the choice of folders.
    package let notes: [String]

    /// Makes the folders where they are missing.
    ///
    /// The project is known by its id where the user gives one, else by the place of its repository.
    package init(environment: [String: String], repository: String, projectID: String?) throws(FolderError) {
        func prepare(_ folder: TaskboxFolder) throws(FolderError) -> PreparedFolder {
            try Self.location(of: folder, environment).prepare()
        }
        let state = try prepare(.state)
        let cache = try prepare(.cache)
        self.state = state.path
        self.cache = cache.path
        notes = state.notes + cache.notes
        let name = repository.split(separator: "/").last.map(String.init) ?? "root"
        identity = FileName.encode(projectID ?? "\(name)-\(Self.hash(repository))")
    }

    /// Where a folder belongs, whether it exists or not.
    package static func location(of folder: TaskboxFolder, _ environment: [String: String]) -> FolderLocation {
        folder.location(environment: environment, home: environment["HOME"] ?? homeOfAccount, userID: geteuid())
    }

    /// Where the scratch folders of runs are made.
    package var workspaces: String { "\(cache)/workspaces" }
    /// `PLATFORM_CACHE_DIR` (contract 2.3): survives builds, shared by all branches of a project.
    package var buildCache: String { "\(cache)/build/\(identity)" }
    package var lastingMounts: String { "\(state)/mounts/\(identity)" }

    /// `PLATFORM_PROJECT_ENTROPY` (contract 4.1): 56 characters, made once for a project and then the same for ever.
    package func entropy() throws(ExecutionFault) -> String {
        let folder = "\(state)/projects/\(identity)"
        let path = "\(folder)/entropy"
        if let known = PlainFile.text(of: path), known.count == Self.entropyLength { return known }
        let fresh = String((0..<Self.entropyLength).map { _ in Self.alphabet.randomElement() ?? "a" })
        let draft = "\(folder)/.entropy-\(UUID().uuidString)"
        do {
            try PlainFile.makeFolders(folder, permissions: 0o700)
            // Also what a full disk let it write.
            defer { unlink(draft) }
            try PlainFile.write(fresh, to: draft, permissions: 0o600)
            // What is there and has not the right length is damaged.
            if PlainFile.text(of: path).map({ $0.count != Self.entropyLength }) ?? false { unlink(path) }
            // Of two first runs at once one wins, and both use what it wrote.
            if link(draft, path) != 0, errno != EEXIST { throw SystemError.last }
        } catch {
            throw ExecutionFault("the project's entropy could not be kept in \"\(path)\": \(error)")
        }
        return PlainFile.text(of: path) ?? fresh
    }

    private static let entropyLength = 56
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")

    /// From the file itself: the C library would look for plug-ins that a static program can not load.
    private static var homeOfAccount: String? {
        let user = String(geteuid())
        let entries = PlainFile.text(of: "/etc/passwd")?.split(separator: "\n") ?? []
        return entries.map { $0.split(separator: ":", omittingEmptySubsequences: false) }
            .first { $0.count > 5 && $0[2] == user }.map { String($0[5]) }
    }

    /// FNV-1a in sixteen hexadecimal digits: tells paths apart, nothing more.
    private static func hash(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
