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
        // One build anew is meant, and not one for each rerun.
        let deciding = Set(OptionSpecification.planning.filter { $0 != .rebuild }.map(\.long))
        self.init(
            operands: parsed.operands, options: parsed.options.filter { deciding.contains($0.key) }, folder: folder)
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

    /// Secrets that are too short to be looked for in texts are known by their names and by the form of a URL here.
    private static func masked(_ option: ParsedCommand.Option) -> String? {
        guard let value = option.value, let named = NamedValue(option) else { return option.value }
        let text = String(value.dropFirst(named.name.count + 1))
        let isSecret =
            named.isRelationship ? text.contains("@") : SecretName.matches(named.name) || SecretName.isInURL(text)
        return isSecret ? "\(named.name)=\(Redaction.mask)" : value
    }
}

/// What an option that is given for each of several names sets: `--variable env:NAME=…`, `--relationship NAME=…`.
struct NamedValue: Hashable {
    /// The option's long name.
    let option: String
    /// The name, for a variable with its type: `env:NAME`.
    let name: String

    /// `nil` for other options.
    init?(_ option: ParsedCommand.Option) {
        guard [OptionSpecification.variable, .relationship].contains(where: { $0.long == option.key }),
            let value = option.value, let equals = value.firstIndex(of: "=")
        else { return nil }
        self.option = option.key
        name = String(value[..<equals])
    }

    private init(option: String, name: String) {
        self.option = option
        self.name = name
    }

    static func variable(_ name: String) -> NamedValue {
        NamedValue(option: OptionSpecification.variable.long, name: name)
    }

    var isRelationship: Bool { option == OptionSpecification.relationship.long }

    /// How it is given: `--variable env:NAME=VALUE`.
    var usage: String { "--\(option) \(name)=\(isRelationship ? "URL" : "VALUE")" }
}

extension RecordedRequest {
    private static let reuseOptions = [OptionSpecification.rebuild, .noCache].map(\.long)
    private static let phaseOptions = [OptionSpecification.skip, .only, .until].map(\.long)

    /// The request with other options: one that is given again replaces the recorded one, variables are replaced by
    /// name, and the options that choose phases replace each other.
    func replacing(with given: [ParsedCommand.Option]) -> RecordedRequest {
        let keys = Set(given.map(\.key))
        let named = Set(given.compactMap(NamedValue.init))
        let kept = options.filter { option in
            if let value = NamedValue(option) { return !named.contains(value) }
            if [OptionSpecification.passEnvironment, .environmentFile].map(\.long).contains(option.key) { return true }
            if Self.reuseOptions.contains(option.key) { return keys.isDisjoint(with: Self.reuseOptions) }
            if Self.phaseOptions.contains(option.key) { return keys.isDisjoint(with: Self.phaseOptions) }
            return !keys.contains(option.key)
        }
        return RecordedRequest(operands: operands, options: kept + given, folder: folder, rerunOf: rerunOf)
    }

    /// The request with paths that mean the same from any folder.
    var withAbsolutePaths: RecordedRequest {
        let files = Set(
            OptionSpecification.planning.filter { [.file, .folder].contains($0.value?.kind) }.map(\.long))
        let absolute = options.map { option in
            guard files.contains(option.key), let path = option.value, !path.hasPrefix("/"), path != "-" else {
                return option
            }
            return ParsedCommand.Option(option.key, "\(folder)/\(path)")
        }
        return RecordedRequest(operands: operands, options: absolute, folder: folder, rerunOf: rerunOf)
    }

    /// What it sets by name, with values that are known.
    var knownValues: Set<NamedValue> { Set(options.filter { !Self.isMasked($0) }.compactMap(NamedValue.init)) }

    /// What it set by name, with values that are not in the record.
    var maskedValues: [NamedValue] { options.filter(Self.isMasked).compactMap(NamedValue.init) }

    private static func isMasked(_ option: ParsedCommand.Option) -> Bool {
        option.value?.contains(Redaction.mask) ?? false
    }
}
