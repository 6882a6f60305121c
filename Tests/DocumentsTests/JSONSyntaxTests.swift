import Documents
import Testing

/// Every way in which a text can fail to be JSON, with the exact place and words.
struct JSONSyntaxTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let expected: [String]

        init(_ text: String, _ expected: String...) {
            self.text = text
            self.expected = expected
        }

        var testDescription: String { text.debugDescription }
    }

    @Test(arguments: cases)
    func refuses(_ example: Case) {
        let (_, diagnostics) = JSONReader.read(SourceFile(name: "x.json", text: example.text))
        #expect(diagnostics.map(brief) == example.expected)
        #expect(diagnostics.allSatisfy { $0.severity == .error })
    }

    private static let cases: [Case] = [
        Case(
            "",
            "1:1: expected a JSON value, but the text is empty"
        ),
        Case(
            "   \n\t ",
            "2:3: expected a JSON value, but the text is empty"
        ),
        Case(
            "{",
            "1:2: expected a key, found the end of the text (the object that begins at 1:1 is closed with \"}\")"
        ),
        Case(
            "[",
            "1:2: expected a value, found the end of the text"
        ),
        Case(
            "[1",
            "1:3: expected \",\" or \"]\" after the value, found the end of the text (the array that begins at 1:1 is closed with \"]\")"
        ),
        Case(
            "{\"a\"",
            "1:5: expected \":\" after the key \"a\", found the end of the text"
        ),
        Case(
            "{\"a\":",
            "1:6: expected a value, found the end of the text"
        ),
        Case(
            "{\"a\":1",
            "1:7: expected \",\" or \"}\" after the value, found the end of the text (the object that begins at 1:1 is closed with \"}\")"
        ),
        Case(
            "}",
            "1:1: expected a value, found \"}\""
        ),
        Case(
            "]",
            "1:1: expected a value, found \"]\""
        ),
        Case(
            "[1,]",
            "1:3: there is a comma before the closing \"]\" (remove the comma)"
        ),
        Case(
            "{\"a\":1,}",
            "1:7: there is a comma before the closing \"}\" (remove the comma)"
        ),
        Case(
            "[,1]",
            "1:2: expected a value, found \",\" (remove the comma, or put a value before it)"
        ),
        Case(
            "{,\"a\":1}",
            "1:2: expected a key in double quotes, found \",\" (remove the comma)"
        ),
        Case(
            "[1,,2]",
            "1:4: expected a value, found \",\" (remove the comma, or put a value before it)"
        ),
        Case(
            "{\"a\":1,,\"b\":2}",
            "1:8: expected a key in double quotes, found \",\" (remove the comma)"
        ),
        Case(
            "[1 2]",
            "1:4: expected \",\" or \"]\" after the value, found a number (put a comma after the value that ends at 1:3)"
        ),
        Case(
            "[\"a\" \"b\"]",
            "1:6: expected \",\" or \"]\" after the value, found a string (put a comma after the value that ends at 1:5)"
        ),
        Case(
            "{\"a\":1 \"b\":2}",
            "1:8: expected \",\" or \"}\" after the value, found a string (put a comma after the value that ends at 1:7)"
        ),
        Case(
            "{\"a\":1\n \"b\":2}",
            "2:2: expected \",\" or \"}\" after the value, found a string (put a comma after the value that ends at 1:7)"
        ),
        Case(
            "[{} {}]",
            "1:5: expected \",\" or \"]\" after the value, found \"{\" (put a comma after the value that ends at 1:4)"
        ),
        Case(
            "[1}",
            "1:3: expected \",\" or \"]\" after the value, found \"}\" (the array that begins at 1:1 is closed with \"]\")"
        ),
        Case(
            "{\"a\":1]",
            "1:7: expected \",\" or \"}\" after the value, found \"]\" (the object that begins at 1:1 is closed with \"}\")"
        ),
        Case(
            "{\"a\" 1}",
            "1:6: expected \":\" after the key \"a\", found a number"
        ),
        Case(
            "{\"a\"=1}",
            "1:5: expected \":\" after the key \"a\", found \"=\" (write a colon between key and value)"
        ),
        Case(
            "{'a':1}",
            "1:2: expected a key in double quotes, found a single quote"
        ),
        Case(
            "{a:1}",
            "1:2: expected a key in double quotes, found \"a\" (write \"a\")"
        ),
        Case(
            "{1:2}",
            "1:2: expected a key in double quotes, found a number (write \"1\")"
        ),
        Case(
            "{null:1}",
            "1:2: expected a key in double quotes, found \"null\" (write \"null\")"
        ),
        Case(
            "{\"a\":'x'}",
            "1:6: expected a value, found a single quote (put strings in double quotes)"
        ),
        Case(
            "['x']",
            "1:2: expected a value, found a single quote (put strings in double quotes)"
        ),
        Case(
            "// x\n1",
            "1:1: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        Case(
            "/* x */ 1",
            "1:1: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        Case(
            "# x\n1",
            "1:1: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        Case(
            "[1, // x\n2]",
            "1:5: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        Case(
            "[1 # x\n]",
            "1:4: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        Case(
            "{\"a\": /* x */ 1}",
            "1:7: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        Case(
            "{\"a\":1} // end",
            "1:9: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        Case(
            "/",
            "1:1: expected a value, found \"/\""
        ),
        Case(
            "\"abc",
            "1:1: the string has no closing quote (close it with \")"
        ),
        Case(
            "\"abc\n\"",
            "1:1: the string is not closed on its line (close it with \", or write a line break inside it as \\n)"
        ),
        Case(
            "[\"a\tb\"]",
            "1:4: a tab inside a string must be written as an escape (write \\t)"
        ),
        Case(
            "[\"a\u{1}b\"]",
            "1:4: the control character U+0001 inside a string must be written as an escape (write \\u0001)"
        ),
        Case(
            "[\"a\u{0}b\"]",
            "1:4: the control character U+0000 inside a string must be written as an escape (write \\u0000)"
        ),
        Case(
            "\"abc\\",
            "1:5: the text ends inside an escape"
        ),
        Case(
            "\"a\\x\"",
            "1:3: \"\\x\" is not an escape of JSON (write a backslash itself as \\\\)"
        ),
        Case(
            "\"a\\\nb\"",
            "1:3: JSON can not continue a string on the next line (write a line break as \\n and keep the string on one line)"
        ),
        Case(
            "\"a\\u12G4\"",
            "1:3: expected four hexadecimal digits after \"\\u\""
        ),
        Case(
            "\"a\\u12",
            "1:3: expected four hexadecimal digits after \"\\u\""
        ),
        Case(
            "\"\\ud800\"",
            "1:2: \\ud800 is half of a surrogate pair without its other half (write both halves, such as \\ud83d\\ude00, or the character itself)"
        ),
        Case(
            "\"\\udc00\"",
            "1:2: \\udc00 is half of a surrogate pair without its other half (write both halves, such as \\ud83d\\ude00, or the character itself)"
        ),
        Case(
            "\"\\ud800\\u0041\"",
            "1:2: \\ud800 is half of a surrogate pair without its other half (write both halves, such as \\ud83d\\ude00, or the character itself)"
        ),
        Case(
            "\"\\ud83d x\"",
            "1:2: \\ud83d is half of a surrogate pair without its other half (write both halves, such as \\ud83d\\ude00, or the character itself)"
        ),
        Case(
            "None",
            "1:1: \"None\" is not a JSON value (write null)"
        ),
        Case(
            "True",
            "1:1: \"True\" is not a JSON value (write true in lower case)"
        ),
        Case(
            "False",
            "1:1: \"False\" is not a JSON value (write false in lower case)"
        ),
        Case(
            "NULL",
            "1:1: \"NULL\" is not a JSON value (write null in lower case)"
        ),
        Case(
            "NaN",
            "1:1: \"NaN\" is not a JSON value (JSON has only finite numbers; use null or a string)"
        ),
        Case(
            "Infinity",
            "1:1: \"Infinity\" is not a JSON value (JSON has only finite numbers; use null or a string)"
        ),
        Case(
            "-Infinity",
            "1:2: expected a digit after \"-\", found \"Infinity\" (JSON has only finite numbers; use null or a string)"
        ),
        Case(
            "-NaN",
            "1:2: expected a digit after \"-\", found \"NaN\" (JSON has only finite numbers; use null or a string)"
        ),
        Case(
            "undefined",
            "1:1: \"undefined\" is not a JSON value (write null)"
        ),
        Case(
            "nil",
            "1:1: \"nil\" is not a JSON value (write null)"
        ),
        Case(
            "yes",
            "1:1: \"yes\" is not a JSON value (write true, or \"yes\" for the text)"
        ),
        Case(
            "off",
            "1:1: \"off\" is not a JSON value (write false, or \"off\" for the text)"
        ),
        Case(
            "foo",
            "1:1: \"foo\" is not a JSON value (put text in double quotes: \"foo\")"
        ),
        Case(
            "nul",
            "1:1: \"nul\" is not a JSON value (write null, or \"nul\" for the text)"
        ),
        Case(
            "truee",
            "1:1: \"truee\" is not a JSON value (write true, or \"truee\" for the text)"
        ),
        Case(
            "é",
            "1:1: \"é\" is not a JSON value (put text in double quotes: \"é\")"
        ),
        Case(
            "$x",
            "1:1: expected a value, found \"$\""
        ),
        Case(
            "[“x”]",
            "1:2: expected a value, found the quote “ (put strings in straight double quotes)"
        ),
        Case(
            "`x`",
            "1:1: expected a value, found the quote ` (put strings in straight double quotes)"
        ),
        Case(
            "[​1]",
            "1:2: expected a value, found the character U+200B"
        ),
        Case(
            "\u{1b}[31m",
            "1:1: expected a value, found the character U+001B"
        ),
        Case(
            "\u{a0} 1",
            "1:1: expected a value, found the character U+00A0"
        ),
        Case(
            "01",
            "1:1: a number must not begin with 0 (write 1)"
        ),
        Case(
            "-01",
            "1:1: a number must not begin with 0 (write -1)"
        ),
        Case(
            "00",
            "1:1: a number must not begin with 0 (write 0)"
        ),
        Case(
            "-",
            "1:2: expected a digit after \"-\", found the end of the text"
        ),
        Case(
            "- 1",
            "1:2: expected a digit after \"-\", found a space"
        ),
        Case(
            "+1",
            "1:1: a number must not begin with \"+\" (leave the sign out)"
        ),
        Case(
            ".5",
            "1:1: a number must have a digit before the decimal point (write 0 before the point)"
        ),
        Case(
            "1.",
            "1:3: expected a digit after the decimal point, found the end of the text"
        ),
        Case(
            "1.e5",
            "1:3: expected a digit after the decimal point, found \"e5\""
        ),
        Case(
            "1e",
            "1:3: expected a digit in the exponent, found the end of the text"
        ),
        Case(
            "1e+",
            "1:4: expected a digit in the exponent, found the end of the text"
        ),
        Case(
            "0x1F",
            "1:1: \"0x1F\" is not a JSON number (write plain decimal digits, or put text in double quotes)"
        ),
        Case(
            "1_000",
            "1:1: \"1_000\" is not a JSON number (write plain decimal digits, or put text in double quotes)"
        ),
        Case(
            "15m",
            "1:1: \"15m\" is not a JSON number (write plain decimal digits, or put text in double quotes)"
        ),
        Case(
            "1e5x",
            "1:1: \"1e5x\" is not a JSON number (write plain decimal digits, or put text in double quotes)"
        ),
        Case(
            "1em",
            "1:1: \"1em\" is not a JSON number (write plain decimal digits, or put text in double quotes)"
        ),
        Case(
            "1.2.3",
            "1:1: \"1.2.3\" is not a JSON number (write plain decimal digits, or put text in double quotes)"
        ),
        Case(
            "1e999",
            "1:1: 1e999 is too large for a number (the largest is about 1.8e308; put longer digits in double quotes)"
        ),
        Case(
            "-1e999",
            "1:1: -1e999 is too large for a number (the largest is about 1.8e308; put longer digits in double quotes)"
        ),
        Case(
            "[1e999, 1e400]",
            "1:2: 1e999 is too large for a number (the largest is about 1.8e308; put longer digits in double quotes)",
            "1:9: 1e400 is too large for a number (the largest is about 1.8e308; put longer digits in double quotes)"
        ),
        Case(
            "1 2",
            "1:3: expected the end of the text after the value, found a number"
        ),
        Case(
            "{} {}",
            "1:4: expected the end of the text after the value, found \"{\" (put several values into one array: [ …, … ])"
        ),
        Case(
            "[] []",
            "1:4: expected the end of the text after the value, found \"[\" (put several values into one array: [ …, … ])"
        ),
        Case(
            "{}\n}",
            "2:1: expected the end of the text after the value, found \"}\""
        ),
        Case(
            "{}x",
            "1:3: expected the end of the text after the value, found \"x\""
        ),
        Case(
            "{\"a\":1}\"b\"",
            "1:8: expected the end of the text after the value, found a string"
        ),
        Case(
            "{\"a\":1,\"a\":2}",
            "1:8: the key \"a\" stands twice in this object; the first is at 1:2 (remove one of the two)"
        ),
        Case(
            "{\"a\":1,\n  \"b\":2,\n  \"a\":3, \"a\":4}",
            "3:3: the key \"a\" stands twice in this object; the first is at 1:2 (remove one of the two)",
            "3:10: the key \"a\" stands twice in this object; the first is at 1:2 (remove one of the two)"
        ),
        Case(
            "{\"a\":{\"b\":1,\"b\":2},\"a\":[{\"c\":1,\"c\":2}]}",
            "1:13: the key \"b\" stands twice in this object; the first is at 1:7 (remove one of the two)",
            "1:20: the key \"a\" stands twice in this object; the first is at 1:2 (remove one of the two)",
            "1:32: the key \"c\" stands twice in this object; the first is at 1:26 (remove one of the two)"
        ),
        Case(
            "{\"\\u0061\":1,\"a\":2}",
            "1:13: the key \"a\" stands twice in this object; the first is at 1:2 (remove one of the two)"
        ),
        Case(
            "{\"é\":1,\"é\":2}",
            "1:8: the key \"é\" stands twice in this object; the first is at 1:2 (remove one of the two)"
        ),
        Case(
            "{\"é\":1, \"x\" 2}",
            "1:13: expected \":\" after the key \"x\", found a number"
        ),
        Case(
            "[\"😀\", x]",
            "1:7: \"x\" is not a JSON value (put text in double quotes: \"x\")"
        ),
        Case(
            "\u{feff}[x]",
            "1:2: \"x\" is not a JSON value (put text in double quotes: \"x\")"
        ),
        Case(
            "{\"a\":\r\n x}",
            "2:2: \"x\" is not a JSON value (put text in double quotes: \"x\")"
        ),
        Case(
            "{\"k\": \"v",
            "1:7: the string has no closing quote (close it with \")"
        ),
        Case(
            "{\"run\": {\"command\": \"a\"",
            "1:24: expected \",\" or \"}\" after the value, found the end of the text (the object that begins at 1:9 is closed with \"}\")"
        ),
        Case(
            "[[1, 2]",
            "1:8: expected \",\" or \"]\" after the value, found the end of the text (the array that begins at 1:1 is closed with \"]\")"
        ),
    ]
}

/// `line:column: message (hint)`.
private func brief(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.location?.lineAndColumn ?? "nowhere"
    return "\(place): \(diagnostic.message)" + (diagnostic.hint.map { " (\($0))" } ?? "")
}
