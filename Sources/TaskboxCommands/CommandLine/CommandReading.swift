/// The state of reading the words behind a command.
struct CommandReading {
    let command: CommandSpecification
    private let words: [String]
    private var position = 0
    private var operands: [String] = []
    private var trailing: [String] = []
    private var options: [ParsedCommand.Option] = []

    init(command: CommandSpecification, words: [String]) {
        self.command = command
        self.words = words
    }

    /// Reads every word; `false` as soon as help is asked for.
    mutating func readAll() throws(UsageError) -> Bool {
        var isAfterSeparator = false
        while position < words.count {
            let word = words[position]
            position += 1
            if isAfterSeparator, command.trailing != nil {
                trailing.append(word)
            } else if isAfterSeparator || word == "-" || !word.hasPrefix("-") {
                operands.append(word)
            } else if word == "--" {
                isAfterSeparator = true
            } else if word.hasPrefix("--") {
                guard try readLong(word) else { return false }
            } else {
                guard try readShorts(word) else { return false }
            }
        }
        return true
    }

    /// The command, once the number of operands is right.
    func finish() throws(UsageError) -> ParsedCommand {
        let required = command.arguments.filter(\.isRequired)
        if operands.count < required.count {
            throw error("\(command.name) needs \(required[operands.count].name)")
        }
        if operands.count > command.arguments.count, command.arguments.last?.isRepeatable != true {
            let surplus = quoted(operands[command.arguments.count])
            let names = command.arguments.map(\.name).joined(separator: " ")
            throw error(
                names.isEmpty
                    ? "\(command.name) takes no operands, but got \(surplus)"
                    : "\(command.name) takes \(names) and no more, but got \(surplus) too")
        }
        return ParsedCommand(command: command.name, operands: operands, trailing: trailing, options: options)
    }

    private mutating func readLong(_ word: String) throws(UsageError) -> Bool {
        let body = word.dropFirst(2)
        let name = String(body.prefix { $0 != "=" })
        let attached = name.count < body.count ? String(body.dropFirst(name.count + 1)) : nil
        guard let option = command.option(long: name) else {
            let question = NearestWord.question(name, among: command.options.map(\.long), prefix: "--")
            throw error("unknown option --\(shown(name))\(question)")
        }
        if option.value == nil {
            if let attached { throw error("--\(name) takes no value, but got \(quoted(attached))") }
            if option == .help { return false }
            add(option)
        } else {
            let value = if let attached { attached } else { try nextValue(of: option, writtenAs: "--\(name)") }
            try add(option, value: value)
            for _ in 1..<(option.value?.words ?? 1) {
                options.append(.init(option.long, try nextValue(of: option, writtenAs: "--\(name)")))
            }
        }
        return true
    }

    private mutating func readShorts(_ word: String) throws(UsageError) -> Bool {
        var rest = word.dropFirst()
        while let letter = rest.popFirst() {
            guard let option = command.option(short: letter) else {
                // `-timeout` is a long option with a dash too few more often than a row of flags.
                let name = String(word.dropFirst().prefix { $0 != "=" })
                let isLong = command.option(long: name) != nil
                throw error("unknown option -\(shown(String(letter)))\(isLong ? "; did you mean --\(name)?" : "")")
            }
            if option.value == nil {
                if rest.first == "=" {
                    throw error("-\(letter) takes no value, but got \(quoted(String(rest.dropFirst())))")
                }
                if option == .help { return false }
                add(option)
            } else {
                let attached = rest.first == "=" ? rest.dropFirst() : rest
                let value = rest.isEmpty ? try nextValue(of: option, writtenAs: "-\(letter)") : String(attached)
                try add(option, value: value)
                return true
            }
        }
        return true
    }

    /// The next word as a value, unless it is plainly an option.
    private mutating func nextValue(of option: OptionSpecification, writtenAs name: String) throws(UsageError) -> String
    {
        guard position < words.count else { throw missingValue(of: option, writtenAs: name) }
        let word = words[position]
        if word.hasPrefix("--")
            || (word.hasPrefix("-") && word.dropFirst().first.flatMap(command.option(short:)) != nil)
        {
            throw missingValue(of: option, writtenAs: name, before: word)
        }
        position += 1
        return word
    }

    private func missingValue(
        of option: OptionSpecification, writtenAs name: String, before word: String? = nil
    ) -> UsageError {
        let usage = option.value?.usage ?? ""
        guard let word else { return error("\(name) needs a value: \(name) \(usage)") }
        return error(
            "\(name) needs a value, but \(shown(word)) follows; a value that begins so is written --\(option.long)=\(shown(word))"
        )
    }

    private mutating func add(_ option: OptionSpecification) {
        // A flag given twice says the same thing twice.
        if !options.contains(where: { $0.key == option.long }) { options.append(.init(option.long)) }
    }

    private mutating func add(_ option: OptionSpecification, value: String) throws(UsageError) {
        if value.isEmpty { throw error("--\(option.long) needs a value that is not empty") }
        if !option.isRepeatable, let earlier = options.first(where: { $0.key == option.long })?.value {
            throw error("--\(option.long) was given twice: \(quoted(earlier)) and \(quoted(value))")
        }
        if let allowed = option.value?.allowed, !allowed.isEmpty, !allowed.contains(value) {
            let question = NearestWord.question(value, among: allowed)
            throw error("--\(option.long) takes \(alternatives(allowed)), not \(quoted(value))\(question)")
        }
        options.append(.init(option.long, value))
    }

    private func error(_ message: String) -> UsageError { UsageError(message, of: command.name) }
}
