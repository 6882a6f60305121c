import ProcessSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The files of a project as they are on the disk.
struct DiskTree: ProjectTree {
    /// Absolute, without symbolic links.
    let root: String

    func names(in folder: String) throws(ProjectTreeFailure) -> [String] {
        let path = try location(of: folder)
        do throws(SystemError) {
            return try PathFacts.entries(of: path)
        } catch {
            throw ProjectTreeFailure(error)
        }
    }

    func isFolder(_ path: String) throws(ProjectTreeFailure) -> Bool { PathFacts.isFolder(try location(of: path)) }

    func read(_ path: String, limit: Int) throws(ProjectTreeFailure) -> [UInt8] {
        let path = try location(of: path)
        guard !PathFacts.isFolder(path) else { throw .isFolder }
        guard PathFacts.isFile(path) else { throw .isSpecial }
        switch SystemFile.read(path, limit: limit) {
        case .success(let bytes): return bytes
        case .failure(let failure): throw ProjectTreeFailure(failure)
        }
    }

    private func location(of path: String) throws(ProjectTreeFailure) -> String {
        let real: String
        do throws(SystemError) {
            real = try PathFacts.location(of: root == "/" ? "/\(path)" : "\(root)/\(path)")
        } catch {
            throw ProjectTreeFailure(error)
        }
        guard root == "/" || real == root || real.utf8.starts(with: "\(root)/".utf8) else { throw .outside }
        return real
    }
}

extension ProjectTreeFailure {
    fileprivate init(_ error: SystemError) {
        switch error.code {
        case ENOENT, ENOTDIR: self = .missing
        case EACCES, EPERM: self = .forbidden
        default: self = .other(error.description)
        }
    }

    fileprivate init(_ failure: SystemFile.Failure) {
        switch failure {
        case .missing: self = .missing
        case .isFolder: self = .isFolder
        case .forbidden: self = .forbidden
        case .tooLarge: self = .tooLarge
        case .other(let reason): self = .other(reason)
        }
    }
}
