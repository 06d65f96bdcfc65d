"""Writes codes.txt and segmented.txt from text.txt by subword-nmt 0.3.8 (MIT licence, https://github.com/rsennrich/subword-nmt).

text.txt was written for this test.
"""
import io
from subword_nmt.learn_bpe import learn_bpe
from subword_nmt.apply_bpe import BPE

text = open("text.txt", encoding="utf-8", newline="\n").read()
codes = io.StringIO()
learn_bpe(io.StringIO(text, newline="\n"), codes, 300, min_frequency=1)
with open("codes.txt", "w", encoding="utf-8") as file:
    file.write(codes.getvalue())
bpe = BPE(io.StringIO(codes.getvalue()))
with open("segmented.txt", "w", encoding="utf-8") as file:
    for line in text.split("\n")[:-1]:
        file.write(bpe.segment(line) + "\n")
