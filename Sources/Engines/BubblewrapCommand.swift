import Planning

/// The command line of bubblewrap for a phase: a root made of the machine's system folders and files of our own, the app
/// folder at `/app`, the launcher as process 1.
struct BubblewrapCommand {
    let path: String
    let plan: RunPlan
    let phase: PhasePlan
    /// The folder of this machine that holds the app.
    let appFolder: String
    /// What must be mounted.
    let mounts: [MountedFolder]

    /// The user `web` (contract 2.3); the number is ours.
    private static let userID = "10000"
    /// Where the machine's own `/etc` can be reached, which the entries of the task's `/etc` link to.
    private static let hostConfiguration = "/run/host/etc"
    /// Where files that taskbox makes for `/etc` are.
    private static let ownConfiguration = RunPlan.sandboxConfiguration
    private static let launcherPath = "/run/taskbox-launcher"
    /// What makes the launcher look whether the right folders are mounted (`csystem_launch.h`).
    private static let mountedOption = "--mounted"
    private static let kernelFiles = ["sys", "sysrq-trigger", "irq", "bus", "mtrr", "acpi", "scsi"]
    /// The files that taskbox makes; ``ContainerFiles`` writes them.
    private static let ownFiles = ["group", "hostname", "hosts", "passwd", "timezone"]

    var command: EngineCommand {
        var arguments = namespaces + system + configuration + toolchains
        arguments += ["--proc", "/proc"]
        // What root could change of the kernel: in a sandbox that root starts, the task still counts as its owner.
        arguments += BubblewrapCommand.kernelFiles.flatMap { ["--ro-bind-try", "/proc/\($0)", "/proc/\($0)"] }
        arguments += ["--dev", "/dev", "--ro-bind-try", "/sys", "/sys"]
        arguments += temporary + app + runtime
        arguments += ["--remount-ro", "/"]
        arguments += ["--", BubblewrapCommand.visibleLauncher(of: plan)]
        if phase.hasMounts, !mounts.isEmpty {
            arguments.append(BubblewrapCommand.mountedOption)
            arguments += mounts.flatMap { [$0.taskPath, "\($0.device)", "\($0.inode)"] }
        }
        return EngineCommand(executable: path, arguments: arguments)
    }

    private var namespaces: [String] {
        var arguments = [
            "--unshare-user", "--uid", BubblewrapCommand.userID, "--gid", BubblewrapCommand.userID,
            "--unshare-pid", "--as-pid-1", "--unshare-ipc", "--unshare-cgroup-try",
            "--unshare-uts", "--hostname", plan.host.name,
            "--die-with-parent", "--new-session",
        ]
        if plan.network == .none { arguments.append("--unshare-net") }
        return arguments
    }

    private var system: [String] {
        plan.root.systemFolders.flatMap { entry in
            entry.link.map { ["--symlink", $0, entry.path] } ?? ["--ro-bind", entry.path, entry.path]
        } + ["/etc", "/home", "/run/host", "/run/lock", "/var/lib", "/var/log", "/var/tmp"].flatMap { ["--dir", $0] }
            + ["--symlink", "/run", "/var/run"]
    }

    /// `/etc` is made of links, because a mount for each of its entries would cost more than the rest of the sandbox, and
    /// because a mount on `/etc/localtime` would change the zone that it links to.
    private var configuration: [String] {
        var arguments = ["--ro-bind", "/etc", BubblewrapCommand.hostConfiguration]
        for hidden in plan.root.hiddenConfiguration {
            let place = BubblewrapCommand.hostConfiguration + hidden.path.dropFirst("/etc".count)
            arguments += hidden.isFolder ? ["--tmpfs", place] : ["--ro-bind", "/dev/null", place]
        }
        arguments += ["--ro-bind", plan.site.workspace.configuration, BubblewrapCommand.ownConfiguration]
        for entry in plan.root.configuration {
            let name = entry.path.dropFirst("/etc/".count)
            arguments += ["--symlink", entry.link ?? "\(BubblewrapCommand.hostConfiguration)/\(name)", entry.path]
        }
        for name in BubblewrapCommand.ownFiles {
            arguments += ["--symlink", "\(BubblewrapCommand.ownConfiguration)/\(name)", "/etc/\(name)"]
        }
        if let file = plan.timezone.file(in: phase.phase) { arguments += ["--symlink", file, "/etc/localtime"] }
        if let resolver = plan.root.resolverFile { arguments += ["--ro-bind-try", resolver, "/etc/resolv.conf"] }
        return arguments
    }

    private var toolchains: [String] {
        var arguments = plan.root.toolchains.flatMap { ["--ro-bind", $0, $0] }
        if !BubblewrapCommand.isLauncherVisible(in: plan) {
            arguments += ["--ro-bind", plan.launcher, BubblewrapCommand.launcherPath]
        }
        return arguments
    }

    /// Where the launcher is in the sandbox.
    static func visibleLauncher(of plan: RunPlan) -> String {
        isLauncherVisible(in: plan) ? plan.launcher : launcherPath
    }

    private static func isLauncherVisible(in plan: RunPlan) -> Bool {
        let folders = plan.root.systemFolders.filter { $0.link == nil }.map(\.path) + plan.root.toolchains
        return folders.contains { plan.launcher.hasPrefix($0 + "/") }
    }

    /// Last, because some of it may be where others have put folders of their own.
    private var runtime: [String] { plan.root.runtime.flatMap { ["--ro-bind", $0, $0] } }

    private var temporary: [String] {
        var arguments = ["--bind", plan.site.workspace.temporary(in: phase.phase), "/tmp"]
        if phase.phase == .build { arguments += ["--bind", plan.site.buildCache, "/tmp/cache"] }
        return arguments
    }

    private var app: [String] {
        var arguments = [phase.isAppWritable ? "--bind" : "--ro-bind", appFolder, "/app"]
        if phase.hasMounts { arguments += plan.mounts.flatMap { ["--bind", $0.realPath, $0.taskPath] } }
        return arguments
    }
}
