#!/usr/bin/env bash
# Makes a clone ready to build: real packages where the sources serve them, substitutes where they don't.
set -euo pipefail

build_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$build_folder")
for part in messages dotnet options fingerprint probe system blas torch onnxruntime packages; do
    # shellcheck source=/dev/null
    source "$build_folder/setup/$part.sh"
done

main() {
    parse_options "$@"
    require_dotnet
    mkdir -p "$out_folder" "$native_folder"
    take_lock

    local stack
    stack=$(choose_stack)
    if [[ $force == no ]] && is_up_to_date "$stack"; then
        say "nothing to do: $(describe_stack "$stack")"
        return
    fi

    rm -f "$stamp_file"
    case $stack in
        real) use_real_packages ;;
        substitutes) use_substitutes ;;
    esac
    fingerprint "$stack" > "$stamp_file"
    say "ready after ${SECONDS} s: $(describe_stack "$stack")"
}

take_lock() {
    exec 9> "$out_folder/setup.lock"
    command -v flock > /dev/null || return 0
    flock --nonblock 9 && return 0
    say "another setup of this clone is running; waiting for it"
    flock 9
}

use_real_packages() {
    remove_substitutes
    write_versions real
}

use_substitutes() {
    install_system_packages
    select_openmp_blas
    fetch_onnxruntime
    build_shim
    check_loaded_blas
    pack_substitutes
    write_versions substitutes
}

main "$@"
