"""Makes tiny random models of every encoder family and head, and what transformers gives by them.

    pip install torch==2.5.1 transformers==4.53.3 sentencepiece==0.2.3 protobuf
    python transformers_reference.py OUT [NAME...]

OUT is models/importing/src/test/resources/org/neuralannotators/importing/huggingface; it has
sentences.json, which is written by hand:

    sentences   each with its text and its words (a soft hyphen and the like may have no piece)
    pairs       of indices of sentences, whose texts are read together
    masked      a sentence and the word of it that is masked

The script adds, for the models NAME or all of them:

tokenizers/TOKENIZER/  files as Hugging Face saves them (those whose name ends in -files have no
    tokenizer.json), and expected.json:
    texts    of each sentence, "ids" of its text with special tokens, and "segments", a digit each
             (left out where all are 0; some families' networks have none, and pass over them);
             without tokenizer.json, what AutoTokenizer makes of the other files; "slow" where the
             slow class gives others (blanks at the end, added tokens in capitals)
    words    of each sentence given as words: also "words", the index of each piece's word or -1.
             Byte-level tokenizers that put no blank before a text (add_prefix_space) read each
             word but the first behind one, as in the text of the words.
    pairs    as texts
    masked   as texts, with "text", in which the mask is spelled, and "at", where it is in the ids

MODEL/  config.json, weights, what a head has besides, and expected.json:
    tokenizer  the folder of its tokenizer
    head       base, tokens, classes, answers, masked, replaced or vectors
    outputs    a list; each has one of "text", "pair", "words", "masked", an index of the
               tokenizer's lists, whose ids are the input, and
        rows     numbers of pieces, sequences of [columns]: hidden states (base), logits of labels
                 (tokens, replaced; classes: one row), of begin and end (answers), of the
                 vocabulary (masked: one row, of the mask); the vector (vectors: one row)
        pieces   the pieces that rows are of
        layers   [layers + 1][3][columns]: of the first pieces, the embeddings first
        scores   of classes: probabilities by softmax, by sigmoid for many labels; of a
                 regression its number
        tags     of words: label and probability of each word's first piece, null if it has none
        top      of masked: the five best ids and their probabilities

Weights are random, fp16 in most files, and rounded before the outputs are computed, in double
precision as far as transformers' code lets it, without dropout. Numbers have five decimals.
"""

import dataclasses
import inspect
import json
import pathlib
import shutil
import sys
import zlib

import safetensors.torch
import torch
import transformers
from transformers import activations

import transformers_tokenizers

BIO = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
IO = ["I-LOC", "I-ORG", "I-PER", "O"]
PLAIN = ["O", "LOC", "PER"]
POS = ["ADJ", "ADP", "NOUN", "PROPN", "PUNCT", "VERB"]
BIOES = ["O", "B-PER", "I-PER", "E-PER", "S-PER", "S-LOC", "B-LOC", "I-LOC", "E-LOC"]
BILOU = ["B-PER", "I-PER", "L-PER", "U-PER", "O", "B-LOC", "I-LOC", "L-LOC", "U-LOC"]
MANY = "multi_label_classification"
ONE = "single_label_classification"
NUMBER = "regression"


@dataclasses.dataclass
class Fixture:
    """One model. Unsaid are options that its config.json doesn't have, as Microsoft's haven't;
    version5 tells that it is written as transformers 5 does."""
    family: str
    head: str
    tokenizer: str
    options: dict
    labels: list = None
    problem: str = None
    stored: str = "f16"
    pooling: dict = None
    unsaid: list = ()
    version5: bool = False


SMALL = dict(hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=24,
             max_position_embeddings=112)
ROBERTA = dict(SMALL, max_position_embeddings=156, type_vocab_size=1, layer_norm_eps=1e-5,
               pad_token_id=1, bos_token_id=0, eos_token_id=2)
FAMILIES = {
    "bert": ("Bert", SMALL),
    "albert": ("Albert", dict(SMALL, embedding_size=12, num_hidden_layers=3)),
    "distilbert": ("DistilBert", dict(dim=16, n_layers=2, n_heads=2, hidden_dim=24,
                                      max_position_embeddings=112)),
    "electra": ("Electra", dict(SMALL, embedding_size=12)),
    "mpnet": ("MPNet", dict(SMALL, max_position_embeddings=114)),
    "mobilebert": ("MobileBert", dict(
        SMALL, hidden_size=20, embedding_size=12, intra_bottleneck_size=16,
        num_feedforward_networks=2)),
    "roberta": ("Roberta", ROBERTA),
    "xlm-roberta": ("XLMRoberta", ROBERTA),
    "camembert": ("Camembert", ROBERTA),
    "deberta": ("Deberta", dict(
        SMALL, num_hidden_layers=3, max_position_embeddings=156, relative_attention=True,
        max_relative_positions=24,
        pos_att_type="c2p|p2c", position_biased_input=False, type_vocab_size=0,
        layer_norm_eps=1e-7, pooler_hidden_size=16)),
    "deberta-v2": ("DebertaV2", dict(
        SMALL, num_hidden_layers=3, max_position_embeddings=156, relative_attention=True,
        max_relative_positions=-1,
        position_buckets=12, norm_rel_ebd="layer_norm", share_att_key=True, pos_att_type="p2c|c2p",
        position_biased_input=False, type_vocab_size=0, layer_norm_eps=1e-7,
        pooler_hidden_size=16)),
    "modernbert": ("ModernBert", dict(
        SMALL, num_hidden_layers=4, max_position_embeddings=156, local_attention=12,
        global_attn_every_n_layers=3,
        global_rope_theta=16000.0, local_rope_theta=1000.0, reference_compile=False)),
    "xlnet": ("XLNet", dict(d_model=16, n_layer=2, n_head=2, d_inner=24)),
}
HEADS = {"base": "Model", "tokens": "ForTokenClassification", "masked": "ForMaskedLM",
         "classes": "ForSequenceClassification", "answers": "ForQuestionAnswering",
         "vectors": "Model", "replaced": "ForPreTraining", "pretraining": "ForPreTraining"}

PLAIN_BOTTLENECK = dict(use_bottleneck=False, trigram_input=False, normalization_type="layer_norm",
                        num_feedforward_networks=1)
CONVOLVED = dict(share_att_key=False, conv_kernel_size=3, conv_act="gelu", position_buckets=-1,
                 max_relative_positions=20, norm_rel_ebd="none", position_biased_input=True,
                 type_vocab_size=2, conv_groups=2)
MEAN = dict(pooling_mode_mean_tokens=True)

FIXTURES = {
    "bert-base": Fixture("bert", "base", "bert-cased", {}, stored="positions"),
    "bert-tokens": Fixture("bert", "tokens", "bert-cased", {}, BIO),
    "bert-classes": Fixture("bert", "classes", "bert-files", {"hidden_act": "gelu_new"},
                            ["no", "yes", "maybe"], ONE),
    "bert-answers": Fixture("bert", "answers", "bert-cased", {"hidden_act": "relu"}),
    "bert-masked": Fixture("bert", "masked", "bert-uncased", {}, stored="gamma"),
    "bert-pretraining": Fixture("bert", "pretraining", "bert-cased", {}),
    "distilbert-base": Fixture("distilbert", "base", "bert-uncased", {}),
    "distilbert-tokens": Fixture("distilbert", "tokens", "bert-cased", {}, BIOES),
    "distilbert-classes": Fixture("distilbert", "classes", "bert-uncased", {"activation": "relu"},
                                  ["toxic", "insult", "threat"], MANY),
    "distilbert-answers": Fixture("distilbert", "answers", "bert-cased", {}),
    "distilbert-masked": Fixture("distilbert", "masked", "bert-uncased", {}),
    "roberta-base": Fixture("roberta", "base", "roberta", {}),
    "roberta-tokens": Fixture("roberta", "tokens", "roberta", {}, BILOU),
    "roberta-classes": Fixture("roberta", "classes", "roberta-files", {},
                               ["contradiction", "neutral", "entailment"], ONE, "shards"),
    "roberta-answers": Fixture("roberta", "answers", "roberta", {}),
    "roberta-masked": Fixture("roberta", "masked", "roberta", {}),
    "deberta-v3-base": Fixture("deberta-v2", "base", "deberta-v3", {}),
    "deberta-v3-tokens": Fixture("deberta-v2", "tokens", "deberta-v3", {}, POS),
    "deberta-v3-classes": Fixture("deberta-v2", "classes", "deberta-v3-files",
                                  {"pooler_hidden_act": "gelu"},
                                  ["entailment", "neutral", "contradiction"], ONE),
    "deberta-v3-answers": Fixture("deberta-v2", "answers", "deberta-v3", {}),
    "deberta-v3-masked": Fixture("deberta-v2", "masked", "deberta-v3",
                                 {"legacy": False, "tie_word_embeddings": False},
                                 unsaid=["legacy", "tie_word_embeddings"]),
    "deberta-v2-base": Fixture("deberta-v2", "base", "deberta-v3", CONVOLVED),
    "deberta-v2-tokens": Fixture("deberta-v2", "tokens", "deberta-v3-files",
                                 dict(CONVOLVED, embedding_size=12, pos_att_type="c2p"), BIO),
    "modernbert-base": Fixture("modernbert", "base", "modernbert", {}),
    "modernbert-tokens": Fixture("modernbert", "tokens", "modernbert", {},
                                 ["I-LOC", "B-PER", "O", "I-PER", "B-LOC"], stored="bf16"),
    "modernbert-classes": Fixture("modernbert", "classes", "modernbert",
                                  {"classifier_pooling": "cls"}, ["no", "yes"], ONE),
    "modernbert-classes-mean": Fixture("modernbert", "classes", "modernbert",
                                       {"classifier_pooling": "mean", "classifier_bias": True},
                                       ["a", "b", "c"], MANY),
    "modernbert-answers": Fixture("modernbert", "answers", "modernbert", {
        "norm_bias": True, "attention_bias": True, "mlp_bias": True}),
    "modernbert-masked": Fixture("modernbert", "masked", "modernbert", {}, version5=True),
    "albert-base": Fixture("albert", "base", "albert", {}),
    "albert-groups": Fixture("albert", "base", "albert", dict(
        num_hidden_layers=4, num_hidden_groups=2, inner_group_num=2)),
    "albert-tokens": Fixture("albert", "tokens", "albert", {"hidden_act": "gelu_new"}, POS),
    "albert-classes": Fixture("albert", "classes", "albert-files", {}, ["LABEL_0"], NUMBER),
    "albert-answers": Fixture("albert", "answers", "albert", {}, stored="f32"),
    "albert-masked": Fixture("albert", "masked", "albert", {}),
    "electra-base": Fixture("electra", "base", "bert-uncased", {}, stored="pytorch"),
    "electra-tokens": Fixture("electra", "tokens", "bert-uncased", {"embedding_size": 16}, IO),
    "electra-classes": Fixture("electra", "classes", "bert-uncased", {}, ["bad", "good"], ONE),
    "electra-masked": Fixture("electra", "masked", "bert-uncased", {}),
    "electra-replaced": Fixture("electra", "replaced", "bert-uncased", {}),
    "mpnet-base": Fixture("mpnet", "base", "mpnet", {}),
    "mpnet-tokens": Fixture("mpnet", "tokens", "mpnet", {}, ["LABEL_0", "LABEL_1", "LABEL_2"]),
    "mpnet-classes": Fixture("mpnet", "classes", "mpnet", {}, ["x", "y", "z"], MANY),
    "mpnet-masked": Fixture("mpnet", "masked", "mpnet", {}),
    "mobilebert-base": Fixture("mobilebert", "base", "bert-uncased", {}),
    "mobilebert-separate": Fixture("mobilebert", "base", "bert-uncased", {
        "key_query_shared_bottleneck": False, "intra_bottleneck_size": 20}),
    "mobilebert-bottleneck": Fixture("mobilebert", "base", "bert-uncased", {
        "use_bottleneck_attention": True, "normalization_type": "layer_norm"}),
    "mobilebert-plain": Fixture("mobilebert", "base", "bert-uncased", PLAIN_BOTTLENECK),
    "mobilebert-tokens": Fixture("mobilebert", "tokens", "bert-uncased", {}, BIO),
    "mobilebert-classes": Fixture("mobilebert", "classes", "bert-uncased",
                                  {"classifier_activation": True}, ["down", "up"], ONE),
    "mobilebert-answers": Fixture("mobilebert", "answers", "bert-uncased", {}),
    "mobilebert-masked": Fixture("mobilebert", "masked", "bert-uncased", {}),
    "xlm-roberta-base": Fixture("xlm-roberta", "base", "xlm-roberta-files", {}),
    "xlm-roberta-tokens": Fixture("xlm-roberta", "tokens", "xlm-roberta", {}, BIO),
    "xlm-roberta-classes": Fixture("xlm-roberta", "classes", "xlm-roberta", {}, ["LABEL_0"],
                                   NUMBER),
    "xlm-roberta-masked": Fixture("xlm-roberta", "masked", "xlm-roberta", {}),
    "camembert-base": Fixture("camembert", "base", "camembert", {}),
    "camembert-tokens": Fixture("camembert", "tokens", "camembert-files", {}, PLAIN),
    "camembert-classes": Fixture("camembert", "classes", "camembert", {}, ["p", "q"], MANY),
    "deberta-base": Fixture("deberta", "base", "deberta", {}),
    "deberta-absolute": Fixture("deberta", "base", "deberta", dict(
        position_biased_input=True, type_vocab_size=2, pos_att_type="c2p")),
    "deberta-tokens": Fixture("deberta", "tokens", "deberta", {}, BIO),
    "deberta-classes": Fixture("deberta", "classes", "deberta", {"pooler_hidden_act": "gelu"},
                               ["contradiction", "neutral", "entailment"], ONE),
    "deberta-masked": Fixture("deberta", "masked", "deberta", {}),
    "xlnet-base": Fixture("xlnet", "base", "xlnet", {}),
    "xlnet-tokens": Fixture("xlnet", "tokens", "xlnet", {"ff_activation": "relu"}, BIO),
    "xlnet-classes": Fixture("xlnet", "classes", "xlnet-files", {}, ["no", "yes"], ONE),
    "xlnet-answers": Fixture("xlnet", "answers", "xlnet", {}),
    "vectors-cls": Fixture("bert", "vectors", "bert-uncased", {}, pooling=dict(
        modes=["cls_token"], normalize=True)),
    "vectors-mean": Fixture("mpnet", "vectors", "mpnet", {}, pooling=dict(
        modes=["mean_tokens"], normalize=True)),
    "vectors-dense": Fixture("distilbert", "vectors", "bert-cased", {}, pooling=dict(
        modes=["mean_tokens"], dense="torch.nn.modules.activation.Tanh", width=10)),
    "vectors-max": Fixture("xlm-roberta", "vectors", "xlm-roberta", {}, pooling=dict(
        modes=["max_tokens", "mean_sqrt_len_tokens"],
        dense="torch.nn.modules.linear.Identity", width=9, bias=False, normalize=True)),
    "vectors-weighted": Fixture("albert", "vectors", "albert", {}, pooling=dict(
        modes=["weightedmean_tokens", "lasttoken"], folder="0_Transformer")),
    "cross-encoder": Fixture("bert", "classes", "bert-uncased", {
        "sentence_transformers": {"activation_fn": "torch.nn.modules.activation.Sigmoid",
                                  "version": "4.1.0"}}, ["LABEL_0"]),
}


def model_class(fixture):
    name = FAMILIES[fixture.family][0] + HEADS[fixture.head]
    if fixture.family == "xlnet" and fixture.head == "answers":
        name += "Simple"
    return getattr(transformers, name)


def deviation(family, name, parameter):
    """Large enough that pieces differ in all layers."""
    if parameter.dim() == 1:
        return 0.1 if name.endswith("bias") else 0.2
    if "word_embedding" in name:
        return 1
    if family == "mobilebert":
        return 0.2
    return 0.5 if any(part in name for part in ("query", "key", "q_lin", "k_lin")) else 0.3


def random_model(name, fixture, size):
    torch.manual_seed(zlib.crc32(name.encode()))
    kind = model_class(fixture)
    options = dict(FAMILIES[fixture.family][1], vocab_size=size, **SPECIALS[fixture.tokenizer])
    options.update(fixture.options)
    if fixture.labels:
        options["id2label"] = dict(enumerate(fixture.labels))
        options["label2id"] = {label: i for i, label in enumerate(fixture.labels)}
    if fixture.problem:
        options["problem_type"] = fixture.problem
    model = kind(kind.config_class(**options))
    with torch.no_grad():
        for parameter_name, parameter in model.named_parameters():
            parameter.normal_(0, deviation(fixture.family, parameter_name, parameter))
            if parameter.dim() == 1 and parameter_name.endswith("weight"):
                parameter.add_(1)
    return model


def spread(model, fixture, inputs):
    """Makes labels about equally frequent."""
    last = [module for module in model.modules() if isinstance(module, torch.nn.Linear)][-1]
    kinds = {"tokens": ["words"], "classes": ["texts", "pairs"]}[fixture.head]
    with torch.no_grad():
        last.weight *= 3
        logits = torch.cat([run(model, entry).logits.reshape(-1, last.out_features)
                            for _, _, entry in each_input(inputs, *kinds)])
        if last.bias is not None:
            last.bias -= logits.mean(0)


def save(model, stored, folder):
    """Saves a model in one of the ways that are met."""
    model = model.to({"f32": torch.float32, "bf16": torch.bfloat16}.get(stored, torch.float16))
    model.save_pretrained(folder, max_shard_size="12KB" if stored == "shards" else "1GB")
    weights = folder / "model.safetensors"
    if stored == "positions":  # as older versions saved it
        tensors = safetensors.torch.load_file(weights)
        positions = torch.arange(model.config.max_position_embeddings)[None]
        tensors["embeddings.position_ids"] = positions
        safetensors.torch.save_file(tensors, weights, {"format": "pt"})
    if stored == "gamma":  # as the first versions named it
        old = {"LayerNorm.weight": "LayerNorm.gamma", "LayerNorm.bias": "LayerNorm.beta"}
        tensors = safetensors.torch.load_file(weights)
        for now, then in old.items():
            tensors = {key.replace(now, then): tensor for key, tensor in tensors.items()}
        safetensors.torch.save_file(tensors, weights, {"format": "pt"})


def to_version_5(configuration):
    """Puts what ModernBERT's layers are into the words of transformers 5."""
    every = configuration.pop("global_attn_every_n_layers")
    configuration["layer_types"] = [
        "sliding_attention" if i % every else "full_attention"
        for i in range(configuration["num_hidden_layers"])]
    configuration["rope_parameters"] = {
        kind + "_attention": {
            "rope_theta": configuration.pop(where + "_rope_theta"), "rope_type": "default"}
        for kind, where in (("full", "global"), ("sliding", "local"))}
    configuration["dtype"] = configuration.pop("torch_dtype")
    configuration["transformers_version"] = "5.24.0"


def load(fixture, folder, **more):
    model = model_class(fixture).from_pretrained(
        folder, torch_dtype=torch.float32, attn_implementation="eager", **more)
    return model.double().eval()


def run(model, entry, **more):
    """The outputs for one sequence."""
    arguments = {"input_ids": torch.tensor([entry["ids"]])}
    arguments["attention_mask"] = torch.ones_like(arguments["input_ids"])
    if getattr(model.config, "type_vocab_size", 2) > 1 and "token_type_ids" in (
            inspect.signature(model.forward).parameters):
        segments = [int(digit) for digit in entry.get("segments", "0" * len(entry["ids"]))]
        arguments["token_type_ids"] = torch.tensor([segments])
    with torch.no_grad():
        return model(**arguments, **more)


def rounded(tensor):
    def number(value):
        value = round(value, 5)
        return int(value) if value == int(value) else value
    def each(values):
        return [each(value) for value in values] if isinstance(values, list) else number(values)
    return each(tensor.double().tolist())


def base(model, inputs):
    for kind, index, entry in each_input(inputs, "texts", "pairs", every=2):
        result = run(model, entry, output_hidden_states=True)
        whole = kind == "text" and index == 0
        pieces = list(range(len(entry["ids"]))) if whole else [len(entry["ids"]) * 2 // 3]
        output = {kind: index, "pieces": pieces,
                  "rows": rounded(result.last_hidden_state[0][pieces])}
        if whole:
            output["layers"] = [rounded(layer[0][:3]) for layer in result.hidden_states]
        yield output


def tokens(model, inputs):
    labels = model.config.id2label
    for kind, index, entry in each_input(inputs, "words"):
        logits = run(model, entry).logits[0]
        probabilities = logits.softmax(-1)
        tags = []
        for word in range(len(SENTENCES["sentences"][index]["words"])):
            first = entry["words"].index(word) if word in entry["words"] else None
            tags.append(None if first is None else [
                labels[int(logits[first].argmax())], rounded(probabilities[first].max())])
        output = {kind: index, "tags": tags}
        if index == 0:
            output.update(pieces=list(range(len(entry["ids"]))), rows=rounded(logits))
        yield output


def replaced(model, inputs):
    for kind, index, entry in each_input(inputs, "texts", every=2):
        logits = run(model, entry).logits[0][:, None]
        yield {kind: index, "pieces": list(range(len(entry["ids"]))), "rows": rounded(logits)}


def classes(model, inputs):
    problem = model.config.problem_type
    activation = getattr(model.config, "sentence_transformers", None)
    for kind, index, entry in each_input(inputs, "texts", "pairs"):
        if activation and kind == "text":
            continue
        logits = run(model, entry).logits[0]
        if problem == MANY or activation:
            scores = logits.sigmoid()
        else:
            scores = logits if problem == NUMBER else logits.softmax(-1)
        yield {kind: index, "pieces": [0], "rows": [rounded(logits)], "scores": rounded(scores)}


def answers(model, inputs):
    for kind, index, entry in each_input(inputs, "pairs"):
        result = run(model, entry)
        logits = torch.stack([result.start_logits[0], result.end_logits[0]], -1)
        pieces = list(range(0, len(entry["ids"]), 1 if index < 4 else 9))
        yield {kind: index, "pieces": pieces, "rows": rounded(logits[pieces])}


def masked(model, inputs):
    for kind, index, entry in each_input(inputs, "masked"):
        result = run(model, entry)
        logits = result.prediction_logits if "prediction_logits" in result else result.logits
        logits = logits[0][entry["at"]]
        best, ids = logits.softmax(-1).topk(5)
        output = {kind: index, "pieces": [entry["at"]],
                  "top": [[i, p] for i, p in zip(ids.tolist(), rounded(best))]}
        if index == 1:
            output["rows"] = [rounded(logits)]
        yield output


def pooled(hidden, mode):
    """One kind of pooling of sentence-transformers over the pieces of one sequence."""
    length = len(hidden)
    if mode == "cls_token":
        return hidden[0]
    if mode == "lasttoken":
        return hidden[-1]
    if mode == "max_tokens":
        return hidden.max(0).values
    if mode == "mean_tokens":
        return hidden.mean(0)
    if mode == "mean_sqrt_len_tokens":
        return hidden.sum(0) / length ** 0.5
    weights = torch.arange(1, length + 1).double()
    return (hidden * weights[:, None]).sum(0) / weights.sum()


MODES = ["cls_token", "max_tokens", "mean_tokens", "mean_sqrt_len_tokens", "weightedmean_tokens",
         "lasttoken"]


def write_json(file, value):
    file.write_text(json.dumps(value, indent=2) + "\n", "utf-8")


def vectors(model, inputs, folder, pooling):
    """Writes the modules of sentence-transformers, and gives the vectors by them."""
    width = model.config.hidden_size
    modules = [("", "Transformer"), ("1_Pooling", "Pooling")]
    if "folder" in pooling:
        modules[0] = (pooling["folder"], "Transformer")
    (folder / "1_Pooling").mkdir()
    write_json(folder / "1_Pooling/config.json", dict(
        {"word_embedding_dimension": width, "include_prompt": True},
        **{"pooling_mode_" + mode: mode in pooling["modes"] for mode in MODES}))
    write_json(folder / pooling.get("folder", "") / "sentence_bert_config.json",
               {"max_seq_length": model.config.max_position_embeddings - 2,
                "do_lower_case": False})
    modes = [mode for mode in MODES if mode in pooling["modes"]]
    dense = None
    if "dense" in pooling:
        modules.append(("2_Dense", "Dense"))
        (folder / "2_Dense").mkdir()
        bias = pooling.get("bias", True)
        dense = torch.nn.Linear(len(modes) * width, pooling["width"], bias)
        write_json(folder / "2_Dense/config.json", {
            "in_features": len(modes) * width, "out_features": pooling["width"], "bias": bias,
            "activation_function": pooling["dense"]})
        state = {"linear." + name: tensor for name, tensor in dense.state_dict().items()}
        safetensors.torch.save_file(state, folder / "2_Dense/model.safetensors")
        dense.double()
    if pooling.get("normalize"):
        modules.append((str(len(modules)) + "_Normalize", "Normalize"))
    write_json(folder / "modules.json", [
        {"idx": i, "name": str(i), "path": path, "type": "sentence_transformers.models." + kind}
        for i, (path, kind) in enumerate(modules)])
    for kind, index, entry in each_input(inputs, "texts", every=2):
        hidden = run(model, entry).last_hidden_state[0]
        with torch.no_grad():
            vector = torch.cat([pooled(hidden, mode) for mode in modes])
            if dense:
                vector = dense(vector)
                vector = vector.tanh() if pooling["dense"].endswith("Tanh") else vector
            if pooling.get("normalize"):
                vector = torch.nn.functional.normalize(vector, dim=0)
        yield {kind: index, "pieces": [0], "rows": [rounded(vector)]}


def each_input(inputs, *kinds, every=1):
    for kind in kinds:
        for index, entry in list(enumerate(inputs[kind]))[::every]:
            yield kind if kind in ("words", "masked") else kind[:-1], index, entry


def encoded(encoding, **more):
    entry = dict(more, ids=encoding["input_ids"])
    segments = encoding.get("token_type_ids") or []
    if any(segments):
        entry["segments"] = "".join(map(str, segments))
    return entry


def of_words(tokenizer, words):
    """Ids of words that are given apart, with the word of each piece, -1 for special tokens."""
    if not needs_blanks(tokenizer):
        encoding = tokenizer(words, is_split_into_words=True, return_token_type_ids=True)
        return encoded(encoding, words=[-1 if word is None else word
                                        for word in encoding.word_ids()])
    pieces = [tokenizer(word if i == 0 else " " + word, add_special_tokens=False)["input_ids"]
              for i, word in enumerate(words)]
    ids = [i for word in pieces for i in word]
    empty = tokenizer("")["input_ids"]
    return {"ids": empty[:1] + ids + empty[1:],
            "words": [-1] + [i for i, word in enumerate(pieces) for _ in word] + [-1]}


def needs_blanks(tokenizer):
    """Whether blanks are parts of pieces, but none is put before a text."""
    before = json.loads(tokenizer.backend_tokenizer.to_str())["pre_tokenizer"]
    return before["type"] == "ByteLevel" and not before["add_prefix_space"]


def tokenized(folder):
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    slow = None
    if not (folder / "tokenizer.json").exists():
        slow = transformers.AutoTokenizer.from_pretrained(folder, use_fast=False)
    texts = [sentence["text"] for sentence in SENTENCES["sentences"]]
    spelled = []
    for sentence, word in SENTENCES["masked"]:
        words = list(SENTENCES["sentences"][sentence]["words"])
        words[word] = tokenizer.mask_token
        encoding = tokenizer(" ".join(words), return_token_type_ids=True)
        spelled.append(encoded(encoding, text=" ".join(words),
                               at=encoding["input_ids"].index(tokenizer.mask_token_id)))
    entries = [encoded(tokenizer(text, return_token_type_ids=True)) for text in texts]
    for text, entry in zip(texts, entries):
        if slow and slow(text)["input_ids"] != entry["ids"]:
            entry["slow"] = slow(text)["input_ids"]
    return {
        "texts": entries,
        "words": [of_words(tokenizer, sentence["words"]) for sentence in SENTENCES["sentences"]],
        "pairs": [encoded(tokenizer(texts[a], texts[b], return_token_type_ids=True))
                  for a, b in SENTENCES["pairs"]],
        "masked": spelled}, len(tokenizer), {
            "pad_token_id": tokenizer.pad_token_id}


def write_expected(folder, value, lists):
    """One line for each entry of the lists, so that differences can be read."""
    parts = []
    for key, part in value.items():
        if key in lists:
            lines = (json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
                     for entry in part)
            parts.append('"%s":[\n%s]' % (key, ",\n".join(lines)))
        else:
            parts.append('"%s":%s' % (key, json.dumps(part)))
    (folder / "expected.json").write_text("{" + ",\n".join(parts) + "}\n", "utf-8")


def make_tokenizers(out):
    texts = [sentence["text"] for sentence in SENTENCES["sentences"]]
    inputs = {}
    for make in transformers_tokenizers.ALL:
        name = make.__name__.replace("_", "-")
        folder = out / "tokenizers" / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        make(texts, folder)
        inputs[name], SIZES[name], SPECIALS[name] = tokenized(folder)
        write_expected(folder, inputs[name], ("texts", "words", "pairs", "masked"))
    return inputs


def make_model(name, fixture, out, inputs):
    folder = out / name
    shutil.rmtree(folder, ignore_errors=True)
    inner = folder
    if fixture.pooling and "folder" in fixture.pooling:
        inner = folder / fixture.pooling["folder"]
    inner.mkdir(parents=True)
    model = random_model(name, fixture, SIZES[fixture.tokenizer])
    if fixture.labels:
        spread(model.eval(), fixture, inputs[fixture.tokenizer])
    save(model, fixture.stored, inner)
    model = load(fixture, inner)
    head = "masked" if fixture.head == "pretraining" else fixture.head
    configuration = json.loads((inner / "config.json").read_text("utf-8"))
    for option in fixture.unsaid:
        del configuration[option]
    if fixture.version5:
        to_version_5(configuration)
    write_json(inner / "config.json", configuration)
    if fixture.stored == "pytorch":
        weights = inner / "model.safetensors"
        torch.save(safetensors.torch.load_file(weights), inner / "pytorch_model.bin")
        weights.unlink()
    more = [folder, fixture.pooling] if head == "vectors" else []
    outputs = list(globals()[head](model, inputs[fixture.tokenizer], *more))
    write_expected(folder, {"tokenizer": fixture.tokenizer, "head": head, "outputs": outputs},
                   ("outputs",))


def make_activations(out):
    grid = [x / 8 for x in range(-96, 97, 3)] + [-20, 20, 0.001, -0.001]
    functions = {name: activations.ACT2FN[name](torch.tensor(grid, dtype=torch.float64)).tolist()
                 for name in activations.ACT2CLS if name != "prelu"}
    write_expected(out, {"x": grid, **functions}, ())
    (out / "expected.json").rename(out / "activations.json")


SIZES = {}
SPECIALS = {}
SENTENCES = {}


def main():
    out = pathlib.Path(sys.argv[1])
    if not sys.argv[2:]:
        for folder in out.glob("*/"):
            if folder.name != "many":  # transformers_scores.py's
                shutil.rmtree(folder)
    SENTENCES.update(json.loads((out / "sentences.json").read_text("utf-8")))
    inputs = make_tokenizers(out)
    make_activations(out)
    for name in sys.argv[2:] or FIXTURES:
        make_model(name, FIXTURES[name], out, inputs)
        print(name, flush=True)


if __name__ == "__main__":
    main()
