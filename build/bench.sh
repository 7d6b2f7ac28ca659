#!/usr/bin/env bash
# bench.sh NAME [arguments]: runs one benchmark of test/Microsoft.ML.NAO.Benchmarks; without a name, lists them.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/build/setup/dotnet.sh"
require_dotnet

"$root/build/setup.sh"
exec dotnet run -c Release --project "$root/test/Microsoft.ML.NAO.Benchmarks" -- "$@"
