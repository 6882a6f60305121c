import TaskModel
import Testing

/// What a task is called and which keys it may have.
struct IdentityRuleTests {
    @Test(arguments: [
        RuleCase(
            "[]",
            [
                #"1:1: error: expected an object, found an empty array (write a task with "type" and "run")"#
            ]
        ),
        RuleCase(
            "5",
            [
                #"1:1: error: expected an object, found the number 5 (write a task with "type" and "run")"#
            ]
        ),
        RuleCase(
            "{}",
            [
                #"1:1: error: name: the task has no name (add one, such as "name": "export")"#,
                #"1:1: error: type: "type" is missing (add the runtime and its version, such as "type": "python:3.12")"#,
                #"1:1: error: run: "run" is missing (add the command, such as "run": {"command": "./export.sh"})"#,
            ]
        ),
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:1: error: name: the task has no name (add one, such as "name": "export")"#
            ]
        ),
        RuleCase(#"{"id": "a", "type": "python:3.12", "run": {"command": "x"}}"#),
        RuleCase(
            #"{"id": 5, "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:8: error: id: expected a string, found the number 5 (put it in quotes: "5")"#
            ]
        ),
        RuleCase(
            #"{"name": "", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                "1:10: error: name: the name is empty"
            ]
        ),
        RuleCase(
            #"{"name": "a/b", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:10: error: name: "a/b" can not be the name of a task (use lower-case letters, digits, "-" and "_")"#
            ]
        ),
        RuleCase(
            #"{"name": "Export", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:10: warning: name: the name "Export" breaks the platform's rule for names (use at most 32 lower-case letters, digits, "-" and "_", a letter or digit first and last, no "--", and not "router")"#
            ]
        ),
        RuleCase(
            #"{"name": "a--b", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:10: warning: name: the name "a--b" breaks the platform's rule for names (use at most 32 lower-case letters, digits, "-" and "_", a letter or digit first and last, no "--", and not "router")"#
            ]
        ),
        RuleCase(
            #"{"name": "router", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:10: warning: name: the name "router" breaks the platform's rule for names (use at most 32 lower-case letters, digits, "-" and "_", a letter or digit first and last, no "--", and not "router")"#
            ]
        ),
        RuleCase(
            #"{"name": null, "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                "1:10: error: name: expected a string, found null"
            ]
        ),
        RuleCase(#"{"id": "x", "name": "n", "type": "python:3.12", "run": {"command": "x"}}"#),
        RuleCase(
            #"{"name": "a\u001bb", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:10: error: name: "a\u{1b}b" can not be the name of a task (use lower-case letters, digits, "-" and "_")"#
            ]
        ),
    ])
    func identityInJSON(_ example: RuleCase) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:2: error: name: "name" is not a key of a task (remove it: the key under "tasks" is the task's name)"#
            ]
        ),
        RuleCase(
            #"{"id": "n", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:2: error: id: "id" is not a key of a task (remove it: the key under "tasks" is the task's name)"#
            ]
        ),
    ])
    func identityInYAML(_ example: RuleCase) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        RuleCase(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "_links": {}, "_embedded": 1}"#),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezon": null}"#,
            [
                #"1:63: warning: timezon: "timezon" is not a key of a task and is ignored (did you mean "timezone"?)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timeout": 5}"#,
            [
                #"1:63: warning: timeout: "timeout" is not a key of a task and is ignored (it belongs under "run": run.timeout)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "crons": {}}"#,
            [
                #"1:63: warning: crons: "crons" is not a key of a task and is ignored ("crons" is for applications; a task does not have it)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "zzzzzz": 1}"#,
            [
                #"1:63: warning: zzzzzz: "zzzzzz" is not a key of a task and is ignored (the keys of a task are id, name, resources, authorizations, relationships, additional_hosts, mounts, timezone, variables, container_profile, type, source, hooks, dependencies, runtime, run, stack)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "stack": ["x"]}"#,
            [
                #"1:63: warning: stack: "stack" has an effect with a composable image only, not with "python:3.12" (remove it, or write the type composable:VERSION)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "hooks": {"post_deploy": "x"}}"#,
            [
                #"1:73: warning: hooks.post_deploy: "post_deploy" is not a key of hooks and is ignored (a task has only a build and a deploy hook)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "env": {}, "_x": 1}}"#,
            [
                #"1:62: warning: run.env: "env" is not a key of run and is ignored (environment variables belong under variables.env)"#
            ]
        ),
        RuleCase(
            #"{"base": "performance-agent", "foo": 1}"#,
            [
                #"1:10: error: base: "performance-agent" is built into the platform and not available locally (write the task out with "type" and "run")"#
            ]
        ),
    ])
    func unknownKeysInJSON(_ example: RuleCase) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "timezon": null}"#,
            [
                #"1:50: error: timezon: "timezon" is not a key of a task (did you mean "timezone"?)"#
            ]
        ),
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "_links": {}}"#,
            [
                #"1:50: error: _links: "_links" is not a key of a task (the keys of a task are resources, authorizations, relationships, additional_hosts, mounts, timezone, variables, container_profile, type, source, hooks, dependencies, runtime, run, stack)"#
            ]
        ),
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "web": {}}"#,
            [
                #"1:50: error: web: "web" is not a key of a task ("web" is for applications; a task does not have it)"#
            ]
        ),
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "stack": ["x"]}"#,
            [
                #"1:50: warning: stack: "stack" has an effect with a composable image only, not with "python:3.12" (remove it, or write the type composable:VERSION)"#
            ]
        ),
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "hooks": {"biuld": "x"}}"#,
            [
                #"1:60: error: hooks.biuld: "biuld" is not a key of hooks (did you mean "build"?)"#
            ]
        ),
        RuleCase(
            #"{"base": "performance-agent"}"#,
            [
                #"1:10: error: base: "performance-agent" is built into the platform and not available locally (write the task out with "type" and "run")"#
            ]
        ),
        RuleCase(
            #"{"base": 5}"#,
            [
                #"1:10: error: base: expected a string, found the number 5 (put it in quotes: "5")"#
            ]
        ),
    ])
    func unknownKeysInYAML(_ example: RuleCase) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"name": "n", "run": {"command": "x"}}"#,
            [
                #"1:1: error: type: "type" is missing (add the runtime and its version, such as "type": "python:3.12")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "run": {"command": "x"}, "type": 3.12}"#,
            [
                #"1:48: error: type: expected a string, found the number 3.12 (write a runtime and its version, such as "python:3.12")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "run": {"command": "x"}, "type": "python"}"#,
            [
                #"1:48: error: type: "python" is not of the form runtime:version (write a runtime and its version, such as "python:3.12")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "run": {"command": "x"}, "type": "python:"}"#,
            [
                #"1:48: error: type: "python:" is not of the form runtime:version (write a runtime and its version, such as "python:3.12")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "run": {"command": "x"}, "type": "python:3: 12"}"#,
            [
                #"1:48: error: type: "python:3: 12" is not of the form runtime:version (write a runtime and its version, such as "python:3.12")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "run": {"command": "x"}, "type": "pyton:3.12"}"#,
            [
                #"1:48: warning: type: "pyton" is not a runtime that the platform is known to have (did you mean "python:3.12"?)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "run": {"command": "x"}, "type": "cobol:85"}"#,
            [
                #"1:48: warning: type: "cobol" is not a runtime that the platform is known to have (the known ones are composable, dotnet, elixir, golang, java, nodejs, php, python, ruby, rust)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "run": {"command": "x"}, "type": null}"#,
            [
                #"1:48: error: type: expected a string, found null (write a runtime and its version, such as "python:3.12")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "run": {"command": "x"}, "type": ""}"#,
            [
                #"1:48: error: type: "" is not of the form runtime:version (write a runtime and its version, such as "python:3.12")"#
            ]
        ),
    ])
    func typeInJSON(_ example: RuleCase) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"run": {"command": "x"}}"#,
            [
                #"1:1: error: type: "type" is missing (add the runtime and its version, such as type: "python:3.12")"#
            ]
        )
    ])
    func typeInYAML(_ example: RuleCase) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"type": "composable:25.05", "run": {"command": "x"}, "stack": ["php@8.3", {"redis": null}]}"#,
            [#"1:55: warning: stack: the packages of "stack" are not installed on this machine"#]
        ),
        RuleCase(
            #"{"type": "composable:25.05", "run": {"command": "x"}, "stack": "python@3.12"}"#,
            [#"1:55: warning: stack: the packages of "stack" are not installed on this machine"#]
        ),
        RuleCase(
            #"{"type": "composable:25.05", "run": {"command": "x"}, "stack": {"runtimes": []}}"#,
            [#"1:55: warning: stack: the packages of "stack" are not installed on this machine"#]
        ),
        RuleCase(
            #"{"type": "composable:25.05", "run": {"command": "x"}, "stack": ["a", 7, ["b"]]}"#,
            [
                #"1:55: warning: stack: the packages of "stack" are not installed on this machine"#,
                "1:70: error: stack[1]: expected a package, a string or a mapping, found the number 7",
                "1:73: error: stack[2]: expected a package, a string or a mapping, found a list",
            ]
        ),
        RuleCase(
            #"{"type": "composable:25.05", "run": {"command": "x"}, "stack": null}"#,
            [
                #"1:55: warning: stack: the packages of "stack" are not installed on this machine"#,
                "1:64: error: stack: expected a list of packages, found null",
            ]
        ),
        RuleCase(
            #"{"base": ""}"#,
            [#"1:10: error: base: the name of the built-in task is empty (remove "base" and write the task out)"#]
        ),
    ])
    func stackAndBaseInYAML(_ example: RuleCase) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }
}
