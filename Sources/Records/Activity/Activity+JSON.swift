import Documents
import Planning

extension Activity {
    /// The platform's object.
    ///
    /// The schema allows no other members, so taskbox's own are in the payload.
    package var json: JSONValue {
        func date(_ time: Timestamp?) -> JSONValue { .optional(time?.rfc3339) }
        return [
            "id": .string(id.description),
            "created_at": date(createdAt),
            "updated_at": date(updatedAt),
            "type": .string(Self.type),
            "parameters": ["task": .string(task)],
            "project": .string(project),
            "environments": .array(environments.map(JSONValue.string)),
            "state": .string(state.rawValue),
            "result": .optional(result?.rawValue),
            "failure_reason": .optional(failureReason?.rawValue),
            "started_at": date(startedAt),
            "completed_at": date(completedAt),
            "completion_percent": .integer(state.isFinal ? 100 : 0),
            "cancelled_at": date(cancelledAt),
            "timings": .object(timings.members.map { .init($0.name, seconds($0.duration)) }),
            "log": "",
            "payload": ["taskbox": details],
            "description": .string(Self.html(text)),
            "text": .string(text),
            "expires_at": nil,
            "commands": .array(commands.map(\.json)),
        ]
    }

    /// Reads what `json` writes; `nil` if a field that every record has is missing or wrong.
    package init?(json: JSONValue) {
        guard let id = json["id"]?.text.flatMap(RunID.init), let task = json["parameters"]?["task"]?.text,
            let createdAt = json["created_at"]?.time, let state = json["state"]?.text.flatMap(State.init(rawValue:))
        else { return nil }
        self.init(
            id: id, task: task, project: json["project"]?.text ?? "",
            environments: json["environments"]?.elements.compactMap(\.text) ?? [], createdAt: createdAt,
            text: json["text"]?.text ?? "", details: json["payload"]?["taskbox"] ?? [:])
        self.state = state
        updatedAt = json["updated_at"]?.time ?? createdAt
        startedAt = json["started_at"]?.time
        completedAt = json["completed_at"]?.time
        cancelledAt = json["cancelled_at"]?.time
        result = json["result"]?.text.flatMap(Result.init(rawValue:))
        failureReason = json["failure_reason"]?.text.flatMap(FailureReason.init(rawValue:))
        timings = Timings(
            build: json["timings"]?["build"]?.duration, deploy: json["timings"]?["deploy"]?.duration,
            execute: json["timings"]?["execute"]?.duration)
        commands = json["commands"]?.elements.compactMap(Command.init(json:)) ?? []
    }

    /// The activity without secret values in its texts.
    ///
    /// The other fields stay: a secret that happens to be `complete` must not make the record unreadable.
    func redacted(by redaction: Redaction) -> Activity {
        var activity = self
        activity.text = redaction.applied(to: text)
        activity.details = redaction.applied(to: details)
        return activity
    }

    private static func html(_ text: String) -> String {
        text.reduce(into: "") { html, character in
            switch character {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            default: html.append(character)
            }
        }
    }
}

extension Activity.Timings {
    fileprivate var members: [(name: String, duration: Duration)] {
        [("build", build), ("deploy", deploy), ("execute", execute)].compactMap { name, duration in
            duration.map { (name, $0) }
        }
    }
}

extension Activity.Command {
    fileprivate var json: JSONValue {
        ["app": .string(app), "type": .string(type), "exit_code": .integer(exitCode)]
    }

    fileprivate init?(json: JSONValue) {
        guard let app = json["app"]?.text, let type = json["type"]?.text,
            case .integer(let exitCode)? = json["exit_code"]
        else { return nil }
        self.init(app: app, type: type, exitCode: exitCode)
    }
}
