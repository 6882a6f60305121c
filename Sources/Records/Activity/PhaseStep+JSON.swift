import Documents
import Planning

extension PhaseStep {
    /// What an object that is about a phase says of the step; nothing for the phase's own script.
    var members: [JSONValue.Member] {
        switch self {
        case .dependencies(let language, let manager):
            [
                .init("step", "dependencies"), .init("language", .string(language)),
                .init("manager", .string(manager)),
            ]
        case .script: []
        }
    }

    /// Reads what ``members`` writes.
    init(json: JSONValue) {
        if json["step"]?.text == "dependencies", let language = json["language"]?.text,
            let manager = json["manager"]?.text
        {
            self = .dependencies(language: language, manager: manager)
        } else {
            self = .script
        }
    }
}
