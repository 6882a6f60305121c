import Foundation
import ProcessSupport

/// Remembers what programs said of their versions, so that not every run has to start them.
///
/// What is remembered holds for one file of one size and one time of change.
package struct VersionMemory: Sendable {
    private let path: String

    /// Below the cache folder; where that does not exist, nothing is remembered.
    package init(cacheFolder: String) { path = "\(cacheFolder)/runtime-versions" }

    /// More programs than a machine has.
    private static let most = 200
    private static let longestFile = 1 << 20
    /// The part of what a program said that is kept.
    private static let longestAnswer = 400

    /// What a program is known by; `nil` where there is none.
    static func key(of program: String) -> String? {
        var facts = stat()
        guard let real = PathFacts.realPath(program), stat(real, &facts) == 0 else { return nil }
        #if os(Linux)
            let modified = facts.st_mtim
        #else
            let modified = facts.st_mtimespec
        #endif
        return "\(facts.st_size) \(facts.st_ino) \(modified.tv_sec).\(modified.tv_nsec) \(real)"
    }

    /// Answers by keys.
    func load() -> [String: String] {
        guard let bytes = PlainFile.bytes(of: path, limit: Self.longestFile) else { return [:] }
        var answers: [String: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            guard let tab = line.firstIndex(of: "\t") else { continue }
            answers[String(line[line.index(after: tab)...])] = String(line[..<tab])
        }
        return answers
    }

    /// A memory that can not be kept only costs time.
    func remember(_ answers: [String: String]) {
        let text = answers.filter { !$0.key.contains("\n") && !$0.key.contains("\t") }.prefix(Self.most)
            .map { key, answer in
                let line = answer.replacing(#/[\n\r\t]+/#, with: "\u{2028}").prefix(Self.longestAnswer)
                return "\(line)\t\(key)\n"
            }.joined()
        try? PlainFile.replace(path, with: text)
    }
}
