import ProcessSupport
import TestSupport
import Testing

@Suite struct ExecutableSearchTests {
    @Test func takesTheFirstExecutableFileInTheOrderOfTheFolders() throws {
        try ScratchFolder.with { scratch in
            try scratch.write("a/tool", permissions: 0o644)
            try scratch.folder("b/tool")
            let wanted = try scratch.write("c/tool", permissions: 0o755)
            try scratch.write("d/tool", permissions: 0o755)
            let path = ["a", "b", "c", "d"].map(scratch.at)
            #expect(ExecutableSearch.find("tool", in: path) == wanted)
            #expect(ExecutableSearch.find("tool", in: Array(path.prefix(2))) == nil)
        }
    }

    @Test func neverLooksInTheCurrentFolder() {
        #expect(ExecutableSearch.find("sh", in: ["", ".", "bin"]) == nil)
        #expect(ExecutableSearch.find("bin/sh", in: ["/"]) == nil)
        #expect(ExecutableSearch.find("", in: ["/bin"]) == nil)
        #expect(ExecutableSearch.folders(ofPath: ":/usr/bin::.:bin:/bin/:") == ["/usr/bin", "/bin/"])
    }

    @Test func acceptsAbsoluteNamesOfExecutableFiles() throws {
        try ScratchFolder.with { scratch in
            let tool = try scratch.write("tool", permissions: 0o755)
            let text = try scratch.write("text", permissions: 0o644)
            #expect(ExecutableSearch.find(tool, in: []) == tool)
            #expect(ExecutableSearch.find(text, in: []) == nil)
            #expect(ExecutableSearch.find(scratch.path, in: []) == nil)
            #expect(ExecutableSearch.find("/bin/sh", in: []) == "/bin/sh")
            #expect(ExecutableSearch.find("sh", in: ["/bin/"]) == "/bin/sh")
        }
    }
}
