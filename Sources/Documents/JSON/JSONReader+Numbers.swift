extension JSONReader {
    /// Reads a number; the cursor stands on its sign or first digit.
    mutating func readNumber() throws(JSONSyntaxError) -> Node {
        let location = cursor.location
        let bytes = cursor.bytes
        let start = cursor.offset
        var index = start
        if bytes[index] == UInt8(ascii: "-") { index += 1 }

        let whole = JSONReader.digits(in: bytes, from: index)
        guard !whole.isEmpty else {
            cursor.skip(1)
            throw error("expected a digit after \"-\", found \(found())", hint: hintForWord(cursor.wordAhead))
        }
        index = whole.upperBound
        var isInteger = true
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            isInteger = false
            let fraction = JSONReader.digits(in: bytes, from: index + 1)
            guard !fraction.isEmpty else {
                cursor.skip(index + 1 - start)
                throw error("expected a digit after the decimal point, found \(found())")
            }
            index = fraction.upperBound
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e"),
            !JSONReader.isLetterAfterExponent(bytes, index)
        {
            isInteger = false
            var next = index + 1
            if next < bytes.count, bytes[next] == UInt8(ascii: "+") || bytes[next] == UInt8(ascii: "-") { next += 1 }
            let exponent = JSONReader.digits(in: bytes, from: next)
            guard !exponent.isEmpty else {
                cursor.skip(next - start)
                throw error("expected a digit in the exponent, found \(found())")
            }
            index = exponent.upperBound
        }
        try checkEnd(of: start..<index, whole: whole, at: location)
        cursor.skip(index - start)
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        let value = isInteger ? integer(text) : float(text, at: location)
        return Node(.scalar(Scalar(value, style: .plain, text: text, contentLine: location.line)), at: location)
    }

    /// Refuses numbers such as `01`, `0x1F`, `1_000` and `15m`, which other languages know.
    private func checkEnd(
        of number: Range<Int>, whole: Range<Int>, at location: SourceLocation
    ) throws(JSONSyntaxError) {
        let bytes = cursor.bytes
        var end = number.upperBound
        while end < bytes.count, end - number.lowerBound < 256,
            JSONCursor.isWordByte(bytes[end]) || bytes[end] == UInt8(ascii: ".")
        {
            end += 1
        }
        if end > number.upperBound {
            let word = String(decoding: bytes[number.lowerBound..<end], as: UTF8.self)
            throw error(
                "\(word.quoted()) is not a JSON number", at: location,
                hint: "write plain decimal digits, or put text in double quotes"
            )
        }
        if whole.count > 1, bytes[whole.lowerBound] == UInt8(ascii: "0") {
            let digits = bytes[whole].drop { $0 == UInt8(ascii: "0") }
            let sign = number.lowerBound < whole.lowerBound ? "-" : ""
            let rest = bytes[whole.upperBound..<number.upperBound]
            let plain = sign + (digits.isEmpty ? "0" : String(decoding: digits, as: UTF8.self))
            throw error(
                "a number must not begin with 0", at: location,
                hint: "write \((plain + String(decoding: rest, as: UTF8.self)).shortened())"
            )
        }
    }

    private static func digits(in bytes: [UInt8], from start: Int) -> Range<Int> {
        var end = start
        while end < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end]) { end += 1 }
        return start..<end
    }

    /// Whether the `e` at an index begins a word such as `1em` and no exponent.
    private static func isLetterAfterExponent(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index + 1 < bytes.count else { return false }
        let next = bytes[index + 1]
        return JSONCursor.isWordByte(next) && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next)
    }

    private func integer(_ text: String) -> Scalar.Value {
        // JSON's own syntax is canonical but for a minus before a zero, which `Int` takes.
        Int(text).map(Scalar.Value.integer) ?? .bigInteger(text)
    }

    private mutating func float(_ text: String, at location: SourceLocation) -> Scalar.Value {
        // `Double` takes every number of JSON's syntax; it answers infinity or nothing for what is too large.
        if let number = Double(text), number.isFinite { return .float(number) }
        diagnostics.append(
            Diagnostic(
                .error, at: location, "\(text.shortened()) is too large for a number",
                hint: "the largest is about 1.8e308; put longer digits in double quotes"
            )
        )
        return .float(text.hasPrefix("-") ? -Double.greatestFiniteMagnitude : Double.greatestFiniteMagnitude)
    }
}
