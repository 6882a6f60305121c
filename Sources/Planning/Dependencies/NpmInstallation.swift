import TaskModel

/// The script by which npm installs the packages of `nodejs`, as global ones of a prefix of their own.
struct NpmInstallation {
    let packages: [DependencySet.Package]

    var script: String {
        InstallationScript.opening
            + InstallationScript.require(program: "npm", .npm)
                + """
                export npm_config_cache="${npm_config_cache:-$XDG_CACHE_HOME/npm}" npm_config_update_notifier=false
                exec npm install --global --prefix "$global" --no-audit --no-fund --
                """ + InstallationScript.words(packages.map { "\($0.name)@\($0.version.trimmed)" }) + "\n"
    }
}
