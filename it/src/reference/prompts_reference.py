"""What transformers gives for prompts with examples, by tiny random language models.

    pip install torch==2.5.1 transformers==4.53.3
    python prompts_reference.py DECODER OUT

DECODER is models/importing/src/test/resources/org/neuralannotators/importing/decoder, which
decoders_reference.py made; OUT is the folder "prompt" beside it, where the script writes

prompt.yaml    a prompt file
expected.json  texts, and of each model of each text
    scores      of each label the sum of the logarithms of its pieces' probabilities
    pieces      of each label how many these are
    plain       the labels' probabilities
    normalized  the same, where scores are divided by the number of pieces
    calibrated  the same as plain, calibrated as in Zhao et al. 2021: the code of the paper
                (https://github.com/tonyzhaozh/few-shot-learning, eval_accuracy with mode
                "diagonal_W" and get_p_content_free) on numbers of the model

The models compute in double precision.
"""

import json
import pathlib
import sys

import numpy as np
import torch
import transformers

MODELS = ["gpt2", "llama", "qwen3"]
LABELS = {"good": "good bread", "bad": "bad", "none": "no tea at all"}
INSTRUCTION = "What is said of it?"
EXAMPLES = [("bread and butter", "good"), ("the rain", "bad")]
CONTENT_FREE = ["N/A", "[MASK]", ""]
TEXTS = ["tea in the morning", "It rained; they went down to the river.", "", "30 trees 🌧"]
FILE = """\
name: opinion
instruction: What is said of it?
template: |
  Text: {text}
  Said: {answer}
separator: "\\n"
examples:
  - {text: bread and butter, answer: good}
  - {text: the rain, answer: bad}
labels:
  good: good bread
  bad: bad
  none: no tea at all
"""


def prompt(text):
    shown = ["Text: %s\nSaid: %s\n" % (example, LABELS[label]) for example, label in EXAMPLES]
    return INSTRUCTION + "\n" + "".join(shown) + "Text: %s\nSaid:" % text


def score(model, tokenizer, text, answer):
    context = tokenizer(prompt(text)).input_ids
    whole = tokenizer(prompt(text) + " " + answer).input_ids
    assert whole[:len(context)] == context
    with torch.no_grad():
        logs = model(torch.tensor([whole])).logits[0].log_softmax(-1)
    places = range(len(context), len(whole))
    return sum(logs[i - 1, whole[i]].item() for i in places), len(places)


def softmax(scores):
    shares = np.exp(np.array(scores) - max(scores))
    return shares / shares.sum()


def content_free(rows):
    """get_p_content_free of the paper's code."""
    p_y = np.mean(np.exp(np.array(rows)), axis=0)
    return p_y / np.sum(p_y)


def calibrated(scores, p_cf):
    """eval_accuracy of the paper's code."""
    label_probs = np.exp(np.array(scores))
    label_probs = label_probs / np.sum(label_probs)
    weights = np.linalg.inv(np.identity(len(p_cf)) * p_cf)
    product = np.matmul(weights, np.expand_dims(label_probs, axis=-1))[:, 0]
    return product / product.sum()


def rounded(numbers):
    return [round(float(number), 6) for number in numbers]


def run(folder, name):
    kept = json.loads((folder / name / "expected.json").read_text())["tokenizer"]
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder / "tokenizers" / kept)
    model = transformers.AutoModelForCausalLM.from_pretrained(
        folder / name, torch_dtype=torch.float64, attn_implementation="eager").eval()
    answers = list(LABELS.values())
    free = [[score(model, tokenizer, text, answer)[0] for answer in answers]
            for text in CONTENT_FREE]
    p_cf = content_free(free)
    found = []
    for text in TEXTS:
        scores, pieces = zip(*[score(model, tokenizer, text, answer) for answer in answers])
        found.append({
            "scores": rounded(scores), "pieces": pieces, "plain": rounded(softmax(scores)),
            "normalized": rounded(softmax([s / p for s, p in zip(scores, pieces)])),
            "calibrated": rounded(calibrated(scores, p_cf))})
    return found


def main(folder, out):
    out.mkdir(exist_ok=True)
    (out / "prompt.yaml").write_text(FILE, encoding="utf-8")
    expected = {"texts": TEXTS, "models": {name: run(folder, name) for name in MODELS}}
    (out / "expected.json").write_text(
        json.dumps(expected, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    torch.set_num_threads(1)
    transformers.logging.set_verbosity_error()
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
