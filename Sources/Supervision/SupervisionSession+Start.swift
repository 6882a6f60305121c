import CSystem
import Engines
import ProcessSupport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension SupervisionSession {
    /// Waits for the sandbox, hands the invocation over, and returns the launcher's pid, and the terminal where the command
    /// has one, once the command runs.
    static func start(
        _ invocation: Invocation, _ engine: EngineProcess, _ interrupts: Interrupts
    ) throws(LaunchFailure) -> (launcher: Int32, TerminalRelay?) {
        var launcher: Int32 = 0
        var terminal: TerminalRelay?
        var isStarted = false
        defer { if !isStarted { terminal?.finish(interrupts: interrupts, patience: .zero) } }
        let clock = SuspendingClock()
        let end = clock.now.advanced(by: Supervisor.startLimit)
        while true {
            let ready = Readiness.wait(
                reading: [engine.control.descriptor, interrupts.descriptor], for: Supervisor.wakePeriod)
            if ready[1], let signal = interrupts.next() { throw .cancelled(signal: signal) }
            guard ready[0] else {
                guard clock.now < end else {
                    throw .sandbox(output: "it did not stand after \(Supervisor.startLimit)")
                }
                // The command may have stopped the launcher before that could tell of it.
                if launcher != 0 { kill(launcher, SIGCONT) }
                continue
            }
            switch engine.control.receive() {
            case .ready(let pid):
                launcher = pid == 0 ? engine.pid : pid
                do {
                    try engine.control.request(invocation)
                } catch {
                    throw .launcherLost(output: engine.errorOutput())
                }
            case .terminal(let master):
                do {
                    terminal = try TerminalRelay(master: master)
                } catch {
                    throw .terminal(error)
                }
                terminal?.start()
                engine.control.startInTerminal()
            case .started:
                isStarted = true
                return (launcher, terminal)
            case .failed(Int32(CSYSTEM_LAUNCH_STAGE_TERMINAL), let error):
                throw .terminal(error)
            case .failed(Int32(CSYSTEM_LAUNCH_STAGE_MOUNT), let error):
                throw .mount(error)
            case .failed(Int32(CSYSTEM_LAUNCH_STAGE_FOLDER), let error):
                throw .workingFolder(path: invocation.workingFolder, error)
            case .failed(Int32(CSYSTEM_LAUNCH_STAGE_EXECUTE), let error):
                throw .command(path: invocation.executable, error)
            case .failed(_, let error):
                throw .system(error)
            case .gone where launcher == 0:
                throw .sandbox(output: engine.errorOutput())
            case .gone, .ended, .empty, .lastUsage:
                throw .launcherLost(output: engine.errorOutput())
            }
        }
    }
}
