"""The small tokenizers of the fixtures, saved as Hugging Face saves those of each family.

Each function writes a folder. Those whose name ends in _files write no tokenizer.json: only what a
SentencePiece model, a vocab.txt or vocab.json with merges.txt hold.
"""

import collections
import io
import json
import pathlib
import tempfile

import sentencepiece
import transformers
from sentencepiece import sentencepiece_model_pb2
from tokenizers import (AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers,
                        processors, trainers)

RULES = {"\uff21": "A", "\uff2f": "O", "\uff53": "s", "\uff41": "a", "\uff4b": "k", "\ufb01": "fi",
         "\u2116": "No", "\u00a0": " ", "\t": " ", "\u200b": " ", "e\u0301": "\u00e9"}


def save(tokenizer, folder, *unwanted):
    tokenizer.save_pretrained(folder)
    for name in unwanted:
        (folder / name).unlink(missing_ok=True)
    rules = folder / "tokenizer.json"
    if rules.exists():
        rules.write_text(json.dumps(json.loads(rules.read_text("utf-8")), ensure_ascii=False,
                                    separators=(",", ":")), "utf-8")


def word_pieces(texts, lowercase, specials, last=()):
    """The most frequent letters and, by what they cover, strings; tokenizers' own trainer gives
    others each time."""
    normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    letters, strings = collections.Counter(), collections.Counter()
    for text in texts:
        for word, _ in pre_tokenizers.BertPreTokenizer().pre_tokenize_str(
                normalizer.normalize_str(text)):
            for begin in range(len(word)):
                letters[word[begin]] += 1
                for end in range(begin + 2, min(begin + 7, len(word)) + 1):
                    strings[("##" if begin else "") + word[begin:end]] += end - begin
    chosen = [letter for letter, _ in first(letters, 75)]
    continued = ["##" + letter for letter in chosen if letter.isalnum()]
    return specials + chosen + continued + [s for s, _ in first(strings, 50)] + list(last)


def first(counts, size):
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:size]


BERT = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def vocabulary_file(folder, pieces):
    file = pathlib.Path(folder) / "vocab.txt"
    file.write_text("".join(piece + "\n" for piece in pieces), encoding="utf-8")
    return str(file)


def bert_cased(texts, folder):
    with tempfile.TemporaryDirectory() as temporary:
        vocabulary = vocabulary_file(temporary, word_pieces(texts, False, BERT))
        save(transformers.BertTokenizerFast(vocabulary, do_lower_case=False), folder, "vocab.txt")


def bert_uncased(texts, folder):
    with tempfile.TemporaryDirectory() as temporary:
        vocabulary = vocabulary_file(temporary, word_pieces(texts, True, BERT))
        save(transformers.BertTokenizerFast(vocabulary), folder, "vocab.txt")


def bert_files(texts, folder):
    with tempfile.TemporaryDirectory() as temporary:
        pieces = word_pieces([text.lower() for text in texts], False, BERT)
        tokenizer = transformers.BertTokenizer(
            vocabulary_file(temporary, pieces), strip_accents=False)
        tokenizer.add_tokens(["hamburg", AddedToken("Müller", normalized=False), "#d user"])
        save(tokenizer, folder)


def mpnet(texts, folder):
    with tempfile.TemporaryDirectory() as temporary:
        pieces = word_pieces(texts, True, ["<s>", "<pad>", "</s>", "<unk>", "[UNK]"], ["<mask>"])
        save(transformers.MPNetTokenizerFast(vocabulary_file(temporary, pieces)), folder,
             "vocab.txt")


def byte_pairs(texts, specials, last):
    """vocab.json and merges.txt as values."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=285, special_tokens=specials, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    rules = json.loads(tokenizer.to_str())["model"]
    for token in last:
        rules["vocab"][token] = len(rules["vocab"])
    return rules["vocab"], [tuple(merge) for merge in rules["merges"]]


def byte_pair_files(texts, specials, last, folder):
    vocabulary, merges = byte_pairs(texts, specials, last)
    folder = pathlib.Path(folder)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
    (folder / "merges.txt").write_text(
        "#version: 0.2\n" + "".join("%s %s\n" % merge for merge in merges), "utf-8")
    return str(folder / "vocab.json"), str(folder / "merges.txt")


ROBERTA = ["<s>", "<pad>", "</s>", "<unk>"]


def roberta(texts, folder):
    with tempfile.TemporaryDirectory() as temporary:
        files = byte_pair_files(texts, ROBERTA, ["<mask>"], temporary)
        save(transformers.RobertaTokenizerFast(*files), folder, "vocab.json", "merges.txt")


def roberta_files(texts, folder):
    with tempfile.TemporaryDirectory() as temporary:
        files = byte_pair_files(texts, ROBERTA, ["<mask>"], temporary)
        save(transformers.RobertaTokenizer(*files), folder)


def deberta(texts, folder):
    with tempfile.TemporaryDirectory() as temporary:
        files = byte_pair_files(texts, ["[PAD]", "[CLS]", "[SEP]", "[UNK]"], ["[MASK]"], temporary)
        tokenizer = transformers.DebertaTokenizerFast(*files, add_prefix_space=True)
        save(tokenizer, folder, "vocab.json", "merges.txt")


def modernbert(texts, folder):
    vocabulary, merges = byte_pairs(texts, ["|||EMAIL_ADDRESS|||", "<|padding|>"], [])
    tokenizer = Tokenizer(models.BPE(vocabulary, merges))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(["<|padding|>"])
    tokenizer.add_tokens([AddedToken("   ", normalized=True), AddedToken("  ", normalized=True)])
    tokenizer.add_special_tokens(
        ["[UNK]", "[CLS]", "[SEP]", "[PAD]", AddedToken("[MASK]", lstrip=True, special=True)])
    special = [(token, tokenizer.token_to_id(token)) for token in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B [SEP]", special_tokens=special)
    save(transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
        pad_token="[PAD]", mask_token="[MASK]",
        model_input_names=["input_ids", "attention_mask"]), folder)


def sentence_pieces(texts, folder, name, **options):
    """Trains a SentencePiece model of the scripts of the first sentences."""
    rules = pathlib.Path(folder) / "rules.tsv"
    rules.write_text("".join(
        " ".join("%X" % ord(c) for c in source) + "\t" + " ".join("%X" % ord(c) for c in target)
        + "\n" for source, target in sorted(RULES.items())), "utf-8")
    if "normalization_rule_name" not in options:
        options["normalization_rule_tsv"] = str(rules)
    trained = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts[:12] + texts[22:28]), model_writer=trained, vocab_size=230,
        hard_vocab_limit=False, character_coverage=0.99, model_type="unigram", num_threads=1,
        minloglevel=2, **options)
    model = sentencepiece_model_pb2.ModelProto.FromString(trained.getvalue())
    model.normalizer_spec.ClearField("normalization_rule_tsv")
    file = pathlib.Path(folder) / name
    file.write_bytes(model.SerializeToString())
    return str(file)


def of_sentence_pieces(texts, folder, kind, name, options, **arguments):
    with tempfile.TemporaryDirectory() as temporary:
        save(kind(sentence_pieces(texts, temporary, name, **options), **arguments), folder,
             *([name] if kind.__name__.endswith("Fast") else []))


ALBERT = dict(pad_id=0, unk_id=1, bos_id=-1, eos_id=-1,
              control_symbols=["[CLS]", "[SEP]", "[MASK]"])
XLNET = dict(normalization_rule_name="identity",
             control_symbols=["<cls>", "<sep>", "<pad>", "<mask>", "<eod>", "<eop>"])
DEBERTA_V3 = dict(pad_id=0, unk_id=3, bos_id=1, eos_id=2, pad_piece="[PAD]", bos_piece="[CLS]",
                  eos_piece="[SEP]", unk_piece="[UNK]")


def albert(texts, folder):
    of_sentence_pieces([text.lower() for text in texts], folder, transformers.AlbertTokenizerFast,
                       "spiece.model", ALBERT)


def albert_files(texts, folder):
    of_sentence_pieces([text.lower() for text in texts], folder, transformers.AlbertTokenizer,
                       "spiece.model", ALBERT)


def xlm_roberta(texts, folder):
    of_sentence_pieces(texts, folder, transformers.XLMRobertaTokenizerFast,
                       "sentencepiece.bpe.model", {})


def xlm_roberta_files(texts, folder):
    of_sentence_pieces(texts, folder, transformers.XLMRobertaTokenizer,
                       "sentencepiece.bpe.model", {})


def camembert(texts, folder):
    of_sentence_pieces(texts, folder, transformers.CamembertTokenizerFast,
                       "sentencepiece.bpe.model", {})


def camembert_files(texts, folder):
    of_sentence_pieces(texts, folder, transformers.CamembertTokenizer,
                       "sentencepiece.bpe.model", {})


def deberta_v3(texts, folder):
    of_sentence_pieces(texts, folder, transformers.DebertaV2TokenizerFast, "spm.model", DEBERTA_V3)


def deberta_v3_files(texts, folder):
    of_sentence_pieces(texts, folder, transformers.DebertaV2Tokenizer, "spm.model", DEBERTA_V3)


def xlnet(texts, folder):
    of_sentence_pieces(texts, folder, transformers.XLNetTokenizerFast, "spiece.model", XLNET)


def xlnet_files(texts, folder):
    of_sentence_pieces(texts, folder, transformers.XLNetTokenizer, "spiece.model", XLNET,
                       do_lower_case=True)


ALL = (bert_cased, bert_uncased, bert_files, mpnet, roberta, roberta_files, deberta, modernbert,
       albert, albert_files, xlm_roberta, xlm_roberta_files, camembert, camembert_files,
       deberta_v3, deberta_v3_files, xlnet, xlnet_files)
