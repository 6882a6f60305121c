import Foundation
import TestSupport
import Testing

/// Real servers on loopback, from the system's packages, for one test.
struct ScratchServices {
    let postgresPort: Int
    let redisPort: Int
    static let redisPassword = "s3cr:t/w@rd"

    private static let postgresFolder: String? = {
        let versions = FileManager.default.subpaths(atPath: "/usr/lib/postgresql")?.filter {
            $0.hasSuffix("/bin/initdb")
        }
        return versions?.sorted().last.map { "/usr/lib/postgresql/\($0.dropLast("/initdb".count))" }
    }()
    private static let redis = "/usr/bin/redis-server"

    static let areInstalled =
        postgresFolder != nil && FileManager.default.isExecutableFile(atPath: redis)
        && (geteuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv"))
    static let skipReason: Comment = "the packages postgresql and redis-server are not installed"

    /// Starts both servers and ends them after the test's body.
    static func with(_ body: (ScratchServices) throws -> Void) throws {
        guard let binaries = postgresFolder else { return }
        try ScratchFolder.with { scratch in
            let services = ScratchServices(postgresPort: try freePort(), redisPort: try freePort())
            // PostgreSQL does not run as root.
            let prefix = geteuid() == 0 ? "setpriv --reuid 65534 --regid 65534 --clear-groups" : ""
            let data = scratch.at("pg")
            try scratch.folder("pg")
            if geteuid() == 0 { chown(data, 65534, 65534) }
            defer {
                shell("\(prefix) \(binaries)/pg_ctl -D \(data)/d -m immediate -w stop; kill $(cat \(data)/redis.pid)")
            }
            let status = shell(
                """
                set -e
                cd \(data)
                \(prefix) \(binaries)/initdb -D \(data)/d -A trust -U main --no-sync
                \(prefix) \(binaries)/pg_ctl -D \(data)/d -w -l \(data)/log \
                    -o '-p \(services.postgresPort) -h 127.0.0.1 -k \(data) -c fsync=off' start
                \(prefix) \(binaries)/createdb -h 127.0.0.1 -p \(services.postgresPort) -U main main
                \(redis) --bind 127.0.0.1 --port \(services.redisPort) --requirepass '\(redisPassword)' --save '' \
                    --dir \(data) --pidfile \(data)/redis.pid --daemonize yes
                """)
            #expect(status == 0, "the servers could not be started")
            try body(services)
        }
    }

    /// A port that is free now; another program may be faster, which fails the test by a clear message of the server.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Not by Foundation, which waits for servers that stay in the background.
    @discardableResult
    private static func shell(_ script: String) -> Int32 {
        system("exec >/dev/null 2>&1 </dev/null; export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C\n\(script)")
    }
}
