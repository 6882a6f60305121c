import Documents
import TaskModel

/// The script by which Composer installs the packages of `php`, from a `composer.json` made of the definition.
struct ComposerInstallation {
    let packages: [DependencySet.Package]
    let repositories: JSONValue?

    var script: String {
        InstallationScript.opening
            + InstallationScript.require(program: "composer", .composer)
            + "mkdir -p \"$global/composer\"\n"
            + InstallationScript.write(JSONWriter.pretty(file), to: "\"$global/composer/composer.json\"")
                + """
                export COMPOSER_HOME="$HOME/composer" COMPOSER_ALLOW_SUPERUSER=1
                export COMPOSER_CACHE_DIR="${COMPOSER_CACHE_DIR:-$XDG_CACHE_HOME/composer}"
                exec composer install --working-dir="$global/composer" --no-interaction --no-progress --prefer-dist \\
                    --optimize-autoloader

                """
    }

    /// Plugins are allowed, because nobody is there whom Composer could ask.
    private var file: JSONValue {
        var members: [JSONValue.Member] = [
            .init("require", .object(packages.map { .init($0.name, .string($0.version)) })),
            .init("config", ["bin-dir": "../bin", "allow-plugins": true]),
        ]
        if let repositories { members.append(.init("repositories", repositories)) }
        return .object(members)
    }
}
