// PostgreSQL: tags as jsonb under a GIN index, and a unique hash of all of them; prepared statements, results in binary, and
// pipelines, in which many calls share a round trip.
#include "peers.h"

#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CALLERS = 64 };
static const char INSERT[] = "INSERT INTO people (hash, tags, fields) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING";

typedef struct {
    PGconn *connection, *callers[CALLERS];
    int64_t size, next;
    int is_absent, is_one_transaction;
    const char *statement;
    char *(*tags)(int64_t);
} state;

static void execute(state *of, const char *sql) {
    PGresult *result = PQexec(of->connection, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(sql, PQerrorMessage(of->connection));
    PQclear(result);
}

static void prepare(PGconn *connection, const char *name, const char *sql) {
    PGresult *result = PQprepare(connection, name, sql, 0, NULL);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) fail(sql, PQerrorMessage(connection));
    PQclear(result);
}

static PGconn *opened(const char *where) {
    PGconn *connection = PQconnectdb(where);
    if (PQstatus(connection) != CONNECTION_OK) fail("connect", PQerrorMessage(connection));
    return connection;
}

// The answers of `count` statements of a pipeline, and of as many syncs.
static int64_t drain(state *of, int64_t syncs) {
    int64_t rows = 0;
    while (syncs > 0) {
        PGresult *result = PQgetResult(of->connection);
        if (!result) continue;
        ExecStatusType status = PQresultStatus(result);
        if (status == PGRES_TUPLES_OK) rows += PQntuples(result);
        else if (status == PGRES_PIPELINE_SYNC) syncs--;
        else if (status != PGRES_COMMAND_OK) fail("pipeline", PQerrorMessage(of->connection));
        PQclear(result);
    }
    return rows;
}

static void send_text(state *of, const char *name, const char *value) {
    const char *values[] = {value};
    if (!PQsendQueryPrepared(of->connection, name, 1, values, NULL, NULL, 1)) fail(name, PQerrorMessage(of->connection));
}

static void send_hash(state *of, const person *made) {
    const char *values[] = {(const char *)made->hash};
    int lengths[] = {16}, formats[] = {1};
    if (!PQsendQueryPrepared(of->connection, "by_hash", 1, values, lengths, formats, 1))
        fail("by_hash", PQerrorMessage(of->connection));
}

static void send_insert(PGconn *connection, int64_t number) {
    person made = person_at(number);
    const char *values[] = {(const char *)made.hash, made.tags, made.fields};
    int lengths[] = {16, 0, 0}, formats[] = {1, 0, 0};
    if (!PQsendQueryPrepared(connection, "insert", 3, values, lengths, formats, 1)) fail("insert", PQerrorMessage(connection));
}

static int64_t match_all(void *given, int64_t first, int64_t together) {
    state *of = given;
    for (int64_t index = first; index < first + together; index++) {
        person made = person_at(place_of(index, of->size));
        send_hash(of, &made);
    }
    PQpipelineSync(of->connection);
    return drain(of, 1);
}

static int64_t match_email(void *given, int64_t first, int64_t together) {
    state *of = given;
    for (int64_t index = first; index < first + together; index++) {
        char tags[128];
        snprintf(tags, sizeof tags, "{\"email\":\"%s\"}", person_at(place_of(index, of->size)).email);
        send_text(of, of->statement, tags);
    }
    PQpipelineSync(of->connection);
    return drain(of, 1);
}

static int64_t match_pair(void *given, int64_t first, int64_t together) {
    state *of = given;
    for (int64_t index = first; index < first + together; index++) {
        person made = person_at(place_of(index, of->size));
        if (of->is_absent) absent_pair(index, made.plan, made.region);
        char tags[128];
        snprintf(tags, sizeof tags, "{\"plan\":\"%s\",\"region\":\"%s\"}", made.plan, made.region);
        send_text(of, of->statement, tags);
    }
    PQpipelineSync(of->connection);
    return drain(of, 1);
}

static int64_t create(void *given, int64_t first, int64_t together) {
    state *of = given;
    (void)first;
    for (int64_t index = 0; index < together; index++) {
        send_insert(of->connection, of->next++);
        // A sync ends a transaction: at the end of the batch, or after each call.
        if (!of->is_one_transaction) PQpipelineSync(of->connection);
    }
    if (of->is_one_transaction) PQpipelineSync(of->connection);
    return drain(of, of->is_one_transaction ? 1 : together);
}

// Whether the whole answer of a connection's one statement has come.
static int is_answered(PGconn *connection) {
    if (!PQconsumeInput(connection)) fail("insert", PQerrorMessage(connection));
    while (!PQisBusy(connection)) {
        PGresult *result = PQgetResult(connection);
        if (!result) return 1;
        if (PQresultStatus(result) != PGRES_COMMAND_OK) fail("insert", PQerrorMessage(connection));
        PQclear(result);
    }
    return 0;
}

// Callers that each wait for their answer before they send the next creation, on connections of their own: the server lets
// commits that come together share a flush.
static int64_t create_by_callers(void *given, int64_t first, int64_t together) {
    state *of = given;
    (void)first;
    struct pollfd waiting[CALLERS];
    int64_t sent = 0, answered = 0;
    for (; sent < CALLERS; sent++) {
        waiting[sent] = (struct pollfd){.fd = PQsocket(of->callers[sent]), .events = POLLIN};
        send_insert(of->callers[sent], of->next++);
    }
    while (answered < together) {
        if (poll(waiting, CALLERS, -1) < 0) fail("poll", "interrupted");
        for (int caller = 0; caller < CALLERS; caller++) {
            if (!waiting[caller].revents || !is_answered(of->callers[caller])) continue;
            answered++;
            if (sent == together) {
                waiting[caller].fd = -1;
                continue;
            }
            send_insert(of->callers[caller], of->next++);
            sent++;
        }
    }
    return answered;
}

static void fill(state *of) {
    execute(of, "SET synchronous_commit = off");
    of->is_one_transaction = 1;
    PQenterPipelineMode(of->connection);
    while (of->next < of->size) create(of, 0, of->size - of->next < 1000 ? of->size - of->next : 1000);
    PQexitPipelineMode(of->connection);
    execute(of, "CREATE INDEX people_by_tags ON people USING gin (tags jsonb_path_ops)");
    execute(of, "VACUUM ANALYZE people");
    execute(of, "CHECKPOINT");
    execute(of, "SET synchronous_commit = on");
}

void measure_postgres(const char *connection, int64_t size) {
    state of = {.connection = opened(connection), .size = size};
    const char *durability = "each commit flushed", *peer = "PostgreSQL 15", *ordered = "PostgreSQL 15, oldest first";
    execute(&of, "DROP TABLE IF EXISTS people");
    execute(&of, "CREATE TABLE people (id bigserial PRIMARY KEY, hash bytea NOT NULL UNIQUE, tags jsonb NOT NULL,"
                 " fields jsonb NOT NULL)");
    prepare(of.connection, "insert", INSERT);
    prepare(of.connection, "by_hash", "SELECT id, tags, fields FROM people WHERE hash = $1");
    // With a limit the planner hopes to meet a match early and reads the table: best where there are many. Without one, or behind
    // a fence, it takes the index: best where there are few or none. Each row gets the better one.
    prepare(of.connection, "all", "SELECT id, tags, fields FROM people WHERE tags @> $1");
    prepare(of.connection, "fenced", "SELECT * FROM (SELECT id, tags, fields FROM people WHERE tags @> $1 OFFSET 0) found"
                           " ORDER BY id LIMIT 1");
    prepare(of.connection, "any", "SELECT id, tags, fields FROM people WHERE tags @> $1 LIMIT 1");
    prepare(of.connection, "oldest", "SELECT id, tags, fields FROM people WHERE tags @> $1 ORDER BY id LIMIT 1");
    fill(&of);
    PQenterPipelineMode(of.connection);
    measure("match by all tags", peer, durability, size, 1000, match_all, &of);
    measure("unchanged upsert", peer, durability, size, 1000, match_all, &of);
    for (int pass = 0; pass < 2; pass++) {
        of.statement = pass ? "fenced" : "all";
        of.is_absent = 0;
        measure("match by a list, selective", pass ? ordered : peer, durability, size, 1000, match_email, &of);
        of.statement = pass ? "oldest" : "any";
        measure("match by a list, unselective and ambiguous", pass ? ordered : peer, durability, size, 4, match_pair, &of);
        of.statement = pass ? "fenced" : "all";
        of.is_absent = 1;
        measure("match by a list, absent", pass ? ordered : peer, durability, size, 4, match_pair, &of);
    }
    measure("create in batch", peer, durability, size, 1000, create, &of);
    of.is_one_transaction = 0;
    measure("durable create by 1", peer, durability, size, 1, create, &of);
    for (int caller = 0; caller < CALLERS; caller++) prepare(of.callers[caller] = opened(connection), "insert", INSERT);
    measure("durable create by 64", peer, durability, size, 1000, create_by_callers, &of);
    for (int caller = 0; caller < CALLERS; caller++) PQfinish(of.callers[caller]);
    PQfinish(of.connection);
}
