import PlatformAPI
import ProcessSupport

/// Carries requests out with the program curl, one process each.
package struct CurlTransfer: Sendable {
    private let executable: String
    private let environment: [String: String]
    private let guardian: String?
    private let timeLimit: Duration
    private let userAgent: String

    /// The user's variables that curl gets: those of proxies and certificates.
    private static let kept = [
        "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "CURL_CA_BUNDLE",
        "SSL_CERT_FILE", "SSL_CERT_DIR",
    ]
    /// Heads of answers, beside the body.
    private static let longestHeads = 1 << 20
    /// curl should keep its own time; one that does not is ended this much later.
    private static let patience = Duration.seconds(5)

    /// - Parameters:
    ///   - executable: the absolute path of curl.
    ///   - environment: the user's, of which curl gets a few variables.
    ///   - guardian: see `ProgramRun.guardian`.
    ///   - timeLimit: for each request.
    ///   - userAgent: what servers are told about the program that asks.
    package init(
        executable: String, environment: [String: String], guardian: String?, timeLimit: Duration, userAgent: String
    ) {
        self.executable = executable
        self.environment = environment.filter { Self.kept.contains($0.key) }.merging(["LC_ALL": "C"]) { $1 }
        self.guardian = guardian
        self.timeLimit = timeLimit
        self.userAgent = userAgent
    }

    /// Blocks the calling thread until there is an answer or a failure.
    package func send(_ request: HTTPRequest) throws(APIFailure) -> APIConversation.Event {
        let configuration = CurlConfiguration(request: request, timeLimit: timeLimit, userAgent: userAgent)
        let run = ProgramRun(
            executable: executable, arguments: CurlConfiguration.arguments, environment: environment,
            workingFolder: "/", input: Array(configuration.text.utf8), guardian: guardian,
            outputLimit: request.bodyLimit + Self.longestHeads)
        let end = ContinuousClock.now.advanced(by: timeLimit + Self.patience)
        do {
            return event(of: try run.result(isCancelled: { ContinuousClock.now >= end }), for: request)
        } catch {
            switch error {
            case .cancelled: return .lost(failure(.timedOut, for: request))
            case .tooMuchOutput: return .lost(failure(.tooLarge(limit: request.bodyLimit), for: request))
            case .noWorkingFolder, .workingFolderClosed, .noExecutable, .notExecutable, .notStarted:
                throw .unusableCurl(words: error.description)
            }
        }
    }

    private func event(of result: ProgramRun.Result, for request: HTTPRequest) -> APIConversation.Event {
        switch result.end {
        case .signalled(let signal): return .lost(failure(.killed(signal: signal), for: request))
        case .exited(0):
            guard let answer = HTTPAnswer(received: result.output) else {
                return .lost(failure(.notHTTP, for: request))
            }
            // curl keeps to the limit only where the length is known beforehand.
            if answer.body.count > request.bodyLimit {
                return .lost(failure(.tooLarge(limit: request.bodyLimit), for: request))
            }
            return .answer(answer)
        case .exited(let status):
            return .lost(
                TransferFailure(
                    curlStatus: status, errorOutput: String(decoding: result.errorOutput, as: UTF8.self),
                    limit: request.bodyLimit, proxyVariable: proxyVariable(for: request.address)))
        }
    }

    private func failure(_ kind: TransferFailure.Kind, for request: HTTPRequest) -> TransferFailure {
        TransferFailure(kind, proxyVariable: proxyVariable(for: request.address))
    }

    /// The variable whose proxy requests to an address go through, as far as can be told without curl.
    private func proxyVariable(for address: ServiceAddress) -> String? {
        guard address.scheme == .https else { return nil }
        let exceptions = (environment["no_proxy"] ?? environment["NO_PROXY"] ?? "").split { $0 == "," || $0 == " " }
        let isExempt = exceptions.contains { entry in
            let name = entry.drop { $0 == "." }
            return entry == "*" || address.host == name || address.host.hasSuffix(".\(name)")
        }
        if isExempt { return nil }
        return ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].first { environment[$0]?.isEmpty == false }
    }
}
