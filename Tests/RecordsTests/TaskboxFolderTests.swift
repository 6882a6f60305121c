import Foundation
import Testing

@testable import Records

@Suite("State and cache folders")
struct TaskboxFolderTests {
    @Test(
        "are found by the environment",
        arguments: [
            (.state, [:], "/home/a", "/home/a/.local/state/taskbox", []),
            (.cache, [:], "/home/a", "/home/a/.cache/taskbox", []),
            (.state, ["XDG_STATE_HOME": "/x"], "/home/a", "/x/taskbox", []),
            (.cache, ["XDG_CACHE_HOME": "/x/"], "/home/a", "/x/taskbox", []),
            (.state, ["XDG_STATE_HOME": "/x", "TASKBOX_STATE_HOME": "/t"], "/home/a", "/t", []),
            (.cache, ["XDG_CACHE_HOME": "/x", "TASKBOX_CACHE_HOME": "/t"], nil, "/t", []),
            (.state, ["XDG_CACHE_HOME": "/x", "TASKBOX_CACHE_HOME": "/t"], "/", "/.local/state/taskbox", []),
            (.state, ["XDG_STATE_HOME": "", "TASKBOX_STATE_HOME": ""], "/h", "/h/.local/state/taskbox", []),
            (
                .state, ["XDG_STATE_HOME": "x"], "/h", "/h/.local/state/taskbox",
                [#"XDG_STATE_HOME is not an absolute path and is ignored: "x""#]
            ),
            (
                .cache, ["TASKBOX_CACHE_HOME": "./c"], "/h", "/h/.cache/taskbox",
                [#"TASKBOX_CACHE_HOME is not an absolute path and is ignored: "./c""#]
            ),
            (.state, [:], nil, nil, ["HOME is not set"]),
            (.state, [:], "home", nil, [#"HOME is not an absolute path and is ignored: "home""#]),
            (.state, [:], "", nil, [#"HOME is not an absolute path and is ignored: """#]),
        ] as [(TaskboxFolder, [String: String], String?, String?, [String])])
    func found(
        _ folder: TaskboxFolder, _ environment: [String: String], _ home: String?, _ path: String?, _ notes: [String]
    ) {
        let location = folder.location(environment: environment, home: home, userID: 1000)
        #expect(location.preferred == path)
        #expect(location.notes == notes)
        #expect(location.fallback == "/tmp/taskbox-1000/\(folder.rawValue)")
    }

    @Test("the fallback is among the temporary files")
    func fallback() {
        func fallback(_ temporary: String) -> String {
            TaskboxFolder.cache.location(environment: ["TMPDIR": temporary], home: nil, userID: 7).fallback
        }
        #expect(fallback("/var/tmp/") == "/var/tmp/taskbox-7/cache")
        #expect(fallback("tmp") == "/tmp/taskbox-7/cache")
    }

    @Test("is made with its parents, for the owner alone")
    func made() throws {
        let scratch = try ScratchFolder()
        let location = TaskboxFolder.state.location(environment: [:], home: "\(scratch.path)/home", userID: getuid())
        let prepared = try location.prepare()
        #expect(prepared == PreparedFolder(path: "\(scratch.path)/home/.local/state/taskbox", notes: []))
        for folder in ["home", "home/.local", "home/.local/state", "home/.local/state/taskbox"] {
            #expect(try permissions(of: "\(scratch.path)/\(folder)") == 0o700)
        }
        #expect(try location.prepare() == prepared)
    }

    @Test("falls back where the preferred one can not be made, and says so")
    func fallsBack() throws {
        let scratch = try ScratchFolder()
        try scratch.write("", to: "file")
        let location = TaskboxFolder.state.location(
            environment: ["TMPDIR": scratch.path], home: "\(scratch.path)/file", userID: getuid())
        let prepared = try location.prepare()
        let fallback = "\(scratch.path)/taskbox-\(getuid())/state"
        #expect(prepared.path == fallback)
        #expect(
            prepared.notes == [
                "\(scratch.path)/file/.local/state/taskbox can not be made: Not a directory",
                "the state folder of this run is \(fallback)",
            ])
        #expect(try permissions(of: fallback) == 0o700)
        #expect(try permissions(of: "\(scratch.path)/taskbox-\(getuid())") == 0o700)
    }

    @Test("a fallback that others could read is closed")
    func closes() throws {
        let scratch = try ScratchFolder()
        let parent = "\(scratch.path)/taskbox-\(getuid())"
        try FileManager.default.createDirectory(
            atPath: parent, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o777])
        let location = TaskboxFolder.cache.location(
            environment: ["TMPDIR": scratch.path], home: nil, userID: getuid())
        _ = try location.prepare()
        #expect(try permissions(of: parent) == 0o700)
    }

    @Test("a fallback that is a link is refused")
    func refusesLink() throws {
        let scratch = try ScratchFolder()
        let parent = "\(scratch.path)/taskbox-\(getuid())"
        try FileManager.default.createSymbolicLink(atPath: parent, withDestinationPath: scratch.path)
        let location = TaskboxFolder.cache.location(environment: ["TMPDIR": scratch.path], home: nil, userID: getuid())
        let expected = FolderError(
            "HOME is not set; \(parent) is a link or a file where a folder is needed; remove it")
        #expect(throws: expected) { try location.prepare() }
        #expect(try scratch.names() == ["taskbox-\(getuid())"])
    }

    @Test("a fallback of another user is refused")
    func refusesForeign() throws {
        let scratch = try ScratchFolder()
        // The folder is ours, and so it is foreign to every other user.
        let other = getuid() + 1
        let location = TaskboxFolder.cache.location(environment: ["TMPDIR": scratch.path], home: nil, userID: other)
        let expected = FolderError(
            "HOME is not set; \(scratch.path)/taskbox-\(other) belongs to user \(getuid()), not to user \(other); "
                + "set TMPDIR to a folder of yours")
        #expect(throws: expected) { try location.prepare() }
    }
}
