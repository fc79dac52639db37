-- A batch run over the store, and what it found.
CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    accounts INTEGER NOT NULL CHECK (accounts >= 0),
    summary TEXT NOT NULL CHECK (json_valid(summary)),
    undone_at INTEGER
) STRICT;

-- A tie that a run wrote between two accounts, the smaller id first: the newest run's word on the pair.
CREATE TABLE link (
    a BLOB NOT NULL CHECK (length(a) = 16),
    b BLOB NOT NULL CHECK (length(b) = 16 AND a < b),
    run INTEGER NOT NULL REFERENCES run (id),
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'possible')),
    weight REAL NOT NULL,
    probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_by_b ON link (b, a);
CREATE INDEX link_by_run ON link (run);
