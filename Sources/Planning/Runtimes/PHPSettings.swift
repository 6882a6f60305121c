import Documents

/// The `php:` variables of a phase as an ini file (contract 4.3).
struct PHPSettings {
    /// The lines of the file; empty without any setting.
    let text: String
    /// Variables that no ini file can hold.
    let leftOut: [String]

    /// The prefix of the variables that are settings.
    static let prefix = "php:"

    /// Takes the settings out of a phase's `PLATFORM_VARIABLES`.
    init(platformVariables: JSONValue) {
        var lines: [String] = []
        var leftOut: [String] = []
        if case .object(let members) = platformVariables {
            for member in members where member.key.hasPrefix(PHPSettings.prefix) {
                let name = String(member.key.dropFirst(PHPSettings.prefix.count))
                if PHPSettings.isName(name), let value = PHPSettings.value(member.value) {
                    lines.append("\(name) = \(value)\n")
                } else {
                    leftOut.append(member.key)
                }
            }
        }
        text = lines.joined()
        self.leftOut = leftOut
    }

    /// Words that an ini file takes for values, wherever they stand.
    private static let reserved: Set<String> = ["false", "no", "none", "null", "off", "on", "true", "yes"]

    private static func isName(_ name: String) -> Bool {
        guard let first = name.first, first.isASCII, first.isLetter, !reserved.contains(name.lowercased()) else {
            return false
        }
        return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }

    /// `nil` for what is no value of a setting.
    private static func value(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text.contains("\0") ? nil : quoted(text)
        case .bool(let isOn): isOn ? "On" : "Off"
        case .null: quoted("")
        case .array, .object: nil
        default: JSONWriter.line(value)
        }
    }

    /// A text between single quotes stands for itself, whatever it holds but such a quote; parts side by side are one text.
    ///
    /// Sums of PHP's constants, such as `E_ALL & ~E_NOTICE`, are only worked out where they are not quoted.
    private static func quoted(_ text: String) -> String {
        if text.hasPrefix("E_"), text.allSatisfy({ $0.isASCII && ($0.isUppercase || " &|^~_".contains($0)) }) {
            return text
        }
        let parts = text.split(separator: "'", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "'\($0)'" }
        let joined = parts.joined(separator: "\"'\"")
        return joined.isEmpty ? "\"\"" : joined
    }
}
