import DefinitionSources
import Documents
import Foundation
import Testing

struct DefinitionSourceTests {
    private func problem(_ source: DefinitionSource) -> String? {
        guard case .failure(let error) = source.read() else { return nil }
        return error.diagnostic.message + (error.diagnostic.hint.map { " (\($0))" } ?? "")
    }

    @Test func readsAFile() throws {
        let folder = try ScratchFolder()
        let path = try folder.file("a.json", "{\"é\": 1}\n")
        let file = try DefinitionSource.file(path).read().get()
        #expect(file.name == path)
        #expect(file.bytes == Array("{\"é\": 1}\n".utf8))
    }

    @Test func saysWhyAFileCanNotBeRead() throws {
        let folder = try ScratchFolder()
        let empty = try folder.file("empty.json", "")
        #expect(
            problem(.file("\(folder.path)/none.json"))
                == "there is no file \"\(folder.path)/none.json\""
        )
        #expect(
            problem(.file("\(empty)/below.json"))
                == "there is no file \"\(empty)/below.json\""
        )
        #expect(
            problem(.file(folder.path))
                == "\"\(folder.path)\" is a folder without \".upsun\" (give the path of a project, or of a file with the definition of a task)"
        )
        #expect(problem(.file(empty)) == "\"\(empty)\" is empty (it must hold the definition of a task)")
        #expect(
            problem(.file("no/such.json"))
                == "there is no file \"no/such.json\" (the path is relative to the current folder)"
        )
        #expect(problem(.file("")) == "\"\" is not a path")
        #expect(problem(.file("a\0b")) == #""a\u{0}b" is not a path"#)
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything"))
    func saysThatAFileIsForbidden() throws {
        let folder = try ScratchFolder()
        let path = try folder.file("secret.json", "{}")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
        #expect(problem(.file(path)) == "taskbox is not allowed to read \"\(path)\" (check its permissions)")
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/zero")))
    func stopsAtTheSizeLimit() {
        #expect(problem(.file("/dev/zero")) == "\"/dev/zero\" is larger than 64 MiB, which is no definition of a task")
    }

    @Test func readsAPipeWithAName() async throws {
        let folder = try ScratchFolder()
        let path = "\(folder.path)/pipe.json"
        #expect(mkfifo(path, 0o600) == 0)
        let text = "[" + String(repeating: "1, ", count: 100_000) + "1]"
        Thread.detachNewThread {
            // The other end reports what arrived.
            try? Data(text.utf8).write(to: URL(fileURLWithPath: path))
        }
        let file = try DefinitionSource.file(path).read().get()
        #expect(file.bytes == Array(text.utf8))
    }

    @Test(arguments: [
        ("a.json", ".", "a"), ("jobs/a.b.yaml", "jobs", "a.b"), ("/a.json", "/", "a"), ("./x/y", "./x", "y"),
        ("x/.hidden", "x", ".hidden"), ("/tmp/d/", "/tmp/d", ""),
    ])
    func knowsFolderAndStem(path: String, folder: String, stem: String) {
        #expect(DefinitionSource(path: path).folder == folder)
        #expect(DefinitionSource(path: path).stem == stem)
    }

    @Test func aDashIsStandardInput() {
        #expect(DefinitionSource(path: "-") == .standardInput)
        #expect(DefinitionSource(path: "./-") == .file("./-"))
        #expect(DefinitionSource.standardInput.name == "<stdin>")
        #expect(DefinitionSource.standardInput.folder == ".")
        #expect(DefinitionSource.standardInput.stem == nil)
    }
}
