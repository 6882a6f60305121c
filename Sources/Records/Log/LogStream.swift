/// The stream of a process that bytes came from.
package enum LogStream: String, Sendable, CaseIterable {
    case stdout
    case stderr
}
