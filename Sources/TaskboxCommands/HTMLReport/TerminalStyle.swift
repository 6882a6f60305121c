/// How text looks on a terminal, as SGR sequences set it (ECMA-48), and the classes and styles that show it in HTML.
struct TerminalStyle: Equatable {
    /// A colour of the palette, or one of its own.
    enum Colour: Equatable {
        case named(Int)
        case rgb(Int, Int, Int)
    }

    private var marks: Set<Mark> = []
    private var foreground: Colour?
    private var background: Colour?

    private enum Mark: String, CaseIterable { case bold, dim, italic, underline, inverse, strike }

    var isPlain: Bool { self == TerminalStyle() }

    /// Takes the parameters of a sequence; what is not known changes nothing.
    mutating func apply(_ parameters: [Int]) {
        var rest = (parameters.isEmpty ? [0] : parameters)[...]
        while let code = rest.popFirst() {
            switch code {
            case 0: self = TerminalStyle()
            case 1: marks.insert(.bold)
            case 2: marks.insert(.dim)
            case 3: marks.insert(.italic)
            case 4: marks.insert(.underline)
            case 7: marks.insert(.inverse)
            case 9: marks.insert(.strike)
            case 22: marks.subtract([.bold, .dim])
            case 23: marks.remove(.italic)
            case 24: marks.remove(.underline)
            case 27: marks.remove(.inverse)
            case 29: marks.remove(.strike)
            case 30...37: foreground = .named(code - 30)
            case 38: foreground = Self.colour(&rest) ?? foreground
            case 39: foreground = nil
            case 40...47: background = .named(code - 40)
            case 48: background = Self.colour(&rest) ?? background
            case 49: background = nil
            case 90...97: foreground = .named(code - 82)
            case 100...107: background = .named(code - 92)
            default: break
            }
        }
    }

    /// The colour behind 38 or 48: `5;N` or `2;R;G;B`.
    private static func colour(_ rest: inout ArraySlice<Int>) -> Colour? {
        switch rest.popFirst() {
        case 5:
            guard let number = rest.popFirst(), (0...255).contains(number) else { return nil }
            if number < 16 { return .named(number) }
            if number >= 232 {
                let grey = 8 + (number - 232) * 10
                return .rgb(grey, grey, grey)
            }
            let steps = [0, 95, 135, 175, 215, 255]
            let cube = number - 16
            return .rgb(steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
        case 2:
            let parts = [rest.popFirst(), rest.popFirst(), rest.popFirst()].compactMap { $0 }
            guard parts.count == 3, parts.allSatisfy((0...255).contains) else { return nil }
            return .rgb(parts[0], parts[1], parts[2])
        default: return nil
        }
    }

    /// The start of an element with the style.
    var openingTag: String {
        var classes = Mark.allCases.filter(marks.contains).map { "a-\($0.rawValue)" }
        var styles: [String] = []
        for (colour, name, property) in [(foreground, "f", "color"), (background, "g", "background")] {
            switch colour {
            case nil: break
            case .named(let number): classes.append("\(name)\(number)")
            case .rgb(let red, let green, let blue): styles.append("\(property):rgb(\(red),\(green),\(blue))")
            }
        }
        return "<span" + (classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\"")
            + (styles.isEmpty ? "" : " style=\"\(styles.joined(separator: ";"))\"") + ">"
    }
}
