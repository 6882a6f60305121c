import Foundation

/// Finds programs as a shell does, but never in the current folder.
package enum ExecutableSearch {
    /// The absolute path of a program, or `nil`.
    ///
    /// An absolute name is taken as it is, if it is an executable file. A relative name that holds a slash is never found,
    /// because what it means would depend on the current folder.
    package static func find(_ name: String, in path: [String]) -> String? {
        if name.hasPrefix("/") { return isExecutable(name) ? name : nil }
        guard !name.isEmpty, !name.contains("/") else { return nil }
        for folder in path where folder.hasPrefix("/") {
            let candidate = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            if isExecutable(candidate) { return candidate }
        }
        return nil
    }

    /// The folders of a `PATH` value in their order, without empty and relative ones.
    package static func folders(ofPath value: String) -> [String] {
        value.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    }

    /// Whether the path is a regular file, or a link to one, that the current user may execute.
    package static func isExecutable(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
