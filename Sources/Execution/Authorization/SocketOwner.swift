/// Whose a connection to the IPv4 loopback is, by the kernel's tables of connections.
enum SocketOwner {
    /// The user id of the process that holds the far end; `nil` where no table has it.
    ///
    /// `tables` are the texts of `/proc/net/tcp` and `/proc/net/tcp6`: a socket for IPv6 reaches IPv4 as well, and stands in
    /// the second.
    static func of(port: UInt16, connectedTo served: UInt16, tables: [String]) -> UInt32? {
        for line in tables.joined(separator: "\n").split(separator: "\n") {
            let fields = line.split(separator: " ", omittingEmptySubsequences: true)
            guard fields.count > 7, isLoopback(fields[1], port), isLoopback(fields[2], served) else { continue }
            return UInt32(fields[7])
        }
        return nil
    }

    /// 127.0.0.1 as the kernel prints it, plain or mapped into IPv6, with a port.
    private static func isLoopback(_ field: Substring, _ port: UInt16) -> Bool {
        let parts = field.split(separator: ":")
        return parts.count == 2 && loopback.contains(String(parts[0])) && UInt16(parts[1], radix: 16) == port
    }

    private static let loopback: Set<String> = {
        // Words of 32 bits in the byte order of the machine.
        func word(_ bytes: [UInt8]) -> String {
            let number = bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
            let digits = String(number, radix: 16, uppercase: true)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }
        let address = word([127, 0, 0, 1])
        return [address, word([0, 0, 0, 0]) + word([0, 0, 0, 0]) + word([0, 0, 0xFF, 0xFF]) + address]
    }()
}
