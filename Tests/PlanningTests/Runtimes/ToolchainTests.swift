import Planning
import Testing

/// Choosing among installations, and giving their programs plain names.
@Suite struct ToolchainTests {
    private func managed(_ version: String?, _ source: String = "pyenv", isOnPath: Bool = false) -> Toolchain {
        Toolchain(
            source: source, version: version.flatMap { RuntimeVersion($0) },
            program: "/\(source)/\(version ?? "?")/bin/python3",
            isOnPath: isOnPath)
    }

    private func onPath(_ version: String, suffix: String) -> Toolchain {
        Toolchain(
            source: "PATH", version: RuntimeVersion(version), program: "/usr/bin/python\(suffix)", suffix: suffix,
            hasOwnFolder: false, isOnPath: true)
    }

    private func best(_ toolchains: [Toolchain], _ wanted: String) throws -> String? {
        let wanted = try #require(RuntimeVersion(wanted))
        let best = Toolchain.best(of: toolchains, for: wanted)
        // The choice does not depend on the order, but for equals.
        #expect(Toolchain.best(of: toolchains.reversed(), for: wanted)?.version == best?.version)
        return best.map { "\($0.version?.description ?? "?") \($0.source)" }
    }

    @Test func theNewestPatchWins() throws {
        let all = [managed("3.14.0"), managed("3.14.2"), managed("3.14.10", "uv"), managed("3.15.0"), managed("3.1.9")]
        #expect(try best(all, "3.14") == "3.14.10 uv")
        #expect(try best(all, "3.14.2") == "3.14.2 pyenv")
        #expect(try best(all, "3") == "3.15.0 pyenv")
        #expect(try best(all, "3.13") == nil)
    }

    @Test func whatIsNotFinalComesLast() throws {
        #expect(try best([managed("3.14.0rc2"), managed("3.14.0rc1")], "3.14") == "3.14.0-rc2 pyenv")
        #expect(try best([managed("3.15.0a1"), managed("3.14.0")], "3") == "3.14.0 pyenv")
        #expect(try best([managed("3.14.1rc1"), onPath("3.14", suffix: "3.14")], "3.14") == "3.14 PATH")
    }

    @Test func aVersionedNameOnPathGoesFirst() throws {
        #expect(try best([managed("3.14.2"), onPath("3.14", suffix: "3.14")], "3.14") == "3.14 PATH")
        // Which patch it is nobody knows, so it can not be the wanted one.
        #expect(try best([managed("3.14.2"), onPath("3.14", suffix: "3.14")], "3.14.2") == "3.14.2 pyenv")
        #expect(try best([managed("3.14.2"), onPath("3.14.1", suffix: "")], "3.14") == "3.14.2 pyenv")
    }

    @Test func ofEqualsTheOneOnPathIsTaken() throws {
        let toolchains = [managed("3.14.2"), managed("3.14.2", "uv", isOnPath: true)]
        #expect(try best(toolchains, "3.14") == "3.14.2 uv")
        #expect(
            Toolchain.best(of: [managed("3.14.2"), managed("3.14.2", "uv")], for: RuntimeVersion(numbers: [3]))?.source
                == "pyenv")
    }

    @Test func undecided() {
        let wanted = RuntimeVersion(numbers: [3, 14, 2])
        let all = [managed(nil, "rustup"), managed("3.14"), managed("3.14.2"), managed("3.13")]
        #expect(Toolchain.undecided(of: all, for: wanted).map(\.version) == [nil, RuntimeVersion("3.14")])
    }

    // MARK: Links

    private func links(_ toolchain: Toolchain, _ runtime: Runtime, programs: Set<String>) -> [String] {
        RuntimeLink.links(for: toolchain, of: runtime, isProgram: programs.contains).map { link in
            switch link.target {
            case .program(let path): "\(link.name) -> \(path)"
            case .module(let module, let program): "\(link.name): \(program) -m \(module)"
            }
        }
    }

    @Test func aWholeFolderNeedsNoLinks() {
        let names = Set(["python3", "python", "pip3", "pip"].map { "/pyenv/3.14.2/bin/\($0)" })
        #expect(links(managed("3.14.2"), .python, programs: names) == [])
    }

    @Test func aFolderThatLacksPlainNames() {
        let toolchain = Toolchain(
            source: "Homebrew", version: RuntimeVersion("3.14.2"), program: "/brew/bin/python3.14", suffix: "3.14")
        #expect(
            links(toolchain, .python, programs: ["/brew/bin/python3.14", "/brew/bin/pip3.14"]) == [
                "python3 -> /brew/bin/python3.14", "python -> /brew/bin/python3.14", "pip3 -> /brew/bin/pip3.14",
                "pip -> /brew/bin/pip3.14",
            ])
    }

    /// The pip of another version, under its plain name in the same folder, is never taken.
    @Test func aVersionedNameInASharedFolder() {
        let programs: Set = ["/usr/bin/python3.14", "/usr/bin/python3", "/usr/bin/pip3", "/usr/bin/pip"]
        #expect(
            links(onPath("3.14", suffix: "3.14"), .python, programs: programs) == [
                "python3 -> /usr/bin/python3.14", "python -> /usr/bin/python3.14", "pip3: /usr/bin/python3.14 -m pip",
                "pip: /usr/bin/python3.14 -m pip",
            ])
    }

    @Test func otherRuntimes() {
        func shared(_ program: String, _ version: String, suffix: String = "") -> Toolchain {
            Toolchain(
                source: "PATH", version: RuntimeVersion(version), program: program, suffix: suffix, hasOwnFolder: false,
                isOnPath: true)
        }
        #expect(
            links(
                shared("/usr/bin/node-22", "22", suffix: "-22"), .nodejs,
                programs: ["/usr/bin/node-22", "/usr/bin/npm-22", "/usr/bin/npm", "/usr/bin/npx"])
                == ["node -> /usr/bin/node-22", "npm -> /usr/bin/npm-22"])
        #expect(
            links(shared("/usr/bin/php", "8.3.2"), .php, programs: ["/usr/bin/php", "/usr/bin/phpize"])
                == ["php -> /usr/bin/php", "phpize -> /usr/bin/phpize"])
        #expect(
            links(shared("/usr/bin/python2.7", "2.7", suffix: "2.7"), .python, programs: ["/usr/bin/python2.7"])
                == ["python -> /usr/bin/python2.7", "pip: /usr/bin/python2.7 -m pip"])
    }
}
