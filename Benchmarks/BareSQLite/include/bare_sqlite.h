// The baselines: what a careful C programmer would do, and no more. For the store the same tables with the same pragmas, each
// statement prepared once, every row that the engine writes; the file is one that the engine has made.
#ifndef BARE_SQLITE_H
#define BARE_SQLITE_H

#include <stddef.h>
#include <stdint.h>

typedef struct bare_store bare_store;

// Opens a database of the engine with the pragmas of its connections; is_durable: synchronous FULL, else NORMAL.
bare_store *bare_open(const char *path, int64_t cache_bytes, int is_durable);
void bare_close(bare_store *store);

// The discriminator with these names, as the table has them, or 0.
int64_t bare_discriminator(bare_store *store, const char *names);

// Fills keys with the fingerprints of up to count accounts, 16 bytes each, in an order that jumps about the table. Returns how
// many there are.
int64_t bare_sample_keys(bare_store *store, int64_t discriminator, uint8_t *keys, int64_t count);

// One autocommitted probe for a fingerprint, and the row of the account that it finds, copied out column by column.
// Returns the account's number, or 0.
int64_t bare_probe(bare_store *store, int64_t discriminator, const uint8_t *key);

// What an account is written with: its JSON and its golden record, and a value for each of its identifiers.
typedef struct {
    const char *fields;
    const char *properties;
    const char *before;
} bare_account;

// Writes count new accounts in one transaction, all rows of each, with keys from a counter that is scrambled.
void bare_insert(bare_store *store, const bare_account *account, int64_t count);

// Probes for a fingerprint and changes the account that it finds, all rows that this changes, in the open transaction.
void bare_change(bare_store *store, const bare_account *account, int64_t discriminator, const uint8_t *key);
void bare_begin(bare_store *store);
void bare_commit(bare_store *store);

// How many rows a table has.
int64_t bare_count(bare_store *store, const char *table);

// A milliseconds more for each flush that SQLite does from now on; 0 for none. The first call comes before SQLite's first use.
void bare_slow_flushes(int milliseconds);

// A table of cache lines, each with the place of the next, in a random cycle; and a walk along it, each access waiting
// for the one before it. Returns where the walk ends.
uint64_t *bare_chain(size_t bytes);
uint64_t bare_walk(const uint64_t *chain, uint64_t start, int64_t steps);

// SipHash-2-4 with 128 bits of output, of bytes that lie in a row, by the authors' reference.
void bare_siphash(const uint8_t *bytes, size_t count, const uint64_t key[2], uint64_t output[2]);

// A row of listing_key.
typedef struct bare_place {
    uint8_t key[512];
    int64_t length;
    uint8_t person_id[16];
} bare_place;

// Finds the row of a shape at an offset from its first one.
void bare_find_place(bare_store *store, int64_t shape, int64_t offset, bare_place *place);

// A page of a listing from a place on: the rows of the persons, copied out column by column. Returns how many bytes.
int64_t bare_page(bare_store *store, int64_t shape, const bare_place *place, int64_t limit);

// Copies out every row of person. Returns how many bytes.
int64_t bare_scan(bare_store *store);

#endif
