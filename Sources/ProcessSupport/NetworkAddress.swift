#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Hosts and ports as the system's own resolver and network see them.
///
/// Both calls block: resolving for as long as the resolver takes.
package enum NetworkAddress {
    /// The first address of a name, IPv4 before IPv6; `nil` if it has none.
    package static func resolve(_ host: String) -> String? {
        var lists: [(family: Int32, text: String)] = []
        withAddresses(of: host, port: 0) { info in
            var buffer = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            guard
                getnameinfo(info.ai_addr, info.ai_addrlen, &buffer, socklen_t(buffer.count), nil, 0, NI_NUMERICHOST)
                    == 0
            else { return true }
            let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            lists.append((info.ai_family, String(decoding: text, as: UTF8.self)))
            return true
        }
        return (lists.first { $0.family == AF_INET } ?? lists.first)?.text
    }

    /// Whether something accepts connections; the last failure if nothing does within the time.
    package static func probe(_ host: String, port: UInt16, within time: Duration) -> SystemError? {
        var failure: SystemError? = SystemError(EADDRNOTAVAIL)
        withAddresses(of: host, port: port) { info in
            failure = connect(info, within: time)
            return failure != nil
        }
        return failure
    }

    private static func connect(_ info: addrinfo, within time: Duration) -> SystemError? {
        let descriptor = socket(info.ai_family, info.ai_socktype, info.ai_protocol)
        guard descriptor >= 0 else { return .last }
        defer { Descriptor.close(descriptor) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        if systemConnect(descriptor, info.ai_addr, info.ai_addrlen) == 0 { return nil }
        guard errno == EINPROGRESS else { return .last }
        guard Readiness.wait(writing: descriptor, for: time) else { return SystemError(ETIMEDOUT) }
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) == 0 else { return .last }
        return code == 0 ? nil : SystemError(code)
    }

    /// Calls `body` with one address after the other as long as it says so.
    private static func withAddresses(of host: String, port: UInt16, _ body: (addrinfo) -> Bool) {
        var hints = addrinfo()
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, port == 0 ? nil : "\(port)", &hints, &list) == 0 else { return }
        defer { freeaddrinfo(list) }
        var next = list
        while let info = next {
            guard body(info.pointee) else { return }
            next = info.pointee.ai_next
        }
    }
}

#if canImport(Glibc)
    private let systemConnect = Glibc.connect
#else
    private let systemConnect = Darwin.connect
#endif
