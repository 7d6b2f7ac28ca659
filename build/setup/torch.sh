# libtorch, and the shim between it and the substitute of TorchSharp.

shim_library=libTorchSharpSubstitute.so

# torch_cmake_folder: where TorchConfig.cmake is.
torch_cmake_folder() {
    local folder
    local -a candidates=(/usr/lib/*/cmake/Torch /usr/local/share/cmake/Torch /usr/share/cmake/Torch)
    [[ -z $libtorch_folder ]] || candidates=("$libtorch_folder"{/share/cmake/Torch,/Torch,/cmake/Torch,})
    for folder in "${candidates[@]}"; do
        if [[ -f $folder/TorchConfig.cmake ]]; then
            echo "$folder"
            return
        fi
    done
    return 1
}

libtorch_library_folder() {
    local folder
    folder=$(torch_cmake_folder) || return 0
    case $folder in
        */lib/*/cmake/Torch) dirname "$(dirname "$folder")" ;;
        *) (cd "$folder/../../../lib" 2> /dev/null && pwd) || true ;;
    esac
}

libtorch_version() {
    local folder
    folder=$(torch_cmake_folder) || { echo none; return; }
    sed -nE 's/^ *set\(PACKAGE_VERSION "?([^")]+)"?\).*/\1/p' "$folder/TorchConfigVersion.cmake" | head -n 1
}

# libtorch_identity: changes when another libtorch, or another build of it, is in its place.
libtorch_identity() {
    local folder
    folder=$(libtorch_library_folder)
    libtorch_version
    [[ -n $folder ]] || return 0
    echo "$folder"
    stat -L -c '%n %s' "$folder"/libtorch*.so "$folder"/libc10*.so 2> /dev/null || true
}

build_shim() {
    local source="$substitutes_folder/TorchSharp.Native" cmake_folder work="$out_folder/TorchSharp.Native"
    [[ -f $source/CMakeLists.txt ]] || return 0
    cmake_folder=$(torch_cmake_folder) \
        || fail "There is no TorchConfig.cmake ${libtorch_folder:+under '$libtorch_folder'}. Give --libtorch the folder of a libtorch 1.13 or newer, or install libtorch-dev."
    say "building the shim on libtorch $(libtorch_version) in $cmake_folder"
    if ! grep -qs "^Torch_DIR:.*=$cmake_folder\$" "$work/CMakeCache.txt"; then rm -rf "$work"; fi
    # libtorch's headers take ten times longer to read than the shim: in a unity build it is read twice, once for each of two cores.
    run_logged shim-configure cmake -S "$source" -B "$work" -DCMAKE_BUILD_TYPE=Release -DTorch_DIR="$cmake_folder" \
        -DCMAKE_LIBRARY_OUTPUT_DIRECTORY="$native_folder" -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=4 \
        || fail "CMake could not configure the shim. It needs a C++17 compiler and a libtorch that CMake finds (libtorch-dev, or --libtorch FOLDER)."
    run_logged shim-build cmake --build "$work" --parallel "$(nproc)" \
        || fail "The shim did not compile against libtorch $(libtorch_version). Try another libtorch with --libtorch FOLDER."
    [[ -f $native_folder/$shim_library ]] || fail "The shim was built, but $native_folder/$shim_library is not there."
}
