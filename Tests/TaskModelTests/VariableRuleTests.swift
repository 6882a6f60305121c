import TaskModel
import Testing

/// Variables and dependencies.
struct VariableRuleTests {
    @Test(arguments: [
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"env": {"": 1, "A=B": 2, "A\u0000": 3}}}"#,
            [
                #"1:85: error: variables.env[""]: the name of the variable is empty (use letters, digits and "_", not beginning with a digit)"#,
                #"1:92: error: variables.env["A=B"]: no process can have a variable named "A=B", because of the "=" (use letters, digits and "_", not beginning with a digit)"#,
                #"1:102: error: variables.env["A\u{0}"]: no process can have a variable named "A\u{0}", because of the NUL character (use letters, digits and "_", not beginning with a digit)"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"env": {"foo": "x", "a-b": "x", "1A": "x", "é": "x"}}}"#,
            [
                #"1:85: warning: variables.env.foo: the name "foo" is not in upper case, and it stays as it is written (write "FOO" if the script reads that; only variables of the project and the environment are turned to upper case)"#,
                #"1:97: warning: variables.env.a-b: no shell can hold a variable named "a-b": dash drops it before the script starts (use letters, digits and "_", not beginning with a digit)"#,
                #"1:109: warning: variables.env.1A: no shell can hold a variable named "1A": dash drops it before the script starts (use letters, digits and "_", not beginning with a digit)"#,
                #"1:120: warning: variables.env["é"]: no shell can hold a variable named "é": dash drops it before the script starts (use letters, digits and "_", not beginning with a digit)"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"env": {"PLATFORM_BRANCH": "x", "UPSUN_X": "y"}}}"#,
            [
                "1:85: warning: variables.env.PLATFORM_BRANCH: the platform's own value of PLATFORM_BRANCH wins over this one (choose a name that does not begin with PLATFORM_ or UPSUN_)",
                "1:109: warning: variables.env.UPSUN_X: the platform's own value of UPSUN_X wins over this one (choose a name that does not begin with PLATFORM_ or UPSUN_)",
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"env": {"A": null, "B": "x\u0000", "C": ["\u0000"]}}}"#,
            [
                #"1:90: warning: variables.env.A: null becomes an empty string in the environment (write "" to say so, or remove the variable)"#,
                #"1:101: error: variables.env.B: "x\u{0}" holds a NUL character, which can not be passed on (remove it)"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"FOO": "x", "env:BAR": 5}}"#,
            [
                #"1:84: error: variables.FOO: expected an object, found the string "x" (variables have a prefix: write "env": {"FOO": …})"#,
                #"1:100: error: variables["env:BAR"]: expected an object, found the number 5 (variables have a prefix: write "env": {"BAR": …})"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"": {}, "app": {"": 1}, "env": null}}"#,
            [
                #"1:77: error: variables[""]: the prefix is empty (write "env" for environment variables)"#,
                #"1:93: error: variables.app[""]: the name of the variable is empty"#,
                "1:108: error: variables.env: expected an object, found null (leave the key out, or write {})",
            ]
        ),
        RuleCase(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": []}"#),
        RuleCase(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"env": []}}"#),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"env": [1]}}"#,
            [
                "1:84: error: variables.env: expected an object, found an array"
            ]
        ),
    ])
    func variablesInJSON(_ example: RuleCase) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "variables": {"FOO": "x"}}"#,
            [
                #"1:71: error: variables.FOO: expected a mapping, found the string "x" (variables have a prefix: write env: { FOO: … })"#
            ]
        ),
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "variables": {"env": []}}"#,
            [
                "1:71: error: variables.env: expected a mapping, found an empty list"
            ]
        ),
    ])
    func variablesInYAML(_ example: RuleCase) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"name": "n", "type": "php:8.3", "run": {"command": "x"}, "dependencies": {"php": {"require": {"a/b": "2.x-dev"}, "repositories": [{"type": "vcs", "url": "u"}]}}}"#,
            []),
        RuleCase(
            #"{"name": "n", "type": "php:8.3", "run": {"command": "x"}, "dependencies": {"php": {"require": {"a/b": "*"}, "c/d": "*"}}}"#,
            [
                #"1:109: error: dependencies.php["c/d"]: "c/d" is not a key beside "require" (packages belong below "require"; beside it there is "repositories")"#
            ]),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "dependencies": {"node": {}, "pyhton": {}, "go": {}, "python2": {}}}"#,
            [
                #"1:80: error: dependencies.node: "node" is not a language of dependencies (did you mean "nodejs"?)"#,
                #"1:92: error: dependencies.pyhton: "pyhton" is not a language of dependencies (did you mean "python"?)"#,
                #"1:106: error: dependencies.go: "go" is not a language of dependencies (write one of nodejs, php, python, python3, ruby)"#,
                #"1:116: error: dependencies.python2: "python2" is not a language of dependencies (did you mean "python3"?)"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "dependencies": {"nodejs": ["grunt"]}}"#,
            [
                #"1:90: error: dependencies.nodejs: expected an object, found an array (write packages with their versions: {"grunt": "*"})"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "dependencies": {"nodejs": {"": "1", "a": "", "b": " ", "c": null, "d": {"x": 1}}}}"#,
            [
                #"1:91: error: dependencies.nodejs[""]: the name of the package is empty"#,
                #"1:105: error: dependencies.nodejs.a: the version is empty (write "*" for any version)"#,
                #"1:114: error: dependencies.nodejs.b: the version is empty (write "*" for any version)"#,
                #"1:124: error: dependencies.nodejs.c: expected a version as a string, found null (write "*" for any version)"#,
                #"1:135: error: dependencies.nodejs.d: expected a version as a string, found an object (write "*" for any version)"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "dependencies": {"nodejs": {"a": 1.10, "b": 2}}}"#,
            [
                #"1:96: warning: dependencies.nodejs.a: the version is a number; its text "1.10" is taken (put it in quotes, since 1.10 and 1.1 are the same number)"#,
                #"1:107: warning: dependencies.nodejs.b: the version is a number; its text "2" is taken (put it in quotes, since 1.10 and 1.1 are the same number)"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "dependencies": {"nodejs": {"a": "1\u0000"}}}"#,
            [
                #"1:96: error: dependencies.nodejs.a: "1\u{0}" holds a NUL character, which can not be passed on (remove it)"#
            ]
        ),
    ])
    func dependenciesInJSON(_ example: RuleCase) {
        #expect(problems(of: example.text, .json) == example.expected)
    }
}
