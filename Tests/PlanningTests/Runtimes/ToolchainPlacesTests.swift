import Planning
import Testing

/// Where installations are looked for.
@Suite struct ToolchainPlacesTests {
    private func folders(
        _ runtime: Runtime, _ environment: [String: String] = [:], home: String? = "/h", path: [String] = []
    ) -> [String] {
        ToolchainPlaces(environment: environment, home: home, searchPath: path).places(for: runtime)
            .map { "\($0.source) \($0.folder)" }
    }

    @Test(arguments: [
        (
            Runtime.python,
            [
                "pyenv /h/.pyenv/versions", "uv /h/.local/share/uv/python", "asdf /h/.asdf/installs/python",
                "mise /h/.local/share/mise/installs/python", "Homebrew /opt/homebrew/opt",
            ]
        ),
        (
            .nodejs,
            [
                "nvm /h/.nvm/versions/node", "nvm /h/.config/nvm/versions/node",
                "fnm /h/.local/share/fnm/node-versions",
                "volta /h/.volta/tools/image/node", "n /usr/local/n/versions/node", "asdf /h/.asdf/installs/nodejs",
                "mise /h/.local/share/mise/installs/node",
            ]
        ),
        (.ruby, ["rbenv /h/.rbenv/versions", "rvm /h/.rvm/rubies", "chruby /h/.rubies", "chruby /opt/rubies"]),
        (.php, ["phpbrew /h/.phpbrew/php", "phpenv /h/.phpenv/versions", "system /opt/remi"]),
        (.java, ["SDKMAN /h/.sdkman/candidates/java", "system /usr/lib/jvm"]),
        (.golang, ["goenv /h/.goenv/versions", "~/sdk /h/sdk", "system /usr/lib", "system /usr/local/go"]),
        (.rust, ["rustup /h/.rustup/toolchains"]),
        (.dotnet, ["system /h/.dotnet/sdk", "system /usr/share/dotnet/sdk"]),
        (.elixir, ["asdf /h/.asdf/installs/elixir"]),
    ])
    func habits(_ runtime: Runtime, _ expected: [String]) {
        let found = folders(runtime)
        #expect(expected.filter { !found.contains($0) } == [])
    }

    @Test func variablesMoveThem() {
        let moved = folders(
            .python,
            [
                "PYENV_ROOT": "/p", "UV_PYTHON_INSTALL_DIR": "/u", "ASDF_DATA_DIR": "/a", "MISE_DATA_DIR": "/m",
                "HOMEBREW_PREFIX": "/b",
            ])
        for expected in [
            "pyenv /p/versions", "uv /u", "asdf /a/installs/python", "mise /m/installs/python", "Homebrew /b/opt",
        ] {
            #expect(moved.contains(expected))
        }
        #expect(!moved.contains { $0.contains("/h/.pyenv") || $0.contains("/h/.asdf") || $0.contains("/h/.local") })
        #expect(folders(.python, ["XDG_DATA_HOME": "/x"]).contains("uv /x/uv/python"))
        #expect(
            folders(.nodejs, ["NVM_DIR": "/v", "N_PREFIX": "/n", "VOLTA_HOME": "/o", "FNM_DIR": "/f"]).prefix(1) == [
                "nvm /v/versions/node"
            ])
        #expect(folders(.java, ["SDKMAN_DIR": "/s"]).contains("SDKMAN /s/candidates/java"))
        #expect(folders(.java, ["JAVA_HOME": "/j"]).contains("JAVA_HOME /j"))
        #expect(folders(.rust, ["RUSTUP_HOME": "/r"]).contains("rustup /r/toolchains"))
        // A relative path means nothing.
        #expect(folders(.python, ["PYENV_ROOT": "p"]).contains("pyenv /h/.pyenv/versions"))
    }

    @Test func withoutAHome() {
        #expect(!folders(.python, home: nil).contains { $0.contains("pyenv") || $0.contains("asdf") })
        #expect(folders(.golang, home: nil).contains("system /usr/local/go"))
    }

    @Test func shimsShowTheirManager() {
        let found = folders(.python, path: ["/x/.pyenv/shims", "/usr/bin", "/y/mise/shims"])
        #expect(found.contains("pyenv /x/.pyenv/versions"))
        #expect(found.contains("mise /y/mise/installs/python"))
    }

    @Test func foldersOfPlaces() {
        func version(_ runtime: Runtime, _ naming: ToolchainPlace.Naming, _ name: String) -> String? {
            let place = ToolchainPlace("s", "/f", naming)
            return place.mayHold(name) ? place.version(of: runtime, in: name)?.description : nil
        }
        #expect(version(.python, .prefixes([""]), "3.12.1") == "3.12.1")
        #expect(version(.python, .prefixes([""]), "pypy3.10-7.3.12") == nil)
        #expect(version(.python, .prefixes(["cpython-"]), "cpython-3.12.4-linux-x86_64-gnu") == "3.12.4")
        #expect(version(.nodejs, .prefixes(["v"]), "v22.3.0") == "22.3.0")
        #expect(version(.php, .prefixes(["php"]), "php83") == "8.3")
        #expect(version(.java, .anywhere, "temurin-21-jdk-amd64") == "21")
        #expect(version(.java, .anywhere, "java-1.8.0-openjdk-amd64") == "8.0")
        #expect(version(.java, .anywhere, ".java-1.17.0-openjdk-amd64.jinfo") == nil)
        #expect(version(.rust, .open, "1.85.0-x86_64-unknown-linux-gnu") == "1.85.0")
        #expect(version(.rust, .open, "stable-x86_64-unknown-linux-gnu") == nil)
        #expect(ToolchainPlace("s", "/f", .formula("php")).mayHold("php@8.3"))
        #expect(!ToolchainPlace("s", "/f", .formula("php")).mayHold("phpmyadmin"))
    }
}
