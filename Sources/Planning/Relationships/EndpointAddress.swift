import Documents

/// Where a service really is: `scheme://user:password@host:port/path?query`, or as much of it as is given.
package struct EndpointAddress: Sendable, Equatable {
    package let scheme: String?
    package let username: String?
    package let password: String?
    package let host: String
    package let port: UInt16?
    /// Without the slash before it; `nil` where the text has none.
    package let path: String?
    /// Names and values, in their order.
    package let query: [JSONValue.Member]

    package init(
        scheme: String? = nil, username: String? = nil, password: String? = nil, host: String, port: UInt16? = nil,
        path: String? = nil, query: [JSONValue.Member] = []
    ) {
        self.scheme = scheme
        self.username = username
        self.password = password
        self.host = host
        self.port = port
        self.path = path
        self.query = query
    }

    /// Why a text is no address; a sentence without a full stop and without the text, which may hold a password.
    package enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
        case noHost
        case port(String)
        case scheme(String)
        case escape

        package var description: String {
            switch self {
            case .noHost: "it names no host; write it as SCHEME://USER:PASSWORD@HOST:PORT/PATH or as HOST:PORT"
            case .port(let text): "\(text.quoted(limit: 20)) is not a port; a port is a number from 1 to 65535"
            case .scheme(let text): "\(text.quoted(limit: 20)) is not a scheme, such as pgsql, mysql or redis"
            case .escape: "it has a % that no two hexadecimal digits follow; write % itself as %25"
            }
        }
    }

    /// Reads an address; account, path and query may be percent-encoded.
    package init(_ text: String) throws(Failure) {
        var rest = Substring(text)
        if let range = rest.firstRange(of: "://") {
            let scheme = rest[..<range.lowerBound]
            guard let first = scheme.first, first.isASCII, first.isLetter,
                scheme.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
            else { throw .scheme(String(scheme)) }
            self.scheme = scheme.lowercased()
            rest = rest[range.upperBound...]
        } else {
            scheme = nil
        }
        let authorityEnd = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        var authority = rest[..<authorityEnd]
        rest = rest[authorityEnd...]
        if let at = authority.lastIndex(of: "@") {
            let account = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            username = try Self.decoded(account[0])
            password = account.count > 1 ? try Self.decoded(account[1]) : nil
            authority = authority[authority.index(after: at)...]
        } else {
            username = nil
            password = nil
        }
        (host, port) = try Self.hostAndPort(authority)
        rest = rest.prefix { $0 != "#" }
        let question = rest.firstIndex(of: "?") ?? rest.endIndex
        let path = rest[..<question].drop { $0 == "/" }
        self.path = path.isEmpty ? nil : try Self.decoded(path)
        var query: [JSONValue.Member] = []
        for pair in rest[question...].dropFirst().split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            query.append(
                .init(try Self.decoded(parts[0]), .string(parts.count > 1 ? try Self.decoded(parts[1]) : "")))
        }
        self.query = query
    }

    private static func hostAndPort(_ text: Substring) throws(Failure) -> (String, UInt16?) {
        var host = text
        var port: Substring?
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            if !rest.isEmpty { port = rest.dropFirst() }
        } else if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard !host.isEmpty, host.allSatisfy({ !$0.isWhitespace }) else { throw .noHost }
        guard let port else { return (String(host), nil) }
        guard let number = UInt16(port), number > 0 else { throw .port(String(port)) }
        return (String(host), number)
    }

    /// Bytes behind `%` that make no UTF-8 become replacement characters.
    private static func decoded(_ text: Substring) throws(Failure) -> String {
        guard text.contains("%") else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                throw .escape
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
