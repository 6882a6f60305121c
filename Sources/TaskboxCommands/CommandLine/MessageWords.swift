/// A word of the command line as messages show it: on one line, harmless to a terminal, and not longer than a message.
func shown(_ word: String) -> String {
    let longest = 80
    var text = ""
    for scalar in word.unicodeScalars.prefix(longest) {
        switch scalar {
        case "\n": text += "\\n"
        case "\t": text += "\\t"
        case _ where scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format:
            text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        default: text.unicodeScalars.append(scalar)
        }
    }
    return word.unicodeScalars.count > longest ? text + "…" : text
}

/// A word of the command line between quotation marks.
func quoted(_ word: String) -> String { "\"\(shown(word))\"" }

/// Words joined for a sentence: `a, b or c`.
func alternatives(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " or " + last
}
