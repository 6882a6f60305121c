extension CompletionShell {
    /// For fish 3 and later.
    static let fishScript = #"""
        # fish completion for PROGRAM, as "PROGRAM completion fish" prints it.
        #
        # For this shell alone:  PROGRAM completion fish | source
        # For good: this text in the file ~/.config/fish/completions/PROGRAM.fish

        function __PROGRAM_complete
            set -l before (commandline -opc)
            set -l typed (commandline -ct | string collect)
            set -l program $before[1]
            set -e before[1]
            command -q -- $program; or set program PROGRAM
            set -l lines (command $program __complete -- (string replace -r '^~/' "$HOME/" -- $before) "$typed" 2> /dev/null)
            set -l paths $lines[1]
            set -e lines[1]
            printf '%s\n' $lines
            set -l option (string match -r -- '^--[^=]*=' "$typed")
            set -l value (string replace -r -- '^--[^=]*=' '' "$typed" | string collect)
            switch "$paths"
                case files folders definitions
                    # What fish completes for a command that it knows nothing of: files.
                    set -l found (complete -C "'' $value")
                    test $paths = folders; and set found (string match -r -- '^[^\t]*/(?:\t.*)?$' $found)
                    test $paths = definitions
                    and set found (string match -r -- '^[^\t]*(?:/|\.json|\.yaml|\.yml)(?:\t.*)?$' $found)
                    for path in $found
                        echo "$option$path"
                    end
            end
        end

        complete -c PROGRAM -f -k -a '(__PROGRAM_complete)'
        """# + "\n"
}
