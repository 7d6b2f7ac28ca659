# ONNX Runtime's shared library, and its binding for Node.js, out of the npm package that carries both.

onnxruntime_version=1.23.2
onnxruntime_library=libonnxruntime.so

fetch_onnxruntime() {
    local module="$native_folder/node_modules/onnxruntime-node"
    if [[ -f $native_folder/$onnxruntime_library && -f $module/package.json ]] \
        && grep -q "\"version\": \"$onnxruntime_version\"" "$module/package.json"; then
        return 0
    fi
    command -v npm > /dev/null \
        || fail "ONNX Runtime comes from the npm package onnxruntime-node $onnxruntime_version, and there is no npm. Install npm, or put $onnxruntime_library into $native_folder."
    say "fetching ONNX Runtime $onnxruntime_version"
    local work="$out_folder/onnxruntime"
    rm -rf "$work" "$native_folder/node_modules"
    mkdir -p "$work/node_modules"
    unpack_npm_package onnxruntime-common "$work"
    unpack_npm_package onnxruntime-node "$work"
    take_onnxruntime "$work"
    rm -rf "$work"
}

# unpack_npm_package NAME WORK: into WORK/node_modules/NAME. npm's cache goes into WORK, too: nothing of npm's stays.
unpack_npm_package() {
    local name=$1 work=$2
    run_logged "npm-$name" npm pack "$name@$onnxruntime_version" --pack-destination "$work" --cache "$work/cache" --no-update-notifier --no-fund \
        || fail "'npm pack $name@$onnxruntime_version' failed. Look at 'npm config get registry'; the registry must serve that package."
    mkdir -p "$work/node_modules/$name"
    tar -xzf "$work/$name-$onnxruntime_version.tgz" --strip-components=1 -C "$work/node_modules/$name" \
        --exclude='*/win32' --exclude='*/darwin' --exclude='*.map'
}

take_onnxruntime() {
    local work=$1 machine binaries
    case $(uname -m) in
        x86_64) machine=x64 ;;
        aarch64) machine=arm64 ;;
        *) fail "onnxruntime-node has no library for $(uname -m)." ;;
    esac
    binaries=$(echo "$work"/node_modules/onnxruntime-node/bin/napi-v*/linux/"$machine")
    [[ -f $binaries/libonnxruntime.so.1 ]] \
        || fail "onnxruntime-node $onnxruntime_version has no libonnxruntime.so.1 for linux-$machine where it was expected: $binaries"
    find "$work"/node_modules/onnxruntime-node/bin/napi-v*/linux -mindepth 1 -maxdepth 1 ! -name "$machine" -exec rm -r {} +
    cp "$binaries/libonnxruntime.so.1" "$native_folder/$onnxruntime_library"
    mv "$work/node_modules" "$native_folder/node_modules"
}
