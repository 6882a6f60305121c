import Documents
import Foundation
import TestSupport
import Testing

/// What a task sees under bubblewrap is a container of the platform, not the machine.
@Suite(.enabled(if: EngineUnderTest.bubblewrapWorks, EngineUnderTest.skipReason))
struct SandboxTests {
    @Test func bubblewrapWorksHere() { #expect(EngineUnderTest.bubblewrapFailure == nil) }

    /// The output of a command in a sandbox.
    private func output(
        of command: String, _ options: String..., with members: [JSONValue.Member] = [], status: Int32 = 0,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws -> String {
        var text = ""
        try Scene.with(.bubblewrap, sourceLocation: sourceLocation) { scene in
            // Without a runtime, because that of the scene would be seen below /tmp.
            try scene.define(command, type: "composable:25.11", with: members)
            let result = try scene.start(["--quiet"] + options).finish()
            #expect(result.end == .exited(status), "\(result.errorText)", sourceLocation: sourceLocation)
            text = result.outputText
        }
        return text
    }

    @Test func hostsAreInForce() throws {
        let hosts = JSONValue.Member(
            "additional_hosts", ["api.example.com": "203.0.113.7", "six.example.com": "2001:db8::7"])
        #expect(
            try output(
                of: "getent hosts api.example.com | tr -s ' '; getent hosts six.example.com | tr -s ' '", with: [hosts])
                == "203.0.113.7 api.example.com\n2001:db8::7 six.example.com\n")
    }

    @Test func timezoneIsInForce() throws {
        let zone = JSONValue.Member("timezone", "Europe/Paris")
        let command = """
            date -d '2026-07-01 12:00 UTC' '+%H %Z'; unset TZ; date -d '2026-07-01 12:00 UTC' '+%H %Z'; cat /etc/timezone
            """
        #expect(try output(of: command, with: [zone]) == "14 CEST\n14 CEST\nEurope/Paris\n")
        #expect(try output(of: "date +%Z; cat /etc/timezone") == "UTC\nUTC\n")
    }

    @Test func aBuildSeesNeitherHostsNorTheZone() throws {
        let look = "wc -l < /etc/hosts; cat /etc/timezone; unset TZ; date -d '2026-07-01 12:00 UTC' +%H"
        try Scene.with(.bubblewrap) { scene in
            try scene.define(
                look, build: look,
                with: [.init("timezone", "Europe/Paris"), .init("additional_hosts", ["a.example.com": "203.0.113.7"])])
            let result = try scene.run("--quiet")
            #expect(result.outputText == "3\nUTC\n12\n4\nEurope/Paris\n14\n", "\(result.errorText)")
        }
    }

    @Test func identity() throws {
        let command =
            "whoami; id -un; id -gn; hostname | sed 's/--[a-z0-9]*\\.0$/--ID.0/'; echo $PWD; pwd; echo ~; echo $HOME"
        #expect(try output(of: command) == "web\nweb\nweb\nt--task--ID.0\n/app\n/app\n/app\n/app\n")
    }

    @Test func homesAndOtherPeoplesFilesAreHidden() throws {
        let command =
            "ls -A /home; ls -d /root/.ssh /root/.bashrc /root/.config /root/.aws 2>/dev/null; cat /etc/shadow"
        #expect(try output(of: command, status: 1) == "")
    }

    /// The folders of the scenario are the user's own, and not in the sandbox.
    @Test func thePlaceOfTheProjectIsHidden() throws {
        try Scene.with(.bubblewrap) { scene in
            try scene.define(
                "ls -d \(scene.scratch.path) \(scene.project) \(scene.state) 2>/dev/null; ls /app",
                type: "composable:25.11")
            #expect(try scene.run("--quiet").outputText == "task.json\n")
        }
    }

    @Test func onlyTheTasksProcessesAreVisible() throws {
        let command =
            "echo $$ $PPID; for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline; echo; done | sed 's,^[a-z/]*dash -c .*,dash,'"
        let lines = try output(of: command).split(separator: "\n").map(String.init)
        #expect(lines.first == "2 1")
        #expect(lines.dropFirst().first?.hasSuffix("taskbox-launcher ") == true)
        let others = Set(lines.dropFirst(2).map { $0.trimmingCharacters(in: .whitespaces) })
        #expect(others.isSubset(of: ["dash", "sed s", "tr \\0", ""]) || others.count <= 5, "\(others)")
        #expect(lines.count < 9)
    }

    @Test func theSystemIsReadOnly() throws {
        let command =
            "for f in /x /etc/x /usr/x /app/x /bin/x /run/x /proc/x /var/x; do touch $f 2>/dev/null && echo $f; done; true"
        #expect(try output(of: command) == "")
    }

    @Test func temporaryFolderIsPrivateAndEmpty() throws {
        #expect(
            try output(of: "ls -A /tmp; echo x > /tmp/x && cat /tmp/x; ls -A /tmp; echo ${TMPDIR:-unset}")
                == "x\nx\nunset\n")
    }

    @Test func toolsOfPathAreUsable() throws {
        #expect(try output(of: "python3 -c 'import json, ssl; print(6 * 7)'") == "42\n")
        #expect(
            try output(of: "echo hi | sed s/i/o/; command -v git >/dev/null && git --version | cut -c1-3")
                == "ho\ngit\n")
    }

    @Test func closedNetwork() throws {
        let command = """
            tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '
            tail -n +2 /proc/net/route | wc -l
            """
        #expect(try output(of: command, "--network", "none") == "lo\n0\n")
    }

    @Test func bytesGoThroughAndNothingElseIsOpen() throws {
        #expect(
            try output(
                of:
                    "ls -l /proc/self/fd | sed -n 's/.* \\([0-9]*\\) -> \\(pipe\\|\\/dev\\/null\\|\\/proc\\).*/\\1 \\2/p'"
            )
                == "0 /dev/null\n1 pipe\n2 pipe\n3 /proc\n")
    }

    /// In a sandbox of root's the task counts as the owner of the kernel's files.
    @Test func theKernelCanNotBeChanged() throws {
        let lines = try output(
            of: "for f in /proc/sys/vm/swappiness /proc/sys/kernel/core_pattern /proc/sysrq-trigger; do "
                + "(cat $f >/dev/null 2>&1; : >> $f) 2>/dev/null && echo writable $f; done; echo done")
        #expect(lines == "done\n")
    }
}
