extension JSONSyntaxTests {
    /// Numbers, what follows the value, and doubled keys.
    static let numbers: [SyntaxCase] = [
        SyntaxCase(
            "01",
            "1:1: a number must not begin with 0 (write 1)"
        ),
        SyntaxCase(
            "-01",
            "1:1: a number must not begin with 0 (write -1)"
        ),
        SyntaxCase(
            "00",
            "1:1: a number must not begin with 0 (write 0)"
        ),
        SyntaxCase(
            "-",
            "1:2: expected a digit after \"-\", found the end of the text"
        ),
        SyntaxCase(
            "- 1",
            "1:2: expected a digit after \"-\", found a space"
        ),
        SyntaxCase(
            "+1",
            "1:1: a number must not begin with \"+\" (leave the sign out)"
        ),
        SyntaxCase(
            ".5",
            "1:1: a number must have a digit before the decimal point (write 0 before the point)"
        ),
        SyntaxCase(
            "1.",
            "1:3: expected a digit after the decimal point, found the end of the text"
        ),
        SyntaxCase(
            "1.e5",
            "1:3: expected a digit after the decimal point, found \"e5\""
        ),
        SyntaxCase(
            "1e",
            "1:3: expected a digit in the exponent, found the end of the text"
        ),
        SyntaxCase(
            "1e+",
            "1:4: expected a digit in the exponent, found the end of the text"
        ),
        SyntaxCase(
            "0x1F",
            "1:1: \"0x1F\" is not a JSON number (write plain decimal digits, or put text in double quotes)"
        ),
        SyntaxCase(
            "1_000",
            "1:1: \"1_000\" is not a JSON number (write plain decimal digits, or put text in double quotes)"
        ),
        SyntaxCase(
            "15m",
            "1:1: \"15m\" is not a JSON number (write plain decimal digits, or put text in double quotes)"
        ),
        SyntaxCase(
            "1e5x",
            "1:1: \"1e5x\" is not a JSON number (write plain decimal digits, or put text in double quotes)"
        ),
        SyntaxCase(
            "1em",
            "1:1: \"1em\" is not a JSON number (write plain decimal digits, or put text in double quotes)"
        ),
        SyntaxCase(
            "1.2.3",
            "1:1: \"1.2.3\" is not a JSON number (write plain decimal digits, or put text in double quotes)"
        ),
        SyntaxCase(
            "1e999",
            "1:1: 1e999 is too large for a number (the largest is about 1.8e308; put longer digits in double quotes)"
        ),
        SyntaxCase(
            "-1e999",
            "1:1: -1e999 is too large for a number (the largest is about 1.8e308; put longer digits in double quotes)"
        ),
        SyntaxCase(
            "[1e999, 1e400]",
            "1:2: 1e999 is too large for a number (the largest is about 1.8e308; put longer digits in double quotes)",
            "1:9: 1e400 is too large for a number (the largest is about 1.8e308; put longer digits in double quotes)"
        ),
        SyntaxCase(
            "1 2",
            "1:3: expected the end of the text after the value, found a number"
        ),
        SyntaxCase(
            "{} {}",
            "1:4: expected the end of the text after the value, found \"{\" (put several values into one array: [ …, … ])"
        ),
        SyntaxCase(
            "[] []",
            "1:4: expected the end of the text after the value, found \"[\" (put several values into one array: [ …, … ])"
        ),
        SyntaxCase(
            "{}\n}",
            "2:1: expected the end of the text after the value, found \"}\""
        ),
        SyntaxCase(
            "{}x",
            "1:3: expected the end of the text after the value, found \"x\""
        ),
        SyntaxCase(
            "{\"a\":1}\"b\"",
            "1:8: expected the end of the text after the value, found a string"
        ),
        SyntaxCase(
            "{\"a\":1,\"a\":2}",
            "1:8: the key \"a\" stands twice in this object; the first is at 1:2 (remove one of the two)"
        ),
        SyntaxCase(
            "{\"a\":1,\n  \"b\":2,\n  \"a\":3, \"a\":4}",
            "3:3: the key \"a\" stands twice in this object; the first is at 1:2 (remove one of the two)",
            "3:10: the key \"a\" stands twice in this object; the first is at 1:2 (remove one of the two)"
        ),
        SyntaxCase(
            "{\"a\":{\"b\":1,\"b\":2},\"a\":[{\"c\":1,\"c\":2}]}",
            "1:13: the key \"b\" stands twice in this object; the first is at 1:7 (remove one of the two)",
            "1:20: the key \"a\" stands twice in this object; the first is at 1:2 (remove one of the two)",
            "1:32: the key \"c\" stands twice in this object; the first is at 1:26 (remove one of the two)"
        ),
        SyntaxCase(
            "{\"\\u0061\":1,\"a\":2}",
            "1:13: the key \"a\" stands twice in this object; the first is at 1:2 (remove one of the two)"
        ),
        SyntaxCase(
            "{\"é\":1,\"é\":2}",
            "1:8: the key \"é\" stands twice in this object; the first is at 1:2 (remove one of the two)"
        ),
        SyntaxCase(
            "{\"é\":1, \"x\" 2}",
            "1:13: expected \":\" after the key \"x\", found a number"
        ),
        SyntaxCase(
            "[\"😀\", x]",
            "1:7: \"x\" is not a JSON value (put text in double quotes: \"x\")"
        ),
        SyntaxCase(
            "\u{feff}[x]",
            "1:2: \"x\" is not a JSON value (put text in double quotes: \"x\")"
        ),
        SyntaxCase(
            "{\"a\":\r\n x}",
            "2:2: \"x\" is not a JSON value (put text in double quotes: \"x\")"
        ),
        SyntaxCase(
            "{\"k\": \"v",
            "1:7: the string has no closing quote (close it with \")"
        ),
        SyntaxCase(
            "{\"run\": {\"command\": \"a\"",
            "1:24: expected \",\" or \"}\" after the value, found the end of the text (the object that begins at 1:9 is closed with \"}\")"
        ),
        SyntaxCase(
            "[[1, 2]",
            "1:8: expected \",\" or \"]\" after the value, found the end of the text (the array that begins at 1:1 is closed with \"]\")"
        ),
    ]
}
