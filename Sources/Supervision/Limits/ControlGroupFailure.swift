import ProcessSupport

/// Why a control group could not be made.
package struct ControlGroupFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file or folder that the kernel refused.
    package let path: String
    package let error: SystemError

    init(_ path: String, _ error: SystemError) {
        self.path = path
        self.error = error
    }

    package var description: String { "\"\(path)\": \(error)" }
}
