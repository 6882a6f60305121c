import Testing

@testable import ShellScripts

/// What dash 0.5.12 does with each of these was tried; bash takes them all.
@Suite("Where dash's own commands and expansions are not bash's")
struct BuiltinCommandTests {
    private func findings(_ script: String, known: Set<String> = []) -> [ShellFinding] {
        var reader = ShellReader(script, knownVariables: known)
        return reader.read().filter { $0.severity == .warning }
    }

    @Test(
        "is found where it stands",
        arguments: [
            ("printf '%q\\n' \"$x\"", ["7: dash's printf has no \"%q\" and stops there"]),
            ("printf '%(%F)T' -1", ["7: dash's printf has no \"%(…)T\" and stops there"]),
            ("printf '%-5s %05.2f %q' a 1 b", ["7: dash's printf has no \"%q\" and stops there"]),
            ("printf -- '%q' a", ["10: dash's printf has no \"%q\" and stops there"]),
            ("printf '\\x1b[31m%s' a", ["7: dash's printf prints \"\\x\" as it stands"]),
            ("printf \"\\u2713\\n\"", ["7: dash's printf prints \"\\u\" as it stands"]),
            ("printf -v x a", ["7: dash's printf has no \"-v\""]),
            ("read", ["0: dash's read needs the name of a variable; without one it fails"]),
            ("while read -r; do x; done < f", ["6: dash's read needs the name of a variable; without one it fails"]),
            ("read -p 'Go on? '", ["0: dash's read needs the name of a variable; without one it fails"]),
            ("read -r -n 1 x", ["8: dash's read has no \"-n\""]),
            ("read -p q -s x", ["10: dash's read has no \"-s\""]),
            (
                "exec {fd}>log",
                ["5: dash takes \"{fd}\" for a word of the command, not for a descriptor"]
            ),
            ("x {in}<f", ["2: dash takes \"{in}\" for a word of the command, not for a descriptor"]),
            ("exec -a name x", ["5: dash's exec has no \"-a\""]),
            ("type -p ls", ["5: dash's type has no \"-p\""]),
            ("type -P ls", ["5: dash's type has no \"-P\""]),
            ("wait -n", ["5: dash's wait has no \"-n\""]),
            ("jobs -r", ["5: dash's jobs has no \"-r\""]),
            ("hash -t ls", ["5: dash's hash has no \"-t\""]),
            ("unset -n x", ["6: dash's unset has no \"-n\""]),
            ("ulimit -u 5", ["7: dash's ulimit has no \"-u\""]),
            ("trap -p", ["5: dash's trap has no \"-p\""]),
            ("f() { local -r x=1; }", ["12: dash's local has no \"-r\""]),
            ("readonly -a x", ["9: dash's readonly has no \"-a\""]),
            ("kill -s SIGTERM 5", ["8: dash's kill takes no \"SIG\" before the name"]),
            ("kill -n 9 5", ["5: dash's kill has no \"-n\""]),
            ("exit -1", ["5: dash's exit takes no negative number and fails"]),
            ("f() { return -1; }", ["13: dash's return takes no negative number and fails"]),
            (". ./x.sh a", ["9: dash gives no arguments to a file that it reads with \".\""]),
            ("dirs", ["0: dash has no \"dirs\""]), ("caller", ["0: dash has no \"caller\""]),
            ("[ -a f ]", ["2: dash has no \"-a\" in tests"]),
            ("test -o errexit", ["5: dash has no \"-o\" in tests"]),
            ("[ -v x ]", ["2: dash has no \"-v\" in tests"]),
            ("[ ! -v x ]", ["4: dash has no \"-v\" in tests"]),
            ("echo $((1, 2))", ["9: dash has no \",\" in $((…))"]),
            ("echo $((16#ff))", ["8: dash has no \"16#\" in $((…))"]),
            ("x=$((10#$x + 1))", ["5: dash has no \"10#\" in $((…))"]),
            (
                "x=$((RANDOM % 5))",
                ["5: dash does not set \"RANDOM\", so that nothing stands here"]
            ),
            ("echo $HOSTNAME", ["5: dash does not set \"HOSTNAME\", so that nothing stands here"]),
            ("echo ${EUID}", ["5: dash does not set \"EUID\", so that nothing stands here"]),
            ("echo $LINENO", ["5: dash does not set \"LINENO\", so that nothing stands here"]),
            (
                "mkdir x && cd $_",
                ["14: dash does not put the last word of the command before into \"_\""]
            ),
            ("echo $\"hi\"", ["5: dash has no $\"…\" and puts the \"$\" before the text"]),
            ("cd ~-", ["3: dash does not expand \"~-\""]), ("ls ~+/x", ["3: dash does not expand \"~+\""]),
            ("case $x in [^a]*) y;; esac", ["11: dash reads \"[^…]\" as a choice that \"^\" is a part of"]),
            ("case $x in a|[^b]) y;; esac", ["13: dash reads \"[^…]\" as a choice that \"^\" is a part of"]),
            ("for f in [^a]*; do y; done", ["9: dash reads \"[^…]\" as a choice that \"^\" is a part of"]),
            ("echo \"${x%%[^0-9]*}\"", ["11: dash reads \"[^…]\" as a choice that \"^\" is a part of"]),
        ] as [(String, [String])])
    func finds(_ script: String, _ expected: [String]) {
        #expect(findings(script).map { "\($0.offset): \($0.message)" } == expected)
    }

    @Test(
        "and what to write instead",
        arguments: [
            ("exit -1", "write exit 255"), ("kill -s SIGINT 5", "write kill -s INT"),
            ("type -t ls", "use \"command -v\""),
            ("read", "write read -r REPLY"), ("x=$((10#$x))", "drop leading zeros with ${NAME#0}"),
            ("x=$((16#$x))", "write 0x before hexadecimal, 0 before octal digits"), ("cd ~+", "write \"$PWD\""),
            ("[ -v x ]", "write [ -n \"${NAME+set}\" ]"), ("echo $HOSTNAME", "write $(hostname)"),
            ("exec 3>&1 {fd}>log", "write a number, such as exec 3> FILE"),
        ])
    func says(_ script: String, _ hint: String) {
        #expect(findings(script).map(\.hint) == [hint])
    }

    @Test(
        "nothing is said about what dash takes as bash does",
        arguments: [
            "printf '%s %5d %-5s %% %.3f %b %*d\\n' a", "printf '\\033[0m\\e[1m\\t\\\\x'", "printf \"$format\" a",
            "printf '%s' '%q'",
            "read -r line", "read -rp 'Go? ' x", "read -p '-n' x", "read a b c", "read -r _ x; echo $_", "read \"$x\"",
            "exec 3>log", "find . -exec rm {} >log", "echo {}>log", "echo a{fd}>log", "exec cmd -a b", "command -v ls",
            "command -pv x", "cd -", "cd -P x", "pwd -P", "wait", "wait $!", "jobs -p", "hash -r", "unset -f x -v y",
            "ulimit -n 5; ulimit -Hc 0; ulimit -Sn", "umask -S; umask 022", "trap - INT", "trap -- '' TERM",
            "export -p", "kill -9 5; kill -- -5; kill -s TERM 5; kill -l", "exit 1; return 0; exit \"$x\"",
            ". ./x.sh", ". \"$x\"", "[ -n \"$x\" -a -f y ]", "[ -e f -o -e g ]", "[ \"$a\" -a \"$b\" ]", "test -f x",
            "x=$((a * (b + 0x1f) % 010))", "x=$((x > 1 ? 2 : 3))", "x=$((${#x} + $#))", "set -e -u -x -b -p",
            "echo \"cost: 5$\"", "grep 'a$' f", "echo a~+ ~user ~/x", "case $x in [!a]*|'[^'*) y;; esac",
            "grep [^a] f", "echo \"${x#[!0-9]}\" \"${x:-[^a]}\"", "type ls", "type=-p", "hash=1",
            "HOSTNAME=x; echo $HOSTNAME",
            "wait() { :; }\nwait -n",
        ])
    func saysNothing(_ script: String) {
        #expect(findings(script) == [])
    }

    @Test("a host name that the task itself sets is its own")
    func knownVariables() {
        #expect(findings("echo $HOSTNAME", known: ["HOSTNAME"]) == [])
    }
}
