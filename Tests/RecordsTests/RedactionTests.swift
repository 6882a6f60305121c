import Documents
import Foundation
import Planning
import Testing

@testable import Records

@Suite("Redaction")
struct RedactionTests {
    @Test(
        "names that look secret",
        arguments: [
            "API_TOKEN", "token", "MySecret", "DB_PASSWORD", "DB_PASSWD", "AWS_ACCESS_KEY_ID", "SSH_KEY",
            "GOOGLE_CREDENTIALS",
            "BASIC_AUTH", "AUTHORIZATION", "PLATFORM_PROJECT_ENTROPY", "KEY", "AUTHOR_TOKEN", "passphrase",
            "AUTHOR_AUTH", "MYSQL_PWD", "APP_PASS", "GH_PAT",
        ])
    func secretNames(_ name: String) {
        #expect(SecretName.matches(name))
    }

    @Test(
        "names that do not",
        arguments: [
            "PATH", "", "LOG_LEVEL", "GIT_AUTHOR_NAME", "AUTHOR", "BOOK_AUTHOR", "AUTHORS", "KEYBOARD", "PWD", "TOKE",
            "PATTERN",
        ])
    func otherNames(_ name: String) {
        #expect(!SecretName.matches(name))
    }

    private let redaction = Redaction(variables: [
        ("API_TOKEN", "s3cr3t/+ value"), ("PIN_KEY", "12"), ("LEVEL", "debug"), ("AUTH_ENABLED", "true"),
        ("DB_PASSWORD", "value\"quote"),
    ])

    @Test("values go from texts, others stay")
    func texts() {
        #expect(redaction.applied(to: "curl -H s3cr3t/+ value x") == "curl -H ******** x")
        #expect(redaction.applied(to: "s3cr3t/+ values3cr3t/+ value") == "****************")
        #expect(redaction.applied(to: "debug 12 true") == "debug 12 true")
        #expect(redaction.applied(to: "") == "")
        #expect(redaction.applied(to: #"{"p": "value\"quote"}"#) == #"{"p": "********"}"#)
        #expect(Redaction.none.applied(to: "s3cr3t") == "s3cr3t")
    }

    @Test("URL forms")
    func url() {
        #expect(redaction.applied(to: "https://x/?t=s3cr3t%2F%2B%20value&u=1") == "https://x/?t=********&u=1")
        #expect(redaction.applied(to: "https://x/?t=s3cr3t%2f%2b%20value") == "https://x/?t=********")
        #expect(redaction.applied(to: "https://x/?t=s3cr3t%2F%2B+value") == "https://x/?t=********")
    }

    @Test("base64 at every place of a longer text", arguments: ["", "a", "ab", "abc", "user:", "{\"token\": \""])
    func base64(_ before: String) throws {
        for after in ["", "x", "xy", "xyz"] {
            let encoded = Data("\(before)s3cr3t/+ value\(after)".utf8).base64EncodedString()
            let shown = redaction.applied(to: "b64 \(encoded)")
            #expect(shown.contains(Redaction.mask))
            // What is left holds at most the two bytes at each end that share digits with their neighbours.
            let left = shown.dropFirst(4).replacing(Redaction.mask, with: "")
            #expect(left.count <= (before.utf8.count + after.utf8.count + 2) * 4 / 3 + 6)
            #expect(!encoded.contains("s3cr3t"))
        }
        #expect(redaction.applied(to: Data("s3cr3t/+ value".utf8).base64EncodedString()) == "********")
    }

    @Test("overlapping secrets go as a whole")
    func overlapping() {
        let redaction = Redaction(variables: [("A_KEY", "abcdef"), ("B_KEY", "defghi"), ("C_KEY", "abcd")])
        #expect(redaction.applied(to: "<abcdefghi>") == "<********>")
        #expect(redaction.applied(to: "<abcdx>") == "<********x>")
    }

    @Test("the lines of a private key go one by one")
    func lines() {
        let key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\nab\n-----END KEY-----\n"
        let redaction = Redaction(variables: [("SSH_KEY", key)])
        #expect(redaction.applied(to: key) == "********")
        #expect(redaction.applied(to: "read hkiG9w0BAQEFAASC, ab") == "read ********, ab")
        #expect(redaction.applied(to: "-----BEGIN KEY-----") == "-----BEGIN KEY-----")
    }

    @Test("trees lose values in strings and keys, and whole values by name")
    func trees() {
        let tree: JSONValue = [
            "environment": ["PIN_KEY": "12", "API_TOKEN": "s3cr3t/+ value", "LEVEL": "debug", "AUTH_ENABLED": true],
            "variables": ["env:PIN_KEY": 12, "other:LEVEL": "x"],
            "list": [
                ["name": "PIN_KEY", "value": "12", "origin": "12"],
                ["name": "LEVEL", "value": "12"],
            ],
            "origins": ["PIN_KEY": ["value": "12", "origin": "trigger"], "DB_PASSWORD": nil],
            "command": "echo s3cr3t/+ value",
            "s3cr3t/+ value": ["s3cr3t/+ value", 12, nil, 1],
            "build_key": "abc",
        ]
        let expected: JSONValue = [
            "environment": [
                "PIN_KEY": "********", "API_TOKEN": "********", "LEVEL": "debug", "AUTH_ENABLED": "********",
            ],
            "variables": ["env:PIN_KEY": "********", "other:LEVEL": "x"],
            "list": [
                ["name": "PIN_KEY", "value": "********", "origin": "12"],
                ["name": "LEVEL", "value": "12"],
            ],
            "origins": ["PIN_KEY": ["value": "********", "origin": "trigger"], "DB_PASSWORD": nil],
            "command": "echo ********",
            "********": ["********", 12, nil, 1],
            "build_key": "abc",
        ]
        #expect(redaction.applied(to: tree) == expected)
    }

    @Test("a variable is shown, or its mask")
    func shown() {
        #expect(redaction.shown("12", of: "PIN_KEY") == "********")
        #expect(redaction.shown("", of: "API_TOKEN") == "********")
        #expect(redaction.shown("level s3cr3t/+ value", of: "LEVEL") == "level ********")
    }

    @Test("names may be declared secret")
    func declared() {
        let redaction = Redaction(variables: [("DATABASE_URL", "pgsql://u:p@h/db")], secretNames: ["DATABASE_URL"])
        #expect(redaction.applied(to: "using pgsql://u:p@h/db") == "using ********")
        #expect(redaction.shown("x", of: "DATABASE_URL") == "********")
    }
}
