/// Floats as Python's `repr` writes them.
enum PythonFloat {
    /// The shortest digits that give the number back; decimal between 1e-4 and 1e16, otherwise with an exponent of at
    /// least two digits.
    ///
    /// The number must be finite.
    static func text(_ number: Double) -> String {
        // Swift finds the same shortest digits; only where it puts the point differs.
        let (digits, point) = decimalParts(number.magnitude.description)
        let sign = number.sign == .minus ? "-" : ""
        // The point stands after `point` of the digits.
        if point > 16 || point < -3 {
            let fraction = digits.dropFirst()
            let exponent = point - 1
            let width = exponent.magnitude < 10 ? "0" : ""
            return sign + digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction)
                + (exponent < 0 ? "e-" : "e+") + width + String(exponent.magnitude)
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if digits.count <= point {
            return sign + digits + String(repeating: "0", count: point - digits.count) + ".0"
        }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// The significant digits of a number as Swift writes it, and how many of them stand before the point.
    private static func decimalParts(_ description: String) -> (digits: String, point: Int) {
        let halves = description.split(separator: "e")
        let mantissa = halves[0].split(separator: ".")
        let whole = mantissa[0]
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        var point = whole.count + (halves.count > 1 ? Int(halves[1]) ?? 0 : 0)
        var digits = Substring(whole + fraction)
        while digits.first == "0", digits.count > 1 {
            digits = digits.dropFirst()
            point -= 1
        }
        while digits.last == "0", digits.count > 1 { digits = digits.dropLast() }
        return digits == "0" ? ("0", 1) : (String(digits), point)
    }
}
