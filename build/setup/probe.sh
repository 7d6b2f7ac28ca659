# Whether the configured sources serve the real packages: a restore of just what the projects reference.

probed_packages=(
    Microsoft.ML Microsoft.ML.AutoML Microsoft.ML.DataView Microsoft.ML.ImageAnalytics
    Microsoft.ML.OnnxRuntime Microsoft.ML.OnnxTransformer TorchSharp TorchSharp-cpu
)

# choose_stack: prints 'real' or 'substitutes'.
choose_stack() {
    if [[ $wanted_stack != auto ]]; then
        echo "$wanted_stack"
        return
    fi
    if [[ $ask_again == yes || ! -f $(answer_file) ]]; then
        rm -f "$out_folder"/probe.answer.*
        probe > "$out_folder/probe.new"
        # Named only now: where there was no configuration of NuGet yet, asking has created one.
        mv "$out_folder/probe.new" "$(answer_file)"
    fi
    cat "$(answer_file)"
}

# answer_file: where the answer of these sources, to these questions, is kept.
answer_file() {
    echo "$out_folder/probe.answer.$(source_configuration | sha256sum | cut -c1-16)"
}

probe() {
    local log="$out_folder/probe.log"
    say "asking the package sources for the real packages"
    write_probe_project
    if (cd "$out_folder/probe" && dotnet restore Probe.csproj --force -v quiet "${restore_properties[@]}") > "$log" 2>&1 9>&-; then
        say "the sources serve them"
        echo real
    elif grep -qE 'error NU110[123]|error NU1603' "$log" && ! grep -q 'error NU1301' "$log"; then
        say "the sources lack $(missing_packages "$log"); substitutes take their place"
        echo substitutes
    else
        tail -n 20 "$log" >&2
        fail "The package sources could not be asked (the messages above are NuGet's). Look at 'dotnet nuget list source', or give --real or --substitutes."
    fi
}

write_probe_project() {
    local id override
    mkdir -p "$out_folder/probe"
    {
        echo '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>'
        for id in "${probed_packages[@]}"; do echo "<PackageReference Include=\"$id\" />"; done
        echo '</ItemGroup></Project>'
    } > "$out_folder/probe/Probe.csproj"

    restore_properties=(-p:UseGeneratedVersions=false)
    for override in "${version_overrides[@]}"; do
        restore_properties+=("-p:$(version_property "${override%%=*}")=${override#*=}")
    done
    if [[ ${#package_folders[@]} -gt 0 ]]; then
        restore_properties+=("-p:RestoreAdditionalProjectSources=$(IFS=';'; echo "${package_folders[*]}" | sed 's/;/%3B/g')")
    fi
}

missing_packages() {
    sed -nE 's/.*error NU110[123]: Unable to find (a stable )?package ([A-Za-z0-9._-]+).*/\2/p; s/.*error NU1603: .* depends on ([^ ]+) .*/\1/p' "$1" \
        | sed 's/\.$//' | sort -u | paste -sd ' '
}
