import TaskModel
import Testing

/// The command, its timeout, the hooks and the source.
struct ScriptRuleTests {
    @Test(arguments: [
        RuleCase(
            #"{"name": "n", "type": "python:3.12"}"#,
            [
                #"1:1: error: run: "run" is missing (add the command, such as "run": {"command": "./export.sh"})"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": "x"}"#,
            [
                #"1:45: error: run: expected an object, found the string "x" (write {"command": "x"})"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {}}"#,
            [
                #"1:45: error: run.command: "command" is missing (add the command that the task is to run)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": null}"#,
            [
                #"1:45: error: run: expected an object, found null (write {"command": "./export.sh"})"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": ""}}"#,
            [
                "1:57: error: run.command: the command is empty (write the command that the task is to run)"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "  \n"}}"#,
            [
                "1:57: error: run.command: the command is empty (write the command that the task is to run)"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": ["a", "b"]}}"#,
            [
                "1:57: error: run.command: expected a string, found an array (write the command as one string; a shell takes it apart)"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "a\u0000b"}}"#,
            [
                #"1:57: error: run.command: "a\u{0}b" holds a NUL character, which can not be passed on (remove it)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": null}}"#,
            [
                "1:57: error: run.command: expected a string, found null"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": 5}}"#,
            [
                #"1:57: error: run.command: expected a string, found the number 5 (put it in quotes: "5")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 90000}}"#,
            [
                "1:73: error: run.timeout: 90000 is more than the platform's maximum of 86400 seconds (24 h) (write at most 86400)"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 86401}}"#,
            [
                "1:73: error: run.timeout: 86401 is more than the platform's maximum of 86400 seconds (24 h) (write at most 86400)"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 0}}"#,
            [
                "1:73: error: run.timeout: 0 is less than the platform's minimum of 1 second (leave it out for the default of 3600 seconds)"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": -5}}"#,
            [
                "1:73: error: run.timeout: -5 is less than the platform's minimum of 1 second (leave it out for the default of 3600 seconds)"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 1e3}}"#,
            [
                "1:73: error: run.timeout: expected a whole number of seconds, found the number 1e3 (write 1000)"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 900.5}}"#,
            [
                "1:73: error: run.timeout: expected a whole number of seconds, found the number 900.5 (write 900 or 901)"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 900.0}}"#,
            [
                "1:73: error: run.timeout: expected a whole number of seconds, found the number 900.0 (write 900)"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": "900"}}"#,
            [
                #"1:73: error: run.timeout: expected a whole number of seconds, found the string "900" (write 900 without quotes)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": "15m"}}"#,
            [
                #"1:73: error: run.timeout: expected a whole number of seconds, found the string "15m" (write 900, the seconds of "15m")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": "1.5 h"}}"#,
            [
                #"1:73: error: run.timeout: expected a whole number of seconds, found the string "1.5 h" (write 5400, the seconds of "1.5 h")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": "2d"}}"#,
            [
                #"1:73: error: run.timeout: expected a whole number of seconds, found the string "2d" (write a number from 1 to 86400)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": "soon"}}"#,
            [
                #"1:73: error: run.timeout: expected a whole number of seconds, found the string "soon" (write a number from 1 to 86400)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": "90000"}}"#,
            [
                #"1:73: error: run.timeout: expected a whole number of seconds, found the string "90000" (write a number from 1 to 86400)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": null}}"#,
            [
                "1:73: error: run.timeout: expected a whole number of seconds, found null (leave it out for the default of 3600 seconds)"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": true}}"#,
            [
                "1:73: error: run.timeout: expected a whole number of seconds, found true (write a number from 1 to 86400)"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": [1]}}"#,
            [
                "1:73: error: run.timeout: expected a whole number of seconds, found an array"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": 99999999999999999999}}"#,
            [
                "1:73: error: run.timeout: 99999999999999999999 is more than the platform's maximum of 86400 seconds (24 h) (write at most 86400)"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x", "timeout": -99999999999999999999}}"#,
            [
                "1:73: error: run.timeout: -99999999999999999999 is less than the platform's minimum of 1 second (leave it out for the default of 3600 seconds)"
            ]
        ),
    ])
    func runInJSON(_ example: RuleCase) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"type": "python:3.12"}"#,
            [
                #"1:1: error: run: "run" is missing (add the command, such as run: { command: ./export.sh })"#
            ]
        )
    ])
    func runInYAML(_ example: RuleCase) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"root": "../x"}}"#,
            [
                #"1:82: error: source.root: "../x" leads out of the repository (remove the "..")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"root": "a/../../x"}}"#,
            [
                #"1:82: error: source.root: "a/../../x" leads out of the repository (remove the "..")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"root": "/../x"}}"#,
            [
                #"1:82: error: source.root: "/../x" leads out of the repository (remove the "..")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"root": 5}}"#,
            [
                #"1:82: error: source.root: expected a string, found the number 5 (put it in quotes: "5")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": "x"}"#,
            [
                #"1:73: error: source: expected an object, found the string "x" (write {"root": "x"})"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"operations": {}}}"#,
            [
                #"1:74: warning: source.operations: "operations" is not a key of source and is ignored (source operations are for applications; a task does not have them)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"root": "a\u0000"}}"#,
            [
                #"1:82: error: source.root: "a\u{0}" holds a NUL character, which can not be passed on (remove it)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": {"root": "..\/\u0301x"}}"#,
            [
                #"1:82: error: source.root: "../́x" leads out of the repository (remove the "..")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "source": null}"#,
            [
                #"1:73: error: source: expected an object, found null (write {"root": "/app"})"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "hooks": {"build": 5, "deploy": ["x"]}}"#,
            [
                #"1:82: error: hooks.build: expected a string or null, found the number 5 (put it in quotes: "5")"#,
                "1:95: error: hooks.deploy: expected a string or null, found an array",
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "hooks": {"build": "a\u0000", "deploy": null}}"#,
            [
                #"1:82: error: hooks.build: "a\u{0}" holds a NUL character, which can not be passed on (remove it)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "hooks": "make"}"#,
            [
                #"1:72: error: hooks: expected an object, found the string "make" (write {"build": "make"})"#
            ]
        ),
        RuleCase(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "hooks": []}"#),
    ])
    func sourceAndHooksInJSON(_ example: RuleCase) {
        #expect(problems(of: example.text, .json) == example.expected)
    }
}
