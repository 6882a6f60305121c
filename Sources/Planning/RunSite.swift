/// Where a run takes place and who it is: everything that differs between two runs of one definition on one machine.
package struct RunSite: Sendable, Equatable {
    /// Thirteen lower-case letters and digits, as the platform's activity ids (contract 6.3).
    package let runID: String
    /// The repository that the task's source comes from, absolute.
    package let repository: String
    /// The checked-out branch; `nil` outside Git or when detached.
    package let branch: String?
    /// The scratch folder of this run, absolute; its parts are named by ``WorkspaceLayout``.
    package let workspace: WorkspaceLayout
    /// The folder of lasting mounts of this project.
    package let lastingMounts: String
    /// `PLATFORM_CACHE_DIR` of this project on this machine.
    package let buildCache: String
    /// `PLATFORM_PROJECT_ENTROPY`: 56 characters, stable for the project (contract 4.1).
    package let entropy: String

    package init(
        runID: String, repository: String, branch: String?, workspace: WorkspaceLayout, lastingMounts: String,
        buildCache: String, entropy: String
    ) {
        self.runID = runID
        self.repository = repository
        self.branch = branch
        self.workspace = workspace
        self.lastingMounts = lastingMounts
        self.buildCache = buildCache
        self.entropy = entropy
    }

    /// The part of the id that names the container (contract 6.2).
    package var shortID: String { String(runID.prefix(8)) }
}

/// The parts of the scratch folder of one run.
package struct WorkspaceLayout: Sendable, Equatable {
    /// Absolute.
    package let root: String

    package init(root: String) { self.root = root }

    /// The app folder.
    package var app: String { "\(root)/app" }
    /// `/tmp` of the build; wiped per build (contract 2.3).
    package var buildTemporary: String { "\(root)/build-tmp" }
    /// `/tmp` of deploy and run, which share a container.
    package var temporary: String { "\(root)/tmp" }
    /// The volumes of mounts that end with the run.
    package var mounts: String { "\(root)/mounts" }
    /// Files that taskbox makes for `/etc`.
    package var configuration: String { "\(root)/etc" }
    /// What stood in the way of mounts.
    package var hidden: String { "\(root)/hidden" }
    /// Scratch of the snapshot.
    package var snapshot: String { "\(root)/snapshot" }

    package func temporary(in phase: Phase) -> String { phase == .build ? buildTemporary : temporary }
}
