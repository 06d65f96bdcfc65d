"""What transformers' Transformer-XL makes of texts that it reads in segments with a memory.

    pip install torch==2.5.1 transformers==4.53.3
    python transformer_xl_reference.py OUT

OUT is models/runtime/src/test/resources/org/neuralannotators/lm/decoder/transformer-xl.json:

parameters  the weights by the names that they have here, row after row
memory      the most states that are remembered
texts       of each text its segments, each with "pieces", of which all but the first are predicted
            from those before, and "loss", the negative logarithms of their probabilities, added up

Weights are random. The output of the network is that of its last layer times a matrix, in place of
the adaptive softmax; the square root of the width, by which transformers multiplies embeddings, is
taken into these. The second text is read with segments of other lengths than the first.
"""

import json
import sys

import torch
import transformers

LAYERS, HIDDEN, HEADS, INNER, VOCABULARY, MEMORY = 2, 8, 2, 12, 7, 6
SEGMENTS = [[5, 4, 6], [3, 7, 2]]


def type_as(tensor, other=None, dtype=None):
    """Takes what this version of Transformer-XL's code hands over."""
    return tensor.to(other.dtype if dtype is None else dtype)


def network():
    config = transformers.TransfoXLConfig(
        vocab_size=VOCABULARY, cutoffs=[], d_model=HIDDEN, d_embed=HIDDEN, n_head=HEADS,
        d_head=HIDDEN // HEADS, d_inner=INNER, n_layer=LAYERS, mem_len=MEMORY, clamp_len=-1,
        div_val=1, pre_lnorm=False, same_length=False, untie_r=True, adaptive=False, dropout=0.0,
        dropatt=0.0, layer_norm_epsilon=1e-5)
    model = transformers.TransfoXLModel(config).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_((0.5 * torch.randn(parameter.shape)).round(decimals=2))
        for layer in model.layers:
            for norm in (layer.dec_attn.layer_norm, layer.pos_ff.layer_norm):
                norm.weight.add_(1)
    return model


def parameters(model, output):
    named = {"embeddings.pieces.weight": model.word_emb.emb_layers[0].weight * HIDDEN ** 0.5,
             "output.weight": output}
    for i, layer in enumerate(model.layers):
        attention, feed = layer.dec_attn, layer.pos_ff
        own = {"attention.input.weight": attention.qkv_net.weight.T,
               "attention.output.weight": attention.o_net.weight.T,
               "attention.position.weight": attention.r_net.weight.T,
               "attention.content_bias": attention.r_w_bias,
               "attention.position_bias": attention.r_r_bias,
               "attention_norm.weight": attention.layer_norm.weight,
               "attention_norm.bias": attention.layer_norm.bias,
               "intermediate.dense.weight": feed.CoreNet[0].weight.T,
               "intermediate.dense.bias": feed.CoreNet[0].bias,
               "output.dense.weight": feed.CoreNet[3].weight.T,
               "output.dense.bias": feed.CoreNet[3].bias,
               "norm.weight": feed.layer_norm.weight,
               "norm.bias": feed.layer_norm.bias}
        named.update({"layers.%d.%s" % (i, name): value for name, value in own.items()})
    return {name: [round(number, 6) for number in value.flatten().tolist()]
            for name, value in named.items()}


def read(model, output, lengths):
    pieces = torch.randint(VOCABULARY, (sum(lengths) + 1,))
    # Without these transformers begins with a memory of zeros, which are attended to.
    mems = [torch.zeros(0, 1, HIDDEN)] * LAYERS
    begin, segments = 0, []
    for length in lengths:
        end = begin + length
        made = model(pieces[None, begin:end], mems=mems)
        mems = made.mems
        scores = made.last_hidden_state[0] @ output.T
        loss = torch.nn.functional.cross_entropy(scores, pieces[begin + 1:end + 1], reduction="sum")
        segments.append({"pieces": pieces[begin:end + 1].tolist(), "loss": round(loss.item(), 6)})
        begin = end
    return segments


def main(out):
    torch.manual_seed(1)
    model = network()
    output = torch.randn(VOCABULARY, HIDDEN).round(decimals=2)
    with torch.no_grad():
        texts = [read(model, output, lengths) for lengths in SEGMENTS]
        found = {"memory": MEMORY, "texts": texts, "parameters": parameters(model, output)}
    with open(out, "w", encoding="utf-8") as file:
        file.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    torch.Tensor.type_as = type_as
    transformers.logging.set_verbosity_error()
    main(sys.argv[1])
