extension ManualSpecification {
    /// The manual of taskbox.
    static let taskbox = ManualSpecification(
        date: "2026-11-24",
        description: [
            """
            taskbox runs a task of the Upsun platform on your own machine: the build hook, the deploy hook and \
            run.command, in a snapshot of your source, with the task's variables, time zone, hosts, mounts and timeout. \
            What it shows is what the platform would do, or it says in a line where it differs.
            """,
            """
            Standard output belongs to the task, whose output is passed on byte for byte; everything that taskbox says \
            goes to standard error. A task's home is its app folder, and nothing of this machine's environment reaches \
            it. When a run ends, for whatever reason, no process of it is left.
            """,
        ],
        exitStatuses: [
            Entry("0 ... 255", "That of the task, or of the hook that failed; 128 + n when signal n ended it."),
            Entry("1", "validate found an error, or diff a difference."),
            Entry("64", "Wrong use of the command line."),
            Entry("124", "The time was over."),
            Entry("125", "taskbox could not start or finish what it was asked for."),
            Entry("126, 127", "Those of the shell: a program is not executable, or not found."),
            Entry(
                "128 + n",
                "The run was cancelled by signal n; 141 when the reader of the output went away."),
        ],
        environment: [
            Entry("TASKBOX_STATE_HOME", "The folder of records and of mounts that keep their files."),
            Entry("TASKBOX_CACHE_HOME", "The folder of workspaces and of what can be made again."),
            Entry(
                "XDG_STATE_HOME, XDG_CACHE_HOME",
                """
                Where these are not set, the folder taskbox in those is taken, and without them ~/.local/state/taskbox and \
                ~/.cache/taskbox.
                """),
            Entry(
                "TMPDIR",
                "Where none of these folders can be made, the folder taskbox-UID in this one is taken, or in /tmp."),
            Entry("PATH", "Where bwrap, git, curl and the runtime of a task are looked for."),
            Entry(
                "UPSUN_CLI_TOKEN, PLATFORMSH_CLI_TOKEN",
                """
                An API token of the platform, for --project. The access tokens that taskbox gets for it are kept until they \
                end. No task gets these variables.
                """),
            Entry("UPSUN_TOKEN", "An access token of the platform, for --project; it goes before an API token."),
            Entry(
                "UPSUN_CLI_TOKEN_FILE, UPSUN_TOKEN_FILE",
                """
                The path of a file with the one or the other: a plain file of the user's own that nobody else may read \
                (mode 600).
                """),
            Entry("TASKBOX_API_URL, TASKBOX_AUTH_URL", "What --api-url and --auth-url say where they are left out."),
            Entry(
                "https_proxy, all_proxy, no_proxy, SSL_CERT_FILE, CURL_CA_BUNDLE",
                "Proxies and certificates for requests to the platform, as curl(1) knows them."),
            Entry("NO_COLOR", "If it is not empty, nothing is coloured unless --color always says so."),
            Entry("CLICOLOR_FORCE", "If it is neither empty nor 0, colours are used where there is no terminal too."),
            Entry("COLUMNS", "The width that help is wrapped to, instead of that of the terminal."),
            Entry(
                "TASKBOX_HOSTS_FILE",
                "Set for the task by the host engine: the file with its additional_hosts, which are not in force there."
            ),
        ],
        files: [
            Entry(
                "~/.local/state/taskbox/runs",
                "The records of the newest 50 runs: definition.json, plan.json, activity.json, and log.data with log.index."
            ),
            Entry("~/.local/state/taskbox/mounts", "The files of storage and service mounts, for each project."),
            Entry("~/.cache/taskbox", "Workspaces of runs that go on, the cache folders of builds, and access tokens."),
        ],
        relatedPages: ["bwrap(1)", "curl(1)", "dash(1)", "git(1)"])
}
