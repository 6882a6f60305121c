import Planning
import ProcessSupport

/// Finds installations of a runtime by the names of folders and files; starts nothing.
struct ToolchainSearch {
    let runtime: Runtime
    /// The folders of `PATH`, absolute and without doubles.
    let searchPath: [String]
    let places: [ToolchainPlace]
    /// The user's checkout, whose own programs the snapshot takes the place of.
    let repository: String

    /// The installations that may be of a version, or, without one, all.
    func toolchains(for wanted: RuntimeVersion?) -> [Toolchain] {
        var found: [Toolchain] = []
        // The same program may be known under several names.
        var placeOfProgram: [String: Int] = [:]
        func add(_ toolchain: Toolchain) {
            guard !toolchain.program.hasPrefix(repository + "/") else { return }
            let real = PathFacts.realPath(toolchain.program) ?? toolchain.program
            if let place = placeOfProgram[real] {
                found[place].isOnPath = found[place].isOnPath || toolchain.isOnPath
            } else {
                placeOfProgram[real] = found.count
                found.append(toolchain)
            }
        }
        for place in places { toolchains(in: place, for: wanted).forEach(add) }
        var hidden: Set<String> = []
        for folder in searchPath {
            if ToolchainPlaces.isOfShims(folder) {
                hidden.formUnion(names(in: folder))
            } else {
                toolchains(onPath: folder, for: wanted, hidden: hidden).forEach(add)
            }
        }
        return found
    }

    private func mayBe(_ version: RuntimeVersion?, _ wanted: RuntimeVersion?) -> Bool {
        guard let wanted, let version else { return true }
        return version.match(wanted) != .no
    }

    // MARK: Places

    private func toolchains(in place: ToolchainPlace, for wanted: RuntimeVersion?) -> [Toolchain] {
        if place.naming == .single { return toolchain(at: place.folder, of: place, for: wanted).map { [$0] } ?? [] }
        return PathFacts.names(in: place.folder, beginningWith: place.beginnings).compactMap { name in
            // Following links costs more than everything else.
            guard place.mayHold(name), mayBe(place.version(of: runtime, in: name), wanted) else { return nil }
            return toolchain(at: "\(place.folder)/\(name)", of: place, for: wanted)
        }
    }

    private func toolchain(at root: String, of place: ToolchainPlace, for wanted: RuntimeVersion?) -> Toolchain? {
        // A link such as `3.12` leads to a folder with the whole version in its name.
        guard let real = PathFacts.realPath(root), let name = real.split(separator: "/").last.map(String.init) else {
            return nil
        }
        let bins = place.bins.map { $0.isEmpty ? real : "\(real)/\($0)" }
        var version = place.version(of: runtime, in: name)
        if let file = runtime.versionFile {
            for folder in bins {
                guard let parent = PathFacts.realPath("\(folder)/.."),
                    let bytes = PlainFile.bytes(of: "\(parent)/\(file.name)", limit: Self.longestFile)
                else { continue }
                version = runtime.version(inFile: String(decoding: bytes, as: UTF8.self)) ?? version
                break
            }
        }
        guard mayBe(version, wanted) else { return nil }
        for bin in bins {
            guard let folder = PathFacts.realPath(bin), let (program, suffix) = mainProgram(in: folder, version) else {
                continue
            }
            return Toolchain(
                source: place.source, version: version, program: "\(folder)/\(program)", suffix: suffix,
                needs: [real, folder] + (place.needs.map { [$0] } ?? []))
        }
        return nil
    }

    /// More than a file that tells a version is long.
    private static let longestFile = 1 << 16

    private func mainProgram(in folder: String, _ version: RuntimeVersion?) -> (name: String, suffix: String)? {
        for name in runtime.mainNames where ExecutableSearch.isExecutable("\(folder)/\(name)") { return (name, "") }
        for name in PathFacts.names(in: folder, beginningWith: runtime.programPrefixes) {
            guard let named = runtime.versionedName(name), ExecutableSearch.isExecutable("\(folder)/\(name)") else {
                continue
            }
            if version.map({ $0.match(named.version) != .no }) ?? true { return (name, named.suffix) }
        }
        return nil
    }

    // MARK: PATH

    /// Those that begin a toolchain, with a version in their names or without.
    private func names(in folder: String) -> [String] {
        PathFacts.names(in: folder, beginningWith: runtime.programPrefixes).filter {
            runtime.mainNames.contains($0) || runtime.versionedName($0) != nil
        }
    }

    /// `hidden` are the names that earlier folders have for something else, so that `PATH` does not lead here by them.
    private func toolchains(
        onPath folder: String, for wanted: RuntimeVersion?, hidden: Set<String>
    ) -> [Toolchain] {
        // A virtual environment is somebody's work; the interpreter that it belongs to is found elsewhere.
        guard !PathFacts.isFile("\(folder)/../pyvenv.cfg") else { return [] }
        // From the longest name on: a name with a version counts where a plain one links to it.
        return names(in: folder).reversed().compactMap { name in
            let program = "\(folder)/\(name)"
            let named = runtime.versionedName(name)
            guard mayBe(named?.version, wanted), ExecutableSearch.isExecutable(program),
                let real = PathFacts.realPath(program), let file = real.split(separator: "/").last.map(String.init),
                !Self.proxies.contains(file)
            else { return nil }
            // What a plain name links to may tell the version.
            let version = named?.version ?? runtime.versionedName(file)?.version
            guard mayBe(version, wanted) else { return nil }
            return Toolchain(
                source: "PATH", version: version, program: program, suffix: named?.suffix ?? "", hasOwnFolder: false,
                isOnPath: !hidden.contains(name))
        }
    }

    /// Programs that stand for others, and choose among these by the folder that they are started in.
    private static let proxies: Set<String> = ["asdf", "mise", "pyenv", "rbenv", "rustup", "snap", "volta-shim"]
}
