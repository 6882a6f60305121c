import Foundation
import TaskModel

/// A place in the app folder where a mount will be seen.
package struct MountPoint: Sendable, Equatable {
    /// What has to stand in the app folder.
    package enum Style: Sendable, Equatable {
        /// An empty folder that the engine mounts over.
        case folder
        /// A symbolic link to the target.
        case link
    }

    package let path: RelativePath
    /// The absolute path of the folder that holds the mount's files; it exists.
    package let target: String
    package let style: Style

    package init(path: RelativePath, target: String, style: Style) {
        self.path = path
        self.target = target
        self.style = style
    }
}

/// Makes the places where mounts are seen.
package enum MountPoints {
    /// Makes every mount point, outer ones first, with the folders above them; returns what they hide.
    ///
    /// What stood at a mount path is not removed, as the platform only hides it (contract 2.4): a folder stays below what
    /// the engine mounts, anything else is moved to `aside`, a folder on the same file system, which is made if it is
    /// needed. A mount below another mount's path gets its place in that mount's folder. Throws ``MountPointError`` or
    /// ``FileError``.
    package static func prepare(app: String, mounts: [MountPoint], aside: String) throws -> [MountOverlap] {
        guard let app = Folders.resolved(app) else { throw FileError(.open, app, code: errno) }
        var overlaps: [MountOverlap] = []
        var done: [MountPoint] = []
        for mount in mounts.sorted(by: { $0.path.components.count < $1.path.components.count }) {
            let outer = done.last { mount.path.isInside($0.path) }
            let base = try outer.map { outer in
                guard let target = Folders.resolved(outer.target) else {
                    throw FileError(.open, outer.target, code: errno)
                }
                return target
            }
            let names = mount.path.components.dropFirst(outer?.path.components.count ?? 0)
            guard let name = names.last else { throw MountPointError.coversApp(mount.path) }
            var place = Place(base: base ?? app, mount: mount.path, isLasting: outer != nil, aside: aside)
            for name in names.dropLast() { try place.enter(name) }
            try place.put(mount, at: name)
            overlaps += place.overlaps
            done.append(mount)
        }
        return overlaps
    }
}

/// A mount point that can not be made.
package enum MountPointError: Error, Equatable, CustomStringConvertible {
    case coversApp(RelativePath)
    case leadsOut(RelativePath, link: String)
    case occupied(RelativePath, place: String)

    package var description: String {
        switch self {
        case .coversApp(let path): "the mount \"/\(path)\" would cover the whole app folder or another mount"
        case .leadsOut(let path, let link):
            "the mount \"/\(path)\" can not be made: \"\(link)\" is a symbolic link that leads out of the app folder"
        case .occupied(let path, let place):
            "the mount \"/\(path)\" lies in another mount, and \"\(place)\" there is in its way"
        }
    }

    package var hint: String? {
        switch self {
        case .coversApp: "give every mount a path of its own below the app folder"
        case .leadsOut: "mount to a path without that link, or remove the link in the build hook"
        case .occupied: "remove or rename it, or mount to another path"
        }
    }
}

/// The folder in which a mount point is being made.
private struct Place {
    /// Nothing outside of it is touched.
    let base: String
    let mount: RelativePath
    /// Whether the place is in another mount's folder, where nothing may be removed.
    let isLasting: Bool
    private(set) var folder: String
    private let aside: String
    private(set) var overlaps: [MountOverlap] = []

    init(base: String, mount: RelativePath, isLasting: Bool, aside: String) {
        self.base = base
        self.mount = mount
        self.isLasting = isLasting
        self.aside = aside
        folder = base
    }

    /// Goes into a folder above the mount point, which is made if it is missing.
    mutating func enter(_ name: String) throws {
        let path = "\(folder)/\(name)"
        let facts = FileFacts.of(path)
        if facts?.kind == .link {
            guard let target = Folders.resolved(path), Folders.isInside(target, of: base), Folders.isFolder(target)
            else {
                throw MountPointError.leadsOut(mount, link: Folders.relative(path, to: base))
            }
            folder = target
            return
        }
        if let facts, facts.kind != .folder { try clear(path) }
        if facts?.kind != .folder { try makeFolder(path) }
        folder = path
    }

    mutating func put(_ point: MountPoint, at name: String) throws {
        let path = "\(folder)/\(name)"
        let facts = FileFacts.of(path)
        switch (point.style, facts?.kind) {
        case (.folder, .folder):
            if !isLasting, !Folders.isEmpty(path) { note(path, isFolder: true) }
        case (.folder, let kind):
            if kind != nil { try clear(path) }
            try makeFolder(path)
        case (.link, let kind):
            if kind == .link, isLink(path, to: point.target) { return }
            if kind == .folder, Folders.isEmpty(path) {
                try withWritableFolder {
                    guard rmdir(path) == 0 else { throw FileError(.remove, path, code: errno) }
                }
            } else if kind != nil {
                try clear(path)
            }
            try withWritableFolder {
                guard symlink(point.target, path) == 0 else { throw FileError(.createLink, path, code: errno) }
            }
        }
    }

    private mutating func note(_ path: String, isFolder: Bool) {
        overlaps.append(
            MountOverlap(
                mount: "/\(mount)", place: Folders.relative(path, to: base), isFolder: isFolder,
                fileCount: isFolder ? FileCount.of(path) : 1))
    }

    /// Moves what is in the way to a place where it is in nobody's.
    private mutating func clear(_ path: String) throws {
        guard !isLasting else { throw MountPointError.occupied(mount, place: path) }
        let facts = FileFacts.of(path)
        note(path, isFolder: facts?.kind == .folder)
        try Folders.create(aside)
        var number = 1
        while FileFacts.of("\(aside)/\(number)") != nil { number += 1 }
        try withWritableFolder {
            // Moving a folder needs write permission on it, for its `..` entry.
            if let facts, facts.kind == .folder, facts.permissions & S_IWUSR == 0 {
                chmod(path, facts.permissions | S_IWUSR)
            }
            guard rename(path, "\(aside)/\(number)") == 0 else { throw FileError(.move, path, code: errno) }
        }
    }

    private func makeFolder(_ path: String) throws {
        try withWritableFolder {
            guard mkdir(path, 0o755) == 0 else { throw FileError(.createFolder, path, code: errno) }
        }
    }

    /// The app may be frozen already; then the folder is opened for one moment.
    private func withWritableFolder(_ body: () throws -> Void) throws {
        guard let facts = FileFacts.of(folder), facts.permissions & S_IWUSR == 0 else { return try body() }
        guard chmod(folder, facts.permissions | S_IWUSR) == 0 else {
            throw FileError(.changePermissions, folder, code: errno)
        }
        defer { chmod(folder, facts.permissions) }
        try body()
    }

    private func isLink(_ path: String, to target: String) -> Bool {
        Folders.linkTarget(AT_FDCWD, path).map { String(decoding: $0, as: UTF8.self) } == target
    }
}
