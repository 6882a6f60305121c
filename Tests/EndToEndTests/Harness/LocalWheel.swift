import Foundation
import TestSupport
import Testing

/// A Python package that needs no network: a module in a wheel, in a folder `wheels` of the project.
struct LocalWheel {
    let name: String
    var version = "1.0"
    /// The text of the module; its function `main` is the program `<name>-program`.
    let module: String

    /// A program that prints, and a module that holds, `text`.
    static let greeting = LocalWheel(
        name: "greeting", module: "text = 'hello from a wheel'\ndef main(): print(text)\n")

    /// Without network: settings for a pip that looks nowhere but in that folder.
    static let settings = [("PIP_NO_INDEX", "1"), ("PIP_FIND_LINKS", "wheels"), ("PIP_CONFIG_FILE", "/dev/null")]

    static let skipReason: Comment = "python3 with pip is not installed"

    /// Whether there is a pip.
    static let isPossible: Bool = {
        guard let python = MachineProgram.python3.path else { return false }
        return status(of: python, ["-m", "pip", "--version"]) == 0
    }()

    func write(into folder: String, of scene: Scene) throws {
        try scene.scratch.folder("\(folder)/wheels")
        let python = try #require(MachineProgram.python3.path)
        let file = scene.scratch.at("\(folder)/wheels/\(name)-\(version)-py3-none-any.whl")
        #expect(Self.status(of: python, ["-c", Self.script, file, name, version, module]) == 0)
    }

    private static let script = """
        import sys, zipfile
        path, name, version, module = sys.argv[1:]
        info = f"{name}-{version}.dist-info"
        files = {
            f"{name}.py": module,
            f"{info}/METADATA": f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n",
            f"{info}/WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
            f"{info}/entry_points.txt": f"[console_scripts]\\n{name}-program = {name}:main\\n",
        }
        files[f"{info}/RECORD"] = "".join(file + ",,\\n" for file in files)
        with zipfile.ZipFile(path, "w") as wheel:
            for file, text in files.items(): wheel.writestr(file, text)
        """

    /// The exit status of a program that says nothing.
    private static func status(of program: String, _ words: [String]) -> Int32? {
        do {
            return try ScratchFolder.with { scratch in
                let run = try TaskboxRun(
                    program, words, environment: ProcessInfo.processInfo.environment, folder: "/",
                    outputs: scratch.at("run"))
                guard case .exited(let status) = run.finish().end else { return nil }
                return status
            }
        } catch {
            return nil
        }
    }
}
