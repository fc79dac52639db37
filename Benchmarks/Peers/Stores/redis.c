// Redis: get-or-create as one script, the person as a hash, a set of people for each tag; calls are pipelined.
#include "peers.h"

#include <hiredis/hiredis.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SCRIPT[] =
    "local id = redis.call('GET', KEYS[1])\n"
    "if id then return {id, redis.call('HGET', 'person:' .. id, 'fields')} end\n"
    "id = redis.call('INCR', 'people')\n"
    "redis.call('SET', KEYS[1], id)\n"
    "redis.call('HSET', 'person:' .. id, 'tags', ARGV[1], 'fields', ARGV[2])\n"
    "redis.call('SADD', KEYS[2], id) redis.call('SADD', KEYS[3], id) redis.call('SADD', KEYS[4], id)\n"
    "return {id}";

typedef struct {
    redisContext *context;
    char script[64];
    int64_t size, next;
    int is_absent;
} state;

static int64_t drain(state *of, int64_t count) {
    int64_t found = 0;
    for (int64_t index = 0; index < count; index++) {
        redisReply *reply;
        if (redisGetReply(of->context, (void **)&reply) != REDIS_OK) fail("reply", of->context->errstr);
        if (reply->type == REDIS_REPLY_ERROR) fail("reply", reply->str);
        found += reply->type != REDIS_REPLY_NIL && !(reply->type == REDIS_REPLY_ARRAY && reply->elements == 0);
        freeReplyObject(reply);
    }
    return found;
}

static void send_upsert(state *of, int64_t number) {
    person made = person_at(number);
    redisAppendCommand(of->context, "EVALSHA %s 4 all:%b email:%s plan:%s region:%s %s %s", of->script, made.hash, (size_t)16,
                       made.email, made.plan, made.region, made.tags, made.fields);
}

static int64_t upsert(void *given, int64_t first, int64_t together) {
    state *of = given;
    for (int64_t index = first; index < first + together; index++) send_upsert(of, place_of(index, of->size));
    return drain(of, together);
}

static int64_t create(void *given, int64_t first, int64_t together) {
    state *of = given;
    (void)first;
    for (int64_t index = 0; index < together; index++) send_upsert(of, of->next++);
    return drain(of, together);
}

static int64_t match_email(void *given, int64_t first, int64_t together) {
    state *of = given;
    for (int64_t index = first; index < first + together; index++)
        redisAppendCommand(of->context, "SMEMBERS email:%s", person_at(place_of(index, of->size)).email);
    return drain(of, together);
}

static int64_t match_pair(void *given, int64_t first, int64_t together) {
    state *of = given;
    for (int64_t index = first; index < first + together; index++) {
        person made = person_at(place_of(index, of->size));
        if (of->is_absent) absent_pair(index, made.plan, made.region);
        redisAppendCommand(of->context, "SINTER plan:%s region:%s", made.plan, made.region);
    }
    return drain(of, together);
}

void measure_redis(const char *socket, const char *durability, int64_t size) {
    state of = {.context = redisConnectUnix(socket), .size = size};
    if (!of.context || of.context->err) fail(socket, of.context ? of.context->errstr : "no memory");
    redisReply *reply = redisCommand(of.context, "SCRIPT LOAD %s", SCRIPT);
    if (!reply || reply->type != REDIS_REPLY_STRING) fail("SCRIPT LOAD", of.context->errstr);
    snprintf(of.script, sizeof of.script, "%s", reply->str);
    freeReplyObject(reply);
    while (of.next < size) create(&of, 0, size - of.next < 1000 ? size - of.next : 1000);
    measure("match by all tags", "Redis 7", durability, size, 1000, upsert, &of);
    measure("unchanged upsert", "Redis 7", durability, size, 1000, upsert, &of);
    measure("match by a list, selective", "Redis 7", durability, size, 1000, match_email, &of);
    measure("match by a list, unselective and ambiguous", "Redis 7", durability, size, 1, match_pair, &of);
    of.is_absent = 1;
    measure("match by a list, absent", "Redis 7", durability, size, 1, match_pair, &of);
    measure("create in batch", "Redis 7", durability, size, 1000, create, &of);
    measure("durable create by 1", "Redis 7", durability, size, 1, create, &of);
    // What the server reads in one turn of its loop shares a flush, whoever sent it.
    measure("durable create by 64", "Redis 7", durability, size, 64, create, &of);
}
