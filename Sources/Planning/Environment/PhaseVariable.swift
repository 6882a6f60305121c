/// A variable as the programs of a phase find it, or no longer find it.
package struct PhaseVariable: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
        /// The bytes that a process gets, which need not be UTF-8.
        case bytes([UInt8])
        /// The Git tree id of a snapshot that was not taken.
        case unknownTree
        /// `.environment` has unset it.
        case removed
    }

    package let name: String
    package let value: Value
    package let origin: EnvironmentVariable.Origin
    /// The values that this one replaced, the latest first.
    package let overridden: [EnvironmentVariable.Replaced]
    package let isSecret: Bool

    package init(
        name: String, value: Value, origin: EnvironmentVariable.Origin,
        overridden: [EnvironmentVariable.Replaced] = [], isSecret: Bool = false
    ) {
        self.name = name
        self.value = value
        self.origin = origin
        self.overridden = overridden
        self.isSecret = isSecret
    }

    /// The bytes of the value; `nil` where there is none.
    package var bytes: [UInt8]? {
        if case .bytes(let bytes) = value { bytes } else { nil }
    }

    /// The value as text, bytes that are no text replaced; `nil` where there is none.
    package var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
}
