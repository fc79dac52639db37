#!/usr/bin/env python3
"""Links every data set of the evaluation table with `concord dedupe` and prints one table: precision, recall and F1 of the
clusters by pairs, the largest cluster beside the largest true one, seconds and memory.

Usage: run.py CONCORD PEOPLE [DATA]

CONCORD is the command, PEOPLE the command that prints people of the project's generator (PEOPLE COUNT SEED), DATA the folder of
the evaluation files, which are not part of the project; without it, or for a file that is not there, the row is skipped and
said so. CONCORD_SIZES=100000,1000000,10000000 chooses the numbers of generated people. No threshold and no kind is given: all
runs are those of a newcomer, but for the columns that name rows, sources and the truth.
"""

import json
import os
import subprocess
import sys
import tempfile

# File, options, and what is told apart in the name of the row.
FILES = [
    ("cross_vendor_20k.csv", [], ""),
    ("historical_50k.csv", [], ""),
    ("historical_50k.csv", ["--ignore", "postcode_fake"], "without postcode_fake"),
    ("febrl3.csv", [], ""),
    ("febrl3.csv", ["--ignore", "soc_sec_id"], "without soc_sec_id"),
    ("febrl4.csv", ["--clean-source", "4a", "--clean-source", "4b"], ""),
    ("febrl4.csv", ["--clean-source", "4a", "--clean-source", "4b", "--ignore", "soc_sec_id"], "without soc_sec_id"),
    ("fake_1000.csv", [], ""),
    ("senzing_truthset.csv", [], ""),
]
LINE = "{:<42}{:>11}{:>10}{:>10}{:>10}{:>14}{:>10}{:>10}"


def link(concord, path, options):
    command = [concord, "dedupe", path, "--id", "record_id", "--source", "source", "--truth", "entity_id", *options]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def show(name, result):
    truth = result["truth"]
    pairs = truth["pairwise"]
    print(
        LINE.format(
            name,
            f"{result['rows']:,}",
            f"{pairs['precision']:.4f}",
            f"{pairs['recall']:.4f}",
            f"{pairs['f1']:.4f}",
            f"{truth['largest_cluster']} / {truth['largest_true']}",
            f"{result['seconds']['total']:.2f}",
            f"{result['peak_memory_bytes'] / 1e9:.2f}",
        ),
        flush=True,
    )


def main():
    concord, people, *rest = sys.argv[1:]
    data = rest[0] if rest else ""
    print(LINE.format("data", "rows", "precision", "recall", "F1", "largest/true", "seconds", "GB"))
    for file, options, note in FILES:
        name = f"{file[:-4]} {note}".strip()
        path = os.path.join(data, file)
        if os.path.exists(path):
            show(name, link(concord, path, options))
        else:
            print(f"{name:<42} skipped: {file} is not in the folder of evaluation data")
    for size in os.environ.get("CONCORD_SIZES", "100000,1000000").split(","):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "people.csv")
            with open(path, "wb") as file:
                subprocess.run([people, size, "1"], check=True, stdout=file)
            show(f"generated people, {int(size):,}", link(concord, path, []))


if __name__ == "__main__":
    main()
