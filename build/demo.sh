#!/usr/bin/env bash
# Sets up, then searches a network for images, trains, saves and exports it. The arguments are the example's own: --help lists them.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/build/setup/dotnet.sh"
require_dotnet

"$root/build/setup.sh"
exec dotnet run -c Release --project "$root/examples/ImageClassification" -- "$@"
