"""Prints the peers' rows beside Concord's, with a reason where Concord is behind: table.py RESULTS.

Each size has its line, so that the growth of a peer's cost shows. The matcher in memory stands beside the store's own answer.
"""
import json
import sys
from pathlib import Path

CREATION = "a creation is nine rows in Concord: the account, its fingerprints, identifiers, person and history; {} here"
ALONE = "; each flush takes the 15 pages of the log that they change"
MATCH = {
    "PostgreSQL 15": "many calls share a round trip and its waiting",
    "Redis 7": "many calls share a round trip, and all of it is in memory",
    "SQLite, EAV": "C on the statement itself, for lists that its author knew",
    "SQLite, json_each": "C on the statement itself, for lists that its author knew; the first of many is found early",
}
REASONS = {
    "match by a list, absent": MATCH,
    "match by a list, selective": MATCH,
    "match by a list, unselective and ambiguous": MATCH,
    "match by all tags": MATCH,
    "unchanged upsert": {store: f"{why}; finds the row and compares nothing" for store, why in MATCH.items()},
}
HEADER = ["row", "store", "accounts", "a call", "Concord's", "in memory", "times Concord's", "durability",
          "where Concord is behind"]
ROWS_OF_A_CREATION = {
    "PostgreSQL 15": "one, under two more indexes",
    "Redis 7": "five keys",
    "SQLite, EAV": "four, and no history",
    "SQLite, json_each": "one",
}


def figure(nanoseconds):
    if nanoseconds is None:
        return "-"
    for unit, size in (("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.1f} {unit}"
    return f"{nanoseconds:.0f} ns"


def reason(row, store):
    store = store.removesuffix(", oldest first")
    if "create" in row:
        return CREATION.format(ROWS_OF_A_CREATION[store]) + (ALONE if row == "durable create by 1" else "")
    return REASONS[row][store]


def cells(peer, own, resident):
    line = [peer["row"], peer["peer"], f"{peer['size']:,}", figure(peer["ns"]), figure(own), figure(resident)]
    if own is None:
        return line + ["-", peer["durability"], ""]
    times = peer["ns"] / own
    behind = "" if times >= 1 else f"{own / peer['ns']:.1f} times the peer's: {reason(peer['row'], peer['peer'])}"
    return line + [f"{times:.2f}", peer["durability"], behind]


def main():
    folder = Path(sys.argv[1])
    concord = {}
    for part in (folder / "parts").glob("*.json"):
        row = json.loads(part.read_text())
        concord[row["row"], row["size"]] = row["ns"]
    peers = [json.loads(text) for text in (folder / "peers.jsonl").read_text().splitlines()]
    lines = [HEADER]
    for peer in sorted(peers, key=lambda peer: (peer["row"], peer["peer"], peer["durability"], peer["size"])):
        row, size = peer["row"], peer["size"]
        resident = concord.get(("memory: " + row.replace("all tags", "three tags"), size))
        lines.append(cells(peer, concord.get((row, size)), resident))
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADER))]
    for line in lines:
        print("  ".join(cell.rjust(width) if 2 <= column <= 6 else cell.ljust(width)
                        for column, (cell, width) in enumerate(zip(line, widths))).rstrip())


main()
