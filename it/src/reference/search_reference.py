"""What transformers finds with a language model whose scores are easily told.

    pip install torch==2.5.1 transformers==4.53.3
    python search_reference.py OUT

OUT is models/runtime/src/test/resources/org/neuralannotators/lm/continuation/search.json: the scores of
each model, the sum of [last piece][next piece] and [place of the last piece][next piece], and what
greedy and beam searches find behind the prompt. The places see to it that no two texts have the same
probability.
"""

import json
import sys

import torch
from transformers import GenerationMixin, PretrainedConfig, PreTrainedModel
from transformers.modeling_outputs import CausalLMOutput

PROMPT = [0, 1, 2]
LENGTH = 12
VOCABULARY = 9
END = 8


class Chain(PreTrainedModel, GenerationMixin):
    config_class = PretrainedConfig

    def __init__(self, config, pieces, places):
        super().__init__(config)
        self.pieces = torch.nn.Parameter(pieces)
        self.places = torch.nn.Parameter(places)

    def forward(self, input_ids, **unused):
        scores = self.pieces[input_ids] + self.places[: input_ids.shape[1]]
        return CausalLMOutput(logits=scores)


def numbers(rows, deviation):
    return (deviation * torch.randn(rows, VOCABULARY)).round(decimals=2)


def rounded(table):
    return [[round(x, 2) for x in row] for row in table.tolist()]


def main(path):
    torch.manual_seed(7)
    tables = [
        (numbers(VOCABULARY, 1.2), numbers(len(PROMPT) + LENGTH, 0.3)) for _ in range(5)
    ]
    searches = []
    for number, (pieces, places) in enumerate(tables):
        config = PretrainedConfig(vocab_size=VOCABULARY, eos_token_id=END, pad_token_id=END)
        model = Chain(config, pieces, places).eval()
        for beams in (1, 2, 4):
            for length_penalty in (1.0, 3.0, -1.0) if beams > 1 else (1.0,):
                for repetition_penalty in (1.0, 1.5):
                    for ends in ([END], [END, 3]):
                        found = model.generate(
                            torch.tensor([PROMPT]),
                            attention_mask=torch.ones(1, len(PROMPT), dtype=torch.long),
                            do_sample=False,
                            use_cache=False,
                            max_new_tokens=LENGTH,
                            num_beams=beams,
                            length_penalty=length_penalty,
                            repetition_penalty=repetition_penalty,
                            eos_token_id=ends,
                            pad_token_id=END,
                        )
                        searches.append(
                            {
                                "model": number,
                                "beams": beams,
                                "lengthPenalty": length_penalty,
                                "repetitionPenalty": repetition_penalty,
                                "ends": ends,
                                "found": found[0, len(PROMPT) :].tolist(),
                            }
                        )
    models = [{"pieces": rounded(pieces), "places": rounded(places)} for pieces, places in tables]
    with open(path, "w", encoding="utf-8") as file:
        found = {"prompt": PROMPT, "length": LENGTH, "models": models, "searches": searches}
        json.dump(found, file)
        file.write("\n")


main(sys.argv[1])
