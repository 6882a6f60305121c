import Engines
import Planning
import Testing

@Suite struct LimitedCommandTests {
    private static let engine = EngineCommand(executable: "/usr/bin/bwrap", arguments: ["--x", "y"])

    @Test(arguments: [("0.1", "1"), ("1", "1"), ("2", "2"), ("64", "64")])
    func limitsOfProcesses(_ size: String, _ processors: String) throws {
        let command = LimitedCommand.processes(
            Self.engine, memory: 1 << 20, processor: try #require(ContainerSize(size)), launcher: "/l")
        #expect(command.executable == "/l")
        #expect(command.arguments == ["--limit", "1048576", processors, "/usr/bin/bwrap", "--x", "y"])
    }

    @Test func groups() {
        let command = LimitedCommand.joining(["/a/cgroup.procs", "/b/cgroup.procs"], Self.engine, launcher: "/l")
        #expect(command.executable == "/l")
        #expect(
            command.arguments == ["--join", "/a/cgroup.procs", "/b/cgroup.procs", "--", "/usr/bin/bwrap", "--x", "y"])
    }

    @Test func aUnit() throws {
        let command = LimitedCommand.unit(
            Self.engine, memory: 1 << 20, processor: try #require(ContainerSize("0.25")),
            scope: .init(program: "/usr/bin/systemd-run", environment: ["XDG_RUNTIME_DIR": "/run/user/1"]),
            launcher: "/l")
        #expect(command.executable == "/usr/bin/systemd-run")
        #expect(
            command.arguments == [
                "--user", "--scope", "--quiet", "--collect", "--property=MemoryMax=1048576",
                "--property=MemorySwapMax=0",
                "--property=CPUQuota=25%", "--", "/l", "--join", "--", "/usr/bin/bwrap", "--x", "y",
            ])
        #expect(command.environment == ["XDG_RUNTIME_DIR": "/run/user/1"])
    }
}
