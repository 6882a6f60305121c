import Engines
import Foundation
import TestSupport
import Testing

@testable import Execution

@Suite struct ProjectFoldersTests {
    func folders(_ scratch: ScratchFolder, repository: String = "/src/shop", id: String? = nil) throws -> ProjectFolders
    {
        let environment = ["TASKBOX_STATE_HOME": scratch.at("state"), "TASKBOX_CACHE_HOME": scratch.at("cache")]
        return try ProjectFolders(environment: environment, repository: repository, projectID: id)
    }

    @Test func projectsAreToldApartByTheirPlaceOrTheirID() throws {
        try ScratchFolder.with { scratch in
            let shop = try folders(scratch)
            #expect(shop.workspaces == scratch.at("cache/workspaces"))
            #expect(shop.buildCache.hasPrefix(scratch.at("cache/build/shop-")))
            #expect(try folders(scratch, repository: "/other/shop").buildCache != shop.buildCache)
            #expect(try folders(scratch, id: "a/b").lastingMounts == scratch.at("state/mounts/a%2Fb"))
            #expect(shop.notes == [])
        }
    }

    @Test func entropyIsMadeOnce() throws {
        try ScratchFolder.with { scratch in
            let first = try folders(scratch).entropy()
            #expect(first.count == 56)
            #expect(first.allSatisfy { $0.isLowercase || $0.isNumber })
            #expect(try folders(scratch).entropy() == first)
            #expect(try folders(scratch, repository: "/other").entropy() != first)
        }
    }

    @Test func bubblewrapIsRememberedUntilSomethingChanges() throws {
        try ScratchFolder.with { scratch in
            try scratch.folder("cache")
            try scratch.write("bwrap", "#!/bin/sh", permissions: 0o755)
            let memory = BubblewrapMemory(cacheFolder: scratch.at("cache"))
            let settings = BubblewrapProbe.KernelSettings(
                apparmorRestriction: nil, unprivilegedClone: 1, mostNamespaces: 100)
            let state = try #require(BubblewrapMemory.state(ofProgram: scratch.at("bwrap"), settings: settings))
            #expect(!memory.holds(state))
            memory.remember(state)
            #expect(memory.holds(state))
            let closed = BubblewrapProbe.KernelSettings(
                apparmorRestriction: nil, unprivilegedClone: 0, mostNamespaces: 100)
            #expect(
                !memory.holds(try #require(BubblewrapMemory.state(ofProgram: scratch.at("bwrap"), settings: closed))))
            memory.forget()
            #expect(!memory.holds(state))
            #expect(BubblewrapMemory.state(ofProgram: scratch.at("nothing"), settings: settings) == nil)
        }
    }
}
