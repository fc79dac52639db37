"""Prints what concord and Splink printed about one file as a table.

The seconds are those from the file to the clusters; judging them by the truth is counted for neither.
"""

import json
import sys

LINE = "{:<28}{:>10}{:>10}{:>11}{:>10}{:>10}"


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def show(name, seconds, memory, measures):
    print(LINE.format(name, seconds, memory, *(f"{measures[key]:.4f}" for key in ("precision", "recall", "f1"))))


def main():
    ours, theirs = (load(path) for path in sys.argv[1:])
    seconds = ours["seconds"]["total"] - ours["seconds"]["evaluate"]
    print(f"{ours['rows']:,} rows")
    print(LINE.format("", "seconds", "GB", "precision", "recall", "F1"))
    show("concord, as it comes", f"{seconds:.1f}", f"{ours['peak_memory_bytes'] / 1e9:.2f}", ours["truth"]["pairwise"])
    for index, row in enumerate(theirs["thresholds"]):
        # Time and memory are those of the run; the thresholds after the first only cut its clusters anew.
        cost = (f"{theirs['seconds']:.1f}", f"{theirs['peak_memory_bytes'] / 1e9:.2f}") if index == 0 else ("", "")
        show(f"Splink, threshold {row['threshold']}", *cost, row)
    print(f"concord is {theirs['seconds'] / seconds:.1f} times as fast and takes "
          f"{theirs['peak_memory_bytes'] / ours['peak_memory_bytes']:.1f} times less memory")


if __name__ == "__main__":
    main()
