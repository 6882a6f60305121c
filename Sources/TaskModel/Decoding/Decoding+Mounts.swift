import Documents

extension Decoding {
    /// `mounts` (contract 1.5 and 2.4).
    mutating func mounts(_ fields: Fields) -> [Mount] {
        let path = fields.path("mounts")
        guard let node = fields["mounts"], let entries = entries(node, path) else { return [] }
        var places = MountPlaces()
        var mounts: [Mount] = []
        for entry in entries {
            let key = entry.key.keyText
            let path = path.appending(key)
            // The platform takes such keys for anchors (contract 1.5).
            if strictness == .yaml, key.hasPrefix(".") {
                warn(
                    entry.key, path, "the platform ignores a mount whose key begins with \".\"",
                    hint: hintForIgnoredMount(key)
                )
                continue
            }
            let mountPath = mountPath(key, entry.key, path)
            if let mountPath {
                places.add(mountPath, key, entry.key) { error(entry.key, path, $0, hint: $1) }
            }
            if let mount = mount(entry.value, path, key: key, mountPath: mountPath ?? .root) { mounts.append(mount) }
        }
        for conflict in places.nested() {
            error(
                conflict.node, path.appending(conflict.key),
                "the mount lies inside the mount \(conflict.outer.quoted()); mounts can not be nested",
                hint: "use two folders side by side, or one mount for both"
            )
        }
        return mounts
    }

    /// A key that is no anchor and means the same folder, if there is one in the app folder.
    private func hintForIgnoredMount(_ key: String) -> String {
        guard let path = RelativePath(key) else {
            return "nothing outside the app folder can be a mount: write a folder below it, such as \"data\""
        }
        if path.isRoot { return "write a folder below the app folder, such as \"data\"" }
        let text = path.description
        return "write \((text.hasPrefix(".") ? "/\(text)" : text).quoted())"
    }

    private mutating func mountPath(_ key: String, _ node: Node, _ path: FieldPath) -> RelativePath? {
        guard withoutNUL(key, node, path) != nil,
            let mountPath = relativePath(
                key, node, path, folder: "the app folder", hint: "write a folder below it, such as \"data\"")
        else { return nil }
        if mountPath.isRoot {
            error(
                node, path, "\(key.quoted()) is the app folder itself, which can not be a mount",
                hint: "write a folder below it, such as \"data\""
            )
            return nil
        }
        // Contract 9 #9.
        if mountPath.description == "tmp", key.hasPrefix("/") {
            warn(
                node, path,
                "\(key.quoted()) means the folder \"tmp\" of the app folder, /app/tmp, not the system's /tmp",
                hint:
                    "remove it if the system's /tmp is meant, which can be written to without a mount; otherwise write "
                    + "\"tmp\""
            )
        }
        return mountPath
    }

    private mutating func mount(
        _ node: Node, _ path: FieldPath, key: String, mountPath: RelativePath
    ) -> Mount? {
        if let text = node.stringValue { return legacyMount(text, node, path, key: key, mountPath: mountPath) }
        guard case .mapping = node.content else {
            wrongType(node, path, expected: words.aMap, hint: "write \(exampleOfMount)")
            return nil
        }
        guard let fields = fields(node, path, of: "a mount", known: ["source", "source_path", "service"]) else {
            return nil
        }
        let service = optionalString(fields["service"], fields.path("service"))
        var sourcePath = mountPath
        if let node = fields["source_path"], let text = string(node, fields.path("source_path")),
            let path = relativePath(text, node, fields.path("source_path"), folder: "the volume")
        {
            sourcePath = path
        }
        guard let source = mountSource(fields, service: service) else { return nil }
        return Mount(path: mountPath, source: source, sourcePath: sourcePath, key: key)
    }

    private var exampleOfMount: String { example(json: "{\"source\": \"instance\"}", yaml: "{ source: instance }") }

    private mutating func mountSource(_ fields: Fields, service: String?) -> Mount.Source? {
        let path = fields.path("source")
        guard let node = fields["source"] else {
            error(
                fields.node, path, "\"source\" is missing",
                hint: "write one of \(Mount.Source.words.joined(separator: ", "))"
            )
            return nil
        }
        guard let word = string(node, path) else { return nil }
        let source: Mount.Source
        switch word {
        case "instance": source = .instance(alias: .standard)
        case "local": source = .instance(alias: .other)
        case "tmp": source = .tmp(alias: .standard)
        case "temporary": source = .tmp(alias: .other)
        case "storage", "service": return lastingSource(word, fields, service: service)
        default:
            let nearest = EditDistance.nearest(to: word, among: Mount.Source.words)
            error(
                node, path, "\(word.quoted()) is not a source of mounts",
                hint: nearest.map { "did you mean \"\($0)\"?" }
                    ?? "write one of \(Mount.Source.words.joined(separator: ", "))"
            )
            return nil
        }
        if let node = fields["service"], service != nil {
            warn(
                node, fields.path("service"), "\"service\" has no effect on a mount of the source \"\(word)\"",
                hint: "remove it"
            )
        }
        return source
    }

    /// A task owns no volume: what outlives it belongs to an application or a service (contract 2.4 and 9 #13).
    private mutating func lastingSource(_ word: String, _ fields: Fields, service: String?) -> Mount.Source? {
        let owner = word == "storage" ? "application" : "network-storage service"
        if let service, !service.isEmpty {
            return word == "storage" ? .storage(application: service) : .service(name: service)
        }
        // A value of the wrong type has been reported.
        if let node = fields["service"], !node.isNull, node.stringValue != "" { return nil }
        error(
            fields["service"] ?? fields.node, fields.path("service"),
            "a mount of the source \"\(word)\" needs \"service\", the name of the \(owner) whose volume it is: "
                + "a task has no volume of its own",
            hint: "add it, or use the source \"instance\" for files that need not outlive the run"
        )
        return nil
    }

    /// `shared:files/x`, the form of the platform's predecessor (contract 1.5).
    private mutating func legacyMount(
        _ text: String, _ node: Node, _ path: FieldPath, key: String, mountPath: RelativePath
    ) -> Mount? {
        let prefix = "shared:files/"
        guard text.hasPrefix(prefix) else {
            let isWord = Mount.Source.words.contains(text)
            error(
                node, path, "\(text.quoted()) is not a mount",
                hint: "write " + (isWord ? exampleOfMount(text) : exampleOfMount)
            )
            return nil
        }
        let sourceText = String(text.dropFirst(prefix.count))
        guard withoutNUL(text, node, path) != nil,
            let sourcePath = relativePath(sourceText, node, path, folder: "the volume")
        else { return nil }
        let shown = sourceText.shortened()
        warn(
            node, path, "\(text.quoted()) is the form of an older platform",
            hint: "write "
                + example(
                    json: "{\"source\": \"local\", \"source_path\": \"\(shown)\"}",
                    yaml: "{ source: local, source_path: \(shown) }"
                )
        )
        return Mount(path: mountPath, source: .instance(alias: .other), sourcePath: sourcePath, key: key)
    }

    private func exampleOfMount(_ word: String) -> String {
        example(json: "{\"source\": \"\(word)\"}", yaml: "{ source: \(word) }")
    }
}

/// The mount paths so far, to find the ones that are equal or lie in each other.
private struct MountPlaces {
    private struct Place {
        let path: RelativePath
        let key: String
        let node: Node
    }

    private var places: [Place] = []
    private var positions: [RelativePath: Int] = [:]

    /// Notes a path, or reports that another key means the same folder.
    mutating func add(
        _ path: RelativePath, _ key: String, _ node: Node, report: (_ message: String, _ hint: String) -> Void
    ) {
        if let first = positions[path] {
            let other = places[first]
            report(
                "the mount is the same folder as \(other.key.quoted()) at \(other.node.location.lineAndColumn)",
                "remove one of the two"
            )
            return
        }
        positions[path] = places.count
        places.append(Place(path: path, key: key, node: node))
    }

    /// The mounts that lie inside another, in the order of the text.
    func nested() -> [(node: Node, key: String, outer: String)] {
        places.compactMap { place in
            var folder = place.path.parent
            while let current = folder {
                if let outer = positions[current] { return (place.node, place.key, places[outer].key) }
                folder = current.parent
            }
            return nil
        }
    }
}
