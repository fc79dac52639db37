// SQLite by hand: tags as JSON searched with json_each, or a table of entities, attributes and values with an index.
#include "peers.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    sqlite3 *database;
    sqlite3_stmt *by_hash, *by_pair, *by_email, *insert, *tag;
    int64_t size, next;
    int is_absent;
} state;

static sqlite3_stmt *prepare(state *of, const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(of->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        fail(sql, sqlite3_errmsg(of->database));
    return statement;
}

static void execute(state *of, const char *sql) {
    if (sqlite3_exec(of->database, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql, sqlite3_errmsg(of->database));
}

static void text(sqlite3_stmt *statement, int place, const char *value) {
    sqlite3_bind_text(statement, place, value, -1, SQLITE_TRANSIENT);
}

static int64_t found(sqlite3_stmt *statement) {
    int64_t id = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    for (int column = 1; id && column < 3; column++) (void)sqlite3_column_text(statement, column);
    sqlite3_reset(statement);
    return id;
}

static void insert(state *of, int64_t number) {
    person made = person_at(number);
    sqlite3_bind_blob(of->insert, 1, made.hash, 16, SQLITE_TRANSIENT);
    text(of->insert, 2, made.tags);
    text(of->insert, 3, made.fields);
    sqlite3_step(of->insert);
    sqlite3_reset(of->insert);
    if (!of->tag) return;
    int64_t id = sqlite3_last_insert_rowid(of->database);
    const char *pairs[3][2] = {{"email", made.email}, {"plan", made.plan}, {"region", made.region}};
    for (int index = 0; index < 3; index++) {
        text(of->tag, 1, pairs[index][0]);
        text(of->tag, 2, pairs[index][1]);
        sqlite3_bind_int64(of->tag, 3, id);
        sqlite3_step(of->tag);
        sqlite3_reset(of->tag);
    }
}

static int64_t match_all(void *given, int64_t first, int64_t together) {
    state *of = given;
    int64_t count = 0;
    for (int64_t index = first; index < first + together; index++) {
        person made = person_at(place_of(index, of->size));
        sqlite3_bind_blob(of->by_hash, 1, made.hash, 16, SQLITE_TRANSIENT);
        count += found(of->by_hash) > 0;
    }
    return count;
}

static int64_t match_email(void *given, int64_t first, int64_t together) {
    state *of = given;
    int64_t count = 0;
    for (int64_t index = first; index < first + together; index++) {
        text(of->by_email, 1, person_at(place_of(index, of->size)).email);
        count += found(of->by_email) > 0;
    }
    return count;
}

static int64_t match_pair(void *given, int64_t first, int64_t together) {
    state *of = given;
    int64_t count = 0;
    for (int64_t index = first; index < first + together; index++) {
        person made = person_at(place_of(index, of->size));
        if (of->is_absent) absent_pair(index, made.plan, made.region);
        text(of->by_pair, 1, made.plan);
        text(of->by_pair, 2, made.region);
        count += found(of->by_pair) > 0;
    }
    return count;
}

static int64_t create(void *given, int64_t first, int64_t together) {
    state *of = given;
    (void)first;
    execute(of, "BEGIN IMMEDIATE");
    for (int64_t index = 0; index < together; index++) insert(of, of->next++);
    execute(of, "COMMIT");
    return together;
}

void measure_sqlite(const char *path, int64_t size, int is_eav) {
    state of = {.size = size, .next = size};
    const char *peer = is_eav ? "SQLite, EAV" : "SQLite, json_each", *durability = "each commit flushed";
    if (sqlite3_open(path, &of.database) != SQLITE_OK) fail(path, sqlite3_errmsg(of.database));
    execute(&of, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;"
                 "CREATE TABLE people (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, tags TEXT NOT NULL,"
                 " fields TEXT NOT NULL) STRICT;"
                 "CREATE TABLE tag (name TEXT NOT NULL, value TEXT NOT NULL, person INTEGER NOT NULL,"
                 " PRIMARY KEY (name, value, person)) STRICT, WITHOUT ROWID;");
    of.insert = prepare(&of, "INSERT INTO people (hash, tags, fields) VALUES (?1, ?2, ?3)");
    if (is_eav) of.tag = prepare(&of, "INSERT INTO tag (name, value, person) VALUES (?1, ?2, ?3)");
    of.by_hash = prepare(&of, "SELECT id, tags, fields FROM people WHERE hash = ?1");
    of.by_email = prepare(&of, is_eav
        ? "SELECT p.id, p.tags, p.fields FROM tag t JOIN people p ON p.id = t.person WHERE t.name = 'email' AND t.value = ?1"
          " ORDER BY t.person LIMIT 1"
        : "SELECT p.id, p.tags, p.fields FROM people p, json_each(p.tags) e WHERE e.key = 'email' AND e.value = ?1"
          " ORDER BY p.id LIMIT 1");
    of.by_pair = prepare(&of, is_eav
        ? "SELECT p.id, p.tags, p.fields FROM tag a JOIN tag b ON b.person = a.person JOIN people p ON p.id = a.person"
          " WHERE a.name = 'plan' AND a.value = ?1 AND b.name = 'region' AND b.value = ?2 ORDER BY a.person LIMIT 1"
        : "SELECT p.id, p.tags, p.fields FROM people p, json_each(p.tags) a, json_each(p.tags) b WHERE a.key = 'plan'"
          " AND a.value = ?1 AND b.key = 'region' AND b.value = ?2 ORDER BY p.id LIMIT 1");
    execute(&of, "BEGIN");
    for (int64_t number = 0; number < size; number++) insert(&of, number);
    execute(&of, "COMMIT");
    execute(&of, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous = FULL; ANALYZE;");
    measure("match by all tags", peer, durability, size, 1000, match_all, &of);
    measure("unchanged upsert", peer, durability, size, 1000, match_all, &of);
    measure("match by a list, selective", peer, durability, size, is_eav ? 1000 : 1, match_email, &of);
    measure("match by a list, unselective and ambiguous", peer, durability, size, 10, match_pair, &of);
    of.is_absent = 1;
    measure("match by a list, absent", peer, durability, size, 1, match_pair, &of);
    measure("create in batch", peer, durability, size, 1000, create, &of);
    measure("durable create by 1", peer, durability, size, 1, create, &of);
    // The best of a queue in front of the one writer: all callers in a transaction.
    measure("durable create by 64", peer, durability, size, 64, create, &of);
}
