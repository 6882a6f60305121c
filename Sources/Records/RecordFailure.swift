import Foundation

/// Why something about a record could not be read or written.
package struct RecordFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was tried, such as `write`.
    package let operation: String
    /// The file or folder that it was tried on.
    package let path: String
    /// The system's error number.
    package let code: Int32

    package init(_ operation: String, _ path: String, code: Int32) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// A sentence without a full stop, such as `can not write /x/log.data: No space left on device`.
    package var description: String { "can not \(operation) \(path): \(systemMessage(code))" }

    /// The warning for a run whose record was given up.
    package var warning: String { "this run is not recorded, because taskbox \(description)" }
}

/// The system's words for an error number.
func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }
