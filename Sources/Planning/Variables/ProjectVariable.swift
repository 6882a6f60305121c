import Documents

/// A variable of the project or of the environment, as the platform keeps them beside the definition (contract 4.3).
package struct ProjectVariable: Sendable, Equatable {
    /// Where it is set; an environment's beats a project's (contract 4.4).
    package enum Level: String, Sendable, CaseIterable { case project, environment }

    package let level: Level
    /// With its prefix, such as `env:MODE`; without one it reaches `PLATFORM_VARIABLES` only.
    package let name: String
    /// A string, or what the text of a JSON variable says.
    package let value: JSONValue
    package let isSensitive: Bool
    package let isVisibleInBuild: Bool
    package let isVisibleAtRuntime: Bool
    /// Where it was said: an option, with the place in its file.
    package let origin: String

    package init(
        level: Level, name: String, value: JSONValue, isSensitive: Bool = false, isVisibleInBuild: Bool = true,
        isVisibleAtRuntime: Bool = true, origin: String
    ) {
        self.level = level
        self.name = name
        self.value = value
        self.isSensitive = isSensitive
        self.isVisibleInBuild = isVisibleInBuild
        self.isVisibleAtRuntime = isVisibleAtRuntime
        self.origin = origin
    }

    func isVisible(in phase: Phase) -> Bool { phase == .build ? isVisibleInBuild : isVisibleAtRuntime }

    /// The name of the environment variable that it becomes, in upper case; `nil` for one that stays in
    /// `PLATFORM_VARIABLES` (contract 4.3).
    var environmentName: String? { name.hasPrefix("env:") ? String(name.dropFirst(4)).uppercased() : nil }
}
