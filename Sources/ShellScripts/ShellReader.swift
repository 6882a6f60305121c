/// Reads a script as dash would, without running it, and notes what dash does otherwise than bash.
///
/// It knows quotes, comments, here-documents, `case` patterns and nested substitutions. It never refuses a script: whether one
/// is well formed is dash's own business. Where it is not sure, it says nothing.
struct ShellReader {
    let bytes: [UInt8]
    /// Where the text ends that is being read: the script, or what stands between two backquotes.
    var limit: Int
    /// Variables that are set from outside, so that they are not bash's.
    let knownVariables: Set<String>
    var position = 0
    private(set) var findings: [ShellFinding] = []
    /// Where a quotation mark stands that is never closed.
    var openQuote: Int?
    /// Here-documents whose bodies begin at the next line.
    var hereDocuments: [HereDocument] = []
    /// Names of functions that the script defines, and of variables that it sets.
    var definedNames: Set<Name> = []
    /// Where the first `local` stands.
    var firstLocal: Int?
    /// Top-level commands, to know whether a failure is overlooked.
    var topLevel = CommandFailures()
    /// How deep substitutions are nested in each other.
    private var depth = 0
    /// How often something without an end was read to the end of the script and its text is read once more.
    ///
    /// Such things lie in each other in a hostile script: without a bound the work would double with each of them.
    private var returns = 0
    private static let mostReturns = 32
    /// A script that nests deeper is not looked into.
    private static let deepest = 30
    /// Nobody reads more about one script.
    private static let mostFindings = 100
    /// Uses of a name whose meaning depends on what the rest of the script defines.
    private var pending: [(name: Name, finding: ShellFinding)] = []

    /// A name that a script gives to something; a variable and a function can have the same.
    enum Name: Hashable {
        case variable(String)
        case function(String)
    }

    struct HereDocument {
        let delimiter: String
        let isQuoted: Bool
        let stripsTabs: Bool
    }

    init(_ script: String, knownVariables: Set<String> = []) {
        bytes = Array(script.utf8)
        limit = bytes.count
        self.knownVariables = knownVariables
    }

    /// Reads on from an earlier place, as long as that may be done; else the rest counts as read.
    mutating func goBack(to start: Int) {
        returns += 1
        if returns <= Self.mostReturns { position = start }
    }

    /// All that is found, in the order of the script.
    mutating func read() -> [ShellFinding] {
        reportInterpreter()
        readCommands(until: nil)
        definedNames.formUnion(knownVariables.map(Name.variable))
        let sure = pending.filter { !definedNames.contains($0.name) }
        findings += sure.map(\.finding)
        // Which `local` stands in which function is not looked at; a script without functions has none of them in one.
        if let firstLocal, !definedNames.contains(where: { if case .function = $0 { true } else { false } }) {
            report(firstLocal, "dash stops at \"local\" outside of a function", hint: "write NAME=VALUE")
        }
        if let overlooked = topLevel.overlooked {
            findings.append(
                ShellFinding(
                    overlooked, "a failure of this command is overlooked: the last command decides",
                    hint: "begin the script with \"set -e\" if it is to stop at the first failure", severity: .note))
        }
        return findings.sorted { $0.offset < $1.offset }
    }

    // MARK: Reporting

    mutating func report(_ offset: Int, _ message: String, hint: String) {
        // One place needs one word.
        guard findings.count < Self.mostFindings, !findings.contains(where: { $0.offset == offset }) else { return }
        findings.append(ShellFinding(offset, message, hint: hint))
    }

    /// Reports something unless the script defines the name itself.
    mutating func report(_ offset: Int, unlessDefined name: Name, _ message: String, hint: String) {
        guard pending.count < Self.mostFindings else { return }
        pending.append((name, ShellFinding(offset, message, hint: hint)))
    }

    // MARK: Bytes

    var byte: UInt8? { position < limit ? bytes[position] : nil }

    func byte(ahead steps: Int) -> UInt8? { position + steps < limit ? bytes[position + steps] : nil }

    func isAt(_ text: StaticString) -> Bool {
        position <= limit && text.withUTF8Buffer { bytes[position..<limit].starts(with: $0) }
    }

    mutating func skip(_ text: StaticString) -> Bool {
        guard isAt(text) else { return false }
        position += text.utf8CodeUnitCount
        return true
    }

    /// Moves over blanks and continued lines.
    mutating func skipBlanks() {
        while let byte {
            if ShellByte.isBlank(byte) {
                position += 1
            } else if !skip("\\\n") {
                return
            }
        }
    }

    mutating func skipLine() {
        while let byte, byte != UInt8(ascii: "\n") { position += 1 }
    }

    /// Reads something nested; `false` if it is nested deeper than anybody writes.
    mutating func nested(_ body: (inout ShellReader) -> Void) {
        guard depth < Self.deepest else {
            position = limit
            return
        }
        depth += 1
        body(&self)
        depth -= 1
    }

    var isNested: Bool { depth > 0 }

    private mutating func reportInterpreter() {
        guard isAt("#!") else { return }
        let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        for shell in ["bash", "zsh", "ksh"] where line.contains(shell) {
            report(
                0, "the line \"#!\" has no effect: the platform gives the script to dash, not to \(shell)",
                hint: "write for dash, or put the script into a file and call \(shell) with it")
        }
    }
}
