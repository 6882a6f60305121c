import Documents

/// Variables put on top of each other, each layer winning over those before it, with the memory of what was replaced.
struct EnvironmentLayers {
    private var variables: [String: EnvironmentVariable] = [:]

    /// Puts a variable on top.
    mutating func set(
        _ name: String, to value: EnvironmentVariable.Value, from origin: EnvironmentVariable.Origin,
        isSecret: Bool? = nil
    ) {
        let old = variables[name]
        variables[name] = EnvironmentVariable(
            name: name, value: value, origin: origin,
            overridden: old.map { [.init($0.value, from: $0.origin)] + $0.overridden } ?? [],
            isSecret: isSecret ?? (SecretName.matches(name) || value.isCredential)
        )
    }

    mutating func set(_ name: String, to text: String, from origin: EnvironmentVariable.Origin, isSecret: Bool? = nil) {
        set(name, to: .text(text), from: origin, isSecret: isSecret)
    }

    /// The text that a variable has so far.
    func text(of name: String) -> String? {
        if case .text(let text)? = variables[name]?.value { text } else { nil }
    }

    /// Sorted by name.
    var sorted: [EnvironmentVariable] { variables.values.sorted { $0.name < $1.name } }
}
