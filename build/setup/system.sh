# What the substitutes stand on, from the system's package manager.

# Debian's packages. libtorch comes with OpenBLAS in its OpenMP build, because libtorch itself runs on OpenMP: two pools
# of threads (OpenMP's and pthread's) fight for the same cores.
system_packages() {
    command -v g++ > /dev/null || echo g++
    command -v make > /dev/null || command -v ninja > /dev/null || echo make
    command -v cmake > /dev/null || echo cmake
    [[ -f $native_folder/$onnxruntime_library ]] || command -v npm > /dev/null || echo npm
    has_library libpng16.so.16 || echo libpng16-16
    has_library libturbojpeg.so.0 || echo libturbojpeg0
    if [[ -z $libtorch_folder ]]; then
        torch_cmake_folder > /dev/null || echo libtorch-dev
        compgen -G '/usr/lib/*/openblas-openmp/libblas.so.3' > /dev/null || echo libopenblas0-openmp
    fi
}

has_library() {
    local folder
    for folder in /usr/lib /usr/lib64 /usr/local/lib "/usr/lib/$(uname -m)-linux-gnu" "/lib/$(uname -m)-linux-gnu"; do
        [[ -e $folder/$1 ]] && return 0
    done
    return 1
}

install_system_packages() {
    local missing
    mapfile -t missing < <(system_packages)
    [[ ${#missing[@]} -gt 0 ]] || return 0
    command -v apt-get > /dev/null \
        || fail "The substitutes need what Debian calls: ${missing[*]}. There is no apt-get here; install them by this system's means."
    require_root apt-get install "${missing[@]}"
    say "installing ${missing[*]}"
    # The lists of a fresh machine may be empty or old. That this first try fails is no news.
    run_logged apt as_root apt-get install -y --no-install-recommends "${missing[@]}" 2> /dev/null && return 0
    say "refreshing the package lists first"
    run_logged apt-update as_root apt-get update \
        || fail "'apt-get update' failed. Set up Debian's package sources, or install by hand: apt-get install ${missing[*]}"
    run_logged apt as_root apt-get install -y --no-install-recommends "${missing[@]}" \
        || fail "'apt-get install ${missing[*]}' failed. Install these packages, then run build/setup.sh again."
}

# require_root COMMAND…: can what follows be run as root?
require_root() {
    [[ $(id -u) == 0 ]] || command -v sudo > /dev/null || fail "This needs root, and there is no sudo. Run as root: $*"
}

as_root() {
    if [[ $(id -u) == 0 ]]; then
        DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo DEBIAN_FRONTEND=noninteractive "$@"
    fi
}
