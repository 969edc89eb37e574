# bash completion for straggler. Made by "npm run docs:cli".
_straggler() {
  local word="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" flags
  case "$previous" in
    --format) COMPREPLY=($(compgen -W 'text md json folded' -- "$word")); return ;;
    --redact) return ;;
    --pb) COMPREPLY=($(compgen -W 'delta base before after' -- "$word")); return ;;
    --match) COMPREPLY=($(compgen -W 'auto exact lines functions canonical' -- "$word")); return ;;
    --normalize) COMPREPLY=($(compgen -W 'none total per1000' -- "$word")); return ;;
    --dump) return ;;
    --min_delta) return ;;
    --focus) return ;;
    --ignore) return ;;
    --hide) return ;;
    --show_from) return ;;
    --tagfocus) return ;;
    --tagignore) return ;;
    --fail_on) return ;;
    --source_path) COMPREPLY=($(compgen -d -- "$word")); return ;;
    --trim_path) return ;;
    --debug) COMPREPLY=($(compgen -W 'both 0 2 leak' -- "$word")); return ;;
    --wait) return ;;
    --header) return ;;
    -o|--output) COMPREPLY=($(compgen -d -- "$word")); return ;;
  esac
  case "${COMP_WORDS[1]}" in
    open) flags='--help' ;;
    capture) flags='--debug --wait --header --output --help' ;;
    *) flags='--version --output --format --redact --pb --diff_base --match --normalize --dump --min_delta --focus --ignore --hide --show_from --tagfocus --tagignore --fail_on --suppressions --source_path --trim_path --check-report --help' ;;
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
    if [[ $COMP_CWORD == 1 ]]; then COMPREPLY+=($(compgen -W 'open capture' -- "$word")); fi
  fi
}
complete -o filenames -F _straggler straggler
