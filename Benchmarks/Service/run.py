#!/usr/bin/env python3
"""Holds the service against a bare Hummingbird handler of the same JSON, under wrk with 64 connections: three rounds, of which the
medians count, and a minute of load for the memory. Usage: run.py CONCORD BARE; the exit code is 1 when a limit is not kept.
"""

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
CONNECTIONS, THREADS, ROUNDS, SECONDS = 64, 2, 3, 8
KNOWN = 10_000


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

    def load(self, key, kind, value, seconds=SECONDS):
        """What wrk measured: calls a second, p50 and p99 in milliseconds."""
        command = ["wrk", "-t%d" % THREADS, "-c%d" % CONNECTIONS, "-d%ds" % seconds, "-s", HERE + "/requests.lua"]
        url = "http://127.0.0.1:%d" % self.port
        output = subprocess.run(command + [url, "--", key, kind, str(value)], stdout=subprocess.PIPE, check=True)
        measured = json.loads(output.stdout.splitlines()[-1])
        if measured["errors"]:
            sys.exit("%d calls failed" % measured["errors"])
        return measured

    def stop(self):
        self.process.terminate()
        self.process.wait()


def register(port, key):
    """Makes the known users."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"authorization": "Bearer " + key, "x-bot-id": "support", "content-type": "application/json"}
    for number in range(KNOWN):
        body = json.dumps({"tags": {"email": "p%d@example.com" % number}, "name": "Ada Lovelace"})
        connection.request("POST", "/v1/chat/users/get-or-create", body, headers)
        connection.getresponse().read()


def memory(service, key):
    """The memory after a quarter of a minute of load, and after the minute."""
    before = [service.load(key, "known", KNOWN, 15), service.mebibytes()][1]
    service.load(key, "known", KNOWN, 45)
    return before, service.mebibytes()


def measure(concord, bare, folder):
    database = os.path.join(folder, "people.db")
    add = [concord, "key", "add", "--database", database, "--vendor", "botpress", "--scope", "support"]
    key = json.loads(subprocess.run(add, stdout=subprocess.PIPE, check=True).stdout)["key"]
    serve = ["serve", "--database", database, "--port", "8082", "--rate-limit", "0", "--log-level", "warning"]
    servers = [Server([bare, "8081"], 8081), Server([concord] + serve, 8082)]
    try:
        register(8082, key)
        rounds = [
            (
                servers[0].load(key, "known", KNOWN),
                servers[1].load(key, "known", KNOWN),
                servers[1].load(key, "new", "round%d" % number),
            )
            for number in range(ROUNDS)
        ]
        return rounds, memory(servers[1], key)
    finally:
        for server in servers:
            server.stop()


def report(rounds, before, after):
    median = lambda row, name: statistics.median(measured[row][name] for measured in rounds)
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


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        rounds, (before, after) = measure(sys.argv[1], sys.argv[2], folder)
    sys.exit(0 if report(rounds, before, after) else 1)
