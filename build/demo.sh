#!/usr/bin/env bash
# Sets up, then searches a network for images, trains, saves and exports it. The arguments are the example's own: --help lists them.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

"$root/build/setup.sh"
exec dotnet run -c Release --project "$root/examples/ImageClassification" -- "$@"
