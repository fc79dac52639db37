-- The service's keys. Nobody can read one back: digest is the SHA-256 of a random 256-bit key, and id shows the first
-- eight bytes of it, so that a key can be named without being told. A key belongs to one space.
CREATE TABLE credential (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 20 AND id GLOB 'key_*'),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    vendor TEXT NOT NULL CHECK (vendor <> ''),
    scope TEXT NOT NULL CHECK (scope <> ''),
    role TEXT NOT NULL CHECK (role IN ('reader', 'writer')),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
