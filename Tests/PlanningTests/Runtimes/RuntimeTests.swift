import Planning
import TaskModel
import Testing

/// How the version of each runtime is told.
@Suite struct RuntimeTests {
    @Test func everyRuntimeOfThePlatformIsKnownButOne() {
        let known = Set(Runtime.allCases.map(\.rawValue))
        #expect(Set(RuntimeType.knownRuntimes).subtracting(known) == ["composable"])
        #expect(known.isSubset(of: RuntimeType.knownRuntimes))
    }

    @Test(arguments: [
        (Runtime.python, "Python 3.11.7\n", "3.11.7"), (.python, "\nPython 2.7.18\n", "2.7.18"),
        (.nodejs, "v20.20.2\n", "20.20.2"), (.php, "PHP 8.2.36 (cli) (built: Nov 18 2026) (NTS)\nZend", "8.2.36"),
        (.php, "PHP Warning:  no module\nPHP 8.4.0RC1 (cli)", "8.4.0-rc1"),
        (.ruby, "ruby 3.1.2p20 (2022-04-12 revision 4491bb740a) [x86_64-linux-gnu]", "3.1.2"),
        (.java, "\nopenjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime", "17.0.15"),
        (.java, "java version \"1.8.0_292\"", "8.0"), (.java, "openjdk version \"22-ea\" 2024-03-19", "22-ea"),
        (.golang, "go version go1.22.1 linux/amd64", "1.22.1"),
        (.golang, "go version go1.23rc1 linux/amd64", "1.23-rc1"),
        (.rust, "rustc 1.97.0-nightly (e50aa6fba 2026-05-19)", "1.97.0-nightly"), (.dotnet, "8.0.404\n", "8.0.404"),
        (.elixir, "Erlang/OTP 27 [erts-15.0] [64-bit]\n\nElixir 1.18.1 (compiled with Erlang/OTP 27)", "1.18.1"),
    ])
    func answers(_ runtime: Runtime, _ text: String, _ expected: String) {
        #expect(runtime.version(inOutput: text)?.description == expected)
    }

    @Test(arguments: Runtime.allCases) func answersWithoutVersion(_ runtime: Runtime) {
        #expect(runtime.version(inOutput: "") == nil)
        #expect(runtime.version(inOutput: "command not found\n") == nil)
    }

    @Test(arguments: [
        (Runtime.python, "python3.14", "3.14", "3.14"), (.python, "python2.7", "2.7", "2.7"),
        (.python, "python311", "3.11", "311"), (.php, "php8.3", "8.3", "8.3"), (.php, "php83", "8.3", "83"),
        (.php, "php8", "8", "8"), (.nodejs, "node22", "22", "22"), (.nodejs, "nodejs22", "22", "22"),
        (.nodejs, "node-22", "22", "-22"), (.ruby, "ruby3.3", "3.3", "3.3"), (.ruby, "ruby33", "3.3", "33"),
    ])
    func namesOfPrograms(_ runtime: Runtime, _ name: String, _ version: String, _ suffix: String) throws {
        let named = try #require(runtime.versionedName(name))
        #expect(named.version.description == version)
        #expect(named.suffix == suffix)
    }

    @Test(arguments: [
        (Runtime.python, "python3"), (.python, "python"), (.python, "python3.11-config"), (.python, "python3.14t"),
        (.python, "python3.11."), (.python, "pythonista"), (.php, "php-fpm8.3"), (.php, "php.default"),
        (.nodejs, "node"),
        (.golang, "go1.22"), (.ruby, "ruby-build"), (.java, "java17"),
    ])
    func otherNames(_ runtime: Runtime, _ name: String) { #expect(runtime.versionedName(name) == nil) }

    @Test func wantedVersions() {
        #expect(Runtime.python.wantedVersion("3.14")?.description == "3.14")
        #expect(Runtime.java.wantedVersion("21")?.description == "21")
        #expect(Runtime.java.wantedVersion("1.8")?.description == "8")
        for text in ["3.x", "latest", "3.14-rc", ""] { #expect(Runtime.python.wantedVersion(text) == nil) }
    }

    @Test func filesThatTellVersions() {
        let release = "IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_VERSION=\"21.0.2\"\nJAVA_VERSION_DATE=\"2024-01-16\"\n"
        #expect(Runtime.java.version(inFile: release)?.description == "21.0.2")
        #expect(Runtime.golang.version(inFile: "go1.22.1\ntime 2024-02-29T18:18:48Z\n")?.description == "1.22.1")
        #expect(Runtime.java.version(inFile: "JAVA_VERSION_DATE=\"2024-01-16\"") == nil)
        #expect(Runtime.python.version(inFile: "3.12") == nil)
    }

    /// The commands that get a version, as a note shows them.
    @Test(arguments: [
        (Runtime.python, "3.14", "uv python install 3.14"), (.nodejs, "22", "nvm install 22"),
        (.php, "8.3", "apt-get install php8.3-cli, or brew install php@8.3"),
        (.rust, "1", "rustup toolchain install stable"), (.rust, "1.85", "rustup toolchain install 1.85"),
        (.golang, "1.22", "mise install go@1.22"), (.java, "21", "mise install java@21"),
        (.ruby, "3.3", "mise install ruby@3.3"), (.elixir, "1.18", "mise install erlang elixir@1.18"),
        (.dotnet, "8.0", "dotnet-install.sh --channel 8.0"),
    ])
    func installation(_ runtime: Runtime, _ version: String, _ command: String) throws {
        let wanted = try #require(RuntimeVersion(version))
        #expect(runtime.installation(of: wanted) == command)
    }
}
