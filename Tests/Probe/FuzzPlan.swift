/// What a run of the fuzzer does.
struct FuzzPlan {
    /// Ends after so many inputs, or after the seconds.
    var inputs = Int.max
    var seconds = 10
    var seed: UInt64 = 1
    /// Folders whose files are texts to begin with.
    var corpora: [String] = []
    /// A file of the YAML test suite, one case a line, whose texts are more of these.
    var suite: String?
    /// A folder that inputs go to which a reader took too long for.
    var findings = "."
    /// Only saves the input of this number.
    var saved: UInt64?
    /// The names of the targets; empty for all.
    var targets: [String] = []

    static let usage =
        "usage: taskbox-probe fuzz [--inputs N] [--seconds N] [--seed N] [--corpus DIR] [--suite FILE] [--findings DIR] [--target NAME] [--save N]"

    /// `nil` for words that are no plan.
    init?(_ words: [String]) {
        var rest = words[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch option {
            case "--inputs", "--seconds", "--seed", "--save":
                guard let number = Int(value), number >= 0 else { return nil }
                switch option {
                case "--inputs": inputs = number
                case "--seconds": seconds = number
                case "--seed": seed = UInt64(number)
                default: saved = UInt64(number)
                }
            case "--corpus": corpora.append(value)
            case "--suite": suite = value
            case "--findings": findings = value
            case "--target": targets.append(value)
            default: return nil
            }
        }
    }
}
