import Documents
import Foundation
import Planning
import Records

/// What a run was asked for on the command line, as its record keeps it: enough to run the same again.
struct RecordedRequest: Sendable, Equatable {
    /// The operands of `run`: where the definition came from.
    let operands: [String]
    /// The options that decide a run; those about what is shown and kept are not among them.
    let options: [ParsedCommand.Option]
    /// The folder that relative paths are relative to.
    let folder: String
    /// The run that this one repeats; `nil` for a first one.
    let rerunOf: String?

    init(operands: [String], options: [ParsedCommand.Option], folder: String, rerunOf: String? = nil) {
        self.operands = operands
        self.options = options
        self.folder = folder
        self.rerunOf = rerunOf
    }

    /// Of the words behind `run`.
    init(_ parsed: ParsedCommand, folder: String = FileManager.default.currentDirectoryPath) {
        let deciding = Dictionary(
            OptionSpecification.planning.map { ($0.long, $0.value?.kind) }, uniquingKeysWith: { first, _ in first })
        let options = parsed.options.compactMap { option -> ParsedCommand.Option? in
            guard let kind = deciding[option.key] else { return nil }
            // Whoever runs it again may stand elsewhere.
            guard kind == .file || kind == .folder, let path = option.value, !path.hasPrefix("/"), path != "-" else {
                return option
            }
            return ParsedCommand.Option(option.key, "\(folder)/\(path)")
        }
        self.init(operands: parsed.operands, options: options, folder: folder)
    }

    /// The words of the options, as a shell would take them.
    var words: [String] {
        options.flatMap { option in ["--\(option.key)"] + (option.value.map { [$0] } ?? []) }
    }

    // MARK: In a record

    private static let version = 1

    /// The form in the record, without secret values; stable, see README.md.
    var json: JSONValue {
        [
            "version": .integer(Self.version), "command": "run", "operands": .array(operands.map(JSONValue.string)),
            "options": .array(
                options.map { ["option": .string($0.key), "value": .optional(Self.masked($0))] }),
            "folder": .string(folder), "rerun_of": .optional(rerunOf),
        ]
    }

    /// Reads what ``json`` writes; `nil` for anything else, and for what a newer taskbox wrote.
    init?(json: JSONValue) {
        guard json["version"] == .integer(Self.version), let folder = json["folder"]?.text else { return nil }
        let options = (json["options"]?.elements ?? []).compactMap { option in
            option["option"]?.text.map { ParsedCommand.Option($0, option["value"]?.text) }
        }
        self.init(
            operands: (json["operands"]?.elements ?? []).compactMap(\.text), options: options, folder: folder,
            rerunOf: json["rerun_of"]?.text)
    }

    /// Secrets that are too short to be looked for in texts are known by their names here.
    private static func masked(_ option: ParsedCommand.Option) -> String? {
        if let name = relationship(of: option), let text = option.value, text.contains("@") {
            return "\(name)=\(Redaction.mask)"
        }
        guard option.key == OptionSpecification.variable.long, let text = option.value,
            let variable = variable(in: text), SecretName.matches(variable.name) || SecretName.isInURL(variable.value)
        else { return option.value }
        return "\(variable.type):\(variable.name)=\(Redaction.mask)"
    }

    /// The variable that a value of `--variable` sets.
    static func variable(in text: String) -> VariableArgument? {
        // What the command line took once is taken again; another taskbox may have had other rules.
        try? VariableArgument.parse(text)
    }
}

extension RecordedRequest {
    private static let phaseOptions = [OptionSpecification.skip, .only, .until].map(\.long)

    /// The request with other options: one that is given again replaces the recorded one, variables are replaced by
    /// name, and the options that choose phases replace each other.
    func replacing(with given: [ParsedCommand.Option]) -> RecordedRequest {
        let keys = Set(given.map(\.key))
        let variables = Set(given.compactMap(Self.variableKey))
        let kept = options.filter { option in
            if let variable = Self.variableKey(option) { return !variables.contains(variable) }
            if [OptionSpecification.passEnvironment, .environmentFile].map(\.long).contains(option.key) { return true }
            if Self.phaseOptions.contains(option.key) { return keys.isDisjoint(with: Self.phaseOptions) }
            return !keys.contains(option.key)
        }
        return RecordedRequest(operands: operands, options: kept + given, folder: folder, rerunOf: rerunOf)
    }

    /// The variables that it sets with values that are known: `type:name`.
    var knownVariables: Set<String> {
        Set(options.filter { !Self.isMasked($0) }.compactMap(Self.variableKey))
    }

    /// The variables whose values are not in the record.
    var maskedVariables: [String] { options.filter(Self.isMasked).compactMap(Self.variableKey) }

    private static func isMasked(_ option: ParsedCommand.Option) -> Bool {
        option.value?.contains(Redaction.mask) ?? false
    }

    /// The name that a value of `--relationship` begins with.
    private static func relationship(of option: ParsedCommand.Option) -> String? {
        guard option.key == OptionSpecification.relationship.long else { return nil }
        return option.value.map { String($0.prefix { $0 != "=" }) }
    }

    /// What an option sets that may be repeated: a variable, `type:name`, or a relationship, `name=`.
    private static func variableKey(_ option: ParsedCommand.Option) -> String? {
        if let relationship = relationship(of: option) { return "\(relationship)=" }
        guard option.key == OptionSpecification.variable.long else { return nil }
        return option.value.flatMap(variable).map { "\($0.type):\($0.name)" }
    }
}
