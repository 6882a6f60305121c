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
        for (phase, text) in runtime.settings {
            let place = "\(folder)/\(RuntimePlan.settingsFolder(of: phase))"
            try attempt(place) { () throws(SystemError) in
                try PlainFile.makeFolders(place)
                try PlainFile.write(text, to: "\(place)/taskbox.ini")
            }
        }
    }

    private func make(_ link: RuntimeLink, in folder: String) throws(SystemError) {
        let path = "\(folder)/\(link.name)"
        switch link.target {
        case .program(let target):
            guard symlink(target, path) == 0 else { throw .last }
        case .module(let module, let program):
            let quoted = "'" + program.replacing("'", with: "'\\''") + "'"
            try PlainFile.write("#!/bin/sh\nexec \(quoted) -m \(module) \"$@\"\n", to: path, permissions: 0o755)
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
