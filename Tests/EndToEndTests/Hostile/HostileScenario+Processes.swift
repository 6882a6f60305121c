import Foundation

extension HostileScenario {
    /// Processes that do not want to end.
    static let processes: [HostileScenario] = [
        .init("SIGTERM is ignored", "trap '' TERM; while :; do sleep 1; done"),
        .init("every signal is ignored", "trap '' HUP INT QUIT TERM USR1 USR2 ALRM; while :; do sleep 1; done"),
        .init("a stopped child", "sleep 300 & kill -STOP $!; wait"),
        .init("a stopped shell", "kill -STOP $$"),
        .init("sessions of their own", "setsid sleep 300 & setsid sh -c 'trap \"\" TERM; sleep 301' & wait"),
        .init("double forks", "(setsid sh -c '(sleep 300 &)' &); (sh -c 'sleep 301 & sleep 302 &' &); sleep 303"),
        .init("nohup", "nohup sleep 300 > /dev/null 2>&1 & nohup sleep 301 < /dev/null & wait"),
        .init("a command without streams", "exec <&- >&- 2>&-; exec sleep 300"),
        .init("a tree of five hundred", tree + "f 7; wait", timeout: 3, bound: .seconds(20)),
        .init(
            "a thousand children", "i=0; while [ $i -lt 1000 ]; do sleep 300 & i=$((i+1)); done; wait", timeout: 4,
            bound: .seconds(25)),
        .init("zombies", "sh -c 'for i in 1 2 3 4 5; do (exit 3) & done; exec sleep 300'"),
        .init(
            "children that are born when it ends",
            "trap 'sleep 300 & (setsid sleep 301 &)' TERM; sleep 302 & wait; wait"),
        .init("processes that come and go", "while :; do sh -c 'exec true'; done"),
        .init("a full pipe", "yes | sleep 300"),
        .init(
            "a pipe that nobody writes to",
            "mkfifo \"$TMPDIR/p\" 2>/dev/null || mkfifo /tmp/p; cat \"${TMPDIR:-/tmp}/p\""),
        .init(
            "a name of taskbox's own",
            "t=${TMPDIR:-/tmp}; ln -s \"$(command -v sleep)\" \"$t/taskbox-launcher\"; exec \"$t/taskbox-launcher\" 300"
        ),
        .init("everything in sight is killed", "kill -9 -1; sleep 300", engines: [.bubblewrap]),
        .init(
            "a launcher that can not be killed", "kill -9 $PPID; kill -STOP $PPID; sleep 300", engines: [.bubblewrap]),
        .init(
            "a killed launcher", "setsid sleep 300 & kill -9 $PPID; sleep 301", engines: [.host], end: .exited(125),
            outcome: "lost"),
        .init("its group is killed", "sleep 300 & kill -KILL 0", end: .exited(137), outcome: "signalled"),
        .init("it kills itself", "setsid sleep 300 & kill -SEGV $$", end: .exited(139), outcome: "signalled"),
        .ending("a daemon that holds the outputs", "(setsid sleep 300 &); echo done", output: "done\n"),
        .ending(
            "a daemon that ignores SIGTERM", "(setsid sh -c 'trap \"\" TERM; sleep 300; sleep 301' &); exit 5",
            status: 5),
        .ending("daemons with a status", "nohup sleep 300 >/dev/null 2>&1 & (sleep 301 &); exit 9", status: 9),
        .ending(
            "a build that leaves daemons", "echo run", build: "(setsid sleep 300 &); (sleep 301 &)", output: "run\n"),
        .ending("a deploy hook that leaves daemons", "echo run", deploy: "(setsid sleep 300 &)", output: "run\n"),
        .init(
            "a build over its time", "echo never", build: "trap '' TERM; setsid sleep 300 & sleep 301; sleep 302",
            options: ["--build-timeout", "1"], output: ""),
        .init(
            "a deploy hook over its time", "echo never", deploy: "(setsid sleep 300 &); sleep 301",
            options: ["--deploy-timeout", "1"], output: ""),
        .init("a tree with a little memory", "ulimit -v 200000; " + tree + "f 4; wait"),
        .init("few descriptors", "ulimit -n 8; sleep 300 & sleep 301 & wait"),
        .init("a file size of nothing", "ulimit -f 0; sleep 300"),
    ]

    /// Each level starts two of the next.
    private static let tree = "f() { [ $1 -gt 0 ] && { f $(($1-1)) & f $(($1-1)) & }; sleep 300; }; "

    /// What a task can do to its outputs.
    static let outputs: [HostileScenario] = [
        .ending("a line without an end", "printf 'no end'", output: "no end"),
        .ending("no output at all", "exec >/dev/null 2>&1; echo lost", output: ""),
        .ending("letters that are none", "printf '\\377\\376\\300\\200\\n' | od -An -tx1", output: " ff fe c0 80 0a\n"),
        .ending(
            "escape sequences", "printf '\\033]0;title\\007\\033[2J\\033[31mred'",
            output: "\u{1B}]0;title\u{07}\u{1B}[2J\u{1B}[31mred"),
        .ending("a line of fifty million letters", "head -c 50000000 /dev/zero", bound: .seconds(25)),
        .ending(
            "ten thousand writes", "i=0; while [ $i -lt 10000 ]; do echo $i; i=$((i+1)); done", bound: .seconds(25)),
        .ending(
            "both streams at once", "(yes out | head -n 300000) & yes err | head -n 300000 >&2; wait",
            bound: .seconds(25)),
        .ending("closed streams", "exec >&- 2>&-; exit 3", status: 3, output: ""),
        .ending("standard input", "cat; wc -c < /dev/stdin", output: "0\n"),
    ]
}
