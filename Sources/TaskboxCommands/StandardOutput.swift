import Documents
import Foundation
import ProcessSupport

/// Standard output of the commands that print something of their own.
struct StandardOutput {
    let console: Console

    /// Writes a JSON value, indented.
    func print(_ value: JSONValue) -> Int32 { print(JSONWriter.pretty(value) + "\n") }

    /// Writes a text; a reader that goes away early, as `head` does, is no fault.
    func print(_ text: String) -> Int32 { print(Array(text.utf8)) }

    /// The same for bytes.
    func print(_ bytes: [UInt8]) -> Int32 {
        do throws(SystemError) {
            try Descriptor.write(bytes, to: STDOUT_FILENO)
            return ExitStatus.success
        } catch {
            if error == .readerGone { return ExitStatus.success }
            console.fail("standard output can not be written: \(error)")
            return ExitStatus.fault
        }
    }
}
