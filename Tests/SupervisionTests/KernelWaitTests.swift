import Testing

@testable import Supervision

/// What the kernel tells of a thread, in the form it tells it.
@Suite struct KernelWaitTests {
    #if arch(x86_64)
        @Test(arguments: [
            ("0 0x3 0x7ffd3245b400 0x1000 0x8 0x0 0x55d8 0x7ffd 0x7f3d", KernelWait.Call.read(3)),
            ("1 0x1 0x7ffd3245b400 0x1000 0x8 0x0 0x55d8 0x7ffd 0x7f3d", .write(1)),
            ("73 0x3 0x2 0x0 0x1b6 0x7ffe 0x0 0x7ffe 0x7f3c", .lock(3)),
            ("72 0x5 0x7 0x0 0x1b6 0x7ffe 0x0 0x7ffe 0x7f3c", .lock(5)),
            ("72 0x5 0x1 0x0 0x1b6 0x7ffe 0x0 0x7ffe 0x7f3c", .other),
            ("7 0x7ffc 0x2 0xffffffff 0x80800 0x1999 0x0 0x7ffc 0x7f83", .poll(address: 0x7ffc, count: 2)),
            ("230 0x0 0x0 0x7ffe 0x7ffe 0x0 0x0 0x7ffe 0x7f7a", .sleep),
            ("61 0xffffffff 0x7ffc 0x0 0x0 0x2 0x1 0x7ffc 0x7fd6", .child),
            ("202 0x7ffc 0x189 0x0 0x0 0x0 0xffffffff 0x7ffc 0x7fd6", .thread),
            ("257 0xffffff9c 0x55aa 0x80000 0x0 0x0 0x0 0x7ffc 0x7fd6", .open(path: 0x55aa)),
        ])
        func calls(_ line: String, _ call: KernelWait.Call) {
            #expect(KernelWait(line)?.call == call)
        }
    #endif

    @Test(arguments: ["running", "-1 0x7ffe 0x7f7a", "", "x y", "0 0x1"])
    func noCall(_ line: String) {
        #expect(KernelWait(line) == nil)
    }

    @Test(arguments: [
        ("anon_pipe_read", "waits for data from a pipe"), ("pipe_write", "is blocked writing to a full pipe"),
        ("do_wait", "waits for a child"), ("futex_wait_queue", "waits for another thread or a lock in memory (futex)"),
        ("locks_lock_inode_wait", "waits for a lock on a file"),
        ("poll_schedule_timeout.constprop.0", "waits for events"),
    ])
    func functions(_ name: String, _ words: String) {
        #expect(KernelWait.activity(waitingIn: name)?.words == words)
        #expect(KernelWait.activity(waitingIn: "wait_woken") == nil)
    }

    @Test func words() {
        #expect(ProcessActivity(.reads, "127.0.0.1:5432 (TCP)").words == "waits for data from 127.0.0.1:5432 (TCP)")
        #expect(
            ProcessActivity(.reads, "a pipe", threads: 3).words
                == "has 3 threads, of which one waits for data from a pipe")
        for kind in ProcessActivity.Kind.allCases { #expect(!ProcessActivity(kind).words.isEmpty) }
    }

    @Test func statistics() throws {
        let line = "4711 (a) b (c) S 17 4711 4711 0 -1 4194304 1 2 0 0 150 50 7 3 20 0 1 0 200 1024 99"
        let statistics = try #require(ProcessStatistics(Array(line.utf8)))
        #expect(statistics.name == "a) b (c")
        #expect(statistics.state == "S")
        #expect(statistics.parent == 17)
        #expect(statistics.userTime == statistics.systemTime * 3)
        #expect(statistics.childrenUserTime > statistics.childrenSystemTime)
        #expect(ProcessStatistics(Array("4711 (a".utf8)) == nil)
        #expect(ProcessStatistics([]) == nil)
    }
}

/// The tables of sockets and locks.
@Suite struct KernelTableTests {
    @Test func sockets() {
        var table = SocketTable()
        table.add(
            internet: """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 100 1 0 100
                   1: 0100007F:B2D4 0100007F:1538 01 00000000:00000000 00:00000000 00000000     0        0 101 1 0 20
                   2: broken
                """, protocolName: "TCP")
        table.add(
            internet: """
                  sl  local_address                         remote_address                        st tx_queue
                   0: 00000000000000000000000001000000:B2D4 B80D0120000000000000000001000000:01BB 01 0:0 00:0 0 0 0 102 1
                   1: 00000000000000000000000001000000:B2D4 0000000000000000FFFF00000100007F:01BB 01 0:0 00:0 0 0 0 103 1
                """, protocolName: "TCP")
        table.add(
            unix: """
                Num       RefCount Protocol Flags    Type St Inode Path
                0000: 00000002 00000000 00010000 0001 01 104 /run/a b.sock
                0000: 00000003 00000000 00000000 0001 03 105
                """)
        #expect(
            table.names == [
                100: "port 8080 (TCP)", 101: "127.0.0.1:5432 (TCP)", 102: "[2001:db8::1]:443 (TCP)",
                103: "127.0.0.1:443 (TCP)", 104: "the Unix socket /run/a b.sock", 105: "a Unix socket",
            ])
    }

    @Test func locks() {
        let locks = FileLocks(
            """
            1: FLOCK  ADVISORY  WRITE 1823 fe:00:16220438 0 EOF
            1: -> FLOCK  ADVISORY  WRITE 1826 fe:00:16220438 0 EOF
            1: -> FLOCK  ADVISORY  WRITE 1827 fe:00:16220438 0 EOF
            2: OFDLCK ADVISORY  WRITE -1 fe:00:1 0 EOF
            2: -> OFDLCK ADVISORY  WRITE 1828 fe:00:1 0 EOF
            """)
        #expect(locks.holder(blocking: 1826) == 1823)
        #expect(locks.holder(blocking: 1827) == 1823)
        #expect(locks.holder(blocking: 1823) == nil)
        #expect(locks.holder(blocking: 1828) == nil, "the kernel knows no process for locks of open files")
        #expect(FileLocks("-> x\n") == FileLocks(""))
    }
}
