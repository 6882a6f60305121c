import Documents
import TaskModel

/// The value of `PLATFORM_APPLICATION` before its encoding (contract 4.2): the definition without `id`; during the build
/// also without what can change without a rebuild.
enum PlatformApplication {
    private static let absentAtBuild: Set<String> = ["relationships", "authorizations"]

    /// The whole value, or one without scripts and variables where the whole is longer than a process can be given.
    static func fittingJSON(_ definition: TaskDefinition, in phase: Phase) -> JSONValue {
        let whole = json(definition, in: phase)
        guard !fits(whole), case .object(let members) = whole else { return whole }
        return .object(
            members.map { member in
                switch member.key {
                case "hooks", "variables": JSONValue.Member(member.key, .object([]))
                case "run": JSONValue.Member(member.key, without("command", in: member.value))
                default: member
                }
            })
    }

    /// Whether a process can be given the whole value in every phase.
    static func isWhole(_ definition: TaskDefinition) -> Bool { fits(json(definition, in: .run)) }

    private static func fits(_ value: JSONValue) -> Bool {
        let encodedLength = (JSONWriter.line(value).utf8.count + 2) / 3 * 4
        return "PLATFORM_APPLICATION".utf8.count + encodedLength + 2 <= EnvironmentLimits.longestEntry
    }

    private static func without(_ key: String, in value: JSONValue) -> JSONValue {
        guard case .object(let members) = value else { return value }
        return .object(members.filter { $0.key != key })
    }

    static func json(_ definition: TaskDefinition, in phase: Phase) -> JSONValue {
        guard case .object(let members) = definition.canonicalJSON else { return .object([]) }
        var kept = members.filter { $0.key != "id" }
        guard phase == .build else { return .object(kept) }
        kept.removeAll { absentAtBuild.contains($0.key) }
        return .object(
            kept.map { member in
                guard member.key == "hooks", case .object(let hooks) = member.value else { return member }
                return JSONValue.Member(member.key, .object(hooks.filter { $0.key != "deploy" }))
            })
    }
}
