// What a user would pick instead, on the same accounts: each peer with its best way of doing each row.
#ifndef PEERS_H
#define PEERS_H

#include <stdint.h>

// The people of the benchmarks' own stores, and their keys.
typedef struct {
    char email[64], plan[16], region[16];
    char tags[192];        // as JSON, names sorted
    char fields[256];      // as JSON
    uint8_t hash[16];      // of the sorted tags
} person;

person person_at(int64_t number);
// The jumping order of the engine's rows.
int64_t place_of(int64_t index, int64_t size);
// A plan and a region that a tenth of the people have each, and nobody both.
void absent_pair(int64_t number, char plan[16], char region[16]);

// Times calls of body(index) in rounds for about a second, and prints a line of JSON: the row, the peer, the median of the
// rounds in nanoseconds a call, and the peer's durability. body does `together` calls at once; it returns how many it found.
typedef int64_t (*calls)(void *state, int64_t first, int64_t together);
void measure(const char *row, const char *peer, const char *durability, int64_t size, int64_t together, calls body, void *state);

void measure_postgres(const char *connection, int64_t size);
void measure_redis(const char *socket, const char *durability, int64_t size);
void measure_sqlite(const char *path, int64_t size, int is_eav);

_Noreturn void fail(const char *what, const char *message);

#endif
