"""Links a file of people with Splink and prints, as JSON, time, peak memory and the pairwise measures of the clusters.

The settings are what Splink's documentation recommends for people: name, e-mail and date comparisons with term frequencies, u
from random pairs, EM over two blocking rules. Junk values are left in, as they are for concord; --junk names values that are
taken out by hand first.
"""

import argparse
import collections
import json
import resource
import time

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

FIELDS = ["first_name", "last_name", "email", "phone", "date_of_birth", "city", "postcode", "company"]


def read(path, junk):
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    for field in FIELDS:
        frame[field] = frame[field].str.lower().str.strip()
    digits = frame["phone"].str.replace(r"\D", "", regex=True)
    frame["phone"] = digits.str[-9:]
    frame = frame.replace({value: "" for value in junk} | {"": None})
    return frame.rename(columns={"record_id": "unique_id"})


def settings():
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "last_name"),
            cl.EmailComparison("email"),
            cl.ExactMatch("phone").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True),
            cl.JaroWinklerAtThresholds("city", [0.9]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
            cl.ExactMatch("company").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("email"),
            block_on("phone"),
            block_on("first_name", "last_name"),
            block_on("last_name", "date_of_birth"),
            block_on("first_name", "date_of_birth"),
            block_on("last_name", "postcode"),
            block_on("first_name", "city", "company"),
        ],
    )


def measures(clusters):
    """Pairwise precision, recall and F1 of the clusters."""

    def pairs(keys):
        return sum(n * (n - 1) // 2 for n in collections.Counter(keys).values())

    found = pairs(clusters["cluster_id"])
    real = pairs(clusters["entity_id"])
    both = pairs(zip(clusters["cluster_id"], clusters["entity_id"]))
    precision, recall = both / max(1, found), both / max(1, real)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--junk", nargs="*", default=[])
    parser.add_argument("--thresholds", nargs="*", type=float, default=[0.5, 0.9, 0.99, 0.999])
    arguments = parser.parse_args()
    start = time.perf_counter()
    frame = read(arguments.file, arguments.junk)
    api = DuckDBAPI()
    linker = Linker(api.register(frame), settings(), log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(
        [block_on("email", "last_name"), block_on("phone", "last_name")], recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("first_name", "last_name"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("email"))
    predictions = linker.inference.predict(threshold_match_probability=min(arguments.thresholds))
    results = []
    for threshold in arguments.thresholds:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold)
        if threshold == arguments.thresholds[0]:
            seconds = time.perf_counter() - start
        results.append((threshold, clusters.as_pandas_dataframe()))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    thresholds = [
        dict(zip(("threshold", "precision", "recall", "f1"), (threshold, *measures(clusters))))
        for threshold, clusters in results
    ]
    print(json.dumps({"rows": len(frame), "seconds": seconds, "peak_memory_bytes": memory, "thresholds": thresholds}))


if __name__ == "__main__":
    main()
