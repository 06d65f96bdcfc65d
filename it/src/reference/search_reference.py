"""What transformers finds with a language model whose scores depend on the last piece alone.

    pip install torch==2.5.1 transformers==4.53.3
    python search_reference.py OUT

OUT is models/runtime/src/test/resources/org/neuralannotators/lm/continuation/search.json: the scores,
[model][last piece][next piece], and what greedy and beam searches find behind the prompt.
"""

import json
import sys

import torch
from transformers import GenerationMixin, PretrainedConfig, PreTrainedModel
from transformers.modeling_outputs import CausalLMOutput

VOCABULARY = 9
END = 8


class Chain(PreTrainedModel, GenerationMixin):
    config_class = PretrainedConfig

    def __init__(self, config, table):
        super().__init__(config)
        self.table = torch.nn.Parameter(table)

    def forward(self, input_ids, **unused):
        return CausalLMOutput(logits=self.table[input_ids])


def main(path):
    torch.manual_seed(7)
    tables = [(1.2 * torch.randn(VOCABULARY, VOCABULARY)).round(decimals=2) for _ in range(5)]
    searches = []
    for number, table in enumerate(tables):
        config = PretrainedConfig(vocab_size=VOCABULARY, eos_token_id=END, pad_token_id=END)
        model = Chain(config, table).eval()
        for beams in (1, 2, 4):
            for length_penalty in (1.0, 3.0, -1.0) if beams > 1 else (1.0,):
                for repetition_penalty in (1.0, 1.5):
                    for ends in ([END], [END, 3]):
                        found = model.generate(
                            torch.tensor([[0, 1, 2]]),
                            attention_mask=torch.ones(1, 3, dtype=torch.long),
                            do_sample=False,
                            use_cache=False,
                            max_new_tokens=12,
                            num_beams=beams,
                            length_penalty=length_penalty,
                            repetition_penalty=repetition_penalty,
                            eos_token_id=ends,
                            pad_token_id=END,
                        )
                        searches.append(
                            {
                                "table": number,
                                "beams": beams,
                                "lengthPenalty": length_penalty,
                                "repetitionPenalty": repetition_penalty,
                                "ends": ends,
                                "found": found[0, 3:].tolist(),
                            }
                        )
    tables = [[[round(x, 2) for x in row] for row in table.tolist()] for table in tables]
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"prompt": [0, 1, 2], "length": 12, "tables": tables, "searches": searches}, file)
        file.write("\n")


main(sys.argv[1])
