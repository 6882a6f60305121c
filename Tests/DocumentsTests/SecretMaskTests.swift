import Testing

@testable import Documents

@Suite struct SecretMaskTests {
    @Test(arguments: [
        (#"{"API_TOKEN": "abc", "MODE": "fast"}"#, #"{"API_TOKEN": "***", "MODE": "fast"}"#),
        (#"{"password":"a\"b","x":1}"#, #"{"password":"****","x":1}"#),
        (#"{"db_key": 12345}"#, #"{"db_key": *****}"#),
        (#"  API_TOKEN: abc def"#, #"  API_TOKEN: *******"#),
        (#"  "api-secret" : 'x'"#, #"  "api-secret" : '*'"#),
        (#"{"keys": {"MODE": "fast"}}"#, #"{"keys": {"MODE": "fast"}}"#),
        (#"url: http://host"#, #"url: http://host"#),
        (#"{"TOKEN": "open"#, #"{"TOKEN": "****"#),
        ("TOKEN:", "TOKEN:"), ("", ""), (":", ":"),
    ])
    func valuesOfSecretKeys(line: String, masked: String) {
        let scalars = SecretMask.applied(to: Array(line.unicodeScalars))
        #expect(scalars.reduce(into: "") { $0.unicodeScalars.append($1) } == masked)
    }

    @Test func excerptOfADiagnosticShowsNoSecret() {
        let file = SourceFile(name: "t.json", text: #"{"run": 1, "API_TOKEN": "canary", "x": 2}"#)
        let problem = Diagnostic(.error, at: SourceLocation(file: file, line: 1, column: 35), "odd")
        #expect(
            DiagnosticRenderer().render(problem) == """
                t.json:1:35: error: odd
                {"run": 1, "API_TOKEN": "******", "x": 2}
                                                  ^

                """)
    }
}
