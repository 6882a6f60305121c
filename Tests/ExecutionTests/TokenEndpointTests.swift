import Documents
import Testing

@testable import Execution

/// The protocol of the token endpoint (contract 6.6).
@Suite struct TokenEndpointTests {
    private func request(_ text: String) -> TokenRequest.Reading {
        TokenRequest.read(Array(text.replacing("\n", with: "\r\n").utf8))
    }

    private func answer(
        method: String = "POST", path: String = "/oauth2/token", headers: [String: String] = [:],
        form: String = "grant_type=client_credentials",
        mint: Result<TokenGrant, TokenRefusal> = .success(TokenGrant(token: "t", lifetime: nil))
    ) -> TokenAnswer {
        TokenAnswer.to(
            TokenRequest(method: method, path: path, headers: headers, body: Array(form.utf8)), mint: { mint })
    }

    @Test func aRequestInParts() {
        let text = "POST /oauth2/token?x=y HTTP/1.1\nHost: a\nX-Token-TTL:  30 \nContent-Length: 5\n\na=b&c"
        let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
        for count in 0..<bytes.count { #expect(TokenRequest.read(Array(bytes[..<count])) == .incomplete) }
        #expect(
            TokenRequest.read(bytes)
                == .complete(
                    TokenRequest(
                        method: "POST", path: "/oauth2/token",
                        headers: ["host": "a", "x-token-ttl": "30", "content-length": "5"], body: Array("a=b&c".utf8)))
        )
    }

    @Test func linesWithoutCarriageReturns() {
        #expect(
            TokenRequest.read(Array("GET / HTTP/1.0\nA: b\n\n".utf8))
                == .complete(TokenRequest(method: "GET", path: "/", headers: ["a": "b"], body: [])))
    }

    @Test(arguments: [
        ("garbage\n\n", 400), ("GET / FTP/1\n\n", 400), ("POST / HTTP/1.1\nno colon\n\n", 400),
        ("POST / HTTP/1.1\nContent-Length: -1\n\n", 400), ("POST / HTTP/1.1\nContent-Length: x\n\n", 400),
        ("POST / HTTP/1.1\nContent-Length: 65537\n\n", 413), ("POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n", 411),
        ("\n\n", 400),
    ])
    func whatIsNoRequest(_ text: String, _ status: Int) { #expect(request(text) == .refused(status)) }

    @Test func aHeadWithoutAnEnd() {
        #expect(TokenRequest.read([UInt8](repeating: 65, count: 65_536)) == .incomplete)
        #expect(TokenRequest.read([UInt8](repeating: 65, count: 65_537)) == .refused(431))
    }

    @Test func forms() {
        let request = TokenRequest(
            method: "POST", path: "/", headers: [:], body: Array("grant%5Ftype=a+b%20c&empty=&alone&bad=%zz".utf8))
        #expect(request.form == ["grant_type": "a b c", "empty": "", "alone": ""])
    }

    @Test func aToken() {
        #expect(
            answer()
                == TokenAnswer(
                    status: 200, body: ["access_token": "t", "expires_in": 60, "token_type": "bearer"]))
        let text = String(decoding: answer().bytes, as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"))
        #expect(text.hasSuffix("\r\n\r\n{\"access_token\": \"t\", \"expires_in\": 60, \"token_type\": \"bearer\"}"))
    }

    @Test(arguments: [("1", 1), ("900", 900), ("901", 900), ("99999999", 900)])
    func times(_ asked: String, _ given: Int) {
        #expect(answer(headers: ["x-token-ttl": asked]).body["expires_in"] == .integer(given))
    }

    @Test func aLoginThatEndsSooner() {
        let answer = answer(
            headers: ["x-token-ttl": "600"], mint: .success(TokenGrant(token: "t", lifetime: 120)))
        #expect(answer.body["expires_in"] == .integer(120))
    }

    @Test func refusals() {
        #expect(answer(path: "/").status == 404)
        #expect(answer(method: "GET").status == 405)
        #expect(answer(form: "").body["error"] == "invalid_request")
        #expect(answer(form: "grant_type=password").body["error"] == "unsupported_grant_type")
        for ttl in ["0", "-5", "x", ""] { #expect(answer(headers: ["x-token-ttl": ttl]).status == 400) }
        let failed = answer(mint: .failure(TokenRefusal("no network")))
        #expect(failed.status == 503)
        #expect(failed.failure == "no network")
        #expect(failed.body["error_description"] == "no network")
    }

    @Test(arguments: [
        ("localhost:8200", 200), ("127.0.0.1:8200", 200), ("LOCALHOST", 200), ("evil.example:8200", 403),
        ("evil.example", 403), ("localhost:80", 403), ("[::1]:8200", 403), ("", 403),
    ])
    func namesOfTheHost(_ host: String, _ status: Int) { #expect(answer(headers: ["host": host]).status == status) }

    @Test func pagesInABrowser() {
        #expect(answer(headers: ["host": "localhost:8200", "origin": "http://localhost:8200"]).status == 403)
    }

    @Test func whoAsks() {
        let table = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:2008 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 111 1
               1: 0100007F:2008 0100007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 112 1
               2: 0100007F:D431 0100007F:2008 01 00000000:00000000 00:00000000 00000000  1001        0 113 1
            """
        let mapped = """
              sl  local_address                         remote_address                        st ...
               0: 0000000000000000FFFF00000100007F:D440 0000000000000000FFFF00000100007F:2008 01 00000000:00000000 00:00000000 00000000  1002        0 114 1
               1: 00000000000000000000000001000000:D441 00000000000000000000000001000000:2008 01 00000000:00000000 00:00000000 00000000  1003        0 115 1
            """
        func owner(_ port: UInt16, _ served: UInt16 = 8200) -> UInt32? {
            SocketOwner.of(port: port, connectedTo: served, tables: [table, mapped])
        }
        #expect(owner(0xD431) == 1001)
        #expect(owner(0xD432) == nil)
        #expect(owner(0xD431, 80) == nil)
        #expect(owner(0xD440) == 1002)
        #expect(owner(0xD441) == nil, "another address")
        #expect(SocketOwner.of(port: 0xD431, connectedTo: 8200, tables: []) == nil)
    }
}
