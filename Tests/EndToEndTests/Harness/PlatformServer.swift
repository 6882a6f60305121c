import Documents
import Foundation
import TestSupport
import Testing

/// A running platform on loopback, and what it was asked.
struct PlatformServer {
    let scene: Scene
    /// The only token it knows, as an access token and as an API token.
    let secret: String
    let port: Int
    /// Where the same is served over TLS, if there is a certificate.
    let securePort: Int
    private let log: String

    /// `nil` where there is no Python.
    static let python = MachineProgram.python3.path
    static let isPossible = python != nil && MachineProgram.curl.path != nil
    static let skipReason: Comment = "the platform on loopback needs the programs python3 and curl"

    /// Runs a scenario beside a server of its own.
    static func with(
        _ engine: EngineUnderTest = .host, certificate: String = "",
        sourceLocation: Testing.SourceLocation = #_sourceLocation,
        _ body: (Scene, PlatformServer) throws -> Void
    ) throws {
        try Scene.with(engine, sourceLocation: sourceLocation) { scene in
            let python = try #require(python)
            let secret = "secret-\(UUID().uuidString)"
            if !certificate.isEmpty { try scene.scratch.write("certificate.pem", certificate) }
            let script = try scene.scratch.write("server.py", PlatformServerScript.text)
            let (log, port) = (scene.scratch.at("requests"), scene.scratch.at("port"))
            let run = try TaskboxRun(
                python, [script, log, port, secret, certificate.isEmpty ? "" : scene.scratch.at("certificate.pem")],
                environment: scene.environment, folder: scene.scratch.path,
                outputs: scene.scratch.at("server"))
            defer {
                run.send(SIGKILL)
                _ = run.finish(within: .seconds(600))
            }
            let isUp = TaskboxRun.wait { FileManager.default.fileExists(atPath: port) }
            try #require(isUp, "the server did not start: \(run.errorSoFar)")
            let ports = try scene.scratch.read("port").split(separator: " ").compactMap { Int($0) }
            try #require(ports.count == 2)
            try body(
                scene,
                PlatformServer(scene: scene, secret: secret, port: ports[0], securePort: ports[1], log: log))
            #expect(run.errorSoFar == "", "the server's own errors")
        }
    }

    var host: String { "127.0.0.1:\(port)" }

    /// The variables that lead taskbox here with an access token.
    var bearer: [String: String] { addresses.merging(["UPSUN_TOKEN": secret]) { $1 } }
    /// The variables that lead taskbox here with an API token.
    var apiToken: [String: String] { addresses.merging(["UPSUN_CLI_TOKEN": secret]) { $1 } }
    var addresses: [String: String] {
        ["TASKBOX_API_URL": "http://\(host)/api", "TASKBOX_AUTH_URL": "http://\(host)/auth"]
    }

    /// Runs taskbox to its end with these words and an access token.
    func taskbox(_ words: String..., environment: [String: String]? = nil) throws -> TaskboxRun.Result {
        try scene.start(words: words, environment: environment ?? bearer).finish()
    }

    /// Runs `taskbox fetch nightly` against an environment.
    func fetch(_ environment: String, _ words: String..., variables: [String: String]? = nil) throws
        -> TaskboxRun.Result
    {
        try scene.start(
            words: ["fetch", "nightly", "-p", "p", "-e", environment] + words, environment: variables ?? bearer
        ).finish()
    }

    /// The requests so far, as `METHOD path authorization`.
    func requests() throws -> [String] {
        try entries().map { entry in
            func text(_ key: String) -> String {
                if case .string(let text)? = entry[key] { text } else { "-" }
            }
            return "\(text("method")) \(text("path")) \(text("authorization"))".replacing(secret, with: "SECRET")
        }
    }

    /// The requests so far, with all that was noted.
    func entries() throws -> [JSONValue] {
        guard FileManager.default.fileExists(atPath: log) else { return [] }
        return try scene.scratch.read("requests").split(separator: "\n").map { line in
            let (node, problems) = JSONReader.read(SourceFile(name: "requests", text: String(line)))
            #expect(problems.isEmpty)
            return JSONValue(try #require(node))
        }
    }
}
