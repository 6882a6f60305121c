/// Whose a connection on the loopback is, by the kernel's table of them.
enum SocketOwner {
    /// The user id of the process that holds the far end; `nil` where the table does not have it.
    ///
    /// `table` is the text of `/proc/net/tcp`.
    static func of(port: UInt16, connectedTo served: UInt16, table: String) -> UInt32? {
        for line in table.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: " ", omittingEmptySubsequences: true)
            guard fields.count > 7, Self.port(fields[1]) == port, Self.port(fields[2]) == served else { continue }
            return UInt32(fields[7])
        }
        return nil
    }

    private static func port(_ field: Substring) -> UInt16? {
        field.lastIndex(of: ":").flatMap { UInt16(field[field.index(after: $0)...], radix: 16) }
    }
}
