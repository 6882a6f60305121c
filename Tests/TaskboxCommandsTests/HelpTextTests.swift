import Testing

@testable import TaskboxCommands

private let program = specimenProgram

@Suite("Help")
struct HelpTextTests {
    @Test("of the program")
    func programHelp() {
        let expected = """
            taskbox: run an Upsun task on your own machine as the platform would

            Usage: taskbox COMMAND [OPTIONS] [OPERANDS]

            Commands:
              run       Run a task as the platform would: build hook, deploy hook,
                        run.command
              plan      Print what a run would do, and stop
              validate  Check definitions and show every problem with its place
              list      List the tasks of the project or of an environment
              fetch     Save a definition from the platform as a file
              runs      List past runs
              help      Tell more about a command

            Options:
              -h, --help     Shows this text.
                  --version  Shows the version.

            taskbox help COMMAND tells more about a command.

            """
        #expect(HelpText().text(of: program) == expected)
    }

    @Test("of run")
    func runHelp() {
        let expected = """
            Run a task as the platform would: build hook, deploy hook, run.command

            Usage: taskbox run [OPTIONS] [TASK] [NAME]

            The task runs in a snapshot of the source tree, which is also its home, with
            nothing of this machine's environment. Its own output goes to stdout and stderr
            unchanged; what taskbox says goes to stderr.

            The exit status is that of the task, or of the hook that failed; 124 after a
            timeout, 125 if taskbox could not start or finish the run, 64 for wrong use of
            the command line.

            Operands:
              TASK  The name of a task in the nearest .upsun folder, or a file with a
                    definition as the API returns it, as JSON or YAML (a task, an array of
                    them, or a deployment), or - for standard input. What has a / in it or
                    ends in .json, .yaml or .yml is a file. With --project, the name of a
                    task on the platform. Left out, the only task there is.
              NAME  The task's name, where TASK is a file that holds several.

            What is run:
                  --task NAME             The same as the name as an operand.
                  --source DIR            The root of the repository, which source.root is
                                          relative to. Default: the project, or the Git
                                          working copy that the file TASK lies in, else its
                                          folder.
                  --ref REV               Takes the files of a Git commit, and the project's
                                          definition, instead of those in the working copy.
                  --skip PHASES           Phases that are left out, such as build,deploy.
                  --only build|deploy|run
                                          The one phase that runs.
                  --until build|deploy|run
                                          The last phase that runs.
                  --skip-dependencies     Does not install the dependencies; the task finds
                                          only what is on PATH.
                  --rebuild               Runs the build hook also if this tree was built
                                          before, and keeps the new build in place of the
                                          earlier one.
                  --no-cache              Uses no build of an earlier run, and keeps none
                                          for later ones.

            Environment:
                  --engine auto|host|bubblewrap
                                          What isolates the task; auto takes bubblewrap
                                          where it works, else host. Default: auto.
                  --network host|none     What the task reaches of the network. Default:
                                          host.
                  --variable TYPE:NAME=VALUE
                                          Sets a variable as a trigger would, such as
                                          env:LOG_LEVEL=debug. May be repeated.
                  --pass-env NAME         Passes a variable of this machine to the task; *
                                          and ? stand for any letters and one. May be
                                          repeated.
                  --project-id ID         The value of PLATFORM_PROJECT.
                  --branch NAME           The value of PLATFORM_BRANCH. Default: the current
                                          Git branch.
                  --environment-type development|staging|production
                                          The value of PLATFORM_ENVIRONMENT_TYPE. Default:
                                          development.
                  --relationship NAME=URL
                                          Where a relationship leads, such as
                                          db=mysql://u:pw@host/main or cache=127.0.0.1:6379.
                                          May be repeated.
                  --relationships FILE    A file with the same, as YAML or JSON: a URL or an
                                          endpoint for each name. It must be yours alone
                                          (mode 600), and outside the repository or ignored
                                          by Git.
                  --relationships-from-env
                                          Takes PLATFORM_RELATIONSHIPS of this shell, such
                                          as the platform's CLI gives for open tunnels.
                  --project-variables FILE
                                          The variables of the project, as YAML or JSON: a
                                          map, or a list as the API returns it.
                  --environment-variables FILE
                                          The variables of the environment, in the same
                                          form; they beat those of the project.
                  --env-file FILE         Lines NAME=VALUE, as variables env:NAME of the
                                          environment. May be repeated.
                  --strict                Ends the run where a service can not be reached,
                                          or where this machine lacks the runtime or an
                                          extension of PHP, instead of warning of it.
                  --auth-proxy stub|login
                                          Answers the task on 127.0.0.1:8200 as the
                                          platform's token endpoint does: with a token that
                                          nothing takes, or with tokens of your own login.

            Limits:
                  --timeout DURATION      The time that run.command has: 90, 90s, 15m,
                                          1h30m, or none. Default: run.timeout of the
                                          definition.
                  --build-timeout DURATION
                                          The time that installing the dependencies and the
                                          build hook have together. Default: 1h.
                  --deploy-timeout DURATION
                                          The time that the deploy hook has. Default: none.
                  --grace DURATION        The time between SIGTERM and SIGKILL; 0 kills at
                                          once. Default: 10s.
                  --on-deploy-failure stop|continue
                                          Whether run.command still runs after a failed
                                          deploy hook. Default: stop.
                  --limits                Holds deploy hook and run.command to the memory
                                          and CPU that size and profile give.
                  --size CPU              The CPU of the container: a size of the
                                          platform's, or its name, such as S for 0.5.
                                          Default: 0.5.
                  --profile HIGH_CPU|BALANCED|HIGH_MEMORY|HIGHER_MEMORY
                                          How much memory goes with the CPU. Default:
                                          container_profile, else BALANCED.

            Platform:
              -p, --project ID            The project on the platform that the task comes
                                          from; needs a token in UPSUN_CLI_TOKEN or
                                          UPSUN_TOKEN.
              -e, --environment ID        The environment of the project. Default: the
                                          current Git branch.
                  --api-url URL           The address of the platform's API. Default:
                                          TASKBOX_API_URL, else https://api.upsun.com.
                  --auth-url URL          The address of the platform's server for tokens.
                                          Default: TASKBOX_AUTH_URL, else
                                          https://auth.upsun.com.
                  --api-timeout DURATION  The time that each request to the platform has.
                                          Default: 60s.

            Output:
                  --keep                  Keeps the workspace and prints its path.
                  --shell-on-failure      Opens a shell where a phase has failed, before the
                                          workspace goes; see taskbox shell.
                  --no-record             Keeps no record of the run.
                  --log-format plain|activity|jsonl
                                          How the task's output is shown: as it is, as the
                                          platform's activity log, or as its JSON lines.
                                          Default: plain.
                  --result FILE           Writes the activity of the run as JSON.
              -q, --quiet                 Says nothing but errors.
                  --color auto|always|never
                                          When taskbox colours what it says; auto means on a
                                          terminal without NO_COLOR. Default: auto.

            Other:
              -h, --help                  Shows this text.

            Examples:
              taskbox run nightly
                  Runs a task of the project that the current folder belongs to.
              taskbox run task.json
                  Runs a saved definition in a snapshot of its repository.
              taskbox run tasks.json nightly --timeout 15m
                  Runs one of several, with a limit of its own.
              taskbox run task.json --variable env:LOG_LEVEL=debug
                  Runs it with a variable, as a trigger would set it.
              taskbox run task.json --until build
                  Tests the build hook alone.
              taskbox run nightly -p abcdefgh1234567 -e main
                  Runs a task as it is deployed, with the source in the current repository.
              taskbox run task.json --log-format jsonl > log.jsonl
                  Gets the log as the platform gives it.

            """
        #expect(HelpText().text(of: .run, in: program) == expected)
    }

    @Test("of fetch on a wide terminal")
    func fetchHelp() {
        let expected = """
            Save a definition from the platform as a file

            Usage: taskbox fetch [OPTIONS] TASK

            Operands:
              TASK  The task's name on the platform.

            Platform:
              -p, --project ID      The project on the platform.
              -e, --environment ID  The environment of the project.

            Output:
              -o, --output FILE     Where the definition is written. Default: standard output.
              -q, --quiet           Says nothing but errors.
                  --color auto|always|never
                                    When taskbox colours what it says; auto means on a terminal without
                                    NO_COLOR. Default: auto.

            Other:
              -h, --help            Shows this text.

            Examples:
              taskbox fetch nightly -p abcdefgh1234567 -e main -o nightly.json
                  Saves one task.

            """
        #expect(HelpText(width: 100).text(of: Specimen.fetch, in: program) == expected)
    }

    @Test("of list on a narrow terminal")
    func listHelp() {
        let expected = """
            List the tasks of the project or of an environment

            Usage: taskbox list [OPTIONS] [FILE]

            Operands:
              FILE  A file to list the tasks of.

            Platform:
              -p, --project ID
                    The project on the platform.
              -e, --environment ID
                    The environment of the project.

            Output:
                  --format table|csv|tsv|plain|json
                    How the table is written. Default: table.
              -q, --quiet
                    Says nothing but errors.
                  --color auto|always|never
                    When taskbox colours what it says; auto
                    means on a terminal without NO_COLOR.
                    Default: auto.

            Other:
              -h, --help
                    Shows this text.

            Examples:
              taskbox list
                  Lists the tasks of the nearest .upsun
                  folder.
              taskbox list -p abcdefgh1234567 -e main --format csv
                  Lists the tasks on the platform.

            """
        #expect(HelpText(width: 50).text(of: Specimen.list, in: program) == expected)
    }

    @Test("of a command without operands")
    func runsHelp() {
        let expected = """
            List past runs

            Usage: taskbox runs [OPTIONS]

            The newest 50 runs are kept.

            Output:
                  --format table|csv|tsv|plain|json
                           How the table is written. Default: table.
              -q, --quiet  Says nothing but errors.
                  --color auto|always|never
                           When taskbox colours what it says; auto means on a terminal
                           without NO_COLOR. Default: auto.

            Other:
              -h, --help   Shows this text.

            Examples:
              taskbox runs --format json
                  Gives the past runs to a script.

            """
        #expect(HelpText(width: 80).text(of: Specimen.runs, in: program) == expected)
    }

    @Test("no line is longer than the terminal, and never over 100", arguments: program.visibleCommands)
    func width(_ command: CommandSpecification) {
        for (width, longest) in [(40, 40), (64, 64), (100, 100), (300, 100)] {
            let lines = HelpText(width: width).text(of: command, in: program).split(separator: "\n")
            // Names, usages and examples can not be broken; everything that is wrapped keeps to the width.
            let wrapped = lines.filter { !$0.hasPrefix("  ") || $0.hasPrefix("        ") }
            #expect(wrapped.filter { !$0.hasPrefix("Usage:") }.allSatisfy { $0.count <= longest })
        }
    }

    @Test("a terminal of unknown width has 80 columns, a tiny one 40")
    func defaultWidth() {
        #expect(HelpText().text(of: .run, in: program) == HelpText(width: 80).text(of: .run, in: program))
        #expect(HelpText(width: 1).text(of: .run, in: program) == HelpText(width: 40).text(of: .run, in: program))
    }
}
