import Foundation

/// The forms in which a value may turn up in a text.
enum SecretForms {
    /// Encoded forms that are shorter say too little to be the value's.
    private static let shortestEncoded = 6

    /// The value as it is, in base64, in a URL, and inside a JSON string.
    static func all(of value: [UInt8]) -> [[UInt8]] {
        var forms = [value, percentEncoded(value, spaceAsPlus: false), percentEncoded(value, spaceAsPlus: true)]
        forms.append(percentEncoded(value, spaceAsPlus: false, digits: Array("0123456789abcdef".utf8)))
        var inJSON: [UInt8] = []
        value.withUnsafeBytes { JSONStringBytes.append($0, to: &inJSON) }
        forms.append(inJSON)
        forms += base64(value).filter { $0.count >= shortestEncoded }
        return forms
    }

    /// In base64 three bytes become four digits, so what a value looks like inside a longer text depends on its place:
    /// there are three forms, each without the digits at its ends that its neighbours have a part in.
    private static func base64(_ value: [UInt8]) -> [[UInt8]] {
        var forms: [[UInt8]] = []
        for offset in 0..<3 {
            let padded = [UInt8](repeating: 0, count: offset) + value
            var digits = Array(Data(padded).base64EncodedString().utf8)
            if offset == 0 { forms += [digits, urlSafe(digits)] }
            while digits.last == UInt8(ascii: "=") { digits.removeLast() }
            // The last digit of an incomplete group also holds bits of what follows.
            if padded.count % 3 != 0 { digits.removeLast() }
            digits.removeFirst(min(digits.count, offset == 0 ? 0 : offset + 1))
            forms.append(digits)
            forms.append(urlSafe(digits))
        }
        return forms
    }

    /// The same in the alphabet for URLs and file names.
    private static func urlSafe(_ digits: [UInt8]) -> [UInt8] {
        digits.map { digit in
            switch digit {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: digit
            }
        }
    }

    private static func percentEncoded(
        _ value: [UInt8], spaceAsPlus: Bool, digits: [UInt8] = Array("0123456789ABCDEF".utf8)
    ) -> [UInt8] {
        let unreserved = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)
        return value.flatMap { byte -> [UInt8] in
            if unreserved.contains(byte) { return [byte] }
            if spaceAsPlus, byte == UInt8(ascii: " ") { return [UInt8(ascii: "+")] }
            return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}
