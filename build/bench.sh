#!/usr/bin/env bash
# bench.sh NAME [arguments]: runs one benchmark of test/Microsoft.ML.NAO.Benchmarks; without a name, lists them.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

"$root/build/setup.sh"
exec dotnet run -c Release --project "$root/test/Microsoft.ML.NAO.Benchmarks" -- "$@"
