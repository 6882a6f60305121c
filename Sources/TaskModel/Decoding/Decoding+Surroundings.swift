import Documents

extension Decoding {
    /// `timezone`: a name of the TZ database, or null.
    mutating func timezone(_ fields: Fields) -> TimeZoneName? {
        let path = fields.path("timezone")
        guard let node = fields["timezone"], let text = optionalString(node, path) else { return nil }
        if let name = TimeZoneName(text, in: timeZones, location: node.location) { return name }
        error(
            node, path,
            text.isEmpty ? "the timezone is empty" : "\(text.quoted()) is not a timezone that this machine knows",
            hint: hintForTimezone(text)
        )
        return nil
    }

    private func hintForTimezone(_ text: String) -> String {
        let general = "write a name of the TZ database, such as \"Europe/Paris\", or leave it out for UTC"
        guard !text.isEmpty else { return general }
        let names = timeZones.all()
        // People write the city alone, or a space for the underscore.
        let wanted = String(text.lowercased().map { $0 == " " ? "_" : $0 })
        let meant =
            names.first { $0.lowercased() == wanted } ?? names.first { $0.lowercased().hasSuffix("/" + wanted) }
            ?? EditDistance.nearest(to: text, among: names)
        return meant.map { "did you mean \($0.quoted())?" } ?? general
    }

    /// `additional_hosts`: host names and their addresses (contract 5.2).
    mutating func additionalHosts(_ fields: Fields) -> [AdditionalHost] {
        let path = fields.path("additional_hosts")
        guard let node = fields["additional_hosts"], let entries = entries(node, path) else { return [] }
        return entries.compactMap { entry in
            let text = entry.key.keyText
            let path = path.appending(text)
            let name = hostName(text, entry.key, path)
            let address = address(entry.value, path)
            guard let name, let address else { return nil }
            return AdditionalHost(name: name, address: address)
        }
    }

    private mutating func hostName(_ text: String, _ node: Node, _ path: FieldPath) -> HostName? {
        if IPAddress(text) != nil {
            error(
                node, path, "\(text.quoted()) is an address, not a host name",
                hint: "write the host name first: "
                    + example(json: "\"NAME\": \"\(text)\"", yaml: "NAME: \"\(text)\"")
            )
            return nil
        }
        guard let name = HostName(text) else {
            error(
                node, path, text.isEmpty ? "the host name is empty" : "\(text.quoted()) is not a host name",
                hint: "use letters, digits, \"-\" and \"_\" in parts of at most 63 characters, with dots between"
            )
            return nil
        }
        return name
    }

    private mutating func address(_ node: Node, _ path: FieldPath) -> IPAddress? {
        guard let text = string(node, path, expected: "an IP address as a string") else { return nil }
        guard let address = IPAddress(text) else {
            error(
                node, path, text.isEmpty ? "the IP address is empty" : "\(text.quoted()) is not an IP address",
                hint: "write an IPv4 or IPv6 address, such as \"192.0.2.10\" or \"2001:db8::10\""
            )
            return nil
        }
        return address
    }

    /// `container_profile`: a free string in the API, so that an unknown one is only a warning there; in YAML the platform
    /// takes the known ones alone (contract 1.4 and 5.3).
    mutating func containerProfile(_ fields: Fields) -> String? {
        let path = fields.path("container_profile")
        let known = ["HIGH_CPU", "BALANCED", "HIGH_MEMORY", "HIGHER_MEMORY"]
        guard let node = fields["container_profile"], let text = optionalString(node, path) else { return nil }
        if known.contains(text) { return text }
        let nearest = EditDistance.nearest(to: text.uppercased(), among: known)
        let hint = nearest.map { "did you mean \"\($0)\"?" } ?? "the known ones are \(known.joined(separator: ", "))"
        switch strictness {
        case .json:
            warn(
                node, path, "\(text.quoted()) is not a container profile that the platform is known to have", hint: hint
            )
        case .yaml: error(node, path, "\(text.quoted()) is not a container profile", hint: hint)
        }
        return text
    }

    /// `resources`: deprecated, and null in most tasks (contract 5.3 and 9 #14).
    mutating func resources(_ fields: Fields) -> Resources? {
        guard let node = fields["resources"], !node.isNull else { return nil }
        guard
            let resources = self.fields(
                node, fields.path("resources"), of: "resources", known: ["base_memory", "memory_ratio"]
            )
        else { return nil }
        let base = megabytes(resources, "base_memory", standard: 64)
        let ratio = megabytes(resources, "memory_ratio", standard: 128)
        return Resources(baseMemory: base, memoryRatio: ratio)
    }

    private mutating func megabytes(_ resources: Fields, _ key: String, standard: Int) -> Int {
        guard let node = resources[key] else { return standard }
        guard case .scalar(let scalar) = node.content, case .integer(let number) = scalar.value else {
            wrongType(node, resources.path(key), expected: "a whole number of megabytes")
            return standard
        }
        if number < 1 {
            error(node, resources.path(key), "\(number) is not a size in megabytes", hint: "write at least 1")
        }
        return number
    }

    /// `runtime`: free-form, and read by PHP alone (contract 5.5).
    mutating func runtime(_ fields: Fields, type: RuntimeType?) -> JSONValue {
        let path = fields.path("runtime")
        guard let entry = fields.entries["runtime"], let entries = entries(entry.value, path) else {
            return .object([])
        }
        checkNumbers(entry.value, path)
        if !entries.isEmpty, let type, type.runtime != "php", type.runtime != "composable" {
            warn(
                entry.key, path, "\"runtime\" has an effect for PHP only, not for \(type.runtime.quoted())",
                hint: "remove it"
            )
        }
        checkRuntime(entry.value, path)
        return entries.isEmpty ? .object([]) : JSONValue(entry.value)
    }

    /// Refuses the numbers of YAML that JSON, and so the platform's API, can not hold.
    mutating func checkNumbers(_ node: Node, _ path: FieldPath) {
        switch node.content {
        case .scalar(let scalar):
            if case .float(let number) = scalar.value, !number.isFinite {
                error(
                    node, path, "\(scalar.text.printable) is not a number that JSON can hold", hint: "put it in quotes")
            }
        case .sequence(let items):
            for (index, item) in items.enumerated() { checkNumbers(item, path.appending(index)) }
        case .mapping(let entries):
            for entry in entries { checkNumbers(entry.value, path.appending(entry.key.keyText)) }
        }
    }
}
