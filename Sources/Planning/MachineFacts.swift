/// What planning has to know of the machine.
///
/// Gathered at the edges; a plan made from the same facts is the same plan.
package struct MachineFacts: Sendable, Equatable {
    package var isRoot: Bool
    /// The folders of the user's `PATH` that exist, absolute and without duplicates.
    package var searchPath: [String]
    package var shell: ShellFact
    /// The launcher that belongs to this taskbox.
    package var launcher: String
    package var bubblewrap: BubblewrapFact
    /// The folder of the TZ database; `nil` where the machine has none, and `TZ` has no effect on C programs.
    package var zoneInfoFolder: String?
    package var userEnvironment: [UserVariable]
    package var root: RootLayout
    /// The addresses of hosts that the user named, as this machine resolves them.
    package var addresses: [String: String]
    /// What was found of the task's runtime.
    package var runtime: RuntimeFact
    /// What memory and CPU can be limited with; `nil` where nobody asked.
    package var limits: LimitMeans?

    package init(
        isRoot: Bool, searchPath: [String], shell: ShellFact, launcher: String, bubblewrap: BubblewrapFact,
        zoneInfoFolder: String?, userEnvironment: [UserVariable], root: RootLayout,
        addresses: [String: String] = [:], runtime: RuntimeFact = .notLookedFor
    ) {
        self.isRoot = isRoot
        self.searchPath = searchPath
        self.shell = shell
        self.launcher = launcher
        self.bubblewrap = bubblewrap
        self.zoneInfoFolder = zoneInfoFolder
        self.userEnvironment = userEnvironment
        self.root = root
        self.addresses = addresses
        self.runtime = runtime
    }

    /// A variable of the environment that taskbox itself runs in.
    package struct UserVariable: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// The shell for hooks and the command: dash, as on the platform (contract 3.1), or what the machine has.
package struct ShellFact: Sendable, Equatable {
    package let path: String
    package let isDash: Bool

    package init(path: String, isDash: Bool) {
        self.path = path
        self.isDash = isDash
    }

    package var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// Whether bubblewrap can be used here, tried out, not guessed.
package enum BubblewrapFact: Sendable, Equatable {
    case usable(path: String)
    /// With a reason and a remedy, each a sentence without a full stop.
    case unusable(reason: String, remedy: String)
    /// Nobody asked.
    case notProbed
}

/// What of this machine's tree a sandbox shows, read-only.
package struct RootLayout: Sendable, Equatable {
    /// One entry of a folder.
    package struct Entry: Sendable, Equatable {
        /// Absolute path.
        package let path: String
        /// The target, as it is written, where the entry is a symbolic link.
        package let link: String?

        package init(path: String, link: String? = nil) {
            self.path = path
            self.link = link
        }
    }

    /// Top-level folders of the system, such as `/usr`, or `/bin` as a link to it.
    package var systemFolders: [Entry]
    /// The entries of `/etc` that a task may see; those that taskbox makes itself are not among them.
    package var configuration: [Entry]
    /// Files and folders below `/etc` that others than root may not read: only root could see them in a sandbox, and must
    /// not.
    package var hiddenConfiguration: [Hidden]
    /// Folders outside the system folders that programs on `PATH` live in.
    package var toolchains: [String]
    /// Folders that the task's runtime needs beside all others; also where the sandbox has folders of its own, such as below
    /// `/tmp`.
    package var runtime: [String]
    /// The file behind `/etc/resolv.conf`.
    package var resolverFile: String?

    /// Something of the machine that a sandbox covers.
    package struct Hidden: Sendable, Equatable {
        /// Absolute path.
        package let path: String
        package let isFolder: Bool

        package init(path: String, isFolder: Bool) {
            self.path = path
            self.isFolder = isFolder
        }
    }

    package init(
        systemFolders: [Entry] = [], configuration: [Entry] = [], hiddenConfiguration: [Hidden] = [],
        toolchains: [String] = [], runtime: [String] = [], resolverFile: String? = nil
    ) {
        self.systemFolders = systemFolders
        self.configuration = configuration
        self.hiddenConfiguration = hiddenConfiguration
        self.toolchains = toolchains
        self.runtime = runtime
        self.resolverFile = resolverFile
    }
}
