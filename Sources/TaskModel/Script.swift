/// The text of a hook or a command: not blank and without NUL bytes, which no shell can be given.
package struct Script: Sendable, Equatable, CustomStringConvertible {
    package let text: String

    /// `nil` if the text is blank or holds a NUL byte.
    package init?(_ text: String) {
        guard text.contains(where: { !$0.isWhitespace }), !text.utf8.contains(0) else { return nil }
        self.text = text
    }

    package var description: String { text }
}

/// `hooks`: both may be absent; there is no `post_deploy` for tasks (contract 1.1).
package struct Hooks: Sendable, Equatable {
    package let build: Script?
    package let deploy: Script?

    package init(build: Script? = nil, deploy: Script? = nil) {
        self.build = build
        self.deploy = deploy
    }
}

/// `run`: the command and the time it may take.
package struct RunCommand: Sendable, Equatable {
    package let command: Script
    package let timeout: RunTimeout

    package init(command: Script, timeout: RunTimeout = .standard) {
        self.command = command
        self.timeout = timeout
    }
}

/// `run.timeout`: whole seconds from 1 to 86,400 (contract 1.4).
package struct RunTimeout: Sendable, Equatable {
    package let seconds: Int

    /// The seconds that the platform takes (contract 1.4).
    package static let range = 1...86_400
    /// The platform's default, one hour.
    package static let standard = RunTimeout(validated: 3600)

    private init(validated: Int) { self.seconds = validated }

    /// `nil` outside ``range``.
    package init?(seconds: Int) {
        guard RunTimeout.range.contains(seconds) else { return nil }
        self.seconds = seconds
    }

    package var duration: Duration { .seconds(seconds) }
}
