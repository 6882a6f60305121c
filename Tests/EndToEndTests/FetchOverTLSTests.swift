import Foundation
import TestSupport
import Testing

/// `fetch` over TLS, and through proxies.
@Suite(
    .enabled(if: PlatformServer.isPossible, PlatformServer.skipReason),
    .enabled(if: SelfSignedCertificate.text != nil, SelfSignedCertificate.skipReason))
struct FetchOverTLSTests {
    private func with(_ body: (Scene, PlatformServer) throws -> Void) throws {
        try PlatformServer.with(certificate: try #require(SelfSignedCertificate.text), body)
    }

    @Test func aCertificateThatNobodyTrusts() throws {
        try with { scene, server in
            let result = try server.fetch("main", "--api-url", "https://127.0.0.1:\(server.securePort)/api")
            #expect(result.end == .exited(125))
            #expect(
                result.errorLines.first?.hasPrefix(
                    "taskbox: error: 127.0.0.1:\(server.securePort) has no certificate that this machine trusts: ")
                    == true)
            #expect(
                result.errorLines.last
                    == "taskbox: hint: a proxy may open the connection: SSL_CERT_FILE or CURL_CA_BUNDLE can name the file "
                    + "of its certificate")
            #expect(try server.requests() == [])
        }
    }

    @Test func aCertificateThatTheUserTrusts() throws {
        try with { scene, server in
            let trust = server.bearer.merging(["CURL_CA_BUNDLE": scene.scratch.at("certificate.pem")]) { $1 }
            let result = try server.fetch(
                "main", "--api-url", "https://127.0.0.1:\(server.securePort)/api", variables: trust)
            #expect(result.end == .exited(0), "\(result.errorText)")
        }
    }

    @Test func aProxySeesTheHostAndNothingElse() throws {
        try with { scene, server in
            let variables = server.bearer.merging([
                "CURL_CA_BUNDLE": scene.scratch.at("certificate.pem"), "https_proxy": "http://127.0.0.1:\(server.port)",
            ]) { $1 }
            let result = try server.fetch("main", "--api-url", "https://api.example.invalid/api", variables: variables)
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(
                try server.requests() == [
                    "CONNECT api.example.invalid:443 -",
                    "GET /api/projects/p/environments/main/tasks/nightly Bearer SECRET",
                ])
        }
    }
}
