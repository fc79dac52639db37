-- What happened, without gaps: a row is never changed and never deleted. accounts holds ids of 16
-- bytes each. person is whom it happened to, other the person that it went into.
CREATE TABLE event (
    seq INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'account.created', 'account.updated', 'account.erased',
        'person.created', 'person.joined', 'person.split', 'person.erased',
        'review.opened', 'review.closed', 'decision.made', 'decision.withdrawn',
        'run.linked', 'run.undone', 'policy.changed'
    )),
    accounts BLOB NOT NULL CHECK (length(accounts) % 16 = 0),
    person BLOB CHECK (length(person) = 16),
    other BLOB CHECK (length(other) = 16),
    reason TEXT
) STRICT;

-- An account's events, and what each of them changed in it. Erasing an account deletes its rows;
-- the events stay.
CREATE TABLE account_event (
    account INTEGER NOT NULL,
    seq INTEGER NOT NULL REFERENCES event (seq),
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    PRIMARY KEY (account, seq)
) STRICT, WITHOUT ROWID;
