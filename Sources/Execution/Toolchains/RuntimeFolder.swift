import Foundation
import Planning
import ProcessSupport

/// Makes what a task's runtime needs in the workspace's configuration folder: programs under their plain names, and
/// settings of PHP.
struct RuntimeFolder {
    let runtime: RuntimePlan
    /// The configuration folder.
    let folder: String

    func make() throws(ExecutionFault) {
        let path = "\(folder)/\(RuntimePlan.linkFolder)"
        if let links = runtime.installation?.links, !links.isEmpty {
            try attempt(path) { () throws(SystemError) in try PlainFile.makeFolders(path) }
            for link in links {
                try attempt("\(path)/\(link.name)") { () throws(SystemError) in try make(link, in: path) }
            }
        }
    }

    /// Makes the settings of a phase, and takes those of the others away: each phase can read the whole configuration folder,
    /// and a build must not learn what is for the run alone.
    func makeSettings(of phase: Phase) throws(ExecutionFault) {
        for (other, text) in runtime.settings {
            let place = "\(folder)/\(RuntimePlan.settingsFolder(of: other))"
            let file = "\(place)/taskbox.ini"
            try attempt(file) { () throws(SystemError) in
                if other == phase {
                    try PlainFile.makeFolders(place)
                    try PlainFile.write(text, to: file)
                } else if unlink(file) != 0, errno != ENOENT {
                    throw .last
                }
            }
        }
    }

    private func make(_ link: RuntimeLink, in folder: String) throws(SystemError) {
        let path = "\(folder)/\(link.name)"
        switch link.target {
        case .program(let target):
            guard symlink(target, path) == 0 else { throw .last }
        case .module(let module, let program):
            try PlainFile.write(
                "#!/bin/sh\nexec \(ShellWord.quoted(program)) -m \(module) \"$@\"\n", to: path, permissions: 0o755)
        }
    }

    private func attempt(_ path: String, _ work: () throws(SystemError) -> Void) throws(ExecutionFault) {
        do {
            try work()
        } catch {
            throw ExecutionFault("\"\(path)\" could not be made: \(error)")
        }
    }
}
