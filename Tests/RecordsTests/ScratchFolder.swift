import Foundation
import Testing

@testable import Records

/// A folder for one test, removed with the value.
final class ScratchFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "records-\(RunID.random())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // A folder that stays in the temporary files harms no test.
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    }

    func text(of name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
    }

    func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
    }
}

/// The permissions of a file, such as `0o600`.
func permissions(of path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
}

/// Bytes that a renderer gave, as they came.
final class Collected {
    var bytes: [UInt8] = []
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// 10 June 2026, 09:00 UTC.
let morning = Timestamp(microseconds: 1_781_082_000_000_000)

func later(_ duration: Duration) -> Timestamp {
    let parts = duration.components
    return Timestamp(
        microseconds: morning.microseconds + parts.seconds * 1_000_000 + parts.attoseconds / 1_000_000_000_000)
}
