import DefinitionSources
import Documents
import Execution
import Planning
import PlatformAPI
import ProcessSupport
import Records
import TaskModel
import Transfers
import Workspaces

/// Tasks of the platform, asked for as the command line says.
///
/// Everything that goes wrong is printed, and `nil` then.
struct APITasks {
    let options: APIOptions
    let context: CommandContext
    let console: Console
    /// A folder of the repository whose branch is the environment where none is named.
    var folder = "."

    /// The task of a name, or the only one.
    func load(_ name: PlatformID?) -> LoadedDefinition? {
        guard let document = ask(name.map(TaskCall.one) ?? .all) else { return nil }
        let result = DefinitionLoader().load(document.source)
        console.show(result.diagnostics)
        guard case .loaded(let loaded) = result else { return nil }
        let definition = loaded.definition
        if let name, ![definition.name.description, definition.id].contains(name.description) {
            let failure = APIFailure.otherTask(
                asked: name.description, got: definition.name.description, service: document.service)
            console.fail(failure.message, hint: failure.hint)
            return nil
        }
        return loaded
    }

    /// Every task of the environment, with all that is wrong with them; or the one of a name.
    func loadAll(_ name: PlatformID? = nil) -> LoadedDocument? {
        ask(name.map(TaskCall.one) ?? .all).map { DefinitionLoader().loadAll($0.source) }
    }

    /// Every task of the environment as the platform gives it; none is no fault.
    func listing() -> [FoundTask]? {
        let document: APIDocument
        do throws(TaskService.Failure) {
            document = try answer(to: .all)
        } catch {
            if error.isWithoutTasks { return [] }
            fail(error)
            return nil
        }
        switch DefinitionLoader().listing(document.source) {
        case .success(let tasks): return tasks
        case .failure(let failure):
            console.show(failure.diagnostics)
            return nil
        }
    }

    // MARK: Asking

    private func ask(_ call: TaskCall) -> APIDocument? {
        do throws(TaskService.Failure) {
            return try answer(to: call)
        } catch {
            fail(error)
            return nil
        }
    }

    private func fail(_ failure: TaskService.Failure) { console.fail(failure.message, hint: failure.hint) }

    private func answer(to call: TaskCall) throws(TaskService.Failure) -> APIDocument {
        let service: TaskService
        do throws(APIFailure) {
            service = try self.service
        } catch {
            throw TaskService.Failure(error)
        }
        return try service.ask(call, report: console.say)
    }

    private var service: TaskService {
        get throws(APIFailure) {
            // What can be seen to be wrong without asking anybody comes first.
            let access = PlatformAccess(context: context)
            let api = try access.api(options.apiAddress)
            let authentication = try access.authentication(options.authenticationAddress)
            let environment = APIEnvironment(project: options.project, environment: try self.environment)
            let credential = try access.credential()
            return TaskService(
                transfer: try access.transfer(timeLimit: options.timeLimit),
                cache: cache(for: credential), api: api, authentication: authentication, environment: environment,
                credential: credential)
        }
    }

    /// Without a folder that can be written to, each call gets an access token of its own.
    private func cache(for credential: Credential) -> TokenCache? {
        // An access token that the user gave is not kept.
        guard case .apiToken = credential else { return nil }
        do throws(FolderError) {
            let folder = try ProjectFolders.location(of: .cache, context.environment).prepare()
            return TokenCache(folder: "\(folder.path)/tokens")
        } catch {
            console.warn("no access token is kept for the next time: \(error)")
            return nil
        }
    }

    private var environment: PlatformID {
        get throws(APIFailure) {
            if let named = options.environment { return named }
            let repository = SourceLocator.repositoryRoot(above: folder)
            guard let branch = repository.flatMap(SourceLocator.branch(ofRepository:)) else { throw .noEnvironmentName }
            guard let id = PlatformID(branch) else {
                throw .unusableID(what: "the id of an environment", branch)
            }
            return id
        }
    }
}

extension APIDocument {
    /// Messages name the place by its URL.
    fileprivate var source: DefinitionSource { .received(name: url, bytes: body) }
}
