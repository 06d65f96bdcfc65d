"""The speed of decoders with random weights, ours and others' in turn, on the same CPU in one run.

    pip install torch==2.7.1 transformers==4.53.3 ctranslate2==4.8.5
    python decoder_speed.py --class-path JARS --data FOLDER --out FOLDER [--rounds 5] [PART...]

`mvn verify -Pbench -pl it -am -Ddecoder.speed.skip=false -Dbench.skip=true` runs it with the class
path; -Ddecoder.speed.python names a Python that has these. PARTs, all by default:

    generate   a model of the size of GPT-2 (124 million parameters, fp32), 1 and 8 texts, 128
               pieces behind 32, each the likeliest: pieces a second. CTranslate2, and PyTorch by
               transformers with its cache, write the same texts
    prompt     the same, the first piece behind 900: pieces read a second
    position   ours alone: seconds a piece at position 900 against 100, softmax and linear attention
    train      resources/training/tiny-shakespeare.yaml, tokens a second of 200 steps; --data is the
               folder that NEURAL_ANNOTATORS_DATA names there. PyTorch's step is nanoGPT's, as it
               comes and by torch.compile, with AdamW fused

All have two threads. Each is warmed up, then they take turns; a figure is the median of the
rounds, and a ratio ours divided by the best other.
"""

import argparse
import itertools
import pathlib
import re
import statistics
import time
import warnings

import ctranslate2
import numpy
import tokenizers
import torch
import transformers
from torch.nn import functional

import speed

LETTERS = "abcdefghijklmnopqrstuvwxyz"
PIECES = 50257
END = "<|endoftext|>"
CONFIGURATION = pathlib.Path(__file__).parents[4] / "resources/training/tiny-shakespeare.yaml"


class OurGenerator(speed.Ours):
    def __init__(self, class_path):
        super().__init__(class_path, "DecoderSpeed")

    def generate(self, prompts, length):
        answer = self.ask("generate", prompts=prompts, length=length)
        return answer["seconds"], answer["texts"]


class TransformersGenerator:
    name = "PyTorch, transformers"

    def __init__(self, folder, tokenizer):
        self.tokenizer = tokenizer
        self.model = transformers.AutoModelForCausalLM.from_pretrained(folder).eval()

    def generate(self, prompts, length):
        begin = time.perf_counter()
        ids = torch.tensor([self.tokenizer.encode(prompt) for prompt in prompts])
        with torch.inference_mode():
            found = self.model.generate(
                ids, attention_mask=torch.ones_like(ids), max_new_tokens=length, do_sample=False,
                use_cache=True, pad_token_id=0)
        texts = [self.tokenizer.decode(text[ids.shape[1]:]) for text in found.tolist()]
        return time.perf_counter() - begin, texts


class CTranslate2Generator:
    name = "CTranslate2"

    def __init__(self, folder, tokenizer):
        self.tokenizer = tokenizer
        converted = folder / "ctranslate2"
        if not converted.exists():
            speed.Converter(str(folder)).convert(str(converted))
        self.model = ctranslate2.Generator(
            str(converted), device="cpu", compute_type="float32", inter_threads=1,
            intra_threads=speed.THREADS)

    def generate(self, prompts, length):
        begin = time.perf_counter()
        pieces = [self.tokenizer.convert_ids_to_tokens(self.tokenizer.encode(prompt))
                  for prompt in prompts]
        found = self.model.generate_batch(
            pieces, max_length=length, min_length=length, sampling_topk=1,
            include_prompt_in_result=False)
        texts = [self.tokenizer.decode(result.sequences_ids[0]) for result in found]
        return time.perf_counter() - begin, texts


def make_model(folder):
    """A random GPT-2 that ends no text; its pieces are bytes, and two or four letters."""
    torch.manual_seed(1)
    config = transformers.GPT2Config(bos_token_id=None, eos_token_id=None)
    transformers.GPT2LMHeadModel(config).save_pretrained(folder)
    alphabet = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    pairs = list(itertools.product(LETTERS, LETTERS))
    twice = ["".join(pair) for pair in pairs]
    fours = list(itertools.product(twice, twice))
    numpy.random.default_rng(1).shuffle(fours)
    merges = [("Ġ", letter) for letter in LETTERS] + pairs
    merges += [tuple(four) for four in fours[:PIECES - 1 - len(alphabet) - len(merges)]]
    pieces = alphabet + [left + right for left, right in merges] + [END]
    tokenizer = tokenizers.Tokenizer(
        tokenizers.models.BPE({piece: number for number, piece in enumerate(pieces)}, merges))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = tokenizers.decoders.ByteLevel()
    # CTranslate2's converter wants to know of such a piece; it is told to write on behind it.
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token=END, eos_token=END, unk_token=END
    ).save_pretrained(folder)


def prompts(count, length):
    """Texts of so many pieces: letters between blanks."""
    random = numpy.random.default_rng(count * length)
    return [" ".join(random.choice(list(LETTERS), length)) for _ in range(count)]


def compare(report, title, contestants, rounds, texts, length, pieces):
    written = {}

    def measure(each):
        seconds, found = each.generate(texts, length)
        # Ours leaves out what is no character yet in the end, others write it so.
        written[each.name] = [text.rstrip("\ufffd") for text in found]
        return pieces / seconds

    speeds = speed.in_turn(contestants, rounds, measure)
    for each in contestants[1:]:
        if written[each.name] != written[contestants[0].name]:
            report.say(f"{each.name} wrote other texts than {contestants[0].name}.\n")
    report.table(title, "pieces/s", speeds)


def generate(report, contestants, rounds):
    for count in (1, 8):
        compare(report, f"{count} x 128 pieces behind 32", contestants, rounds,
                prompts(count, 32), 128, 128 * count)


def prompt(report, contestants, rounds):
    compare(report, "1 x the first piece behind 900", contestants, rounds,
            prompts(1, 900), 1, 900)


def position(report, ours, rounds):
    near, far = 100, 900
    for attention in ("SOFTMAX", "LINEAR"):
        seconds = ours.ask("position", attention=attention, positions=[near, far] * (rounds + 1))["seconds"]
        at = [statistics.median(seconds[2 + i::2]) for i in range(2)]
        report.say(f"{attention} attention, a piece: {1e3 * at[0]:.2f} ms at {near}, "
                   f"{1e3 * at[1]:.2f} ms at {far}: {at[1] / at[0]:.2f} times\n")


class Block(torch.nn.Module):
    def __init__(self, columns, heads):
        super().__init__()
        self.heads = heads
        self.before_attention = torch.nn.LayerNorm(columns)
        self.input = torch.nn.Linear(columns, 3 * columns)
        self.output = torch.nn.Linear(columns, columns)
        self.before_feed_forward = torch.nn.LayerNorm(columns)
        self.up = torch.nn.Linear(columns, 4 * columns)
        self.down = torch.nn.Linear(4 * columns, columns)

    def forward(self, x):
        rows, length, columns = x.shape
        parts = self.input(self.before_attention(x)).split(columns, dim=2)
        query, key, value = (
            part.view(rows, length, self.heads, -1).transpose(1, 2) for part in parts)
        attended = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        x = x + self.output(attended.transpose(1, 2).reshape(rows, length, columns))
        inner = functional.gelu(self.up(self.before_feed_forward(x)), approximate="tanh")
        return x + self.down(inner)


class Decoder(torch.nn.Module):
    def __init__(self, vocabulary, layers, heads, columns, context):
        super().__init__()
        self.pieces = torch.nn.Embedding(vocabulary, columns)
        self.positions = torch.nn.Embedding(context, columns)
        self.blocks = torch.nn.ModuleList(Block(columns, heads) for _ in range(layers))
        self.norm = torch.nn.LayerNorm(columns)
        self.scores = torch.nn.Linear(columns, vocabulary, bias=False)
        self.scores.weight = self.pieces.weight

    def forward(self, inputs, labels):
        x = self.pieces(inputs) + self.positions(torch.arange(inputs.shape[1]))
        for block in self.blocks:
            x = block(x)
        scores = self.scores(self.norm(x))
        return functional.cross_entropy(scores.view(-1, scores.shape[-1]), labels.view(-1))


class TorchTraining:
    """nanoGPT's training step on a CPU (github.com/karpathy/nanoGPT, train.py), with dropout 0."""

    CONTEXT, BATCH, STEPS = 64, 12, 200

    def __init__(self, text, compiled):
        self.name = "PyTorch, torch.compile" if compiled else "PyTorch"
        letters = {letter: number for number, letter in enumerate(sorted(set(text)))}
        self.data = torch.tensor([letters[letter] for letter in text])
        network = Decoder(len(letters), 4, 4, 128, self.CONTEXT)
        parameters = list(network.parameters())
        self.optimizer = torch.optim.AdamW(
            [{"params": [p for p in parameters if p.dim() >= 2], "weight_decay": 0.1},
             {"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0}],
            lr=1e-3, betas=(0.9, 0.99), fused=True)
        self.parameters = parameters
        self.network = torch.compile(network) if compiled else network

    def train(self):
        begin = time.perf_counter()
        for _ in range(self.STEPS):
            starts = torch.randint(len(self.data) - self.CONTEXT, (self.BATCH,)).tolist()
            inputs = torch.stack([self.data[at:at + self.CONTEXT] for at in starts])
            labels = torch.stack([self.data[at + 1:at + 1 + self.CONTEXT] for at in starts])
            loss = self.network(inputs, labels)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.parameters, 1)
            self.optimizer.step()
            self.optimizer.zero_grad(set_to_none=True)
            loss.item()
        return self.STEPS * self.BATCH * self.CONTEXT / (time.perf_counter() - begin)


class OurTraining:
    name = speed.Ours.name

    def __init__(self, ours, data, out):
        self.ours = ours
        self.out = out / "tiny-shakespeare"
        # One epoch, which scores nothing.
        text = CONFIGURATION.read_text()
        for before, after in (
                (r"\$\{NEURAL_ANNOTATORS_DATA\}", str(data.absolute())), (r"\$\{SEED:-1\}", "1"),
                (r"epochs: 10", "epochs: 1"), (r"\n +dev: .*", "\n"),
                (r"\ndropout", "\nsample: 0\ndropout")):
            text, found = re.subn(before, lambda _: after, text)
            if not found:
                raise SystemExit(f"[{CONFIGURATION}] has no [{before}]")
        self.configuration = out / "tiny-shakespeare.yaml"
        self.configuration.write_text(text)

    def train(self):
        return self.ours.ask("train", config=str(self.configuration), out=str(self.out))["tokensPerSecond"]


def train(report, ours, rounds, data, out):
    text = (data / "lm/tiny-shakespeare/input.txt").read_text()
    contestants = [OurTraining(ours, data, out), TorchTraining(text, False), TorchTraining(text, True)]
    report.table("training, 4 layers of 128, 12 x 64", "tokens/s",
                 speed.in_turn(contestants, rounds, lambda each: each.train()))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--class-path", required=True)
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("parts", nargs="*", metavar="PART", default=[],
                        help="generate, prompt, position, train")
    options = parser.parse_args()
    parts = options.parts or ["generate", "prompt", "position", "train"]
    warnings.filterwarnings("ignore")
    transformers.logging.set_verbosity_error()
    torch.set_num_threads(speed.THREADS)
    options.out.mkdir(parents=True, exist_ok=True)
    report = speed.Report(options.out / "decoder-speed.md")
    ours = OurGenerator(options.class_path)
    folder = options.out / "gpt2"
    if not folder.exists():
        make_model(folder)
    report.say(ours.ask("load", folder=str(folder), out=str(options.out / "gpt2.bundle"))["machine"])
    report.say()
    if {"generate", "prompt"} & set(parts):
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
        for each in prompts(2, 32):
            if len(tokenizer.encode(each)) != 32:
                raise SystemExit(f"[{each}] has [{len(tokenizer.encode(each))}] pieces; expected 32")
        contestants = [ours, CTranslate2Generator(folder, tokenizer),
                       TransformersGenerator(folder, tokenizer)]
        if "generate" in parts:
            generate(report, contestants, options.rounds)
        if "prompt" in parts:
            prompt(report, contestants, options.rounds)
    if "position" in parts:
        position(report, ours, options.rounds)
    if "train" in parts:
        train(report, ours, options.rounds, options.data, options.out)


if __name__ == "__main__":
    main()
