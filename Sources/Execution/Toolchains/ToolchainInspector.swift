import Planning
import ProcessSupport
import TaskModel

/// Finds out which installation of a task's runtime this machine has.
///
/// Programs are only started where no name of a folder or file decides, and their answers are remembered.
package struct ToolchainInspector: Sendable {
    private let environment: [String: String]
    private let searchPath: [String]
    private let memory: VersionMemory?

    /// Without a memory, programs are asked for their versions each time.
    package init(environment: [String: String], searchPath: [String], memory: VersionMemory?) {
        self.environment = environment
        self.searchPath = searchPath
        self.memory = memory
    }

    /// Begins to look, which takes a part of the time that everything else takes that a plan needs.
    package func start(for definition: TaskDefinition, repository: String) -> Background<RuntimeFact> {
        Background { fact(for: definition, repository: repository) }
    }

    /// What there is of a definition's runtime.
    func fact(for definition: TaskDefinition, repository: String) -> RuntimeFact {
        guard let runtime = Runtime(definition.type) else { return .notLookedFor }
        let search = ToolchainSearch(
            runtime: runtime, searchPath: searchPath,
            places: ToolchainPlaces(environment: environment, home: environment["HOME"], searchPath: searchPath)
                .places(for: runtime),
            repository: repository)
        let wanted = runtime.wantedVersion(definition.type.version)
        var silent: Set<String> = []
        if let wanted, let toolchain = toolchain(of: wanted, runtime, search, silent: &silent) {
            let links = RuntimeLink.links(for: toolchain, of: runtime, isProgram: ExecutableSearch.isExecutable)
            return .found(
                RuntimeInstallation(
                    toolchain, links: links, companions: runtime == .elixir ? erlang(for: toolchain) : [],
                    modules: definition.asksForPHPModules ? modules(of: toolchain.program) : nil,
                    rival: runtime == .dotnet ? rival(of: toolchain) : nil))
        }
        return .missing(
            foundVersions(runtime, search, silent: &silent),
            modules: definition.asksForPHPModules
                ? ExecutableSearch.find("php", in: searchPath).flatMap(modules) : nil)
    }

    /// `silent` are programs that did not answer, and are not asked again.
    private func toolchain(
        of wanted: RuntimeVersion, _ runtime: Runtime, _ search: ToolchainSearch, silent: inout Set<String>
    ) -> Toolchain? {
        let candidates = search.toolchains(for: wanted)
        if let best = Toolchain.best(of: candidates, for: wanted) { return best }
        let undecided = Toolchain.undecided(of: candidates, for: wanted)
        return Toolchain.best(of: asked(undecided, runtime, silent: &silent), for: wanted)
    }

    /// The Erlang that the manager of an Elixir has installed, where `PATH` leads to none but by shims.
    private func erlang(for toolchain: Toolchain) -> [String] {
        let direct = searchPath.filter { !ToolchainPlaces.isOfShims($0) }
        let parts = toolchain.program.split(separator: "/").map(String.init)
        guard ExecutableSearch.find("erl", in: direct) == nil, let place = parts.dropLast().lastIndex(of: "elixir")
        else { return [] }
        let folder = "/" + (parts[..<place] + ["erlang"]).joined(separator: "/")
        let versions = PathFacts.names(in: folder).compactMap { name in
            RuntimeVersion(name).map { (version: $0, bin: "\(folder)/\(name)/bin") }
        }.filter { ExecutableSearch.isExecutable("\($0.bin)/erl") }
        return versions.max { $0.version < $1.version }.flatMap { PathFacts.realPath($0.bin) }.map { [$0] } ?? []
    }

    /// The SDK of .NET that `dotnet` takes for the newest, if that is another one.
    private func rival(of toolchain: Toolchain) -> RuntimeVersion? {
        let sdks = PathFacts.names(in: "\(toolchain.folder)/sdk").compactMap { RuntimeVersion($0) }
        guard let newest = sdks.max(), let version = toolchain.version, version < newest else { return nil }
        return newest
    }

    /// The newest first, each once.
    private func foundVersions(
        _ runtime: Runtime, _ search: ToolchainSearch, silent: inout Set<String>
    ) -> [FoundVersion] {
        let all = search.toolchains(for: nil)
        let known = all.filter { $0.version != nil } + asked(all.filter { $0.version == nil }, runtime, silent: &silent)
        let sorted = known.compactMap { toolchain in
            toolchain.version.map { FoundVersion($0, source: toolchain.source) }
        }.sorted { $1.version < $0.version }
        var found: [FoundVersion] = []
        for version in sorted where !found.contains(version) { found.append(version) }
        return found
    }

    // MARK: Programs

    /// The same toolchains with the versions that their programs tell; those that tell none are left out.
    private func asked(
        _ toolchains: [Toolchain], _ runtime: Runtime, silent: inout Set<String>
    ) -> [Toolchain] {
        let toolchains = toolchains.filter { !silent.contains($0.program) }
        var memories = memory?.load() ?? [:]
        let keys = toolchains.map { VersionMemory.key(of: $0.program) }
        let answers = zip(toolchains, keys).map { toolchain, key -> Background<ProgramAnswer>? in
            if let key, memories[key] != nil { return nil }
            let question = question(toolchain.program, runtime.versionArguments)
            return Background { question.answer() }
        }
        var hasLearned = false
        var asked: [Toolchain] = []
        for ((toolchain, key), answer) in zip(zip(toolchains, keys), answers) {
            var version = key.flatMap { memories[$0] }.flatMap { $0.isEmpty ? nil : runtime.version(inOutput: $0) }
            switch answer?.result() {
            case nil: break
            case .failed: silent.insert(toolchain.program)
            case .said(let text):
                version = runtime.version(inOutput: text)
                guard let key else { break }
                memories[key] = text
                hasLearned = true
            }
            var toolchain = toolchain
            toolchain.version = version
            if version != nil { asked.append(toolchain) }
        }
        if hasLearned { memory?.remember(memories) }
        return asked
    }

    /// What `php -m` lists; `nil` where it lists nothing.
    private func modules(of program: String) -> [String]? {
        guard case .said(let text) = question(program, ["-m"]).answer() else { return nil }
        let lines = text.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.hasPrefix("[") }
        return lines.isEmpty ? nil : lines
    }

    private func question(_ program: String, _ arguments: [String]) -> ProgramQuestion {
        let folder = program.lastIndex(of: "/").map { String(program[..<$0]) } ?? "/"
        return ProgramQuestion(
            program: program, arguments: arguments, searchPath: [folder] + searchPath + ["/usr/bin", "/bin"],
            home: environment["HOME"])
    }
}
