import Documents

/// The memory and CPU of the task's container, and whether this machine holds the task to them.
///
/// They concern deploy and run: builds have resources of their own on the platform.
package struct ResourcePlan: Sendable, Equatable {
    /// Who says so.
    package enum Origin: String, Sendable {
        case definition
        case option
        /// Nobody says, so it is what the platform starts from.
        case assumed
    }

    /// The CPU of the container.
    package let size: ContainerSize
    /// Who says the size.
    package let sizeOrigin: Origin
    /// As the definition or the option has it, which may be a name that is not known.
    package let profile: String
    /// Who says the profile.
    package let profileOrigin: Origin
    /// In MB; `nil` for a profile that is not known, or not offered in this size.
    package let memory: Int?
    /// `nil` unless the user asks for limits.
    package let means: LimitMeans?

    /// Bytes of a megabyte, as the platform's table counts them.
    package static let megabyte = 1 << 20

    /// Chosen by options, else by the definition, else as the platform would.
    init(definition profile: String?, request: Request, means: LimitMeans?) throws(PlanFailure) {
        size = request.size ?? .initial
        sizeOrigin = request.size == nil ? .assumed : .option
        self.profile = request.profile?.rawValue ?? profile ?? ContainerProfile.assumed.rawValue
        profileOrigin = request.profile != nil ? .option : profile != nil ? .definition : .assumed
        memory = ContainerProfile(rawValue: self.profile)?.memory(of: size)
        self.means = request.isEnforced ? means : nil
        guard request.isEnforced, memory == nil else { return }
        let isKnown = ContainerProfile(rawValue: self.profile) != nil
        throw PlanFailure([
            Diagnostic(
                .error, at: nil, path: "--limits",
                isKnown
                    ? "the profile \(self.profile) is not offered with \(size) CPU"
                    : "how much memory the profile \"\(self.profile)\" has is not known",
                hint: isKnown
                    ? "--size takes a smaller one for it, up to 8"
                    : "--profile names one of \(ContainerProfile.allCases.map(\.rawValue).joined(separator: ", "))")
        ])
    }

    /// What the user asks for.
    package struct Request: Sendable, Equatable {
        package let size: ContainerSize?
        package let profile: ContainerProfile?
        /// Whether the task is held to its resources.
        package let isEnforced: Bool

        package init(size: ContainerSize? = nil, profile: ContainerProfile? = nil, isEnforced: Bool = false) {
            self.size = size
            self.profile = profile
            self.isEnforced = isEnforced
        }
    }

    /// The limits that are in force; `nil` where there are none.
    package var limits: ResourceLimits? {
        guard let means, let memory else { return nil }
        return ResourceLimits(memory: memory * ResourcePlan.megabyte, processor: size, means: means)
    }

    /// `0.5 CPU, 1088 MB (size assumed, profile BALANCED assumed)`.
    package var summary: String {
        let memory = memory.map { "\($0) MB" } ?? "memory not known"
        func origin(_ origin: Origin, _ option: String) -> String {
            switch origin {
            case .definition: "of the definition"
            case .option: "by \(option)"
            case .assumed: "assumed"
            }
        }
        return "\(size) CPU, \(memory) (size \(origin(sizeOrigin, "--size")), profile \(profile) "
            + "\(origin(profileOrigin, "--profile")))"
    }

    /// How the task is held to them, in words without a full stop.
    package var enforcement: String {
        switch means {
        case nil: "not in force; --limits puts them in force"
        case .systemdScope: "in force by a unit of systemd's"
        case .controlGroups(let place): "in force by control groups, version \(place.version.rawValue)"
        case .processLimits: "in force for each process alone"
        }
    }
}
