import Planning

/// The options about the memory and CPU of the task's container.
extension OptionSpecification {
    package static let limits = OptionSpecification(
        "limits", section: .limits,
        "Holds deploy hook and run.command to the memory and CPU that size and profile give.")
    package static let size = OptionSpecification(
        "size",
        value: Value("CPU", defaultText: "0.5"),
        section: .limits, "The CPU of the container: a size of the platform's, or its name, such as S for 0.5.")
    package static let profile = OptionSpecification(
        "profile",
        value: Value(
            oneOf: ContainerProfile.self, placeholder: "PROFILE", defaultText: "container_profile, else BALANCED"),
        section: .limits, "How much memory goes with the CPU.")

    static let resources = [limits, size, profile]
}

extension ResourcePlan.Request {
    /// What the command line asks for.
    init(_ parsed: ParsedCommand) throws(UsageError) {
        self.init(
            size: try parsed.value(of: .size, as: ResourcePlan.Request.size),
            profile: parsed.choice(of: .profile), isEnforced: parsed.has(.limits))
    }

    private static func size(_ text: String) throws(ArgumentError) -> ContainerSize {
        if let size = ContainerSize(text) { return size }
        let sizes = ContainerSize.all.map(\.description).joined(separator: ", ")
        throw ArgumentError("\(quoted(text)) is not a size that the platform offers; those are \(sizes)")
    }
}
