import Testing

@testable import PlatformAPI
@testable import Transfers

@Suite struct CurlConfigurationTests {
    private func configuration(_ request: HTTPRequest) -> [String] {
        CurlConfiguration(request: request, timeLimit: .milliseconds(60_500), userAgent: "taskbox/1").text
            .split(separator: "\n").map(String.init)
    }

    @Test func aRequestWithABearer() throws {
        let token = try #require(Secret(#"a"b\c"#))
        let request = HTTPRequest.get("https://api.upsun.com/projects/p", of: .platformAPI, token: token)
        #expect(
            configuration(request) == [
                #"url = "https://api.upsun.com/projects/p""#, #"proto = "=https""#, #"proto-redir = "=https""#,
                "silent",
                "show-error", "include", "suppress-connect-headers", "globoff", "path-as-is", "tlsv1.2", "no-location",
                #"max-filesize = "16777216""#, #"connect-timeout = "10.000""#, #"max-time = "60.500""#,
                #"user-agent = "taskbox/1""#, #"header = "Accept: application/json""#,
                #"header = "Authorization: Bearer a\"b\\c""#,
            ])
    }

    @Test func anExchange() throws {
        let request = HTTPRequest.exchange(try #require(Secret("a&b=@c\"\\")), at: .platformAuthentication)
        #expect(
            configuration(request).suffix(3) == [
                #"user = "platform-api-user:""#, "basic",
                #"data = "grant_type=api_token&api_token=a%26b%3D%40c%22%5C""#,
            ])
    }

    @Test func plainHTTPNeverGoesThroughAProxy() throws {
        let address = try ServiceAddress("http://localhost:1")
        let request = HTTPRequest.get("http://localhost:1/x", of: address, token: try #require(Secret("t")))
        #expect(configuration(request).contains(#"noproxy = "*""#))
        #expect(configuration(request).contains(#"proto = "=http""#))
    }

    @Test func aValueStaysOnItsLine() {
        #expect(CurlConfiguration.quoted("a\"\\\n\r\t\u{B}ä") == #""a\"\\\n\r\t\vä""#)
    }

    @Test func theUsersConfigurationIsSwitchedOffFirst() {
        #expect(CurlConfiguration.arguments == ["--disable", "--config", "-"])
    }
}
