import Foundation
import Planning
import TestSupport
import Testing
import Workspaces

/// All that runs keep is listed and can be removed, and nothing that lives is.
@Suite struct CacheStoreTests {
    private func with(_ body: (ScratchFolder, CacheStore) throws -> Void) throws {
        try ScratchFolder.with { try body($0, CacheStore(folder: $0.at("cache"))) }
    }

    /// Keeps one file of 9 bytes, used a while ago.
    private func keep(
        _ content: SlugStore.Content, digit: String, project: String = "shop", in scratch: ScratchFolder
    ) throws {
        let key = try #require(BuildKey(String(repeating: digit, count: 64)))
        try scratch.write("app-\(digit)/file", "123456789")
        let build = try #require(try SlugStore(cacheFolder: scratch.at("cache"), of: content).beginBuild(of: key))
        let slug = try build.move(
            scratch.at("app-\(digit)"),
            facts: SlugFacts(
                key: key, treeID: "9851a01", task: "t", project: project, repository: "/src/shop", engine: "bubblewrap",
                runID: "run\(digit)", createdAt: 1))
        slug.release()
    }

    private func lines(_ items: [CacheItem]) -> [String] {
        items.map { "\($0.kind.rawValue) of \($0.project ?? "-"), \($0.detail ?? "-"), \($0.size)" }.sorted()
    }

    @Test func listsDependenciesAndDownloadsApart() throws {
        try with { scratch, cache in
            try keep(.builds, digit: "a", in: scratch)
            try keep(.dependencies, digit: "b", in: scratch)
            try scratch.write("cache/build/shop/dependencies/pip", "1234")
            try scratch.write("cache/build/shop/own", "12")
            let items = lines(cache.items)
            #expect(
                items.map { $0.split(separator: ",")[0] } == [
                    "build-cache of shop", "dependencies of shop", "downloads of shop", "slug of shop",
                ])
            #expect(items.contains("downloads of shop, -, 4"))
            #expect(cache.items.first { $0.kind == .dependencies }?.detail == "t, bubblewrap")
        }
    }

    @Test func clearsAndPrunesDependencies() throws {
        try with { scratch, cache in
            try keep(.dependencies, digit: "a", in: scratch)
            try keep(.dependencies, digit: "b", project: "other", in: scratch)
            #expect(cache.clear(project: "shop").removed.map(\.project) == ["shop"])
            #expect(cache.items.map(\.project) == ["other"])
            #expect(cache.prune(keeping: 0).removed.map(\.kind) == [.dependencies])
            #expect(cache.items == [])
            #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.at("cache/dependencies")) == [])
        }
    }

    /// Its folder is made before its lock: a look in between must not take it for one that a killed run has left.
    @Test func runThatIsJustBeginningKeepsItsWorkspace() throws {
        try with { scratch, cache in
            try scratch.write("cache/workspaces/begins/app/file", "x")
            chmod(scratch.at("cache/workspaces/begins"), 0o700)
            #expect(cache.prune(keeping: 0).removed == [])
            #expect(cache.clear(project: nil).removed == [])
            #expect(FileManager.default.fileExists(atPath: scratch.at("cache/workspaces/begins/app/file")))
        }
    }

    @Test func onlyWorkspacesWithoutARunGo() throws {
        try with { scratch, cache in
            let root = scratch.at("cache/workspaces")
            let living = try Workspace.create(in: root, runID: "living")
            try Workspace.create(in: root, runID: "kept").keep()
            // Its lock is let go with the value, as that of a killed run is.
            _ = try Workspace.create(in: root, runID: "dead")
            #expect(cache.items.compactMap(\.detail).sorted() == ["kept", "left over", "running"])
            #expect(cache.prune(keeping: 0).removed.map(\.folder) == ["\(root)/dead"])
            let removal = cache.clear(project: nil)
            #expect(removal.removed.map(\.folder) == ["\(root)/kept"])
            #expect(removal.left.map(\.isInUse) == [true])
            #expect(living.remove().isEmpty)
        }
    }
}
