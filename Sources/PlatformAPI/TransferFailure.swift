import Documents

/// A transfer that brought no answer: what curl says of it, in words of ours.
package struct TransferFailure: Error, Sendable, Equatable {
    /// What went wrong, whatever version of curl says it.
    package enum Kind: Sendable, Equatable {
        case proxyNotFound
        case hostNotFound
        case notConnected
        case handshake
        case certificate
        case trustStore
        case timedOut
        case tooLarge(limit: Int)
        /// More headers, or longer ones, than curl takes.
        case tooManyHeaders
        /// The connection ended before the answer did.
        case broken
        /// What came is not HTTP.
        case notHTTP
        /// An option of ours that this curl does not have, or a curl without TLS.
        case unfitCurl
        case killed(signal: Int32)
        case other(status: Int32)
    }

    package let kind: Kind
    /// curl's own words, one line; may be empty.
    package let words: String
    /// The variable of the proxy that the transfer went through.
    package let proxyVariable: String?

    package init(_ kind: Kind, words: String = "", proxyVariable: String? = nil) {
        self.kind = kind
        self.words = words
        self.proxyVariable = proxyVariable
    }

    /// Reads how curl ended.
    ///
    /// `status` is not 0; `limit` is what it was allowed to bring, in bytes.
    package init(curlStatus status: Int32, errorOutput: String, limit: Int, proxyVariable: String? = nil) {
        let words = Self.words(errorOutput)
        // Versions of curl before 8.9 have the status of a broken connection for it.
        let hasTooManyHeaders = status == 100 || words.contains("response headers")
        self.init(
            hasTooManyHeaders ? .tooManyHeaders : Self.kind(of: status, limit), words: words,
            proxyVariable: proxyVariable)
    }

    /// Whether the same request may succeed in a moment.
    var isPassing: Bool { kind == .broken }

    private static func kind(of status: Int32, _ limit: Int) -> Kind {
        switch status {
        case 1, 2, 4: .unfitCurl
        case 5, 97: .proxyNotFound
        case 6: .hostNotFound
        case 7: .notConnected
        case 8: .notHTTP
        case 16, 18, 52, 55, 56, 92: .broken
        case 28: .timedOut
        case 35: .handshake
        case 51, 60, 83, 91: .certificate
        case 58, 66, 77, 82: .trustStore
        case 63: .tooLarge(limit: limit)
        default: .other(status: status)
        }
    }

    /// The first line that curl wrote, without its name and number.
    private static func words(_ text: String) -> String {
        guard let line = text.split(whereSeparator: \.isNewline).first else { return "" }
        let words = line.hasPrefix("curl: (") ? line.drop { $0 != ")" }.dropFirst().drop(while: \.isWhitespace) : line
        return String(words).shortened(to: 200)
    }

    func message(service: String) -> String {
        let sentence =
            switch kind {
            case .proxyNotFound: "the proxy on the way to \(service) can not be used"
            case .hostNotFound: "the host of \(service) can not be found"
            case .notConnected: "there is no connection to \(service)"
            case .handshake: "no secure connection to \(service) came about"
            case .certificate: "\(service) has no certificate that this machine trusts"
            case .trustStore: "the certificates of this machine can not be read, so \(service) can not be trusted"
            case .timedOut: "\(service) did not answer in time"
            case .tooLarge(let limit): "the answer of \(service) is longer than \(Self.size(limit))"
            case .tooManyHeaders: "the answer of \(service) has more headers than curl takes"
            case .broken: "the connection to \(service) broke before the answer was complete"
            case .notHTTP: "what came from \(service) is not an answer to an HTTP request"
            case .unfitCurl: "this machine's curl can not carry out the request to \(service)"
            case .killed(let signal): "curl was killed by signal \(signal) while it asked \(service)"
            case .other(let status): "curl ended with status \(status) while it asked \(service)"
            }
        return words.isEmpty ? sentence : "\(sentence): \(words)"
    }

    var hint: String? {
        if let proxyVariable, kind.concernsProxy {
            return "\(proxyVariable) names the proxy that the request went through"
        }
        return switch kind {
        case .proxyNotFound: "check the proxy that the environment names"
        case .hostNotFound: "check the network and the address"
        case .notConnected: "check the network, and whether a firewall or a proxy stands in between"
        case .handshake: "a proxy may stand in between, or the service may not speak TLS on this port"
        case .certificate:
            "a proxy may open the connection: SSL_CERT_FILE or CURL_CA_BUNDLE can name the file of its certificate"
        case .trustStore:
            "install the package ca-certificates; SSL_CERT_FILE and CURL_CA_BUNDLE must name files that exist"
        case .timedOut: "try again; --api-timeout gives it more time"
        case .tooLarge: "check the address: no environment has so many tasks"
        case .tooManyHeaders: "check the address and its port"
        case .broken: "try again"
        case .notHTTP: "check the address and its port"
        case .unfitCurl: "curl 7.61 or later with TLS is needed"
        case .killed, .other: nil
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : "\(bytes >> 10) KiB"
    }
}

extension TransferFailure.Kind {
    /// Whether a proxy may be to blame.
    fileprivate var concernsProxy: Bool {
        switch self {
        case .proxyNotFound, .hostNotFound, .notConnected, .handshake, .certificate, .timedOut, .broken, .notHTTP: true
        case .trustStore, .tooLarge, .tooManyHeaders, .unfitCurl, .killed, .other: false
        }
    }
}
