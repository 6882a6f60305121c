import Documents
import Planning

/// What is kept beside a slug: what it is of, and how it looked when it was stored.
package struct SlugFacts: Sendable, Equatable {
    package let key: BuildKey
    /// The Git tree id of the source.
    package let treeID: String
    /// The task's name.
    package let task: String
    /// The folder name of the project that it belongs to.
    package let project: String
    /// The repository, absolute.
    package let repository: String
    /// The name of the engine.
    package let engine: String
    /// The run that built it.
    package let runID: String
    /// Microseconds since the epoch.
    package let createdAt: Int64
    /// What its mounts hide.
    package var overlaps: [MountOverlap] = []
    /// The look of the folder, see ``SlugSignature``.
    var signature = ""
    /// The start of the machine that it was stored in.
    var boot = ""

    package init(
        key: BuildKey, treeID: String, task: String, project: String, repository: String, engine: String, runID: String,
        createdAt: Int64
    ) {
        self.key = key
        self.treeID = treeID
        self.task = task
        self.project = project
        self.repository = repository
        self.engine = engine
        self.runID = runID
        self.createdAt = createdAt
    }

    /// Of a later taskbox, which this one can not read.
    private static let version = 1

    var json: JSONValue {
        [
            "version": .integer(Self.version), "key": .string(key.description), "tree": .string(treeID),
            "task": .string(task), "project": .string(project), "repository": .string(repository),
            "engine": .string(engine), "run": .string(runID), "created_at": .integer(Int(createdAt)),
            "overlaps": .array(overlaps.map(\.json)), "signature": .string(signature), "boot": .string(boot),
        ]
    }

    /// Reads what ``json`` writes; `nil` for anything else.
    init?(text: String) {
        let (node, problems) = JSONReader.read(SourceFile(name: "slug.json", text: text))
        guard let node, problems.isEmpty else { return nil }
        let json = JSONValue(node)
        func field(_ name: String) -> String? {
            if case .string(let text)? = json[name] { text } else { nil }
        }
        guard json["version"] == .integer(Self.version), let key = field("key").flatMap(BuildKey.init),
            let treeID = field("tree"), let task = field("task"), let project = field("project"),
            let repository = field("repository"), let engine = field("engine"), let runID = field("run"),
            case .integer(let createdAt)? = json["created_at"], case .array(let overlaps)? = json["overlaps"],
            let signature = field("signature"), let boot = field("boot")
        else { return nil }
        self.init(
            key: key, treeID: treeID, task: task, project: project, repository: repository, engine: engine,
            runID: runID,
            createdAt: Int64(createdAt))
        self.overlaps = overlaps.compactMap(MountOverlap.init(json:))
        self.signature = signature
        self.boot = boot
    }
}

extension MountOverlap {
    fileprivate var json: JSONValue {
        [
            "mount": .string(mount), "place": .string(place), "folder": .bool(isFolder),
            "files": .integer(fileCount),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard case .string(let mount)? = json["mount"], case .string(let place)? = json["place"],
            case .bool(let isFolder)? = json["folder"], case .integer(let fileCount)? = json["files"]
        else { return nil }
        self.init(mount: mount, place: place, isFolder: isFolder, fileCount: fileCount)
    }
}
