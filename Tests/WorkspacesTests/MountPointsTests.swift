import Foundation
import TaskModel
import TestSupport
import Testing
import Workspaces

@Suite struct MountPointsTests {
    private func point(_ path: String, _ target: String, _ style: MountPoint.Style) throws -> MountPoint {
        MountPoint(path: try #require(RelativePath(path)), target: target, style: style)
    }

    @Test func makesFoldersAndLinks() throws {
        try ScratchFolder.with { scratch in
            try scratch.folder("app/empty")
            let target = try scratch.folder("target")
            let overlaps = try MountPoints.prepare(
                app: scratch.at("app"),
                mounts: [
                    point("/var/data", target, .folder), point("var/link", target, .link),
                    point("empty", target, .link),
                ], aside: scratch.at("aside")
            )
            #expect(overlaps == [])
            #expect(
                try scratch.tree("app") == [
                    "l empty -> \(target)", "d755 var", "d755 var/data", "l var/link -> \(target)",
                ]
            )
        }
    }

    @Test func hidesWhatStoodThereAndRemovesNothing() throws {
        try ScratchFolder.with { scratch in
            try scratch.write("app/folder/file", "x")
            try scratch.write("app/folder/deep/file", "x")
            try scratch.write("app/plain", "x")
            try scratch.write("app/linked/file", "x")
            try scratch.link("app/link", to: "plain")
            try scratch.write("app/above", "x")
            let target = try scratch.folder("target")
            let overlaps = try MountPoints.prepare(
                app: scratch.at("app"),
                mounts: [
                    point("folder", target, .folder), point("plain", target, .link), point("link", target, .folder),
                    point("linked", target, .link), point("above/below", target, .folder),
                ], aside: scratch.at("aside")
            )
            #expect(
                try scratch.tree("app") == [
                    "d755 above", "d755 above/below", "d755 folder", "d755 folder/deep", "-644 folder/deep/file: x",
                    "-644 folder/file: x", "d755 link", "l linked -> \(target)", "l plain -> \(target)",
                ]
            )
            #expect(
                try scratch.tree("aside") == [
                    "-644 1: x", "l 2 -> plain", "d755 3", "-644 3/file: x", "-644 4: x",
                ])
            #expect(
                overlaps == [
                    MountOverlap(mount: "/folder", place: "folder", isFolder: true, fileCount: 2),
                    MountOverlap(mount: "/plain", place: "plain", isFolder: false, fileCount: 1),
                    MountOverlap(mount: "/link", place: "link", isFolder: false, fileCount: 1),
                    MountOverlap(mount: "/linked", place: "linked", isFolder: true, fileCount: 1),
                    MountOverlap(mount: "/above/below", place: "above", isFolder: false, fileCount: 1),
                ])
        }
    }

    /// The first sentence is the platform's own (contract 2.4).
    @Test func saysWhatIsHidden() {
        #expect(
            MountOverlap(mount: "/data", place: "data", isFolder: true, fileCount: 3).description
                == "The mount '/data' has a path that overlaps with a non-empty folder. The 3 files that the source or the "
                + "build put at 'data' are hidden in the deploy hook and the command")
        #expect(
            MountOverlap(mount: "/data", place: "data", isFolder: true, fileCount: 1).description
                == "The mount '/data' has a path that overlaps with a non-empty folder. The file that the source or the "
                + "build put at 'data' is hidden in the deploy hook and the command")
        #expect(
            MountOverlap(mount: "/a/b", place: "a", isFolder: false, fileCount: 1).description
                == "The mount '/a/b' has a path that overlaps with a file or a link. What the source or the build put at "
                + "'a' is hidden in the deploy hook and the command")
    }

    @Test func staysInsideTheApp() throws {
        try ScratchFolder.with { scratch in
            let target = try scratch.folder("target")
            try scratch.folder("app/real")
            try scratch.folder("outside")
            try scratch.link("app/inner", to: "real")
            try scratch.link("app/out", to: "../outside")
            let good = try MountPoints.prepare(
                app: scratch.at("app"), mounts: [point("inner/data", target, .folder)], aside: scratch.at("aside"))
            #expect(good == [])
            #expect(try scratch.tree("app/real") == ["d755 data"])
            let error = #expect(throws: MountPointError.self) {
                _ = try MountPoints.prepare(
                    app: scratch.at("app"), mounts: [point("out/data", target, .folder)],
                    aside: scratch.at("aside"))
            }
            #expect(
                error?.description
                    == "the mount \"/out/data\" can not be made: \"out\" is a symbolic link that leads out of the app folder"
            )
            #expect(error?.hint == "mount to a path without that link, or remove the link in the build hook")
            #expect(throws: MountPointError.coversApp(.root)) {
                _ = try MountPoints.prepare(
                    app: scratch.at("app"), mounts: [point("/", target, .folder)], aside: scratch.at("aside"))
            }
        }
    }

    @Test func makesPlacesInsideOtherMountsWithoutRemovingAnything() throws {
        try ScratchFolder.with { scratch in
            try scratch.folder("app")
            let outer = try scratch.folder("outer")
            let inner = try scratch.folder("inner")
            for _ in 1...2 {
                let warnings = try MountPoints.prepare(
                    app: scratch.at("app"), mounts: [point("a/b", inner, .link), point("a", outer, .link)],
                    aside: scratch.at("aside"))
                #expect(warnings == [])
            }
            #expect(try scratch.tree("app") == ["l a -> \(outer)"])
            #expect(try scratch.tree("outer") == ["l b -> \(inner)"])
            try scratch.write("outer/c/kept", "kept")
            let error = #expect(throws: MountPointError.self) {
                _ = try MountPoints.prepare(
                    app: scratch.at("app"), mounts: [point("a", outer, .link), point("a/c", inner, .link)],
                    aside: scratch.at("aside"))
            }
            #expect(
                error?.description == "the mount \"/a/c\" lies in another mount, and \"\(outer)/c\" there is in its way"
            )
            #expect(try scratch.read("outer/c/kept") == "kept")
        }
    }
}
