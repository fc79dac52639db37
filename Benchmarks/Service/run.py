#!/usr/bin/env python3
"""Holds the service against a bare Hummingbird handler of the same JSON, under wrk with 64 connections.

In one run and in turns: calls for known users on both servers, and durable creates; medians count. Then a minute of load for
the memory. Usage: run.py CONCORD BARE [PARTS], the folder to leave rows for the report in; the exit code is 1 when a limit is
not kept.
"""

import concurrent.futures
import http.client
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
CONNECTIONS, THREADS = 64, 2
KNOWN, WRITERS = 10_000, 16
# The two servers take turns, and so does which of them is first.
PAIRS, PAIR_SECONDS = 5, 5
CREATES, CREATE_SECONDS = 3, 8
# Far more than comes: every request is counted, as in production, and none is refused.
RATE_LIMIT = "1000000"


class Server:
    """A process that listens on a port, and its memory."""

    def __init__(self, arguments, port):
        self.port = port
        self.process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
        while not self.answers():
            if self.process.poll() is not None:
                sys.exit("%s has ended" % arguments[0])
            time.sleep(0.05)

    def answers(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/")
            connection.getresponse().read()
            return True
        except OSError:
            return False

    def mebibytes(self):
        with open("/proc/%d/status" % self.process.pid) as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def load(self, key, kind, value, seconds):
        """What wrk measured: calls, calls a second, p50 and p99 in milliseconds."""
        command = ["wrk", "-t%d" % THREADS, "-c%d" % CONNECTIONS, "-d%ds" % seconds, "-s", HERE + "/requests.lua"]
        url = "http://127.0.0.1:%d" % self.port
        output = subprocess.run(command + [url, "--", key, kind, str(value)], stdout=subprocess.PIPE, check=True)
        measured = json.loads(output.stdout.splitlines()[-1])
        if measured["errors"]:
            sys.exit("%d calls failed" % measured["errors"])
        return measured

    def known(self, key, seconds=PAIR_SECONDS):
        return self.load(key, "known", KNOWN, seconds)

    def stop(self):
        self.process.terminate()
        return self.process.wait(timeout=30)


def register(port, key):
    """Makes the known users, from several connections, which share commits."""
    headers = {"authorization": "Bearer " + key, "x-bot-id": "support", "content-type": "application/json"}

    def register_some(first):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for number in range(first, KNOWN, WRITERS):
            body = json.dumps({"tags": {"email": "p%d@example.com" % number}, "name": "Ada Lovelace"})
            connection.request("POST", "/v1/chat/users/get-or-create", body, headers)
            if not json.load(connection.getresponse())["meta"]["created"]:
                sys.exit("A user was there before")

    with concurrent.futures.ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(register_some, range(WRITERS)))


def accounts(database):
    connection = sqlite3.connect(database)
    try:
        return connection.execute("SELECT count(*) FROM account").fetchone()[0]
    finally:
        connection.close()


def check(database, made):
    """Every create that wrk has counted made an account, and no other call did: but for those that wrk left under way."""
    beyond = accounts(database) - KNOWN - made
    if not 0 <= beyond <= CREATES * CONNECTIONS:
        sys.exit("%d accounts more than were answered" % beyond)


def memory(service, key):
    """The memory after a quarter of a minute of load, and after the minute."""
    before = [service.known(key, 15), service.mebibytes()][1]
    service.known(key, 45)
    return before, service.mebibytes()


def measure(concord, bare, folder):
    database = os.path.join(folder, "people.db")
    add = [concord, "key", "add", "--database", database, "--vendor", "botpress", "--scope", "support"]
    key = json.loads(subprocess.run(add, stdout=subprocess.PIPE, check=True).stdout)["key"]
    serve = ["serve", "--database", database, "--port", "8082", "--rate-limit", RATE_LIMIT]
    servers = [Server([bare, "8081"], 8081), Server([concord] + serve, 8082)]
    try:
        register(8082, key)
        for server in servers:
            server.known(key, 1)
        pairs = []
        for number in range(PAIRS):
            order = servers if number % 2 == 0 else servers[::-1]
            measured = [server.known(key) for server in order]
            pairs.append(measured if number % 2 == 0 else measured[::-1])
        creates = [servers[1].load(key, "new", "round%d" % number, CREATE_SECONDS) for number in range(CREATES)]
        check(database, sum(round["calls"] for round in creates))
        results = [[pair[0] for pair in pairs], [pair[1] for pair in pairs], creates], memory(servers[1], key)
    finally:
        ends = [server.stop() for server in servers]
    if ends[1] != 0:
        sys.exit("The service ended with %d" % ends[1])
    return results


def report(rows, before, after):
    median = lambda row, name: statistics.median(measured[name] for measured in rows[row])
    print("%-28s %12s %9s %9s" % ("", "calls/s", "p50 ms", "p99 ms"))
    for row, label in enumerate(["bare handler", "known users", "durable creates"]):
        print("%-28s %12.0f %9.2f %9.2f" % (label, *(median(row, name) for name in ("rate", "p50", "p99"))))
    limits = [
        ("known users' rate to bare", median(1, "rate") / median(0, "rate"), ">=", 0.6),
        ("known users' p99 to bare", median(1, "p99") / median(0, "p99"), "<=", 2),
        ("durable creates a second", median(2, "rate"), ">=", 5_000),
        ("memory after 60 s to 15 s", after / before, "<=", 1.05),
    ]
    kept = [value >= limit if sign == ">=" else value <= limit for _, value, sign, limit in limits]
    print("memory: %.1f MiB after 15 s of load, %.1f MiB after 60 s" % (before, after))
    for (label, value, sign, limit), good in zip(limits, kept):
        print("%-28s %12.2f  %s %g: %s" % (label, value, sign, limit, "kept" if good else "MISSED"))
    return all(kept)


def leave(rows, folder):
    """Leaves the rows as the other benchmarks do: nanoseconds a call, of 64 connections together."""
    bare, known, creates = ([1e9 / measured["rate"] for measured in row] for row in rows)
    ratios = [ours / theirs for ours, theirs in zip(known, bare)]
    keys = ("row", "size", "ns", "baseline", "baseline_ns", "ratio")
    median = statistics.median
    limit = 1e9 / 5_000
    for row in [
        ("service: get-or-create of known users", KNOWN, median(known), "a bare Hummingbird handler", median(bare), median(ratios)),
        ("service: durable create", KNOWN, median(creates), "the limit, 5,000 a second", limit, median(creates) / limit),
    ]:
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "%s.json" % row[0]), "w") as file:
            json.dump(dict(zip(keys, row)), file)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        rows, (before, after) = measure(sys.argv[1], sys.argv[2], folder)
    if len(sys.argv) > 3:
        leave(rows, sys.argv[3])
    sys.exit(0 if report(rows, before, after) else 1)
