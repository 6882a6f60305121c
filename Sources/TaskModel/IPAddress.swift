/// A literal IPv4 or IPv6 address.
package struct IPAddress: Sendable, Equatable, CustomStringConvertible {
    /// As it was written.
    package let description: String

    /// `nil` unless the text is an address in the notation of `inet_pton(3)`.
    package init?(_ text: String) {
        guard IPAddress.isIPv4(text) || IPAddress.isIPv6(text) else { return nil }
        self.description = text
    }

    private static func isIPv4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                    && UInt8(part) != nil && (part.utf8.count == 1 || part.first != "0")
            }
    }

    private static func isIPv6(_ text: String) -> Bool {
        guard text.contains(":"), !text.hasPrefix(":") || text.hasPrefix("::") else { return false }
        let halves = text.components(around: "::")
        guard halves.count <= 2 else { return false }
        var groups = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            let parts = half.split(separator: ":", omittingEmptySubsequences: false)
            for (position, part) in parts.enumerated() {
                let isLast = index == halves.count - 1 && position == parts.count - 1
                if isLast, part.contains("."), isIPv4(String(part)) {
                    groups += 2
                } else if (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHexadecimal) {
                    groups += 1
                } else {
                    return false
                }
            }
        }
        return halves.count == 2 ? groups <= 7 : groups == 8
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }
}

extension String {
    /// The parts between occurrences of a separator of two characters, without Foundation.
    fileprivate func components(around separator: String) -> [Substring] {
        var parts: [Substring] = []
        var start = startIndex
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(separator) {
                parts.append(self[start..<index])
                index = self.index(index, offsetBy: separator.count)
                start = index
            } else {
                index = self.index(after: index)
            }
        }
        parts.append(self[start...])
        return parts
    }
}
