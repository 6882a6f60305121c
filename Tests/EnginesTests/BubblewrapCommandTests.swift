import Engines
import Planning
import TestSupport
import Testing

@Suite struct BubblewrapCommandTests {
    static let definition = """
        {"name": "export", "type": "python:3.12", "run": {"command": "true"}, "hooks": {"build": "make"},
         "timezone": "Europe/Paris", "mounts": {"data": {"source": "storage", "service": "shop"}}}
        """
    static let root = RootLayout(
        systemFolders: [.init(path: "/bin", link: "usr/bin"), .init(path: "/usr")],
        configuration: [.init(path: "/etc/mtab", link: "../proc/self/mounts"), .init(path: "/etc/ssl")],
        hiddenConfiguration: [
            .init(path: "/etc/shadow", isFolder: false), .init(path: "/etc/ssl/private", isFolder: true),
        ],
        toolchains: ["/opt/node"], resolverFile: "/run/systemd/resolve/stub-resolv.conf"
    )

    func command(_ phase: Phase, network: Network = .machine) throws -> EngineCommand {
        let plan = try PlanFixture.plan(
            Self.definition, request: RunRequest(network: network), machine: PlanFixture.machine(root: Self.root))
        return Engine.command(for: try #require(plan.phase(phase)), of: plan, app: plan.site.workspace.app)
    }

    /// bwrap mounts by path; the launcher looks what is there before it starts anything.
    @Test func launcherLooksWhatIsMounted() throws {
        let plan = try PlanFixture.plan(Self.definition, machine: PlanFixture.machine(root: Self.root))
        let mounts = [MountedFolder(taskPath: "/app/data", device: 7, inode: 9)]
        func last(_ phase: Phase) throws -> [String] {
            let command = Engine.command(for: try #require(plan.phase(phase)), of: plan, app: "/slug", mounts: mounts)
            #expect(command.arguments.contains("/slug"))
            return Array(command.arguments.drop { $0 != "--" })
        }
        #expect(
            try last(.run) == ["--", "/run/taskbox-launcher", "--mounted", "/app/data", "7", "9"])
        #expect(try last(.build) == ["--", "/run/taskbox-launcher"], "there are none in a build")
    }

    /// The arguments in lines, an option each.
    func lines(_ command: EngineCommand) -> [String] {
        command.arguments.reduce(into: []) { lines, argument in
            if argument.hasPrefix("--") || lines.isEmpty {
                lines.append(argument)
            } else {
                lines[lines.count - 1] += " " + argument
            }
        }
    }

    static let common = [
        "--unshare-user", "--uid 10000", "--gid 10000", "--unshare-pid", "--as-pid-1", "--unshare-ipc",
        "--unshare-cgroup-try", "--unshare-uts", "--hostname export--task--abcdefgh.0", "--die-with-parent",
        "--new-session", "--symlink usr/bin /bin", "--ro-bind /usr /usr", "--dir /etc", "--dir /home",
        "--dir /run/host", "--dir /run/lock",
        "--dir /var/lib", "--dir /var/log", "--dir /var/tmp", "--symlink /run /var/run",
        "--ro-bind /etc /run/host/etc", "--ro-bind /dev/null /run/host/etc/shadow",
        "--tmpfs /run/host/etc/ssl/private", "--ro-bind /ws/1/etc /run/taskbox",
        "--symlink ../proc/self/mounts /etc/mtab", "--symlink /run/host/etc/ssl /etc/ssl",
        "--symlink /run/taskbox/group /etc/group", "--symlink /run/taskbox/hostname /etc/hostname",
        "--symlink /run/taskbox/hosts /etc/hosts", "--symlink /run/taskbox/passwd /etc/passwd",
        "--symlink /run/taskbox/timezone /etc/timezone",
        "--symlink /usr/share/zoneinfo/Europe/Paris /etc/localtime",
        "--ro-bind-try /run/systemd/resolve/stub-resolv.conf /etc/resolv.conf", "--ro-bind /opt/node /opt/node",
        "--ro-bind /opt/taskbox/taskbox-launcher /run/taskbox-launcher", "--proc /proc",
        "--ro-bind-try /proc/sys /proc/sys", "--ro-bind-try /proc/sysrq-trigger /proc/sysrq-trigger",
        "--ro-bind-try /proc/irq /proc/irq", "--ro-bind-try /proc/bus /proc/bus", "--ro-bind-try /proc/mtrr /proc/mtrr",
        "--ro-bind-try /proc/acpi /proc/acpi", "--ro-bind-try /proc/scsi /proc/scsi", "--dev /dev",
        "--ro-bind-try /sys /sys",
    ]

    /// Behind `/tmp` and `/app`, which would cover it.
    @Test func theRuntimeIsShownLast() throws {
        var root = Self.root
        root.runtime = ["/tmp/home/.pyenv/versions/3.12.1"]
        let plan = try PlanFixture.plan(Self.definition, machine: PlanFixture.machine(root: root))
        let phase = try #require(plan.phase(.run))
        let lines = lines(Engine.command(for: phase, of: plan, app: plan.site.workspace.app))
        let place = try #require(
            lines.firstIndex(of: "--ro-bind /tmp/home/.pyenv/versions/3.12.1 /tmp/home/.pyenv/versions/3.12.1"))
        #expect(lines[place + 1] == "--remount-ro /")
        #expect(lines[..<place].contains { $0.hasSuffix(" /tmp") })
    }

    @Test func build() throws {
        let command = try command(.build)
        #expect(command.executable == "/usr/bin/bwrap")
        #expect(
            lines(command)
                == Self.common.map {
                    $0.hasSuffix(" /etc/localtime") ? "--symlink /usr/share/zoneinfo/UTC /etc/localtime" : $0
                }
                + [
                    "--bind /ws/1/build-tmp /tmp", "--bind /cache/build/shop /tmp/cache", "--bind /ws/1/app /app",
                    "--remount-ro /", "-- /run/taskbox-launcher",
                ])
    }

    @Test func run() throws {
        #expect(
            lines(try command(.run)) == Self.common + [
                "--bind /ws/1/tmp /tmp", "--ro-bind /ws/1/app /app",
                "--bind /state/mounts/shop/storage/shop/data /app/data", "--remount-ro /",
                "-- /run/taskbox-launcher",
            ])
    }

    /// A build sees neither the hosts nor the zone of the task.
    @Test func filesOfPhases() throws {
        let plan = try PlanFixture.plan(
            #"""
            {"name": "t", "type": "python:3.12", "timezone": "Europe/Paris", "additional_hosts": {"a.b": "192.0.2.1"},
             "run": {"command": "true"}}
            """#)
        func text(_ name: String, _ phase: Phase) -> String? {
            ContainerFiles.texts(for: plan, in: phase).first { $0.name == name }?.text
        }
        let own = "127.0.0.1\tlocalhost\n::1\tlocalhost\n127.0.0.1\tt--task--abcdefgh.0\n"
        #expect(text("hosts", .build) == own)
        #expect(text("hosts", .deploy) == own + "192.0.2.1\ta.b\n")
        #expect(text("timezone", .build) == "UTC\n")
        #expect(text("timezone", .run) == "Europe/Paris\n")
    }

    @Test func closedNetwork() throws {
        #expect(lines(try command(.run, network: .none)).contains("--unshare-net"))
        #expect(!lines(try command(.run)).contains("--unshare-net"))
    }

    /// The world can read command lines.
    @Test func noVariableIsInTheCommandLine() throws {
        let plan = try PlanFixture.plan(
            #"{"name": "t", "type": "python:3.12", "run": {"command": "secret-script"}, "variables": {"env": {"K": "secret-value"}}}"#
        )
        for phase in plan.phases {
            #expect(
                !Engine.command(for: phase, of: plan, app: plan.site.workspace.app).arguments.joined().contains(
                    "secret"))
        }
    }

    @Test func hostEngineStartsTheLauncherAlone() throws {
        let plan = try PlanFixture.plan(Self.definition, request: RunRequest(engine: .host))
        #expect(
            Engine.command(for: try #require(plan.phase(.run)), of: plan, app: plan.site.workspace.app)
                == EngineCommand(executable: "/opt/taskbox/taskbox-launcher", arguments: []))
    }
}
