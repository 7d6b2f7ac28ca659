#!/usr/bin/env bash
# Sets up, builds, and runs every test. The last line says how many passed and how many failed.
set -euo pipefail

build_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$build_folder")
results="$build_folder/out/test-results"
configuration=Release
# Tests mostly use one thread. More than two of them at once would be a matter of memory.
side_by_side=$(($(nproc) > 1 ? 2 : 1))
# Threads of one process that wait for work would take the processor from the other one's.
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}
source "$build_folder/setup/dotnet.sh"

usage() {
    cat << 'EOF'
Usage: build/test.sh [options of build/setup.sh]

Runs every test of Microsoft.ML.NAO.sln, and those in build/substitutes/tests, against the packages that build/setup.sh
chooses with these options. Ends with the line 'N passed, N failed'; the exit code is 0 where no test failed.
EOF
}

main() {
    case ${1:-} in --help | -h) usage; exit 0 ;; esac
    require_dotnet
    cd "$root"
    "$build_folder/setup.sh" "$@"
    rm -rf "$results"
    mkdir -p "$results"

    local tests="$build_folder/out/SubstituteTests.slnx"
    write_solution "$tests" "$build_folder"/substitutes/tests/*/*.csproj
    build Microsoft.ML.NAO.sln
    build "$tests"

    # What runs in the background does not see Ctrl-C by itself.
    trap 'trap - INT TERM; kill 0' INT TERM
    local project
    for project in "$root"/test/*.Tests/*.csproj "$build_folder"/substitutes/tests/*.Tests/*.csproj; do
        while [[ $(jobs -rp | wc -l) -ge $side_by_side ]]; do wait -n; done
        run_apart "$project" &
    done
    wait
    summarize
}

build() {
    echo "test: building $(basename "$1")"
    dotnet build "$1" -c "$configuration" -v quiet --nologo && return 0
    echo "test: FAILED. $1 does not build (the errors stand above)." >&2
    echo "0 passed, 1 failed"
    exit 1
}

# run_apart PROJECT: runs tests and prints at once what they printed, so that projects side by side don't mix.
run_apart() {
    local name output
    name=$(basename "$1" .csproj)
    echo "test: $name begins"
    output=$(run_tests "$1" 2>&1) || touch "$results/$name.crashed"
    echo "test: $name"$'\n'"$output"
}

# run_tests PROJECT: false where there is no result of it, or where the run failed as a whole.
run_tests() {
    local name status=0
    name=$(basename "$1" .csproj)
    dotnet test "$(dirname "$1")/bin/$configuration/net10.0/$name.dll" --nologo \
        --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" < /dev/null || status=$?
    [[ $status == 0 ]] && return 0
    # Failed tests are counted from the results; a process that died, or a failing assembly set-up, is not among them.
    [[ -f $results/$name.trx ]] && [[ $(counter failed "$results/$name.trx") -gt 0 ]] && return 0
    echo "test: FAILED. $name ended with exit code $status without saying which test failed." >&2
    return 1
}

# counter NAME FILE
counter() {
    sed -nE "s/.*<Counters( .*)? $1=\"([0-9]+)\".*/\2/p" "$2" | head -n 1
}

summarize() {
    local file passed=0 failed=0 total=0 crashed
    for file in "$results"/*.trx; do
        [[ -f $file ]] || continue
        passed=$((passed + $(counter passed "$file")))
        failed=$((failed + $(counter failed "$file")))
        total=$((total + $(counter total "$file")))
    done
    crashed=$(find "$results" -name '*.crashed' | wc -l)
    failed=$((failed + crashed))
    local skipped=$((total + crashed - passed - failed))
    echo "test: $SECONDS s"
    if [[ $skipped -gt 0 ]]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
    [[ $failed == 0 && $passed -gt 0 ]]
}

main "$@"
