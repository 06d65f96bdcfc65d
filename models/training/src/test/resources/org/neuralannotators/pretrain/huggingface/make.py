"""Makes the files of this folder: a tiny BERT with its pretraining's heads, as Hugging Face saves
it, and what Hugging Face's Flax model computes with it. With Python 3.11:
pip install transformers==4.46.3 jax==0.4.30 jaxlib==0.4.30 flax==0.8.5 'numpy<2' safetensors==0.8.0
"""
import json, os

import numpy as np
from flax.traverse_util import flatten_dict, unflatten_dict
from safetensors.numpy import save_file
from transformers import BertConfig, FlaxBertForPreTraining

os.chdir(os.path.dirname(os.path.abspath(__file__)))
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "an", "##n", "b", "c", "d", "e", "f"]
IDS = [[2, 5, 4, 7, 3, 4, 9, 3], [2, 4, 11, 3]]
SEGMENTS = [[0, 0, 0, 0, 0, 1, 1, 1], [0, 0, 1, 1]]

config = BertConfig(vocab_size=len(PIECES), hidden_size=8, num_hidden_layers=2,
                    num_attention_heads=2, intermediate_size=16, max_position_embeddings=10)
model = FlaxBertForPreTraining(config)
random = np.random.default_rng(1)
numbers = {path: random.normal(0, 0.5, np.shape(value)).astype(np.float32)
           for path, value in sorted(flatten_dict(model.params).items())}

tensors = {}
for path, value in numbers.items():
    *module, kind = path
    if kind == "kernel":
        value = np.ascontiguousarray(value.T)
    name = {"kernel": "weight", "scale": "weight", "embedding": "weight", "bias": "bias"}[kind]
    tensors[".".join(module + [name])] = value
save_file(tensors, "model.safetensors", {"format": "pt"})
with open("config.json", "w") as file:
    json.dump({**config.to_diff_dict(), "hidden_act": config.hidden_act}, file)
with open("vocab.txt", "w") as file:
    file.write("\n".join(PIECES) + "\n")

expected = []
for ids, segments in zip(IDS, SEGMENTS):
    output = model(np.array([ids]), token_type_ids=np.array([segments]),
                   params=unflatten_dict(numbers))
    expected.append({"ids": ids, "segments": segments,
                     "prediction_logits": np.asarray(output.prediction_logits)[0].tolist(),
                     "seq_relationship_logits": np.asarray(output.seq_relationship_logits)[0].tolist()})
with open("expected.json", "w") as file:
    json.dump(expected, file)
print(sorted((n, t.shape) for n, t in tensors.items()))
