import Execution
import PlatformAPI
import ProcessSupport
import Transfers

/// What it takes to talk to the platform, as the user's environment and the command line say.
struct PlatformAccess {
    let context: CommandContext

    /// Requests are carried out by curl, which is looked for here.
    func transfer(timeLimit: Duration) throws(APIFailure) -> CurlTransfer {
        let inspector = MachineInspector(environment: context.environment, memory: nil)
        guard let curl = inspector.program("curl") else { throw .noCurl }
        let launcher = MachineInspector.launcherPath
        return CurlTransfer(
            executable: curl, environment: context.environment,
            guardian: ExecutableSearch.isExecutable(launcher) ? launcher : nil, timeLimit: timeLimit,
            userAgent: "taskbox/\(Program.version)")
    }

    /// The user's token.
    func credential() throws(APIFailure) -> Credential {
        try Credential(environment: context.tokens, read: TokenFile.text)
    }

    /// The API's address: what an option says, else a variable, else the platform's own.
    func api(_ given: ServiceAddress?) throws(APIFailure) -> ServiceAddress {
        if let given { return given }
        return try address(of: APIOptions.apiAddressVariable) ?? .platformAPI
    }

    /// The same for the server of tokens.
    func authentication(_ given: ServiceAddress?) throws(APIFailure) -> ServiceAddress {
        if let given { return given }
        return try address(of: APIOptions.authenticationAddressVariable) ?? .platformAuthentication
    }

    private func address(of variable: String) throws(APIFailure) -> ServiceAddress? {
        guard let text = context.environment[variable], !text.isEmpty else { return nil }
        do throws(ServiceAddressError) {
            return try ServiceAddress(text)
        } catch {
            throw .unusableAddress(from: variable, text, error)
        }
    }
}
