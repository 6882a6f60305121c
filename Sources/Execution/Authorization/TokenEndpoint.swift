import CSystem
import Foundation
import ProcessSupport
import Synchronization

/// The token endpoint of the container, on 127.0.0.1:8200 as the task would meet it (contract 6.6), while deploy hook and
/// command run.
///
/// A thread waits for connections, and each connection has one of its own, because a token may have to be fetched first.
/// Only processes of the user who runs taskbox get an answer: others on the machine can reach the port as well.
final class TokenEndpoint: Sendable {
    /// The port of the platform's endpoint.
    static let port: UInt16 = 8200

    private let listener: LoopbackListener
    private let source: TokenSource
    private let report: @Sendable (String) -> Void
    private let stopReader: Int32
    private let stopWriter: Int32
    private let connections = Mutex(0)
    private let isOver = DispatchSemaphore(value: 0)

    /// A connection that says nothing for so long is closed.
    private static let patience = Duration.seconds(10)
    private static let mostConnections = 32

    /// Begins to listen; `report` hears of what the user should know, without a full stop.
    init(source: @escaping TokenSource, report: @escaping @Sendable (String) -> Void) throws(ExecutionFault) {
        self.source = source
        self.report = report
        do {
            listener = try LoopbackListener(port: Self.port)
        } catch {
            let isTaken = error == SystemError(EADDRINUSE)
            throw ExecutionFault(
                isTaken
                    ? "the token endpoint can not listen on 127.0.0.1:\(Self.port), because another program does"
                    : "the token endpoint can not listen on 127.0.0.1:\(Self.port): \(error)",
                hint: isTaken ? "one run at a time can have --auth-proxy; end what uses the port" : nil)
        }
        do {
            (stopReader, stopWriter) = try Descriptor.pipe()
        } catch {
            Descriptor.close(listener.descriptor)
            throw ExecutionFault("the token endpoint could not be started: \(error)")
        }
        Thread.detachNewThread { [self] in listen() }
    }

    /// Closes the port, and returns when it is closed; to be called once.
    func stop() {
        Descriptor.close(stopWriter)
        isOver.wait()
    }

    private func listen() {
        // The closed writer makes the reader ready.
        while true {
            let ready = Readiness.wait(reading: [stopReader, listener.descriptor], for: nil)
            if ready[0] { break }
            guard let (connection, peer) = listener.accept() else {
                // Without descriptors the connection goes on waiting, and the listener stays ready.
                usleep(20_000)
                continue
            }
            let isTaken = connections.withLock { count in
                guard count < Self.mostConnections else { return false }
                count += 1
                return true
            }
            guard isTaken else {
                Descriptor.close(connection)
                continue
            }
            Thread.detachNewThread { [self] in
                serve(connection, peer: peer)
                Descriptor.close(connection)
                connections.withLock { $0 -= 1 }
            }
        }
        Descriptor.close(listener.descriptor)
        Descriptor.close(stopReader)
        isOver.signal()
    }

    private func serve(_ connection: Int32, peer: UInt16) {
        let clock = SuspendingClock()
        let end = clock.now.advanced(by: Self.patience)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            switch TokenRequest.read(bytes) {
            case .complete(let request): return answer(request, on: connection, peer: peer)
            case .refused(let status):
                return send(.refusal(status, "invalid_request", "this is no request for a token"), to: connection)
            case .incomplete: break
            }
            let left = clock.now.duration(to: end)
            guard left > .zero, Readiness.wait(reading: [connection], for: left)[0] else { return }
            // A connection that breaks is over; nobody is left to be told.
            let count = chunk.withUnsafeMutableBytes { (try? Descriptor.read(into: $0, from: connection)) ?? 0 }
            guard count > 0 else { return }
            bytes += chunk[..<count]
        }
    }

    private func answer(_ request: TokenRequest, on connection: Int32, peer: UInt16) {
        let tables = ["/proc/net/tcp", "/proc/net/tcp6"].compactMap(PlainFile.text(of:))
        let owner = SocketOwner.of(port: peer, connectedTo: Self.port, tables: tables)
        // A system without these tables does not tell who asks.
        if !tables.isEmpty, owner != geteuid() {
            let name = owner.map { " (\($0))" } ?? ""
            report("a process of another user\(name) asked the token endpoint for a token, and got none")
            return send(
                .refusal(403, "access_denied", "this endpoint serves the task of another user"), to: connection)
        }
        let answer = TokenAnswer.to(request, mint: source)
        if let words = answer.failure { report("the token endpoint could not get a token: \(words)") }
        send(answer, to: connection)
    }

    private func send(_ answer: TokenAnswer, to connection: Int32) {
        let bytes = answer.bytes
        // Whoever asks and does not wait for the answer misses it.
        _ = bytes.withUnsafeBytes { csystem_launch_send(connection, $0.baseAddress, $0.count) }
        // The other side reads all of it before it sees the end.
        shutdown(connection, Int32(SHUT_WR))
    }
}
