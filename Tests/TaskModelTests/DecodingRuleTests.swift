import Documents
import TaskModel
import Testing

/// Every rule of the decoder, with the exact place and words. The texts are JSON in both strictnesses, since the rules
/// depend on the strictness and not on the notation.
struct DecodingRuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let expected: [String]

        init(_ text: String, _ expected: [String] = []) {
            self.text = text
            self.expected = expected
        }

        var testDescription: String { text.debugDescription }
    }

    @Test(arguments: [
        Case(
            "[]",
            [
                #"1:1: error: expected an object, found an empty array (write a task with "type" and "run")"#
            ]
        ),
        Case(
            "5",
            [
                #"1:1: error: expected an object, found the number 5 (write a task with "type" and "run")"#
            ]
        ),
        Case(
            "{}",
            [
                #"1:1: error: name: the task has no name (add one, such as "name": "export")"#,
                #"1:1: error: type: "type" is missing (add the runtime and its version, such as "type": "python:3.12")"#,
                #"1:1: error: run: "run" is missing (add the command, such as "run": {"command": "./export.sh"})"#,
            ]
        ),
        Case(
            #"{"type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:1: error: name: the task has no name (add one, such as "name": "export")"#
            ]
        ),
        Case(#"{"id": "a", "type": "python:3.12", "run": {"command": "x"}}"#),
        Case(
            #"{"id": 5, "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:8: error: id: expected a string, found the number 5 (put it in quotes: "5")"#
            ]
        ),
        Case(
            #"{"name": "", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                "1:10: error: name: the name is empty"
            ]
        ),
        Case(
            #"{"name": "a/b", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:10: error: name: "a/b" can not be the name of a task (use lower-case letters, digits, "-" and "_")"#
            ]
        ),
        Case(
            #"{"name": "Export", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:10: warning: name: the name "Export" breaks the platform's rule for names (use at most 32 lower-case letters, digits, "-" and "_", a letter or digit first and last, no "--", and not "router")"#
            ]
        ),
        Case(
            #"{"name": "a--b", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:10: warning: name: the name "a--b" breaks the platform's rule for names (use at most 32 lower-case letters, digits, "-" and "_", a letter or digit first and last, no "--", and not "router")"#
            ]
        ),
        Case(
            #"{"name": "router", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:10: warning: name: the name "router" breaks the platform's rule for names (use at most 32 lower-case letters, digits, "-" and "_", a letter or digit first and last, no "--", and not "router")"#
            ]
        ),
        Case(
            #"{"name": null, "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                "1:10: error: name: expected a string, found null"
            ]
        ),
        Case(#"{"id": "x", "name": "n", "type": "python:3.12", "run": {"command": "x"}}"#),
        Case(
            #"{"name": "a\u001bb", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:10: error: name: "a\u{1b}b" can not be the name of a task (use lower-case letters, digits, "-" and "_")"#
            ]
        ),
    ])
    func identityInJSON(_ example: Case) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:2: error: name: "name" is not a key of a task (remove it: the key under "tasks" is the task's name)"#
            ]
        ),
        Case(
            #"{"id": "n", "type": "python:3.12", "run": {"command": "x"}}"#,
            [
                #"1:2: error: id: "id" is not a key of a task (remove it: the key under "tasks" is the task's name)"#
            ]
        ),
    ])
    func identityInYAML(_ example: Case) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        Case(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "_links": {}, "_embedded": 1}"#),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezon": null}"#,
            [
                #"1:63: warning: timezon: "timezon" is not a key of a task and is ignored (did you mean "timezone"?)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timeout": 5}"#,
            [
                #"1:63: warning: timeout: "timeout" is not a key of a task and is ignored (it belongs under "run": run.timeout)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "crons": {}}"#,
            [
                #"1:63: warning: crons: "crons" is not a key of a task and is ignored ("crons" is for applications; a task does not have it)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "zzzzzz": 1}"#,
            [
                #"1:63: warning: zzzzzz: "zzzzzz" is not a key of a task and is ignored (the keys of a task are id, name, resources, authorizations, relationships, additional_hosts, mounts, timezone, variables, container_profile, type, source, hooks, dependencies, runtime, run, stack)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "stack": ["x"]}"#,
            [
                #"1:63: warning: stack: the packages of "stack" are not installed on this machine"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "hooks": {"post_deploy": "x"}}"#,
            [
                #"1:73: warning: hooks.post_deploy: "post_deploy" is not a key of hooks and is ignored (a task has only a build and a deploy hook)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "env": {}, "_x": 1}}"#,
            [
                #"1:62: warning: run.env: "env" is not a key of run and is ignored (environment variables belong under variables.env)"#
            ]
        ),
        Case(
            #"{"base": "performance-agent", "foo": 1}"#,
            [
                #"1:10: error: base: "performance-agent" is built into the platform and not available locally (write the task out with "type" and "run")"#
            ]
        ),
    ])
    func unknownKeysInJSON(_ example: Case) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"type": "python:3.12", "run": {"command": "x"}, "timezon": null}"#,
            [
                #"1:50: error: timezon: "timezon" is not a key of a task (did you mean "timezone"?)"#
            ]
        ),
        Case(
            #"{"type": "python:3.12", "run": {"command": "x"}, "_links": {}}"#,
            [
                #"1:50: error: _links: "_links" is not a key of a task (the keys of a task are resources, authorizations, relationships, additional_hosts, mounts, timezone, variables, container_profile, type, source, hooks, dependencies, runtime, run, stack)"#
            ]
        ),
        Case(
            #"{"type": "python:3.12", "run": {"command": "x"}, "web": {}}"#,
            [
                #"1:50: error: web: "web" is not a key of a task ("web" is for applications; a task does not have it)"#
            ]
        ),
        Case(
            #"{"type": "python:3.12", "run": {"command": "x"}, "stack": ["x"]}"#,
            [
                #"1:50: warning: stack: the packages of "stack" are not installed on this machine"#
            ]
        ),
        Case(
            #"{"type": "python:3.12", "run": {"command": "x"}, "hooks": {"biuld": "x"}}"#,
            [
                #"1:60: error: hooks.biuld: "biuld" is not a key of hooks (did you mean "build"?)"#
            ]
        ),
        Case(
            #"{"base": "performance-agent"}"#,
            [
                #"1:10: error: base: "performance-agent" is built into the platform and not available locally (write the task out with "type" and "run")"#
            ]
        ),
        Case(
            #"{"base": 5}"#,
            [
                #"1:10: error: base: expected a string, found the number 5 (put it in quotes: "5")"#
            ]
        ),
    ])
    func unknownKeysInYAML(_ example: Case) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"name": "n", "run": {"command": "x"}}"#,
            [
                #"1:1: error: type: "type" is missing (add the runtime and its version, such as "type": "python:3.12")"#
            ]
        ),
        Case(
            #"{"name": "n", "run": {"command": "x"}, "type": 3.12}"#,
            [
                #"1:48: error: type: expected a string, found the number 3.12 (write a runtime and its version, such as "python:3.12")"#
            ]
        ),
        Case(
            #"{"name": "n", "run": {"command": "x"}, "type": "python"}"#,
            [
                #"1:48: error: type: "python" is not of the form runtime:version (write a runtime and its version, such as "python:3.12")"#
            ]
        ),
        Case(
            #"{"name": "n", "run": {"command": "x"}, "type": "python:"}"#,
            [
                #"1:48: error: type: "python:" is not of the form runtime:version (write a runtime and its version, such as "python:3.12")"#
            ]
        ),
        Case(
            #"{"name": "n", "run": {"command": "x"}, "type": "python:3: 12"}"#,
            [
                #"1:48: error: type: "python:3: 12" is not of the form runtime:version (write a runtime and its version, such as "python:3.12")"#
            ]
        ),
        Case(
            #"{"name": "n", "run": {"command": "x"}, "type": "pyton:3.12"}"#,
            [
                #"1:48: warning: type: "pyton" is not a runtime that the platform is known to have (did you mean "python:3.12"?)"#
            ]
        ),
        Case(
            #"{"name": "n", "run": {"command": "x"}, "type": "cobol:85"}"#,
            [
                #"1:48: warning: type: "cobol" is not a runtime that the platform is known to have (the known ones are composable, dotnet, elixir, golang, java, nodejs, php, python, ruby, rust)"#
            ]
        ),
        Case(
            #"{"name": "n", "run": {"command": "x"}, "type": null}"#,
            [
                #"1:48: error: type: expected a string, found null (write a runtime and its version, such as "python:3.12")"#
            ]
        ),
        Case(
            #"{"name": "n", "run": {"command": "x"}, "type": ""}"#,
            [
                #"1:48: error: type: "" is not of the form runtime:version (write a runtime and its version, such as "python:3.12")"#
            ]
        ),
    ])
    func typeInJSON(_ example: Case) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"run": {"command": "x"}}"#,
            [
                #"1:1: error: type: "type" is missing (add the runtime and its version, such as type: "python:3.12")"#
            ]
        )
    ])
    func typeInYAML(_ example: Case) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"name": "n", "type": "python:3.12"}"#,
            [
                #"1:1: error: run: "run" is missing (add the command, such as "run": {"command": "./export.sh"})"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": "x"}"#,
            [
                #"1:45: error: run: expected an object, found the string "x" (write {"command": "x"})"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {}}"#,
            [
                #"1:45: error: run.command: "command" is missing (add the command that the task is to run)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": null}"#,
            [
                #"1:45: error: run: expected an object, found null (write {"command": "./export.sh"})"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": ""}}"#,
            [
                "1:57: error: run.command: the command is empty (write the command that the task is to run)"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "  \n"}}"#,
            [
                "1:57: error: run.command: the command is empty (write the command that the task is to run)"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": ["a", "b"]}}"#,
            [
                "1:57: error: run.command: expected a string, found an array (write the command as one string; a shell takes it apart)"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "a\u0000b"}}"#,
            [
                #"1:57: error: run.command: "a\u{0}b" holds a NUL character, which can not be passed on (remove it)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": null}}"#,
            [
                "1:57: error: run.command: expected a string, found null"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": 5}}"#,
            [
                #"1:57: error: run.command: expected a string, found the number 5 (put it in quotes: "5")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 90000}}"#,
            [
                "1:73: error: run.timeout: 90000 is more than the platform's maximum of 86400 seconds (24 h) (write at most 86400)"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 86401}}"#,
            [
                "1:73: error: run.timeout: 86401 is more than the platform's maximum of 86400 seconds (24 h) (write at most 86400)"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 0}}"#,
            [
                "1:73: error: run.timeout: 0 is less than the platform's minimum of 1 second (leave it out for the default of 3600 seconds)"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": -5}}"#,
            [
                "1:73: error: run.timeout: -5 is less than the platform's minimum of 1 second (leave it out for the default of 3600 seconds)"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 1e3}}"#,
            [
                "1:73: error: run.timeout: expected a whole number of seconds, found the number 1e3 (write 1000)"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 900.5}}"#,
            [
                "1:73: error: run.timeout: expected a whole number of seconds, found the number 900.5 (write 900 or 901)"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 900.0}}"#,
            [
                "1:73: error: run.timeout: expected a whole number of seconds, found the number 900.0 (write 900)"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": "900"}}"#,
            [
                #"1:73: error: run.timeout: expected a whole number of seconds, found the string "900" (write 900 without quotes)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": "15m"}}"#,
            [
                #"1:73: error: run.timeout: expected a whole number of seconds, found the string "15m" (write 900, the seconds of "15m")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": "1.5 h"}}"#,
            [
                #"1:73: error: run.timeout: expected a whole number of seconds, found the string "1.5 h" (write 5400, the seconds of "1.5 h")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": "2d"}}"#,
            [
                #"1:73: error: run.timeout: expected a whole number of seconds, found the string "2d" (write a number from 1 to 86400)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": "soon"}}"#,
            [
                #"1:73: error: run.timeout: expected a whole number of seconds, found the string "soon" (write a number from 1 to 86400)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": "90000"}}"#,
            [
                #"1:73: error: run.timeout: expected a whole number of seconds, found the string "90000" (write a number from 1 to 86400)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": null}}"#,
            [
                "1:73: error: run.timeout: expected a whole number of seconds, found null (leave it out for the default of 3600 seconds)"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": true}}"#,
            [
                "1:73: error: run.timeout: expected a whole number of seconds, found true (write a number from 1 to 86400)"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": [1]}}"#,
            [
                "1:73: error: run.timeout: expected a whole number of seconds, found an array"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 99999999999999999999}}"#,
            [
                "1:73: error: run.timeout: 99999999999999999999 is more than the platform's maximum of 86400 seconds (24 h) (write at most 86400)"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": -99999999999999999999}}"#,
            [
                "1:73: error: run.timeout: -99999999999999999999 is less than the platform's minimum of 1 second (leave it out for the default of 3600 seconds)"
            ]
        ),
    ])
    func runInJSON(_ example: Case) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"type": "python:3.12"}"#,
            [
                #"1:1: error: run: "run" is missing (add the command, such as run: { command: ./export.sh })"#
            ]
        )
    ])
    func runInYAML(_ example: Case) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"root": "../x"}}"#,
            [
                #"1:82: error: source.root: "../x" leads out of the repository (remove the "..")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"root": "a/../../x"}}"#,
            [
                #"1:82: error: source.root: "a/../../x" leads out of the repository (remove the "..")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"root": "/../x"}}"#,
            [
                #"1:82: error: source.root: "/../x" leads out of the repository (remove the "..")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"root": 5}}"#,
            [
                #"1:82: error: source.root: expected a string, found the number 5 (put it in quotes: "5")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": "x"}"#,
            [
                #"1:73: error: source: expected an object, found the string "x" (write {"root": "x"})"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"operations": {}}}"#,
            [
                #"1:74: warning: source.operations: "operations" is not a key of source and is ignored (source operations are for applications; a task does not have them)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"root": "a\u0000"}}"#,
            [
                #"1:82: error: source.root: "a\u{0}" holds a NUL character, which can not be passed on (remove it)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"root": "..\/\u0301x"}}"#,
            [
                #"1:82: error: source.root: "../́x" leads out of the repository (remove the "..")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": null}"#,
            [
                #"1:73: error: source: expected an object, found null (write {"root": "/app"})"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "hooks": {"build": 5, "deploy": ["x"]}}"#,
            [
                #"1:82: error: hooks.build: expected a string or null, found the number 5 (put it in quotes: "5")"#,
                "1:95: error: hooks.deploy: expected a string or null, found an array",
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "hooks": {"build": "a\u0000", "deploy": null}}"#,
            [
                #"1:82: error: hooks.build: "a\u{0}" holds a NUL character, which can not be passed on (remove it)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "hooks": "make"}"#,
            [
                #"1:72: error: hooks: expected an object, found the string "make" (write {"build": "make"})"#
            ]
        ),
        Case(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "hooks": []}"#),
    ])
    func sourceAndHooksInJSON(_ example: Case) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": "Europe/Pariss"}"#,
            [
                #"1:75: error: timezone: "Europe/Pariss" is not a timezone that this machine knows (did you mean "Europe/Paris"?)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": "Paris"}"#,
            [
                #"1:75: error: timezone: "Paris" is not a timezone that this machine knows (did you mean "Europe/Paris"?)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": "europe/paris"}"#,
            [
                #"1:75: error: timezone: "europe/paris" is not a timezone that this machine knows (did you mean "Europe/Paris"?)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": "New York"}"#,
            [
                #"1:75: error: timezone: "New York" is not a timezone that this machine knows (did you mean "America/New_York"?)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": "Mars/Base"}"#,
            [
                #"1:75: error: timezone: "Mars/Base" is not a timezone that this machine knows (write a name of the TZ database, such as "Europe/Paris", or leave it out for UTC)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": ""}"#,
            [
                #"1:75: error: timezone: the timezone is empty (write a name of the TZ database, such as "Europe/Paris", or leave it out for UTC)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": 5}"#,
            [
                #"1:75: error: timezone: expected a string or null, found the number 5 (put it in quotes: "5")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": "../../etc/passwd"}"#,
            [
                #"1:75: error: timezone: "../../etc/passwd" is not a timezone that this machine knows (write a name of the TZ database, such as "Europe/Paris", or leave it out for UTC)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": {"a b": "1.2.3.4"}}"#,
            [
                #"1:84: error: additional_hosts["a b"]: "a b" is not a host name (use letters, digits, "-" and "_" in parts of at most 63 characters, with dots between)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": {"": "1.2.3.4"}}"#,
            [
                #"1:84: error: additional_hosts[""]: the host name is empty (use letters, digits, "-" and "_" in parts of at most 63 characters, with dots between)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": {"10.0.0.1": "db"}}"#,
            [
                #"1:84: error: additional_hosts["10.0.0.1"]: "10.0.0.1" is an address, not a host name (write the host name first: "NAME": "10.0.0.1")"#,
                #"1:96: error: additional_hosts["10.0.0.1"]: "db" is not an IP address (write an IPv4 or IPv6 address, such as "192.0.2.10" or "2001:db8::10")"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": {"db": "1.2.3"}}"#,
            [
                #"1:90: error: additional_hosts.db: "1.2.3" is not an IP address (write an IPv4 or IPv6 address, such as "192.0.2.10" or "2001:db8::10")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": {"db": "1.2.3.256", "x": "fe80::1%eth0", "y": "::1", "z": "01.2.3.4"}}"#,
            [
                #"1:90: error: additional_hosts.db: "1.2.3.256" is not an IP address (write an IPv4 or IPv6 address, such as "192.0.2.10" or "2001:db8::10")"#,
                #"1:108: error: additional_hosts.x: "fe80::1%eth0" is not an IP address (write an IPv4 or IPv6 address, such as "192.0.2.10" or "2001:db8::10")"#,
                #"1:141: error: additional_hosts.z: "01.2.3.4" is not an IP address (write an IPv4 or IPv6 address, such as "192.0.2.10" or "2001:db8::10")"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": {"db": 5, "x": null, "y": ""}}"#,
            [
                #"1:90: error: additional_hosts.db: expected an IP address as a string, found the number 5 (put it in quotes: "5")"#,
                "1:98: error: additional_hosts.x: expected an IP address as a string, found null",
                #"1:109: error: additional_hosts.y: the IP address is empty (write an IPv4 or IPv6 address, such as "192.0.2.10" or "2001:db8::10")"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": ["a"]}"#,
            [
                "1:83: error: additional_hosts: expected an object, found an array"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": null}"#,
            [
                "1:83: error: additional_hosts: expected an object, found null (leave the key out, or write {})"
            ]
        ),
    ])
    func timezoneAndHostsInJSON(_ example: Case) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"type": "python:3.12", "run": {"command": "x"}, "additional_hosts": []}"#,
            [
                "1:70: error: additional_hosts: expected a mapping, found an empty list"
            ]
        )
    ])
    func timezoneAndHostsInYAML(_ example: Case) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"env": {"": 1, "A=B": 2, "A\u0000": 3}}}"#,
            [
                #"1:85: error: variables.env[""]: the name of the variable is empty (use letters, digits and "_", not beginning with a digit)"#,
                #"1:92: error: variables.env["A=B"]: no process can have a variable named "A=B", because of the "=" (use letters, digits and "_", not beginning with a digit)"#,
                #"1:102: error: variables.env["A\u{0}"]: no process can have a variable named "A\u{0}", because of the NUL character (use letters, digits and "_", not beginning with a digit)"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"env": {"foo": "x", "a-b": "x", "1A": "x", "é": "x"}}}"#,
            [
                #"1:85: warning: variables.env.foo: the name "foo" is not in upper case, and it stays as it is written (write "FOO" if the script reads that; only variables of the project and the environment are turned to upper case)"#,
                #"1:97: warning: variables.env.a-b: no shell can hold a variable named "a-b": dash drops it before the script starts (use letters, digits and "_", not beginning with a digit)"#,
                #"1:109: warning: variables.env.1A: no shell can hold a variable named "1A": dash drops it before the script starts (use letters, digits and "_", not beginning with a digit)"#,
                #"1:120: warning: variables.env["é"]: no shell can hold a variable named "é": dash drops it before the script starts (use letters, digits and "_", not beginning with a digit)"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"env": {"PLATFORM_BRANCH": "x", "UPSUN_X": "y"}}}"#,
            [
                "1:85: warning: variables.env.PLATFORM_BRANCH: the platform's own value of PLATFORM_BRANCH wins over this one (choose a name that does not begin with PLATFORM_ or UPSUN_)",
                "1:109: warning: variables.env.UPSUN_X: the platform's own value of UPSUN_X wins over this one (choose a name that does not begin with PLATFORM_ or UPSUN_)",
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"env": {"A": null, "B": "x\u0000", "C": ["\u0000"]}}}"#,
            [
                #"1:90: warning: variables.env.A: null becomes an empty string in the environment (write "" to say so, or remove the variable)"#,
                #"1:101: error: variables.env.B: "x\u{0}" holds a NUL character, which can not be passed on (remove it)"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"FOO": "x", "env:BAR": 5}}"#,
            [
                #"1:84: error: variables.FOO: expected an object, found the string "x" (variables have a prefix: write "env": {"FOO": …})"#,
                #"1:100: error: variables["env:BAR"]: expected an object, found the number 5 (variables have a prefix: write "env": {"BAR": …})"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"": {}, "app": {"": 1}, "env": null}}"#,
            [
                #"1:77: error: variables[""]: the prefix is empty (write "env" for environment variables)"#,
                #"1:93: error: variables.app[""]: the name of the variable is empty"#,
                "1:108: error: variables.env: expected an object, found null (leave the key out, or write {})",
            ]
        ),
        Case(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": []}"#),
        Case(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"env": []}}"#),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "variables": {"env": [1]}}"#,
            [
                "1:84: error: variables.env: expected an object, found an array"
            ]
        ),
    ])
    func variablesInJSON(_ example: Case) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"type": "python:3.12", "run": {"command": "x"}, "variables": {"FOO": "x"}}"#,
            [
                #"1:71: error: variables.FOO: expected a mapping, found the string "x" (variables have a prefix: write env: { FOO: … })"#
            ]
        ),
        Case(
            #"{"type": "python:3.12", "run": {"command": "x"}, "variables": {"env": []}}"#,
            [
                "1:71: error: variables.env: expected a mapping, found an empty list"
            ]
        ),
    ])
    func variablesInYAML(_ example: Case) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "instanse"}}}"#,
            [
                #"1:93: error: mounts.data.source: "instanse" is not a source of mounts (did you mean "instance"?)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "s3"}}}"#,
            [
                #"1:93: error: mounts.data.source: "s3" is not a source of mounts (write one of instance, local, tmp, temporary, storage, service)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {}}}"#,
            [
                #"1:82: error: mounts.data.source: "source" is missing (write one of instance, local, tmp, temporary, storage, service)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": null}}"#,
            [
                #"1:82: error: mounts.data: expected an object, found null (write {"source": "instance"})"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": "tmp"}}"#,
            [
                #"1:82: error: mounts.data: "tmp" is not a mount (write {"source": "tmp"})"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": "whatever"}}"#,
            [
                #"1:82: error: mounts.data: "whatever" is not a mount (write {"source": "instance"})"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": "shared:files/x/y"}}"#,
            [
                #"1:82: warning: mounts.data: "shared:files/x/y" is the form of an older platform (write {"source": "local", "source_path": "x/y"})"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": "shared:files/../x"}}"#,
            [
                #"1:82: error: mounts.data: "../x" leads out of the volume (remove the "..")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "storage"}}}"#,
            [
                #"1:82: error: mounts.data.service: a mount of the source "storage" needs "service", the name of the application whose volume it is: a task has no volume of its own (add it, or use the source "instance" for files that need not outlive the run)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "service", "service": null}}}"#,
            [
                #"1:115: error: mounts.data.service: a mount of the source "service" needs "service", the name of the network-storage service whose volume it is: a task has no volume of its own (add it, or use the source "instance" for files that need not outlive the run)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "storage", "service": ""}}}"#,
            [
                #"1:115: error: mounts.data.service: a mount of the source "storage" needs "service", the name of the application whose volume it is: a task has no volume of its own (add it, or use the source "instance" for files that need not outlive the run)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "storage", "service": 5}}}"#,
            [
                #"1:115: error: mounts.data.service: expected a string or null, found the number 5 (put it in quotes: "5")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "tmp", "service": "app"}}}"#,
            [
                #"1:111: warning: mounts.data.service: "service" has no effect on a mount of the source "tmp" (remove it)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"../x": {"source": "tmp"}, "/": {"source": "tmp"}, "": {"source": "tmp"}, "a\u0000": {"source": "tmp"}}}"#,
            [
                #"1:74: error: mounts["../x"]: "../x" leads out of the app folder (remove the "..")"#,
                #"1:101: error: mounts["/"]: "/" is the app folder itself, which can not be a mount (write a folder below it, such as "data")"#,
                #"1:125: error: mounts[""]: "" is the app folder itself, which can not be a mount (write a folder below it, such as "data")"#,
                #"1:148: error: mounts["a\u{0}"]: "a\u{0}" holds a NUL character, which can not be passed on (remove it)"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"/tmp": {"source": "tmp"}}}"#,
            [
                #"1:74: warning: mounts["/tmp"]: "/tmp" means the folder "tmp" of the app folder, /app/tmp, not the system's /tmp (remove it if the system's /tmp is meant, which can be written to without a mount; otherwise write "tmp")"#
            ]
        ),
        Case(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"tmp": {"source": "tmp"}}}"#),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "tmp"}, "/data/": {"source": "tmp"}}}"#,
            [
                #"1:101: error: mounts["/data/"]: the mount is the same folder as "data" at 1:74 (remove one of the two)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"a/b/c": {"source": "tmp"}, "d": {"source": "tmp"}, "/a": {"source": "tmp"}, "ab": {"source": "tmp"}}}"#,
            [
                #"1:74: error: mounts["a/b/c"]: the mount lies inside the mount "/a"; mounts can not be nested (use two folders side by side, or one mount for both)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "tmp", "source_path": "../x"}}}"#,
            [
                #"1:115: error: mounts.data.source_path: "../x" leads out of the volume (remove the "..")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "tmp", "source_path": 5, "sorce": 1}}}"#,
            [
                #"1:115: error: mounts.data.source_path: expected a string, found the number 5 (put it in quotes: "5")"#,
                #"1:118: warning: mounts.data.sorce: "sorce" is not a key of a mount and is ignored (did you mean "source"?)"#,
            ]
        ),
        Case(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {".foo": {"source": "tmp"}}}"#),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": ["a"]}"#,
            [
                "1:73: error: mounts: expected an object, found an array"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"var/data x": {"source": 1}}}"#,
            [
                #"1:99: error: mounts["var/data x"].source: expected a string, found the number 1 (put it in quotes: "1")"#
            ]
        ),
    ])
    func mountsInJSON(_ example: Case) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": "shared:files/x"}}"#,
            [
                #"1:69: warning: mounts.data: "shared:files/x" is the form of an older platform (write { source: local, source_path: x })"#
            ]
        ),
        Case(
            #"{"type": "python:3.12", "run": {"command": "x"}, "mounts": {".foo": {"source": "nonsense"}}}"#,
            [
                #"1:61: warning: mounts[".foo"]: the platform ignores a mount whose key begins with "." (write "/.foo")"#
            ]
        ),
    ])
    func mountsInYAML(_ example: Case) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "relationships": {"a": 5}}"#,
            [
                #"1:86: error: relationships.a: expected null, a string or an object, found the number 5 (write "service:endpoint", or null for the service named like the relationship)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "relationships": {"a": ":x", "b": "x:", "c": "a:b:c", "d": ""}}"#,
            [
                #"1:86: error: relationships.a: ":x" is not of the form service or service:endpoint (write the name of a service, such as "db" or "db:postgresql")"#,
                #"1:97: error: relationships.b: "x:" is not of the form service or service:endpoint (write the name of a service, such as "db" or "db:postgresql")"#,
                #"1:108: error: relationships.c: "a:b:c" is not of the form service or service:endpoint (write the name of a service, such as "db" or "db:postgresql")"#,
                #"1:122: error: relationships.d: "" is not of the form service or service:endpoint (write the name of a service, such as "db" or "db:postgresql")"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "relationships": {"a": {"service": "", "endpoint": 5, "foo": 1}}}"#,
            [
                "1:98: error: relationships.a.service: the service is empty (write its name, or null for the default)",
                #"1:114: error: relationships.a.endpoint: expected a string or null, found the number 5 (put it in quotes: "5")"#,
                #"1:117: warning: relationships.a.foo: "foo" is not a key of a relationship and is ignored (the keys of a relationship are service, endpoint)"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "relationships": ["a"]}"#,
            [
                #"1:80: error: relationships: expected an object, found an array (write {"a": null})"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "relationships": {"": null}}"#,
            [
                #"1:81: error: relationships[""]: the name of the relationship is empty"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "relationships": {"a": [1]}}"#,
            [
                #"1:86: error: relationships.a: expected null, a string or an object, found an array (write "service:endpoint", or null for the service named like the relationship)"#
            ]
        ),
    ])
    func relationshipsInJSON(_ example: Case) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"type": "python:3.12", "run": {"command": "x"}, "relationships": {"a": {"sevice": "x"}}}"#,
            [
                #"1:74: error: relationships.a.sevice: "sevice" is not a key of a relationship (did you mean "service"?)"#
            ]
        )
    ])
    func relationshipsInYAML(_ example: Case) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": {}}"#,
            [
                "1:81: error: authorizations: expected an array, found an object"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": null}"#,
            [
                "1:81: error: authorizations: expected an array, found null (leave the key out, or write [])"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": ["x"]}"#,
            [
                #"1:82: error: authorizations[0]: expected an object, found the string "x""#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"action": "operate", "resource": "n"}, {"action": "view", "resource": null}]}"#
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"type": "project", "action": "view"}]}"#,
            [
                #"1:91: error: authorizations[0].type: "project" is not a type of authorizations (write "env" or "task")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"type": "env", "action": "operate"}]}"#,
            [
                #"1:108: error: authorizations[0].action: the platform has no authorization to operate of the type "env" (write "view")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"type": "task", "action": "view", "resource": "n"}]}"#,
            [
                #"1:109: error: authorizations[0].action: the platform has no authorization to view of the type "task" (write "operate")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"type": "task", "action": "operate"}, {"type": "task", "action": "operate", "resource": null}, {"type": "task", "action": "operate", "resource": ""}]}"#,
            [
                #"1:82: error: authorizations[0].resource: an authorization of the type "task" needs "resource", the name of the task that may be started (add it)"#,
                #"1:171: error: authorizations[1].resource: an authorization of the type "task" needs "resource", the name of the task that may be started (add it)"#,
                #"1:228: error: authorizations[2].resource: an authorization of the type "task" needs "resource", the name of the task that may be started (add it)"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"type": "env", "action": "view", "resource": "x"}]}"#,
            [
                #"1:128: error: authorizations[0].resource: an authorization of the type "env" takes no resource, found "x" (remove it, or write the type "task")"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"type": "env"}, {"type": "env", "action": "delete"}]}"#,
            [
                #"1:82: error: authorizations[0].action: "action" is missing (write "view" or "operate")"#,
                #"1:125: error: authorizations[1].action: "delete" is not an action of authorizations (write "view" or "operate")"#,
            ]
        ),
    ])
    func authorizationsInJSON(_ example: Case) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"action": "view"}]}"#,
            [
                #"1:69: error: authorizations[0].type: "type" is missing (write "env" or "task")"#
            ]
        )
    ])
    func authorizationsInYAML(_ example: Case) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "dependencies": {"node": {}, "pyhton": {}, "go": {}, "python2": {}}}"#,
            [
                #"1:80: error: dependencies.node: "node" is not a language of dependencies (did you mean "nodejs"?)"#,
                #"1:92: error: dependencies.pyhton: "pyhton" is not a language of dependencies (did you mean "python"?)"#,
                #"1:106: error: dependencies.go: "go" is not a language of dependencies (write one of nodejs, php, python, python3, ruby)"#,
                #"1:116: error: dependencies.python2: "python2" is not a language of dependencies (did you mean "python3"?)"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "dependencies": {"nodejs": ["grunt"]}}"#,
            [
                #"1:90: error: dependencies.nodejs: expected an object, found an array (write packages with their versions: {"grunt": "*"})"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "dependencies": {"nodejs": {"": "1", "a": "", "b": " ", "c": null, "d": {"x": 1}}}}"#,
            [
                #"1:91: error: dependencies.nodejs[""]: the name of the package is empty"#,
                #"1:105: error: dependencies.nodejs.a: the version is empty (write "*" for any version)"#,
                #"1:114: error: dependencies.nodejs.b: the version is empty (write "*" for any version)"#,
                #"1:124: error: dependencies.nodejs.c: expected a version as a string, found null (write "*" for any version)"#,
                #"1:135: error: dependencies.nodejs.d: expected a version as a string, found an object (write "*" for any version)"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "dependencies": {"nodejs": {"a": 1.10, "b": 2}}}"#,
            [
                #"1:96: warning: dependencies.nodejs.a: the version is a number; its text "1.10" is taken (put it in quotes, since 1.10 and 1.1 are the same number)"#,
                #"1:107: warning: dependencies.nodejs.b: the version is a number; its text "2" is taken (put it in quotes, since 1.10 and 1.1 are the same number)"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "dependencies": {"nodejs": {"a": "1\u0000"}}}"#,
            [
                #"1:96: error: dependencies.nodejs.a: "1\u{0}" holds a NUL character, which can not be passed on (remove it)"#
            ]
        ),
    ])
    func dependenciesInJSON(_ example: Case) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "container_profile": "HIGH_CP"}"#,
            [
                #"1:84: warning: container_profile: "HIGH_CP" is not a container profile that the platform is known to have (did you mean "HIGH_CPU"?)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "container_profile": "HUGE"}"#,
            [
                #"1:84: warning: container_profile: "HUGE" is not a container profile that the platform is known to have (the known ones are HIGH_CPU, BALANCED, HIGH_MEMORY, HIGHER_MEMORY)"#
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "container_profile": 5}"#,
            [
                #"1:84: error: container_profile: expected a string or null, found the number 5 (put it in quotes: "5")"#
            ]
        ),
        Case(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "container_profile": null}"#),
        Case(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "resources": null}"#),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "resources": {"base_memory": 64, "memory_ratio": 1.5}}"#,
            [
                "1:112: error: resources.memory_ratio: expected a whole number of megabytes, found the number 1.5"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "resources": {"base_memory": 0, "cpu": 1}}"#,
            [
                "1:92: error: resources.base_memory: 0 is not a size in megabytes (write at least 1)",
                #"1:95: warning: resources.cpu: "cpu" is not a key of resources and is ignored (the keys of resources are base_memory, memory_ratio)"#,
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "resources": 5}"#,
            [
                "1:76: error: resources: expected an object, found the number 5"
            ]
        ),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "runtime": {"extensions": ["redis"]}}"#,
            [
                #"1:63: warning: runtime: "runtime" has an effect for PHP only, not for "python" (remove it)"#
            ]
        ),
        Case(#"{"name": "n", "run": {"command": "x"}, "type": "php:8.3", "runtime": {"extensions": ["redis"]}}"#),
        Case(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "runtime": []}"#),
        Case(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "runtime": "x"}"#,
            [
                #"1:74: error: runtime: expected an object, found the string "x""#
            ]
        ),
    ])
    func theRestInJSON(_ example: Case) {
        #expect(problems(of: example.text, .json) == example.expected)
    }
}
