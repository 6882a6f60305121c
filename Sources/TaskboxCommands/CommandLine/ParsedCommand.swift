/// A command with its operands and options, checked against its specification.
package struct ParsedCommand: Sendable, Equatable {
    /// One option as it was given.
    package struct Option: Sendable, Equatable {
        /// The long name, whichever was written.
        package let key: String
        /// `nil` for a flag.
        package let value: String?

        package init(_ key: String, _ value: String? = nil) {
            self.key = key
            self.value = value
        }
    }

    /// The command's name.
    package let command: String
    /// In the order of the command line; as many as the specification allows.
    package let operands: [String]
    /// The words behind `--`, where the specification keeps them apart.
    package let trailing: [String]
    /// In the order of the command line.
    package let options: [Option]

    package init(
        command: String, operands: [String] = [], trailing: [String] = [], options: [Option] = []
    ) {
        self.command = command
        self.operands = operands
        self.trailing = trailing
        self.options = options
    }

    /// Whether a flag was given.
    package func has(_ option: OptionSpecification) -> Bool { options.contains { $0.key == option.long } }

    /// The value of an option; `nil` if it was not given.
    package func value(of option: OptionSpecification) -> String? {
        options.first { $0.key == option.long }?.value
    }

    /// The values of a repeatable option, in order.
    package func values(of option: OptionSpecification) -> [String] {
        options.filter { $0.key == option.long }.compactMap(\.value)
    }

    /// An operand by its place; `nil` if it was not given.
    package func operand(_ index: Int) -> String? { operands.indices.contains(index) ? operands[index] : nil }
}

extension ParsedCommand {
    /// A typed value of an option; an error of the type's own parser becomes a usage error that names the option.
    package func value<Value>(
        of option: OptionSpecification, as parse: (String) throws(ArgumentError) -> Value
    ) throws(UsageError) -> Value? {
        guard let text = value(of: option) else { return nil }
        return try typed(text, of: option, as: parse)
    }

    /// The typed values of a repeatable option, in order.
    package func values<Value>(
        of option: OptionSpecification, as parse: (String) throws(ArgumentError) -> Value
    ) throws(UsageError) -> [Value] {
        var typedValues: [Value] = []
        for text in values(of: option) { typedValues.append(try typed(text, of: option, as: parse)) }
        return typedValues
    }

    /// The case of an enumeration, whose allowed values the parser has checked; `nil` if the option was not given.
    package func choice<Choice: RawRepresentable>(of option: OptionSpecification) -> Choice?
    where Choice.RawValue == String {
        value(of: option).flatMap(Choice.init(rawValue:))
    }

    private func typed<Value>(
        _ text: String, of option: OptionSpecification, as parse: (String) throws(ArgumentError) -> Value
    ) throws(UsageError) -> Value {
        do {
            return try parse(text)
        } catch {
            throw UsageError("--\(option.long): \(error.message)", of: command)
        }
    }
}
