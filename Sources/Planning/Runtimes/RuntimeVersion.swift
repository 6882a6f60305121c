/// A version of a runtime, as far as it is known: `3.14` says nothing of the patch.
package struct RuntimeVersion: Sendable, Equatable, Comparable, CustomStringConvertible {
    /// From the weightiest on; never empty.
    package let numbers: [Int]
    /// What marks it as not final, such as `rc1`; `nil` for a release.
    package let prerelease: String?

    package init(numbers: [Int], prerelease: String? = nil) {
        self.numbers = numbers
        self.prerelease = prerelease
    }

    /// Reads numbers with dots between them, and what may follow them in the names of folders and in what programs say of
    /// themselves: a mark of something not final, or words of no importance, such as `-tem`, `p20` or `+13`.
    ///
    /// `nil` unless the text begins with a digit, or where a number is longer than nine digits.
    package init?(_ text: some StringProtocol) {
        var numbers: [Int] = []
        var rest = Substring(text)
        while let first = rest.first, first.isASCII, first.isNumber {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard digits.count <= RuntimeVersion.longestNumber, let number = Int(digits) else { return nil }
            numbers.append(number)
            rest = rest.dropFirst(digits.count)
            guard rest.first == ".", let next = rest.dropFirst().first, next.isASCII, next.isNumber else { break }
            rest = rest.dropFirst()
        }
        guard !numbers.isEmpty else { return nil }
        self.numbers = numbers
        prerelease = RuntimeVersion.prerelease(in: rest)
    }

    private static let longestNumber = 9
    /// Words that say it by themselves.
    ///
    /// `t` is how Python calls builds without its lock.
    private static let marks: Set<String> = [
        "alpha", "beta", "canary", "debug", "dev", "ea", "freethreaded", "head", "master", "next", "nightly", "pre",
        "preview", "rc", "snapshot", "t",
    ]
    /// Letters that say it before a number only: `3.14.0a2`, but `17.0.9-amzn`.
    private static let marksBeforeNumbers: Set<String> = ["a", "b"]

    private static func prerelease(in rest: Substring) -> String? {
        let mark = rest.drop { "-._+".contains($0) }
        let word = mark.prefix { $0.isASCII && $0.isLetter }
        let number = mark.dropFirst(word.count).drop { $0 == "." || $0 == "-" }.prefix { $0.isASCII && $0.isNumber }
        let name = word.lowercased()
        guard marks.contains(name) || (marksBeforeNumbers.contains(name) && !number.isEmpty) else { return nil }
        return name + number
    }

    package var description: String {
        numbers.map(String.init).joined(separator: ".") + (prerelease.map { "-\($0)" } ?? "")
    }

    /// Releases after everything else, then by their numbers.
    package static func < (left: RuntimeVersion, right: RuntimeVersion) -> Bool {
        if (left.prerelease == nil) != (right.prerelease == nil) { return left.prerelease != nil }
        if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
        return (left.prerelease ?? "") < (right.prerelease ?? "")
    }

    /// Whether a version is what somebody wants.
    package enum Match: Sendable {
        case yes
        case no
        /// What is known of the version is less than what is wanted: `3.14` may be 3.14.2.
        case unknown
    }

    /// Whether this is one of the wanted versions: all that begin with the wanted numbers, which are compared as numbers.
    package func match(_ wanted: RuntimeVersion) -> Match {
        for (known, number) in zip(numbers, wanted.numbers) where known != number { return .no }
        return numbers.count < wanted.numbers.count ? .unknown : .yes
    }
}
