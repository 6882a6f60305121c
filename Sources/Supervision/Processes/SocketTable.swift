/// The sockets of a network namespace by their inode, as the files of `/proc/PID/net` tell them.
struct SocketTable: Equatable {
    /// What a report calls a socket: `127.0.0.1:5432 (TCP)`, `port 8080 (TCP)`, `the Unix socket /run/x`.
    private(set) var names: [UInt64: String] = [:]

    /// Adds the lines of `tcp`, `tcp6`, `udp` or `udp6`.
    mutating func add(internet text: String, protocolName: String) {
        for line in text.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: " ")
            guard fields.count > 9, let inode = UInt64(fields[9]), inode != 0 else { continue }
            let listens = fields[3] == "0A" || protocolName == "UDP" && fields[2].allSatisfy { $0 == "0" || $0 == ":" }
            if listens {
                guard let port = Self.port(fields[1]) else { continue }
                names[inode] = "port \(port) (\(protocolName))"
            } else if let address = Self.address(fields[2]), let port = Self.port(fields[2]) {
                names[inode] = "\(address):\(port) (\(protocolName))"
            }
        }
    }

    /// Adds the lines of `unix`.
    ///
    /// Only sockets with a name are told apart; the other end of a connection has none.
    mutating func add(unix text: String) {
        for line in text.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: " ", maxSplits: 7, omittingEmptySubsequences: true)
            guard fields.count > 6, let inode = UInt64(fields[6]) else { continue }
            names[inode] = fields.count > 7 ? "the Unix socket \(fields[7])" : "a Unix socket"
        }
    }

    private static func port(_ field: Substring) -> UInt16? {
        field.lastIndex(of: ":").flatMap { UInt16(field[field.index(after: $0)...], radix: 16) }
    }

    /// An address as the kernel prints it: words of 32 bits in the byte order of the machine, in hexadecimal.
    private static func address(_ field: Substring) -> String? {
        let digits = Array(field.prefix { $0 != ":" })
        guard digits.count == 8 || digits.count == 32 else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 8) {
            guard let word = UInt32(String(digits[start..<(start + 8)]), radix: 16) else { return nil }
            withUnsafeBytes(of: word) { bytes.append(contentsOf: $0) }
        }
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        if bytes.starts(with: mapped) { return bytes[12...].map(String.init).joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map {
            String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
        }
        return "[\(Self.compressed(groups))]"
    }

    /// The longest run of zeros becomes `::`.
    private static func compressed(_ groups: [String]) -> String {
        var best = 0..<0
        var start = 0
        while start < groups.count {
            var end = start
            while end < groups.count, groups[end] == "0" { end += 1 }
            if end - start > best.count { best = start..<end }
            start = max(end, start + 1)
        }
        guard best.count > 1 else { return groups.joined(separator: ":") }
        return groups[..<best.lowerBound].joined(separator: ":") + "::"
            + groups[best.upperBound...].joined(separator: ":")
    }
}
