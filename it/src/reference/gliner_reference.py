"""Makes tiny random models of GLiNER's architectures, and what the gliner package finds with them.

    pip install torch==2.5.1 transformers==4.53.3 sentencepiece==0.2.1 protobuf
    pip install --no-deps gliner==0.2.29
    python gliner_reference.py OUT [NAME...]

OUT is models/importing/src/test/resources/org/neuralannotators/importing/gliner. It gets

tokenizers/TOKENIZER/  tokenizer.json and tokenizer_config.json, with GLiNER's tokens
sentences.json         the sentences, split by gliner
MODEL/                 gliner_config.json and the weights, as GLiNER saves them, and expected.json:
    tokenizer  the folder of its tokenizer
    queries    a list, each with "labels", "threshold", "flat", "multiLabel" and
        sentences  by the sentence's number: a list of entities, each with the index of its first
                   token, the index behind its last one, its label and its score

Weights are random and fp16; results are computed in double precision, sentence by sentence. Scores
have six decimals.
"""

import dataclasses
import json
import pathlib
import shutil
import sys
import tempfile
import unicodedata
import zlib

import gliner
import torch
import transformers

import transformers_tokenizers

transformers.logging.set_verbosity_error()

TEXTS = [
    "Angela Merkel visited Hamburg.",
    "The United Nations Security Council met in New York on 17 March 2011.",
    "Mr. O'Neill's e-mail (sent at 10:45) cost $3.50, didn't it?",
    "Die Straßenbahn fährt über die Brücke nach Zürich-Oerlikon, sagte Müller.",
    "L'été dernier, François et Zoé ont dîné à l'Hôtel de Ville d'Orléans.",
    "El niño nació en Málaga; ¿quién lo sabía?",
    "Příliš žluťoučký kůň úpěl ďábelské ódy v Brně.",
    "Η Αθήνα είναι η πρωτεύουσα της Ελλάδας.",
    "Владимир родился в Санкт-Петербурге в 1952 году.",
    "ولد أحمد في مدينة القاهرة عام ١٩٥٢.",
    "தமிழ்நாட்டின் தலைநகரம் சென்னை.",
    "서울은 대한민국의 수도이다.",
    "北京是中华人民共和国的首都。",
    "user_name wrote: COVID-19 vaccines 😀 https://example.org/a?b=c#d",
    "a",
    "The committee of the European Parliament in Strasbourg heard that Mrs. Anna Kowalska, a lawyer"
    " from Gdańsk, had written to the mayor.",
]
LABELS = ["person", "location", "organization", "crime weapon", "Datum", "лекарство"]
GLINER = ["[FLERT]", "<<ENT>>", "<<SEP>>"]

SMALL = dict(hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=24,
             max_position_embeddings=200, hidden_dropout_prob=0.0)
ENCODERS = {
    "bert": dict(SMALL, model_type="bert"),
    "deberta-v2": dict(
        SMALL, model_type="deberta-v2", relative_attention=True, max_relative_positions=-1,
        position_buckets=12, norm_rel_ebd="layer_norm", share_att_key=True, pos_att_type="p2c|c2p",
        position_biased_input=False, type_vocab_size=0, layer_norm_eps=1e-7),
    "modernbert": dict(
        SMALL, model_type="modernbert", num_hidden_layers=4, local_attention=12,
        pad_token_id=0, bos_token_id=0, eos_token_id=0, cls_token_id=0, sep_token_id=0,
        global_attn_every_n_layers=3, global_rope_theta=16000.0, local_rope_theta=1000.0,
        reference_compile=False),
}


@dataclasses.dataclass
class Fixture:
    """One model: its encoder, its tokenizer, and what its configuration has besides."""
    encoder: str
    tokenizer: str
    options: dict
    safe: bool = True


FIXTURES = {
    "bert-span": Fixture("bert", "bert_cased", dict(
        span_mode="markerV0", hidden_size=12, num_rnn_layers=1)),
    "bert-span-plain": Fixture("bert", "bert_cased", dict(
        span_mode="markerV0", hidden_size=16, num_rnn_layers=0, subtoken_pooling="last",
        embed_ent_token=False, max_width=5), safe=False),
    "bert-marker": Fixture("bert", "bert_cased", dict(
        span_mode="marker", hidden_size=12, num_rnn_layers=1, subtoken_pooling="max")),
    "bert-token": Fixture("bert", "bert_cased", dict(
        span_mode="token_level", hidden_size=12, num_rnn_layers=1, subtoken_pooling="mean")),
    "bert-token-spans": Fixture("bert", "bert_cased", dict(
        span_mode="token_level", represent_spans=True, hidden_size=12, num_rnn_layers=2),
        safe=False),
    "deberta-span": Fixture("deberta-v2", "deberta_v3", dict(
        span_mode="markerV0", hidden_size=12, num_rnn_layers=1)),
    "deberta-token": Fixture("deberta-v2", "deberta_v3", dict(
        span_mode="token_level", hidden_size=16, num_rnn_layers=1)),
    "modernbert-span": Fixture("modernbert", "modernbert", dict(
        span_mode="markerV0", hidden_size=12, num_rnn_layers=0, subtoken_pooling="mean")),
}


def queries(fixture):
    nested, many = (0.4, 0.45) if fixture.options["span_mode"] == "token_level" else (0.8, 0.9)
    return [dict(labels=LABELS, threshold=0.5, flat=True, multiLabel=False),
            dict(labels=LABELS[:1], threshold=0.3, flat=True, multiLabel=False),
            dict(labels=LABELS[1:4], threshold=nested, flat=False, multiLabel=False),
            dict(labels=LABELS, threshold=many, flat=False, multiLabel=True)]


def make_tokenizer(name, folder):
    folder.mkdir(parents=True, exist_ok=True)
    getattr(transformers_tokenizers, name)(TEXTS * 3 + LABELS * 3, folder)
    for file in folder.iterdir():
        if file.name not in ("tokenizer.json", "tokenizer_config.json"):
            file.unlink()


def deviation(name, parameter):
    """Large enough that pieces and labels differ in all layers."""
    if parameter.dim() == 1:
        return 0.1 if name.endswith("bias") or "bias_" in name else 0.2
    if "word_embedding" in name:
        return 1
    return 0.5


def balanced_model(name, fixture, tokenizer):
    """The first random one that finds some entities but not everywhere."""
    for seed in range(zlib.crc32(name.encode()), 1 << 40):
        torch.manual_seed(seed)
        model = random_model(fixture, tokenizer)
        spread(model)
        first = queries(fixture)[0]
        if 40 < sum(len(entities(model, text, first)) for text in TEXTS) < 90:
            return model


def random_model(fixture, tokenizer):
    config = gliner.GLiNERConfig(
        model_name=str(tokenizer), encoder_config=dict(ENCODERS[fixture.encoder], vocab_size=300),
        dropout=0.0, **fixture.options)
    model = gliner.GLiNER.from_config(config, backbone_from_pretrained=False)
    with torch.no_grad():
        for parameter_name, parameter in model.model.named_parameters():
            parameter.normal_(0, deviation(parameter_name, parameter))
            if parameter.dim() == 1 and parameter_name.endswith("orm.weight"):
                parameter.add_(1)
    return model


def spread(model):
    """Lets few scores be extreme."""
    token = hasattr(model.model, "scorer")
    last = model.model.scorer.out_mlp[3] if token else model.model.prompt_rep_layer[3]
    factor = 2.5 / all_logits(model).std()
    with torch.no_grad():
        last.weight *= factor
        last.bias *= factor
        if token:
            last.bias += 0.5 - all_logits(model).reshape(-1, 3).mean(0)
            if hasattr(model.model, "span_rep_layer"):
                model.model.span_rep_layer.span_rep_layer.out_project[3].weight *= 0.1


def all_logits(model):
    return torch.cat([logits(model, text).flatten() for text in TEXTS])


def logits(model, text):
    with torch.no_grad():
        batch = model.prepare_batch([text], LABELS)
        batch = model.collate_batch(batch["input_x"], batch["entity_types"])
        found = model.run_batch(batch)[0]
    if found.shape[-1] == 3:
        return found
    valid = [[b + width < found.shape[1] for width in range(found.shape[2])]
             for b in range(found.shape[1])]
    return found[0][torch.tensor(valid)]


def entities(model, text, query):
    begins, ends = [], []
    for _, begin, end in model.data_processor.words_splitter(text):
        begins.append(begin)
        ends.append(end)
    found = model.inference(
        [text], query["labels"], flat_ner=query["flat"], threshold=query["threshold"],
        multi_label=query["multiLabel"], batch_size=1)[0]
    # With many labels gliner gives an entity of a token level model several times.
    return list(dict.fromkeys(
        (begins.index(entity["start"]), ends.index(entity["end"]) + 1, entity["label"],
         round(entity["score"], 6)) for entity in found))


def check_words(model):
    """Each word has pieces, or gliner would take the next one's for it."""
    for text in TEXTS + LABELS:
        words = [word for word, _, _ in model.data_processor.words_splitter(text)]
        pieces = model.data_processor.transformer_tokenizer(words, is_split_into_words=True)
        without = set(range(len(words))) - set(pieces.word_ids())
        assert not without, [words[i] for i in without]
        for word in words:
            assert not all(unicodedata.category(c)[0] in "ZC" for c in word), word


def write(file, value):
    file.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def make_model(name, fixture, out):
    folder = out / name
    shutil.rmtree(folder, ignore_errors=True)
    tokenizer = out / "tokenizers" / fixture.tokenizer.replace("_", "-")
    with tempfile.TemporaryDirectory() as temporary:
        plain = pathlib.Path(temporary) / "plain"
        make_tokenizer(fixture.tokenizer, plain)
        model = balanced_model(name, fixture, plain)
        check_words(model)
        model.model.half()
        model.config.model_name = "tiny/" + fixture.encoder
        saved = pathlib.Path(temporary) / name
        model.save_pretrained(saved, safe_serialization=fixture.safe)
        model = gliner.GLiNER.from_pretrained(str(saved), local_files_only=True)
        model.model.double()
        folder.mkdir(parents=True)
        tokenizer.mkdir(parents=True, exist_ok=True)
        for file in saved.iterdir():
            if file.name in ("tokenizer.json", "tokenizer_config.json"):
                content = json.loads(file.read_text("utf-8"))
                write(tokenizer / file.name, content)
            elif file.name in ("gliner_config.json", "model.safetensors", "pytorch_model.bin"):
                shutil.copy(file, folder / file.name)
    results = []
    for query in queries(fixture):
        texts = TEXTS if query["flat"] else TEXTS[:8]
        found = {i: entities(model, text, query) for i, text in enumerate(texts)}
        print(name, query["threshold"], sum(map(len, found.values())))
        results.append(dict(query, sentences=found))
    write(folder / "expected.json", {"tokenizer": tokenizer.name, "queries": results})
    write(out / "sentences.json", [
        [word for word, _, _ in model.data_processor.words_splitter(text)] for text in TEXTS])


def main():
    out = pathlib.Path(sys.argv[1])
    for name in sys.argv[2:] or FIXTURES:
        make_model(name, FIXTURES[name], out)


main()
