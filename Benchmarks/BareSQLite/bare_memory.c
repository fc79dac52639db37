#include "bare_sqlite.h"

#include <stdlib.h>
#include <string.h>

uint64_t *bare_chain(size_t bytes) {
    size_t lines = bytes / 64;
    uint64_t *chain = aligned_alloc(64, lines * 64);
    uint64_t *order = malloc(lines * sizeof *order);
    for (size_t line = 0; line < lines; line++) order[line] = line;
    uint64_t state = 1;
    for (size_t line = lines - 1; line > 0; line--) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        size_t other = (size_t)((state >> 20) % (line + 1));
        uint64_t swapped = order[line];
        order[line] = order[other];
        order[other] = swapped;
    }
    for (size_t line = 0; line < lines; line++) chain[order[line] * 8] = order[(line + 1) % lines] * 8;
    free(order);
    return chain;
}

uint64_t bare_walk(const uint64_t *chain, uint64_t start, int64_t steps) {
    uint64_t place = start;
    for (int64_t step = 0; step < steps; step++) place = chain[place];
    return place;
}

static uint64_t rotated(uint64_t word, int bits) { return word << bits | word >> (64 - bits); }

static void sip_round(uint64_t v[4]) {
    v[0] += v[1]; v[1] = rotated(v[1], 13) ^ v[0]; v[0] = rotated(v[0], 32);
    v[2] += v[3]; v[3] = rotated(v[3], 16) ^ v[2];
    v[0] += v[3]; v[3] = rotated(v[3], 21) ^ v[0];
    v[2] += v[1]; v[1] = rotated(v[1], 17) ^ v[2]; v[2] = rotated(v[2], 32);
}

void bare_siphash(const uint8_t *bytes, size_t count, const uint64_t key[2], uint64_t output[2]) {
    uint64_t v[4] = {key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d ^ 0xee, key[0] ^ 0x6c7967656e657261,
                     key[1] ^ 0x7465646279746573};
    uint64_t word;
    for (size_t place = 0; place + 8 <= count; place += 8) {
        memcpy(&word, bytes + place, 8);
        v[3] ^= word;
        sip_round(v);
        sip_round(v);
        v[0] ^= word;
    }
    word = (uint64_t)count << 56;
    for (size_t left = 0; left < count % 8; left++) word |= (uint64_t)bytes[count / 8 * 8 + left] << (8 * left);
    v[3] ^= word;
    sip_round(v);
    sip_round(v);
    v[0] ^= word;
    v[2] ^= 0xee;
    for (int round = 0; round < 4; round++) sip_round(v);
    output[0] = v[0] ^ v[1] ^ v[2] ^ v[3];
    v[1] ^= 0xdd;
    for (int round = 0; round < 4; round++) sip_round(v);
    output[1] = v[0] ^ v[1] ^ v[2] ^ v[3];
}
