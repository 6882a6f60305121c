import PlatformAPI

/// A request as the configuration that curl reads from its standard input: so the token, the headers and the address
/// stand in no command line and no environment.
struct CurlConfiguration {
    let request: HTTPRequest
    /// For the whole transfer.
    let timeLimit: Duration
    let userAgent: String

    /// A host that is not there should not cost the whole time.
    private static let longestConnect = Duration.seconds(10)

    /// What stands in the command line.
    ///
    /// `--disable` has to be the first, so that the user's own configuration of curl is not read.
    static let arguments = ["--disable", "--config", "-"]

    /// Lines with line ends.
    var text: String { (options + credentials + body).map { $0 + "\n" }.joined() }

    private var options: [String] {
        var lines = [
            option("url", request.url), option("proto", "=\(request.address.scheme.rawValue)"),
            option("proto-redir", "=\(request.address.scheme.rawValue)"),
            "silent", "show-error", "include", "suppress-connect-headers", "globoff", "path-as-is", "tlsv1.2",
            // Redirects are followed by whoever knows which hosts may see the token.
            "no-location",
            option("max-filesize", String(request.bodyLimit)),
            option("connect-timeout", Self.seconds(min(timeLimit, Self.longestConnect))),
            option("max-time", Self.seconds(timeLimit)), option("user-agent", userAgent),
            option("header", "Accept: application/json"),
        ]
        // Plain HTTP goes to this machine alone: a proxy would see the token.
        if request.address.scheme == .http { lines.append(option("noproxy", "*")) }
        return lines
    }

    private var credentials: [String] {
        switch request.authorization {
        case .bearer(let token): [option("header", "Authorization: Bearer \(token.value)")]
        case .client(let name): [option("user", "\(name):"), "basic"]
        }
    }

    private var body: [String] {
        switch request.method {
        case .get: []
        // Percent-encoded, so it can not begin with the "@" that would make curl read a file.
        case .postForm(let form): [option("data", form)]
        }
    }

    private func option(_ name: String, _ value: String) -> String { "\(name) = \(Self.quoted(value))" }

    /// A value as curl reads it: whatever it holds stays on its line.
    static func quoted(_ value: String) -> String {
        var text = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{B}": text += "\\v"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return "\"\(text)\""
    }

    /// Seconds with three decimals; never 0, which curl takes for no limit.
    private static func seconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = max(duration, .milliseconds(1)).components
        let thousandths = String(attoseconds / 1_000_000_000_000_000)
        return "\(seconds).\(String(repeating: "0", count: 3 - thousandths.count))\(thousandths)"
    }
}
