import TaskModel
import Testing

/// Relationships and authorizations.
struct RelationshipRuleTests {
    @Test(arguments: [
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "relationships": {"a": 5}}"#,
            [
                #"1:86: error: relationships.a: expected null, a string or an object, found the number 5 (write "service:endpoint", or null for the service named like the relationship)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "relationships": {"a": ":x", "b": "x:", "c": "a:b:c", "d": ""}}"#,
            [
                #"1:86: error: relationships.a: ":x" is not of the form service or service:endpoint (write the name of a service, such as "db" or "db:postgresql")"#,
                #"1:97: error: relationships.b: "x:" is not of the form service or service:endpoint (write the name of a service, such as "db" or "db:postgresql")"#,
                #"1:108: error: relationships.c: "a:b:c" is not of the form service or service:endpoint (write the name of a service, such as "db" or "db:postgresql")"#,
                #"1:122: error: relationships.d: "" is not of the form service or service:endpoint (write the name of a service, such as "db" or "db:postgresql")"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "relationships": {"a": {"service": "", "endpoint": 5, "foo": 1}}}"#,
            [
                "1:98: error: relationships.a.service: the service is empty (write its name, or null for the default)",
                #"1:114: error: relationships.a.endpoint: expected a string or null, found the number 5 (put it in quotes: "5")"#,
                #"1:117: warning: relationships.a.foo: "foo" is not a key of a relationship and is ignored (the keys of a relationship are service, endpoint)"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "relationships": ["a"]}"#,
            [
                #"1:80: error: relationships: expected an object, found an array (write {"a": null})"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "relationships": {"": null}}"#,
            [
                #"1:81: error: relationships[""]: the name of the relationship is empty"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "relationships": {"a": [1]}}"#,
            [
                #"1:86: error: relationships.a: expected null, a string or an object, found an array (write "service:endpoint", or null for the service named like the relationship)"#
            ]
        ),
    ])
    func relationshipsInJSON(_ example: RuleCase) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "relationships": {"a": {"sevice": "x"}}}"#,
            [
                #"1:74: error: relationships.a.sevice: "sevice" is not a key of a relationship (did you mean "service"?)"#
            ]
        )
    ])
    func relationshipsInYAML(_ example: RuleCase) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": {}}"#,
            [
                "1:81: error: authorizations: expected an array, found an object"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": null}"#,
            [
                "1:81: error: authorizations: expected an array, found null (leave the key out, or write [])"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": ["x"]}"#,
            [
                #"1:82: error: authorizations[0]: expected an object, found the string "x""#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"action": "operate", "resource": "n"}, {"action": "view", "resource": null}]}"#
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"type": "project", "action": "view"}]}"#,
            [
                #"1:91: error: authorizations[0].type: "project" is not a type of authorizations (write "env" or "task")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"type": "env", "action": "operate"}]}"#,
            [
                #"1:108: error: authorizations[0].action: the platform has no authorization to operate of the type "env" (write "view")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"type": "task", "action": "view", "resource": "n"}]}"#,
            [
                #"1:109: error: authorizations[0].action: the platform has no authorization to view of the type "task" (write "operate")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"type": "task", "action": "operate"}, {"type": "task", "action": "operate", "resource": null}, {"type": "task", "action": "operate", "resource": ""}]}"#,
            [
                #"1:82: error: authorizations[0].resource: an authorization of the type "task" needs "resource", the name of the task that may be started (add it)"#,
                #"1:171: error: authorizations[1].resource: an authorization of the type "task" needs "resource", the name of the task that may be started (add it)"#,
                #"1:228: error: authorizations[2].resource: an authorization of the type "task" needs "resource", the name of the task that may be started (add it)"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"type": "env", "action": "view", "resource": "x"}]}"#,
            [
                #"1:128: error: authorizations[0].resource: an authorization of the type "env" takes no resource, found "x" (remove it, or write the type "task")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"type": "env"}, {"type": "env", "action": "delete"}]}"#,
            [
                #"1:82: error: authorizations[0].action: "action" is missing (write "view" or "operate")"#,
                #"1:125: error: authorizations[1].action: "delete" is not an action of authorizations (write "view" or "operate")"#,
            ]
        ),
    ])
    func authorizationsInJSON(_ example: RuleCase) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "authorizations": [{"action": "view"}]}"#,
            [
                #"1:69: error: authorizations[0].type: "type" is missing (write "env" or "task")"#
            ]
        )
    ])
    func authorizationsInYAML(_ example: RuleCase) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }
}
