// The baseline: what a careful C programmer would do on the same tables with the same pragmas, and no more. Every
// statement is prepared once. The file is one that the engine has made, so schema and content are the engine's own.
#ifndef BARE_SQLITE_H
#define BARE_SQLITE_H

#include <stddef.h>
#include <stdint.h>

typedef struct bare_store bare_store;

// Opens a database of the engine with the pragmas of its connections; is_durable: synchronous FULL, else NORMAL.
bare_store *bare_open(const char *path, int64_t cache_bytes, int is_durable);
void bare_close(bare_store *store);

// Fills keys with the fingerprints of up to count accounts, 16 bytes each, in an order that jumps about the table.
// Returns how many there are, and the discriminator that they belong to.
int64_t bare_sample_keys(bare_store *store, uint8_t *keys, int64_t count, int64_t *discriminator);

// One autocommitted probe for a fingerprint, and the row of the account that it finds, copied out column by column.
// Returns the account's number, or 0.
int64_t bare_probe(bare_store *store, int64_t discriminator, const uint8_t *key);

// Inserts count accounts in one transaction: the account's row and its match key, with keys from a counter that is
// scrambled. fields is the JSON of each.
void bare_insert(bare_store *store, int64_t discriminator, int64_t count, const char *fields, size_t length);

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
