import TaskModel
import Testing

/// Mounts.
struct MountRuleTests {
    @Test(arguments: [
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "instanse"}}}"#,
            [
                #"1:93: error: mounts.data.source: "instanse" is not a source of mounts (did you mean "instance"?)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "s3"}}}"#,
            [
                #"1:93: error: mounts.data.source: "s3" is not a source of mounts (write one of instance, local, tmp, temporary, storage, service)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {}}}"#,
            [
                #"1:82: error: mounts.data.source: "source" is missing (write one of instance, local, tmp, temporary, storage, service)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": null}}"#,
            [
                #"1:82: error: mounts.data: expected an object, found null (write {"source": "instance"})"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": "tmp"}}"#,
            [
                #"1:82: error: mounts.data: "tmp" is not a mount (write {"source": "tmp"})"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": "whatever"}}"#,
            [
                #"1:82: error: mounts.data: "whatever" is not a mount (write {"source": "instance"})"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": "shared:files/x/y"}}"#,
            [
                #"1:82: warning: mounts.data: "shared:files/x/y" is the form of an older platform (write {"source": "local", "source_path": "x/y"})"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": "shared:files/../x"}}"#,
            [
                #"1:82: error: mounts.data: "../x" leads out of the volume (remove the "..")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "storage"}}}"#,
            [
                #"1:82: error: mounts.data.service: a mount of the source "storage" needs "service", the name of the application whose volume it is: a task has no volume of its own (add it, or use the source "instance" for files that need not outlive the run)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "service", "service": null}}}"#,
            [
                #"1:115: error: mounts.data.service: a mount of the source "service" needs "service", the name of the network-storage service whose volume it is: a task has no volume of its own (add it, or use the source "instance" for files that need not outlive the run)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "storage", "service": ""}}}"#,
            [
                #"1:115: error: mounts.data.service: a mount of the source "storage" needs "service", the name of the application whose volume it is: a task has no volume of its own (add it, or use the source "instance" for files that need not outlive the run)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "storage", "service": 5}}}"#,
            [
                #"1:115: error: mounts.data.service: expected a string or null, found the number 5 (put it in quotes: "5")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "tmp", "service": "app"}}}"#,
            [
                #"1:111: warning: mounts.data.service: "service" has no effect on a mount of the source "tmp" (remove it)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"../x": {"source": "tmp"}, "/": {"source": "tmp"}, "": {"source": "tmp"}, "a\u0000": {"source": "tmp"}}}"#,
            [
                #"1:74: error: mounts["../x"]: "../x" leads out of the app folder (write a folder below it, such as "data")"#,
                #"1:101: error: mounts["/"]: "/" is the app folder itself, which can not be a mount (write a folder below it, such as "data")"#,
                #"1:125: error: mounts[""]: "" is the app folder itself, which can not be a mount (write a folder below it, such as "data")"#,
                #"1:148: error: mounts["a\u{0}"]: "a\u{0}" holds a NUL character, which can not be passed on (remove it)"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"/tmp": {"source": "tmp"}}}"#,
            [
                #"1:74: warning: mounts["/tmp"]: "/tmp" means the folder "tmp" of the app folder, /app/tmp, not the system's /tmp (remove it if the system's /tmp is meant, which can be written to without a mount; otherwise write "tmp")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"tmp": {"source": "tmp"}}}"#),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "tmp"}, "/data/": {"source": "tmp"}}}"#,
            [
                #"1:101: error: mounts["/data/"]: the mount is the same folder as "data" at 1:74 (remove one of the two)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"a/b/c": {"source": "tmp"}, "d": {"source": "tmp"}, "/a": {"source": "tmp"}, "ab": {"source": "tmp"}}}"#,
            [
                #"1:74: error: mounts["a/b/c"]: the mount lies inside the mount "/a"; mounts can not be nested (use two folders side by side, or one mount for both)"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "tmp", "source_path": "../x"}}}"#,
            [
                #"1:115: error: mounts.data.source_path: "../x" leads out of the volume (remove the "..")"#
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": {"source": "tmp", "source_path": 5, "sorce": 1}}}"#,
            [
                #"1:115: error: mounts.data.source_path: expected a string, found the number 5 (put it in quotes: "5")"#,
                #"1:118: warning: mounts.data.sorce: "sorce" is not a key of a mount and is ignored (did you mean "source"?)"#,
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {".foo": {"source": "tmp"}}}"#),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": ["a"]}"#,
            [
                "1:73: error: mounts: expected an object, found an array"
            ]
        ),
        RuleCase(
            #"{"name": "n", "type": "python:3.12", "run": {"command": "x"}, "mounts": {"var/data x": {"source": 1}}}"#,
            [
                #"1:99: error: mounts["var/data x"].source: expected a string, found the number 1 (put it in quotes: "1")"#
            ]
        ),
    ])
    func mountsInJSON(_ example: RuleCase) {
        #expect(problems(of: example.text, .json) == example.expected)
    }

    @Test(arguments: [
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "mounts": {"data": "shared:files/x"}}"#,
            [
                #"1:69: warning: mounts.data: "shared:files/x" is the form of an older platform (write { source: local, source_path: x })"#
            ]
        ),
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "mounts": {".foo": {"source": "nonsense"}}}"#,
            [
                #"1:61: warning: mounts[".foo"]: the platform ignores a mount whose key begins with "." (write "/.foo")"#
            ]
        ),
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "mounts": {"../a": {"source": "tmp"}}}"#,
            [
                #"1:61: warning: mounts["../a"]: the platform ignores a mount whose key begins with "." (nothing outside the app folder can be a mount: write a folder below it, such as "data")"#
            ]
        ),
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "mounts": {"./a": {"source": "tmp"}, "./.b/../c": {}, "./": {}, ".": {}}}"#,
            [
                #"1:61: warning: mounts["./a"]: the platform ignores a mount whose key begins with "." (write "a")"#,
                #"1:87: warning: mounts["./.b/../c"]: the platform ignores a mount whose key begins with "." (write "c")"#,
                #"1:104: warning: mounts["./"]: the platform ignores a mount whose key begins with "." (write a folder below the app folder, such as "data")"#,
                #"1:114: warning: mounts["."]: the platform ignores a mount whose key begins with "." (write a folder below the app folder, such as "data")"#,
            ]
        ),
        RuleCase(
            #"{"type": "python:3.12", "run": {"command": "x"}, "mounts": {"/../a": {"source": "tmp"}}}"#,
            [
                #"1:61: error: mounts["/../a"]: "/../a" leads out of the app folder (write a folder below it, such as "data")"#
            ]
        ),
    ])
    func mountsInYAML(_ example: RuleCase) {
        #expect(problems(of: example.text, .yaml) == example.expected)
    }
}
