"""The speed of translators of Marian's form with random weights, ours and others' in turn, on the
same CPU in one run.

    pip install torch==2.7.1 transformers==4.53.3 ctranslate2==4.8.5 sentencepiece==0.2.3
    python translator_speed.py --class-path JARS --data FOLDER --out FOLDER [--rounds 5] [PART...]

`mvn verify -Pbench -pl it -am -Dtranslator.speed.skip=false -Dbench.skip=true` runs it with the
class path; -Dtranslator.speed.python names a Python that has these. --data is the folder that has
mt/tatoeba-en-de. PARTs, all by default:

    marian     OPUS-MT's size: 6 + 6 layers of 512, 58,101 pieces
    small      the size of en-de-small: 3 + 3 layers of 256, 8,000 pieces

Each translates the same sentences of Tatoeba, greedily and with 4 beams, to 29 or 30 pieces each,
in fp32: sentences a second. CTranslate2 and PyTorch, by transformers, write the same texts. All have
two threads (CTranslate2 either for one batch or one for each of two, whichever is faster). Each is
warmed up, then they take turns; a figure is the median of the rounds, and a ratio ours divided by
the best other.
"""

import argparse
import json
import pathlib
import time
import warnings

import ctranslate2
import sentencepiece
import torch
import transformers

import speed

SENTENCES, BATCH, LENGTH = 128, 32, 30
BEAMS = 1, 4
SIZES = {
    "marian": dict(layers=6, hidden=512, heads=8, inner=2048, pieces=58101),
    "small": dict(layers=3, hidden=256, heads=4, inner=768, pieces=8000)}


def make_model(folder, data, layers, hidden, heads, inner, pieces):
    """A random model of this size; most of its pieces are in no text."""
    folder.mkdir(parents=True)
    text = folder / "text"
    with open(data / "mt/tatoeba-en-de/train.tsv") as pairs, open(text, "w") as file:
        file.writelines(side.strip() + "\n" for pair in pairs for side in pair.split("\t")[:2])
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / "source"), vocab_size=7000, bos_id=-1,
        eos_id=0, unk_id=1, minloglevel=2)
    text.unlink()
    (folder / "source.vocab").unlink()
    (folder / "target.spm").write_bytes((folder / "source.model").read_bytes())
    (folder / "source.model").rename(folder / "source.spm")
    model = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    names = [model.id_to_piece(i) for i in range(model.get_piece_size())]
    names += [f"unused{i}" for i in range(pieces - 1 - len(names))] + ["<pad>"]
    (folder / "vocab.json").write_text(json.dumps({name: i for i, name in enumerate(names)}))
    transformers.MarianTokenizer(
        source_spm=str(folder / "source.spm"), target_spm=str(folder / "target.spm"),
        vocab=str(folder / "vocab.json"), source_lang="en", target_lang="de"
    ).save_pretrained(folder)
    torch.manual_seed(1)
    config = transformers.MarianConfig(
        vocab_size=pieces, d_model=hidden, encoder_layers=layers, decoder_layers=layers,
        encoder_attention_heads=heads, decoder_attention_heads=heads, encoder_ffn_dim=inner,
        decoder_ffn_dim=inner, activation_function="swish", scale_embedding=True,
        max_position_embeddings=512, eos_token_id=0, pad_token_id=pieces - 1,
        decoder_start_token_id=pieces - 1, forced_eos_token_id=None, init_std=0.05)
    network = transformers.MarianMTModel(config)
    network.generation_config = transformers.GenerationConfig(
        max_new_tokens=LENGTH, min_new_tokens=LENGTH - 1, eos_token_id=0, pad_token_id=pieces - 1,
        decoder_start_token_id=pieces - 1, bad_words_ids=[[pieces - 1]])
    network.save_pretrained(folder)


def sentences(data):
    """Three sentences in one, as most are short."""
    with open(data / "mt/tatoeba-en-de/test.tsv") as pairs:
        short = [pair.split("\t")[0] for pair in pairs]
    return [" ".join(short[i::SENTENCES][:3]) for i in range(SENTENCES)]


class OurTranslator(speed.Ours):
    def __init__(self, class_path):
        super().__init__(class_path, "TranslatorSpeed")

    def translate(self, texts, beams):
        answer = self.ask("translate", texts=texts, beams=beams)
        return answer["seconds"], answer["texts"]


class TransformersTranslator:
    name = "PyTorch, transformers"

    def __init__(self, folder, tokenizer):
        self.tokenizer = tokenizer
        self.model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder).eval()

    def translate(self, texts, beams):
        begin = time.perf_counter()
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        found = [""] * len(texts)
        for at in range(0, len(texts), BATCH):
            some = order[at:at + BATCH]
            batch = self.tokenizer([texts[i] for i in some], return_tensors="pt", padding=True)
            with torch.inference_mode():
                ids = self.model.generate(**batch, num_beams=beams, do_sample=False)
            for i, text in zip(some, self.tokenizer.batch_decode(ids, skip_special_tokens=True)):
                found[i] = text
        return time.perf_counter() - begin, found


class CTranslate2Translator:
    def __init__(self, folder, tokenizer, translators):
        self.name = f"CTranslate2, {translators} x {speed.THREADS // translators} threads"
        self.tokenizer = tokenizer
        converted = folder / "ctranslate2"
        if not converted.exists():
            speed.Converter(str(folder)).convert(str(converted))
        self.model = ctranslate2.Translator(
            str(converted), device="cpu", compute_type="float32", inter_threads=translators,
            intra_threads=speed.THREADS // translators)

    def translate(self, texts, beams):
        begin = time.perf_counter()
        pieces = [self.tokenizer.convert_ids_to_tokens(ids) for ids in self.tokenizer(texts).input_ids]
        found = self.model.translate_batch(
            pieces, beam_size=beams, max_batch_size=BATCH, min_decoding_length=LENGTH - 1,
            max_decoding_length=LENGTH, length_penalty=1)
        ids = [self.tokenizer.convert_tokens_to_ids(each.hypotheses[0]) for each in found]
        return time.perf_counter() - begin, self.tokenizer.batch_decode(ids, skip_special_tokens=True)


def compare(report, contestants, rounds, texts, title, beams):
    written = {}

    def measure(each):
        seconds, written[each.name] = each.translate(texts, beams)
        return len(texts) / seconds

    speeds = speed.in_turn(contestants, rounds, measure)
    for each in contestants[1:]:
        other = sum(a != b for a, b in zip(written[each.name], written[contestants[0].name]))
        if other > 0:
            report.say(f"{each.name} wrote {other} other texts than {contestants[0].name}.\n")
    report.table(title, "sentences/s", speeds)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--class-path", required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("parts", nargs="*", metavar="PART", default=[], help=", ".join(SIZES))
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    transformers.logging.set_verbosity_error()
    torch.set_num_threads(speed.THREADS)
    options.out.mkdir(parents=True, exist_ok=True)
    report = speed.Report(options.out / "translator-speed.md")
    texts = sentences(options.data)
    for part in options.parts or SIZES:
        folder = options.out / part
        if not folder.exists():
            make_model(folder, options.data, **SIZES[part])
        ours = OurTranslator(options.class_path)
        machine = ours.ask("load", folder=str(folder), out=str(options.out / f"{part}.bundle"))
        report.say(f"{part}, {machine['machine']}\n")
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
        contestants = [
            ours, CTranslate2Translator(folder, tokenizer, 1),
            CTranslate2Translator(folder, tokenizer, 2), TransformersTranslator(folder, tokenizer)]
        for beams in BEAMS:
            title = f"{part}, {'greedy' if beams == 1 else f'{beams} beams'}"
            compare(report, contestants, options.rounds, texts, title, beams)


if __name__ == "__main__":
    main()
