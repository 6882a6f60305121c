import Documents

/// The address that all requests to a service begin with, such as `https://api.upsun.com`.
///
/// TLS everywhere; plain HTTP only to this machine, for tests and proxies. What is accepted is far less than URLs may
/// be: whatever two programs could read in two ways is refused, so that curl connects to the host that was checked here.
package struct ServiceAddress: Sendable, Hashable, CustomStringConvertible {
    /// Plain HTTP goes to this machine alone.
    package enum Scheme: String, Sendable {
        case https
        case http

        fileprivate var standardPort: Int { self == .https ? 443 : 80 }
    }

    package let scheme: Scheme
    /// In lower case; an IPv6 address stands in brackets.
    package let host: String
    /// `nil` for the scheme's own.
    package let port: Int?
    /// What stands before the paths of all requests; empty, or begins with a slash and does not end with one.
    package let path: String

    /// The platform's API (contract 6.7).
    package static let platformAPI = ServiceAddress(host: "api.upsun.com")
    /// The platform's server for tokens (contract 6.7).
    package static let platformAuthentication = ServiceAddress(host: "auth.upsun.com")

    private init(host: String) {
        scheme = .https
        self.host = host
        port = nil
        path = ""
    }

    /// Reads an address; the error says what is wrong with it, in words that follow the quoted address.
    package init(_ text: String) throws(ServiceAddressError) {
        var parts = try URLParts(text)
        guard parts.query == nil else { throw .hasQuery }
        scheme = parts.scheme
        host = parts.host
        port = parts.port == parts.scheme.standardPort ? nil : parts.port
        while parts.path.hasSuffix("/") { parts.path.removeLast() }
        path = parts.path
        guard scheme == .https || isLoopback else { throw .plainHTTP }
    }

    package var description: String { "\(origin)\(path)" }

    /// Host and port, as messages name the service.
    package var name: String { port.map { "\(host):\($0)" } ?? host }

    /// The part of the address that decides who gets a token.
    package var origin: String { "\(scheme.rawValue)://\(name)" }

    /// Whether the host is this machine: `localhost`, 127.0.0.0/8 or `[::1]`.
    package var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        // Digits alone, and none of the octal ones: another program could read those in another way.
        return numbers.count == 4 && numbers[0] == "127"
            && numbers.allSatisfy { number in UInt8(number).map { String($0) == number } ?? false }
    }

    /// The URL of a path below the address; each segment is encoded.
    package func url(_ segments: [String]) -> String {
        description + segments.map { "/" + PercentEncoding.segment($0) }.joined()
    }

    /// The URL that a redirect leads to, which is an absolute URL or an absolute path; `nil` if that is another service, or
    /// can not be read without doubt.
    func redirect(to location: String) -> String? {
        let isPath = location.hasPrefix("/") && !location.hasPrefix("//")
        // A place that is not understood is not gone to.
        guard let parts = try? URLParts(isPath ? origin + location : location), parts.scheme == scheme,
            parts.host == host, (parts.port ?? scheme.standardPort) == (port ?? scheme.standardPort)
        else { return nil }
        return origin + parts.path + (parts.query.map { "?\($0)" } ?? "")
    }
}

/// Why a text is not the address of a service.
package enum ServiceAddressError: Error, Sendable, Equatable {
    case malformed
    case plainHTTP
    case hasQuery

    /// Follows the quoted text.
    package var reason: String {
        switch self {
        case .malformed: "is not an address such as https://api.upsun.com"
        case .plainHTTP:
            "is plain HTTP, which would show the token to everybody on the way; only https:// will do, or http:// to "
                + "localhost"
        case .hasQuery: "has a query; an address ends before the \"?\""
        }
    }
}

/// An absolute URL in its parts, of which nothing needs decoding.
private struct URLParts {
    var scheme: ServiceAddress.Scheme
    var host: String
    var port: Int?
    /// Empty, or begins with a slash.
    var path: String
    var query: String?

    init(_ text: String) throws(ServiceAddressError) {
        guard text.utf8.count <= 4096, let mark = text.firstRange(of: "://"),
            let scheme = ServiceAddress.Scheme(rawValue: text[..<mark.lowerBound].lowercased())
        else { throw .malformed }
        let rest = text[mark.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let target = rest[authority.endIndex...]
        let path = target.prefix { $0 != "?" }
        let query = target[path.endIndex...].dropFirst()
        guard let place = Self.place(authority), Self.isClean(path, besides: "/:@"),
            Self.isClean(query, besides: "/:@?"),
            !path.split(separator: "/", omittingEmptySubsequences: false).contains(where: { Self.isDots($0) })
        else { throw .malformed }
        self.scheme = scheme
        (host, port) = place
        self.path = String(path)
        self.query = path.endIndex == target.endIndex ? nil : String(query)
    }

    private static func place(_ authority: Substring) -> (host: String, port: Int?)? {
        let host: Substring
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            host = authority[...end]
            guard host.dropFirst().dropLast().utf8.contains(UInt8(ascii: ":")),
                host.dropFirst().dropLast().allSatisfy({ $0.isHexDigit && $0.isASCII || $0 == ":" || $0 == "." })
            else { return nil }
        } else {
            host = authority.prefix { $0 != ":" }
            guard let first = host.utf8.first, first != UInt8(ascii: "-"),
                host.utf8.allSatisfy({ PercentEncoding.isUnreserved($0) && $0 != UInt8(ascii: "~") })
            else { return nil }
        }
        let rest = authority[host.endIndex...]
        if rest.isEmpty { return (host.lowercased(), nil) }
        let digits = rest.dropFirst()
        guard rest.first == ":", digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let port = UInt16(digits), port > 0
        else { return nil }
        return (host.lowercased(), Int(port))
    }

    /// Whether a part holds only what may stand there as it is, escapes with their two digits included.
    private static func isClean(_ part: Substring, besides marks: String) -> Bool {
        let allowed = Set((marks + "!$&'()*+,;=").utf8)
        var digitsDue = 0
        for byte in part.utf8 {
            if digitsDue > 0 {
                guard Character(Unicode.Scalar(byte)).isHexDigit else { return false }
                digitsDue -= 1
            } else if byte == UInt8(ascii: "%") {
                digitsDue = 2
            } else if !PercentEncoding.isUnreserved(byte), !allowed.contains(byte) {
                return false
            }
        }
        return digitsDue == 0
    }

    /// A segment that means this folder or the one above, written plainly or in escapes.
    private static func isDots(_ segment: Substring) -> Bool {
        [".", ".."].contains(segment.lowercased().replacing("%2e", with: "."))
    }
}
