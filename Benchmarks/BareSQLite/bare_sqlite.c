#include "bare_sqlite.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// One row of a write: its statement, what its own number becomes (n, s, or nothing), and what is bound to ?1, ?2 …, a letter each:
//   i  the account's id           n  its number            f  its fields as JSON   g  its golden record
//   k  a fingerprint of its own   t  the time              s  the newest event's number
//   b  what a change replaced     0-9 a fingerprint that every tenth account shares
// Whoever makes the engine write another row adds a line: the run compares the tables' sizes with the engine's.
typedef struct {
    const char *sql;
    const char *bindings;
    char gives;
} row;

static const row CREATION[] = {
    {"INSERT INTO account (id, space, key, fields, created_at, updated_at, version, person)"
     " VALUES (?1, 1, NULL, ?2, ?3, ?3, 1, ?1)", "ift", 'n'},
    {"INSERT INTO match_key (discriminator, fingerprint, account)"
     " SELECT id, ?1, ?2 FROM discriminator WHERE names = '*'", "kn", 0},
    {"INSERT INTO match_key (discriminator, fingerprint, account)"
     " SELECT id, ?1, ?2 FROM discriminator WHERE names = '[\"email\"]'", "kn", 0},
    {"INSERT INTO match_key (discriminator, fingerprint, account)"
     " SELECT id, ?1, ?2 FROM discriminator WHERE names = '[\"plan\",\"region\"]'", "0n", 0},
    {"INSERT INTO event (at, kind, accounts, person) VALUES (?1, 'account.created', ?2, ?2)", "ti", 's'},
    {"INSERT INTO account_event (account, seq) VALUES (?1, ?2)", "ns", 0},
    {"INSERT INTO event (at, kind, accounts, person) VALUES (?1, 'person.created', ?2, ?2)", "ti", 's'},
    {"INSERT INTO identifier (policy, fingerprint, declared, account) VALUES (1, ?1, 1, ?2)", "kn", 0},
    {"INSERT INTO person (id, properties, updated_at) VALUES (?1, ?2, ?3)", "igt", 0},
};

static const row CHANGE[] = {
    {"UPDATE account SET fields = ?1, field_times = '{\"properties\":{\"score\":1}}', updated_at = ?2,"
     " version = version + 1 WHERE number = ?3", "ftn", 0},
    {"INSERT INTO event (at, kind, accounts, person) VALUES (?1, 'account.updated', ?2, ?2)", "ti", 's'},
    {"INSERT INTO account_event (account, seq, before) VALUES (?1, ?2, ?3)", "nsb", 0},
    {"UPDATE person SET properties = ?1, updated_at = ?2 WHERE id = ?3", "gti", 0},
};

enum { CREATION_ROWS = sizeof CREATION / sizeof *CREATION, CHANGE_ROWS = sizeof CHANGE / sizeof *CHANGE };

struct bare_store {
    sqlite3 *database;
    sqlite3_stmt *probe;
    sqlite3_stmt *begin;
    sqlite3_stmt *commit;
    sqlite3_stmt *page;
    sqlite3_stmt *scan;
    sqlite3_stmt *creation[CREATION_ROWS];
    sqlite3_stmt *change[CHANGE_ROWS];
    uint64_t counter;
    uint64_t id[2];
    int64_t number;
    int64_t event;
    char row[65536];
};

static void check(int ok, bare_store *store, const char *what) {
    if (ok) return;
    fprintf(stderr, "bare SQLite: %s: %s\n", what, sqlite3_errmsg(store->database));
    abort();
}

static sqlite3_stmt *prepare(bare_store *store, const char *sql) {
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v3(store->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    check(code == SQLITE_OK, store, sql);
    return statement;
}

static void run(bare_store *store, sqlite3_stmt *statement) {
    check(sqlite3_step(statement) == SQLITE_DONE, store, sqlite3_sql(statement));
    sqlite3_reset(statement);
}

// The first number of a query without arguments.
static int64_t number(bare_store *store, const char *sql) {
    sqlite3_stmt *statement = prepare(store, sql);
    int64_t result = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return result;
}

bare_store *bare_open(const char *path, int64_t cache_bytes, int is_durable) {
    bare_store *store = calloc(1, sizeof(bare_store));
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    check(sqlite3_open_v2(path, &store->database, flags, NULL) == SQLITE_OK, store, "open");
    char pragmas[256];
    snprintf(pragmas, sizeof pragmas,
             "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
             "PRAGMA cache_size = -%lld; PRAGMA synchronous = %s; PRAGMA wal_autocheckpoint = 8000;",
             (long long)(cache_bytes / 1024), is_durable ? "FULL" : "NORMAL");
    check(sqlite3_exec(store->database, pragmas, NULL, NULL, NULL) == SQLITE_OK, store, "pragmas");
    store->probe = prepare(store,
                           "SELECT a.number, a.id, a.key, a.fields, a.field_times, a.set_once, a.person, a.created_at,"
                           " a.updated_at, a.version, a.space, a.has_companions"
                           " FROM match_key k JOIN account a ON a.number = k.account"
                           " WHERE k.discriminator = ?1 AND k.fingerprint = ?2 ORDER BY k.account LIMIT 2");
    store->begin = prepare(store, "BEGIN IMMEDIATE");
    store->commit = prepare(store, "COMMIT");
    store->page = prepare(store,
                          "SELECT p.id, p.updated_at, p.properties FROM listing_key k JOIN person p ON p.id = k.person"
                          " WHERE k.shape = ?1 AND (k.key, k.person) >= (?2, ?3) ORDER BY k.key, k.person LIMIT ?4");
    store->scan = prepare(store, "SELECT id, updated_at, properties FROM person ORDER BY id");
    for (int index = 0; index < CREATION_ROWS; index++) store->creation[index] = prepare(store, CREATION[index].sql);
    for (int index = 0; index < CHANGE_ROWS; index++) store->change[index] = prepare(store, CHANGE[index].sql);
    // Another beginning in each run, so that a file that is used again gets other keys.
    store->counter = (uint64_t)number(store, "SELECT coalesce(max(seq), 0) FROM event") << 20;
    return store;
}

void bare_close(bare_store *store) {
    sqlite3_finalize(store->probe);
    sqlite3_finalize(store->begin);
    sqlite3_finalize(store->commit);
    sqlite3_finalize(store->page);
    sqlite3_finalize(store->scan);
    for (int index = 0; index < CREATION_ROWS; index++) sqlite3_finalize(store->creation[index]);
    for (int index = 0; index < CHANGE_ROWS; index++) sqlite3_finalize(store->change[index]);
    sqlite3_close(store->database);
    free(store);
}

int64_t bare_discriminator(bare_store *store, const char *names) {
    sqlite3_stmt *finding = prepare(store, "SELECT id FROM discriminator WHERE names = ?1");
    sqlite3_bind_text(finding, 1, names, -1, SQLITE_STATIC);
    int64_t id = sqlite3_step(finding) == SQLITE_ROW ? sqlite3_column_int64(finding, 0) : 0;
    sqlite3_finalize(finding);
    return id;
}

int64_t bare_count(bare_store *store, const char *table) {
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    return number(store, sql);
}

// SplitMix64: as scattered as fingerprints are.
static uint64_t scrambled(uint64_t *counter) {
    uint64_t mixed = (*counter += 0x9e3779b97f4a7c15);
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
}

int64_t bare_sample_keys(bare_store *store, int64_t discriminator, uint8_t *keys, int64_t count) {
    int64_t step = number(store, "SELECT max(number) FROM account") / count;
    sqlite3_stmt *all = prepare(store, "SELECT fingerprint FROM match_key WHERE discriminator = ?1 AND account % ?2 = 0");
    sqlite3_bind_int64(all, 1, discriminator);
    sqlite3_bind_int64(all, 2, step > 1 ? step : 1);
    int64_t found = 0;
    while (found < count && sqlite3_step(all) == SQLITE_ROW) memcpy(keys + 16 * found++, sqlite3_column_blob(all, 0), 16);
    sqlite3_finalize(all);
    for (int64_t index = found - 1; index > 0; index--) {
        uint8_t swapped[16];
        int64_t other = (int64_t)(scrambled(&store->counter) % (uint64_t)(index + 1));
        memcpy(swapped, keys + 16 * index, 16);
        memcpy(keys + 16 * index, keys + 16 * other, 16);
        memcpy(keys + 16 * other, swapped, 16);
    }
    return found;
}

int64_t bare_probe(bare_store *store, int64_t discriminator, const uint8_t *key) {
    sqlite3_stmt *probe = store->probe;
    sqlite3_bind_int64(probe, 1, discriminator);
    sqlite3_bind_blob(probe, 2, key, 16, SQLITE_STATIC);
    int64_t number = 0;
    while (sqlite3_step(probe) == SQLITE_ROW) {
        if (number) continue;
        number = sqlite3_column_int64(probe, 0);
        memcpy(store->id, sqlite3_column_blob(probe, 1), 16);
        size_t used = 0;
        for (int column = 1; column <= 6; column++) {
            const void *bytes = sqlite3_column_blob(probe, column);
            size_t length = (size_t)sqlite3_column_bytes(probe, column);
            if (bytes && used + length <= sizeof store->row) memcpy(store->row + used, bytes, length);
            used += length;
        }
        for (int column = 7; column <= 11; column++) store->counter += (uint64_t)sqlite3_column_int64(probe, column);
    }
    sqlite3_reset(probe);
    return number;
}

// Writes the rows of one account. The first row of a creation gives the account's number.
static void write_rows(bare_store *store, const row *rows, sqlite3_stmt **statements, int count, const bare_account *account) {
    for (int index = 0; index < count; index++) {
        sqlite3_stmt *statement = statements[index];
        uint64_t keys[8][2];
        for (int place = 0; rows[index].bindings[place]; place++) {
            char letter = rows[index].bindings[place];
            switch (letter) {
            case 'i': sqlite3_bind_blob(statement, place + 1, store->id, 16, SQLITE_STATIC); break;
            case 'n': sqlite3_bind_int64(statement, place + 1, store->number); break;
            case 'f': sqlite3_bind_text(statement, place + 1, account->fields, -1, SQLITE_STATIC); break;
            case 'g': sqlite3_bind_text(statement, place + 1, account->properties, -1, SQLITE_STATIC); break;
            case 'b': sqlite3_bind_text(statement, place + 1, account->before, -1, SQLITE_STATIC); break;
            case 't': sqlite3_bind_int64(statement, place + 1, 1899335116000); break;
            case 's': sqlite3_bind_int64(statement, place + 1, store->event); break;
            case 'k':
                keys[place][0] = scrambled(&store->counter);
                keys[place][1] = scrambled(&store->counter);
                sqlite3_bind_blob(statement, place + 1, keys[place], 16, SQLITE_STATIC);
                break;
            default:
                keys[place][0] = keys[place][1] = (uint64_t)letter * 0x9e3779b97f4a7c15 + (uint64_t)store->number % 10;
                sqlite3_bind_blob(statement, place + 1, keys[place], 16, SQLITE_STATIC);
            }
        }
        run(store, statement);
        if (rows[index].gives == 'n') store->number = sqlite3_last_insert_rowid(store->database);
        if (rows[index].gives == 's') store->event = sqlite3_last_insert_rowid(store->database);
    }
}

void bare_begin(bare_store *store) { run(store, store->begin); }
void bare_commit(bare_store *store) { run(store, store->commit); }

void bare_insert(bare_store *store, const bare_account *account, int64_t count) {
    bare_begin(store);
    for (int64_t index = 0; index < count; index++) {
        store->id[0] = __builtin_bswap64(1899335116000ull << 16 | (scrambled(&store->counter) & 0xffff));
        store->id[1] = scrambled(&store->counter);
        write_rows(store, CREATION, store->creation, CREATION_ROWS, account);
    }
    bare_commit(store);
}

void bare_change(bare_store *store, const bare_account *account, int64_t discriminator, const uint8_t *key) {
    store->number = bare_probe(store, discriminator, key);
    write_rows(store, CHANGE, store->change, CHANGE_ROWS, account);
}

void bare_find_place(bare_store *store, int64_t shape, int64_t offset, bare_place *place) {
    sqlite3_stmt *statement =
        prepare(store, "SELECT key, person FROM listing_key WHERE shape = ?1 ORDER BY key, person LIMIT 1 OFFSET ?2");
    sqlite3_bind_int64(statement, 1, shape);
    sqlite3_bind_int64(statement, 2, offset);
    check(sqlite3_step(statement) == SQLITE_ROW, store, "place");
    place->length = sqlite3_column_bytes(statement, 0);
    check(place->length <= (int64_t)sizeof place->key, store, "key");
    memcpy(place->key, sqlite3_column_blob(statement, 0), (size_t)place->length);
    memcpy(place->person_id, sqlite3_column_blob(statement, 1), 16);
    sqlite3_finalize(statement);
}

static int64_t copy_persons(bare_store *store, sqlite3_stmt *statement) {
    int64_t copied = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        memcpy(store->row, sqlite3_column_blob(statement, 0), 16);
        int64_t time = sqlite3_column_int64(statement, 1);
        memcpy(store->row + 16, &time, sizeof time);
        const unsigned char *text = sqlite3_column_text(statement, 2);
        int length = sqlite3_column_bytes(statement, 2);
        memcpy(store->row + 24, text, (size_t)length);
        copied += 24 + length;
    }
    sqlite3_reset(statement);
    return copied;
}

int64_t bare_page(bare_store *store, int64_t shape, const bare_place *place, int64_t limit) {
    sqlite3_bind_int64(store->page, 1, shape);
    sqlite3_bind_blob(store->page, 2, place->key, (int)place->length, SQLITE_STATIC);
    sqlite3_bind_blob(store->page, 3, place->person_id, 16, SQLITE_STATIC);
    sqlite3_bind_int64(store->page, 4, limit);
    return copy_persons(store, store->page);
}

int64_t bare_scan(bare_store *store) { return copy_persons(store, store->scan); }
