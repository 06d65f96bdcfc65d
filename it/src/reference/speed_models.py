"""Makes models of real sizes with random weights, to measure speed, memory and import with.

    pip install torch==2.5.1 transformers==4.53.3 onnx==1.17.0
    python speed_models.py OUT [NAME...]

OUT/NAME/ is a folder as Hugging Face saves it. Those whose speed is compared have model.onnx
besides, the same weights in fp32, which was found to give what torch gives for batches of other
sizes than the exported one: inputs input_ids and attention_mask [batch, pieces], output
last_hidden_state.

    distilbert, roberta, deberta-v3, modernbert, xlnet   the sizes of distilbert-base,
                        roberta-base, deberta-v3-small (with 30,000 pieces), ModernBERT-base,
                        xlnet-base; for speed
    roberta-f16         roberta-base's size in fp16; for memory
    xlm-roberta, xlm-roberta-f16, xlm-roberta-tokens   xlm-roberta-base's size with a tokenizer of
                        250,002 pieces, the last as a token classifier; for import
"""

import json
import pathlib
import sys
import warnings

import numpy
import tokenizers
import torch
import transformers

SPECIALS = ["<s>", "<pad>", "</s>", "<unk>"]
EXPORTED = (2, 16)
CHECKED = ((3, 40), (2, 150))
ROBERTA = dict(max_position_embeddings=514, type_vocab_size=1, layer_norm_eps=1e-5)


class HiddenStates(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask):
        return self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


def few_pieces():
    """A tokenizer that is read quickly: speed is measured behind it."""
    vocabulary = {p: i for i, p in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "##a"])}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = tokenizers.processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return transformers.BertTokenizerFast(tokenizer_object=tokenizer)


def many_pieces():
    """A Unigram tokenizer of XLM-RoBERTa's size and shape; the lengths of its pieces are as there."""
    random = numpy.random.default_rng(1)
    letters = "abcdefghijklmnopqrstuvwxyzäéñøżабвгдежзийклмнопрстуабגדהוזحخدذرزسشاআইকখগกขค中国人大学日本語한국어"
    pieces = dict.fromkeys(SPECIALS, 0.0)
    score = -3.0
    while len(pieces) < 250_001:
        length = 1 + random.binomial(12, 0.4)
        begin = random.integers(len(letters))
        word = "".join(letters[(begin + step) % len(letters)] for step in random.integers(-6, 7, length))
        pieces.setdefault(("▁" if random.random() < 0.6 else "") + word, score)
        score -= 4e-5
    tokenizer = tokenizers.Tokenizer(tokenizers.models.Unigram(list(pieces.items()), unk_id=3))
    tokenizer.normalizer = tokenizers.normalizers.NFKC()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Sequence(
        [tokenizers.pre_tokenizers.WhitespaceSplit(), tokenizers.pre_tokenizers.Metaspace()])
    tokenizer.post_processor = tokenizers.processors.TemplateProcessing(
        "<s> $A </s>", "<s> $A </s> </s> $B </s>", [("<s>", 0), ("</s>", 2)])
    return transformers.XLMRobertaTokenizerFast(tokenizer_object=tokenizer)


def distilbert():
    return transformers.DistilBertModel(transformers.DistilBertConfig(
        vocab_size=30522, dim=768, n_layers=6, n_heads=12, hidden_dim=3072,
        attn_implementation="eager"))


def roberta():
    return transformers.RobertaModel(
        transformers.RobertaConfig(vocab_size=50265, attn_implementation="eager", **ROBERTA),
        add_pooling_layer=False)


def deberta():
    return transformers.DebertaV2Model(transformers.DebertaV2Config(
        vocab_size=30000, hidden_size=768, num_hidden_layers=6, num_attention_heads=12,
        intermediate_size=3072, max_position_embeddings=512, type_vocab_size=0,
        relative_attention=True, max_relative_positions=-1, position_buckets=256,
        norm_rel_ebd="layer_norm", share_att_key=True, pos_att_type="p2c|c2p",
        position_biased_input=False, layer_norm_eps=1e-7))


def modernbert():
    return transformers.ModernBertModel(transformers.ModernBertConfig(
        reference_compile=False, attn_implementation="eager"))


def xlnet():
    return transformers.XLNetModel(transformers.XLNetConfig(
        vocab_size=32000, d_model=768, n_layer=12, n_head=12, d_inner=3072))


def xlm_roberta(cls, **options):
    return cls(transformers.XLMRobertaConfig(vocab_size=250002, **ROBERTA, **options))


def encoder():
    return xlm_roberta(transformers.XLMRobertaModel)


def tagger():
    kinds = [f"{part}-{kind}" for kind in ("PER", "LOC", "ORG", "MISC") for part in "BI"]
    return xlm_roberta(transformers.XLMRobertaForTokenClassification,
                       id2label=dict(enumerate(["O"] + kinds)))


MODELS = {
    "distilbert": (distilbert, few_pieces),
    "roberta": (roberta, few_pieces),
    "deberta-v3": (deberta, few_pieces),
    "modernbert": (modernbert, few_pieces),
    "xlnet": (xlnet, few_pieces),
    "roberta-f16": (lambda: roberta().half(), few_pieces),
    "xlm-roberta": (encoder, many_pieces),
    "xlm-roberta-f16": (lambda: encoder().half(), many_pieces),
    "xlm-roberta-tokens": (tagger, many_pieces),
}
COMPARED = ("distilbert", "roberta", "deberta-v3", "modernbert", "xlnet")


def inputs(shape):
    ids = torch.randint(5, 20000, shape)
    return ids, torch.ones_like(ids)


def export(model, path):
    import onnxruntime

    states = HiddenStates(model).eval()
    axes = {0: "batch", 1: "pieces"}
    names = ["input_ids", "attention_mask"]
    torch.onnx.export(
        states, inputs(EXPORTED), path, input_names=names, output_names=["last_hidden_state"],
        dynamic_axes={name: axes for name in names + ["last_hidden_state"]}, opset_version=17,
        dynamo=False)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    for shape in CHECKED:
        batch = inputs(shape)
        found = session.run(None, {n: x.numpy() for n, x in zip(names, batch)})[0]
        difference = numpy.abs(found - states(*batch).numpy()).max()
        print(f"{path}: {shape} differs from torch by {difference:.1e}")
        if difference > 1e-4:
            raise SystemExit(f"[{path}] gives other numbers than torch")


def make(out, name):
    torch.manual_seed(1)
    network, tokenizer = MODELS[name]
    folder = out / name
    model = network().eval()
    model.save_pretrained(folder)
    tokenizer().save_pretrained(folder)
    if name in COMPARED:
        with torch.no_grad():
            export(model, str(folder / "model.onnx"))
    print(name, json.dumps({f.name: f.stat().st_size for f in sorted(folder.iterdir())}))


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    for name in sys.argv[2:] or MODELS:
        make(pathlib.Path(sys.argv[1]), name)
