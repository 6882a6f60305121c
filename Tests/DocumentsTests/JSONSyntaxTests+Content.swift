extension JSONSyntaxTests {
    /// Comments, strings and words.
    static let content: [SyntaxCase] = [
        SyntaxCase(
            "// x\n1",
            "1:1: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        SyntaxCase(
            "/* x */ 1",
            "1:1: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        SyntaxCase(
            "# x\n1",
            "1:1: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        SyntaxCase(
            "[1, // x\n2]",
            "1:5: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        SyntaxCase(
            "[1 # x\n]",
            "1:4: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        SyntaxCase(
            "{\"a\": /* x */ 1}",
            "1:7: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        SyntaxCase(
            "{\"a\":1} // end",
            "1:9: JSON has no comments (remove the comment, or write the definition in YAML)"
        ),
        SyntaxCase(
            "/",
            "1:1: expected a value, found \"/\""
        ),
        SyntaxCase(
            "\"abc",
            "1:1: the string has no closing quote (close it with \")"
        ),
        SyntaxCase(
            "\"abc\n\"",
            "1:1: the string is not closed on its line (close it with \", or write a line break inside it as \\n)"
        ),
        SyntaxCase(
            "[\"a\tb\"]",
            "1:4: a tab inside a string must be written as an escape (write \\t)"
        ),
        SyntaxCase(
            "[\"a\u{1}b\"]",
            "1:4: the control character U+0001 inside a string must be written as an escape (write \\u0001)"
        ),
        SyntaxCase(
            "[\"a\u{0}b\"]",
            "1:4: the control character U+0000 inside a string must be written as an escape (write \\u0000)"
        ),
        SyntaxCase(
            "\"abc\\",
            "1:5: the text ends inside an escape"
        ),
        SyntaxCase(
            "\"a\\x\"",
            "1:3: \"\\x\" is not an escape of JSON (write a backslash itself as \\\\)"
        ),
        SyntaxCase(
            "\"a\\\nb\"",
            "1:3: JSON can not continue a string on the next line (write a line break as \\n and keep the string on one line)"
        ),
        SyntaxCase(
            "\"a\\u12G4\"",
            "1:3: expected four hexadecimal digits after \"\\u\""
        ),
        SyntaxCase(
            "\"a\\u12",
            "1:3: expected four hexadecimal digits after \"\\u\""
        ),
        SyntaxCase(
            "\"\\ud800\"",
            "1:2: \\ud800 is half of a surrogate pair without its other half (write both halves, such as \\ud83d\\ude00, or the character itself)"
        ),
        SyntaxCase(
            "\"\\udc00\"",
            "1:2: \\udc00 is half of a surrogate pair without its other half (write both halves, such as \\ud83d\\ude00, or the character itself)"
        ),
        SyntaxCase(
            "\"\\ud800\\u0041\"",
            "1:2: \\ud800 is half of a surrogate pair without its other half (write both halves, such as \\ud83d\\ude00, or the character itself)"
        ),
        SyntaxCase(
            "\"\\ud83d x\"",
            "1:2: \\ud83d is half of a surrogate pair without its other half (write both halves, such as \\ud83d\\ude00, or the character itself)"
        ),
        SyntaxCase(
            "None",
            "1:1: \"None\" is not a JSON value (write null)"
        ),
        SyntaxCase(
            "True",
            "1:1: \"True\" is not a JSON value (write true in lower case)"
        ),
        SyntaxCase(
            "False",
            "1:1: \"False\" is not a JSON value (write false in lower case)"
        ),
        SyntaxCase(
            "NULL",
            "1:1: \"NULL\" is not a JSON value (write null in lower case)"
        ),
        SyntaxCase(
            "NaN",
            "1:1: \"NaN\" is not a JSON value (JSON has only finite numbers; use null or a string)"
        ),
        SyntaxCase(
            "Infinity",
            "1:1: \"Infinity\" is not a JSON value (JSON has only finite numbers; use null or a string)"
        ),
        SyntaxCase(
            "-Infinity",
            "1:2: expected a digit after \"-\", found \"Infinity\" (JSON has only finite numbers; use null or a string)"
        ),
        SyntaxCase(
            "-NaN",
            "1:2: expected a digit after \"-\", found \"NaN\" (JSON has only finite numbers; use null or a string)"
        ),
        SyntaxCase(
            "undefined",
            "1:1: \"undefined\" is not a JSON value (write null)"
        ),
        SyntaxCase(
            "nil",
            "1:1: \"nil\" is not a JSON value (write null)"
        ),
        SyntaxCase(
            "yes",
            "1:1: \"yes\" is not a JSON value (write true, or \"yes\" for the text)"
        ),
        SyntaxCase(
            "off",
            "1:1: \"off\" is not a JSON value (write false, or \"off\" for the text)"
        ),
        SyntaxCase(
            "foo",
            "1:1: \"foo\" is not a JSON value (put text in double quotes: \"foo\")"
        ),
        SyntaxCase(
            "nul",
            "1:1: \"nul\" is not a JSON value (write null, or \"nul\" for the text)"
        ),
        SyntaxCase(
            "truee",
            "1:1: \"truee\" is not a JSON value (write true, or \"truee\" for the text)"
        ),
        SyntaxCase(
            "é",
            "1:1: \"é\" is not a JSON value (put text in double quotes: \"é\")"
        ),
        SyntaxCase(
            "$x",
            "1:1: expected a value, found \"$\""
        ),
        SyntaxCase(
            "[“x”]",
            "1:2: expected a value, found the quote “ (put strings in straight double quotes)"
        ),
        SyntaxCase(
            "`x`",
            "1:1: expected a value, found the quote ` (put strings in straight double quotes)"
        ),
        SyntaxCase(
            "[​1]",
            "1:2: expected a value, found the character U+200B"
        ),
        SyntaxCase(
            "\u{1b}[31m",
            "1:1: expected a value, found the character U+001B"
        ),
        SyntaxCase(
            "\u{a0} 1",
            "1:1: expected a value, found the character U+00A0"
        ),
    ]
}
