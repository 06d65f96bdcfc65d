"""Restores the text that the bundle en-tokens was trained on from the tokens of UD English EWT.

The treebank says where blanks stand and paragraphs begin. A file of its tokens and tags doesn't,
and it was all there was when the shipped weights were trained. So this script sets blanks by rules
and writes the train part four times: once as the rules say, three times with slips as people make
them. Paragraphs begin by chance, as often as they do in the published text of the dev part.

    python3 resources/training/en_tokens_text.py ud-en-ewt.train.tsv en_ewt-ud-train.conllu

reads token<TAB>UPOS<TAB>XPOS with a blank line behind each sentence and writes CoNLL-U. It needs
Python 3 and nothing else; neither the project nor its build needs it. Each run writes the same:
sha256 6984a47b1f13bde085a4cb91f8aea92e6d96e1a2203da4f24d17acce38e7f591
Whoever has the published en_ewt-ud-train.conllu trains on that instead.
"""
import argparse
import itertools
import random
import sys
from collections import Counter
from typing import NamedTuple

COPIES = 4


class Token(NamedTuple):
    form: str
    upos: str
    tag: str  # XPOS, of the Penn Treebank

    @property
    def lower(self):
        return self.form.lower()

    @property
    def is_dots(self):
        return len(self.form) > 1 and set(self.form) == {"."}


NOTHING = Token("", "", "")


# ---- Blanks by rules ----

CURRENCIES = {"$", "£", "€"}
QUANTITIES = {"m", "bn", "mm"}
ARROWS = {"<<", ">>"}  # tagged as brackets, but words of their own
CONTRACTIONS = {"n't", "'s", "'ll", "'ve", "'re", "'d", "'m", "nt", "`s"}
BARE_VERBS = {"s", "m", "ll", "ve", "re", "d"}  # contractions without their apostrophe
SPLIT_WORDS = {  # one word in the text, two in the treebank
    ("can", "not"),
    ("gon", "na"),
    ("wan", "na"),
    ("got", "ta"),
    ("out", "ta"),
    ("let", "s"),
    ("you", "r"),
    ("thei", "r"),
}


def is_joining(token):
    """Whether a mark has a blank on neither side."""
    return token.tag == "HYPH" or token.form == "/"  # well-known, and/or


def is_closing(token):
    """Whether a mark has no blank before it."""
    return (
        token.tag == "." and token.upos == "PUNCT"  # ends a sentence
        or token.form in {"?", "!"}  # the same, whatever the tag
        or token.is_dots  # so..
        or token.tag == "," and token.form in {",", ";", "."}  # but not a dash with that tag
        or token.tag == ":" and token.form == ":"  # the same
        or token.tag == "-RRB-" and token.form not in ARROWS  # (so)
        or token.tag == "''"  # "so"
        or token.form == "%"  # 5%
        or is_joining(token)
    )


def is_opening(token):
    """Whether a mark has no blank behind it."""
    return (
        token.tag == "-LRB-" and token.form not in ARROWS  # (so)
        or token.tag == "``"  # "so"
        or token.tag == "$"  # US$5
        or token.form in CURRENCIES  # $5, whatever the tag
        or is_joining(token)
    )


def is_word_end(left, right):
    """Whether the right token is written as the end of the left one."""
    return (
        right.tag == "POS"  # the dog's
        or right.lower.replace("’", "'") in CONTRACTIONS  # don't
        or right.lower in BARE_VERBS and right.upos in {"AUX", "VERB"}  # its so
        or (left.lower, right.lower) in SPLIT_WORDS  # gonna
        or right.lower in QUANTITIES and right.tag == "CD"  # 70m
        or left.form == "#" and right.tag == "CD"  # #1
    )


def is_range(left, dash, right):
    """Whether a dash stands for `to` between numbers, as in 10-12."""
    is_dash = dash.form == "-" and dash.tag == "SYM"
    return is_dash and left.form[-1:].isdigit() and right.form[:1].isdigit()


def is_joined(before, left, right, after):
    """Whether there is no blank between left and right; the others show if it is a range."""
    if left.tag == ":" and right.tag == "''":
        return False  # behind a dash or a colon it opens a quotation, whatever its tag
    return (
        is_closing(right)
        or is_opening(left)
        or is_word_end(left, right)
        or is_range(left, right, after)
        or is_range(before, left, right)
    )


def gaps_of(sentence):
    """Whether a blank is before each token, and behind the last one."""
    padded = [NOTHING, *sentence, NOTHING, NOTHING]
    joined = [is_joined(*padded[i : i + 4]) for i in range(len(sentence) - 1)]
    return [True, *(not j for j in joined), True]


# ---- Slips: what people write instead ----


class Dice(random.Random):
    """Chance that each run repeats."""

    def chance(self, probability):
        return self.random() < probability


CARELESSNESS = {"weblog": 0.3, "email": 0.3, "newsgroup": 1.0, "answers": 1.0, "reviews": 1.0}
DASHES = {"-", "--", "---"}
SMILEY_EYES = ":;="


def slip(sentence, gaps, carelessness, dice):
    """Changes the gaps of a sentence here and there."""
    for i, token in enumerate(sentence):
        slip_at_mark(token, i, gaps, carelessness, dice)
        if i + 1 < len(sentence):
            slip_at_word(token, sentence[i + 1], i, gaps, dice)
            if i + 2 < len(sentence):
                slip_at_hyphen(sentence[i + 1], i + 1, gaps, dice)


def slip_at_mark(token, i, gaps, carelessness, dice):
    before, behind = i, i + 1
    at_begin, at_end = i == 0, i + 2 == len(gaps)
    if token.is_dots:  # written in all ways
        if not at_begin and dice.chance(0.25):
            gaps[before] = True
        if dice.chance(0.45):
            gaps[behind] = False
    elif token.tag == ".":
        more = 0.01 if len(token.form) > 1 else 0
        if dice.chance(0.015 * carelessness + more):  # so !!
            gaps[before] = True
        elif dice.chance(0.02 * carelessness) and at_end:  # this.That
            gaps[behind] = False
    elif token.form == "," and token.tag == ",":
        if not at_begin and dice.chance(0.01 * carelessness):  # so ,too
            gaps[before] = True
        elif dice.chance(0.012 * carelessness):  # so,too
            gaps[behind] = False
    elif token.tag in {"-RRB-", "''"}:
        if dice.chance(0.02 * carelessness):  # (so)too
            gaps[behind] = False
    elif token.tag in {"-LRB-", "``"}:
        if not at_begin and dice.chance(0.02 * carelessness):  # so(too)
            gaps[before] = False
    elif token.form == ":" and token.tag == ":":
        if dice.chance(0.05):
            if dice.chance(0.5):  # so:too
                gaps[behind] = False
            else:  # so : too
                gaps[before] = True
    elif token.form in DASHES and token.tag in {",", ":", "NFP"}:
        if not at_begin and dice.chance(0.08):  # so- too, so -too
            gaps[behind if dice.chance(0.5) else before] = False
            if dice.chance(0.3):  # so-too
                gaps[before] = gaps[behind] = False


def slip_at_word(token, following, i, gaps, dice):
    before, behind = i, i + 1
    words = (token.lower, following.lower)
    if words == ("a", "lot") and dice.chance(0.06):  # alot
        gaps[behind] = False
    if words == ("can", "not") and dice.chance(0.3):  # can not
        gaps[behind] = True
    is_smiley = token.tag == "NFP" and any(eyes in token.form for eyes in SMILEY_EYES)
    if is_smiley and i > 0 and dice.chance(0.1):  # so:)
        gaps[before] = False


def slip_at_hyphen(token, i, gaps, dice):
    before, behind = i, i + 1
    is_hyphen = token.form in {"-", "/"} and token.tag in {"HYPH", "SYM", ","}
    if is_hyphen and not gaps[before] and dice.chance(0.03):
        kind = dice.random()
        gaps[before] = kind < 0.75  # so - called, so -called
        gaps[behind] = kind < 0.5 or kind >= 0.75  # so- called


# ---- Paragraphs: how often the next sentence begins one ----

# The number of the sentence, nearly, before which each genre of the train part ends.
GENRE_ENDS = {"weblog": 1620, "email": 5405, "newsgroup": 7180, "answers": 9880, "reviews": 12544}
ENDS = {"stop": ".?!…", "comma": ",:;"}
CLOSING = {'"', "'", ")", "”", "''", "’’", "]"}
SHORT, MEDIUM = 3, 8  # tokens at most

# Counted in the dev part, whose paragraphs were taken from its published text: a sentence's genre
# and end, the next one's begin, and by the lengths of the two (short-short, short-longer,
# medium-short, medium-longer, long-short, long-longer) how many next ones began a paragraph/of all.
BEGUN = """
weblog    comma other       0/0     1/1     0/0     0/0     0/0     0/0
weblog    comma capital     0/0     1/1     1/1     2/3     0/0     2/4
weblog    word  capital     0/0     1/2     0/0     1/3     0/1     0/0
weblog    stop  other       0/0     0/0     0/0     1/4     0/1    0/17
weblog    stop  capital     0/0     1/5     0/0    3/21     1/6  16/142
email     comma other       0/0     0/0     0/0     0/0     0/1     0/1
email     comma capital    8/14   14/18     2/2     1/3     0/0     0/1
email     comma small       0/0     1/1     0/0     0/0     0/0     0/0
email     word  other      1/19     1/4     1/6     2/3     0/2     0/0
email     word  capital   19/38   17/35     0/4    2/13     1/3     3/9
email     word  small       0/1     2/3     0/0     0/1     0/0     0/0
email     stop  other       1/3     1/2     0/0     1/2     1/5     1/5
email     stop  capital    5/10     3/9    8/11   10/50   19/38  11/164
email     stop  small       1/1     0/1     0/1    6/16     0/1    6/22
newsgroup comma other       0/0     0/0     0/0     1/1     1/1     0/0
newsgroup comma capital     0/1     2/3     0/0     1/2     0/0     0/0
newsgroup word  other       0/2     3/6     0/2     0/1     3/3     1/2
newsgroup word  capital    6/11   22/31     2/4     3/8     1/6    7/12
newsgroup word  small      1/11     3/5     1/1     0/0     0/0     0/0
newsgroup stop  other       1/1     2/2     1/2     0/0     1/8    5/10
newsgroup stop  capital     1/1     0/2     3/4    6/20    3/11  15/119
newsgroup stop  small       1/1     0/1     1/2     1/1     1/5    2/12
answers   comma capital     0/0     0/2     0/0     0/1     0/0     0/0
answers   comma small       0/0     1/1     0/0     0/0     0/1     0/0
answers   word  other       0/0     0/0     0/0     0/4     0/0     0/2
answers   word  capital     2/3    9/12     0/2   10/13     1/1   17/19
answers   word  small       0/0     2/5     0/2     6/9     1/2    7/10
answers   stop  other       2/2     0/0     0/0     0/1     0/0     1/2
answers   stop  capital     0/0     3/8     1/4   21/46    6/12  60/120
answers   stop  small       1/1     3/4     1/2    9/20     3/6   14/28
reviews   word  other       0/0     0/0     0/0     0/0     1/1     0/0
reviews   word  capital     4/4   31/33     6/6   29/29     1/1   13/13
reviews   word  small       0/0     5/7     0/0     4/4     5/5     1/2
reviews   stop  other       0/0     1/1     0/0     1/3     0/0     2/2
reviews   stop  capital     4/6   17/32   11/20  55/148   15/28  58/222
reviews   stop  small       0/0     0/2     3/4     4/8    8/10    7/14
"""


def read_counts():
    """Paragraphs begun, and all sentences, by the features and by their prefixes."""
    begun, total = Counter(), Counter()
    lengths = list(itertools.product(["short", "medium", "long"], ["short", "longer"]))
    for line in BEGUN.split("\n")[1:-1]:
        genre, end, begin, *cells = line.split()
        for cell, pair in zip(cells, lengths):
            cell_begun, cell_total = map(int, cell.split("/"))
            for key in prefixes((genre, end, begin, *pair)):
                begun[key] += cell_begun
                total[key] += cell_total
    return begun, total


def prefixes(key):
    return [key[:length] for length in range(len(key) + 1)]


def features(genre, sentence, following):
    """What the chance of a paragraph between two sentences depends on."""
    closed = len(sentence) > 1 and sentence[-1].form in CLOSING
    last = sentence[-2 if closed else -1].form[-1]
    first = following[0].form[0]
    return (
        genre,
        next((end for end, marks in ENDS.items() if last in marks), "word"),
        "small" if first.islower() else "capital" if first.isupper() else "other",
        "short" if len(sentence) <= SHORT else "medium" if len(sentence) <= MEDIUM else "long",
        "short" if len(following) <= SHORT else "longer",
    )


def probability(counts, key):
    """Relative frequency, where few cases lean on those that share less of the key."""
    begun, total = counts
    share = 0.4
    for prefix in prefixes(key):
        share = (begun[prefix] + 4 * share) / (total[prefix] + 4)
    return share


def draw_paragraphs(sentences, genres, counts, dice):
    """Whether each sentence begins a paragraph."""
    pairs = zip(genres, sentences, sentences[1:])
    return [True, *(dice.chance(probability(counts, features(*pair))) for pair in pairs)]


# ---- Files ----


def read(path):
    with open(path, encoding="utf-8") as lines:
        blocks = itertools.groupby((line.rstrip("\n") for line in lines), key=bool)
        return [[Token(*line.split("\t")) for line in block] for filled, block in blocks if filled]


def write(out, name, sentence, gaps, begins_paragraph):
    behind = gaps[1:]
    text = "".join(token.form + " " * gap for token, gap in zip(sentence, behind)).strip()
    if begins_paragraph:
        out.write("# newpar\n")
    out.write(f"# sent_id = {name}\n# text = {text}\n")
    for number, (token, gap) in enumerate(zip(sentence, behind), 1):
        misc = "_" if gap else "SpaceAfter=No"
        columns = (number, token.form, "_", token.upos, token.tag, "_", "_", "_", "_", misc)
        out.write("\t".join(map(str, columns)) + "\n")
    out.write("\n")


def write_copy(out, copy, sentences, genres, counts):
    """Writes all sentences, in the first copy without slips."""
    dice = Dice(copy + 1)
    gaps = [gaps_of(sentence) for sentence in sentences]
    if copy > 0:
        for sentence, sentence_gaps, genre in zip(sentences, gaps, genres):
            slip(sentence, sentence_gaps, CARELESSNESS[genre], dice)
    paragraphs = draw_paragraphs(sentences, genres, counts, dice)
    for number, row in enumerate(zip(sentences, gaps, paragraphs), 1):
        write(out, f"train{copy}-{number}", *row)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tokens", help="the train part of UD English EWT: token<TAB>UPOS<TAB>XPOS")
    parser.add_argument("conllu", help="the file to write")
    arguments = parser.parse_args()
    sentences = read(arguments.tokens)
    if len(sentences) != GENRE_ENDS["reviews"]:
        sys.exit(
            f"[{arguments.tokens}] has [{len(sentences)}] sentences, expected are the"
            f" [{GENRE_ENDS['reviews']}] of the train part of UD English EWT. Give that part."
        )
    genres = [
        next(genre for genre, end in GENRE_ENDS.items() if i < end) for i in range(len(sentences))
    ]
    counts = read_counts()
    with open(arguments.conllu, "w", encoding="utf-8", newline="\n") as out:
        for copy in range(COPIES):
            write_copy(out, copy, sentences, genres, counts)


if __name__ == "__main__":
    main()
