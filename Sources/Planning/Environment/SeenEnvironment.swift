import Documents
import TaskModel

/// Finds out what the programs of a phase see: the plan's variables, and what the shell and `.environment` made of them.
///
/// Touches nothing: what a look into the sandbox brought is given to it as bytes.
package struct SeenEnvironment: Sendable {
    /// What a script of the phase was given after `.environment` had been sourced.
    package struct Observation: Sendable, Equatable {
        /// `NAME=VALUE`, each closed by a NUL byte, as the kernel hands them over.
        package let block: [UInt8]
        /// The bytes of `.environment`, for the lines that say so.
        package let file: [UInt8]

        package init(block: [UInt8], file: [UInt8]) {
            self.block = block
            self.file = file
        }
    }

    private let planned: [EnvironmentVariable]
    private let shell: ShellFact
    private let treeID: String?

    /// `treeID` is `nil` where no snapshot was taken.
    package init(planned: [EnvironmentVariable], shell: ShellFact, treeID: String?) {
        // dash passes on what it can hold, and drops the rest before the script starts.
        self.planned = shell.isDash ? planned.filter { EnvironmentName($0.name)?.isShellName ?? false } : planned
        self.shell = shell
        self.treeID = treeID
    }

    /// The variables, sorted by name; without an observation those of the plan.
    package func variables(after observation: Observation? = nil) -> [PhaseVariable] {
        guard let observation else { return planned.map { unchanged($0) } }
        var seen = Self.entries(of: observation.block)
        let lines = AssignmentLines(file: observation.file)
        var result = planned.map { variable in
            let bytes = seen.removeValue(forKey: variable.name)
            let expected = treeID.map { Array(variable.text(treeID: $0).utf8) }
            if let bytes, bytes == expected { return unchanged(variable) }
            return PhaseVariable(
                name: variable.name, value: bytes.map(PhaseVariable.Value.bytes) ?? .removed,
                origin: bytes == nil
                    ? .environmentFile(line: lines.removal(of: variable.name)) : origin(of: variable.name, lines),
                overridden: [.init(variable.value, from: variable.origin)] + variable.overridden,
                isSecret: variable.isSecret || bytes.map(Self.isCredential) ?? false)
        }
        result += seen.map { name, bytes in
            PhaseVariable(
                name: name, value: .bytes(bytes), origin: origin(of: name, lines),
                isSecret: SecretName.matches(name) || Self.isCredential(bytes))
        }
        return result.sorted { $0.name < $1.name }
    }

    private func unchanged(_ variable: EnvironmentVariable) -> PhaseVariable {
        let value: PhaseVariable.Value =
            switch (variable.value, treeID) {
            case (.treeID, nil): .unknownTree
            case (.treeID, let treeID?): .bytes(Array(treeID.utf8))
            case (.text(let text), _): .bytes(Array(text.utf8))
            }
        return PhaseVariable(
            name: variable.name, value: value, origin: variable.origin, overridden: variable.overridden,
            isSecret: variable.isSecret)
    }

    private func origin(of name: String, _ lines: AssignmentLines) -> EnvironmentVariable.Origin {
        // Other shells than dash set some of their own.
        if !shell.isDash, ["_", "SHLVL"].contains(name) { return .container }
        return .environmentFile(line: lines.assignment(of: name))
    }

    private static func isCredential(_ bytes: [UInt8]) -> Bool {
        SecretName.isInURL(String(decoding: bytes, as: UTF8.self))
    }

    /// The first entry of a name counts, as `getenv` has it.
    private static func entries(of block: [UInt8]) -> [String: [UInt8]] {
        var entries: [String: [UInt8]] = [:]
        for entry in block.split(separator: 0) {
            guard let equals = entry.dropFirst().firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: entry[..<equals], as: UTF8.self)
            if entries[name] == nil { entries[name] = Array(entry[(equals + 1)...]) }
        }
        return entries
    }
}
