/// Sizes as they are written on the command line: `500M`, `10G`, `1.5 TiB`, or a number of bytes.
package enum SizeArgument {
    private static let units: [(letter: Character, shift: Int64)] = [("K", 10), ("M", 20), ("G", 30), ("T", 40)]

    /// Reads a size in bytes; a unit is a power of 1,024, whether it is written `G`, `GB` or `GiB`.
    package static func parse(_ text: String) throws(ArgumentError) -> Int64 {
        let error = ArgumentError("\(quoted(text)) is not a size; a size is a number with K, M, G or T, such as 10G")
        var rest = text.uppercased().filter { $0 != " " }
        for suffix in ["IB", "B"] where rest.hasSuffix(suffix) {
            rest.removeLast(suffix.count)
            break
        }
        var factor: Int64 = 1
        if let last = rest.last, let unit = units.first(where: { $0.letter == last }) {
            factor = 1 << unit.shift
            rest.removeLast()
        }
        guard let first = rest.first, first.isNumber, rest.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
            let number = Double(rest), number * Double(factor) < 9e18
        else { throw error }
        return Int64(number * Double(factor))
    }
}
