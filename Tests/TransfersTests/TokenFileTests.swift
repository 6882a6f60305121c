import Foundation
import PlatformAPI
import TestSupport
import Testing
import Transfers

@Suite("A file with a token") struct TokenFileTests {
    private func outcome(_ path: String) -> Result<String, TokenFileProblem> {
        do throws(TokenFileProblem) {
            return .success(try TokenFile.text(path))
        } catch {
            return .failure(error)
        }
    }

    @Test("is read where it is the user's alone")
    func own() throws {
        try ScratchFolder.with { scratch in
            let (own, closed) = (
                try scratch.write("a", "secret\n", permissions: 0o600), try scratch.write("b", "x", permissions: 0o400)
            )
            #expect(outcome(own) == .success("secret\n"))
            #expect(outcome(closed) == .success("x"))
        }
    }

    @Test("is refused where others can use it", arguments: [0o640, 0o604, 0o620, 0o602, 0o601, 0o644, 0o777])
    func open(_ mode: Int) throws {
        try ScratchFolder.with { scratch in
            let file = try scratch.write("a", "secret", permissions: mode)
            #expect(outcome(file) == .failure(.isOpen(mode: mode)))
        }
    }

    @Test("is refused where it is no plain file, or much too long")
    func others() throws {
        try ScratchFolder.with { scratch in
            let file = try scratch.write("a", "secret", permissions: 0o600)
            symlink(file, scratch.at("link"))
            mkfifo(scratch.at("pipe"), 0o600)
            #expect(outcome(scratch.at("link")) == .failure(.isLink))
            #expect(outcome(scratch.at("pipe")) == .failure(.isNoFile))
            #expect(outcome(scratch.path) == .failure(.isNoFile))
            #expect(outcome(scratch.at("none")) == .failure(.missing))
            #expect(outcome(file + "/x") == .failure(.missing))
            let long = try scratch.write("long", String(repeating: "x", count: 20_000), permissions: 0o600)
            #expect(outcome(long) == .failure(.isTooLong))
        }
    }

    @Test("is refused where it belongs to another user", .enabled(if: geteuid() == 0, "only root can give files away"))
    func foreign() throws {
        try ScratchFolder.with { scratch in
            let file = try scratch.write("a", "secret", permissions: 0o600)
            chown(file, 65_534, 65_534)
            #expect(outcome(file) == .failure(.isForeign))
        }
    }
}
