import TaskModel

/// The script by which Bundler installs the packages of `ruby`, from a `Gemfile` made of the definition; where there is no
/// Bundler, RubyGems does.
struct BundlerInstallation {
    let packages: [DependencySet.Package]

    var script: String {
        InstallationScript.opening
            + "mkdir -p \"$global/ruby/.bundle\"\n"
            + "cd \"$global/ruby\"\n"
            + "export GEM_SPEC_CACHE=\"$XDG_CACHE_HOME/gem\" BUNDLE_USER_HOME=\"$HOME/bundle\" BUNDLE_SILENCE_ROOT_WARNING=1\n"
            + "if command -v bundle >/dev/null; then\n"
            + InstallationScript.write(gemfile, to: "Gemfile")
            + InstallationScript.write("---\nBUNDLE_PATH: \".\"", to: ".bundle/config")
                + """
                export BUNDLE_GEMFILE="$global/ruby/Gemfile"
                bundle install
                exec bundle binstubs --all --force --path "$global/bin"
                fi

                """
            + InstallationScript.require(
                "command -v gem >/dev/null", orSay: "neither bundle nor gem is installed", .bundler)
            + "echo 'taskbox: bundler is not installed, so gem installs the packages' >&2\n"
            + packages.map(Self.command).joined() + Self.wrappers
    }

    /// Ruby's strings in single quotes: nothing but the quote and the backslash has a meaning there.
    private var gemfile: String {
        func quoted(_ text: String) -> String {
            "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
        }
        let gems = packages.map { package in
            "gem " + ([package.name] + Self.constraints(package)).map(quoted).joined(separator: ", ")
        }
        return (["source 'https://rubygems.org'"] + gems).joined(separator: "\n")
    }

    /// The parts of a version, such as `>= 1` and `< 2`; none for any version.
    private static func constraints(_ package: DependencySet.Package) -> [String] {
        let parts = package.version.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
        return parts == ["*"] ? [] : parts
    }

    private static func command(_ package: DependencySet.Package) -> String {
        // gem takes no `--` before names, and knows none that begin so.
        guard !package.name.hasPrefix("-") else {
            let message = ShellWord.quoted("taskbox: \"\(package.name)\" is not the name of a gem")
            return "echo \(message) >&2; exit 1\n"
        }
        let constraints = constraints(package).joined(separator: ", ")
        let version = constraints.isEmpty ? "" : " --version \(ShellWord.quoted(constraints))"
        return "gem install --no-document --install-dir \"$global/ruby\"\(version) \(ShellWord.quoted(package.name))\n"
    }

    /// Programs that find the gems wherever the app folder is.
    private static let wrappers = #"""
        for program in bin/*; do
        [ -f "$program" ] || continue
        name=${program#bin/}
        printf '%s\n' '#!/bin/sh' 'here=$(dirname "$(readlink -f "$0")")' \
            "GEM_PATH=\"\$here/../ruby:\$GEM_PATH\" exec \"\$here/../ruby/bin/$name\" \"\$@\"" > "$global/bin/$name"
        chmod +x "$global/bin/$name"
        done

        """#
}
