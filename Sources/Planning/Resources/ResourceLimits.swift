/// Limits that a phase is held to.
package struct ResourceLimits: Sendable, Equatable {
    /// In bytes.
    package let memory: Int
    /// How much CPU time.
    package let processor: ContainerSize
    /// What holds the phase to them.
    package let means: LimitMeans
}
