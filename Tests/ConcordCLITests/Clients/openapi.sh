#!/bin/sh
# Calls every operation of /openapi.json with what schemathesis makes up, and compares the answers with the description.
# $1: the command concord. EXAMPLES: how many calls for each operation.
set -eu
folder=$(mktemp -d)
tools=.venv/schemathesis
[ -x "$tools/bin/schemathesis" ] || {
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet 'schemathesis>=4.32,<5'
}
"$1" serve --database "$folder/people.db" --port 0 --no-auth --rate-limit 0 >"$folder/out" 2>"$folder/log" &
server=$!
trap 'kill $server 2>/dev/null; wait $server || true; rm -r "$folder"' EXIT
until grep -q Listening "$folder/out"; do kill -0 $server && sleep 0.1; done
"$tools/bin/schemathesis" run "$(sed -n 's/^Listening on //p' "$folder/out")openapi.json" \
    --max-examples "${EXAMPLES:-25}" --phases examples,coverage,fuzzing --seed 1 \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance
