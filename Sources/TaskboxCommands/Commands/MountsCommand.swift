import Documents
import Execution
import Foundation
import Planning
import ProcessSupport
import Records
import TaskModel
import Workspaces

/// `taskbox mounts`: the mounts whose files outlive runs.
struct MountsCommand {
    private let action: MountsAction
    /// A path with definitions; `nil` for the nearest project.
    private let file: String?
    /// The words that name a task and a mount.
    private let words: [String]
    private let isForAll: Bool
    private let measures: Bool
    private let project: ProjectChoice
    private let table: TableOptions
    private let isQuiet: Bool
    private let color: ColorChoice
    private let context: CommandContext

    init(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) {
        action = try parsed.action(MountsAction.self)
        var words = Array(parsed.operands.dropFirst())
        if let first = words.first, TaskOperand.isPath(first), action == .list || PathFacts(first) != nil {
            file = first
            words.removeFirst()
        } else {
            file = nil
        }
        self.words = words
        isForAll = parsed.has(.allMounts)
        measures = parsed.has(.mountSize)
        project = ProjectChoice(parsed)
        table = try TableOptions(parsed, of: Self.columns)
        isQuiet = parsed.has(.quiet)
        color = parsed.choice(of: .color) ?? .auto
        self.context = context
        let tableOptions = OptionSpecification.table(of: Self.columns)
        switch action {
        case .list:
            try parsed.refuse([.allMounts], with: "list")
            if words.count > 1 {
                throw UsageError("mounts list takes a task, and \(quoted(words[1])) follows", of: parsed.command)
            }
        case .path: try parsed.refuse([.allMounts, .mountSize] + tableOptions, with: "path")
        case .clear:
            try parsed.refuse([.mountSize] + tableOptions, with: "clear")
            if isForAll != words.isEmpty {
                throw UsageError(
                    isForAll
                        ? "--all and a mount contradict each other; give one of them"
                        : "mounts clear needs a task and the path of a mount, or --all", of: parsed.command)
            }
        }
    }

    static let columns: [Table.Column] = [
        .init("task", "Task"), .init("mount", "Mount", canShrink: true), .init("source", "Source"),
        .init("service", "Of"), .init("source_path", "Source path", isDefault: false),
        .init("size", "Size", alignment: .right, isDefault: false), .init("changed", "Last change"),
        .init("folder", "Folder", canShrink: true),
    ]

    func run() -> Int32 {
        let console = context.console(quiet: isQuiet, color: color)
        guard let found = LastingMounts.read(file: file, project, context, console) else { return ExitStatus.fault }
        switch action {
        case .list: return list(found, console)
        case .path:
            guard let mount = mount(in: found, console) else { return ExitStatus.fault }
            if let fault = make(mount) {
                console.fail(fault)
                return ExitStatus.fault
            }
            return StandardOutput(console: console).print("\(mount.folder)\n")
        case .clear:
            if isForAll { return clear(found.volumes.all.map { ($0, .root) }, in: found.volumes, console) }
            guard let mount = mount(in: found, console) else { return ExitStatus.fault }
            return clear([(mount.volume, mount.sourcePath)], in: found.volumes, console)
        }
    }

    private func mount(in found: LastingMounts, _ console: Console) -> LastingMount? {
        switch found.find(words) {
        case .success(let mount): return mount
        case .failure(let unclear):
            console.fail(unclear.message, hint: unclear.hint)
            return nil
        }
    }

    /// So that a script can put files there before the first run; says why that can not be.
    private func make(_ mount: LastingMount) -> String? {
        do throws(SystemError) {
            _ = try LastingVolumes.makeFolder(of: mount.sourcePath, in: mount.volume.folder)
            return nil
        } catch {
            return error == SystemError(ENOTDIR)
                ? "something in the way to \(mount.folder.quoted()) is a link or a file, which a task has put there"
                : "the folder \(mount.folder.quoted()) could not be made: \(error)"
        }
    }

    // MARK: list

    private func list(_ found: LastingMounts, _ console: Console) -> Int32 {
        let mounts = words.first.map { word in found.mounts.filter { $0.task == word } } ?? found.mounts
        if let word = words.first, mounts.isEmpty {
            let names = Set(found.mounts.map(\.task)).sorted()
            console.fail(
                "no task \(quoted(word)) with lasting mounts is here\(NearestWord.question(word, among: names))")
            return ExitStatus.fault
        }
        let others = words.isEmpty ? found.others : []
        if mounts.isEmpty, others.isEmpty, table.format == .table {
            console.say("there are no lasting mounts; those of storage and service are")
            return ExitStatus.success
        }
        let now = Timestamp.now()
        let rows =
            mounts.map { row(task: $0.task, path: $0.path, $0.volume, $0.sourcePath, in: found.volumes, at: now) }
            + others.map { row(task: nil, path: nil, $0, .root, in: found.volumes, at: now) }
        var options = table
        if measures, !options.columns.contains("size") {
            options = TableOptions(
                format: table.format, columns: table.columns + ["size"], showsHeader: table.showsHeader)
        }
        let text = Table(columns: Self.columns, rows: rows).text(options, width: context.columns(of: STDOUT_FILENO))
        return StandardOutput(console: console).print(text)
    }

    private func row(
        task: String?, path: String?, _ volume: LastingVolumes.Volume, _ sourcePath: RelativePath,
        in volumes: LastingVolumes, at now: Timestamp
    ) -> [Table.Cell] {
        let folder = volumes.folder(of: sourcePath, in: volume)
        let changed = folder.flatMap(Self.changed)
        let size = measures ? folder.map { FolderSize.of($0).bytes } ?? 0 : nil
        return [
            .init(task), .init(path), .init(volume.source), .init(volume.owner), .init(sourcePath.description),
            size.map { .init(.integer(Int($0)), shown: SizeText.of($0)) } ?? .init(nil),
            changed.map { .init(.string($0.rfc3339), shown: AgeText.of($0, at: now)) } ?? .init(nil),
            .init(sourcePath.isRoot ? volume.folder : "\(volume.folder)/\(sourcePath)"),
        ]
    }

    /// Of the folder itself: when something was last put into it or removed from it.
    private static func changed(_ folder: String) -> Timestamp? {
        var status = stat()
        guard lstat(folder, &status) == 0 else { return nil }
        #if os(Linux)
            let time = status.st_mtim
        #else
            let time = status.st_mtimespec
        #endif
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    // MARK: clear

    /// What is in the way to a folder of a volume.
    private static func obstacle(_ path: RelativePath, in volume: LastingVolumes.Volume) -> String? {
        var place = volume.folder
        for name in path.components {
            place += "/\(name)"
            guard let facts = PathFacts(place) else { return nil }
            if facts.kind != .folder { return place }
        }
        return nil
    }

    private func clear(
        _ places: [(volume: LastingVolumes.Volume, path: RelativePath)], in volumes: LastingVolumes, _ console: Console
    ) -> Int32 {
        var status = ExitStatus.success
        var cleared = 0
        for place in places {
            let name = "\(place.volume.source) of \(place.volume.owner)" + (place.path.isRoot ? "" : ", \(place.path)")
            do throws(FileError) {
                guard let lock = try volumes.lock(place.volume, .exclusive) else {
                    console.fail(
                        "\(name) is not cleared, because a run uses it", hint: "clear it when the run has ended")
                    status = ExitStatus.fault
                    continue
                }
                defer { withExtendedLifetime(lock) {} }
                if let obstacle = Self.obstacle(place.path, in: place.volume) {
                    console.fail(
                        "\(name) can not be cleared: \(obstacle.quoted()) is a link or a file, which a task has put there",
                        hint: "remove it, or clear the mount around it, or all with --all")
                    status = ExitStatus.fault
                    continue
                }
                guard let folder = volumes.folder(of: place.path, in: place.volume) else { continue }
                let size = FolderSize.of(folder)
                if let left = TreeRemoval.remove(folder).first {
                    console.fail("\(left.path.quoted()) could not be removed: \(left.reason)")
                    status = ExitStatus.fault
                    continue
                }
                cleared += 1
                console.say("cleared \(name): \(plural(size.files, "file")), \(SizeText.of(size.bytes))")
            } catch {
                console.fail("\(name) can not be cleared: \(error)")
                status = ExitStatus.fault
            }
        }
        if cleared == 0, status == ExitStatus.success { console.say("there was nothing to be cleared") }
        return status
    }
}
