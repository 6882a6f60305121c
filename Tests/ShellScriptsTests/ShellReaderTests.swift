import Testing

@testable import ShellScripts

@Suite("What dash does otherwise than bash")
struct ShellReaderTests {
    /// `offset: message (hint)`, warnings only.
    private func warnings(_ script: String, known: Set<String> = []) -> [String] {
        var reader = ShellReader(script, knownVariables: known)
        return reader.read().filter { $0.severity == .warning }.map { "\($0.offset): \($0.message)" }
    }

    private func note(_ script: String) -> Int? {
        var reader = ShellReader(script)
        return reader.read().first { $0.severity == .note }?.offset
    }

    @Test(
        "is found where it stands",
        arguments: [
            ("if [[ $a == b ]]; then x; fi", ["3: dash has no \"[[\""]),
            ("x && [[ -f a && -f b ]]", ["5: dash has no \"[[\""]),
            ("source ./env.sh", ["0: dash has no \"source\""]),
            ("set -e\nsource env", ["7: dash has no \"source\""]),
            ("function f { x; }", ["0: dash has no \"function\""]),
            ("function f() { x; }", ["0: dash has no \"function\""]),
            ("files=(a b)\nx", ["0: dash has no arrays"]),
            ("files+=(a b)", ["0: dash has no arrays"]),
            ("f() { local a=(1 2); }", ["12: dash has no arrays"]),
            ("x\nlocal a=1", ["2: dash stops at \"local\" outside of a function"]),
            ("local a=1; f() { local b=2; }", []),
            (
                "echo ${files[0]}",
                ["5: dash stops at \"${files[…]}\", which needs arrays in bash: \"Bad substitution\""]
            ),
            (
                "echo ${#files[@]}",
                ["5: dash stops at \"${files[…]}\", which needs arrays in bash: \"Bad substitution\""]
            ),
            ("[ \"$a\" == b ]", ["7: dash compares with \"=\"; \"==\" is an error"]),
            ("test a == b", ["7: dash compares with \"=\"; \"==\" is an error"]),
            ("grep x <<< \"$a\"", ["7: dash has no \"<<<\""]),
            (
                "make &> log",
                [
                    "5: dash reads \"&>\" as \"&\" and \">\": the command goes to the background, its output to the old place"
                ]
            ),
            ("make >& log", ["5: dash takes only the number of a descriptor behind \">&\""]),
            ("a |& b", ["2: dash has no \"|&\""]),
            ("echo $RANDOM", ["5: dash does not set \"RANDOM\", so that nothing stands here"]),
            ("echo \"${RANDOM}\"", ["6: dash does not set \"RANDOM\", so that nothing stands here"]),
            ("echo -e 'a\\n'", ["5: dash's echo prints \"-e\""]),
            ("mkdir {a,b}", ["6: dash does not expand \"{a,b}\""]),
            ("for i in {1..3}; do x; done", ["9: dash does not expand \"{1..3}\""]),
            ("cp a.{txt,md} x", ["3: dash does not expand \"{txt,md}\""]),
            (
                "echo ${x//a/b}",
                ["5: dash stops at \"${x/…}\", which replaces text in bash: \"Bad substitution\""]
            ),
            ("echo \"${x:0:3}\"", ["6: dash stops at \"${x:…}\", which cuts a part out in bash: \"Bad substitution\""]),
            ("echo ${x^^}", ["5: dash stops at \"${x^…}\", which changes the case in bash: \"Bad substitution\""]),
            (
                "echo ${!x}",
                [
                    "5: dash stops at \"${!…}\", which takes the name of the variable from another in bash: \"Bad substitution\""
                ]
            ),
            ("set -euo pipefail", ["9: dash has no option \"pipefail\" and stops there"]),
            ("set -o pipefail", ["7: dash has no option \"pipefail\" and stops there"]),
            ("set -E", ["4: dash's option \"-E\" is another than bash's"]),
            ("set -B", ["4: dash has no option \"-B\" and stops there"]),
            ("trap 'x' ERR", ["9: dash has no trap for \"ERR\""]),
            ("trap x SIGTERM EXIT", ["7: dash takes no \"SIG\" before the name of a signal"]),
            ("read -s x", ["5: dash's read has no \"-s\""]),
            ("read -ra x", ["5: dash's read has no \"-a\""]),
            ("printf -v x a", ["7: dash's printf has no \"-v\""]),
            ("((i++))", ["0: dash has no \"((…))\" as a command"]),
            ("if (( a > 3 )); then x; fi", ["3: dash has no \"((…))\" as a command"]),
            ("for ((i = 0; i < 3; i++)); do x; done", ["0: dash has no loop of the form \"for ((…))\""]),
            ("x=$((i++))", ["6: dash has no \"++\" in $((…))"]),
            ("x=$((2 ** 3))", ["7: dash has no \"**\" in $((…))"]),
            ("diff <(a) <(b)", ["5: dash has no \"<(…)\"", "10: dash has no \"<(…)\""]),
            ("declare -A map", ["0: dash has no \"declare\""]),
            ("PATH+=:/x", ["0: dash has no \"+=\""]),
            (". env.sh", ["2: dash looks for \"env.sh\" on PATH only, not in the current folder"]),
            ("x=$(<file)", ["2: dash puts nothing in the place of \"$(< FILE)\""]),
            ("IFS=$'\\n'", ["4: dash has no \"$'…'\""]),
            ("case x in a) b;;& esac", ["14: dash has no \";;&\" in \"case\""]),
            (
                "#!/usr/bin/env bash\nx",
                ["0: the line \"#!\" has no effect: the platform gives the script to dash, not to bash"]
            ),
            ("echo \"$(source x)\"", ["8: dash has no \"source\""]),
            ("echo `source x`", ["6: dash has no \"source\""]),
            ("for source in a; do b; done\nsource x", ["28: dash has no \"source\""]),
            ("RANDOM() { x; }\necho $RANDOM", ["21: dash does not set \"RANDOM\", so that nothing stands here"]),
            ("echo `date +%s`; source x", ["17: dash has no \"source\""]),
            (
                "x=\"`a $b`\" y=`[[ c ]]`; for i in {1..3}; do [[ d ]]; done",
                [
                    "14: dash has no \"[[\"", "33: dash does not expand \"{1..3}\"", "44: dash has no \"[[\"",
                ]
            ),
            (
                "cat <<EOF\n${x//a/b}\nEOF\n",
                ["10: dash stops at \"${x/…}\", which replaces text in bash: \"Bad substitution\""]
            ),
            ("case $a in\n  x) [[ b ]] ;;\nesac\nsource y", ["16: dash has no \"[[\"", "32: dash has no \"source\""]),
            ("export -f x", ["7: dash's export has no \"-f\""]),
            ("kill -SIGTERM 5", ["5: dash's kill takes no \"SIG\" before the name"]),
        ] as [(String, [String])])
    func finds(_ script: String, _ expected: [String]) {
        #expect(warnings(script) == expected)
    }

    @Test(
        "nothing is said about what is right",
        arguments: [
            "set -eu\nmake all\n", "echo \"[[ not a test ]]\"", "echo '${x//a/b} $RANDOM source'", "# source x [[ y ]]",
            "echo a # [[ b ]]", "bash -c 'source x; [[ a ]]; echo $RANDOM'", "cat <<'EOF'\n${x//a/b} $RANDOM\nEOF\n",
            "cat <<-\"EOF\"\n\t${x^^}\n\tEOF\n", "bash <<'EOF'\n[[ a == b ]] && source x\nEOF\n",
            "[ \"$a\" = b ] && [ -f x ]", "echo ${x:-y} ${x:=y} ${x:?z} ${x:+w} ${x-} ${x%.*} ${x##*/} ${#x} ${x}",
            "echo \"${x:-\"}\" '}'", "find . -name '*.js' -exec rm {} \\;", "find . -exec echo {} +",
            "git log HEAD@{1}",
            "grep -E 'a{1,3}' f", "grep -E a{1,3} f", "awk '{ print $1, $2 }' f", "awk \"{print \\$1}\" f",
            "curl https://x.test/{a,b}", "xargs -I{} cp {} x", "echo {} {a} { a, b }",
            "case \"$1\" in\n  start|stop) x ;;\n  (a) y;;\n  *) z\nesac\n", "case x in a) (b) ;; esac; c",
            "x=$(case a in b) c;; esac)", "(cd x && make)", "((cd x); y)", "( (a) | b )", "x=$((1 + 2 * (3 - 1)))",
            "x=$((a - -1))", "x=$(( $a++1 ))", "make > log 2>&1", "make 2>&1 | tee log", "exec 3>&1 >&2", "exec >&-",
            "make >&\"$fd\"", "make & wait", "while read -r line; do echo \"$line\"; done < f", "read -r a b",
            "for f in *.txt; do echo \"$f\"; done", "for x; do y; done", "for x in a b\ndo y\ndone",
            "f() { local x=1; echo \"$x\"; }\nf", "if ! grep -q x f; then exit 1; fi", "echo -n x", "echo - e",
            "RANDOM=4; echo $RANDOM", "echo ${RANDOM:-4}", "source() { . \"$1\"; }\nsource ./x", ". ./env.sh",
            ". \"$HOME/x\"",
            "trap 'rm -f x' EXIT INT TERM", "set -o errexit -o nounset", "set -- a b", "set -x; set +x", "set a E",
            "printf '%s\\n' \"$x\"", "echo 'it'\\''s'", "echo \"a\\\"b\"", "echo $(( (1) ))",
            "x=\"$(printf '%s' \"$(a)\")\"",
            "echo \\\n  a \\\n  b", "a='\n[[ x ]]\n'", "test -n \"$x\" -a -f y", "npm run build && npm prune",
            "python3 -c 'import os; d = {\"a\": [1, 2]}; print(d[\"a\"] == 1)'", "node -e \"console.log(1 == 1)\"",
            "jq '.a[] | select(.b == 1)' f", "echo a==b", "[ -z \"${x#*=}\" ]", "sed -e 's/==/=/' f", "expr 1 + 1",
            "x=${y:-$(z)}", "x=\"${y:-{\"a\"}\"", "echo $? $# $@ $* $$ $! $-", "echo \"$1\" ${2} $10",
            "date +%s; echo $PPID", "kill -TERM 5; kill -s TERM 5", "wait 5", "export A=1 B=\"$C\"",
            "export -p", "x=a:b:c", "ls -la /tmp/{}", "echo \"{a,b}\" '{1..3}' \\{a,b\\}", "x={a,b}",
            "cat <<EOF | tr a b\nx ) ( ' \"\nEOF\necho ok", "cat <<A <<B\n1\nA\n2\nB\n", "{ a; b; } > c",
            "until curl -fs x; do sleep 1; done", "[ a = a ] || exit 1",
            "if [ a ]; then (b); elif [ c ]; then d; else e; fi",
            "eval \"$x\"", "echo `date` `echo \\`pwd\\``", "echo `a | b` c", "time make", "select=1", "function=1",
            "declared=1", "echo $((x<<2)) $((x>>1))", "a && b || c; d | e",
            "psql -c \"select '{a,b}'::text[]\"", "php -r 'echo $x == 1 ? \"a\" : \"b\";'",
            "echo \"$(cat <<EOF\na\nEOF\n)\"",
            "echo $(# a comment with ) and '\n x)", "exit 0", "", "\n\n", "x() ( y )\nx", "!", "&&", "((", "$(", "${",
            "case \"`b $i`\" in\n  c) d ;;\nesac\nf \"$i\" | g \"^s=$\" h",
            "echo `a \"$b\"` `c 'd'`\ncat <<'E'\n[[ `\nE\n",
            "`a\\`b\\``; c", "`", "'", "\"", "<<", "case",
            "a(", "\\",
        ])
    func saysNothing(_ script: String) {
        #expect(warnings(script) == [])
    }

    @Test("a variable that the task sets is not bash's")
    func knownVariables() {
        #expect(warnings("echo $SECONDS", known: ["SECONDS"]) == [])
        #expect(warnings("source x", known: ["source"]) == ["0: dash has no \"source\""])
    }

    @Test(
        "a failure that nobody notices",
        arguments: [
            ("make\nmake install", 0), ("set -e\nmake\nmake install", nil), ("make && make install", nil),
            ("make || exit 1\nmake install", nil), ("cd x; make", 0), ("echo a\nmake", nil), ("echo a\nmake\nx\n", 7),
            ("make", nil), ("A=1 make\nx", 0), ("set -eu -o x\na\nb", nil), ("set -o errexit\na\nb", nil),
            ("if [ a ]; then b; fi\nc", nil), ("a | b\nc", 0), ("a &\nb", nil), ("A=1\nb", nil),
            ("f() { a; b; }\nf", nil),
            ("# comment\n\nnpm ci\nnpm run build", 11), ("export A=1\nb", nil), ("(cd x && make)\ny", nil),
            ("for i in a b; do c; d; done", nil), ("a \\\n  && b\nc", 0), ("x `a b`\ny", 0), ("set -e `a`\nb\nc", nil),
        ] as [(String, Int?)])
    func overlooked(_ script: String, _ expected: Int?) {
        #expect(note(script) == expected)
    }

    @Test("any bytes are read in a time that grows with their number")
    func robust() {
        for text in ["(", "$(", "${a:-", "`", "\"$(", "case x in ", "<<A\n", "$((", "[[ ", "{a,", "((", "a=("] {
            var reader = ShellReader(String(repeating: text, count: 3000))
            _ = reader.read()
        }
    }
}

/// Scripts whose parts do not end, in each other: the work must not double with each of them.
///
/// Without a bound each of these would take longer than a test may.
@Suite struct HostileScriptTests {
    @Test(arguments: ["[[ $(", "[[ ", "cat <<E\n$(", "$(cat <<E\n$(", "`[[ $("])
    func openParts(_ part: String) {
        for ending in ["", " ]]", "\nE\n"] {
            var reader = ShellReader(String(repeating: part, count: 200) + ending)
            #expect(reader.read().count <= 100)
        }
    }
}
