import Planning
import Supervision

/// Which part of a log is wanted.
package struct LogSelection: Sendable, Equatable {
    package let phases: Set<Phase>
    /// `nil` for both.
    package let stream: TaskStream?

    package init(phases: Set<Phase> = Set(Phase.allCases), stream: TaskStream? = nil) {
        self.phases = phases
        self.stream = stream
    }

    /// Whether a piece belongs to it.
    package func contains(_ piece: LogPiece) -> Bool {
        phases.contains(piece.phase) && (stream == nil || stream == piece.stream)
    }
}
