/// What the platform answered to a question about tasks.
package struct APIDocument: Sendable, Equatable {
    /// Valid JSON: a task, or a collection of them.
    package let body: [UInt8]
    /// Where it comes from.
    package let url: String
    /// The name of the server, for messages.
    package let service: String
}
