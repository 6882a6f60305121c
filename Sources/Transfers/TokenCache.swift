import CSystem
import Documents
import Foundation
import PlatformAPI
import ProcessSupport

/// Access tokens that still hold, in a folder that only the user can look into.
///
/// An entry is found by the API token that it was given for and by the server that gave it, of which only a digest is
/// kept: another token, or another server, never gets it.
package struct TokenCache: Sendable {
    private let folder: String

    /// A token is not used any more when it would end so soon.
    private static let margin = 60
    /// Entries are a few kilobytes long.
    private static let longestEntry = 64 << 10
    /// An entry that claims more comes from a clock that was wrong.
    private static let longestLifetime = 86_400

    /// The folder is made when the first token is kept.
    package init(folder: String) { self.folder = folder }

    /// What an entry is found by.
    package struct Key: Sendable, Equatable {
        fileprivate let digest: String

        package init(apiToken: Secret, authentication: ServiceAddress) {
            let bytes = Array("taskbox token 1\n\(authentication)\n\(apiToken.value)".utf8)
            var sum = csystem_sha1()
            csystem_sha1_start(&sum)
            csystem_sha1_add(&sum, bytes, bytes.count)
            var digest = [UInt8](repeating: 0, count: 20)
            csystem_sha1_finish(&sum, &digest)
            self.digest = digest.map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0\(digits)" : digits
            }.joined()
        }
    }

    /// The token of a key, if there is one that holds for a while yet.
    package func token(for key: Key, now: Int = Self.clock) -> Secret? {
        guard isPrivateFolder, let entry = entry(key.digest), entry.key == key.digest, entry.holds(at: now) else {
            return nil
        }
        return entry.token
    }

    /// Keeps a token as long as it holds; entries that hold no longer are removed.
    ///
    /// - Throws: why it could not be kept; the token itself is as good as before.
    package func keep(_ token: AccessToken, for key: Key, now: Int = Self.clock) throws(SystemError) {
        guard let lifetime = token.lifetime?.components.seconds, lifetime > Self.margin else { return }
        try PlainFile.makeFolders(folder, permissions: 0o700)
        guard isPrivateFolder else { throw SystemError(EPERM) }
        sweep(now: now)
        let entry: JSONValue = [
            "key": .string(key.digest), "expires_at": .integer(now + Int(lifetime)),
            "access_token": .string(token.secret.value),
        ]
        try PlainFile.replace(path(of: key.digest), with: JSONWriter.line(entry) + "\n")
    }

    /// Removes the token of a key.
    package func forget(_ key: Key) { unlink(path(of: key.digest)) }

    /// Seconds since 1970.
    package static var clock: Int { time(nil) }

    // MARK: Entries

    private struct Entry {
        let key: String
        let expiresAt: Int
        let token: Secret

        init?(_ value: JSONValue) {
            guard case .string(let key)? = value["key"], case .integer(let expiresAt)? = value["expires_at"],
                case .string(let text)? = value["access_token"], let token = Secret(text)
            else { return nil }
            (self.key, self.expiresAt, self.token) = (key, expiresAt, token)
        }

        func holds(at now: Int) -> Bool {
            let left = expiresAt.subtractingReportingOverflow(now)
            return !left.overflow && (TokenCache.margin + 1...TokenCache.longestLifetime).contains(left.partialValue)
        }
    }

    private func path(of digest: String) -> String { "\(folder)/\(digest).json" }

    /// An entry that is the user's own and nobody else's to read.
    private func entry(_ digest: String) -> Entry? {
        let descriptor = open(path(of: digest), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { Descriptor.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
            status.st_mode & 0o077 == 0, status.st_size <= Self.longestEntry
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: Self.longestEntry)
        // An entry that can not be read is as good as none.
        let count = bytes.withUnsafeMutableBytes { (try? Descriptor.read(into: $0, from: descriptor)) ?? 0 }
        let (node, _) = JSONReader.read(SourceFile(name: "", bytes: Array(bytes[..<count])))
        return node.map(JSONValue.init).flatMap(Entry.init)
    }

    /// Whether the folder is one, no link, the user's own, and closed to everybody else.
    private var isPrivateFolder: Bool {
        var status = stat()
        return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
            && status.st_mode & 0o077 == 0
    }

    /// Removes what nobody can use any more: entries, and drafts of processes that were killed over them.
    private func sweep(now: Int) {
        for name in PathFacts.names(in: folder) {
            if name.hasSuffix(".json"), entry(String(name.dropLast(5)))?.holds(at: now) != true {
                unlink("\(folder)/\(name)")
            } else if name.hasSuffix(".new"), isOld("\(folder)/\(name)") {
                unlink("\(folder)/\(name)")
            }
        }
    }

    /// Whether a draft is older than any writing takes.
    private func isOld(_ path: String) -> Bool {
        var status = stat()
        #if os(Linux)
            return lstat(path, &status) == 0 && Self.clock - status.st_mtim.tv_sec > Self.margin
        #else
            return lstat(path, &status) == 0 && Self.clock - status.st_mtimespec.tv_sec > Self.margin
        #endif
    }
}
