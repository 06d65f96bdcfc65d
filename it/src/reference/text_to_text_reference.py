"""Makes tiny random models with encoder and decoder, and what transformers writes by them.

    pip install torch==2.5.1 transformers==4.53.3 sentencepiece==0.2.3 protobuf
    python text_to_text_reference.py OUT [NAME...]

OUT is models/importing/src/test/resources/org/neuralannotators/importing/texttotext. The script
writes there sentences.json, a list of SENTENCES sources, and for the models NAME or all of them
MODEL/ with config.json, generation_config.json where the model has one, weights, the files of its
tokenizer, and expected.json.gz:

    source, target  the languages that the model is told, as its tokenizer calls them, if it is
    texts   of some of the sentences "text", with special tokens its "ids", and
        target   pieces that the decoder reads, from its begin on
        pieces   some pieces of the vocabulary
        scores   [target][pieces]: the logits behind each of the target's pieces
        sums     of each of them the logarithm of the sum of the exponentials of all logits
    greedy  the text of each sentence that generate() writes with one beam, and else as the model's
            generation configuration says
    beam    the same with four beams

Weights are random and rounded to the type in which they are stored. Outputs are computed in double
precision; the seeds are such that single precision gives the same texts, of which most end before
their maximum length. Numbers have five decimals.
"""

import dataclasses
import gzip
import io
import itertools
import json
import pathlib
import shutil
import sys

import safetensors.torch
import sentencepiece
import tokenizers
import torch
import transformers
from sentencepiece import sentencepiece_model_pb2
from tokenizers import decoders, models, pre_tokenizers, trainers

SENTENCES = 100
SCORED = (0, 50, 96)
CLOSE = 4e-5
DIFFERENT = 60
ENDED = 10
ENGLISH = [["The river", "My brother", "An old friend", "Nobody", "The doctor's house", "Tom"],
           ["was seen", "has been", "didn't go", "will be", "is waiting"],
           ["in the spring", "by the water", "under 30 trees", "with us", "at the station",
            "for an hour"],
           [".", "!", " again.", ", I think.", "?", " \u2014 so what?", " and \u201cslept\u201d\u2026"]]
GERMAN = [["Der Fluss", "Mein Bruder", "Eine alte Freundin", "Niemand", "Das Haus des Arztes"],
          ["wurde gesehen", "ist gewesen", "ging nicht", "wartet"],
          ["im Fr\u00fchling", "am Wasser", "unter 30 B\u00e4umen", "mit uns", "auf der Stra\u00dfe"],
          [".", "!", " wieder.", ", glaube ich.", "?"]]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,!?'\"-"
RULES = "".join("%X\t%X\n" % pair for pair in zip(range(0xFF21, 0xFF3B), range(0x41, 0x5B)))
RULES += "2026\t2E 2E 2E\nA0\t20\n9\t20\nAD\t\n65 301\tE9\n"


def texts(parts):
    return ["%s %s %s%s" % each for each in itertools.product(*parts)]


def sentences():
    """Some of all, and a few that are odd."""
    all_texts = texts(ENGLISH)
    chosen = [all_texts[(i * 397) % len(all_texts)] for i in range(SENTENCES - 6)]
    return chosen + ["a", "two  blanks\u00a0here", "\u4e1c\u4eac and \U0001f600\U0001f600!", "cafe\u0301",
                     "T\u043e\u043c? No \u2014 Tom\u2026", "........ 1,000,000.00 --- x\u2581y"]


CORPUS = {"en": texts(ENGLISH)[::3] + [LETTERS] * 3, "de": texts(GERMAN)[::2] + [LETTERS] * 3}
CORPUS["both"] = CORPUS["en"] + CORPUS["de"]


@dataclasses.dataclass
class Fixture:
    """One model: its class, what makes its tokenizer, its shape, and how it generates."""
    family: str
    tokenizer: object
    options: dict
    generation: dict = None
    stored: str = "f16"
    languages: tuple = (None, None)


def pieces(file, corpus, **options):
    rules = file.parent / "rules.tsv"
    rules.write_text(RULES, encoding="utf-8")
    options = dict(model_type="unigram", vocab_size=150, hard_vocab_limit=False,
                   normalization_rule_tsv=str(rules), character_coverage=1.0) | options
    writer = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(CORPUS[corpus]), model_writer=writer, minloglevel=2,
        num_threads=1, **options)
    rules.unlink()
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(writer.getvalue())
    model.normalizer_spec.normalization_rule_tsv = ""
    file.write_bytes(model.SerializeToString())
    return [piece.piece for piece in model.pieces]


def with_ids(*vocabularies, first=("</s>", "<unk>"), last=()):
    ids = {}
    for piece in itertools.chain(first, *vocabularies, last):
        ids.setdefault(piece, len(ids))
    return ids


def marian(folder):
    """Some pieces of the sources are left out of the vocabulary."""
    source = pieces(folder / "source.spm", "en")
    target = pieces(folder / "target.spm", "de")
    write(folder / "vocab.json", with_ids(source[:100], target, last=["<pad>"]))
    write(folder / "tokenizer_config.json", {
        "tokenizer_class": "MarianTokenizer", "source_lang": "en", "target_lang": "de"})


def marian_separate(folder):
    source = pieces(folder / "source.spm", "en", model_type="bpe")
    target = pieces(folder / "target.spm", "de", model_type="bpe", vocab_size=120)
    languages = [">>deu<<", ">>nld<<"]
    write(folder / "vocab.json", with_ids(source, last=languages + ["<pad>"]))
    # The class of transformers wants as many for both sides.
    more = len(with_ids(source, last=languages)) - len(with_ids(target))
    write(folder / "target_vocab.json", with_ids(
        target, last=["<none%d>" % i for i in range(more)] + ["<pad>"]))
    write(folder / "tokenizer_config.json", {
        "tokenizer_class": "MarianTokenizer", "source_lang": "en", "target_lang": "gmw",
        "separate_vocabs": True})


def m2m100(folder):
    own = pieces(folder / "sentencepiece.bpe.model", "both", model_type="bpe")
    write(folder / "vocab.json", with_ids(own, first=["<s>", "<pad>", "</s>", "<unk>"]))
    codes = transformers.models.m2m_100.tokenization_m2m_100.FAIRSEQ_LANGUAGE_CODES["m2m100"]
    write(folder / "tokenizer_config.json", {
        "tokenizer_class": "M2M100Tokenizer",
        "additional_special_tokens": ["__%s__" % code for code in codes]})


def fairseq(file_type, **settings):
    def make(folder):
        pieces(folder / "sentencepiece.bpe.model", "both", model_type=file_type)
        write(folder / "tokenizer_config.json", settings)
    return make


def ended(name, **settings):
    def make(folder):
        pieces(folder / "spiece.model", "both", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
        write(folder / "tokenizer_config.json", dict(settings, tokenizer_class=name))
    return make


def saved(name, **settings):
    """With tokenizer.json alone."""
    def make(folder):
        ended(name, **settings)(folder)
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
        (folder / "spiece.model").unlink()
        tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    return make


def bart(folder):
    tokenizer = tokenizers.Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(CORPUS["both"], trainers.BpeTrainer(
        vocab_size=330, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"],
        show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    tokenizer.model.save(str(folder))


SMALL = dict(d_model=16, encoder_layers=2, decoder_layers=2, encoder_attention_heads=2,
             decoder_attention_heads=2, encoder_ffn_dim=20, decoder_ffn_dim=24,
             max_position_embeddings=80)
T5 = dict(d_model=16, d_kv=6, d_ff=20, num_layers=2, num_heads=3,
          relative_attention_num_buckets=8, relative_attention_max_distance=20)
FIXTURES = {
    "marian": Fixture("MarianMT", marian, dict(
        SMALL, scale_embedding=True, activation_function="swish", normalize_before=False,
        normalize_embedding=False, static_position_embeddings=True), dict(
        num_beams=6, max_length=21, bad_words_ids=[["pad"]], forced_eos_token_id=0,
        no_repeat_ngram_size=2, renormalize_logits=True), "positions"),
    "marian-separate": Fixture("MarianMT", marian_separate, dict(
        SMALL, share_encoder_decoder_embeddings=False, encoder_layers=3), dict(
        max_length=18, length_penalty=0.6, no_repeat_ngram_size=1, bad_words_ids=[["pad"]]), "f32", (None, ">>nld<<")),
    "m2m100": Fixture("M2M100", m2m100, SMALL, dict(
        max_length=21, early_stopping=True, num_beams=5, no_repeat_ngram_size=2,
        bad_words_ids=[["pad"]]), "f16", ("__en__", "__de__")),
    "nllb": Fixture("M2M100", fairseq(
        "bpe", tokenizer_class="NllbTokenizer", src_lang="eng_Latn"), SMALL, dict(
        max_length=16, no_repeat_ngram_size=2, bad_words_ids=[["pad"]]), "f16", ("fra_Latn", "deu_Latn")),
    "bart": Fixture("Bart", bart, SMALL, dict(
        max_length=24, min_length=9, no_repeat_ngram_size=3, length_penalty=2.0, num_beams=4,
        early_stopping=True, forced_bos_token_id=0, forced_eos_token_id=2), "twins"),
    # Without a generation configuration: the model's own says it, and its class.
    "bart-base": Fixture("Bart", bart, dict(
        SMALL, scale_embedding=True, activation_function="relu", max_length=15, num_beams=4,
        no_repeat_ngram_size=2)),
    "mbart": Fixture("MBart", fairseq(
        "unigram", tokenizer_class="MBartTokenizer", src_lang="en_XX", tgt_lang="ro_RO"), dict(
        SMALL, scale_embedding=True), dict(max_length=21, early_stopping="never", no_repeat_ngram_size=3), "f16",
        ("en_XX", "ro_RO")),
    "mbart50": Fixture("MBart", fairseq("unigram", tokenizer_class="MBart50Tokenizer"), SMALL, dict(
        max_length=21, forced_eos_token_id=2, no_repeat_ngram_size=2), "f16",
        ("en_XX", "de_DE")),
    "pegasus": Fixture("Pegasus", ended("PegasusTokenizer", offset=20), dict(
        SMALL, scale_embedding=True, activation_function="relu"), dict(
        max_length=21, length_penalty=0.8, num_beams=8, no_repeat_ngram_size=2, forced_eos_token_id=1)),
    "t5": Fixture("T5", ended("T5Tokenizer", extra_ids=10), dict(
        T5, feed_forward_proj="relu"), dict(max_new_tokens=18, repetition_penalty=1.3)),
    "t5-gated": Fixture("T5", saved("T5Tokenizer", extra_ids=10, legacy=False), dict(
        T5, feed_forward_proj="gated-gelu", tie_word_embeddings=False, num_decoder_layers=1), dict(
        max_length=21, min_length=4, suppress_tokens=[5, 9], no_repeat_ngram_size=2), "bf16"),
    "mt5": Fixture("MT5", ended("T5Tokenizer", extra_ids=0), dict(
        T5, tie_word_embeddings=False), dict(max_length=21, begin_suppress_tokens=[1, 7], repetition_penalty=1.5)),
}


SHARP = ("encoder_attn.q", "encoder_attn.k")


def deviation(name, parameter):
    """Large enough that targets depend on sources, and pieces don't follow each other in circles."""
    if parameter.dim() == 1:
        return 0.3
    # T5 doesn't divide the scores of attention.
    return 1.0 if any(part in name for part in SHARP) else 0.5


def random_model(fixture, vocabulary, marks, seed):
    config = getattr(transformers, fixture.family.removesuffix("MT") + "Config")(
        **vocabulary, attn_implementation="eager", **marks, **fixture.options)
    torch.manual_seed(seed)
    suffix = "Model" if fixture.family == "MarianMT" else "ForConditionalGeneration"
    model = getattr(transformers, fixture.family + suffix)(config).eval()
    stored = {"f32": torch.float32, "bf16": torch.bfloat16}.get(fixture.stored, torch.float16)
    with torch.no_grad():
        own = [(n, p) for n, p in model.named_parameters() if "embed_positions" not in n
               or fixture.family in ("Bart", "MBart")]
        own += [(n, b) for n, b in model.named_buffers() if n == "final_logits_bias"]
        for name, parameter in own:
            parameter.normal_(0, deviation(name, parameter))
            if parameter.dim() == 1 and name.endswith("weight"):
                parameter.add_(1)
            if name.endswith(("shared.weight", "embed_tokens.weight", "lm_head.weight")):
                # Some targets end early.
                parameter[marks["eos_token_id"]] *= 1.5
            parameter.copy_(parameter.to(stored))
    return model, stored


def generated(model, tokenizer, inputs, settings, beams):
    model.generation_config = settings
    made = model.generate(**inputs, num_beams=beams)
    return made, tokenizer.batch_decode(made, skip_special_tokens=True)


def alone(model, tokenizer, ids):
    """The text of one sentence: others beside it can keep its beams going longer."""
    made = model.generate(torch.tensor([ids]), num_beams=4)
    return tokenizer.decode(made[0], skip_special_tokens=True)


def rounded(numbers):
    return [round(number, 5) for number in numbers.tolist()]


def scored(model, text, ids, target, shown):
    logits = model(input_ids=torch.tensor([ids]), decoder_input_ids=torch.tensor([target])).logits[0]
    return {"text": text, "ids": ids, "target": target, "pieces": shown,
            "scores": [rounded(row[shown]) for row in logits], "sums": rounded(logits.logsumexp(-1))}


def write(file, value):
    file.write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")


def save(model, fixture, stored, settings, folder):
    model.config.to_json_file(folder / "config.json")
    config = json.loads((folder / "config.json").read_text())
    config["architectures"] = [type(model).__name__]
    for field in ("transformers_version", "_attn_implementation_autoset", "torch_dtype"):
        config.pop(field, None)
    write(folder / "config.json", config)
    if fixture.generation is not None:
        write(folder / "generation_config.json", settings)
    tensors = {n: t.to(stored).contiguous().clone() for n, t in model.state_dict().items()}
    if fixture.stored != "twins":
        # As save_pretrained leaves them out.
        tensors = {n: t for n, t in tensors.items() if not any(part in n for part in (
            "model.encoder.embed_tokens", "model.decoder.embed_tokens"))
            or "model.shared.weight" not in tensors}
        if config.get("tie_word_embeddings", True):
            tensors.pop("lm_head.weight", None)
        for side in ("encoder", "decoder"):
            tensors.pop(side + ".embed_tokens.weight", None)
    if fixture.family in ("MarianMT", "Pegasus") and fixture.stored != "positions":
        tensors = {n: t for n, t in tensors.items() if "embed_positions" not in n}
    safetensors.torch.save_file(tensors, folder / "model.safetensors", {"format": "pt"})


def make(name, fixture, out):
    folder = out / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    fixture.tokenizer(folder)
    config_type = getattr(transformers, fixture.family.removesuffix("MT") + "Config").model_type
    write(folder / "config.json", {"model_type": config_type})
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    source, target = fixture.languages
    if source:
        tokenizer.src_lang = source.strip("_") if name == "m2m100" else source
    prefix = target + " " if name == "marian-separate" else ""
    lines = sentences()
    inputs = tokenizer([prefix + line for line in lines], padding=True, return_tensors="pt")
    ids = [tokenizer(prefix + line).input_ids for line in lines]
    if name.startswith("marian"):
        targets = len(tokenizer.target_encoder if "separate" in name else tokenizer.encoder)
        vocabulary = dict(vocab_size=len(tokenizer.encoder), decoder_vocab_size=targets)
        begin = pad = tokenizer.pad_token_id if "separate" not in name else targets - 1
    else:
        size = len(tokenizer) + (108 if name == "m2m100" and len(tokenizer) < 200 else 2)
        vocabulary = dict(vocab_size=size)
        pad = tokenizer.pad_token_id
        begin = {"M2M100": 2, "Bart": 2, "MBart": 2}.get(fixture.family, pad)
    end = tokenizer.eos_token_id
    first = None
    if target and not prefix:
        first = (tokenizer.get_lang_id(target.strip("_")) if name == "m2m100"
                 else tokenizer.convert_tokens_to_ids(target))
    if name == "mbart":
        begin, first = first, None
    marks = dict(decoder_start_token_id=begin, pad_token_id=tokenizer.pad_token_id, eos_token_id=end)
    written = dict(marks, pad_token_id=pad)
    if fixture.generation is not None:
        written |= fixture.generation
        if "bad_words_ids" in written:
            written["bad_words_ids"] = [[pad]]
    shown = list(range(4, vocabulary.get("decoder_vocab_size", vocabulary["vocab_size"]), 40))
    for seed in range(200):
        model, stored = random_model(fixture, vocabulary, marks, seed)
        if fixture.generation is not None:
            settings = transformers.GenerationConfig(**written)
        else:
            settings = transformers.GenerationConfig.from_model_config(model.config)
        if first is not None:
            settings.forced_bos_token_id = first
        with torch.no_grad():
            found = [generated(model, tokenizer, inputs, settings, beams) for beams in (1, 4)]
            greedy = found[0][1]
            ends = sum(end in row[1:-1] for rows, _ in found for row in rows.tolist())
            if len(set(greedy)) < DIFFERENT or ends < ENDED:
                print(name, seed, "different", len(set(greedy)), "ended", ends, flush=True)
                continue
            near = [scored(model, lines[i], ids[i], found[0][0][i][:12].tolist(), shown)
                    for i in SCORED]
            model = model.double()
            apart = max(abs(a - b) for one, i in zip(near, SCORED) for row, own in zip(
                one["scores"], scored(model, lines[i], ids[i], one["target"], shown)["scores"])
                for a, b in zip(row, own))
            exact = [generated(model, tokenizer, inputs, settings, beams) for beams in (1, 4)]
        if apart < CLOSE and all(one[1] == other[1] for one, other in zip(found, exact)):
            break
    else:
        raise ValueError("no seed for " + name)
    (folder / "config.json").unlink()
    save(model, fixture, stored, written, folder)
    with torch.no_grad():
        rows = [scored(model, lines[i], ids[i], exact[0][0][i][:12].tolist(), shown)
                for i in SCORED]
        beam = [alone(model, tokenizer, own) for own in ids]
    expected = {"source": source, "target": target, "texts": rows,
                "greedy": exact[0][1], "beam": beam}
    text = json.dumps(expected, ensure_ascii=False).encode()
    (folder / "expected.json.gz").write_bytes(gzip.compress(text, mtime=0))
    print(name, "seed", seed, "different", len(set(greedy)), len(set(exact[1][1])), "ended", ends,
          greedy[:2], sum(f.stat().st_size for f in folder.iterdir()), flush=True)


def main(out, *names):
    out.mkdir(parents=True, exist_ok=True)
    write(out / "sentences.json", sentences())
    for name, fixture in FIXTURES.items():
        if not names or name in names:
            make(name, fixture, out)


if __name__ == "__main__":
    torch.set_num_threads(1)
    transformers.logging.set_verbosity_error()
    main(pathlib.Path(sys.argv[1]), *sys.argv[2:])
