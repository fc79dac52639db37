-- What listings of persons are kept ready for: the field of an equality filter, if any, and an
-- order, as canonical JSON. A building shape is maintained by every write since its registration,
-- and its cursor is the last person that a slice has filled in.
CREATE TABLE shape (
    id INTEGER NOT NULL PRIMARY KEY,
    definition TEXT NOT NULL UNIQUE CHECK (json_valid(definition)),
    origin TEXT NOT NULL CHECK (origin IN ('declared', 'requested')),
    state TEXT NOT NULL CHECK (state IN ('building', 'ready')),
    cursor BLOB NOT NULL CHECK (length(cursor) = 16)
) STRICT;

-- (shape, order-preserving encoding of a person's values) -> the person: a page of a listing is a
-- range of rows, at any depth. The engine deletes a person's rows itself, as those of match_key.
CREATE TABLE listing_key (
    shape INTEGER NOT NULL REFERENCES shape (id),
    key BLOB NOT NULL,
    person BLOB NOT NULL CHECK (length(person) = 16),
    PRIMARY KEY (shape, key, person)
) STRICT, WITHOUT ROWID;
