# The command line, and where things are.

out_folder="$build_folder/out"
native_folder="$build_folder/native"
feed_folder="$build_folder/feed"
substitutes_folder="$build_folder/substitutes"
generated_versions="$build_folder/Versions.generated.props"
stamp_file="$out_folder/setup.stamp"

wanted_stack=auto
ask_again=no
force=no
libtorch_folder=${NAO_LIBTORCH:-}
package_folders=()
version_overrides=()

usage() {
    cat << 'EOF'
Usage: build/setup.sh [options]

Makes this clone ready for 'dotnet build'. It asks the configured NuGet sources for the real packages (Microsoft.ML,
TorchSharp and those that go with them). Where they are served there is nothing more to do. Where they are not, it
builds substitutes and packs them into build/feed. The versions in force stand in build/Versions.generated.props.

  --real                Use the real packages, whatever the sources answer.
  --substitutes         Use the substitutes, whatever the sources answer.
  --probe               Ask the sources again. (Their answer is kept until their configuration or a version changes.)
  --packages FOLDER     Look for packages in this folder too. May be given more than once.
  --version ID=VERSION  Use this version of this package. May be given more than once. TorchSharp stands for
                        TorchSharp-cpu and TorchSharp-cuda-linux too; Microsoft.ML for Microsoft.ML.DataView,
                        .ImageAnalytics and .OnnxTransformer too, where those are not given.
  --libtorch FOLDER     Build the substitute of TorchSharp on this libtorch and not on the system's: an unpacked
                        libtorch, or the folder 'torch' inside a PyTorch installation.
  --force               Do everything anew.
  --help                This text.

Environment: NAO_SETUP_OPTIONS  options to use where the command line has none
             NAO_LIBTORCH       the default of --libtorch

The whole test suite against a folder of real packages, here with a TorchSharp other than the default:

  build/test.sh --real --packages /path/to/folder --version TorchSharp=0.99.6

build/test.sh hands its options to build/setup.sh. Without options the next call of either goes back to the defaults.
EOF
}

parse_options() {
    if [[ $# -eq 0 && -n ${NAO_SETUP_OPTIONS:-} ]]; then
        # shellcheck disable=SC2086
        set -- $NAO_SETUP_OPTIONS
    fi
    while [[ $# -gt 0 ]]; do
        case $1 in
            --real) wanted_stack=real ;;
            --substitutes) wanted_stack=substitutes ;;
            --probe) ask_again=yes ;;
            --force) force=yes ;;
            --packages) need_value "$@"; add_package_folder "$2"; shift ;;
            --version) need_value "$@"; add_version "$2"; shift ;;
            --libtorch) need_value "$@"; libtorch_folder=$2; shift ;;
            --help | -h) usage; exit 0 ;;
            *) fail "There is no option '$1'. build/setup.sh --help lists them." ;;
        esac
        shift
    done
    if [[ -n $libtorch_folder ]]; then
        [[ -d $libtorch_folder ]] || fail "--libtorch: there is no folder '$libtorch_folder'."
        libtorch_folder=$(cd "$libtorch_folder" && pwd)
    fi
}

need_value() {
    [[ $# -ge 2 ]] || fail "Option '$1' needs a value. build/setup.sh --help says which."
}

add_package_folder() {
    [[ -d $1 ]] || fail "--packages: there is no folder '$1'."
    package_folders+=("$(cd "$1" && pwd)")
}

add_version() {
    [[ $1 =~ ^[A-Za-z0-9._-]+=[0-9][A-Za-z0-9.+-]*$ ]] || fail "--version needs ID=VERSION, such as TorchSharp=0.102.7; '$1' is none."
    grep -q "<$(version_property "${1%%=*}") " "$build_folder/Versions.props" \
        || fail "--version: this project uses no package '${1%%=*}'. build/Versions.props has the list."
    version_overrides+=("$1")
}

# version_property ID: the MSBuild property that holds the version of a package.
version_property() {
    case $1 in
        TorchSharp | TorchSharp-*) echo TorchSharpVersion ;;
        MSTest.*) echo MSTestVersion ;;
        *) echo "${1//[.-]/}Version" ;;
    esac
}
