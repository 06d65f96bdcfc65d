"""Which targets transformers finds with an encoder-decoder whose scores are easily told.

    pip install torch==2.5.1 transformers==4.53.3
    python targets_reference.py OUT

OUT is models/runtime/src/test/resources/org/neuralannotators/translate/targets.json: the scores of
each model, the sum of [last piece][next piece], [place of the last piece][next piece] and [first
piece of the source][next piece], and what searches find, with the settings of our bundles. Scores
are those of beam search; greedy search has none.
"""

import json
import sys

import torch
from transformers import GenerationMixin, PretrainedConfig, PreTrainedModel
from transformers.modeling_outputs import BaseModelOutput, Seq2SeqLMOutput

VOCABULARY = 24
LENGTH = 14
SOURCES = [[0, 5, 6], [1, 7]]
# Of Marian's kind, of BART's and of one with two ends.
MARKS = [
    {"begin": 23, "ends": [0]},
    {"begin": 2, "ends": [2]},
    {"begin": 0, "ends": [1, 4]},
]
# Among the last ones probabilities are too small for single precision.
DEVIATIONS = [1.2, 2.0, 60.0]


class Encoder(torch.nn.Module):
    main_input_name = "input_ids"

    def forward(self, input_ids, **unused):
        return BaseModelOutput(last_hidden_state=input_ids[:, :, None].float())


class Table(PreTrainedModel, GenerationMixin):
    config_class = PretrainedConfig
    main_input_name = "input_ids"

    def __init__(self, config, pieces, places, sources):
        super().__init__(config)
        self.pieces = torch.nn.Parameter(pieces)
        self.places = torch.nn.Parameter(places)
        self.sources = torch.nn.Parameter(sources)
        self.encoder = Encoder()

    def get_encoder(self):
        return self.encoder

    def prepare_inputs_for_generation(self, decoder_input_ids, encoder_outputs=None, attention_mask=None, **unused):
        return {"decoder_input_ids": decoder_input_ids, "encoder_outputs": encoder_outputs}

    def forward(self, decoder_input_ids=None, encoder_outputs=None, attention_mask=None, **unused):
        first = encoder_outputs.last_hidden_state[:, 0, 0].long()
        scores = self.pieces[decoder_input_ids] + self.places[: decoder_input_ids.shape[1]]
        return Seq2SeqLMOutput(logits=scores + self.sources[first][:, None])


def settings(beams=1, length_penalty=1.0, early=None, maximum=LENGTH, minimum=0, **pieces):
    """What isn't said is the default."""
    return {
        "beams": beams,
        "lengthPenalty": length_penalty,
        "earlyStopping": early,
        "maximumLength": maximum,
        "minimumLength": minimum,
        "pieces": {"repetitionPenalty": 1.0} | pieces,
    }


SEARCHES = [
    settings(),
    settings(4),
    settings(5, 0.0),
    settings(4, 0.6),
    settings(5, 2.0),
    settings(4, -1.0),
    settings(4, 1.0, "WHEN_FULL"),
    settings(4, 2.0, "WHEN_FULL"),
    settings(4, 2.0, "NEVER"),
    settings(4, 0.6, "NEVER"),
    settings(4, -1.0, "NEVER"),
    settings(4, minimum=6),
    settings(1, minimum=6),
    settings(4, maximum=4),
    settings(4, maximum=5, minimum=5),
    settings(4, maximum=4, forcedEnd=0),
    settings(1, maximum=4, forcedEnd=0),
    settings(4, minimum=8, noRepeatNgram=1),
    settings(4, minimum=8, noRepeatNgram=2),
    settings(1, minimum=8, noRepeatNgram=2),
    settings(5, 2.0, "NEVER", minimum=8, noRepeatNgram=3),
    settings(4, badWords=[[23], [0], [7, 9], [3, 8, 11], [12]]),
    settings(1, minimum=4, badWords=[[23], [7, 9], [15, 3]]),
    settings(4, forcedBegin=[9]),
    settings(1, forcedBegin=[9]),
    settings(4, forcedBegin=[9], suppressedFirst=[3, 5, 8, 13, 20]),
    settings(4, suppressed=[6, 10, 14], suppressedFirst=[3, 5, 8, 13, 20]),
    settings(4, minimum=8, repetitionPenalty=1.5),
    settings(4, minimum=8, repetitionPenalty=0.7),
    settings(1, minimum=8, repetitionPenalty=1.5),
    settings(1, minimum=8, repetitionPenalty=0.7),
    settings(4, 1.0, "WHEN_FULL", badWords=[[23], [5]], renormalized=True, minimum=3),
    settings(4, renormalized=True, repetitionPenalty=1.3, minimum=8, suppressed=[6, 10, 14, 3, 7]),
    settings(4, 2.0, "NEVER", 9, 4, noRepeatNgram=3, forcedBegin=[9], forcedEnd=0, badWords=[[23]]),
]


def numbers(rows, deviation, decimals):
    return (deviation * torch.randn(rows, VOCABULARY)).round(decimals=decimals)


def rounded(table):
    return [[round(x, 4) for x in row] for row in table.tolist()]


def generate(model, source, search, marks):
    pieces = search["pieces"]
    forced = pieces.get("forcedBegin")
    early = {None: False, "WHEN_FULL": True, "NEVER": "never"}
    return model.generate(
        torch.tensor([source]),
        attention_mask=torch.ones(1, len(source), dtype=torch.long),
        do_sample=False,
        use_cache=False,
        return_dict_in_generate=True,
        output_scores=True,
        num_beams=search["beams"],
        num_return_sequences=search["beams"],
        length_penalty=search["lengthPenalty"],
        early_stopping=early[search["earlyStopping"]],
        max_length=search["maximumLength"] + 1,
        min_length=search["minimumLength"] + 1,
        repetition_penalty=pieces["repetitionPenalty"],
        no_repeat_ngram_size=pieces.get("noRepeatNgram", 0),
        bad_words_ids=pieces.get("badWords"),
        suppress_tokens=pieces.get("suppressed"),
        begin_suppress_tokens=pieces.get("suppressedFirst"),
        forced_bos_token_id=forced[0] if forced else None,
        forced_eos_token_id=pieces.get("forcedEnd"),
        renormalize_logits=pieces.get("renormalized", False),
        decoder_start_token_id=marks["begin"],
        eos_token_id=marks["ends"],
        pad_token_id=marks["ends"][0],
    )


def target(row, marks):
    """The pieces behind the begin, with the end, where there is one."""
    pieces = row[1:]
    ends = [i for i, piece in enumerate(pieces) if piece in marks["ends"]]
    return pieces[: ends[0] + 1] if ends else pieces


def main(path):
    torch.manual_seed(11)
    models = []
    searches = []
    for number, (marks, deviation) in enumerate(zip(MARKS, DEVIATIONS)):
        tables = (
            numbers(VOCABULARY, deviation, 2),
            # So fine that no two targets have the same probability.
            numbers(LENGTH + 1, deviation / 4, 4),
            numbers(len(SOURCES), deviation / 4, 4),
        )
        config = PretrainedConfig(vocab_size=VOCABULARY, is_encoder_decoder=True)
        model = Table(config, *tables).eval()
        models.append({"marks": marks} | dict(zip(("pieces", "places", "sources"), map(rounded, tables))))
        for search in SEARCHES:
            if "forcedEnd" in search["pieces"]:
                own = search["pieces"] | {"forcedEnd": marks["ends"][0]}
                search = search | {"pieces": own}
            found = []
            for source in SOURCES:
                result = generate(model, source, search, marks)
                found.append(
                    {
                        "targets": [target(row, marks) for row in result.sequences.tolist()],
                        "scores": [round(x, 6) for x in result.sequences_scores.tolist()]
                        if search["beams"] > 1
                        else None,
                    }
                )
            searches.append({"model": number, "settings": search, "found": found})
    with open(path, "w", encoding="utf-8") as file:
        json.dump(
            {"sources": SOURCES, "models": models, "searches": searches}, file, separators=(",", ":")
        )
        file.write("\n")


main(sys.argv[1])
