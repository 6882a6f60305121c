import Planning

/// What `taskbox run` was asked to do, typed and free of contradictions.
package struct RunOptions: Sendable, Equatable {
    package let planning: PlanningOptions
    /// Whether the workspace stays after the run.
    package let keepsWorkspace: Bool
    /// Whether the run leaves a record.
    package let keepsRecord: Bool
    /// Whether a shell is opened where a phase has failed.
    package let opensShellOnFailure: Bool
    package let logFormat: LogFormatChoice
    /// The path of a file for the activity's JSON; `nil` for none.
    package let resultFile: String?
    /// Whether taskbox says nothing but errors.
    package let isQuiet: Bool
    package let color: ColorChoice

    /// Reads the parse of `run`.
    package init(_ parsed: ParsedCommand) throws(UsageError) {
        planning = try PlanningOptions(parsed)
        keepsWorkspace = parsed.has(.keep)
        keepsRecord = !parsed.has(.noRecord)
        opensShellOnFailure = parsed.has(.shellOnFailure)
        logFormat = parsed.choice(of: .logFormat) ?? .plain
        resultFile = parsed.value(of: .result)
        isQuiet = parsed.has(.quiet)
        color = parsed.choice(of: .color) ?? .auto
    }
}

/// What `taskbox plan` was asked to do.
package struct PlanOptions: Sendable, Equatable {
    package let planning: PlanningOptions
    package let printsJSON: Bool
    /// Whether taskbox says nothing but errors.
    package let isQuiet: Bool
    package let color: ColorChoice

    /// Reads the parse of `plan`.
    package init(_ parsed: ParsedCommand) throws(UsageError) {
        planning = try PlanningOptions(parsed)
        printsJSON = parsed.has(.json)
        isQuiet = parsed.has(.quiet)
        color = parsed.choice(of: .color) ?? .auto
    }
}
