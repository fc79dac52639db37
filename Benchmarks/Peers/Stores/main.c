#include "peers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bare_sqlite.h"

person person_at(int64_t number) {
    person made;
    snprintf(made.email, sizeof made.email, "person%lld@example.com", (long long)number);
    snprintf(made.plan, sizeof made.plan, "plan-%lld", (long long)(number % 10));
    snprintf(made.region, sizeof made.region, "region-%lld", (long long)((number + number / 10 % 2) % 10));
    snprintf(made.tags, sizeof made.tags, "{\"email\":\"%s\",\"plan\":\"%s\",\"region\":\"%s\"}", made.email, made.plan, made.region);
    snprintf(made.fields, sizeof made.fields,
             "{\"name\":\"Person Number %lld\",\"plan\":\"professional\",\"locale\":\"en-GB\",\"city\":\"Springfield\","
             "\"source\":\"newsletter\",\"score\":\"%lld\"}", (long long)number, (long long)(number % 100));
    static const uint64_t key[2] = {7, 11};
    uint64_t output[2];
    bare_siphash((const uint8_t *)made.tags, strlen(made.tags), key, output);
    memcpy(made.hash, output, 16);
    return made;
}

int64_t place_of(int64_t index, int64_t size) { return index * 7919 % size; }

void absent_pair(int64_t number, char plan[16], char region[16]) {
    snprintf(plan, 16, "plan-%lld", (long long)(number % 10));
    snprintf(region, 16, "region-%lld", (long long)((number + 5) % 10));
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int ascending(const void *left, const void *right) {
    double difference = *(const double *)left - *(const double *)right;
    return difference < 0 ? -1 : difference > 0;
}

void measure(const char *row, const char *peer, const char *durability, int64_t size, int64_t together, calls body, void *state) {
    enum { MOST = 400 };
    static double rounds[MOST];
    static int64_t index = 0;
    int count = 0;
    double end = seconds() + 1.5;
    do {
        double start = seconds();
        body(state, index, together);
        rounds[count++] = (seconds() - start) / (double)together * 1e9;
        index += together;
    } while (count < MOST && (count < 3 || seconds() < end));
    qsort(rounds, (size_t)count, sizeof *rounds, ascending);
    printf("{\"row\":\"%s\",\"peer\":\"%s\",\"durability\":\"%s\",\"size\":%lld,\"ns\":%.0f}\n", row, peer, durability,
           (long long)size, rounds[count / 2]);
    fflush(stdout);
}

_Noreturn void fail(const char *what, const char *message) {
    fprintf(stderr, "peers: %s: %s\n", what, message);
    exit(1);
}

// peers postgres CONNECTION SIZE | redis SOCKET DURABILITY SIZE | json PATH SIZE | eav PATH SIZE
int main(int count, char **words) {
    if (count == 4 && !strcmp(words[1], "postgres")) measure_postgres(words[2], atoll(words[3]));
    else if (count == 5 && !strcmp(words[1], "redis")) measure_redis(words[2], words[3], atoll(words[4]));
    else if (count == 4 && !strcmp(words[1], "json")) measure_sqlite(words[2], atoll(words[3]), 0);
    else if (count == 4 && !strcmp(words[1], "eav")) measure_sqlite(words[2], atoll(words[3]), 1);
    else fail("usage", "see main.c");
}
