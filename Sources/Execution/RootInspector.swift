import Planning
import ProcessSupport

/// Finds out what of this machine's tree a sandbox may show: the system's folders, what `/etc` holds, and the
/// toolchains that `PATH` leads to.
///
/// Everything else stays outside: homes, data, other people's folders.
struct RootInspector {
    /// Absolute, without doubles.
    let searchPath: [String]
    let home: String?
    /// The user's checkout, which the snapshot takes the place of.
    let repository: String?
    let isRoot: Bool
    /// What the sandbox makes itself, and would cover.
    var ownPlaces = ["/app", "/dev", "/etc", "/proc", "/run", "/sys", "/tmp", "/var"]

    private static let systemNames = [
        "bin", "gnu", "lib", "lib32", "lib64", "libx32", "nix", "opt", "sbin", "usr",
    ]
    /// What taskbox puts there itself.
    private static let ownConfiguration: Set<String> = [
        "group", "hostname", "hosts", "localtime", "passwd", "resolv.conf", "timezone",
    ]
    /// What makes the parent of a `bin` folder a toolchain of its own, not just a folder that has a `bin`.
    private static let toolchainMarks = ["lib", "lib64", "libexec", "include", "shims", "versions", "tools"]
    /// Folders of a home that hold credentials or everything else beside their `bin`.
    private static let neverWhole: Set<String> = [".local", ".config", ".cargo", ".docker", ".aws", ".kube", ".azure"]
    /// Folders of nothing but credentials.
    private static let credentialFolders: Set<String> = [".ssh", ".gnupg", ".password-store", "keyrings"]
    /// What programs in a home's own `bin` folders usually link to.
    private static let homeCompanions = [
        ".local/bin": [".local/lib", ".local/pipx", ".local/share/uv", ".local/share/mise", ".local/share/pipx"],
        ".cargo/bin": [".rustup"],
    ]

    func layout() -> RootLayout {
        let system = RootInspector.systemNames.compactMap { name -> RootLayout.Entry? in
            switch PathFacts("/\(name)")?.kind {
            case .folder: RootLayout.Entry(path: "/\(name)")
            case .link(let target): RootLayout.Entry(path: "/\(name)", link: target)
            case .file, .other, nil: nil
            }
        }
        let resolver = PathFacts.realPath("/etc/resolv.conf")
        return RootLayout(
            systemFolders: system, configuration: configuration(),
            hiddenConfiguration: isRoot
                ? PrivateFiles.below("/etc").map { RootLayout.Hidden(path: $0.path, isFolder: $0.isFolder) } : [],
            toolchains: toolchains(outside: system.map(\.path)), resolverFile: resolver
        )
    }

    /// The folders that a runtime needs and the layout does not show.
    func runtime(_ fact: RuntimeFact, beside layout: RootLayout) -> [String] {
        guard case .found(let installation) = fact else { return [] }
        var inspector = self
        inspector.ownPlaces = RootInspector.placesOfTasks
        return inspector.folders(needed: installation, shown: layout.systemFolders.map(\.path) + layout.toolchains)
    }

    /// Where nothing of the machine may be, not even a runtime.
    private static let placesOfTasks = ["/app", "/dev", "/etc", "/proc", "/sys"]

    private func folders(needed installation: RuntimeInstallation, shown: [String]) -> [String] {
        let programs = installation.links.map { link in
            switch link.target {
            case .program(let path), .module(_, let path): path
            }
        }
        func folder(of path: String) -> String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "/" }
        let all = programs + [installation.toolchain.program]
        // Where a link is, and the whole toolchain that it leads to.
        let homes = all.map(folder) + all.compactMap(PathFacts.realPath).map { toolchain(of: folder(of: $0)) }
        let needs = installation.toolchain.needs + installation.companions + homes
        var found: [String] = []
        // What holds others comes first, so that these need no mounts of their own.
        for path in needs.flatMap(harmlessParts).sorted(by: { $0.utf8.count < $1.utf8.count }) {
            let isShown = (shown + found).contains { path == $0 || path.hasPrefix($0 + "/") }
            if !isShown, !isPersonal(path), !isPersonal(PathFacts.realPath(path) ?? path), PathFacts.isFolder(path) {
                found.append(path)
            }
        }
        return found.sorted()
    }

    /// A folder that a runtime needs, or as much of it as may be seen: variables such as `JAVA_HOME` can name anything.
    private func harmlessParts(of path: String) -> [String] {
        let real = PathFacts.realPath(path) ?? path
        let isWhole = ![path, real].contains { place in
            Self.neverWhole.contains { place.hasSuffix("/\($0)") }
                || Self.credentialFolders.contains { PathFacts("\(place)/\($0)") != nil }
        }
        if isWhole { return [path] }
        return ["bin", "lib"].map { "\(path)/\($0)" }
    }

    private func configuration() -> [RootLayout.Entry] {
        PathFacts.names(in: "/etc").compactMap { name in
            guard !RootInspector.ownConfiguration.contains(name), let facts = PathFacts("/etc/\(name)"),
                facts.isReadableByAll
            else { return nil }
            if case .link(let target) = facts.kind { return RootLayout.Entry(path: "/etc/\(name)", link: target) }
            return RootLayout.Entry(path: "/etc/\(name)")
        }
    }

    private func toolchains(outside system: [String]) -> [String] {
        var found: [String] = []
        func add(_ path: String) {
            let isCovered = (system + found).contains { path == $0 || path.hasPrefix($0 + "/") }
            if !isCovered, !isPersonal(path), !isPersonal(PathFacts.realPath(path) ?? path), PathFacts.isFolder(path) {
                found.append(path)
            }
        }
        for folder in searchPath where !system.contains(where: { folder.hasPrefix($0 + "/") }) {
            let real = PathFacts.realPath(folder) ?? folder
            add(toolchain(of: real))
            if real != folder { add(folder) }
            guard let home else { continue }
            for (bin, companions) in RootInspector.homeCompanions where folder == "\(home)/\(bin)" {
                companions.forEach { add("\(home)/\($0)") }
            }
        }
        return found.sorted()
    }

    /// Whether a folder is, or holds, what must stay outside: the root of all, a home, the checkout, credentials, and places
    /// that the sandbox fills itself.
    private func isPersonal(_ path: String) -> Bool {
        let parent = path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
        let isMadeByUs = ownPlaces.contains { path == $0 || path.hasPrefix($0 + "/") }
        let holdsCredentials = path.split(separator: "/").contains { Self.credentialFolders.contains(String($0)) }
        if isMadeByUs || holdsCredentials { return true }
        if path == "/" || path == "/home" || path == "/root" || parent == "/home" { return true }
        let isInCheckout = repository.map { path.hasPrefix($0 + "/") } ?? false
        return isInCheckout || [home, repository].compactMap { $0 }.contains { $0 == path || $0.hasPrefix(path + "/") }
    }

    /// The folder that programs of a `bin` folder need, which is more than the folder itself only for a toolchain.
    private func toolchain(of folder: String) -> String {
        var parts = folder.split(separator: "/").map(String.init)
        guard let last = parts.popLast(), ["bin", "sbin", "shims"].contains(last), let name = parts.last else {
            return folder
        }
        let parent = "/" + parts.joined(separator: "/")
        let isToolchain = RootInspector.toolchainMarks.contains { PathFacts.isFolder("\(parent)/\($0)") }
        return isPersonal(parent) || RootInspector.neverWhole.contains(name) || !isToolchain ? folder : parent
    }
}
