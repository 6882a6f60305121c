import Foundation

/// The programs that were built together with the tests.
package enum BuiltProducts {
    /// The folder that holds the test program, and beside it the products.
    package static let folder: URL = {
        #if os(Linux)
            let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            return program.deletingLastPathComponent()
        #else
            let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
            return bundle.bundleURL.deletingLastPathComponent()
        #endif
    }()

    package static var taskbox: String { folder.appendingPathComponent("taskbox").path }
    package static var launcher: String { folder.appendingPathComponent("taskbox-launcher").path }
}
