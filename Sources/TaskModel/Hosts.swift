/// One entry of `additional_hosts`: same effect as a line of the container's hosts file (contract 5.2).
package struct AdditionalHost: Sendable, Equatable {
    package let name: HostName
    package let address: IPAddress

    package init(name: HostName, address: IPAddress) {
        self.name = name
        self.address = address
    }
}

/// A host name as a hosts file may hold it: labels of letters, digits, `-` and `_`, 253 characters at most.
package struct HostName: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// `nil` for what is no host name.
    package init?(_ text: String) {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 253, !labels.isEmpty,
            labels.allSatisfy({ label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy(HostName.isAllowed)
            })
        else { return nil }
        self.description = text
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
