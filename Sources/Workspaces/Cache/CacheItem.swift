/// Something in the cache folder that can be made again.
package struct CacheItem: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A built app.
        case slug
        /// What builds of a project keep for later builds (`PLATFORM_CACHE_DIR`).
        case buildCache = "build-cache"
        /// The installed `dependencies` of a task, which builds of the same ones take.
        case dependencies
        /// What package managers have fetched for the `dependencies` of a project's tasks.
        case downloads
        /// The scratch folder of a run that lives, that was killed, or that was to be kept.
        case workspace
    }

    package let kind: Kind
    /// The folder name of the project; `nil` where that is not known.
    package let project: String?
    /// What it is of, for people: the task of a slug or of dependencies, the state of a workspace.
    package let detail: String?
    /// The build key of a slug or of dependencies.
    package let key: String?
    package let folder: String
    /// Microseconds since the epoch; `nil` where nobody noted it.
    package let createdAt: Int64?
    /// Microseconds since the epoch.
    package let usedAt: Int64
    /// In bytes, with all that is in it.
    package let size: Int64
    /// Whether a run uses it at this moment, so that it can not be removed.
    package internal(set) var isInUse: Bool
}

/// What was removed from the cache.
package struct CacheRemoval: Sendable, Equatable {
    package internal(set) var removed: [CacheItem] = []
    /// Those that a run uses, or that could not be removed.
    package internal(set) var left: [CacheItem] = []

    /// How many bytes that has freed.
    package var freed: Int64 { removed.reduce(0) { $0 + $1.size } }
}
