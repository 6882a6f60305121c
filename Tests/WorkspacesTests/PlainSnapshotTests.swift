import Foundation
import TaskModel
import TestSupport
import Testing
import Workspaces

@Suite struct PlainSnapshotTests {
    @Test func copiesEveryFileAsItIs() throws {
        try GitSandbox.with { sandbox in
            let scratch = sandbox.scratch
            try scratch.write("project/run.sh", "echo", permissions: 0o755)
            try scratch.write("project/a.txt", "a", permissions: 0o640)
            try scratch.write("project/.hidden/b", "b", permissions: 0o644)
            try scratch.write("project/.git-not/c", "c", permissions: 0o600)
            try scratch.write("project/set", "s", permissions: 0o4755)
            try scratch.folder("project/empty")
            try scratch.link("project/dangling", to: "nowhere")
            try scratch.link("project/out", to: "/etc/passwd")
            try scratch.link("project/up", to: "..")
            let taken = try sandbox.take("project")
            #expect(
                try scratch.tree(taken.app) == [
                    "d755 .git-not", "-600 .git-not/c: c", "d755 .hidden", "-644 .hidden/b: b", "-640 a.txt: a",
                    "l dangling -> nowhere", "d755 empty", "l out -> /etc/passwd", "-755 run.sh: echo", "-755 set: s",
                    "l up -> ..",
                ]
            )
            #expect(taken.snapshot.warnings == [])
            #expect(taken.snapshot.fileCount == 8)
        }
    }

    @Test(.enabled(if: GitSandbox.isInstalled, "git is not installed"))
    func computesTheTreeIDThatGitComputes() throws {
        try GitSandbox.with { sandbox in
            let scratch = sandbox.scratch
            // Git sorts a folder as if its name ended in a slash.
            for name in ["a", "a.b", "a-b", "a0", "z"] { try scratch.write("project/\(name)", name) }
            for name in ["d/x", "d.c", "d-c", "d0/y", "é/ü", "-n", "q\"u'o", "new\nline", " s "] {
                try scratch.write("project/\(name)", name)
            }
            try scratch.write("project/exec", "x", permissions: 0o700)
            try scratch.write("project/group", "x", permissions: 0o654)
            try scratch.write("project/nothing")
            for size in [63, 64, 65, 119, 120, 8191, 8192, 8193, 131_071, 131_072, 500_001] {
                try scratch.write("project/sizes/\(size)", String(repeating: "0123456", count: size / 7 + 1))
            }
            try scratch.folder("project/empty/deeper")
            try scratch.link("project/link", to: "d/x")
            let taken = try sandbox.take("project")
            try FileManager.default.copyItem(atPath: scratch.at("project"), toPath: scratch.at("checked"))
            try sandbox.run("init", "-q", in: "checked")
            #expect(try taken.snapshot.treeID == sandbox.expectedTree("checked"))
            #expect(try ScratchFolder.entries(scratch.at(taken.app)) == ScratchFolder.entries(scratch.at("project")))
        }
    }

    /// The copy has what the tree id does not tell, and builds may depend on it.
    @Test func remarksTellWhatTheTreeIDDoesNot() throws {
        try GitSandbox.with { sandbox in
            let scratch = sandbox.scratch
            try scratch.write("project/a", "a", permissions: 0o644)
            try scratch.write("project/bin/run", "b", permissions: 0o755)
            chmod(scratch.at("project/bin"), 0o755)
            let first = try sandbox.take("project").snapshot
            #expect(first.remarks == nil)
            var seen: Set<String> = []
            func change(_ body: () throws -> Void) throws {
                try body()
                let snapshot = try sandbox.take("project").snapshot
                #expect(snapshot.treeID == first.treeID)
                #expect(try sandbox.take("project").snapshot.remarks == snapshot.remarks)
                #expect(seen.insert(try #require(snapshot.remarks)).inserted)
            }
            try change { try scratch.folder("project/var/log") }
            try change { chmod(scratch.at("project/a"), 0o600) }
            try change { chmod(scratch.at("project/bin"), 0o700) }
            try change { chmod(scratch.at("project/var/log"), 0o700) }
        }
    }

    @Test func knowsTheIDOfAnEmptyFolder() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.folder("project/empty")
            let taken = try sandbox.take("project")
            #expect(taken.snapshot.treeID == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
            #expect(try sandbox.scratch.tree(taken.app) == ["d755 empty"])
        }
    }

    @Test func keepsHolesAndCopiesHardLinksAsFiles() throws {
        try GitSandbox.with { sandbox in
            let file = try sandbox.scratch.write("project/sparse", "start")
            #expect(truncate(file, 8_000_000) == 0)
            #expect(link(file, sandbox.scratch.at("project/second")) == 0)
            let taken = try sandbox.take("project")
            for name in ["sparse", "second"] {
                var status = stat()
                #expect(lstat(sandbox.scratch.at("\(taken.app)/\(name)"), &status) == 0)
                #expect(status.st_size == 8_000_000)
                #expect(status.st_blocks * 512 < 1_000_000)
                #expect(status.st_nlink == 1)
            }
            let bytes = try sandbox.scratch.read("\(taken.app)/sparse")
            #expect(bytes.utf8.elementsEqual(try sandbox.scratch.read("project/sparse").utf8))
        }
    }

    @Test func leavesSpecialFilesOutAndNamesFive() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/a", "a")
            for number in 1...7 { #expect(mkfifo(sandbox.scratch.at("project/pipe\(number)"), 0o644) == 0) }
            let taken = try sandbox.take("project")
            #expect(try sandbox.scratch.tree(taken.app) == ["-644 a: a"])
            #expect(
                taken.snapshot.warnings == [
                    "sockets, named pipes and devices are not copied: "
                        + "\"pipe1\", \"pipe2\", \"pipe3\", \"pipe4\", \"pipe5\" and 2 more"
                ]
            )
        }
    }

    @Test func copiesACheckoutWithoutGitAsAFolder() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/.git/HEAD", "ref: refs/heads/main")
            try sandbox.scratch.write("project/sub/.git", "gitdir: elsewhere")
            try sandbox.scratch.write("project/sub/a", "a")
            let taken = try sandbox.take("project", git: .some(nil))
            #expect(try sandbox.scratch.tree(taken.app) == ["d755 sub", "-644 sub/a: a"])
            #expect(
                taken.snapshot.warnings == [
                    "there is no git on the PATH: all files are copied, also those that Git would ignore"
                ]
            )
        }
    }

    @Test func leavesTheScratchFolderOut() throws {
        try ScratchFolder.with { scratch in
            try scratch.write("project/a", "a")
            let area = try scratch.folder("project/runs")
            let inner = try scratch.folder("project/runs/one")
            let request = SourceSnapshot.Request(
                repository: scratch.at("project"),
                isExplicit: true,
                scratch: inner,
                leftOut: [area],
                home: nil
            )
            let snapshot = try SourceSnapshot.prepare(request, git: nil)
            try snapshot.layOut(into: scratch.at("app"))
            #expect(try scratch.tree("app") == ["-644 a: a"])
        }
    }

    @Test func saysThatAPathIsTooLong() throws {
        try GitSandbox.with { sandbox in
            let name = String(repeating: "n", count: 200)
            var deep = try sandbox.scratch.folder("project")
            for _ in 0..<18 { deep += "/\(name)" }
            // The copy's path is longer than the source's, and both are near the limit.
            try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
            let rest = 4090 - deep.utf8.count
            let last = deep + "/" + String(repeating: "m", count: min(rest, 255))
            #expect(mkdir(last, 0o755) == 0)
            let lastButOne = last + "/" + String(repeating: "o", count: max(1, 4094 - last.utf8.count - 1))
            #expect(mkdir(lastButOne, 0o755) == 0)
            let refusal = sandbox.refusal("project")
            #expect(refusal.first??.hasSuffix("\": File name too long") == true)
            #expect(
                refusal.last == "the path is longer than the system allows: use a folder higher up, or shorter names")
        }
    }

    @Test func stopsWhenCancelled() throws {
        try ScratchFolder.with { scratch in
            for number in 0..<300 { try scratch.write("project/\(number)") }
            let request = SourceSnapshot.Request(
                repository: scratch.at("project"),
                isExplicit: true,
                scratch: try scratch.folder("scratch"),
                home: nil
            )
            #expect(throws: SnapshotError.cancelled) {
                _ = try SourceSnapshot.prepare(request, git: nil) { true }
            }
        }
    }
}

extension PlainSnapshotTests {
    /// One file may take longer than anybody wants to wait.
    @Test func copyOfALargeFileCanBeCancelled() throws {
        try ScratchFolder.with { scratch in
            try scratch.write("project/large")
            #expect(truncate(scratch.at("project/large"), 200 << 20) == 0)
            try scratch.folder("scratch")
            let request = SourceSnapshot.Request(
                repository: scratch.at("project"), isExplicit: true, scratch: scratch.at("scratch"), home: nil)
            var questions = 0
            #expect(throws: SnapshotError.cancelled) {
                try SourceSnapshot.prepare(
                    request, git: nil,
                    isCancelled: {
                        questions += 1
                        return questions > 2
                    })
            }
            #expect(questions == 3)
        }
    }
}
