"""Makes tiny random language models that are decoders, and what transformers gives by them.

    pip install torch==2.5.1 transformers==4.53.3 sentencepiece==0.2.3 protobuf
    python decoders_reference.py OUT

OUT is models/importing/src/test/resources/org/neuralannotators/importing/decoder. The script
writes there:

tokenizers/TOKENIZER/  tokenizer.json and tokenizer_config.json, learnt from a few sentences: gpt2
    and qwen are byte-level, llama is as SentencePiece's with pieces of bytes, gpt marks the ends
    of words. llama-files and llama-new have SentencePiece's tokenizer.model in place of
    tokenizer.json; the latter's class is told not to be as in old times ("legacy")

MODEL/  config.json, generation_config.json, weights, and expected.json:
    tokenizer  the folder of its tokenizer
    texts      a list; each has "text" and, with special tokens, its "ids", and
        pieces   some pieces of the vocabulary
        scores   [ids][pieces]: the logits behind each of the ids
        sums     of each of the ids the logarithm of the sum of the exponentials of all logits
    last       all logits behind the last id of the last text
    greedy     the ids of 200 pieces that follow the first text, each the best one, by generate()
               with a cache

Weights are random and rounded to the type in which they are stored before the outputs are computed,
in double precision as far as transformers' code lets it. The seeds are such that the best piece is
never a close call, and the pieces that follow a text are many. Numbers have five decimals. Where
pieces are equally frequent the tokenizers' trainer may choose otherwise in another run.
"""

import dataclasses
import io
import json
import pathlib
import shutil
import sys

import safetensors.torch
import sentencepiece
import tokenizers
import torch
import transformers
from tokenizers import decoders, models, normalizers, pre_tokenizers, processors, trainers

CORPUS = [
    "The old house by the river was sold in the spring of last year.",
    "She reads the letters that her brother wrote to her from the coast.",
    "There are more trees than people in this part of the country.",
    "When the rain stopped, they went down to the water and sat there for hours.",
    "Der Fluss ist breiter als die Straße, und im Frühling steht er über den Wiesen.",
    "He said that nothing was better than bread, butter and a cup of tea in the morning.",
]
TEXTS = [
    "The river was there in the spring.",
    "She went down to the water when the rain stopped; über 30 people sat there… 🌧\n\n"
    "and read.",
]
STEPS = 200
POSITIONS = 230
CLOSE = 0.005
FEWEST = 12


@dataclasses.dataclass
class Fixture:
    """One model: the class of its configuration, and how its weights are stored."""
    family: str
    tokenizer: str
    options: dict
    stored: str = "f16"


GPT = dict(n_embd=16, n_layer=2, n_head=2, n_positions=POSITIONS)
LLAMA = dict(hidden_size=16, intermediate_size=24, num_hidden_layers=2, num_attention_heads=4,
             num_key_value_heads=2, max_position_embeddings=POSITIONS)
FIXTURES = {
    "gpt2": Fixture("GPT2", "gpt2", dict(GPT, eos_token_id=0), "buffers"),
    "gpt2-base": Fixture("GPT2", "gpt2", dict(
        GPT, n_inner=20, activation_function="gelu", layer_norm_epsilon=1e-3), "base"),
    "gpt": Fixture("OpenAIGPT", "gpt", GPT),
    "llama": Fixture("Llama", "llama", dict(LLAMA, eos_token_id=[2, 7])),
    "llama3": Fixture("Llama", "llama", dict(
        LLAMA, tie_word_embeddings=True, rope_theta=500.0, rope_scaling=dict(
            rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
            original_max_position_embeddings=32)), "shards"),
    "llama-linear": Fixture("Llama", "llama-new", dict(
        LLAMA, tie_word_embeddings=True, attention_bias=True, mlp_bias=True, hidden_act="gelu",
        rope_scaling=dict(type="linear", factor=2.5)), "bf16"),
    "mistral": Fixture("Mistral", "llama-files", dict(
        LLAMA, tie_word_embeddings=True, sliding_window=4, head_dim=6, rms_norm_eps=1e-3)),
    "qwen2": Fixture("Qwen2", "qwen", dict(
        LLAMA, tie_word_embeddings=True, use_sliding_window=False), "f32"),
    "qwen2-sliding": Fixture("Qwen2", "qwen", dict(
        LLAMA, tie_word_embeddings=True, use_sliding_window=True, sliding_window=5,
        max_window_layers=0, num_key_value_heads=1)),
    "qwen3": Fixture("Qwen3", "qwen", dict(LLAMA, head_dim=8, rope_theta=1000000.0)),
}


def byte_level(pre_tokenizer, normalizer=None):
    tokenizer = tokenizers.Tokenizer(models.BPE())
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.train_from_iterator(CORPUS, trainers.BpeTrainer(
        vocab_size=280, special_tokens=["<|endoftext|>"], show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return tokenizer


def gpt2():
    return byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False))


def qwen():
    words = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
             r"|\s*[\r\n]+|\s+(?!\S)|\s+")
    return byte_level(pre_tokenizers.Sequence([
        pre_tokenizers.Split(tokenizers.Regex(words), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]), normalizers.NFC())


def llama():
    learnt = tokenizers.Tokenizer(models.BPE())
    learnt.pre_tokenizer = pre_tokenizers.Metaspace()
    learnt.train_from_iterator(CORPUS, trainers.BpeTrainer(vocab_size=80, show_progress=False))
    model = json.loads(learnt.to_str())["model"]
    special = ["<unk>", "<s>", "</s>"]
    pieces = special + ["<0x%02X>" % byte for byte in range(256)] + list(model["vocab"])
    tokenizer = tokenizers.Tokenizer(models.BPE(
        {piece: i for i, piece in enumerate(pieces)}, [tuple(merge) for merge in model["merges"]],
        unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
        decoders.Strip(" ", 1, 0)])
    # The special token before a text is added by the tokenizer's class.
    tokenizer.add_special_tokens(special)
    return tokenizer


def sentence_piece():
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(CORPUS), model_writer=model, model_type="bpe", vocab_size=340,
        byte_fallback=True, normalization_rule_name="identity", remove_extra_whitespaces=False,
        minloglevel=2)
    return model.getvalue()


def gpt():
    tokenizer = tokenizers.Tokenizer(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.BPEDecoder("</w>")
    tokenizer.train_from_iterator(CORPUS, trainers.BpeTrainer(
        vocab_size=160, special_tokens=["<unk>"], end_of_word_suffix="</w>", show_progress=False))
    return tokenizer


CLASSES = {"gpt2": "GPT2Tokenizer", "qwen": "Qwen2Tokenizer", "llama": "LlamaTokenizer",
           "gpt": "OpenAIGPTTokenizer"}
LLAMA_TOKENS = dict(bos_token="<s>", eos_token="</s>", unk_token="<unk>")
CHAT = "{% for message in messages %}{{ message.content }}{% endfor %}"


def make_tokenizers(folder):
    for name, tokenizer in dict(gpt2=gpt2(), qwen=qwen(), llama=llama(), gpt=gpt()).items():
        own = folder / name
        own.mkdir(parents=True)
        tokenizer.save(str(own / "tokenizer.json"), pretty=False)
        settings = {"tokenizer_class": CLASSES[name], "model_max_length": 1000}
        if name == "gpt2" or name == "qwen":
            settings["eos_token"] = "<|endoftext|>"
        if name == "qwen":
            settings["chat_template"] = CHAT
        if name == "llama":
            settings.update(LLAMA_TOKENS)
        write(own / "tokenizer_config.json", settings)
    for name, settings in {"llama-files": {}, "llama-new": dict(
            legacy=False, add_bos_token=False, add_eos_token=True)}.items():
        own = folder / name
        own.mkdir()
        (own / "tokenizer.model").write_bytes(sentence_piece())
        write(own / "tokenizer_config.json", dict(
            LLAMA_TOKENS, tokenizer_class="LlamaTokenizer", **settings))


def deviation(name, parameter):
    """Large enough that pieces differ in all layers, and follow each other in no simple circle."""
    if parameter.dim() == 1:
        return 0.3
    if any(part in name for part in ("wte", "wpe", "embed", "lm_head")):
        return 0.8
    return 0.6


def random_model(fixture, vocabulary, seed):
    config = getattr(transformers, fixture.family + "Config")(
        vocab_size=vocabulary, attn_implementation="eager", **fixture.options)
    torch.manual_seed(seed)
    suffix = "ForCausalLM" if fixture.family not in ("GPT2", "OpenAIGPT") else "LMHeadModel"
    model = getattr(transformers, fixture.family + suffix)(config).double().eval()
    stored = {"f32": torch.float32, "bf16": torch.bfloat16}.get(
        fixture.stored, torch.float16)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.normal_(0, deviation(name, parameter))
            if parameter.dim() == 1 and name.endswith("weight"):
                parameter.add_(1)
            parameter.copy_(parameter.to(stored))
    return model, stored


def greedy(model, ids):
    """What follows, and how clear the closest call was."""
    settings = transformers.GenerationConfig(
        max_new_tokens=STEPS, do_sample=False, use_cache=True, pad_token_id=0,
        return_dict_in_generate=True, output_logits=True)
    prompt = torch.tensor([ids])
    made = model.generate(prompt, attention_mask=torch.ones_like(prompt),
                          generation_config=settings)
    logits = torch.cat(made.logits)
    best = logits.topk(2).values
    follow = made.sequences[0, len(ids):].tolist()
    whole = model(made.sequences, use_cache=False).logits[0, len(ids) - 1:-1]
    assert torch.allclose(whole, logits.double(), atol=1e-4), "the cache makes a difference"
    return follow, (best[:, 0] - best[:, 1]).min().item()


def rounded(numbers):
    return [round(number, 5) for number in numbers.tolist()]


def run(model, text, ids, pieces):
    logits = model(torch.tensor([ids])).logits[0]
    return {"text": text, "ids": ids, "pieces": pieces,
            "scores": [rounded(row[pieces]) for row in logits],
            "sums": rounded(logits.logsumexp(-1))}, rounded(logits[-1])


def save(model, fixture, stored, folder):
    model.config.to_json_file(folder / "config.json")
    config = json.loads((folder / "config.json").read_text())
    config["architectures"] = [type(model).__name__]
    for field in ("transformers_version", "_attn_implementation_autoset", "torch_dtype"):
        config.pop(field, None)
    write(folder / "config.json", config)
    if config.get("eos_token_id") is not None:
        write(folder / "generation_config.json", {"eos_token_id": config["eos_token_id"]})
    tensors = {name: tensor.to(stored).contiguous() for name, tensor in model.state_dict().items()}
    if config.get("tie_word_embeddings", True):
        del tensors["lm_head.weight"]
    if fixture.stored == "base":
        tensors = {name.removeprefix("transformer."): t for name, t in tensors.items()}
    if fixture.stored == "buffers":
        for layer in range(config["n_layer"]):
            name = "transformer.h.%d.attn." % layer
            tensors[name + "bias"] = torch.ones(1, 1, 2, 2).tril()
            tensors[name + "masked_bias"] = torch.tensor(-1e4)
    if fixture.stored != "shards":
        safetensors.torch.save_file(tensors, folder / "model.safetensors", {"format": "pt"})
        return
    names = sorted(tensors)
    files = {"model-00001-of-00002.safetensors": names[:7],
             "model-00002-of-00002.safetensors": names[7:]}
    for file, own in files.items():
        safetensors.torch.save_file({n: tensors[n] for n in own}, folder / file, {"format": "pt"})
    write(folder / "model.safetensors.index.json", {
        "metadata": {}, "weight_map": {n: file for file, own in files.items() for n in own}})


def write(file, value):
    file.write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")


def make(name, fixture, out):
    tokenizer = transformers.AutoTokenizer.from_pretrained(out / "tokenizers" / fixture.tokenizer)
    ids = [tokenizer(text).input_ids for text in TEXTS]
    # Embeddings may have rows to spare.
    vocabulary = len(tokenizer) + (3 if fixture.family == "Qwen3" else 0)
    for seed in range(1000):
        model, stored = random_model(fixture, vocabulary, seed)
        with torch.no_grad():
            follow, gap = greedy(model, ids[0])
        if gap > CLOSE and len(set(follow[STEPS // 2:])) >= FEWEST:
            break
    else:
        raise ValueError("no seed for " + name)
    print(name, "seed", seed, "gap %.4f" % gap, "pieces", len(set(follow)), [len(i) for i in ids])
    folder = out / name
    folder.mkdir()
    save(model, fixture, stored, folder)
    pieces = list(range(5, vocabulary, vocabulary // 3))
    with torch.no_grad():
        texts, last = zip(*[run(model, text, own, pieces) for text, own in zip(TEXTS, ids)])
    write(folder / "expected.json", {"tokenizer": fixture.tokenizer, "texts": texts,
                                     "last": last[-1], "greedy": follow})


def main(out):
    shutil.rmtree(out, ignore_errors=True)
    make_tokenizers(out / "tokenizers")
    for name, fixture in FIXTURES.items():
        make(name, fixture, out)


if __name__ == "__main__":
    torch.set_num_threads(1)
    transformers.logging.set_verbosity_error()
    main(pathlib.Path(sys.argv[1]))
