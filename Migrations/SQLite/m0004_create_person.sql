-- A human, under the smallest id that its accounts carry. Everything here is a pure function of the
-- accounts, the decisions, the links, the pins and the policy: no row has a number of its own.
-- properties is the golden record; updated_at the newest effective write of its accounts.
CREATE TABLE person (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    properties TEXT NOT NULL CHECK (json_valid(properties)),
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Whose an account is, and whether that person has other accounts. An account that was here before
-- persons were is a person by itself until it is resolved.
ALTER TABLE account ADD COLUMN person BLOB CHECK (length(person) = 16);
ALTER TABLE account ADD COLUMN has_companions INTEGER NOT NULL DEFAULT 0 CHECK (has_companions IN (0, 1));
UPDATE account SET person = id;
INSERT INTO person (id, properties, updated_at) SELECT id, '{}', updated_at FROM account;
CREATE INDEX account_by_person ON account (person, space);

-- Ids that outlived their account: which account carries them now, NULL for a tombstone. The id of a
-- living account is its own.
CREATE TABLE carried_id (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    account INTEGER REFERENCES account (number)
) STRICT, WITHOUT ROWID;
CREATE INDEX carried_id_by_account ON carried_id (account) WHERE account IS NOT NULL;

-- (policy's version, keyed hash of an identifier's kind and normalised value) -> its carriers, those
-- that the company's own systems vouch for first. No plain value: an erased e-mail is gone with its
-- account. A new policy has rows of its own, so that writes go on while a rebuild makes them. No
-- foreign key on account, for the reason that match_key gives.
CREATE TABLE identifier (
    policy INTEGER NOT NULL,
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
    declared INTEGER NOT NULL CHECK (declared IN (0, 1)),
    account INTEGER NOT NULL CHECK (account >= 1),
    PRIMARY KEY (policy, fingerprint, declared, account)
) STRICT, WITHOUT ROWID;

-- Identifiers with more carriers than the policy's sharedAbove: whether they still are evidence, and
-- how many changes of their carriers cannot change that answer.
CREATE TABLE shared_identifier (
    policy INTEGER NOT NULL,
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
    sharing TEXT NOT NULL CHECK (sharing IN ('usable', 'sharedByDeclared', 'shared')),
    slack INTEGER NOT NULL CHECK (slack >= 0),
    PRIMARY KEY (policy, fingerprint)
) STRICT, WITHOUT ROWID;

-- Accounts whose persons are not resolved yet, because there is more of it than one write may do.
CREATE TABLE pending (
    account INTEGER NOT NULL PRIMARY KEY
) STRICT;

-- The rebuild under way, if there is one: its phase, and the last account that the phase has done.
CREATE TABLE rebuild (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    phase TEXT NOT NULL CHECK (phase IN ('identifiers', 'persons', 'cleaning')),
    cursor INTEGER NOT NULL CHECK (cursor >= 0)
) STRICT;
INSERT INTO rebuild (id, phase, cursor) SELECT 1, 'identifiers', 0 WHERE EXISTS (SELECT 1 FROM account);
