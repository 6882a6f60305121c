import PlatformAPI

/// What `taskbox fetch` was asked to do.
package struct FetchOptions: Sendable, Equatable {
    package let api: APIOptions
    /// `nil` for the only task there is.
    package let name: PlatformID?
    /// The path of the file; `nil` for standard output.
    package let file: String?
    /// Whether a file that exists is replaced.
    package let replacesFile: Bool
    /// Whether taskbox says nothing but errors.
    package let isQuiet: Bool
    package let color: ColorChoice

    /// Reads the parse of `fetch`.
    package init(_ parsed: ParsedCommand) throws(UsageError) {
        api = try APIOptions.required(parsed)
        name = try APIOptions.taskName(of: parsed)
        file = parsed.value(of: .output).flatMap { $0 == "-" ? nil : $0 }
        replacesFile = parsed.has(.force)
        if replacesFile, file == nil {
            throw UsageError("--force is for a file, which needs --output", of: parsed.command)
        }
        isQuiet = parsed.has(.quiet)
        color = parsed.choice(of: .color) ?? .auto
    }
}

/// What `taskbox diff` was asked to do.
package struct DiffOptions: Sendable, Equatable {
    package let api: APIOptions
    /// What is compared with the platform's task of the same name.
    package let task: LocalTask
    package let printsJSON: Bool
    /// Whether taskbox says nothing but errors.
    package let isQuiet: Bool
    package let color: ColorChoice

    /// Reads the parse of `diff`.
    package init(_ parsed: ParsedCommand) throws(UsageError) {
        api = try APIOptions.required(parsed)
        task = try LocalTask(parsed)
        printsJSON = parsed.has(.json)
        isQuiet = parsed.has(.quiet)
        color = parsed.choice(of: .color) ?? .auto
    }
}

extension APIOptions {
    /// For commands that do nothing without the platform.
    fileprivate static func required(_ parsed: ParsedCommand) throws(UsageError) -> APIOptions {
        guard let options = try read(parsed) else {
            throw UsageError("\(parsed.command) needs --project ID", of: parsed.command)
        }
        return options
    }
}
