"""Makes the ONNX files of models/importing/src/test/resources/org/neuralannotators/importing/bert/onnx
and what ONNX Runtime gives with them: tiny random models, as torch.onnx.export and others write them.

    python onnx_reference.py FOLDER      (torch 2.5.1, transformers 4.53.3, onnx 1.17.0,
                                          onnxscript 0.1.0.dev20241226, onnxruntime 1.20.1)
"""
import json
import os
import shutil
import sys
import tempfile
import zipfile

import numpy as np
import onnx
import onnxruntime
import torch
import transformers
from onnxruntime.quantization import quantize_dynamic

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + [chr(c) for c in range(ord("a"), ord("z") + 1)]
TOKENIZER = {
    "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                   "strip_accents": None, "lowercase": True},
    "pre_tokenizer": {"type": "BertPreTokenizer"},
    "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
              "max_input_chars_per_word": 100, "vocab": {p: i for i, p in enumerate(PIECES)}},
}
IDS = [[2, 7, 9, 30, 11, 3], [2, 5, 5, 8, 29, 3]]


def bert(cls="BertModel", layers=2, **config):
    return getattr(transformers, cls)(transformers.BertConfig(
        vocab_size=len(PIECES), hidden_size=8, num_hidden_layers=layers, num_attention_heads=2,
        intermediate_size=12, max_position_embeddings=10, **config))


def albert(**config):
    return transformers.AlbertModel(transformers.AlbertConfig(
        vocab_size=len(PIECES), embedding_size=4, hidden_size=8, num_hidden_layers=3,
        num_attention_heads=2, intermediate_size=12, max_position_embeddings=10,
        hidden_act="gelu_new", **config))


def random(model):
    torch.manual_seed(1)
    with torch.no_grad():
        for name, p in model.named_parameters():
            p.copy_(torch.randn_like(p) * 0.4 + ("LayerNorm.weight" in name))
    return model.eval()


def inputs():
    ids = torch.tensor(IDS)
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids),
            "token_type_ids": torch.zeros_like(ids)}


def script(model, path, opset):
    x = inputs()
    torch.onnx.export(model, (x,), path, input_names=list(x), output_names=["out"], dynamo=False,
                      dynamic_axes={k: {0: "b", 1: "s"} for k in x}, opset_version=opset)


def dynamo(model, path, external):
    torch.onnx.export(model, (), path, kwargs=inputs(), dynamo=True, external_data=external)


def strip(path):
    """Only what says how the file came about: it is most of a tiny file."""
    model = onnx.load(path, load_external_data=False)
    nodes = list(model.graph.node) + [n for f in model.functions for n in f.node]
    for part in nodes + list(model.functions) + [model.graph, model]:
        del part.metadata_props[:]
        part.doc_string = ""
    del model.graph.value_info[:]
    with open(path, "wb") as file:
        file.write(model.SerializeToString())


def run(path):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    given = {k: v.numpy() for k, v in inputs().items()}
    names = [i.name for i in session.get_inputs()]
    return session.run(None, {n: given[n] for n in names})[0].astype(np.float32)


def main(folder):
    os.makedirs(folder, exist_ok=True)
    expected = {}

    def write(name, model, export, config=False, within=""):
        with tempfile.TemporaryDirectory() as place:
            path = os.path.join(place, within, "model.onnx")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            export(model, path)
            strip(path)
            expected[name] = [[round(float(x), 6) for x in row.ravel()] for row in run(path)]
            with open(os.path.join(place, "tokenizer.json"), "w") as file:
                json.dump(TOKENIZER, file)
            if config:
                model.config.save_pretrained(place)
            with zipfile.ZipFile(os.path.join(folder, name + ".zip"), "w", zipfile.ZIP_DEFLATED) as out:
                for root, _, files in sorted(os.walk(place)):
                    for file in sorted(files):
                        full = os.path.join(root, file)
                        entry = zipfile.ZipInfo(os.path.relpath(full, place))
                        entry.compress_type = zipfile.ZIP_DEFLATED
                        with open(full, "rb") as content:
                            out.writestr(entry, content.read())

    def quantized(model, path):
        script(model, path + ".whole", 17)
        quantize_dynamic(path + ".whole", path)
        os.remove(path + ".whole")

    write("opset-14", random(bert()), lambda m, p: script(m, p, 14))
    write("opset-17", random(bert()), lambda m, p: script(m, p, 17))
    write("opset-20-tanh", random(bert(hidden_act="gelu_pytorch_tanh")), lambda m, p: script(m, p, 20))
    write("opset-20-erf", random(bert()), lambda m, p: script(m, p, 20))
    write("albert", random(albert()), lambda m, p: script(m, p, 17))
    write("albert-groups", random(albert(num_hidden_groups=3)), lambda m, p: script(m, p, 17))
    write("dynamo", random(bert()), lambda m, p: dynamo(m, p, False))
    write("dynamo-external", random(bert()), lambda m, p: dynamo(m, p, True), config=True, within="onnx")
    write("half", random(bert()).half(), lambda m, p: script(m, p, 17))
    write("quantized", random(bert(layers=1)), quantized)
    # New heads are alike, and so are the layers' norms: the exporter keeps one of them.
    fresh = bert("BertForTokenClassification", num_labels=3).eval()
    write("tokens", fresh, lambda m, p: script(m, p, 17), config=True, within="onnx")
    write("classes", random(bert("BertForSequenceClassification", num_labels=3)),
          lambda m, p: script(m, p, 17), config=True)
    write("masked", random(bert("BertForMaskedLM")), lambda m, p: script(m, p, 17), config=True)
    with open(os.path.join(folder, "expected.json"), "w") as file:
        json.dump(expected, file, separators=(",", ":"))


main(sys.argv[1])
