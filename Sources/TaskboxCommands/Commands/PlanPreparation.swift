import DefinitionSources
import Documents
import Execution
import Foundation
import Planning
import PlatformAPI
import ProcessSupport
import Records
import TaskModel
import Workspaces

/// Everything that `run` and `plan` do before a plan stands: load the definition, look at the machine, decide.
struct PlanPreparation {
    let options: PlanningOptions
    let context: CommandContext
    let console: Console

    /// A plan, with what carries it out.
    struct Prepared {
        let plan: RunPlan
        let folders: ProjectFolders
        let runID: RunID
        let git: GitProgram?
        let isSourceExplicit: Bool
    }

    /// A plan for a definition, or for the one that the options name; `nil` after the reason was printed.
    func prepare(keepsWorkspace: Bool, definition: LoadedDefinition? = nil) -> Prepared? {
        let cache = ProjectFolders.location(of: .cache, context.environment).preferred
        let inspector = MachineInspector(
            environment: context.environment, memory: cache.map(BubblewrapMemory.init(cacheFolder:)))
        let toolchains = ToolchainInspector(
            environment: context.environment, searchPath: inspector.searchPath,
            memory: cache.map(VersionMemory.init(cacheFolder:)))
        let probe = inspector.startProbe(for: options.engine)
        warnOfTokens()
        guard let loaded = definition ?? load() else { return nil }
        do {
            return try plan(
                loaded, toolchains: toolchains,
                facts: { try inspector.facts(probe: probe, runtime: $0, repository: $1) },
                git: inspector.program("git"), systemdRun: inspector.program("systemd-run"),
                keepsWorkspace: keepsWorkspace)
        } catch let failure as PlanFailure {
            console.show(failure.diagnostics)
        } catch let error as FolderError {
            console.fail(error.description, hint: "TASKBOX_STATE_HOME and TASKBOX_CACHE_HOME name other folders")
        } catch let fault as ExecutionFault {
            console.fail(fault.message, hint: fault.hint)
        } catch {
            console.fail("\(error)")
        }
        return nil
    }

    /// The definition that the options name; `nil` after the reason was printed.
    func load() -> LoadedDefinition? {
        switch options.task {
        case .platform(let api, let name):
            return APITasks(options: api, context: context, console: console, folder: options.sourceFolder ?? ".")
                .load(name)
        case .local(let task):
            let result = load(task)
            console.show(result.diagnostics)
            return result.loaded
        }
    }

    /// With `--ref` the definition comes from the commit as well.
    private func load(_ task: LocalTask) -> LoadResult {
        guard let revision = options.ref else { return TaskSource.load(task) }
        do throws(DefinitionSourceError) {
            let git = GitProgram.find(environment: context.environment)
            let project = RevisionProject(revision: revision, sourceFolder: options.sourceFolder, git: git)
            switch try project.find(task) {
            case .project(let project): return project.load(task.name)
            case .disk(let reason):
                console.say(reason)
                return TaskSource.load(task)
            }
        } catch {
            return .failed([error.diagnostic])
        }
    }

    /// A pattern such as `*` is not meant for the tokens, a name is.
    private func warnOfTokens() {
        for name in context.tokens.keys.sorted() where options.passedEnvironment.map(\.description).contains(name) {
            console.warn(
                "--pass-env \(name): the task does not get it, because it \(name.hasSuffix("_FILE") ? "leads to" : "is") a token of the platform; "
                    + "--variable env:NAME=VALUE gives the task one of its own")
        }
    }

    private func plan(
        _ loaded: LoadedDefinition, toolchains: ToolchainInspector,
        facts: (Background<RuntimeFact>, String) throws -> MachineFacts, git: String?, systemdRun: String?,
        keepsWorkspace: Bool
    ) throws -> Prepared? {
        let repository = try self.repository(of: loaded)
        let runtime = toolchains.start(for: loaded.definition, repository: repository)
        let gitProgram = git.map {
            GitProgram(
                executable: $0, environment: context.environment, guardian: MachineInspector.launcherPath)
        }
        let inputs = ServiceInputs(options: options.services, context: context, console: console)
            .read(repository: repository, git: gitProgram)
        guard let inputs else { return nil }
        let folders = try ProjectFolders(
            environment: context.environment, repository: repository, projectID: options.projectID)
        folders.notes.forEach(console.warn)
        let runID = RunID.random()
        let site = RunSite(
            runID: runID.description, repository: repository, branch: SourceLocator.branch(ofRepository: repository),
            workspace: WorkspaceLayout(root: "\(folders.workspaces)/\(runID)"), lastingMounts: folders.lastingMounts,
            buildCache: folders.buildCache,
            entropy: try folders.entropy())
        var request = RunRequest(options, keepsWorkspace: keepsWorkspace)
        request.relationships = inputs.relationships
        request.projectVariables = inputs.variables
        request.neighbours = loaded.neighbours
        request.isStrict = options.services.isStrict
        request.resources = options.resources
        request.authorizationProxy = options.authorizationProxy
        var machine = try facts(runtime, repository)
        if options.resources.isEnforced {
            machine.limits = LimitInspector(
                environment: context.environment, systemdRun: systemdRun, launcher: machine.launcher
            ).means()
        }
        machine.addresses = HostAddresses.of(inputs.relationships)
        let planner = Planner(
            definition: loaded.definition, source: loaded.source, request: request, machine: machine, site: site)
        let plan = try planner.plan()
        return Prepared(
            plan: plan, folders: folders, runID: runID,
            git: gitProgram,
            isSourceExplicit: options.sourceFolder != nil)
    }

    /// The repository: what `--source` says, else the project's root, else the working copy that the definition's file lies
    /// in, else its folder.
    ///
    /// For standard input the current folder stands for the file's.
    private func repository(of loaded: LoadedDefinition) throws -> String {
        if let named = options.sourceFolder {
            guard let path = PathFacts.realPath(named), PathFacts.isFolder(path) else {
                throw ExecutionFault(
                    "\"\(named)\", which --source names, is not a folder",
                    hint: "--source names the root of the repository that source.root is looked for in")
            }
            return path
        }
        if let root = loaded.repository { return root }
        guard let folder = PathFacts.realPath(loaded.folder) else {
            throw ExecutionFault("the folder \"\(loaded.folder)\" of the definition can not be entered")
        }
        return SourceLocator.repositoryRoot(above: folder) ?? folder
    }
}

extension RunRequest {
    /// What the command line asks for.
    init(_ options: PlanningOptions, keepsWorkspace: Bool) {
        var limits: [Phase: LimitChoice] = [:]
        for (phase, argument) in [
            (Phase.build, options.buildTimeout), (.deploy, options.deployTimeout), (.run, options.timeout),
        ] {
            limits[phase] = argument.map { $0.limit.map(LimitChoice.after) ?? .none }
        }
        self.init(
            engine: options.engine, network: options.network, phases: Set(options.phases), limits: limits,
            grace: options.grace, deployFailure: options.onDeployFailure, keepsWorkspace: keepsWorkspace,
            skipsDependencies: options.skipsDependencies,
            triggerVariables: options.variables.map { TriggerVariable(type: $0.type, name: $0.name, value: $0.value) },
            passedEnvironment: options.passedEnvironment.map(\.description),
            projectID: options.projectID ?? RunRequest.standardProjectID, branch: options.branch,
            environmentType: options.environmentType)
        buildReuse = options.buildReuse
        optionOfVariable["PLATFORM_PROJECT"] = options.projectID.map {
            $0 == options.task.platform?.project.description ? "--project" : "--project-id"
        }
        optionOfVariable["PLATFORM_BRANCH"] = options.branch.map {
            $0 == options.task.platform?.environment?.description ? "--environment" : "--branch"
        }
        if options.environmentType != .development {
            optionOfVariable["PLATFORM_ENVIRONMENT_TYPE"] = "--environment-type"
        }
    }
}
