#!/bin/sh
# Runs Splink and concord side by side on one file of generated people and prints one table: time, peak memory and, by pairs, the
# precision, recall and F1 of the clusters of both. Usage: run.sh CONCORD PEOPLE [COUNT]
#
# CONCORD is the command, PEOPLE the command that prints people of the project's generator (see Benchmarks/Linkage). Splink
# comes from PyPI into a virtual environment of its own beside this script.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
concord=$1 people=$2 count=${3:-1000000}
environment=$here/.venv
if ! "$environment/bin/python" -c 'import pandas, splink' 2>/dev/null; then
    rm -rf "$environment"
    python3 -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
"$people" "$count" 1 >"$folder/people.csv"
"$concord" dedupe "$folder/people.csv" --id record_id --source source --truth entity_id >"$folder/concord.json"
"$environment/bin/python" "$here/splink_people.py" "$folder/people.csv" >"$folder/splink.json"
"$environment/bin/python" "$here/side_by_side.py" "$folder/concord.json" "$folder/splink.json"
