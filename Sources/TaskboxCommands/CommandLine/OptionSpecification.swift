/// One option of a command: the source of its parsing, its help, its completion and its place in the manual.
package struct OptionSpecification: Sendable, Equatable {
    /// What stands behind an option that is not a flag.
    package struct Value: Sendable, Equatable {
        /// What completes the value in a shell.
        package enum Kind: Sendable, Equatable {
            /// Nothing: any words.
            case text
            case file
            case folder
            /// A definition file or the name of a task.
            case task
            /// A definition file.
            case definition
            /// The name of a task of the platform, which mostly is one of the project as well.
            case taskOfPlatform
            /// The name of a task that has been run.
            case recordedTask
            /// The id of a past run.
            case run
            /// The name of a command.
            case command
            /// The name of a task in the file that is the first operand.
            case taskInFile
            /// The name of a variable of this machine.
            case environmentName
            /// One of these words.
            case choice([String])
            /// Some of these words, with commas between.
            case list([String])
        }

        /// Upper-case, as help shows it; replaced by the allowed values where there are some.
        package let placeholder: String
        package let kind: Kind
        /// What holds when the option is left out, in words; `nil` where help says it already.
        package let defaultText: String?
        /// How many words it takes.
        package let words: Int

        /// All values that are accepted; empty where any is.
        package var allowed: [String] {
            if case .choice(let words) = kind { words } else { [] }
        }

        package init(_ placeholder: String, kind: Kind = .text, defaultText: String? = nil, words: Int = 1) {
            self.placeholder = placeholder
            self.kind = kind
            self.defaultText = defaultText
            self.words = words
        }

        /// The values of an enumeration, in the order of its cases.
        package init<Choice: CaseIterable & RawRepresentable>(
            oneOf choices: Choice.Type, placeholder: String, defaultText: String?
        ) where Choice.RawValue == String {
            self.init(
                placeholder, kind: .choice(choices.allCases.map(\.rawValue)), defaultText: defaultText)
        }
    }

    /// Without the dashes; also the key of the option in a `ParsedCommand`.
    package let long: String
    /// Without the dash; `nil` where there is none.
    package let short: Character?
    /// `nil` for a flag.
    package let value: Value?
    /// Whether it may be given more than once, each time with a value of its own.
    package let isRepeatable: Bool
    /// The heading of help that it stands under.
    package let section: OptionSection
    /// A sentence with its full stop.
    package let help: String

    package init(
        _ long: String, short: Character? = nil, value: Value? = nil, isRepeatable: Bool = false,
        section: OptionSection, _ help: String
    ) {
        self.long = long
        self.short = short
        self.value = value
        self.isRepeatable = isRepeatable
        self.section = section
        self.help = help
    }

    /// All that there is to say of it: help, whether it may be repeated, and what holds without it.
    package var description: String {
        var sentences = [help]
        if isRepeatable { sentences.append("May be repeated.") }
        if let text = value?.defaultText { sentences.append("Default: \(text).") }
        return sentences.joined(separator: " ")
    }

    /// How the option is written, such as `--timeout DURATION`.
    package var usage: String { value.map { "--\(long) \($0.usage)" } ?? "--\(long)" }
}

extension OptionSpecification.Value {
    /// The placeholder, or the allowed values with bars between them.
    package var usage: String { allowed.isEmpty ? placeholder : allowed.joined(separator: "|") }
}

/// A heading of help over a group of options.
package enum OptionSection: String, Sendable, CaseIterable {
    case choice = "What is run"
    case environment = "Environment"
    case platform = "Platform"
    case limits = "Limits"
    case output = "Output"
    case other = "Other"
}

/// An operand of a command.
package struct ArgumentSpecification: Sendable, Equatable {
    /// Upper-case, as help shows it.
    package let name: String
    package let isRequired: Bool
    /// Whether any number of words may stand here; of the last operand only.
    package let isRepeatable: Bool
    package let kind: OptionSpecification.Value.Kind
    /// A sentence with its full stop.
    package let help: String

    package init(
        _ name: String, isRequired: Bool = false, isRepeatable: Bool = false,
        kind: OptionSpecification.Value.Kind = .text, _ help: String
    ) {
        self.name = name
        self.isRequired = isRequired
        self.isRepeatable = isRepeatable
        self.kind = kind
        self.help = help
    }

    /// How the operand stands in a usage line: `TASK`, `[NAME]` or `[WORDS...]`.
    package var usage: String {
        let word = isRepeatable ? "\(name)..." : name
        return isRequired ? word : "[\(word)]"
    }
}
