/// What a supervisor does against a phase that does not end by itself.
package enum SupervisionStage: Sendable, Equatable {
    /// SIGTERM was sent to so many processes; SIGKILL follows after the grace.
    case terminating(Reason, processes: Int, grace: Duration)
    /// SIGKILL was sent.
    case killing

    package enum Reason: Sendable, Equatable {
        case deadline
        case cancellation(Cancellation)
    }
}
