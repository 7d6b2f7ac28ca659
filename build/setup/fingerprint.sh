# Whether anything changed since setup last ran to its end.

# source_hash: one hash over all that goes into the substitutes' packages. It starts with a letter, because a
# version label of digits only must not start with a zero.
source_hash() {
    {
        cd "$substitutes_folder"
        find . \( -name bin -o -name obj -o -path ./tests \) -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
        sha256sum < "$build_folder/Versions.props"
        sha256sum < "$build_folder/setup/onnxruntime.sh"
        uname -m
        libtorch_identity
    } | sha256sum | sed 's/^\(.\{10\}\).*/h\1/'
}

# source_configuration: what decides which packages the sources serve.
source_configuration() {
    local user_folder=${NUGET_CONFIG_FOLDER:-$HOME/.nuget/NuGet}
    cat "$root/NuGet.config" "$user_folder"/*.[Cc]onfig "$user_folder"/config/*.[Cc]onfig /etc/opt/NuGet/Config/*.[Cc]onfig 2> /dev/null || true
    cat "$build_folder/Versions.props" "$build_folder/setup/probe.sh"
    chosen_packages
}

# chosen_packages: the options that say where packages come from and which.
chosen_packages() {
    local folder
    printf '%s\n' "${version_overrides[@]}"
    for folder in "${package_folders[@]}"; do
        printf '%s\n' "$folder"
        ls "$folder"
    done
}

fingerprint() {
    {
        echo "$1"
        chosen_packages
        cat "$build_folder"/setup.sh "$build_folder"/setup/*.sh
        if [[ $1 == substitutes ]]; then source_hash; fi
    } | sha256sum
}

is_up_to_date() {
    [[ -f $stamp_file && $(< "$stamp_file") == "$(fingerprint "$1")" ]] || return 1
    case $1 in
        real) generated_versions_match_options ;;
        substitutes) [[ -f $generated_versions ]] && all_packed "$(source_hash)" ;;
    esac
}

# Plain real packages need no generated versions; other versions or folders do.
generated_versions_match_options() {
    if has_package_options; then [[ -f $generated_versions ]]; else [[ ! -f $generated_versions ]]; fi
}

has_package_options() {
    [[ ${#version_overrides[@]} -gt 0 || ${#package_folders[@]} -gt 0 ]]
}

describe_stack() {
    case $1 in
        real) echo "real packages${version_overrides[*]:+ with ${version_overrides[*]}}${package_folders[*]:+ from ${package_folders[*]}}" ;;
        substitutes) echo "substitutes $(source_hash) on libtorch $(libtorch_version)" ;;
    esac
}
