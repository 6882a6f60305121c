import Testing

@testable import PlatformAPI

@Suite struct ServiceAddressTests {
    @Test(arguments: [
        ("https://api.upsun.com", "https://api.upsun.com"),
        ("HTTPS://API.Upsun.com/", "https://api.upsun.com"),
        ("https://api.upsun.com:443/v1//", "https://api.upsun.com/v1"),
        ("https://proxy.example:8443/up%20sun", "https://proxy.example:8443/up%20sun"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1:80/", "http://127.0.0.1"),
        ("http://127.255.0.9:1", "http://127.255.0.9:1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ])
    func accepted(_ text: String, _ expected: String) throws {
        #expect(try ServiceAddress(text).description == expected)
    }

    @Test(arguments: [
        "http://api.upsun.com", "http://127.0.0.1.example.com", "http://128.0.0.1", "http://127.1", "http://0x7f000001",
        "http://2130706433", "http://127.0.0.01", "http://127.0.0.256", "http://[::ffff:127.0.0.1]", "http://[::2]",
        "http://localhost.example.com",
    ])
    func plainHTTPLeavesTheMachine(_ text: String) {
        #expect(throws: ServiceAddressError.plainHTTP) { try ServiceAddress(text) }
    }

    @Test(arguments: [
        "", "api.upsun.com", "ftp://api.upsun.com", "https://", "https:///x", "https://user@api.upsun.com",
        "https://user:password@api.upsun.com", "https://api.upsun.com\\@evil.example", "https://api.upsun.com#x",
        "https://api.upsun.com/a b", "https://api.upsun.com/\n", "https://api.upsun.com:0",
        "https://api.upsun.com:99999",
        "https://api.upsun.com:", "https://api.upsun.com:+1", "https://-x.example", "https://exämple.com",
        "https://api.upsun.com/../x", "https://api.upsun.com/%2e%2E/x", "https://api.upsun.com/%zz",
        "https://api.upsun.com/%2", "https://[zz::1]", "https://[::1", "https://[]", "https://a~b.example",
    ])
    func malformed(_ text: String) {
        #expect(throws: ServiceAddressError.malformed) { try ServiceAddress(text) }
    }

    @Test func aQueryHasNoPlaceInAnAddress() {
        #expect(throws: ServiceAddressError.hasQuery) { try ServiceAddress("https://api.upsun.com?x=1") }
        #expect(throws: ServiceAddressError.hasQuery) { try ServiceAddress("https://api.upsun.com/?") }
    }

    @Test func segmentsAreEncoded() throws {
        let address = try ServiceAddress("https://api.upsun.com/v1")
        #expect(
            address.url(["environments", "feature/ä b", "tasks", "a.b-c_d~e?&%\"\\"])
                == "https://api.upsun.com/v1/environments/feature%2F%C3%A4%20b/tasks/a.b-c_d~e%3F%26%25%22%5C")
    }

    @Test(arguments: [
        ("/elsewhere?x=1&y=%20", "https://api.upsun.com/elsewhere?x=1&y=%20"),
        ("https://api.upsun.com/v2", "https://api.upsun.com/v2"),
        ("https://API.upsun.com:443/v2", "https://api.upsun.com/v2"),
        ("https://api.upsun.com", "https://api.upsun.com"),
    ])
    func redirectsThatStay(_ location: String, _ expected: String) throws {
        #expect(try ServiceAddress("https://api.upsun.com/v1").redirect(to: location) == expected)
    }

    @Test(arguments: [
        "//evil.example/x", "https://evil.example", "http://api.upsun.com/", "https://api.upsun.com:444/",
        "https://api.upsun.com@evil.example/", "https://api.upsun.com.evil.example/",
        "https://evil.example/api.upsun.com",
        "https://api.upsun.com\\.evil.example", "", "relative", "/a\\b", "/a\r\nX: y", "/../x", "javascript:alert(1)",
        "https:/evil.example", "\t//evil.example",
    ])
    func redirectsThatLeave(_ location: String) throws {
        #expect(try ServiceAddress("https://api.upsun.com").redirect(to: location) == nil)
    }

    @Test func messagesNameTheHost() throws {
        #expect(ServiceAddress.platformAPI.name == "api.upsun.com")
        #expect(ServiceAddress.platformAuthentication.description == "https://auth.upsun.com")
        #expect(try ServiceAddress("http://127.0.0.1:8080/x").name == "127.0.0.1:8080")
    }
}
