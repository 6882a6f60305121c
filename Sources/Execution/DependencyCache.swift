import Planning
import Records
import Supervision
import Synchronization
import Workspaces

/// The dependencies of one build, as far as other runs come into it: those of an earlier run, or those that are to be kept.
struct DependencyCache {
    /// The run that installed what is in the app folder already.
    private(set) var reused: BuildNote.Reuse?
    /// The right to keep what is going to be installed.
    private var build: SlugBuild?
    private let facts: SlugFacts
    private let folder: String
    private let isCancelled: () -> Bool
    private let report: @Sendable (RunEvent) -> Void

    /// Takes the packages of an earlier run, or gets the right to keep those of this one; whoever else installs the same at
    /// this time does so too, and neither waits.
    init(
        _ facts: SlugFacts, policy: BuildReusePolicy, store: SlugStore, app: String, isCancelled: @escaping () -> Bool,
        report: @escaping @Sendable (RunEvent) -> Void
    ) throws {
        self.facts = facts
        self.isCancelled = isCancelled
        self.report = report
        folder = "\(app)/\(DependencyInstallation.folderName)"
        if policy == .reuse, case .slug(let slug) = store.find(facts.key) {
            do {
                try TreeCopy.copy(slug.app, to: folder, isCancelled: isCancelled)
                slug.release()
                reused = BuildNote.Reuse(slug.facts)
                return
            } catch let error as FileError {
                // The package managers begin anew.
                _ = TreeRemoval.remove(folder)
                report(.warning("the dependencies of an earlier run can not be used: \(error)"))
            }
        }
        do throws(FileError) {
            build = try store.beginBuild(of: facts.key)
        } catch {
            report(.warning("these dependencies are not kept for other runs: \(error)"))
        }
    }

    /// Keeps what has been installed, once.
    mutating func store() {
        guard let build else { return }
        self.build = nil
        do {
            _ = try build.copy(folder, facts: facts, unlessHolding: nil, isCancelled: isCancelled)
        } catch SnapshotError.cancelled {
            // Told by the signal that waits to be taken.
        } catch {
            report(.warning("these dependencies are not kept for other runs: \(error)"))
        }
    }
}
