import Documents
import Testing

@testable import Planning

@Suite struct EndpointAddressTests {
    @Test func wholeAddress() throws {
        let address = try EndpointAddress("pgsql://us%40er:p%3Ass@db.example:5433/na%20me?ssl=on&x")
        #expect(
            address
                == EndpointAddress(
                    scheme: "pgsql", username: "us@er", password: "p:ss", host: "db.example", port: 5433,
                    path: "na me", query: [.init("ssl", "on"), .init("x", "")]))
    }

    @Test(arguments: [
        ("127.0.0.1:5432", EndpointAddress(host: "127.0.0.1", port: 5432)),
        ("localhost", EndpointAddress(host: "localhost")),
        ("redis://:secret@h", EndpointAddress(scheme: "redis", username: "", password: "secret", host: "h")),
        ("http://[::1]:80/", EndpointAddress(scheme: "http", host: "::1", port: 80)),
        (
            "mysql://user:@h/db#f",
            EndpointAddress(scheme: "mysql", username: "user", password: "", host: "h", path: "db")
        ),
        ("mysql://user:a:b@h", EndpointAddress(scheme: "mysql", username: "user", password: "a:b", host: "h")),
        ("PGSQL://h", EndpointAddress(scheme: "pgsql", host: "h")),
    ])
    func parts(_ text: String, _ address: EndpointAddress) throws {
        #expect(try EndpointAddress(text) == address)
    }

    @Test(arguments: [
        ("", "it names no host; write it as SCHEME://USER:PASSWORD@HOST:PORT/PATH or as HOST:PORT"),
        ("pgsql://user:pass@", "it names no host; write it as SCHEME://USER:PASSWORD@HOST:PORT/PATH or as HOST:PORT"),
        ("h:0", "\"0\" is not a port; a port is a number from 1 to 65535"),
        ("h:x", "\"x\" is not a port; a port is a number from 1 to 65535"),
        ("h:70000", "\"70000\" is not a port; a port is a number from 1 to 65535"),
        ("1x://h", "\"1x\" is not a scheme, such as pgsql, mysql or redis"),
        ("a://%zz@h", "it has a % that no two hexadecimal digits follow; write % itself as %25"),
        ("a://%4", "it names no host; write it as SCHEME://USER:PASSWORD@HOST:PORT/PATH or as HOST:PORT"),
    ])
    func refused(_ text: String, _ message: String) {
        do {
            let address = try EndpointAddress(text)
            // A lone host may hold any letters but spaces.
            #expect(text == "a://%4" && address.host == "%4")
        } catch {
            #expect("\(error)" == message)
        }
    }
}

@Suite struct PythonTextTests {
    private static let values: [(JSONValue, String)] = [
        ("plain 'text'", "plain 'text'"), (nil, ""), (true, "true"), (5432, "5432"),
        (["169.254.1.1"], "['169.254.1.1']"), (["is_master": true, "x": nil], "{'is_master': True, 'x': None}"),
        ([], "[]"), (["it's"], "[\"it's\"]"), (["both ' and \""], "['both \\' and \"']"),
        (["a\nb\u{1}"], "['a\\nb\\x01']"),
    ]

    @Test func valuesOfAllKinds() {
        for (value, text) in Self.values { #expect(PythonText.of(value) == text) }
    }
}
