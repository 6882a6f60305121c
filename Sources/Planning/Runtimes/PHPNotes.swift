import Documents
import TaskModel

/// What the platform's `runtime` asks of PHP, and whether the PHP of this machine has it (contract 1.4, 5.5).
struct PHPNotes {
    /// The definition's `runtime`.
    let runtime: JSONValue
    let type: RuntimeType
    /// What `php -m` lists; `nil` where nobody could ask.
    let modules: [String]?

    /// Extensions that a definition wants, or wants to be without; the platform allows objects with a name, too.
    static func names(_ key: String, in runtime: JSONValue) -> [String] {
        guard case .array(let entries)? = runtime[key] else { return [] }
        return entries.compactMap { entry in
            switch entry {
            case .string(let name): name
            case .object: if case .string(let name)? = entry["name"] { name } else { nil }
            default: nil
            }
        }
    }

    /// Whether somebody has to ask PHP for its modules.
    static func asksForModules(_ runtime: JSONValue) -> Bool {
        !names("extensions", in: runtime).isEmpty || !names("disabled_extensions", in: runtime).isEmpty
    }

    private var isPHP: Bool { Runtime(type) == .php }

    /// Extensions that the task needs and this machine's PHP lacks.
    var missing: [PlanNote] {
        guard isPHP, let modules else { return [] }
        let present = Set(modules.map(Self.comparable))
        let lacking = Self.names("extensions", in: runtime).filter { !present.contains(Self.comparable($0)) }
        guard let first = lacking.first else { return [] }
        return [
            PlanNote(
                .warning, "runtime.extensions",
                "this machine's PHP has no \(lacking.map { "\"\($0)\"" }.joined(separator: ", ")); get it with apt-get "
                    + "install php\(type.version)-\(first), or pecl install \(first)")
        ]
    }

    var notes: [PlanNote] {
        guard case .object(let members) = runtime, !members.isEmpty else { return [] }
        guard isPHP else {
            return [PlanNote(.notHonoured, "runtime", "has no effect here: it configures the platform's PHP")]
        }
        return unasked + enabled + otherKeys
    }

    private var unasked: [PlanNote] {
        guard modules == nil, Self.asksForModules(runtime) else { return [] }
        return [
            PlanNote(.notHonoured, "runtime.extensions", "not checked: there is no PHP that could list its extensions")
        ]
    }

    private var enabled: [PlanNote] {
        let present = Set((modules ?? []).map(Self.comparable))
        let active = Self.names("disabled_extensions", in: runtime).filter { present.contains(Self.comparable($0)) }
        guard !active.isEmpty else { return [] }
        return [
            PlanNote(
                .notHonoured, "runtime.disabled_extensions",
                "\(active.map { "\"\($0)\"" }.joined(separator: ", ")): in force in this machine's PHP all the same")
        ]
    }

    private var otherKeys: [PlanNote] {
        guard case .object(let members) = runtime else { return [] }
        return members.compactMap { member in
            switch member.key {
            case "extensions", "disabled_extensions": nil
            case "xdebug":
                PlanNote(
                    .notHonoured, "runtime.xdebug", "not set up here; PHP has Xdebug only if this machine's PHP does")
            case "request_terminate_timeout", "sizing_hints":
                PlanNote(
                    .notHonoured, "runtime.\(member.key)", "has no effect here: it is for PHP that answers requests")
            default: PlanNote(.notHonoured, "runtime.\(member.key)", "has no effect here")
            }
        }
    }

    /// Names are compared without regard to case, and the one with a long name in PHP's own list by its short one.
    private static func comparable(_ name: String) -> String {
        let lower = name.lowercased()
        return lower.hasPrefix("zend ") ? String(lower.dropFirst("zend ".count)) : lower
    }
}
