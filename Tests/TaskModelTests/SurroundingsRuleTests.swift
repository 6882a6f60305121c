import TaskModel
import Testing

/// Timezone, hosts, profile, resources and runtime.
struct SurroundingsRuleTests {
    @Test(arguments: [
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": "Europe/Pariss"}"#,
            [
                #"1:75: error: timezone: "Europe/Pariss" is not a timezone that this machine knows (did you mean "Europe/Paris"?)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": "Paris"}"#,
            [
                #"1:75: error: timezone: "Paris" is not a timezone that this machine knows (did you mean "Europe/Paris"?)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": "europe/paris"}"#,
            [
                #"1:75: error: timezone: "europe/paris" is not a timezone that this machine knows (did you mean "Europe/Paris"?)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": "New York"}"#,
            [
                #"1:75: error: timezone: "New York" is not a timezone that this machine knows (did you mean "America/New_York"?)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": "Mars/Base"}"#,
            [
                #"1:75: error: timezone: "Mars/Base" is not a timezone that this machine knows (write a name of the TZ database, such as "Europe/Paris", or leave it out for UTC)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": ""}"#,
            [
                #"1:75: error: timezone: the timezone is empty (write a name of the TZ database, such as "Europe/Paris", or leave it out for UTC)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": 5}"#,
            [
                #"1:75: error: timezone: expected a string or null, found the number 5 (put it in quotes: "5")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "timezone": "../../etc/passwd"}"#,
            [
                #"1:75: error: timezone: "../../etc/passwd" is not a timezone that this machine knows (write a name of the TZ database, such as "Europe/Paris", or leave it out for UTC)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": {"a b": "1.2.3.4"}}"#,
            [
                #"1:84: error: additional_hosts["a b"]: "a b" is not a host name (use letters, digits, "-" and "_" in parts of at most 63 characters, with dots between)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": {"": "1.2.3.4"}}"#,
            [
                #"1:84: error: additional_hosts[""]: the host name is empty (use letters, digits, "-" and "_" in parts of at most 63 characters, with dots between)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": {"10.0.0.1": "db"}}"#,
            [
                #"1:84: error: additional_hosts["10.0.0.1"]: "10.0.0.1" is an address, not a host name (write the host name first: "NAME": "10.0.0.1")"#,
                #"1:96: error: additional_hosts["10.0.0.1"]: "db" is not an IP address (write an IPv4 or IPv6 address, such as "192.0.2.10" or "2001:db8::10")"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": {"db": "1.2.3"}}"#,
            [
                #"1:90: error: additional_hosts.db: "1.2.3" is not an IP address (write an IPv4 or IPv6 address, such as "192.0.2.10" or "2001:db8::10")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": {"db": "1.2.3.256", "x": "fe80::1%eth0", "y": "::1", "z": "01.2.3.4"}}"#,
            [
                #"1:90: error: additional_hosts.db: "1.2.3.256" is not an IP address (write an IPv4 or IPv6 address, such as "192.0.2.10" or "2001:db8::10")"#,
                #"1:108: error: additional_hosts.x: "fe80::1%eth0" is not an IP address (write an IPv4 or IPv6 address, such as "192.0.2.10" or "2001:db8::10")"#,
                #"1:141: error: additional_hosts.z: "01.2.3.4" is not an IP address (write an IPv4 or IPv6 address, such as "192.0.2.10" or "2001:db8::10")"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": {"db": 5, "x": null, "y": ""}}"#,
            [
                #"1:90: error: additional_hosts.db: expected an IP address as a string, found the number 5 (put it in quotes: "5")"#,
                "1:98: error: additional_hosts.x: expected an IP address as a string, found null",
                #"1:109: error: additional_hosts.y: the IP address is empty (write an IPv4 or IPv6 address, such as "192.0.2.10" or "2001:db8::10")"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": ["a"]}"#,
            [
                "1:83: error: additional_hosts: expected an object, found an array"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "additional_hosts": null}"#,
            [
                "1:83: error: additional_hosts: expected an object, found null (leave the key out, or write {})"
            ]
        ),
    ])
    func timezoneAndHostsInJSON(_ example: RuleCase) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "additional_hosts": []}"#,
            [
                "1:70: error: additional_hosts: expected a mapping, found an empty list"
            ]
        )
    ])
    func timezoneAndHostsInYAML(_ example: RuleCase) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "container_profile": "HIGH_CP"}"#,
            [
                #"1:84: warning: container_profile: "HIGH_CP" is not a container profile that the platform is known to have (did you mean "HIGH_CPU"?)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "container_profile": "HUGE"}"#,
            [
                #"1:84: warning: container_profile: "HUGE" is not a container profile that the platform is known to have (the known ones are HIGH_CPU, BALANCED, HIGH_MEMORY, HIGHER_MEMORY)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "container_profile": 5}"#,
            [
                #"1:84: error: container_profile: expected a string or null, found the number 5 (put it in quotes: "5")"#
            ]
        ),
        RuleCase(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "container_profile": null}"#),
        RuleCase(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "resources": null}"#),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "resources": {"base_memory": 64, "memory_ratio": 1.5}}"#,
            [
                "1:112: error: resources.memory_ratio: expected a whole number of megabytes, found the number 1.5"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "resources": {"base_memory": 0, "cpu": 1}}"#,
            [
                "1:92: error: resources.base_memory: 0 is not a size in megabytes (write at least 1)",
                #"1:95: warning: resources.cpu: "cpu" is not a key of resources and is ignored (the keys of resources are base_memory, memory_ratio)"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "resources": 5}"#,
            [
                "1:76: error: resources: expected an object, found the number 5"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "runtime": {"extensions": ["redis"]}}"#,
            [
                #"1:63: warning: runtime: "runtime" has an effect for PHP only, not for "python" (remove it)"#
            ]
        ),
        RuleCase(#"{"name": "n", "run": {"command": "x"}, "type": "php:8.3", "runtime": {"extensions": ["redis"]}}"#),
        RuleCase(
            #"{"name": "n", "run": {"command": "x"}, "type": "php:8.3", "runtime": {"sizing_hints": {"request_memory": 5, "reserved_memory": 70}}}"#,
            [
                #"1:106: error: runtime.sizing_hints.request_memory: 5 is less than the platform's minimum of 10 megabytes (write at least 10)"#
            ]),
        RuleCase(#"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "runtime": []}"#),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "runtime": "x"}"#,
            [
                #"1:74: error: runtime: expected an object, found the string "x""#
            ]
        ),
    ])
    func theRestInJSON(_ example: RuleCase) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "container_profile": "high_cpu"}"#,
            [#"1:71: error: container_profile: "high_cpu" is not a container profile (did you mean "HIGH_CPU"?)"#]
        ),
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "container_profile": ""}"#,
            [
                #"1:71: error: container_profile: "" is not a container profile (the known ones are HIGH_CPU, BALANCED, HIGH_MEMORY, HIGHER_MEMORY)"#
            ]
        ),
        RuleCase(#"{"type": "python:3.12", "run": {"command": "x"}, "container_profile": null}"#),
        RuleCase(#"{"type": "python:3.12", "run": {"command": "x"}, "container_profile": "HIGHER_MEMORY"}"#),
        RuleCase(
            #"{"type": "php:8.3", "run": {"command": "x"}, "runtime": {"extensions": "redis", "disabled_extensions": ["a"]}}"#,
            [#"1:72: error: runtime.extensions: expected a list, found the string "redis" (write [redis])"#]
        ),
        RuleCase(
            #"{"type": "php:8.3", "run": {"command": "x"}, "runtime": {"extensions": ["a", {"name": "b"}], "xdebug": {"idekey": "k"}, "request_terminate_timeout": 300, "other": 1}}"#
        ),
        RuleCase(
            #"{"type": "php:8.3", "run": {"command": "x"}, "runtime": {"xdebug": {"idekey": 5}, "request_terminate_timeout": "300"}}"#,
            [
                #"1:79: error: runtime.xdebug.idekey: expected a string, found the number 5 (put it in quotes: "5")"#,
                #"1:112: error: runtime.request_terminate_timeout: expected a whole number of seconds, found the string "300" (write 300 without quotes)"#,
            ]
        ),
        RuleCase(
            #"{"type": "php:8.3", "run": {"command": "x"}, "runtime": {"sizing_hints": {"request_memory": 45, "memory": 1}, "extension": []}}"#,
            [
                #"1:97: error: runtime.sizing_hints.memory: "memory" is not a key of sizing_hints (the keys of sizing_hints are request_memory, reserved_memory)"#,
                #"1:111: warning: runtime.extension: "extension" is not a key of runtime that the platform is known to have (did you mean "extensions"?)"#,
            ]
        ),
        RuleCase(
            #"{"type": "php:8.3", "run": {"command": "x"}, "runtime": {"sizing_hints": {"request_memory": 9, "reserved_memory": 69.5}}}"#,
            [
                "1:93: error: runtime.sizing_hints.request_memory: 9 is less than the platform's minimum of 10 megabytes (write at least 10)",
                "1:115: error: runtime.sizing_hints.reserved_memory: expected a whole number of megabytes, found the number 69.5",
            ]
        ),
    ])
    func theRestInYAML(_ example: RuleCase) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }

    @Test("the API may write down what is not set")
    func nullsInJSON() {
        let text =
            #"{"name": "n", "run": {"command": "x"}, "type": "php:8.3", "runtime": {"xdebug": null, "sizing_hints": null}}"#
        #expect(problems(of: text, .json) == [])
    }
}
