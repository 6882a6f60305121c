import Foundation
import PlatformAPI
import TestSupport
import Testing

@testable import Transfers

@Suite struct TokenCacheTests {
    private let token: AccessToken
    private let key: TokenCache.Key
    private let apiToken: Secret

    init() throws {
        token = AccessToken(secret: try #require(Secret("ACCESS")), lifetime: .seconds(900))
        apiToken = try #require(Secret("API"))
        key = TokenCache.Key(apiToken: apiToken, authentication: .platformAuthentication)
    }

    private func files(_ scratch: ScratchFolder) throws -> [String] {
        try scratch.tree().filter { $0.contains(".json") }
    }

    @Test func aTokenIsKeptUntilAMinuteBeforeItsEnd() throws {
        try ScratchFolder.with { scratch in
            let cache = TokenCache(folder: scratch.at("cache/tokens"))
            #expect(cache.token(for: key, now: 1_000) == nil)
            try cache.keep(token, for: key, now: 1_000)
            #expect(cache.token(for: key, now: 1_839) == token.secret)
            #expect(cache.token(for: key, now: 1_840) == nil)
            // A clock that was set back must not give it a longer life.
            #expect(cache.token(for: key, now: -90_000) == nil)
        }
    }

    @Test func nobodyElseCanReadIt() throws {
        try ScratchFolder.with { scratch in
            let cache = TokenCache(folder: scratch.at("cache/tokens"))
            try cache.keep(token, for: key, now: 1_000)
            let tree = try scratch.tree()
            #expect(tree.contains("d700 cache/tokens"))
            #expect(try files(scratch).count == 1)
            #expect(try files(scratch).allSatisfy { $0.hasPrefix("-600 ") && !$0.contains("API") })
        }
    }

    @Test func anotherTokenOrServerDoesNotGetIt() throws {
        try ScratchFolder.with { scratch in
            let cache = TokenCache(folder: scratch.at("tokens"))
            try cache.keep(token, for: key, now: 1_000)
            let other = try #require(Secret("API2"))
            let server = try ServiceAddress("https://auth.example.com")
            #expect(
                cache.token(for: .init(apiToken: other, authentication: .platformAuthentication), now: 1_000) == nil)
            #expect(cache.token(for: .init(apiToken: apiToken, authentication: server), now: 1_000) == nil)
        }
    }

    @Test func aTokenThatIsForgottenIsGone() throws {
        try ScratchFolder.with { scratch in
            let cache = TokenCache(folder: scratch.at("tokens"))
            try cache.keep(token, for: key, now: 1_000)
            cache.forget(key)
            #expect(try files(scratch) == [])
        }
    }

    @Test func entriesThatHoldNoLongerAreRemoved() throws {
        try ScratchFolder.with { scratch in
            let cache = TokenCache(folder: scratch.at("tokens"))
            try cache.keep(token, for: key, now: 1_000)
            let other = TokenCache.Key(apiToken: try #require(Secret("API2")), authentication: .platformAuthentication)
            try cache.keep(token, for: other, now: 5_000)
            #expect(try files(scratch).count == 1)
            #expect(cache.token(for: other, now: 5_000) == token.secret)
        }
    }

    @Test func draftsOfKilledProcessesAreRemoved() throws {
        try ScratchFolder.with { scratch in
            let cache = TokenCache(folder: scratch.at("tokens"))
            try cache.keep(token, for: key, now: 1_000)
            for (name, age) in [("old", -3_600.0), ("young", 0)] {
                let file = try scratch.write("tokens/\(name).json.1.new", "ACCESS", permissions: 0o600)
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: age)], ofItemAtPath: file)
            }
            try cache.keep(token, for: key, now: 1_000)
            #expect(try scratch.tree("tokens").filter { $0.contains(".new") } == ["-600 young.json.1.new: ACCESS"])
        }
    }

    @Test func tokensWithoutALifetimeAreNotKept() throws {
        try ScratchFolder.with { scratch in
            let cache = TokenCache(folder: scratch.at("tokens"))
            for lifetime in [nil, Duration.seconds(60)] {
                try cache.keep(AccessToken(secret: token.secret, lifetime: lifetime), for: key, now: 1_000)
            }
            #expect(try scratch.tree() == [])
        }
    }

    @Test(arguments: ["open file", "open folder", "link", "damage", "other key"])
    func whatIsNotAsItWasWrittenIsNotUsed(_ change: String) throws {
        try ScratchFolder.with { scratch in
            let cache = TokenCache(folder: scratch.at("tokens"))
            try cache.keep(token, for: key, now: 1_000)
            let name = try #require(try FileManager.default.contentsOfDirectory(atPath: scratch.at("tokens")).first)
            let file = scratch.at("tokens/\(name)")
            switch change {
            case "open file": chmod(file, 0o640)
            case "open folder": chmod(scratch.at("tokens"), 0o750)
            case "link":
                rename(file, scratch.at("elsewhere"))
                try scratch.link("tokens/\(name)", to: scratch.at("elsewhere"))
            case "damage": try scratch.write("tokens/\(name)", "{\"key\"", permissions: 0o600)
            default:
                let text = try scratch.read("tokens/\(name)").replacing(/"key": "../, with: "\"key\": \"zz")
                try scratch.write("tokens/\(name)", text, permissions: 0o600)
            }
            #expect(cache.token(for: key, now: 1_000) == nil)
        }
    }

    @Test func aFolderThatIsOpenToOthersGetsNoToken() throws {
        try ScratchFolder.with { scratch in
            try scratch.folder("tokens")
            chmod(scratch.at("tokens"), 0o755)
            #expect(throws: (any Error).self) {
                try TokenCache(folder: scratch.at("tokens")).keep(token, for: key, now: 1_000)
            }
            #expect(try files(scratch) == [])
        }
    }
}
