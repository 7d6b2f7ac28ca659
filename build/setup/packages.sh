# The substitutes as packages, and the versions that the projects take.

# substitute_ids: one for each project beside the tests.
substitute_ids() {
    local project
    for project in "$substitutes_folder"/*/*.csproj; do basename "$project" .csproj; done
}

# package_file ID HASH: the file that a substitute is packed into.
package_file() {
    compgen -G "$feed_folder/$1.[0-9]*-substitute.$2.nupkg"
}

all_packed() {
    local id
    for id in $(substitute_ids); do
        package_file "$id" "$1" > /dev/null || return 1
    done
}

pack_substitutes() {
    local hash id solution="$out_folder/Substitutes.slnx"
    hash=$(source_hash)
    if [[ $force == yes ]] || ! all_packed "$hash"; then
        say "packing the substitutes, $hash"
        write_solution "$solution" "$substitutes_folder"/*/*.csproj
        run_logged pack dotnet pack "$solution" -c Release -v quiet "-p:SubstituteHash=$hash" \
            || fail "The substitutes could not be packed. The first error above says where; the whole log is $out_folder/pack.log."
    fi
    for id in $(substitute_ids); do
        package_file "$id" "$hash" > /dev/null || fail "The substitute of $id was packed, but it is not in $feed_folder."
    done
    find "$feed_folder" -name '*-substitute.*.nupkg' ! -name "*-substitute.$hash.nupkg" -delete
}

remove_substitutes() {
    find "$feed_folder" -name '*-substitute.*.nupkg' -delete
}

write_versions() {
    if [[ $1 == real ]] && ! has_package_options; then
        rm -f "$generated_versions"
        return
    fi
    {
        echo '<Project>'
        echo '  <!-- Written by build/setup.sh, whose option 'help' says how to get other versions. -->'
        echo '  <PropertyGroup>'
        if [[ $1 == substitutes ]]; then substitute_version_lines; fi
        version_override_lines
        package_folder_line
        echo '  </PropertyGroup>'
        echo '</Project>'
    } > "$generated_versions.new"
    mv "$generated_versions.new" "$generated_versions"
}

substitute_version_lines() {
    local id file hash
    hash=$(source_hash)
    for id in $(substitute_ids); do
        file=$(basename "$(package_file "$id" "$hash")" .nupkg)
        version_line "$id" "${file#"$id".}"
    done | sort -u
}

version_override_lines() {
    local override
    for override in "${version_overrides[@]}"; do version_line "${override%%=*}" "${override#*=}"; done
}

version_line() {
    local property
    property=$(version_property "$1")
    echo "    <$property>$2</$property>"
}

package_folder_line() {
    [[ ${#package_folders[@]} -gt 0 ]] || return 0
    echo "    <RestoreAdditionalProjectSources>\$(RestoreAdditionalProjectSources);$(IFS=';'; echo "${package_folders[*]}")</RestoreAdditionalProjectSources>"
}
