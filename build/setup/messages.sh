# What setup says. Messages go to stderr, so that a function's answer can go to stdout.

say() {
    printf 'setup: %s\n' "$*" >&2
}

fail() {
    printf 'setup: FAILED. %s\n' "$*" >&2
    exit 1
}

# run_logged NAME COMMAND…: runs it quietly; where it fails, shows the end of what it said. Without the lock (descriptor 9):
# the compiler's server outlives the command, and would hold the lock for as long.
run_logged() {
    local name=$1 log
    shift
    log="$out_folder/$name.log"
    "$@" > "$log" 2>&1 9>&- && return 0
    printf '%s\n' "--- the end of $log" >&2
    tail -n 40 "$log" >&2
    printf '%s\n' "---" >&2
    return 1
}
