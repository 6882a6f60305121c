import Documents
import Execution
import Foundation
import Planning
import Records
import Workspaces

/// `taskbox cache`: what runs keep for later runs.
struct CacheCommand {
    private let action: CacheAction
    private let keptSize: Int64
    private let isForAll: Bool
    private let project: ProjectChoice
    private let table: TableOptions
    private let isQuiet: Bool
    private let color: ColorChoice
    private let context: CommandContext

    init(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) {
        action = try parsed.action(CacheAction.self)
        keptSize = try parsed.value(of: .keepSize, as: SizeArgument.parse) ?? CacheStore.standardSize
        isForAll = parsed.has(.allProjects)
        project = ProjectChoice(parsed)
        table = try TableOptions(parsed, of: Self.columns)
        isQuiet = parsed.has(.quiet)
        color = parsed.choice(of: .color) ?? .auto
        self.context = context
        let tableOptions = OptionSpecification.table(of: Self.columns)
        switch action {
        case .list: try parsed.refuse([.keepSize, .allProjects, .projectFolder, .projectOfFolders], with: "list")
        case .prune: try parsed.refuse([.allProjects, .projectFolder, .projectOfFolders] + tableOptions, with: "prune")
        case .clear:
            try parsed.refuse([.keepSize] + tableOptions, with: "clear")
            if isForAll, project.isGiven {
                throw UsageError("--all and a project contradict each other; give one of them", of: parsed.command)
            }
        }
    }

    static let columns: [Table.Column] = [
        .init("kind", "Kind"), .init("project", "Project", canShrink: true), .init("detail", "Of", canShrink: true),
        .init("size", "Size", alignment: .right), .init("used", "Last use"),
        .init("created", "Made", isDefault: false), .init("in_use", "In use", isDefault: false),
        .init("key", "Key", isDefault: false, canShrink: true),
        .init("folder", "Folder", isDefault: false, canShrink: true),
    ]

    func run() -> Int32 {
        let console = context.console(quiet: isQuiet, color: color)
        guard let folder = cacheFolder(console) else { return ExitStatus.fault }
        let store = CacheStore(folder: folder)
        switch action {
        case .list: return list(store.items, console)
        case .prune: return tell(of: store.prune(keeping: keptSize), console)
        case .clear:
            guard !isForAll else { return tell(of: store.clear(project: nil), console) }
            guard let folders = project.folders(context, console) else { return ExitStatus.fault }
            return tell(of: store.clear(project: folders.identity), console)
        }
    }

    private func cacheFolder(_ console: Console) -> String? {
        do throws(FolderError) {
            return try ProjectFolders.location(of: .cache, context.environment).prepare().path
        } catch {
            console.fail(error.description, hint: "TASKBOX_CACHE_HOME names another folder")
            return nil
        }
    }

    private func list(_ items: [CacheItem], _ console: Console) -> Int32 {
        let total = items.reduce(0) { $0 + $1.size }
        if table.format == .table {
            console.say(items.isEmpty ? "the cache is empty" : "the cache takes \(SizeText.of(total))")
            if items.isEmpty { return ExitStatus.success }
        }
        let now = Timestamp.now()
        let text = Table(columns: Self.columns, rows: items.map { row($0, at: now) })
            .text(table, width: context.columns(of: STDOUT_FILENO))
        return StandardOutput(console: console).print(text)
    }

    private func row(_ item: CacheItem, at now: Timestamp) -> [Table.Cell] {
        func time(_ microseconds: Int64?) -> Table.Cell {
            microseconds.map {
                let time = Timestamp(microseconds: $0)
                return .init(.string(time.rfc3339), shown: AgeText.of(time, at: now))
            } ?? .init(nil)
        }
        return [
            .init(item.kind.rawValue), .init(item.project), .init(item.detail),
            .init(.integer(Int(item.size)), shown: SizeText.of(item.size)), time(item.usedAt), time(item.createdAt),
            .init(.bool(item.isInUse), shown: item.isInUse ? "yes" : "no"), .init(item.key), .init(item.folder),
        ]
    }

    private func tell(of removal: CacheRemoval, _ console: Console) -> Int32 {
        for item in removal.removed {
            console.say("removed \(name(of: item)), \(SizeText.of(item.size))")
        }
        for item in removal.left {
            console.warn(
                "\(name(of: item)) stays: \(item.isInUse ? "a run uses it" : "it could not be removed as a whole")")
        }
        let count = removal.removed.count
        console.say(count == 0 ? "nothing was removed" : "\(SizeText.of(removal.freed)) freed")
        return removal.left.contains { !$0.isInUse } ? ExitStatus.fault : ExitStatus.success
    }

    private func name(of item: CacheItem) -> String {
        let words =
            switch item.kind {
            case .slug: "the slug"
            case .buildCache: "the build cache"
            case .dependencies: "the installed dependencies"
            case .downloads: "what was fetched for dependencies"
            case .workspace: "the workspace \(item.folder.split(separator: "/").last ?? "")"
            }
        let owner = [item.detail.map { "(\($0))" }, item.project.map { "of \($0)" }].compactMap { $0 }
        return ([words] + owner).joined(separator: " ")
    }
}
