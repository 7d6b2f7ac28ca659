# The .NET SDK. Sourced by every script of build/.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# No build server outlives the script that started it.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

# require_dotnet: 'dotnet' is on the PATH afterwards, with an SDK that global.json accepts.
require_dotnet() {
    local folder
    if ! command -v dotnet > /dev/null; then
        for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet /opt/dotnet; do
            if [[ -n $folder && -x $folder/dotnet ]]; then
                export PATH="$folder:$PATH"
                break
            fi
        done
    fi
    if ! command -v dotnet > /dev/null; then
        dotnet_is_missing "There is no 'dotnet' on the PATH, nor in the usual folders."
    elif ! (cd "$root" && dotnet --version > /dev/null 2>&1); then
        dotnet_is_missing "No SDK of $(command -v dotnet) is one that global.json accepts."
    fi
}

dotnet_is_missing() {
    echo "FAILED. $1 Install the .NET 10 SDK (https://dotnet.microsoft.com/download), or put it on the PATH." >&2
    exit 1
}

# write_solution FILE PROJECT…
write_solution() {
    local file=$1 project
    shift
    {
        echo '<Solution>'
        for project in "$@"; do echo "  <Project Path=\"$project\" />"; done
        echo '</Solution>'
    } > "$file"
}
