import Documents
import TaskModel

/// The value of `PLATFORM_APPLICATION` before its encoding (contract 4.2): the definition without `id`; during the build
/// also without what can change without a rebuild.
enum PlatformApplication {
    private static let absentAtBuild: Set<String> = ["relationships", "authorizations"]

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
