extension JSONSyntaxTests {
    /// Brackets, commas, colons and keys.
    static let structure: [SyntaxCase] = [
        SyntaxCase(
            "",
            "1:1: expected a JSON value, but the text is empty"
        ),
        SyntaxCase(
            "   \n\t ",
            "2:3: expected a JSON value, but the text is empty"
        ),
        SyntaxCase(
            "{",
            "1:2: expected a key, found the end of the text (the object that begins at 1:1 is closed with \"}\")"
        ),
        SyntaxCase(
            "[",
            "1:2: expected a value, found the end of the text"
        ),
        SyntaxCase(
            "[1",
            "1:3: expected \",\" or \"]\" after the value, found the end of the text (the array that begins at 1:1 is closed with \"]\")"
        ),
        SyntaxCase(
            "{\"a\"",
            "1:5: expected \":\" after the key \"a\", found the end of the text"
        ),
        SyntaxCase(
            "{\"a\":",
            "1:6: expected a value, found the end of the text"
        ),
        SyntaxCase(
            "{\"a\":1",
            "1:7: expected \",\" or \"}\" after the value, found the end of the text (the object that begins at 1:1 is closed with \"}\")"
        ),
        SyntaxCase(
            "}",
            "1:1: expected a value, found \"}\""
        ),
        SyntaxCase(
            "]",
            "1:1: expected a value, found \"]\""
        ),
        SyntaxCase(
            "[1,]",
            "1:3: there is a comma before the closing \"]\" (remove the comma)"
        ),
        SyntaxCase(
            "{\"a\":1,}",
            "1:7: there is a comma before the closing \"}\" (remove the comma)"
        ),
        SyntaxCase(
            "[,1]",
            "1:2: expected a value, found \",\" (remove the comma, or put a value before it)"
        ),
        SyntaxCase(
            "{,\"a\":1}",
            "1:2: expected a key in double quotes, found \",\" (remove the comma)"
        ),
        SyntaxCase(
            "[1,,2]",
            "1:4: expected a value, found \",\" (remove the comma, or put a value before it)"
        ),
        SyntaxCase(
            "{\"a\":1,,\"b\":2}",
            "1:8: expected a key in double quotes, found \",\" (remove the comma)"
        ),
        SyntaxCase(
            "[1 2]",
            "1:4: expected \",\" or \"]\" after the value, found a number (put a comma after the value that ends at 1:3)"
        ),
        SyntaxCase(
            "[\"a\" \"b\"]",
            "1:6: expected \",\" or \"]\" after the value, found a string (put a comma after the value that ends at 1:5)"
        ),
        SyntaxCase(
            "{\"a\":1 \"b\":2}",
            "1:8: expected \",\" or \"}\" after the value, found a string (put a comma after the value that ends at 1:7)"
        ),
        SyntaxCase(
            "{\"a\":1\n \"b\":2}",
            "2:2: expected \",\" or \"}\" after the value, found a string (put a comma after the value that ends at 1:7)"
        ),
        SyntaxCase(
            "[{} {}]",
            "1:5: expected \",\" or \"]\" after the value, found \"{\" (put a comma after the value that ends at 1:4)"
        ),
        SyntaxCase(
            "[1}",
            "1:3: expected \",\" or \"]\" after the value, found \"}\" (the array that begins at 1:1 is closed with \"]\")"
        ),
        SyntaxCase(
            "{\"a\":1]",
            "1:7: expected \",\" or \"}\" after the value, found \"]\" (the object that begins at 1:1 is closed with \"}\")"
        ),
        SyntaxCase(
            "{\"a\" 1}",
            "1:6: expected \":\" after the key \"a\", found a number"
        ),
        SyntaxCase(
            "{\"a\"=1}",
            "1:5: expected \":\" after the key \"a\", found \"=\" (write a colon between key and value)"
        ),
        SyntaxCase(
            "{'a':1}",
            "1:2: expected a key in double quotes, found a single quote"
        ),
        SyntaxCase(
            "{a:1}",
            "1:2: expected a key in double quotes, found \"a\" (write \"a\")"
        ),
        SyntaxCase(
            "{1:2}",
            "1:2: expected a key in double quotes, found a number (write \"1\")"
        ),
        SyntaxCase(
            "{null:1}",
            "1:2: expected a key in double quotes, found \"null\" (write \"null\")"
        ),
        SyntaxCase(
            "{\"a\":'x'}",
            "1:6: expected a value, found a single quote (put strings in double quotes)"
        ),
        SyntaxCase(
            "['x']",
            "1:2: expected a value, found a single quote (put strings in double quotes)"
        ),
    ]
}
