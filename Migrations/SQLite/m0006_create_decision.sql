-- A human's word on two sets of accounts. It stands while ended_at is NULL; a newer one on the same
-- sides ends it (replaced_by), or a withdrawal does.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('same', 'different')),
    made_at INTEGER NOT NULL,
    made_by TEXT,
    because TEXT,
    ended_at INTEGER CHECK (ended_at IS NOT NULL OR (ended_by IS NULL AND replaced_by IS NULL)),
    ended_by TEXT,
    ended_because TEXT,
    replaced_by INTEGER REFERENCES decision (id)
) STRICT;

-- The sides, by account id and not by number: an erased account is a bare id and keeps its decisions.
CREATE TABLE decision_member (
    account BLOB NOT NULL CHECK (length(account) = 16),
    decision INTEGER NOT NULL REFERENCES decision (id),
    side INTEGER NOT NULL CHECK (side IN (0, 1)),
    PRIMARY KEY (account, decision, side)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_member_by_decision ON decision_member (decision);

-- A value that a human set for a person's golden record. It goes where its account goes.
CREATE TABLE pin (
    account INTEGER NOT NULL REFERENCES account (number),
    name TEXT NOT NULL CHECK (name <> ''),
    value TEXT NOT NULL CHECK (json_valid(value)),
    at INTEGER NOT NULL,
    made_by TEXT,
    because TEXT,
    PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

-- What wants a human's eye: an identifier that would join what may not be joined, a link that was
-- refused, a link that is only possible. subject is the identifier's fingerprint or the two ids.
CREATE TABLE review (
    kind TEXT NOT NULL CHECK (kind IN ('value', 'link', 'possible')),
    subject BLOB NOT NULL CHECK (length(subject) = CASE kind WHEN 'value' THEN 16 ELSE 32 END),
    opened_at INTEGER NOT NULL,
    PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_by_time ON review (opened_at);
