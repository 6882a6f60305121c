import Documents

extension Decoding {
    /// `dependencies`: languages, and under each of them packages and versions (contract 5.4).
    mutating func dependencies(_ fields: Fields) -> [DependencySet] {
        let path = fields.path("dependencies")
        guard let node = fields["dependencies"], let entries = entries(node, path) else { return [] }
        return entries.compactMap { entry in
            let language = entry.key.keyText
            let path = path.appending(language)
            if !DependencySet.knownLanguages.contains(language) { reportLanguage(language, entry.key, path) }
            guard let packages = self.entries(entry.value, path, hint: hintForPackageList(entry.value)) else {
                return nil
            }
            if language == "php", let require = entry.value.value(ofKey: "require"), case .mapping = require.content {
                return extended(packages, require, path)
            }
            return DependencySet(language: language, packages: packages.compactMap { package($0, path) })
        }
    }

    /// The longer form that PHP has, with the keys of Composer's own file: `require` and `repositories`.
    private mutating func extended(_ members: [Node.Entry], _ require: Node, _ path: FieldPath) -> DependencySet {
        var repositories: JSONValue?
        for member in members {
            let key = member.key.keyText
            switch key {
            case "require": break
            case "repositories":
                if case .scalar = member.value.content {
                    error(
                        member.value, path.appending(key), "the repositories are neither a list nor \(words.aMap)",
                        hint: "write them as in composer.json")
                } else {
                    repositories = JSONValue(member.value)
                }
            default:
                error(
                    member.key, path.appending(key), "\(key.quoted()) is not a key beside \"require\"",
                    hint: "packages belong below \"require\"; beside it there is \"repositories\"")
            }
        }
        let packages = entries(require, path.appending("require")) ?? []
        return DependencySet(
            language: "php", packages: packages.compactMap { package($0, path.appending("require")) },
            repositories: repositories)
    }

    private mutating func reportLanguage(_ language: String, _ node: Node, _ path: FieldPath) {
        let aliases = ["node": "nodejs", "npm": "nodejs", "pip": "python3", "python2": "python3", "composer": "php"]
        let meant = aliases[language] ?? EditDistance.nearest(to: language, among: DependencySet.knownLanguages)
        error(
            node, path, "\(language.quoted()) is not a language of dependencies",
            hint: meant.map { "did you mean \"\($0)\"?" }
                ?? "write one of \(DependencySet.knownLanguages.joined(separator: ", "))"
        )
    }

    private func hintForPackageList(_ node: Node) -> String? {
        guard case .sequence(let items) = node.content, let first = items.first?.stringValue else { return nil }
        return "write packages with their versions: "
            + example(json: "{\(first.quoted()): \"*\"}", yaml: "{ \(first.shortened()): \"*\" }")
    }

    private mutating func package(_ entry: Node.Entry, _ path: FieldPath) -> DependencySet.Package? {
        let name = entry.key.keyText
        let path = path.appending(name)
        if name.isEmpty {
            error(entry.key, path, "the name of the package is empty")
        } else {
            _ = withoutNUL(name, entry.key, path)
        }
        guard let version = version(entry.value, path) else { return nil }
        return DependencySet.Package(name: name, version: version)
    }

    private mutating func version(_ node: Node, _ path: FieldPath) -> String? {
        if case .scalar(let scalar) = node.content {
            switch scalar.value {
            case .integer, .bigInteger, .float:
                let text = scalar.text
                warn(
                    node, path, "the version is a number; its text \(text.quoted()) is taken",
                    hint: "put it in quotes, since 1.10 and 1.1 are the same number"
                )
                return text
            case .null, .bool, .string: break
            }
        }
        guard let text = string(node, path, expected: "a version as a string", hint: "write \"*\" for any version")
        else {
            return nil
        }
        if text.allSatisfy(\.isWhitespace) {
            error(node, path, "the version is empty", hint: "write \"*\" for any version")
            return nil
        }
        return text
    }
}
