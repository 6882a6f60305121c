import Foundation
import Synchronization

/// A built app folder that is kept for other runs, in use: nobody removes it as long as this value lives.
package final class Slug: Sendable {
    /// The app folder; nothing may be written to it.
    package let app: String
    package let facts: SlugFacts
    private let lock: Mutex<FileLock?>

    init(app: String, facts: SlugFacts, lock: FileLock) {
        self.app = app
        self.facts = facts
        self.lock = Mutex(lock)
    }

    /// Ends the use.
    package func release() { lock.withLock { $0 = nil } }
}

/// The parts of the folder of one slug.
struct SlugEntry: Sendable {
    let folder: String

    var app: String { "\(folder)/app" }
    var factsFile: String { "\(folder)/slug.json" }
    /// Held by those who use it; its time is that of the last use.
    var lock: String { "\(folder)/lock" }
    /// A mark of one that is on the disk, and not only in the memory of the system.
    var settled: String { "\(folder)/settled" }
    /// The size, once somebody has counted it.
    var size: String { "\(folder)/size" }

    var name: String { folder.split(separator: "/").last.map(String.init) ?? folder }
}
