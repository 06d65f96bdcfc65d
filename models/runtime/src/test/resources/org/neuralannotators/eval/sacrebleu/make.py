"""Writes scores.json by sacreBLEU 2.5.1 (Apache-2.0, https://github.com/mjpost/sacrebleu); the texts were written for this test."""
import json
import random

from sacrebleu.metrics import BLEU, CHRF
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

segments = [
    ("The dog bit the man.", "The dog bit the man.", "The dog had bit the man."),
    ("It wasn't surprising.", "It was not unexpected.", "No one was surprised."),
    ("The man had just bitten him.", "The man bit him first.", "The man had bitten the dog."),
    ("", "Something was here.", ""),
    ("Something is here.", "", "x"),
    ("", "", ""),
    ("   ", "\t", "\u3000"),
    ("the the the the the the the", "The cat is on the mat.", "There is a cat on the mat."),
    ("Yes", "Yes", "No"),
    ("Yes.", "Yes!", "Yes?"),
    ("a b c", "a b c d", "a b c d e"),
    ("He paid $1,234.56 (10%) on 1999-12-31, i.e. in U.S. dollars.", "He paid $1,234.56 (10 %) on 1999-12-31; i.e. US dollars.", "On 31.12.1999 he paid 1.234,56 $."),
    ("3.14, 3. 14 .5 5. ,7 7, 1-2 a-b 1-b a-1 --", "3.14 3.14 .5 5. ,7 7, 1-2 a-b 1-b a-1 -", "1 - 2 3.14"),
    ("R&amp;D &quot;is&quot; &lt;b&gt;bold&lt;/b&gt; &amp;lt; &apos;", "R&D \"is\" <b>bold</b> &lt; '", "&amp;amp; &quot"),
    ("a <skipped> b<skipped>c", "a b c", "<skipped>"),
    ("hyphen-\nated line\nend", "hyphenated line end", "hyphen- ated line end"),
    ("Ich hab's gemacht!", "Ich hab’s gemacht.", "Ich habe es gemacht."),
    ("„Grüß Gott“, sagte Jürgen – «naïve» café…", "„Grüss Gott“, sagte Jürgen - „naïve“ Café...", "Grüß Gott"),
    ("ΟΔΥΣΣΕΥΣ ΣΑΣ İstanbul IŞIK STRASSE ǅ", "οδυσσευς σας istanbul ışık straße ǆ", "Οδυσσεύς İSTANBUL"),
    ("東京は日本の首都です。", "東京は、日本の首都である。", "日本の首都は東京だ"),
    ("😀 👍🏽 𝒳𝒴 x😀y", "😀👍🏽 𝒳 𝒴 x 😀 y", "👨‍👩‍👧"),
    ("no\u00a0break\u2009thin\u0085next\u2028line\u001fus\u200bzero", "no break thin next line us zero", "nobreakthinnextlineuszero"),
    ("trailing \u00a0\t\r\n ", " leading", "trailing"),
    ("\ud800 lone \udc00", "\ud800 lone", "lone \udc00"),
    ("[a] {b} `c` ~d ^e _f \\g |h @i #j *k +l =m ;n :o /p ?q !r", "[a]{b}`c`~d^e_f\\g|h@i#j*k+l=m;n:o/p?q!r", "a b c"),
    ("x,y z.w 1.a a.1 .. ,, ., ,. 1..2", "x , y z . w 1 . a a . 1", "x,y"),
    ("$1 \\1 ${name} \\$", "$1 \\1 ${name} \\$", "1"),
]
draw = random.Random(7)
words = "the The a of to house houses Haus, river. river (big) big; 12 1,000 3.5 & &amp; it's – é 東 😀".split()
for _ in range(40):
    texts = [[draw.choice(words) for _ in range(draw.randrange(14))] for _ in range(3)]
    keep = draw.random()
    texts[0] = [w if draw.random() < keep else v for w, v in zip(texts[1], texts[0] + texts[1])]
    segments.append(tuple(" ".join(t) for t in texts))

settings = {
    "13a": dict(),
    "13a-lc": dict(lowercase=True),
    "none": dict(tokenize="none"),
    "none-lc": dict(tokenize="none", lowercase=True),
}
chrf_settings = {"chrf": dict(), "chrf-lc": dict(lowercase=True)}
tokenizer = Tokenizer13a()
result = {"segments": [], "corpus": []}
for hypothesis, *references in segments:
    scores = {}
    for count in 1, 2:
        for name, setting in settings.items():
            scores[f"{name}/{count}"] = BLEU(effective_order=True, **setting).sentence_score(hypothesis, references[:count]).score
        for name, setting in chrf_settings.items():
            scores[f"{name}/{count}"] = CHRF(**setting).sentence_score(hypothesis, references[:count]).score
    result["segments"].append(
        {"hypothesis": hypothesis, "references": references, "tokens13a": tokenizer(hypothesis.rstrip()), "scores": scores})
hypotheses = [s[0] for s in segments]
for begin, end in (0, len(segments)), (0, 3), (3, 6), (8, 11), (20, 67):
    for count in 1, 2:
        references = [[s[i] for s in segments][begin:end] for i in range(1, count + 1)]
        for name, setting in {**settings, **chrf_settings}.items():
            metric = CHRF(**setting) if name.startswith("chrf") else BLEU(**setting)
            score = metric.corpus_score(hypotheses[begin:end], references)
            result["corpus"].append({
                "begin": begin, "end": end, "references": count, "name": name, "score": score.score,
                "line": score.format(signature=str(metric.get_signature()))})
with open("scores.json", "w") as file:
    json.dump(result, file, indent=1)
    file.write("\n")
