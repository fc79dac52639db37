-- What a space matches by: names is '*' for all tags, else the sorted tag names as a JSON array.
-- A building discriminator is maintained by every write since its registration, and its cursor is
-- the number of the last account that a slice has filled in.
CREATE TABLE discriminator (
    id INTEGER NOT NULL PRIMARY KEY,
    space INTEGER NOT NULL REFERENCES space (id),
    names TEXT NOT NULL CHECK (names = '*' OR json_valid(names)),
    origin TEXT NOT NULL CHECK (origin IN ('rule', 'declared', 'requested', 'walk')),
    state TEXT NOT NULL CHECK (state IN ('building', 'ready')),
    cursor INTEGER NOT NULL CHECK (cursor >= 0),
    UNIQUE (space, names)
) STRICT;

-- (discriminator, fingerprint) -> accounts, the smallest number first. No foreign key on account:
-- without an index of its own it would make every erasure a scan of this table, and such an index
-- would double it. The engine deletes an account's rows itself.
CREATE TABLE match_key (
    discriminator INTEGER NOT NULL REFERENCES discriminator (id),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
    account INTEGER NOT NULL CHECK (account >= 1),
    PRIMARY KEY (discriminator, fingerprint, account)
) STRICT, WITHOUT ROWID;
