/// A task's name: not empty, without control characters and slashes, so that it can stand in messages and file names.
///
/// The platform's own rule for names (contract 1.4) is stricter; what breaks only that is a warning of the decoder.
package struct TaskName: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// `nil` if the text is empty, over 255 bytes, `.` or `..`, or holds a slash or a control character.
    package init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= 255, text != ".", text != "..",
            !text.unicodeScalars.contains(where: { $0 == "/" || $0.properties.generalCategory == .control })
        else { return nil }
        self.description = text
    }

    /// The platform's rule, for hints.
    package static let platformRule =
        "use at most 32 lower-case letters, digits, \"-\" and \"_\", a letter or digit first and last, no \"--\", and not "
        + "\"router\""

    /// Whether the platform's rule holds: `^[a-z0-9_-]+$`, begins and ends alphanumeric, at most 32 characters, no
    /// `--`, not `router` (contract 1.4).
    package var followsPlatformRule: Bool {
        let letters = Array(description.utf8)
        func isAlphanumeric(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        guard let first = letters.first, let last = letters.last, letters.count <= 32 else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && letters.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
            && !description.contains("--") && description != "router"
    }
}
