# Debian's libtorch takes its matrix products from whichever BLAS the alternatives system points at.

# select_openmp_blas: where another BLAS is in force although OpenBLAS's OpenMP build is installed, selects that one.
select_openmp_blas() {
    [[ -z $libtorch_folder ]] || return 0
    local triplet library link target
    triplet=$(uname -m)-linux-gnu
    command -v update-alternatives > /dev/null || return 0
    for library in libblas.so.3 liblapack.so.3 libopenblas.so.0; do
        link=$library-$triplet
        target=/usr/lib/$triplet/openblas-openmp/$library
        update-alternatives --query "$link" 2> /dev/null | grep -q "^Alternative: $target\$" || continue
        [[ $(readlink -f "/usr/lib/$triplet/$library") == "$(readlink -f "$target")" ]] && continue
        require_root update-alternatives --set "$link" "$target"
        say "selecting OpenBLAS's OpenMP build for $library (it was $(readlink -f "/usr/lib/$triplet/$library")): libtorch runs on OpenMP too"
        run_logged alternatives as_root update-alternatives --set "$link" "$target" \
            || fail "The alternatives could not be set. Run as root: update-alternatives --set $link $target"
    done
}

# check_loaded_blas: what the dynamic linker gives libtorch is what counts, not what is installed.
check_loaded_blas() {
    local loaded
    [[ -f $(libtorch_library_folder)/libtorch_cpu.so ]] || return 0
    loaded=$(ldd "$(libtorch_library_folder)/libtorch_cpu.so" | sed -nE 's/.*lib(open)?blas\.so[^ ]* => ([^ ]+).*/\2/p' | xargs -r -n1 readlink -f | sort -u)
    case $loaded in
        '') say "libtorch brings its own BLAS" ;;
        *openblas-openmp*) say "libtorch loads $(paste -sd ' ' <<< "$loaded")" ;;
        *) say "WARNING: libtorch loads $(paste -sd ' ' <<< "$loaded"), which is slow beside OpenBLAS's OpenMP build." \
            "Look at LD_LIBRARY_PATH, LD_PRELOAD and 'update-alternatives --config libblas.so.3-$(uname -m)-linux-gnu'." ;;
    esac
    if grep -q pthread <<< "$loaded"; then
        say "WARNING: one of these runs on threads of its own, which fight with libtorch's for the cores (measured: 3 times slower)."
    fi
}
