extension CompletionShell {
    /// For bash 3.2 and later, with the package bash-completion and without it.
    ///
    /// bash splits words at `=` and `:`, so they are joined again for the program, and what stands before the last of these
    /// signs is cut off the candidates: bash replaces only what stands behind it. Names are quoted, because a file decides
    /// over the names of its tasks, and a line that was completed is executed. Where `compopt` is missing (before bash 4)
    /// bash's own completion of paths stands in whenever there is no candidate.
    static let bashScript = #"""
        # bash completion for PROGRAM, as "PROGRAM completion bash" prints it.
        #
        # For this shell alone:  eval "$(PROGRAM completion bash)"
        # For good: the same line in ~/.bashrc, or, where the package bash-completion is installed, this text in
        # ~/.local/share/bash-completion/completions/PROGRAM

        _PROGRAM() {
            local program=$1 rest=${COMP_LINE#*"$1"} words=() index word gap typed cut paths=
            COMPREPLY=()
            case $program in "~/"*) program=$HOME/${program:2} ;; esac
            type -P "$program" > /dev/null || program=PROGRAM
            for ((index = 1; index <= COMP_CWORD; index++)); do
                word=${COMP_WORDS[index]}
                gap=${rest%%[![:space:]]*}
                rest=${rest#"$gap"}
                rest=${rest#"$word"}
                if [[ -n $gap || ${#words[@]} == 0 ]]; then
                    words+=("$word")
                else
                    words[${#words[@]} - 1]+=$word
                fi
            done
            index=$((${#words[@]} - 1))
            typed=${words[index]}
            case $word in
                *[!=:]*) cut=${typed%"$word"} ;;
                *) cut=$typed ;;
            esac
            for index in "${!words[@]}"; do
                word=${words[index]//[\\\"\']/}
                case $word in "~/"*) word=$HOME/${word:2} ;; esac
                words[index]=$word
            done
            while IFS= read -r word; do
                word=${word%%$'\t'*}
                if [[ -z $paths ]]; then
                    paths=$word
                elif [[ $word == "${typed//[\\\"\']/}"* ]]; then
                    COMPREPLY+=("${word#"$cut"}")
                fi
            done < <("$program" __complete -- "${words[@]}" 2> /dev/null)

            if [[ ${paths:-none} == none ]] || ! type compopt &> /dev/null; then
                for index in "${!COMPREPLY[@]}"; do
                    word=${COMPREPLY[index]}
                    case $word in *[!A-Za-z0-9_.,:=/@%+-]*) COMPREPLY[index]=$(printf %q "$word") ;; esac
                done
            else
                compopt -o filenames
                while IFS= read -r word; do
                    case $word in "~/"*) gap=$HOME/${word:2} ;; *) gap=$word ;; esac
                    if [[ -d $gap || $paths == files ]]; then
                        COMPREPLY+=("$word")
                    elif [[ $paths == definitions ]]; then
                        case $word in *.json | *.yaml | *.yml) COMPREPLY+=("$word") ;; esac
                    fi
                done < <(compgen -f -- "${typed#"$cut"}")
            fi
            ! type compopt &> /dev/null || compopt -o nosort 2> /dev/null
        }

        if type compopt &> /dev/null; then
            complete -F _PROGRAM PROGRAM
        else
            complete -o default -F _PROGRAM PROGRAM
        fi
        """# + "\n"
}
