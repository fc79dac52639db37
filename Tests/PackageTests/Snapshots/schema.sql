sqlite_master
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
CREATE TABLE discriminator (
    id INTEGER NOT NULL PRIMARY KEY,
    space INTEGER NOT NULL REFERENCES space (id),
    names TEXT NOT NULL CHECK (names = '*' OR json_valid(names)),
    origin TEXT NOT NULL CHECK (origin IN ('rule', 'declared', 'requested', 'walk')),
    state TEXT NOT NULL CHECK (state IN ('building', 'ready')),
    cursor INTEGER NOT NULL CHECK (cursor >= 0),
    UNIQUE (space, names)
) STRICT;
CREATE TABLE match_key (
    discriminator INTEGER NOT NULL REFERENCES discriminator (id),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
    account INTEGER NOT NULL CHECK (account >= 1),
    PRIMARY KEY (discriminator, fingerprint, account)
) STRICT, WITHOUT ROWID;
CREATE TABLE policy (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL CHECK (version >= 1),
    text TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE TABLE space (
    id INTEGER NOT NULL PRIMARY KEY,
    vendor TEXT NOT NULL CHECK (vendor <> ''),
    scope TEXT NOT NULL CHECK (scope <> ''),
    UNIQUE (vendor, scope)
) STRICT;
CREATE TABLE store (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    match_secret BLOB NOT NULL CHECK (length(match_secret) = 16),
    fingerprint_version INTEGER NOT NULL CHECK (fingerprint_version >= 1),
    catalogue_version INTEGER NOT NULL CHECK (catalogue_version >= 0),
    created_at INTEGER NOT NULL
) STRICT;
