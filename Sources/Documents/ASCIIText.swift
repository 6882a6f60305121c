extension String {
    /// The text for a terminal that shows ASCII only: other letters become escapes, an ellipsis three points.
    package var inASCII: String {
        guard unicodeScalars.contains(where: { !$0.isASCII }) else { return self }
        var result = ""
        for scalar in unicodeScalars {
            switch scalar {
            case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
            case "…": result += "..."
            default: result += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return result
    }
}
