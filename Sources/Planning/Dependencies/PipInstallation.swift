import TaskModel

/// The script by which pip installs the packages of `python` and `python3`.
///
/// As packages of a user whose base folder is `.global`: `PYTHONUSERBASE` makes them visible to every Python of the task
/// but those of virtual environments, which have their own. pip refuses that from inside a virtual environment, so the
/// Python behind it is taken. Packages that the machine happens to have do not count, since the platform has none.
struct PipInstallation {
    let packages: [DependencySet.Package]

    var script: String {
        InstallationScript.opening
            + InstallationScript.require(program: "python3", .pip)
                + """
                python=$(python3 -c 'import os, sys; print(os.path.realpath(getattr(sys, "_base_executable", "") or sys.executable))')
                module='\(Self.module)'

                """
            + InstallationScript.require(
                "\"$python\" -c '\(Self.isolation); import importlib.util; sys.exit(importlib.util.find_spec(\"pip\") is None)'",
                orSay: "python3 has no pip", .pip)
                + """
                export PYTHONUSERBASE="$global"
                export PIP_CACHE_DIR="${PIP_CACHE_DIR:-$XDG_CACHE_HOME/pip}"
                export PIP_BREAK_SYSTEM_PACKAGES=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_INPUT=1
                "$python" -c "$module" pip install --user --ignore-installed --no-compile --no-warn-script-location --
                """ + InstallationScript.words(packages.map(Self.requirement)) + "\n" + Self.compilation
    }

    /// Takes the working folder out of where Python looks for modules.
    ///
    /// It is the source tree, in which a `queue.py` is the task's own, and a `pip` nothing that may install packages. The
    /// option `-P` for that is too new.
    static let isolation = "import sys; sys.path = [place for place in sys.path if place]"

    /// Runs the module that its first argument names, as `-m` would.
    private static let module =
        isolation + #"; import runpy; runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)"#

    /// Compiles as pip would, but with the platform's path in the files.
    ///
    /// So a build of the host engine, whose app folder is elsewhere each time, can be used again. What can not be compiled is
    /// no fault of the installation.
    private static let compilation = """
        "$python" -c "$module" compileall -q -s "$PLATFORM_APP_DIR" -p /app "$global" >/dev/null 2>&1 || true

        """

    /// A package with its version in pip's syntax; a bare version means exactly that one, `*` any.
    ///
    /// What pip does not know, such as `^1.2`, is left to pip's own words.
    static func requirement(_ package: DependencySet.Package) -> String {
        let version = package.version.trimmed
        if version == "*" { return package.name }
        if version.hasPrefix("@") { return "\(package.name) \(version)" }
        let isBare = version.first?.isNumber ?? false
        return package.name + (isBare ? "==" : "") + version
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        let rest = drop(while: \.isWhitespace)
        return String(rest.reversed().drop(while: \.isWhitespace).reversed())
    }
}
