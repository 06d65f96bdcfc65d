"""What transformers answers where it may find no answer.

    pip install torch==2.5.1 transformers==4.53.3 sentencepiece==0.2.3 protobuf
    python answers_reference.py OUT

OUT is models/importing/src/test/resources/org/neuralannotators/importing/huggingface, with the
models that transformers_reference.py made. Of each question answerer, but for XLNet's (the pipeline
takes the first piece for [CLS], which is XLNet's last), OUT/unanswerable.json gets what the pipeline
answers with handle_impossible_answer and answers of at most 30 pieces, where a question is a
sentence and its context another one: for each model a list of [question, context, begin, end], the
indices of the two sentences and where in the context the answer is, in code points; or [question,
context] where there is none.
"""
import json
import sys
from pathlib import Path

import torch
from transformers import AutoModelForQuestionAnswering, AutoTokenizer, QuestionAnsweringPipeline

torch.manual_seed(0)


def main(out):
    sentences = json.loads((out / "sentences.json").read_text())["sentences"]
    answers = {}
    for folder in sorted(out.glob("*-answers")):
        if folder.name.startswith("xlnet"):
            continue
        name = json.loads((folder / "expected.json").read_text())["tokenizer"]
        tokenizer = AutoTokenizer.from_pretrained(out / "tokenizers" / name)
        model = AutoModelForQuestionAnswering.from_pretrained(folder).float().eval()
        if model.config.model_type == "distilbert":
            tokenizer.model_input_names = ["input_ids", "attention_mask"]
        pipeline = QuestionAnsweringPipeline(model=model, tokenizer=tokenizer)
        most = min(tokenizer.model_max_length, model.config.max_position_embeddings - 2)
        answers[folder.name] = [
            answer
            for question in range(0, len(sentences), 3)
            for context in range(1, len(sentences), 4)
            if (answer := ask(pipeline, most, sentences, question, context))]
    lines = [f"  {json.dumps(name)}: {json.dumps(all)}" for name, all in answers.items()]
    (out / "unanswerable.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
    for name, all in answers.items():
        print(name, len(all), "of which without an answer", sum(len(one) == 2 for one in all))


def ask(pipeline, most, sentences, question, context):
    """None where the two don't fit into one sequence."""
    texts = sentences[question]["text"], sentences[context]["text"]
    if not all(text.strip() for text in texts):
        return None
    if len(pipeline.tokenizer(*texts)["input_ids"]) > most:
        return None
    found = pipeline(
        question=texts[0], context=texts[1], handle_impossible_answer=True, max_answer_len=30,
        max_seq_len=most)
    span = [found["start"], found["end"]] if found["answer"] else []
    return [question, context] + span


main(Path(sys.argv[1]))
