import PlatformAPI

/// Which tasks of the platform are meant, and how it is asked.
package struct APIOptions: Sendable, Equatable {
    package let project: PlatformID
    /// `nil` for the Git branch of the repository.
    package let environment: PlatformID?
    /// `nil` for the variable, and then for the platform's own.
    package let apiAddress: ServiceAddress?
    /// `nil` for the variable, and then for the platform's own.
    package let authenticationAddress: ServiceAddress?
    /// For each request.
    package let timeLimit: Duration

    /// The variables that the addresses come from where no option gives them.
    package static let apiAddressVariable = "TASKBOX_API_URL"
    package static let authenticationAddressVariable = "TASKBOX_AUTH_URL"

    private static let standardTimeLimit = Duration.seconds(60)

    /// Reads the options of a command whose specification has `OptionSpecification.api`; `nil` without `--project`.
    package static func read(_ parsed: ParsedCommand) throws(UsageError) -> APIOptions? {
        guard parsed.value(of: .project) != nil else {
            for option in OptionSpecification.api where option != .project && parsed.value(of: option) != nil {
                throw UsageError(
                    "--\(option.long) is for a task of the platform, which needs --project", of: parsed.command)
            }
            return nil
        }
        return try APIOptions(parsed)
    }

    private init?(_ parsed: ParsedCommand) throws(UsageError) {
        guard let project = try parsed.value(of: .project, as: Self.id) else { return nil }
        self.project = project
        environment = try parsed.value(of: .environment, as: Self.id)
        apiAddress = try parsed.value(of: .apiURL, as: Self.address)
        authenticationAddress = try parsed.value(of: .authenticationURL, as: Self.address)
        timeLimit = try parsed.value(of: .apiTimeout, as: Self.limit) ?? Self.standardTimeLimit
    }

    private static func id(_ text: String) throws(ArgumentError) -> PlatformID {
        guard let id = PlatformID(text) else { throw ArgumentError("\(quoted(text)) can not be an id") }
        return id
    }

    private static func address(_ text: String) throws(ArgumentError) -> ServiceAddress {
        do throws(ServiceAddressError) {
            return try ServiceAddress(text)
        } catch {
            throw ArgumentError("\(quoted(text)) \(error.reason)")
        }
    }

    private static func limit(_ text: String) throws(ArgumentError) -> Duration {
        let limit = try DurationArgument.parseLength(text)
        guard limit >= .seconds(1), limit <= .seconds(3600) else {
            throw ArgumentError("\(quoted(text)) is not between a second and an hour")
        }
        return limit
    }
}

extension APIOptions {
    /// The task's name on the platform, which a command takes as TASK or as `--task`; `nil` for the only one.
    package static func taskName(of parsed: ParsedCommand) throws(UsageError) -> PlatformID? {
        if let surplus = parsed.operand(1) {
            throw UsageError(
                "with --project a task is known by its name alone, but got \(quoted(surplus)) too", of: parsed.command)
        }
        let option = parsed.value(of: .task)
        if let operand = parsed.operand(0), let option {
            throw UsageError(
                "the task's name was given twice: \(quoted(operand)) and --task \(quoted(option))", of: parsed.command)
        }
        guard let name = parsed.operand(0) ?? option else { return nil }
        if TaskOperand.isPath(name) {
            throw UsageError(
                "\(quoted(name)) is a file, but --project asks the platform for a task by its name",
                hint: "leave out --project for a file; --project-id sets PLATFORM_PROJECT")
        }
        guard let id = PlatformID(name) else {
            throw UsageError("\(quoted(name)) can not be the name of a task", of: parsed.command)
        }
        return id
    }
}

/// The operand TASK (design, "Command line").
enum TaskOperand {
    /// A `/`, a known ending, `-`, `.` or `..` make a TASK a path.
    static func isPath(_ task: String) -> Bool {
        ["-", ".", ".."].contains(task) || task.contains("/")
            || [".json", ".yaml", ".yml"].contains { task.hasSuffix($0) }
    }
}
