import Documents
import ProcessSupport

/// dash's own word on whether a script is well formed: `dash -n`, which runs nothing.
package struct DashSyntax: Sendable {
    /// What dash says.
    package struct Fault: Sendable, Equatable {
        /// 1-based, where dash noticed it.
        package let line: Int
        /// Such as `"fi" unexpected`.
        package let words: String
    }

    /// What came of asking dash.
    package enum Verdict: Sendable, Equatable {
        case wellFormed
        case fault(Fault)
        /// dash gave no answer, and why; it follows "could not be checked: ".
        case unknown(String)
    }

    private let executable: String
    private let timeLimit: Duration

    /// `nil` where there is no dash on the `PATH`.
    ///
    /// No script takes dash longer than `timeLimit` to read.
    package init?(path: String, timeLimit: Duration = .seconds(10)) {
        guard let dash = ExecutableSearch.find("dash", in: ExecutableSearch.folders(ofPath: path)) else { return nil }
        executable = dash
        self.timeLimit = timeLimit
    }

    /// Asks for the first fault of a script.
    ///
    /// The script goes through standard input, so that it stands on no command line.
    package func verdict(on script: String) -> Verdict {
        let run = ProgramRun(
            executable: executable, arguments: ["-n"], environment: ["LC_ALL": "C"], workingFolder: "/",
            input: Array(script.utf8), outputLimit: Self.longestOutput)
        let end = ContinuousClock.now.advanced(by: timeLimit)
        let result: ProgramRun.Result
        do throws(ProgramRunError) {
            result = try run.result(isCancelled: { ContinuousClock.now >= end })
        } catch {
            if case .cancelled = error { return .unknown("dash did not end within \(timeLimit.components.seconds) s") }
            return .unknown(error.description)
        }
        if result.succeeded { return .wellFormed }
        let message = String(decoding: result.errorOutput, as: UTF8.self)
        switch result.end {
        case .signalled(let signal): return .unknown("dash was killed by signal \(signal)")
        case .exited(let status):
            if let fault = DashSyntax.fault(fromMessage: message) { return .fault(fault) }
            let line = message.split(whereSeparator: \.isNewline).first.map(String.init)
            return .unknown(
                "dash ended with status \(status) and said " + (line.map { $0.quoted(limit: 120) } ?? "nothing"))
        }
    }

    /// `dash -n` has nothing to write to its standard output.
    private static let longestOutput = 64 << 10

    /// Reads `dash: 3: Syntax error: "fi" unexpected`.
    static func fault(fromMessage message: String) -> Fault? {
        let line = message.split(separator: "\n").first ?? ""
        let parts = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map { part in
            String(part.drop { $0 == " " })
        }
        guard parts.count >= 3, let number = Int(parts[1]), number >= 0 else { return nil }
        if parts.count == 4, parts[2] == "Syntax error" { return Fault(line: number, words: parts[3]) }
        return Fault(line: number, words: parts.dropFirst(2).joined(separator: ": "))
    }
}
