"""Adds to the fixtures of transformers_reference.py what transformers gives by them for 200
sentences more, in few bytes.

    pip install torch==2.5.1 transformers==4.53.3 sentence-transformers==4.1.0 sentencepiece==0.2.3
    python transformers_scores.py OUT [NAME...]

OUT is the same folder. It has many/sentences.json, which is written by hand: sentences, whose words
are what stands between blanks, and questions, of which sentence i is asked the one of number i,
counted round.

The script adds many/NAME.bin for the models NAME or all of them. Of all scores of 200 sentences
only some are kept, as the fixtures are to stay small, but all count. The file has, for each
sentence in order, in little-endian bytes:

    of tokens   a byte for each word: the label's number; 255 if the word has no piece
    of answers  the answer's begin and end in the sentence, bytes, in UTF-16 units: those of its
                words, by transformers' pipeline
    of masked   the number of the best piece, two bytes
    then        fp32 numbers out of n scores: all if n <= 4; else the sum of all scores, each with a
                sign by chance, divided by the root of n, and three of the scores themselves

The scores are, in order:

    base      the last hidden states, [piece, column] of the text
    tokens    of each word, the probability of its label; 0 if the word has no piece. By the
              functions of transformers' pipeline with aggregation_strategy="first"
    classes   of the text, then of the question and the text: probabilities by softmax, by sigmoid
              for many labels; of a regression its number
    answers   the probability of the best answer to the question among all spans of up to 30 pieces
              of the sentence; no score if the sentence has no pieces
    masked    logarithms of the probabilities of all pieces at the first mask; word i of sentence i,
              counted round, is masked; the words stand with a blank between
    vectors   by sentence-transformers

Signs and scores are chosen by x -> 6364136223846793005 x + 1442695040888963407 modulo 2^64, from
the sentence's index on. Each sign is minus if the next x has the highest bit; then each of the
three is number (x >> 33) modulo n of the next x. All in double precision, as the fixtures'.
"""

import json
import math
import pathlib
import shutil
import struct
import sys
import tempfile

import safetensors.torch
import sentence_transformers
import torch
import transformers
from transformers.pipelines import token_classification

import transformers_reference as reference

LONGEST_ANSWER = 30
NONE = 255
POSITIONS_FROM_TWO = ("roberta", "xlm-roberta", "camembert", "mpnet")


class Chance:
    """The same numbers in every language."""

    def __init__(self, seed):
        self.x = seed

    def next(self):
        self.x = (self.x * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return self.x


def kept(scores, index):
    """The few numbers that stand for all scores of a sentence."""
    if len(scores) <= 4:
        return scores
    chance = Chance(index)
    total = sum(-score if chance.next() >> 63 else score for score in scores)
    some = [scores[(chance.next() >> 33) % len(scores)] for _ in range(3)]
    return [total / math.sqrt(len(scores))] + some


def record(index, scores, labels=b""):
    numbers = kept(scores, index)
    return labels + struct.pack("<%df" % len(numbers), *numbers)


class Inputs:
    """What a tokenizer makes of the sentences."""

    def __init__(self, folder, given):
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
        self.sentences = given["sentences"]
        self.questions = given["questions"]

    def size(self):
        return len(self.sentences)

    def question(self, index):
        return self.questions[index % len(self.questions)]

    def words(self, index):
        return [word for word in self.sentences[index].split(" ") if word]

    def text(self, index):
        return self._encoded(self.sentences[index])

    def pair(self, index):
        return self._encoded(self.question(index), self.sentences[index])

    def _encoded(self, *texts):
        return reference.encoded(self.encoding(*texts))

    def encoding(self, *texts):
        """As one of many: alone, a pair whose second text is empty would be taken for a text."""
        many = self.tokenizer(*([text] for text in texts), return_token_type_ids=True)
        return transformers.BatchEncoding({key: value[0] for key, value in many.items()},
                                          many.encodings)

    def masked(self, index):
        words = self.words(index) or [""]
        words[index % len(words)] = self.tokenizer.mask_token
        return self._encoded(" ".join(words))


def fitting(model, entry):
    """No sequence is so long that it is cut."""
    first = 2 if model.config.model_type in POSITIONS_FROM_TWO else 0
    longest = getattr(model.config, "max_position_embeddings", -1)  # XLNet has any number
    assert longest < 0 or len(entry["ids"]) <= longest - first, len(entry["ids"])
    return entry


def run(model, entry):
    return reference.run(model, fitting(model, entry))


def base(model, inputs):
    for i in range(inputs.size()):
        yield record(i, run(model, inputs.text(i)).last_hidden_state[0].flatten().tolist())


def tokens(model, inputs):
    pipeline = transformers.TokenClassificationPipeline(
        model=model, tokenizer=inputs.tokenizer, aggregation_strategy="first")
    first = token_classification.AggregationStrategy.FIRST
    for i in range(inputs.size()):
        words = inputs.words(i)
        labels, scores = [NONE] * len(words), [0] * len(words)
        if words:
            entry = reference.of_words(inputs.tokenizer, words)
            places = [place for place, word in enumerate(entry["words"]) if word >= 0]
            probabilities = run(model, entry).logits[0].softmax(-1).numpy()
            pieces = [{
                "word": inputs.tokenizer.convert_ids_to_tokens(entry["ids"][place]),
                "is_subword": place - 1 in places
                              and entry["words"][place - 1] == entry["words"][place],
                "scores": probabilities[place], "index": place, "start": None, "end": None,
            } for place in places]
            read = sorted(set(entry["words"][place] for place in places))
            aggregated = pipeline.aggregate_words(pieces, first) if pieces else []
            assert len(aggregated) == len(read)
            for word, result in zip(read, aggregated):
                labels[word] = model.config.label2id[result["entity"]]
                scores[word] = float(result["score"])
        yield record(i, scores, bytes(labels))


def classes(model, inputs):
    problem = model.config.problem_type
    for i in range(inputs.size()):
        scores = []
        for entry in (inputs.text(i), inputs.pair(i)):
            logits = run(model, entry).logits[0]
            if problem == reference.MANY or getattr(model.config, "sentence_transformers", None):
                logits = logits.sigmoid()
            elif problem != reference.NUMBER:
                logits = logits.softmax(-1)
            scores += logits.tolist()
        yield record(i, scores)


def answers(model, inputs):
    pipeline = transformers.QuestionAnsweringPipeline(model=model, tokenizer=inputs.tokenizer)
    for i in range(inputs.size()):
        encoding = inputs.encoding(inputs.question(i), inputs.sentences[i])
        places = [place for place, part in enumerate(encoding.sequence_ids()) if part == 1]
        if not places:
            yield record(i, [], bytes(2))
            continue
        result = run(model, reference.encoded(encoding))
        begins, ends = result.start_logits[0], result.end_logits[0]
        spans = [(float(begins[a] + ends[b]), a, b) for a in places for b in places
                 if a <= b < a + LONGEST_ANSWER]
        best, begin, end = max(spans)
        total = sum(math.exp(score - best) for score, _, _ in spans)
        answer = [len(inputs.sentences[i][:at].encode("utf-16-le")) // 2
                  for at in pipeline.get_indices(encoding.encodings[0], begin, end, 1, True)]
        yield record(i, [1 / total], bytes(answer))


def masked(model, inputs):
    for i in range(inputs.size()):
        entry = inputs.masked(i)
        result = run(model, entry)
        logits = result.prediction_logits if "prediction_logits" in result else result.logits
        at = entry["ids"].index(inputs.tokenizer.mask_token_id)
        scores = logits[0][at].log_softmax(-1)
        yield record(i, scores.tolist(), struct.pack("<H", int(scores.argmax())))


def vectors(folder, inputs):
    model = sentence_transformers.SentenceTransformer(str(folder), device="cpu").double()
    model.tokenizer.model_input_names = ["input_ids", "attention_mask"]  # all segments are 0
    for i in range(inputs.size()):
        vector = model.encode(inputs.sentences[i], convert_to_tensor=True)
        yield record(i, vector.double().tolist())


def load(fixture, folder):
    """The model as it was before its configuration was written in other words."""
    configuration = reference.model_class(fixture).config_class.from_pretrained(folder)
    if fixture.version5:
        configuration.update(reference.FAMILIES[fixture.family][1])
    configuration.update({option: fixture.options[option] for option in fixture.unsaid})
    return reference.load(fixture, folder, config=configuration)


def scores(fixture, folder, inputs):
    if fixture.head == "vectors":
        return vectors(folder, inputs)
    if (folder / "pytorch_model.bin").exists():  # this torch refuses to read it by name
        tensors = torch.load(folder / "pytorch_model.bin", weights_only=True)
        safetensors.torch.save_file(tensors, folder / "model.safetensors", {"format": "pt"})
        (folder / "pytorch_model.bin").unlink()
    head = "masked" if fixture.head == "pretraining" else fixture.head
    with torch.no_grad():
        return list(globals()[head](load(fixture, folder), inputs))


def main():
    out = pathlib.Path(sys.argv[1])
    given = json.loads((out / "many/sentences.json").read_text("utf-8"))
    for name in sys.argv[2:] or reference.FIXTURES:
        fixture = reference.FIXTURES[name]
        if fixture.head == "replaced":  # no head of ours
            continue
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary, "model")
            shutil.copytree(out / name, folder)
            inner = folder / (fixture.pooling or {}).get("folder", "")
            shutil.copytree(out / "tokenizers" / fixture.tokenizer, inner, dirs_exist_ok=True)
            inputs = Inputs(inner, given)
            (out / "many" / (name + ".bin")).write_bytes(
                b"".join(scores(fixture, folder, inputs)))
        print(name, flush=True)


main()
