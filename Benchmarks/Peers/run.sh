#!/bin/sh
# Runs Splink and concord side by side on one file of people with the columns of the project's generator, and prints time, peak
# memory and the pairwise F1 of the clusters of both. Usage: run.sh FILE.csv [CONCORD]
#
# Splink comes from PyPI into a virtual environment of its own beside this script.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
file=$1
concord=${2:-$here/../../.build/release/concord}
if [ ! -d "$here/.venv" ]; then
    python3 -m venv "$here/.venv"
    "$here/.venv/bin/pip" install --quiet -r "$here/requirements.txt"
fi
echo "== splink"
"$here/.venv/bin/python" "$here/splink_people.py" "$file"
echo "== concord"
"$concord" dedupe "$file" --id record_id --source source --truth entity_id
