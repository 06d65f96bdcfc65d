"""Makes small tokenizers of every kind, and what Hugging Face's tokenizers give for some sentences.

    pip install tokenizers==0.23.3 sentencepiece==0.2.3 protobuf
    python tokenizers_reference.py SENTENCES OUT

SENTENCES has a sentence a line. OUT gets NAME.json, a tokenizer.json each, and NAME.tsv: for each
sentence its pieces as id:begin:end:word, offsets in code points, a tab, and the decoded text.
"""

import base64
import json
import pathlib
import sys
import tempfile

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import (AddedToken, Regex, Tokenizer, decoders, models, normalizers,
                        pre_tokenizers, processors, trainers)

SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
MARK = "\u2581"


def byte_level(sentences):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(sentences, trainers.BpeTrainer(
        vocab_size=800, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return tokenizer


def roberta(sentences):
    tokenizer = byte_level(sentences)
    tokenizer.post_processor = processors.RobertaProcessing(
        ("</s>", 2), ("<s>", 0), trim_offsets=True, add_prefix_space=False)
    return tokenizer


def roberta_prefixed(sentences):
    tokenizer = byte_level(sentences)
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.post_processor = processors.RobertaProcessing(
        ("</s>", 2), ("<s>", 0), trim_offsets=True, add_prefix_space=True)
    tokenizer.add_tokens([AddedToken("Berlin", single_word=True),
                          AddedToken("New York", lstrip=True), "e-mail"])
    return tokenizer


def modern(sentences):
    tokenizer = byte_level(sentences)
    tokenizer.normalizer = normalizers.NFC()
    words = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
             r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(words), behavior="isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=True),
        processors.TemplateProcessing(
            single="<s> $A </s>", pair="<s> $A </s> $B:1 </s>:1",
            special_tokens=[("<s>", 0), ("</s>", 2)])])
    return tokenizer


def llama(sentences):
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>", fuse_unk=True))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Prepend(MARK), normalizers.Replace(" ", MARK)])
    tokenizer.train_from_iterator(sentences, trainers.BpeTrainer(
        vocab_size=1000, limit_alphabet=150,
        special_tokens=["<unk>", "<s>", "</s>"] + ["<0x%02X>" % i for i in range(256)]))
    tokenizer.decoder = decoders.Sequence([
        decoders.Replace(MARK, " "), decoders.ByteFallback(), decoders.Fuse(),
        decoders.Strip(" ", 1, 0)])
    return tokenizer


def word_piece(sentences, lowercase, longest):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=longest))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.train_from_iterator(
        sentences, trainers.WordPieceTrainer(vocab_size=900, special_tokens=SPECIALS))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return tokenizer


def uncased(sentences):
    return word_piece(sentences, True, 100)


def cased(sentences):
    return word_piece(sentences, False, 20)


def digits(sentences):
    tokenizer = word_piece(sentences, False, 100)
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Strip()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Whitespace(), pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.Punctuation(behavior="merged_with_next")])
    return tokenizer


def sentence_piece(sentences, rules, fallback):
    with tempfile.TemporaryDirectory() as folder:
        prefix = folder + "/model"
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(sentences), model_prefix=prefix, vocab_size=1300, hard_vocab_limit=False,
            character_coverage=0.98, byte_fallback=fallback, model_type="unigram",
            normalization_rule_name=rules, minloglevel=2)
        model = sentencepiece_model_pb2.ModelProto()
        model.ParseFromString(pathlib.Path(prefix + ".model").read_bytes())
    precompiled = base64.b64encode(model.normalizer_spec.precompiled_charsmap).decode()
    mark = {"type": "Metaspace", "replacement": MARK, "prepend_scheme": "always", "split": True}
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
        "normalizer": {"type": "Precompiled", "precompiled_charsmap": precompiled},
        "pre_tokenizer": mark, "post_processor": None, "decoder": mark,
        "model": {"type": "Unigram", "unk_id": 0, "byte_fallback": fallback,
                  "vocab": [[piece.piece, piece.score] for piece in model.pieces]}}


def from_rules(rules):
    return Tokenizer.from_str(json.dumps(rules))


def xlm_roberta(sentences):
    rules = sentence_piece(sentences, "nmt_nfkc", False)
    rules["normalizer"] = {"type": "Sequence", "normalizers": [
        rules["normalizer"],
        {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]}
    rules["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [
        {"type": "WhitespaceSplit"}, rules["pre_tokenizer"]]}
    return from_rules(rules)


def albert(sentences):
    rules = sentence_piece(sentences, "nmt_nfkc", True)
    rules["normalizer"] = {"type": "Sequence", "normalizers": [
        {"type": "Replace", "pattern": {"String": "``"}, "content": '"'},
        {"type": "NFKD"}, {"type": "StripAccents"}, {"type": "Lowercase"}]}
    rules["pre_tokenizer"] = {"type": "Metaspace", "replacement": MARK,
                              "prepend_scheme": "first", "split": False}
    return from_rules(rules)


def main():
    sentences = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")[:-1]
    out = pathlib.Path(sys.argv[2])
    for make in (roberta, roberta_prefixed, modern, llama, uncased, cased, digits, xlm_roberta,
                 albert):
        tokenizer = make(sentences)
        tokenizer.save(str(out / (make.__name__ + ".json")), pretty=False)
        with open(out / (make.__name__ + ".tsv"), "w", encoding="utf-8") as file:
            for sentence in sentences:
                encoding = tokenizer.encode(sentence, add_special_tokens=False)
                pieces = " ".join(
                    "%d:%d:%d:%d" % (piece, begin, end, word) for piece, (begin, end), word
                    in zip(encoding.ids, encoding.offsets, encoding.word_ids))
                decoded = tokenizer.decode(encoding.ids).replace("\\", "\\\\").replace("\n", "\\n")
                file.write(pieces + "\t" + decoded + "\n")


main()
