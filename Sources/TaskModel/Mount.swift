/// One mount: a writable folder in the otherwise read-only app (contract 2.4).
package struct Mount: Sendable, Equatable {
    /// Relative to the app folder, whatever its leading slash; never the app folder itself.
    package let path: RelativePath
    package let source: Source
    /// The folder inside the volume; by default the mount path (contract 1.5).
    package let sourcePath: RelativePath
    /// The key as it is written, for messages and for writing the definition again.
    package let key: String

    /// Where the files of a mount live.
    ///
    /// Only ``storage`` and ``service`` keep them between runs.
    package enum Source: Sendable, Equatable {
        /// The container's own disk; `local` is an alias.
        case instance(alias: Alias)
        /// A folder in the container's `/tmp`; `temporary` is an alias.
        case tmp(alias: Alias)
        /// The shared volume of an application, named by `service`.
        case storage(application: String)
        /// The volume of a network-storage service.
        case service(name: String)
    }

    /// Whether the definition used the first or the second spelling of a source; both mean the same.
    package enum Alias: Sendable, Equatable {
        /// `instance`, `tmp`.
        case standard
        /// `local`, `temporary`.
        case other
    }

    package init(path: RelativePath, source: Source, sourcePath: RelativePath, key: String) {
        self.path = path
        self.source = source
        self.sourcePath = sourcePath
        self.key = key
    }
}

extension Mount.Source {
    /// All words that a definition may use.
    package static let words = ["instance", "local", "tmp", "temporary", "storage", "service"]

    /// The word of the definition.
    package var word: String {
        switch self {
        case .instance(.standard): "instance"
        case .instance(.other): "local"
        case .tmp(.standard): "tmp"
        case .tmp(.other): "temporary"
        case .storage: "storage"
        case .service: "service"
        }
    }

    /// Whether the files outlive a run.
    package var isLasting: Bool {
        switch self {
        case .instance, .tmp: false
        case .storage, .service: true
        }
    }

    /// The application or service that owns a lasting volume.
    package var owner: String? {
        switch self {
        case .instance, .tmp: nil
        case .storage(let application): application
        case .service(let name): name
        }
    }
}
