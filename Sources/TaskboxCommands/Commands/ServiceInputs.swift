import DefinitionSources
import Documents
import Execution
import Foundation
import Planning
import ProcessSupport
import Workspaces

/// Reads what the command line names beside the definition: files of relationships and variables, and the tunnels of the
/// platform's CLI.
struct ServiceInputs {
    let options: ServiceOptions
    let context: CommandContext
    let console: Console

    /// What was read.
    struct Inputs {
        var relationships: [RelationshipBinding] = []
        var variables: [ProjectVariable] = []
    }

    /// Reads everything, the weightiest word about a relationship first; `nil` after the reasons were printed.
    func read(repository: String, git: GitProgram?) -> Inputs? {
        var inputs = Inputs()
        var problems: [Diagnostic] = []
        inputs.relationships = options.relationships.map {
            RelationshipBinding(name: $0.name, target: .address($0.address), origin: "--relationship")
        }
        if let path = options.relationshipsFile {
            problems += refusals(of: path, repository: repository, git: git)
            if problems.isEmpty {
                take(path, "--relationships", &problems) { node in
                    let (bindings, found) = RelationshipsDecoder.decode(node, from: "--relationships")
                    inputs.relationships += bindings
                    return found
                }
            }
        }
        if options.takesEnvironment { inputs.relationships += environmentRelationships(&problems) }
        for (path, level, option) in [
            (options.projectVariablesFile, ProjectVariable.Level.project, "--project-variables"),
            (options.environmentVariablesFile, .environment, "--environment-variables"),
        ] {
            guard let path else { continue }
            take(path, option, &problems) { node in
                var decoder = ProjectVariablesDecoder(level: level, from: option)
                let (variables, found) = decoder.decode(node)
                inputs.variables += variables
                return found
            }
        }
        for path in options.environmentFiles {
            guard let file = file(path, "--env-file", &problems) else { continue }
            var decoder = DotenvDecoder(file, from: "--env-file")
            let (variables, found) = decoder.decode()
            inputs.variables += variables
            problems += found
        }
        console.show(problems)
        return problems.contains { $0.severity == .error } ? nil : inputs
    }

    private func file(_ path: String, _ option: String, _ problems: inout [Diagnostic]) -> SourceFile? {
        switch DefinitionSource(path: path).read() {
        case .success(let file): return file
        case .failure(let error):
            problems.append(
                Diagnostic(.error, at: nil, path: option, error.diagnostic.message, hint: error.diagnostic.hint))
            return nil
        }
    }

    private func take(
        _ path: String, _ option: String, _ problems: inout [Diagnostic], _ decode: (Node) -> [Diagnostic]
    ) {
        guard let file = file(path, option, &problems) else { return }
        let (node, syntax) = DocumentReaders().read(file, as: DocumentFormat(of: file))
        problems += syntax
        if let node { problems += decode(node) }
    }

    /// A file with passwords must neither be readable by others, nor be a part of what is built or committed.
    private func refusals(of path: String, repository: String, git: GitProgram?) -> [Diagnostic] {
        guard path != "-", let real = PathFacts.realPath(path), let facts = PathFacts(real), facts.kind == .file else {
            return []
        }
        if facts.permissions & 0o077 != 0 {
            return [
                Diagnostic(
                    .error, at: nil, path: "--relationships",
                    "others can read \(path.quoted(limit: 200)), which may hold passwords",
                    hint: "chmod 600 makes it yours alone")
            ]
        }
        guard real.hasPrefix(repository + "/"), PathFacts("\(repository)/.git") != nil else { return [] }
        if let git, git.ignores(real, in: repository) { return [] }
        return [
            Diagnostic(
                .error, at: nil, path: "--relationships",
                "\(path.quoted(limit: 200)) lies in the repository and is not ignored by Git, so it would be built and committed",
                hint: "move it out of the repository, or add it to .gitignore")
        ]
    }

    /// `PLATFORM_RELATIONSHIPS` of the user's own environment.
    private func environmentRelationships(_ problems: inout [Diagnostic]) -> [RelationshipBinding] {
        let name = "PLATFORM_RELATIONSHIPS"
        func refuse(_ message: String) -> [RelationshipBinding] {
            problems.append(
                Diagnostic(
                    .error, at: nil, path: "--relationships-from-env", message,
                    hint: "the platform's CLI prints it for open tunnels, as base64 of JSON"))
            return []
        }
        guard let text = context.environment[name], !text.isEmpty else {
            return refuse("\(name) is not set in this shell")
        }
        guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters) else {
            return refuse("\(name) is not base64")
        }
        let (node, syntax) = JSONReader.read(SourceFile(name: name, bytes: Array(data)))
        guard let node, syntax.allSatisfy({ $0.severity != .error }) else {
            return refuse("\(name) does not hold JSON")
        }
        let (bindings, found) = RelationshipsDecoder.decode(node, from: name)
        problems += found
        return bindings
    }
}
