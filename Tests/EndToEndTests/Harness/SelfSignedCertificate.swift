import Foundation
import TestSupport
import Testing

/// A certificate for this machine that nobody trusts.
enum SelfSignedCertificate {
    static let skipReason: Comment = "no certificate can be made; the program openssl is needed"

    /// The key and the certificate.
    static let text: String? = {
        do {
            return try ScratchFolder.with { scratch in
                guard let openssl = MachineProgram.openssl.path else { return nil }
                let words = [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext",
                    "subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:api.example.invalid",
                    "-keyout", scratch.at("key"), "-out", scratch.at("certificate"),
                ]
                let run = try TaskboxRun(
                    openssl, words, environment: ["PATH": "/usr/bin:/bin", "HOME": scratch.path], folder: scratch.path,
                    outputs: scratch.at("openssl"))
                guard run.finish().end == .exited(0) else { return nil }
                return try scratch.read("key") + scratch.read("certificate")
            }
        } catch {
            return nil
        }
    }()
}
