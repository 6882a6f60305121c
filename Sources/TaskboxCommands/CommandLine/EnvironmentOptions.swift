import Planning

/// What `taskbox env` was asked to do, typed and free of contradictions.
struct EnvironmentOptions: Sendable {
    let planning: PlanningOptions
    /// The phases whose environments are wanted: one, or two to be compared.
    let phases: [Phase]
    /// Whether the build hook is run first.
    let runsBuild: Bool
    /// The names or patterns of the variables that are shown; all of them if empty.
    let names: [EnvironmentPattern]
    /// How long `.environment` may take; `nil` for ever.
    let limit: Duration?
    let isRevealing: Bool
    let isDecoding: Bool
    let format: EnvironmentFormat
    let table: TableOptions
    let isQuiet: Bool
    let color: ColorChoice

    /// Whether two phases are compared.
    var isComparing: Bool { phases.count == 2 }

    private static let standardLimit = Duration.seconds(10)

    /// Reads the parse of `env`.
    init(_ parsed: ParsedCommand) throws(UsageError) {
        // The other operands are names of variables, not the task's.
        planning = try PlanningOptions(
            ParsedCommand(
                command: parsed.command, operands: Array(parsed.operands.prefix(1)), options: parsed.options))
        phases = try Self.phases(of: parsed)
        runsBuild = parsed.has(.build)
        var names = try parsed.values(of: .variableName, as: EnvironmentPattern.parse)
        for word in parsed.operands.dropFirst() {
            do {
                names.append(try EnvironmentPattern.parse(word))
            } catch {
                throw UsageError("VARIABLE: \(error.message)", of: parsed.command)
            }
        }
        self.names = names
        let limit = try parsed.value(of: .environmentTimeout, as: DurationArgument.parseLimit)
        self.limit = limit.map(\.limit) ?? Self.standardLimit
        isRevealing = parsed.has(.reveal)
        isDecoding = parsed.has(.decode)
        format = parsed.choice(of: .environmentFormat) ?? .table
        table = try Self.table(of: parsed, format, isComparing: phases.count == 2)
        isQuiet = parsed.has(.quiet)
        color = parsed.choice(of: .color) ?? .auto
        if runsBuild, phases == [.build] {
            throw UsageError(
                "--build changes nothing for the environment that the build hook itself has", of: parsed.command)
        }
        if parsed.has(.rebuild), !runsBuild {
            throw UsageError("--rebuild needs --build, without which the build hook is not run", of: parsed.command)
        }
        if format.table == nil {
            for (option, isGiven) in [
                ("--decode", isDecoding), ("--diff", isComparing), ("--no-header", parsed.has(.noHeader)),
                ("--columns", parsed.value(of: .columns(EnvironmentTable.columns)) != nil),
            ] where isGiven {
                throw UsageError(
                    "\(option) and --format \(format.rawValue) contradict each other: a shell takes plain variables only",
                    of: parsed.command)
            }
        }
    }

    private static func phases(of parsed: ParsedCommand) throws(UsageError) -> [Phase] {
        let phase: Phase? = parsed.choice(of: .phase)
        let compared = parsed.values(of: .diffPhases)
        guard !compared.isEmpty else { return [phase ?? .run] }
        if phase != nil {
            throw UsageError("--phase and --diff contradict each other; give one of them", of: parsed.command)
        }
        var phases: [Phase] = []
        for word in compared {
            do {
                phases += try PhaseListArgument.parseList(word)
            } catch {
                throw UsageError("--diff: \(error.message)", of: parsed.command)
            }
        }
        guard phases.count == 2, phases[0] != phases[1] else {
            throw UsageError(
                "--diff compares two phases, and \(quoted(compared.joined(separator: " "))) is something else",
                of: parsed.command)
        }
        return phases
    }

    /// JSON holds every column unless some are asked for.
    private static func table(
        of parsed: ParsedCommand, _ format: EnvironmentFormat, isComparing: Bool
    ) throws(UsageError) -> TableOptions {
        let columns = isComparing ? EnvironmentTable.comparedColumns : EnvironmentTable.columns
        let options = try TableOptions(parsed, of: columns)
        guard format == .json, parsed.value(of: .columns(columns)) == nil else { return options }
        return TableOptions(format: .json, columns: columns.map(\.key))
    }
}
