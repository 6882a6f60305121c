import Foundation

/// The checkout that the tests belong to.
enum Repository {
    /// Absolute, without a slash at the end.
    static let root: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.path
    }()
}
