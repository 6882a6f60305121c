import Foundation
import Planning
import TestSupport
import Testing
import Workspaces

/// Slugs are stored as a whole or not at all, and found as they were stored or not at all.
@Suite struct SlugStoreTests {
    private static let key = BuildKey(String(repeating: "0123456789abcdef", count: 4))

    /// What a look for a slug or its storing came to.
    private struct Unexpected: Error {
        let words: String

        init(_ words: String) { self.words = words }
    }

    private struct Place {
        let scratch: ScratchFolder
        let store: SlugStore
        let key: BuildKey

        /// The folders of the key's entries.
        var entries: [String] {
            (try? FileManager.default.contentsOfDirectory(atPath: "\(store.folder)/\(key)").sorted()) ?? []
        }

        func facts(_ runID: String = "run1", createdAt: Int64 = SlugStore.now) -> SlugFacts {
            SlugFacts(
                key: key, treeID: "9851a01", task: "t", project: "shop", repository: "/src/shop", engine: "bubblewrap",
                runID: runID, createdAt: createdAt)
        }

        /// Stores a new app and ends its use.
        @discardableResult
        func store(_ content: String, runID: String = "run1") throws -> String {
            try scratch.write("app-\(runID)/folder/file", content)
            let build = try #require(try store.beginBuild(of: key))
            let slug = try build.move(scratch.at("app-\(runID)"), facts: facts(runID))
            return slug.app
        }

        /// The content of what is found, while it is in use.
        func found() -> String? {
            guard case .slug(let slug) = store.find(key) else { return nil }
            return try? String(contentsOfFile: "\(slug.app)/folder/file", encoding: .utf8)
        }
    }

    private func with(_ body: (Place) throws -> Void) throws {
        try ScratchFolder.with { scratch in
            try body(
                Place(scratch: scratch, store: SlugStore(cacheFolder: scratch.at("cache")), key: try #require(Self.key))
            )
        }
    }

    @Test func findsWhatWasStored() throws {
        try with { place in
            #expect(place.found() == nil)
            let app = try place.store("one")
            #expect(!FileManager.default.fileExists(atPath: place.scratch.at("app-run1")))
            guard case .slug(let slug) = place.store.find(place.key) else { throw Unexpected("nothing is found") }
            #expect(slug.app == app)
            #expect(slug.facts.runID == "run1")
            #expect(slug.facts.repository == "/src/shop")
            #expect(place.found() == "one")
        }
    }

    @Test func newerOneTakesThePlaceOfAnUnusedOne() throws {
        try with { place in
            try place.store("one", runID: "run1")
            try place.store("two", runID: "run2")
            #expect(place.found() == "two")
            #expect(place.entries.count == 2, "one entry and the lock: \(place.entries)")
        }
    }

    @Test func oneInUseStaysBesideANewerOne() throws {
        try with { place in
            try place.store("one", runID: "run1")
            guard case .slug(let used) = place.store.find(place.key) else { throw Unexpected("nothing is found") }
            try place.store("two", runID: "run2")
            #expect(place.found() == "two")
            #expect(try String(contentsOfFile: "\(used.app)/folder/file", encoding: .utf8) == "one")
            used.release()
            try place.store("three", runID: "run3")
            #expect(place.entries.count == 2, "one entry and the lock: \(place.entries)")
        }
    }

    @Test func oneBuildsAtATime() throws {
        try with { place in
            var build = try place.store.beginBuild(of: place.key)
            #expect(build != nil)
            #expect(try place.store.beginBuild(of: place.key) == nil)
            build = nil
            #expect(try place.store.beginBuild(of: place.key) != nil)
        }
    }

    /// What somebody has removed from a slug, put into it or exchanged makes it useless.
    @Test(arguments: ["rm -r folder", "touch new", "rm folder/file", "rm -r .", "chmod 700 ."])
    func damagedOneIsNotUsed(_ damage: String) throws {
        try with { place in
            let app = try place.store("one")
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", damage == "rm -r ." ? "rm -r '\(app)'" : "cd '\(app)' && \(damage)"]
            try process.run()
            process.waitUntilExit()
            guard case .damaged = place.store.find(place.key) else { throw Unexpected("it counts as intact") }
            try place.store("two", runID: "run2")
            #expect(place.found() == "two")
            #expect(place.entries.count == 2, "the damaged one is removed: \(place.entries)")
        }
    }

    @Test(arguments: ["", "{}", "[", "{\"version\": 2}"])
    func factsThatCanNotBeReadMakeItUseless(_ text: String) throws {
        try with { place in
            let app = try place.store("one")
            try text.write(toFile: "\(app.dropLast("app".count))slug.json", atomically: false, encoding: .utf8)
            guard case .damaged = place.store.find(place.key) else { throw Unexpected("it counts as intact") }
        }
    }

    @Test func whatIsLeftOfAKilledRunIsNoSlugAndGoes() throws {
        try with { place in
            try place.scratch.write("cache/slugs/\(place.key)/.new-dead/app/file", "x")
            try place.scratch.write("cache/slugs/\(place.key)/.removed-dead/app/file", "x")
            #expect(place.found() == nil)
            try place.store("one")
            #expect(place.entries.count == 2, "\(place.entries)")
        }
    }

    @Test func copyKeepsModesTimesAndLinks() throws {
        try with { place in
            try place.scratch.write("app/script", "#!/bin/sh\n")
            chmod(place.scratch.at("app/script"), 0o755)
            try place.scratch.link("app/link", to: "script")
            try place.scratch.write("app/closed/file", "x")
            chmod(place.scratch.at("app/closed"), 0o555)
            let time = Date(timeIntervalSince1970: 1_000_000_000)
            try FileManager.default.setAttributes(
                [.modificationDate: time], ofItemAtPath: place.scratch.at("app/script"))
            let build = try #require(try place.store.beginBuild(of: place.key))
            let outcome = try build.copy(
                place.scratch.at("app"), facts: place.facts(), unlessHolding: "/nowhere/at/all", isCancelled: { false })
            guard case .stored(let slug) = outcome else { throw Unexpected("it was not stored") }
            try TreeCopy.copy(slug.app, to: place.scratch.at("again"))
            #expect(try place.scratch.tree("again") == place.scratch.tree("app"))
            let attributes = try FileManager.default.attributesOfItem(atPath: place.scratch.at("again/script"))
            #expect(attributes[.modificationDate] as? Date == time)
        }
    }

    /// What holds the place where it was built does not work elsewhere, wherever in a file the place stands.
    @Test(arguments: [0, 1, 131_060, 131_072, 262_130, 500_000])
    func whatHoldsItsPlaceIsNotStored(_ position: Int) throws {
        try with { place in
            let text = String(repeating: "x", count: position) + place.scratch.path + String(repeating: "y", count: 9)
            try place.scratch.write("app/venv/bin/tool", text)
            let build = try #require(try place.store.beginBuild(of: place.key))
            let outcome = try build.copy(
                place.scratch.at("app"), facts: place.facts(), unlessHolding: place.scratch.path, isCancelled: { false }
            )
            guard case .bound("venv/bin/tool") = outcome else { throw Unexpected("\(outcome)") }
            #expect(place.entries == ["build.lock"])
        }
    }

    /// As PHP writes JSON.
    @Test func whatHoldsItsPlaceWithBackslashesIsNotStored() throws {
        try with { place in
            let text = place.scratch.path.replacingOccurrences(of: "/", with: "\\/")
            try place.scratch.write("app/cache.json", "{\"root\": \"\(text)\"}")
            let build = try #require(try place.store.beginBuild(of: place.key))
            let outcome = try build.copy(
                place.scratch.at("app"), facts: place.facts(), unlessHolding: place.scratch.path, isCancelled: { false }
            )
            guard case .bound("cache.json") = outcome else { throw Unexpected("\(outcome)") }
        }
    }

    #if os(Linux)
        /// What was used two minutes after its build outlives the next start of the machine; what may not be on the disk is
        /// built anew, and not called damaged.
        @Test func anotherStartOfTheMachineNeedsTheMark() throws {
            try with { place in
                let folder = try place.store("one").dropLast("/app".count)
                try "".write(toFile: "\(folder)/settled", atomically: false, encoding: .utf8)
                let facts = try String(contentsOfFile: "\(folder)/slug.json", encoding: .utf8)
                let later = facts.replacing(/"boot": "[^"]*"/, with: #""boot": "another""#)
                #expect(later != facts)
                try later.write(toFile: "\(folder)/slug.json", atomically: false, encoding: .utf8)
                #expect(place.found() == "one")
                try FileManager.default.removeItem(atPath: "\(folder)/settled")
                guard case .none = place.store.find(place.key) else { throw Unexpected("it is used or damaged") }
                try place.store("two", runID: "run2")
                #expect(place.entries.count == 2, "the earlier one is removed: \(place.entries)")
            }
        }
    #endif

    @Test func linkToItsPlaceIsNotStored() throws {
        try with { place in
            try place.scratch.folder("app")
            try place.scratch.link("app/python", to: "\(place.scratch.path)/app/x")
            let build = try #require(try place.store.beginBuild(of: place.key))
            let outcome = try build.copy(
                place.scratch.at("app"), facts: place.facts(), unlessHolding: place.scratch.path, isCancelled: { false }
            )
            guard case .bound("python") = outcome else { throw Unexpected("\(outcome)") }
        }
    }

    @Test func cancelledCopyLeavesNothing() throws {
        try with { place in
            for number in 0..<300 { try place.scratch.write("app/\(number)", "x") }
            let build = try #require(try place.store.beginBuild(of: place.key))
            #expect(throws: SnapshotError.cancelled) {
                _ = try build.copy(
                    place.scratch.at("app"), facts: place.facts(), unlessHolding: nil, isCancelled: { true })
            }
            #expect(place.entries == ["build.lock"])
        }
    }
}
