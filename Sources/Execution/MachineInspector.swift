import Engines
import Foundation
import Planning
import ProcessSupport

/// Looks at this machine for what a plan has to know.
package struct MachineInspector: Sendable {
    /// The environment that taskbox runs in.
    private let environment: [String: String]
    private let memory: BubblewrapMemory?

    /// Without a memory, bubblewrap is tried out each time.
    package init(environment: [String: String], memory: BubblewrapMemory?) {
        self.environment = environment
        self.memory = memory
    }

    /// Begins to try bubblewrap out, which takes as long as everything else that a plan needs; `nil` for an engine that is
    /// settled without it.
    package func startProbe(for preference: EnginePreference) -> Background<BubblewrapFact>? {
        preference == .host ? nil : Background { probeBubblewrap() }
    }

    /// The facts, with the outcomes of the probe and of the search for the task's runtime.
    package func facts(
        probe: Background<BubblewrapFact>?, runtime: Background<RuntimeFact>, repository: String
    ) throws(MachineFailure) -> MachineFacts {
        let searchPath = self.searchPath
        guard let shell = shell(in: searchPath) else { throw .noShell }
        let launcher = Self.launcherPath
        guard ExecutableSearch.isExecutable(launcher) else { throw .noLauncher(path: launcher) }
        var root = RootLayout()
        if probe != nil {
            let inspector = RootInspector(
                searchPath: searchPath, home: environment["HOME"], repository: repository, isRoot: isRoot)
            root = inspector.layout()
            root.runtime = inspector.runtime(runtime.result(), beside: root)
        }
        return MachineFacts(
            isRoot: isRoot, searchPath: searchPath, shell: shell, launcher: launcher,
            bubblewrap: probe?.result() ?? .notProbed, zoneInfoFolder: Self.zoneInfoFolder,
            userEnvironment: environment.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) },
            root: root, runtime: runtime.result()
        )
    }

    /// The folders of `PATH` that exist, and after them those where every system keeps its programs: so that a reduced
    /// `PATH` finds git and bwrap too.
    package var searchPath: [String] {
        var folders: [String] = []
        for folder in ExecutableSearch.folders(ofPath: environment["PATH"] ?? "") {
            let trimmed = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
            if !folders.contains(trimmed), PathFacts.isFolder(trimmed) { folders.append(trimmed) }
        }
        return folders
    }

    private static let systemPath = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"]

    /// A program of `PATH` or of the system's own folders.
    package func program(_ name: String) -> String? {
        ExecutableSearch.find(name, in: searchPath + Self.systemPath)
    }

    private var isRoot: Bool { geteuid() == 0 }

    /// Hooks run in dash on the platform (contract 3.1).
    ///
    /// `/bin/sh` is the next best thing, and dash itself on Debian. Only the system's dash counts: one in a home would
    /// not be visible in a sandbox.
    private func shell(in searchPath: [String]) -> ShellFact? {
        if let dash = ExecutableSearch.find("dash", in: Self.systemPath) { return ShellFact(path: dash, isDash: true) }
        guard ExecutableSearch.isExecutable("/bin/sh") else { return nil }
        return ShellFact(path: "/bin/sh", isDash: PathFacts.realPath("/bin/sh")?.hasSuffix("/dash") ?? false)
    }

    /// Beside the program itself, where SwiftPM places it, or in `../libexec/taskbox`, where it is installed: it is no
    /// program that people call.
    ///
    /// Links to the program are followed first, so that it can be linked from anywhere.
    package static var launcherPath: String {
        #if os(Linux)
            let program = PathFacts.realPath("/proc/self/exe") ?? CommandLine.arguments[0]
        #else
            let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
        #endif
        let folder = program.lastIndex(of: "/").map { String(program[..<$0]) } ?? "."
        let beside = "\(folder)/taskbox-launcher"
        let parent = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ".."
        let installed = "\(parent)/libexec/taskbox/taskbox-launcher"
        return !ExecutableSearch.isExecutable(beside) && ExecutableSearch.isExecutable(installed) ? installed : beside
    }

    private static var zoneInfoFolder: String? {
        ["/usr/share/zoneinfo", "/usr/lib/zoneinfo"].first { PathFacts.isFolder("\($0)/Europe") }
    }

    private func probeBubblewrap() -> BubblewrapFact {
        guard let path = program("bwrap") else { return BubblewrapProbe.notInstalled }
        let settings = Self.kernelSettings
        let state = BubblewrapMemory.state(ofProgram: path, settings: settings)
        if let state, memory?.holds(state) == true { return .usable(path: path) }
        let probe = ProgramRun(
            executable: path, arguments: BubblewrapProbe.arguments, environment: ["LC_ALL": "C"], workingFolder: "/")
        let output: String
        do {
            let result = try probe.result()
            if result.succeeded {
                if let state { memory?.remember(state) }
                return .usable(path: path)
            }
            output = String(decoding: result.errorOutput, as: UTF8.self)
        } catch {
            output = error.description
        }
        return BubblewrapProbe.failure(output: output, settings: settings)
    }

    private static var kernelSettings: BubblewrapProbe.KernelSettings {
        // A setting that does not exist on this kernel says nothing.
        func number(_ path: String) -> Int? {
            PlainFile.text(of: path).flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
        return BubblewrapProbe.KernelSettings(
            apparmorRestriction: number("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"),
            unprivilegedClone: number("/proc/sys/kernel/unprivileged_userns_clone"),
            mostNamespaces: number("/proc/sys/user/max_user_namespaces")
        )
    }
}

/// Why this machine can not run tasks at all.
package enum MachineFailure: Error, Sendable, Equatable, CustomStringConvertible {
    case noShell
    case noLauncher(path: String)

    package var description: String {
        switch self {
        case .noShell: "this machine has neither dash nor /bin/sh, so no script can run; install the package dash"
        case .noLauncher(let path):
            "the program \(path) is missing; it belongs beside taskbox: install or build taskbox again, as a whole"
        }
    }
}
