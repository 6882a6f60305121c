import Foundation
import TestSupport
import Testing

/// A Python package that needs no network: one module and one program, in the project's folder `wheels`.
enum LocalWheel {
    static func write(into scene: Scene) throws {
        try scene.scratch.folder("project/wheels")
        let python = try #require(MachineProgram.python3.path)
        let file = scene.scratch.at("project/wheels/greeting-1.0-py3-none-any.whl")
        #expect(status(of: python, ["-c", script, file]) == 0)
    }

    private static let script = """
        import sys, zipfile
        files = {
            "greeting.py": "text = 'hello from a wheel'\\ndef main(): print(text)\\n",
            "greeting-1.0.dist-info/METADATA": "Metadata-Version: 2.1\\nName: greeting\\nVersion: 1.0\\n",
            "greeting-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
            "greeting-1.0.dist-info/entry_points.txt": "[console_scripts]\\ngreet = greeting:main\\n",
        }
        files["greeting-1.0.dist-info/RECORD"] = "".join(name + ",,\\n" for name in files)
        with zipfile.ZipFile(sys.argv[1], "w") as wheel:
            for name, text in files.items(): wheel.writestr(name, text)
        """

    /// The exit status of a program that says nothing.
    static func status(of program: String, _ words: [String]) -> Int32? {
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
