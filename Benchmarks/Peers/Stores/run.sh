#!/usr/bin/env bash
# Measures what a user would pick instead of Concord on the same accounts, on loopback, and prints one table with Concord's rows
# of the same run beside them, which `make bench-peers` has measured before. Usage: run.sh LAST, the last number of accounts.
#
# Installs what is missing from Debian's packages; the servers run in a temporary folder and end with the script.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
last=${1:-1000000}
sizes=()
for size in 10000 100000 1000000; do [ $size -ge "$last" ] || sizes+=($size); done
sizes+=("$last")
results=$here/../../results/peers
work=$(mktemp -d)
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1 || true)
packages=()
[ -n "$bin" ] || packages+=(postgresql-15)
[ -e /usr/include/postgresql/libpq-fe.h ] || packages+=(libpq-dev)
[ -e /usr/include/hiredis/hiredis.h ] || packages+=(libhiredis-dev)
command -v redis-server >/dev/null || packages+=(redis-server)
command -v cc >/dev/null || packages+=(gcc)
if [ ${#packages[@]} -gt 0 ]; then
    as_root=$([ "$(id -u)" = 0 ] || echo sudo)
    $as_root apt-get update -qq
    # A machine that runs services would start the packages' own servers; these bring their own.
    $as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -qq -y --no-install-recommends "${packages[@]}" >/dev/null
    bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
fi

# PostgreSQL refuses to run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
servers=()
finish() {
    [ ! -d "$work/postgres/base" ] || as_owner "$bin/pg_ctl" -D "$work/postgres" -m immediate stop >/dev/null 2>&1 || true
    for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; done
    rm -rf "$work"
}
trap finish EXIT

cc -O2 -o "$work/peers" -I "$here/../../BareSQLite/include" -I /usr/include/postgresql "$here"/*.c \
    "$here/../../BareSQLite/bare_memory.c" -lsqlite3 -lpq -lhiredis
mkdir -p "$results" "$work/postgres"
lines=$results/peers.jsonl
: >"$lines"

chmod 711 "$work"
[ "$(id -u)" != 0 ] || chown postgres "$work/postgres"
as_owner "$bin/initdb" -D "$work/postgres" --auth=trust --username=bench --no-sync >/dev/null
cat >>"$work/postgres/postgresql.conf" <<'SETTINGS'
listen_addresses = '127.0.0.1'
port = 54329
unix_socket_directories = ''
shared_buffers = 1GB
max_wal_size = 8GB
jit = off
SETTINGS
as_owner "$bin/pg_ctl" -D "$work/postgres" -w -l "$work/postgres/log" start >/dev/null
for size in "${sizes[@]}"; do
    "$work/peers" postgres "host=127.0.0.1 port=54329 user=bench dbname=postgres options='-c client_min_messages=warning'" "$size" | tee -a "$lines" >&2
done
as_owner "$bin/pg_ctl" -D "$work/postgres" -m immediate stop >/dev/null

for size in "${sizes[@]}"; do
    for policy in always everysec; do
        name=$policy-$size
        redis-server --port 0 --unixsocket "$work/$name.sock" --dir "$work" --save "" --appendonly yes --appendfsync no \
            --appenddirname "$name" --auto-aof-rewrite-percentage 0 >/dev/null &
        servers+=($!)
        until redis-cli -s "$work/$name.sock" config set appendfsync "$policy" >/dev/null 2>&1; do sleep 0.1; done
        "$work/peers" redis "$work/$name.sock" "appendfsync $policy" "$size" | tee -a "$lines" >&2
        redis-cli -s "$work/$name.sock" shutdown nosave 2>/dev/null || true
        rm -rf "${work:?}/$name"
    done
    for kind in json eav; do
        "$work/peers" $kind "$work/$kind-$size.db" "$size" | tee -a "$lines" >&2
        rm "$work/$kind-$size.db"*
    done
done
python3 "$here/table.py" "$results"
