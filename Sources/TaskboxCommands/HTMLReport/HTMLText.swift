import Documents

extension String {
    /// The text inside an element or an attribute: nothing in it is markup, and nothing in it moves or hides anything.
    var html: String { printable.htmlOfPrintable }

    /// The same for a text of several lines, whose line ends and tabs stay.
    var htmlOfLines: String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map {
                $0.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).html }.joined(
                    separator: "\t")
            }
            .joined(separator: "\n")
    }

    /// The text with the five marks that mean something in HTML escaped.
    var htmlOfPrintable: String {
        var result = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
