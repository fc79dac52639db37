#include "bare_sqlite.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bare_store {
    sqlite3 *database;
    sqlite3_stmt *probe;
    sqlite3_stmt *begin;
    sqlite3_stmt *commit;
    sqlite3_stmt *insert_account;
    sqlite3_stmt *insert_key;
    sqlite3_stmt *page;
    sqlite3_stmt *scan;
    uint64_t counter;
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
    check(sqlite3_step(statement) == SQLITE_DONE, store, "step");
    sqlite3_reset(statement);
}

bare_store *bare_open(const char *path, int64_t cache_bytes, int is_durable) {
    bare_store *store = calloc(1, sizeof(bare_store));
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    check(sqlite3_open_v2(path, &store->database, flags, NULL) == SQLITE_OK, store, "open");
    char pragmas[256];
    snprintf(pragmas, sizeof pragmas,
             "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
             "PRAGMA cache_size = -%lld; PRAGMA synchronous = %s;",
             (long long)(cache_bytes / 1024), is_durable ? "FULL" : "NORMAL");
    check(sqlite3_exec(store->database, pragmas, NULL, NULL, NULL) == SQLITE_OK, store, "pragmas");
    store->probe = prepare(store,
                           "SELECT a.number, a.id, a.key, a.fields, a.field_times, a.set_once, a.created_at,"
                           " a.updated_at, a.version, a.space FROM match_key k JOIN account a ON a.number = k.account"
                           " WHERE k.discriminator = ?1 AND k.fingerprint = ?2 ORDER BY k.account LIMIT 2");
    store->begin = prepare(store, "BEGIN IMMEDIATE");
    store->commit = prepare(store, "COMMIT");
    store->insert_account = prepare(store,
                                    "INSERT INTO account (id, space, key, fields, created_at, updated_at, version)"
                                    " VALUES (?1, 1, NULL, ?2, ?3, ?3, 1)");
    store->insert_key = prepare(store, "INSERT INTO match_key (discriminator, fingerprint, account) VALUES (?1, ?2, ?3)");
    store->page = prepare(store,
                          "SELECT p.id, p.updated_at, p.properties FROM listing_key k JOIN person p ON p.id = k.person"
                          " WHERE k.shape = ?1 AND (k.key, k.person) >= (?2, ?3) ORDER BY k.key, k.person LIMIT ?4");
    store->scan = prepare(store, "SELECT id, updated_at, properties FROM person ORDER BY id");
    return store;
}

void bare_close(bare_store *store) {
    sqlite3_finalize(store->probe);
    sqlite3_finalize(store->begin);
    sqlite3_finalize(store->commit);
    sqlite3_finalize(store->insert_account);
    sqlite3_finalize(store->insert_key);
    sqlite3_finalize(store->page);
    sqlite3_finalize(store->scan);
    sqlite3_close(store->database);
    free(store);
}

int64_t bare_sample_keys(bare_store *store, uint8_t *keys, int64_t count, int64_t *discriminator) {
    // By account: fingerprints are random, so the order of accounts jumps about the table of fingerprints.
    sqlite3_stmt *all = prepare(store, "SELECT fingerprint, discriminator FROM match_key ORDER BY account LIMIT ?1");
    sqlite3_bind_int64(all, 1, count);
    int64_t found = 0;
    while (sqlite3_step(all) == SQLITE_ROW) {
        memcpy(keys + 16 * found++, sqlite3_column_blob(all, 0), 16);
        *discriminator = sqlite3_column_int64(all, 1);
    }
    sqlite3_finalize(all);
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
        size_t used = 0;
        for (int column = 1; column <= 5; column++) {
            const void *bytes = sqlite3_column_blob(probe, column);
            size_t length = (size_t)sqlite3_column_bytes(probe, column);
            if (bytes && used + length <= sizeof store->row) memcpy(store->row + used, bytes, length);
            used += length;
        }
        for (int column = 6; column <= 9; column++) store->counter += (uint64_t)sqlite3_column_int64(probe, column);
    }
    sqlite3_reset(probe);
    return number;
}

// SplitMix64: as scattered as fingerprints are.
static uint64_t scrambled(uint64_t *counter) {
    uint64_t mixed = (*counter += 0x9e3779b97f4a7c15);
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
}

void bare_insert(bare_store *store, int64_t discriminator, int64_t count, const char *fields, size_t length) {
    run(store, store->begin);
    for (int64_t index = 0; index < count; index++) {
        uint64_t id[2] = {__builtin_bswap64(1699335116000ull << 16 | (scrambled(&store->counter) & 0xffff)),
                          scrambled(&store->counter)};
        uint64_t key[2] = {scrambled(&store->counter), scrambled(&store->counter)};
        sqlite3_bind_blob(store->insert_account, 1, id, 16, SQLITE_STATIC);
        sqlite3_bind_text(store->insert_account, 2, fields, (int)length, SQLITE_STATIC);
        sqlite3_bind_int64(store->insert_account, 3, 1699335116000);
        run(store, store->insert_account);
        sqlite3_bind_int64(store->insert_key, 1, discriminator);
        sqlite3_bind_blob(store->insert_key, 2, key, 16, SQLITE_STATIC);
        sqlite3_bind_int64(store->insert_key, 3, sqlite3_last_insert_rowid(store->database));
        run(store, store->insert_key);
    }
    run(store, store->commit);
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
