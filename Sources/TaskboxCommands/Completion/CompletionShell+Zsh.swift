extension CompletionShell {
    /// For zsh 5 and later, from a folder of `fpath` or evaluated.
    static let zshScript = #"""
        #compdef PROGRAM
        # zsh completion for PROGRAM, as "PROGRAM completion zsh" prints it.
        #
        # For this shell alone:  source <(PROGRAM completion zsh)
        # For good: this text in the file _PROGRAM of a folder of fpath, such as ~/.local/share/zsh/site-functions, with
        # these lines in ~/.zshrc:  fpath=(~/.local/share/zsh/site-functions $fpath); autoload -U compinit; compinit

        _PROGRAM() {
            local program=${(Q)words[1]} line paths
            local -i result=1
            local -a before lines candidates
            program=${program/#\~\//$HOME/}
            (( $+commands[$program] )) || [[ -x $program ]] || program=PROGRAM
            (( CURRENT > 2 )) && before=("${(@Q)words[2,CURRENT-1]}")
            before=("${(@)before/#\~\//$HOME/}")
            lines=("${(@f)$(command $program __complete -- "${(@)before}" "${(Q)PREFIX}" 2> /dev/null)}")
            paths=$lines[1]
            for line in "${(@)lines[2,-1]}"; do
                [[ -n $line ]] && candidates+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
            done
            (( $#candidates )) && _describe -V PROGRAM candidates && result=0
            [[ $paths == (files|folders|definitions) ]] && compset -P '--*='
            case $paths in
                files) _files && result=0 ;;
                folders) _files -/ && result=0 ;;
                definitions) _files -g '*.(json|yaml|yml)' && result=0 ;;
            esac
            return result
        }

        if [[ $funcstack[1] == _PROGRAM ]]; then
            _PROGRAM "$@"
        else
            compdef _PROGRAM PROGRAM
        fi
        """# + "\n"
}
