import Documents

extension Decoding {
    /// `source.root` (contract 1.4).
    mutating func sourceRoot(_ fields: Fields) -> SourceRoot {
        guard let node = fields["source"],
            let source = self.fields(
                node, fields.path("source"), of: "source", known: ["root"],
                hints: ["operations": "source operations are for applications; a task does not have them"],
                example: exampleOfMap("root", node, "/app")
            ),
            let root = source["root"], let text = string(root, source.path("root")),
            let path = relativePath(text, root, source.path("root"), folder: "the repository")
        else { return .repository }
        return SourceRoot(path)
    }

    /// `hooks`; a blank hook is none.
    mutating func hooks(_ fields: Fields) -> Hooks {
        guard let node = fields["hooks"],
            let hooks = self.fields(
                node, fields.path("hooks"), of: "hooks", known: ["build", "deploy"],
                hints: ["post_deploy": "a task has only a build and a deploy hook"],
                example: exampleOfMap("build", node, "make")
            )
        else { return Hooks() }
        let build = optionalString(hooks["build"], hooks.path("build"))
        let deploy = optionalString(hooks["deploy"], hooks.path("deploy"))
        return Hooks(build: build.flatMap(Script.init), deploy: deploy.flatMap(Script.init))
    }

    /// `run`, required.
    mutating func run(_ fields: Fields) -> RunCommand? {
        guard let node = fields["run"] else {
            error(
                fields.node, fields.path("run"), "\"run\" is missing",
                hint: "add the command, such as "
                    + example(json: "\"run\": {\"command\": \"./export.sh\"}", yaml: "run: { command: ./export.sh }")
            )
            return nil
        }
        let hints = ["env": "environment variables belong under variables.env"]
        guard
            let run = self.fields(
                node, fields.path("run"), of: "run", known: ["command", "timeout"], hints: hints,
                example: exampleOfMap("command", node, "./export.sh")
            )
        else { return nil }
        let command = command(run)
        let timeout = timeout(run)
        guard let command, let timeout else { return nil }
        return RunCommand(command: command, timeout: timeout)
    }

    /// A map with one key; its value is the text that was found in place of the map, if it is one.
    private func exampleOfMap(_ key: String, _ found: Node, _ standard: String) -> String {
        let text = (found.stringValue ?? standard).quoted(limit: 40)
        return example(json: "{\"\(key)\": \(text)}", yaml: "{ \(key): \(text) }")
    }

    private mutating func command(_ run: Fields) -> Script? {
        let path = run.path("command")
        guard let node = run["command"] else {
            error(run.node, path, "\"command\" is missing", hint: "add the command that the task is to run")
            return nil
        }
        guard let text = string(node, path, hint: hintForCommand(node)) else { return nil }
        guard let script = Script(text) else {
            error(node, path, "the command is empty", hint: "write the command that the task is to run")
            return nil
        }
        return script
    }

    private func hintForCommand(_ node: Node) -> String? {
        guard case .sequence(let items) = node.content, !items.isEmpty else { return nil }
        return "write the command as one string; a shell takes it apart"
    }

    private mutating func timeout(_ run: Fields) -> RunTimeout? {
        guard let node = run["timeout"] else { return .standard }
        let path = run.path("timeout")
        guard case .scalar(let scalar) = node.content else {
            wrongType(node, path, expected: "a whole number of seconds")
            return nil
        }
        switch scalar.value {
        case .integer(let seconds):
            if let timeout = RunTimeout(seconds: seconds) { return timeout }
            reportTimeout(node, path, text: scalar.text, isTooLarge: seconds > 0)
        case .bigInteger(let digits):
            reportTimeout(node, path, text: digits, isTooLarge: !digits.hasPrefix("-"))
        case .null, .bool, .float, .string:
            wrongType(node, path, expected: "a whole number of seconds", hint: TimeoutHint.text(for: scalar.value))
        }
        return nil
    }

    private mutating func reportTimeout(_ node: Node, _ path: FieldPath, text: String, isTooLarge: Bool) {
        let range = RunTimeout.range
        if isTooLarge {
            error(
                node, path,
                "\(text.shortened()) is more than the platform's maximum of \(range.upperBound) seconds (24 h)",
                hint: "write at most \(range.upperBound)"
            )
        } else {
            error(
                node, path, "\(text.shortened()) is less than the platform's minimum of 1 second",
                hint: "leave it out for the default of \(RunTimeout.standard.seconds) seconds"
            )
        }
    }
}

/// What to write in place of a timeout that is no whole number.
private enum TimeoutHint {
    static func text(for value: Scalar.Value) -> String {
        switch value {
        case .null: "leave it out for the default of \(RunTimeout.standard.seconds) seconds"
        case .float(let number): forNumber(number)
        case .string(let text): forText(text)
        case .bool, .integer, .bigInteger: general
        }
    }

    private static let general =
        "write a number from \(RunTimeout.range.lowerBound) to \(RunTimeout.range.upperBound)"

    private static func forNumber(_ number: Double) -> String {
        guard let down = whole(number.rounded(.down)), let up = whole(number.rounded(.up)) else { return general }
        return down == up ? "write \(down)" : "write \(down) or \(up)"
    }

    private static func forText(_ text: String) -> String {
        if let seconds = Int(text) {
            return RunTimeout.range.contains(seconds) ? "write \(seconds) without quotes" : general
        }
        let number = text.prefix { $0.isNumber || $0 == "." }
        let unit = text.dropFirst(number.count).drop(while: \.isWhitespace).lowercased()
        guard let count = Double(number), let factor = factors[unit], let seconds = whole(count * factor) else {
            return general
        }
        return "write \(seconds), the seconds of \(text.quoted(limit: 20))"
    }

    private static let factors: [String: Double] = [
        "": 1, "s": 1, "sec": 1, "second": 1, "seconds": 1, "m": 60, "min": 60, "minute": 60, "minutes": 60,
        "h": 3600, "hour": 3600, "hours": 3600, "d": 86_400, "day": 86_400,
    ]

    /// The number if it is whole and in range.
    private static func whole(_ number: Double) -> Int? {
        guard let seconds = Int(exactly: number), RunTimeout.range.contains(seconds) else { return nil }
        return seconds
    }
}
