/// The id of a project or an environment, or the name of a task, as a request's path can carry it.
///
/// An environment's id is the name of its Git branch, slashes and all (contract 4.1).
package struct PlatformID: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// `nil` for what can be no id: an empty text, over 255 bytes, a control character, or `.` and `..`, which every
    /// program on the way would take for folders.
    package init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= 255, text != ".", text != "..",
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return nil }
        description = text
    }
}
