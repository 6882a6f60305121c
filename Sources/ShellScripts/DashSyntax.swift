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

    private let executable: String

    /// `nil` where there is no dash on the `PATH`.
    package init?(path: String) {
        guard let dash = ExecutableSearch.find("dash", in: ExecutableSearch.folders(ofPath: path)) else { return nil }
        executable = dash
    }

    /// The first fault of a script, `nil` for a well-formed one.
    ///
    /// The script goes through standard input, so that it stands on no command line.
    package func fault(in script: String) throws(ProgramRunError) -> Fault? {
        let run = ProgramRun(
            executable: executable, arguments: ["-n"], environment: ["LC_ALL": "C"], workingFolder: "/",
            input: Array(script.utf8))
        let result = try run.result()
        if result.succeeded { return nil }
        return DashSyntax.fault(fromMessage: String(decoding: result.errorOutput, as: UTF8.self))
    }

    /// Reads `dash: 3: Syntax error: "fi" unexpected`.
    static func fault(fromMessage message: String) -> Fault? {
        let line = message.split(separator: "\n").first ?? ""
        let parts = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map { part in
            String(part.drop { $0 == " " })
        }
        guard parts.count >= 3, let number = Int(parts[1]) else { return nil }
        if parts.count == 4, parts[2] == "Syntax error" { return Fault(line: number, words: parts[3]) }
        return Fault(line: number, words: parts.dropFirst(2).joined(separator: ": "))
    }
}
