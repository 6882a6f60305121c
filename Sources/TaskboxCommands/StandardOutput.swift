import Documents
import Foundation
import ProcessSupport

/// Standard output of the commands that print something of their own.
enum StandardOutput {
    /// Writes a JSON value, indented.
    static func print(_ value: JSONValue) -> Int32 { print(JSONWriter.pretty(value) + "\n") }

    /// Writes a text; a reader that goes away early, as `head` does, is no fault.
    static func print(_ text: String) -> Int32 {
        do throws(SystemError) {
            try Descriptor.write(text, to: STDOUT_FILENO)
            return ExitStatus.success
        } catch {
            return error == .readerGone ? ExitStatus.success : ExitStatus.fault
        }
    }
}
