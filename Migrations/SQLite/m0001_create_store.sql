-- What a database says about itself: one row, written when the database is created.
-- match_secret keys every fingerprint, so that nobody outside can make two accounts collide.
-- catalogue_version grows with every change to a space, a discriminator or the policy: a process
-- that sees another number than it remembers reads those tables again.
CREATE TABLE store (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    match_secret BLOB NOT NULL CHECK (length(match_secret) = 16),
    fingerprint_version INTEGER NOT NULL CHECK (fingerprint_version >= 1),
    catalogue_version INTEGER NOT NULL CHECK (catalogue_version >= 0),
    created_at INTEGER NOT NULL
) STRICT;

-- The company's policy, as text that people can read. Every write follows this row.
CREATE TABLE policy (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL CHECK (version >= 1),
    text TEXT NOT NULL CHECK (text <> '')
) STRICT;
