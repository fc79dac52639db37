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
, person BLOB CHECK (length(person) = 16), has_companions INTEGER NOT NULL DEFAULT 0 CHECK (has_companions IN (0, 1))) STRICT;
CREATE UNIQUE INDEX account_by_key ON account (space, key) WHERE key IS NOT NULL;
CREATE INDEX account_by_person ON account (person, space);
CREATE INDEX account_by_space ON account (space);
CREATE TABLE account_event (
    account INTEGER NOT NULL,
    seq INTEGER NOT NULL REFERENCES event (seq),
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    PRIMARY KEY (account, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE carried_id (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    account INTEGER REFERENCES account (number)
) STRICT, WITHOUT ROWID;
CREATE INDEX carried_id_by_account ON carried_id (account) WHERE account IS NOT NULL;
CREATE TABLE credential (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 20 AND id GLOB 'key_*'),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    vendor TEXT NOT NULL CHECK (vendor <> ''),
    scope TEXT NOT NULL CHECK (scope <> ''),
    role TEXT NOT NULL CHECK (role IN ('reader', 'writer')),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE TABLE decision_member (
    account BLOB NOT NULL CHECK (length(account) = 16),
    decision INTEGER NOT NULL REFERENCES decision (id),
    side INTEGER NOT NULL CHECK (side IN (0, 1)),
    PRIMARY KEY (account, decision, side)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_member_by_decision ON decision_member (decision);
CREATE TABLE discriminator (
    id INTEGER NOT NULL PRIMARY KEY,
    space INTEGER NOT NULL REFERENCES space (id),
    names TEXT NOT NULL CHECK (names = '*' OR json_valid(names)),
    origin TEXT NOT NULL CHECK (origin IN ('rule', 'declared', 'requested', 'walk')),
    state TEXT NOT NULL CHECK (state IN ('building', 'ready')),
    cursor INTEGER NOT NULL CHECK (cursor >= 0),
    UNIQUE (space, names)
) STRICT;
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
CREATE TABLE identifier (
    policy INTEGER NOT NULL,
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
    declared INTEGER NOT NULL CHECK (declared IN (0, 1)),
    account INTEGER NOT NULL CHECK (account >= 1),
    PRIMARY KEY (policy, fingerprint, declared, account)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE listing_key (
    shape INTEGER NOT NULL REFERENCES shape (id),
    key BLOB NOT NULL,
    person BLOB NOT NULL CHECK (length(person) = 16),
    PRIMARY KEY (shape, key, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE match_key (
    discriminator INTEGER NOT NULL REFERENCES discriminator (id),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
    account INTEGER NOT NULL CHECK (account >= 1),
    PRIMARY KEY (discriminator, fingerprint, account)
) STRICT, WITHOUT ROWID;
CREATE TABLE pending (
    account INTEGER NOT NULL PRIMARY KEY
) STRICT;
CREATE TABLE person (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    properties TEXT NOT NULL CHECK (json_valid(properties)),
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE pin (
    account INTEGER NOT NULL REFERENCES account (number),
    name TEXT NOT NULL CHECK (name <> ''),
    value TEXT NOT NULL CHECK (json_valid(value)),
    at INTEGER NOT NULL,
    made_by TEXT,
    because TEXT,
    PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE policy (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL CHECK (version >= 1),
    text TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE TABLE rebuild (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    phase TEXT NOT NULL CHECK (phase IN ('identifiers', 'persons', 'cleaning')),
    cursor INTEGER NOT NULL CHECK (cursor >= 0)
) STRICT;
CREATE TABLE review (
    kind TEXT NOT NULL CHECK (kind IN ('value', 'link', 'possible')),
    subject BLOB NOT NULL CHECK (length(subject) = CASE kind WHEN 'value' THEN 16 ELSE 32 END),
    opened_at INTEGER NOT NULL,
    PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_by_time ON review (opened_at);
CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    accounts INTEGER NOT NULL CHECK (accounts >= 0),
    summary TEXT NOT NULL CHECK (json_valid(summary)),
    undone_at INTEGER
) STRICT;
CREATE TABLE shape (
    id INTEGER NOT NULL PRIMARY KEY,
    definition TEXT NOT NULL UNIQUE CHECK (json_valid(definition)),
    origin TEXT NOT NULL CHECK (origin IN ('declared', 'requested')),
    state TEXT NOT NULL CHECK (state IN ('building', 'ready')),
    cursor BLOB NOT NULL CHECK (length(cursor) = 16)
) STRICT;
CREATE TABLE shared_identifier (
    policy INTEGER NOT NULL,
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
    sharing TEXT NOT NULL CHECK (sharing IN ('usable', 'sharedByDeclared', 'shared')),
    slack INTEGER NOT NULL CHECK (slack >= 0),
    PRIMARY KEY (policy, fingerprint)
) STRICT, WITHOUT ROWID;
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
