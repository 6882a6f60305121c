import Planning
import TestSupport
import Testing

@testable import Execution

/// What of a home a sandbox shows: toolchains that `PATH` leads to, and nothing else.
@Suite struct RootInspectorTests {
    /// The toolchains that are found, relative to the home.
    func toolchains(folders: [String], path: [String], links: [(String, to: String)] = []) throws -> [String] {
        try ScratchFolder.with { scratch in
            for folder in folders { try scratch.folder("home/\(folder)") }
            for (name, target) in links { try scratch.link("home/\(name)", to: target) }
            let home = scratch.at("home")
            let inspector = RootInspector(
                searchPath: path.map { "\(home)/\($0)" }, home: home, repository: "\(home)/src", isRoot: false,
                ownPlaces: [])
            return inspector.layout().toolchains.filter { $0.hasPrefix(home) }
                .map { String($0.dropFirst(home.count + 1)) }
        }
    }

    @Test func aToolchainIsShownWhole() throws {
        #expect(
            try toolchains(folders: ["go1.22/bin", "go1.22/lib", "secret"], path: ["go1.22/bin"]) == ["go1.22"])
    }

    @Test func aPlainBinFolderIsShownAlone() throws {
        #expect(try toolchains(folders: ["tools/bin", "tools/notes"], path: ["tools/bin"]) == ["tools/bin"])
        #expect(try toolchains(folders: ["bin", "lib"], path: ["bin"]) == ["bin"])
    }

    /// They hold credentials beside their programs.
    @Test func foldersWithCredentialsAreNeverShownWhole() throws {
        #expect(try toolchains(folders: [".cargo/bin", ".cargo/lib"], path: [".cargo/bin"]) == [".cargo/bin"])
        #expect(try toolchains(folders: [".docker/bin", ".docker/lib"], path: [".docker/bin"]) == [".docker/bin"])
    }

    @Test func companionsComeWithTheBinFoldersOfAHome() throws {
        #expect(
            try toolchains(
                folders: [".local/bin", ".local/lib", ".local/share/uv", ".local/share/keyrings"], path: [".local/bin"])
                == [".local/bin", ".local/lib", ".local/share/uv"])
        #expect(
            try toolchains(folders: [".cargo/bin", ".rustup/toolchains"], path: [".cargo/bin"])
                == [".cargo/bin", ".rustup"])
    }

    @Test func versionManagersAreShownWhole() throws {
        #expect(
            try toolchains(
                folders: [".pyenv/shims", ".pyenv/versions", ".pyenv/bin"], path: [".pyenv/shims", ".pyenv/bin"])
                == [".pyenv"])
    }

    @Test func aLinkedFolderIsShownAtBothPlaces() throws {
        #expect(
            try toolchains(
                folders: ["sdk/java-21/bin", "sdk/java-21/lib"], path: ["sdk/current/bin"],
                links: [("sdk/current", to: "java-21")]) == ["sdk/current/bin", "sdk/java-21"])
    }

    @Test func homesAndTheCheckoutAreNeverShown() throws {
        #expect(try toolchains(folders: ["bin", "lib", ".ssh"], path: [".", ".ssh"]) == [])
        #expect(try toolchains(folders: ["src/bin", "src/lib"], path: ["src/bin"]) == [])
        let inspector = RootInspector(
            searchPath: ["/", "/home/other", "/root"], home: "/home/me", repository: nil, isRoot: false)
        #expect(inspector.layout().toolchains == [])
        let covered = RootInspector(
            searchPath: ["/tmp", "/run"], home: "/home/me", repository: nil, isRoot: false)
        #expect(covered.layout().toolchains == [])
    }

    /// What the runtime of a task needs beside what is shown anyway, relative to the home.
    private func runtime(
        _ program: String, needs: [String], links: [(String, to: String)] = [], shown: [String] = []
    ) throws -> [String] {
        try ScratchFolder.with { scratch in
            try scratch.write("home/\(program)", permissions: 0o755)
            for folder in needs { try scratch.folder("home/\(folder)") }
            for (name, target) in links { try scratch.link("home/\(name)", to: target) }
            let home = scratch.at("home")
            let toolchain = Toolchain(
                source: "s", version: nil, program: "\(home)/\(links.first?.0 ?? program)",
                needs: needs.map { $0.isEmpty ? home : "\(home)/\($0)" })
            let inspector = RootInspector(searchPath: [], home: home, repository: "\(home)/src", isRoot: false)
            return inspector.runtime(
                .found(RuntimeInstallation(toolchain)), beside: RootLayout(toolchains: shown.map { "\(home)/\($0)" })
            ).map { String($0.dropFirst(home.count + 1)) }
        }
    }

    @Test func aRuntimeIsShownAlsoBelowTemporaryFolders() throws {
        #expect(
            try runtime(".pyenv/versions/3.1/bin/python3", needs: [".pyenv/versions/3.1"]) == [".pyenv/versions/3.1"])
        #expect(
            try runtime(".pyenv/versions/3.1/bin/python3", needs: [".pyenv/versions/3.1"], shown: [".pyenv"]) == [])
        #expect(
            try runtime("real/bin/node", needs: ["real/lib", "bin"], links: [("bin/node22", to: "../real/bin/node")])
                == ["bin", "real"])
    }

    /// Better a runtime that does not start than a home that is seen.
    @Test func aRuntimeNeverShowsAHome() throws {
        #expect(try runtime("bin/python3", needs: ["", "src/venv", ".ssh/lib", "lib"]) == ["bin", "lib"])
    }

    /// `JAVA_HOME` and others of its kind can name anything.
    @Test func aRuntimeNeverShowsAFolderWithCredentials() throws {
        let needs = [".local", ".local/lib", ".local/share/keyrings"]
        #expect(try runtime(".local/bin/java", needs: needs) == [".local/bin", ".local/lib"])
        #expect(
            try runtime("jdk/bin/java", needs: [".local/share", ".local/share/keyrings"]) == ["jdk/bin"])
        #expect(
            try runtime("jdk/bin/java", needs: [".local/share", "jdk2"], links: [("java", to: ".local")]).contains(
                "java")
                == false)
    }

    @Test func theSystemIsShownWithoutHomes() {
        let layout = RootInspector(searchPath: ["/usr/bin"], home: "/root", repository: nil, isRoot: true).layout()
        #expect(layout.systemFolders.contains { $0.path == "/usr" })
        #expect(!layout.systemFolders.contains { ["/home", "/root", "/var", "/tmp", "/run"].contains($0.path) })
        #expect(layout.toolchains == [])
        let names = layout.configuration.map(\.path)
        #expect(names.contains("/etc/nsswitch.conf"))
        #expect(!names.contains { ["/etc/shadow", "/etc/passwd", "/etc/hosts", "/etc/localtime"].contains($0) })
    }
}
