-- A (vendor, scope) pair: one key space.
CREATE TABLE space (
    id INTEGER NOT NULL PRIMARY KEY,
    vendor TEXT NOT NULL CHECK (vendor <> ''),
    scope TEXT NOT NULL CHECK (scope <> ''),
    UNIQUE (vendor, scope)
) STRICT;

-- One vendor's user. AUTOINCREMENT because a number is never reused, not even the last one's.
-- id is the ULID behind `user_…`. Times are milliseconds since 1970, UTC.
-- fields holds section -> name -> value; field_times the milliseconds between created_at and the
-- write of each field that is younger than the account; set_once the fields that a write-once set.
CREATE TABLE account (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    space INTEGER NOT NULL REFERENCES space (id),
    key TEXT CHECK (key <> ''),
    fields TEXT NOT NULL CHECK (json_valid(fields)),
    field_times TEXT CHECK (field_times IS NULL OR json_valid(field_times)),
    set_once TEXT CHECK (set_once IS NULL OR json_valid(set_once)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL CHECK (updated_at >= created_at),
    version INTEGER NOT NULL CHECK (version >= 1)
) STRICT;

CREATE UNIQUE INDEX account_by_key ON account (space, key) WHERE key IS NOT NULL;
CREATE INDEX account_by_space ON account (space);
