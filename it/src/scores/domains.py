"""Scores taggers of entities by domain: persons, locations and organisations, gold tokens, conlleval's F1.

A row of the table for each bundle, by the program's own [evaluate ner]:
    python3 it/src/scores/domains.py --data ../shared/data [--part dev] [--casing lower] BUNDLE ...
peers.py prints the rows of CoreNLP and spaCy on the same files.
"""

import argparse
import json
import pathlib
import subprocess
import sys

FOUR = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
WNUT = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"}

# Name, folder below the data, labels. Names in Broad Twitter's way, with user names, aren't compared.
DOMAINS = [
    ("gmb-en (news)", "ner/gmb-en", FOUR),
    ("gum-en-ccby", "ner/gum-en-ccby", FOUR),
    ("re-docred-en", "ner/re-docred-en", FOUR),
    ("wikigold", "ner/wikigold", FOUR),
    ("uner-en-ewt", "ner/uner-en-ewt", FOUR),
    ("wnut17", "ner/wnut17", WNUT),
]
TESTB = ("CoNLL-2003 testb", "benchmark-only/conll2003-en/testb.tsv", FOUR)
USER_NAMES = "@.*"


def files(options):
    """Name, file and labels of what is scored."""
    chosen = [(name, f"{folder}/{options.part}.tsv", labels) for name, folder, labels in DOMAINS]
    if options.testb:
        chosen.append(TESTB)
    return [(name, options.data / file, labels) for name, file, labels in chosen]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default="../shared/data", help="folder of the data sets")
    parser.add_argument("--part", choices=["dev", "test"], default="test")
    parser.add_argument("--testb", action="store_true", help="CoNLL-2003 testb, too: a window for the end, not for choices")
    parser.add_argument("--casing", choices=["upper", "lower"], help="all of the text in capitals or in small letters")
    return parser


def heading(options):
    names = [name for name, _, _ in files(options)]
    print("| F1, %s parts%s | %s | mean |" % (
        options.part, f", {options.casing} case" if options.casing else "", " | ".join(names)))
    print("|---" * (len(names) + 2) + "|")


def row(name, scores):
    print("| %s | %s | %.1f |" % (name, " | ".join("%.1f" % f for f in scores), sum(scores) / len(scores)), flush=True)


def evaluate(options, bundle, file, labels):
    """The F1 that the program prints."""
    command = [
        options.command, "evaluate", "ner", "--model", bundle, "--data", str(file), "--json",
        "--label-map", ",".join(f"{a}={b}" for a, b in {**labels, "*": "O"}.items()), "--exclude", USER_NAMES]
    if options.casing:
        command += ["--casing", options.casing]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(f"FAILED: {' '.join(command)}")
    return json.loads(run.stdout)


def main():
    parser = arguments()
    parser.add_argument("--command", default="bin/neural-annotators")
    parser.add_argument("--types", action="store_true", help="a row for each of PER, LOC and ORG, too")
    parser.add_argument("bundle", nargs="+", help="name or path of a bundle")
    options = parser.parse_args()
    heading(options)
    for bundle in options.bundle:
        found = [evaluate(options, bundle, file, labels) for _, file, labels in files(options)]
        row(f"`{bundle}`", [each["f1"] for each in found])
        if options.types:
            for kind in FOUR:
                row(f"`{bundle}` {kind}", [each["perType"].get(kind, {"f1": 0})["f1"] for each in found])


if __name__ == "__main__":
    main()
