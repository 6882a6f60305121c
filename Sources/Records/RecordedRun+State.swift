/// What is known of a run from its record.
package enum RecordState: Sendable, Equatable {
    /// Its taskbox lives.
    case live(Activity)
    case ended(Activity)
    /// Its taskbox was killed before it could say how the run ended; the activity says so as the next run will write it.
    case interrupted(Activity)
    /// The record can not be read: why, a sentence without a full stop.
    case damaged(String)

    /// `nil` where nothing can be read.
    package var activity: Activity? {
        switch self {
        case .live(let activity), .ended(let activity), .interrupted(let activity): activity
        case .damaged: nil
        }
    }

    package var isLive: Bool {
        if case .live = self { true } else { false }
    }
}

extension RecordedRun {
    /// Whether the run's taskbox lives; a record that can not be looked into counts as one of the past.
    package var isLive: Bool {
        // Whoever reads the record next is told why it can not be read.
        (try? RecordLock.isHeld(in: folder)) ?? false
    }

    /// What is known of the run now.
    package func state(at time: Timestamp) -> RecordState {
        // In this order: a run that ends between the two looks has written its last activity before it lets the lock go.
        let isLive = isLive
        do throws(RecordFailure) {
            let activity = try activityIfThere()
            if let activity, activity.state.isFinal { return .ended(activity) }
            if isLive { return activity.map(RecordState.live) ?? .damaged("its activity can not be read") }
            // Only a run that was never finished has a lock; without one the record has lost its activity.
            guard activity != nil || RecordLock.exists(in: folder) else { return .damaged(damage) }
            return .interrupted(interrupted(activity, at: time))
        } catch {
            return .damaged("taskbox \(error)")
        }
    }

    private var damage: String {
        // What can not be opened is no newer format.
        let isNewer = (try? log())?.isOfNewerFormat ?? false
        return isNewer
            ? "it was written by a newer version of taskbox" : "its activity is missing or is no activity of taskbox"
    }
}
