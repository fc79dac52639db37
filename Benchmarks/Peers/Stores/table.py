"""Prints the peers' rows beside Concord's: table.py RESULTS SIZE."""
import json
import sys
from pathlib import Path


def figure(nanoseconds):
    if nanoseconds is None:
        return "-"
    for unit, size in (("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.1f} {unit}"
    return f"{nanoseconds:.0f} ns"


def main():
    folder, size = Path(sys.argv[1]), int(sys.argv[2])
    concord = {}
    for part in (folder / "parts").glob("*.json"):
        row = json.loads(part.read_text())
        if row["size"] == size:
            concord[row["row"]] = row["ns"]
    lines = [["row", "store", "a call", "Concord's", "times Concord's", "durability"]]
    for text in (folder / "peers.jsonl").read_text().splitlines():
        peer = json.loads(text)
        own = concord.get(peer["row"])
        times = "-" if own is None else f"{peer['ns'] / own:.2f}"
        lines.append([peer["row"], peer["peer"], figure(peer["ns"]), figure(own), times, peer["durability"]])
    lines[1:] = sorted(lines[1:])
    widths = [max(len(line[column]) for line in lines) for column in range(6)]
    for line in lines:
        print("  ".join(cell.rjust(width) if 2 <= column <= 4 else cell.ljust(width)
                        for column, (cell, width) in enumerate(zip(line, widths))))


main()
