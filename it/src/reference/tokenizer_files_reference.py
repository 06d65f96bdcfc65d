"""Makes small folders of tokenizer files, as Hugging Face's models have them, and what transformers makes of each.

    pip install transformers==4.57.6 tokenizers==0.22.2 sentencepiece==0.2.3 protobuf
    python tokenizer_files_reference.py SENTENCES OUT [NAME...]

SENTENCES has a sentence a line. OUT gets a folder a tokenizer (NAME or all of them), and odd.json, the lines of ODD; besides its files
there are expected.json, the tokenizer.json that transformers makes of them, unless it has none for the class, and expected.tsv: how the ids come about (text: special tokens
included; words: of a sentence that is split, or where a
tokenizer refuses that, of its words with blanks between; pair: with the one before), the number of ids and
their CRC-32, for the lines of SENTENCES and
ODD in turn. Prints how many sentences have other ids by transformers' tokenizers in Python ("slow"). Version 4 is
what today's models were trained with; version 5 normalises some families' texts otherwise.
"""

import json
import pathlib
import shutil
import sys
import tempfile
import zlib

import sentencepiece
import transformers
from sentencepiece import sentencepiece_model_pb2
from tokenizers import (AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors,
                        trainers)

# Line breaks and several blanks, special tokens in texts, added tokens, quotes, accents, ligatures.
ODD = ["", " ", "  two  blanks ", "a\tb", "x <mask> y [MASK] z<mask>", "[CLS] a [SEP] </s> <s> b", "New York, new york",
       "NEW  York e-mail", "``a'' ''b``", "caf\u00e9 cafe\u0301 \u00c9\u00c8", "\ufb01ne \uff21\uff22 \u00a0x",
       "1,000, 2,50 and 3,", "(a) \"b\" -c- \u00a35", "\u4e1c\u4eac tokyo \ud55c\uad6d", "a\u2581b", "\U0001f600 ok",
       "aaaa bbb <extra> <unk> [UNK] <pad>", "Stra\u00dfe \u0130I", "x" * 130]

RULES = "".join("%X\t%X\n" % pair for pair in zip(range(0xFF21, 0xFF3B), range(0x41, 0x5B)))
RULES += "FB01\t66 69\nA0\t20\n9\t20\n3000\t20\nAD\t\n65 301\tE9\n"


def write(folder, name, content):
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    (folder / name).write_text(text, encoding="utf-8")


def train(sentences, file, **options):
    with tempfile.TemporaryDirectory() as folder:
        rules = pathlib.Path(folder) / "rules.tsv"
        rules.write_text(RULES, encoding="utf-8")
        options = {"model_type": "unigram", "character_coverage": 0.98, "normalization_rule_tsv": str(rules), "vocab_size": 400} | options
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(sentences), model_prefix=folder + "/model", hard_vocab_limit=False,
            minloglevel=2, **options)
        model = sentencepiece_model_pb2.ModelProto()
        model.ParseFromString(pathlib.Path(folder + "/model.model").read_bytes())
        model.trainer_spec.model_prefix = ""
        model.normalizer_spec.normalization_rule_tsv = ""
        file.write_bytes(model.SerializeToString())


def symbols(text):
    return [""] if not text else text.split()


def albert(folder, sentences):
    train(sentences, folder / "spiece.model", pad_id=0, unk_id=1, bos_id=-1, eos_id=-1,
          control_symbols=symbols("[CLS] [SEP] [MASK]"), user_defined_symbols=symbols("( ) \" - . \u00a3"))
    write(folder, "config.json", {"model_type": "albert"})


def albert_accents(folder, sentences):
    train(sentences, folder / "spiece.model", pad_id=0, unk_id=1, bos_id=-1, eos_id=-1,
          control_symbols=symbols("[CLS] [SEP] [MASK]"), normalization_rule_name="identity", normalization_rule_tsv="")
    write(folder, "tokenizer_config.json", {
        "tokenizer_class": "AlbertTokenizer", "do_lower_case": False, "keep_accents": True, "model_max_length": 512})


def xlnet(folder, sentences):
    train(sentences, folder / "spiece.model", control_symbols=symbols("<cls> <sep> <pad> <mask> <eod>"),
          user_defined_symbols=symbols("<eop> . ( ) \""))
    write(folder, "config.json", {"model_type": "xlnet"})


def camembert(folder, sentences):
    train(sentences, folder / "sentencepiece.bpe.model")
    write(folder, "tokenizer_config.json", {"model_max_length": 512})
    write(folder, "config.json", {"model_type": "camembert"})


def xlm_roberta(folder, sentences):
    train(sentences, folder / "sentencepiece.bpe.model")
    write(folder, "config.json", {"model_type": "xlm-roberta"})


def xlm_roberta_bpe(folder, sentences):
    train(sentences, folder / "sentencepiece.bpe.model", model_type="bpe")
    write(folder, "tokenizer_config.json", {"tokenizer_class": "XLMRobertaTokenizer", "additional_special_tokens": ["<extra>"]})


def deberta_v3(folder, sentences):
    train(sentences, folder / "spm.model", pad_id=0, bos_id=1, eos_id=2, unk_id=3, pad_piece="[PAD]", bos_piece="[CLS]",
          eos_piece="[SEP]", unk_piece="[UNK]", byte_fallback=True)
    write(folder, "tokenizer_config.json", {"do_lower_case": False, "vocab_type": "spm"})
    write(folder, "config.json", {"model_type": "deberta-v2"})


def deberta_v2_added(folder, sentences):
    train(sentences, folder / "spm.model", pad_id=0, bos_id=1, eos_id=2, unk_id=3, pad_piece="[PAD]", bos_piece="[CLS]",
          eos_piece="[SEP]", unk_piece="[UNK]")
    size = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spm.model")).get_piece_size()
    write(folder, "tokenizer_config.json", {"tokenizer_class": "DebertaV2Tokenizer", "do_lower_case": True, "split_by_punct": True})
    write(folder, "added_tokens.json", {"[MASK]": size, "New York": size + 1})
    write(folder, "special_tokens_map.json", {
        "bos_token": "[CLS]", "eos_token": "[SEP]", "cls_token": "[CLS]", "sep_token": "[SEP]", "pad_token": "[PAD]",
        "mask_token": "[MASK]", "unk_token": {"content": "[UNK]", "lstrip": False, "normalized": True, "rstrip": False, "single_word": False}})


def byte_level(folder, sentences, specials):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.train_from_iterator(sentences, trainers.BpeTrainer(
        vocab_size=400, special_tokens=specials, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    tokenizer.model.save(str(folder))
    return tokenizer


ROBERTA = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
DEBERTA = ["[CLS]", "[PAD]", "[SEP]", "[UNK]", "[MASK]"]


def roberta(folder, sentences):
    byte_level(folder, sentences, ROBERTA)
    write(folder, "config.json", {"model_type": "roberta"})


def roberta_prefixed(folder, sentences):
    tokenizer = byte_level(folder, sentences, ROBERTA)
    size = tokenizer.get_vocab_size()
    write(folder, "tokenizer_config.json", {
        "tokenizer_class": "RobertaTokenizer", "add_prefix_space": True, "model_max_length": 512, "added_tokens_decoder": {
            str(size): {"content": "New York", "lstrip": False, "normalized": True, "rstrip": False, "single_word": True, "special": False},
            str(size + 1): {"content": "<extra>", "lstrip": False, "normalized": False, "rstrip": True, "single_word": False, "special": True}}})


def deberta(folder, sentences):
    byte_level(folder, sentences, DEBERTA)
    write(folder, "tokenizer_config.json", {"tokenizer_class": "DebertaTokenizer", "add_prefix_space": True})


def gpt2(folder, sentences):
    byte_level(folder, sentences, ["<|endoftext|>"])
    write(folder, "config.json", {"model_type": "gpt2"})


def pieces(sentences, lowercase, specials):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(sentences, trainers.WordPieceTrainer(vocab_size=400, special_tokens=specials))
    return [piece for piece, _ in sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])]


BERT = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def bert(folder, sentences):
    write(folder, "vocab.txt", "\n".join(pieces(sentences, True, BERT)) + "\n")
    write(folder, "config.json", {"model_type": "bert"})


def electra_cased(folder, sentences):
    vocabulary = pieces(sentences, False, BERT)
    write(folder, "vocab.txt", "\n".join(vocabulary) + "\n")
    write(folder, "tokenizer_config.json", {
        "tokenizer_class": "ElectraTokenizer", "do_lower_case": False, "strip_accents": True, "tokenize_chinese_chars": False})
    write(folder, "added_tokens.json", {"New York": len(vocabulary), "<extra>": len(vocabulary) + 1})


def mpnet(folder, sentences):
    write(folder, "vocab.txt", "\n".join(pieces(sentences, True, ["<s>", "<pad>", "</s>", "<unk>"]) + ["[UNK]", "<mask>"]) + "\n")
    write(folder, "config.json", {"model_type": "mpnet"})


def document(folder, sentences, lowercase):
    """A tokenizer.json of WordPiece without a post-processor."""
    vocabulary = pieces(sentences, lowercase, BERT)
    tokenizer = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(vocabulary)}, unk_token="[UNK]",
                                           max_input_chars_per_word=12))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.add_special_tokens(BERT)
    return tokenizer


def bert_contradicted(folder, sentences):
    """The configuration says that capitals stay, and knows more tokens than the document."""
    document(folder, sentences, True).save(str(folder / "tokenizer.json"), pretty=False)
    write(folder, "tokenizer_config.json", {
        "tokenizer_class": "BertTokenizer", "do_lower_case": False, "tokenize_chinese_chars": False, "strip_accents": None,
        "added_tokens_decoder": {
            "400": {"content": "New York", "lstrip": False, "normalized": False, "rstrip": False, "single_word": False, "special": False},
            "4": {"content": "[MASK]", "lstrip": True, "normalized": False, "rstrip": False, "single_word": False, "special": True}}})


def bert_sequence(folder, sentences):
    """A sequence of normalizers, which a configuration doesn't change."""
    tokenizer = document(folder, sentences, False)
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    write(folder, "tokenizer_config.json", {"tokenizer_class": "BertTokenizer", "do_lower_case": False})


def roberta_contradicted(folder, sentences):
    """The configuration says that a blank is put before a text."""
    tokenizer = byte_level(folder, sentences, ROBERTA)
    (folder / "vocab.json").unlink()
    (folder / "merges.txt").unlink()
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=True, add_prefix_space=False)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    write(folder, "tokenizer_config.json", {"tokenizer_class": "RobertaTokenizerFast", "add_prefix_space": True})
    write(folder, "special_tokens_map.json", {"bos_token": "<s>", "mask_token": {
        "content": "<mask>", "lstrip": True, "normalized": False, "rstrip": False, "single_word": False}})


ENDED = {"pad_id": 0, "eos_id": 1, "unk_id": 2, "bos_id": -1}


def t5(folder, sentences):
    train(sentences, folder / "spiece.model", **ENDED)
    write(folder, "config.json", {"model_type": "t5"})


def t5_new(folder, sentences):
    train(sentences, folder / "spiece.model", byte_fallback=True, vocab_size=600, **ENDED)
    write(folder, "tokenizer_config.json", {"tokenizer_class": "T5Tokenizer", "legacy": False, "extra_ids": 5})
    write(folder, "config.json", {"model_type": "mt5"})


def pegasus(folder, sentences):
    train(sentences, folder / "spiece.model", **ENDED)
    write(folder, "tokenizer_config.json", {"offset": 30})
    write(folder, "config.json", {"model_type": "pegasus"})


def mbart(folder, sentences):
    train(sentences, folder / "sentencepiece.bpe.model")
    write(folder, "tokenizer_config.json", {"src_lang": "de_DE", "tgt_lang": "en_XX"})
    write(folder, "config.json", {"model_type": "mbart"})


def mbart_50(folder, sentences):
    train(sentences, folder / "sentencepiece.bpe.model")
    write(folder, "tokenizer_config.json", {"tokenizer_class": "MBart50Tokenizer"})
    write(folder, "config.json", {"model_type": "mbart"})


def nllb(folder, sentences):
    train(sentences, folder / "sentencepiece.bpe.model", model_type="bpe")
    write(folder, "tokenizer_config.json", {"tokenizer_class": "NllbTokenizer", "src_lang": "deu_Latn"})
    write(folder, "config.json", {"model_type": "m2m_100"})


def nllb_legacy(folder, sentences):
    nllb(folder, sentences)
    write(folder, "tokenizer_config.json", {"tokenizer_class": "NllbTokenizer", "legacy_behaviour": True})


def numbered(file, first, last=()):
    """The ids of a model's pieces, but for every eleventh, which the vocabulary lacks."""
    model = sentencepiece.SentencePieceProcessor(model_file=str(file))
    pieces = [model.id_to_piece(i) for i in range(model.get_piece_size()) if i % 11 != 10]
    return {piece: i for i, piece in enumerate(dict.fromkeys([*first, *pieces, *last]))}


def marian(folder, sentences):
    """The sides have their own pieces, of which the sources' vocabulary lacks some; blanks are kept."""
    train(sentences, folder / "source.spm", remove_extra_whitespaces=False, user_defined_symbols=symbols("New ing"))
    train(sentences[::2], folder / "target.spm")
    write(folder, "vocab.json", numbered(folder / "source.spm", ["</s>", "<unk>"], [">>deu<<", ">>fra<<", "<pad>"]))
    write(folder, "target_vocab.json", numbered(folder / "target.spm", ["</s>", "<unk>"], ["<pad>"]))
    write(folder, "tokenizer_config.json", {"tokenizer_class": "MarianTokenizer", "separate_vocabs": True})
    write(folder, "config.json", {"model_type": "marian"})


def marian_bpe(folder, sentences):
    train(sentences, folder / "source.spm", model_type="bpe", user_defined_symbols=symbols("New ing"))
    shutil.copy(folder / "source.spm", folder / "target.spm")
    write(folder, "vocab.json", numbered(folder / "source.spm", ["</s>", "<unk>"], ["<pad>"]))
    write(folder, "config.json", {"model_type": "marian"})


def m2m100(folder, sentences):
    train(sentences, folder / "sentencepiece.bpe.model", model_type="bpe", byte_fallback=True, vocab_size=600)
    write(folder, "vocab.json", numbered(folder / "sentencepiece.bpe.model", ["<s>", "<pad>", "</s>", "<unk>"]))
    write(folder, "tokenizer_config.json", {"src_lang": "de"})
    write(folder, "config.json", {"model_type": "m2m_100"})


def expected(folder, sentences):
    fast = transformers.AutoTokenizer.from_pretrained(str(folder), use_fast=True)
    if fast.is_fast:
        fast.backend_tokenizer.no_truncation()
        fast.backend_tokenizer.no_padding()
        (folder / "expected.json").write_text(fast.backend_tokenizer.to_str(), encoding="utf-8")
    lines = sentences + ODD
    prefixed = getattr(fast, "add_prefix_space", True) or type(fast).__name__ not in (
        "RobertaTokenizerFast", "GPT2TokenizerFast")
    with open(folder / "expected.tsv", "w", encoding="utf-8") as file:
        for i, line in enumerate(lines):
            rows = [("text", fast(line))]
            if i % 5 == 0 and line.split():
                rows.append(("words", fast(line.split(), is_split_into_words=True) if prefixed
                             else fast(" ".join(line.split()))))
            if i % 5 == 1:
                rows.append(("pair", fast(line, lines[i - 1])))
            for kind, encoding in rows:
                ids = encoding["input_ids"]
                check = zlib.crc32(" ".join(map(str, ids)).encode())
                file.write("%d\t%s\t%d\t%08x\n" % (i, kind, len(ids), check))
    if (folder / "tokenizer.json").exists() or not fast.is_fast:
        return
    slow = transformers.AutoTokenizer.from_pretrained(str(folder), use_fast=False)
    other = [line for line in lines if slow(line)["input_ids"] != fast(line)["input_ids"]]
    print(folder.name, "of", len(lines), "sentences", len(other), "have other ids by the slow tokenizer", [(line, slow.tokenize(line), fast.tokenize(line)) for line in other[:2]])


def main():
    sentences = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")[:-1]
    out = pathlib.Path(sys.argv[2])
    names = sys.argv[3:]
    out.mkdir(parents=True, exist_ok=True)
    write(out, "odd.json", ODD)
    for make in (albert, albert_accents, xlnet, camembert, xlm_roberta, xlm_roberta_bpe, deberta_v3, deberta_v2_added, roberta,
                 roberta_prefixed, deberta, gpt2, bert, electra_cased, mpnet, bert_contradicted, bert_sequence,
                 roberta_contradicted, t5, t5_new, pegasus, mbart, mbart_50, nllb, nllb_legacy, marian, marian_bpe, m2m100):
        if names and make.__name__ not in names:
            continue
        folder = out / make.__name__
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        # Few scripts for small vocabularies; the others are unknown.
        make(folder, [sentence for sentence in sentences if max(sentence) < "\u0530"])
        expected(folder, sentences)


main()
