"""What the comparisons of speed share: our side of them, turns, and tables."""

import json
import os
import statistics
import subprocess
import sys
import time

import ctranslate2

THREADS = 2


class Ours:
    """A program of it/src/bench/java, which does what it is told on its standard input."""

    name = "neural-annotators"

    def __init__(self, class_path, program):
        # As bin/neural-annotators sets them.
        environment = dict(
            os.environ, OMP_NUM_THREADS="1", MALLOC_ARENA_MAX="2",
            MALLOC_MMAP_THRESHOLD_="4294967296", MALLOC_TRIM_THRESHOLD_="17179869184")
        self.program = subprocess.Popen(
            ["java", "-Xmx4g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp", class_path,
             "org.neuralannotators.it.bench." + program, str(THREADS)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=environment)

    def ask(self, task, **options):
        print(json.dumps(dict(options, task=task)), file=self.program.stdin, flush=True)
        answer = self.program.stdout.readline()
        if not answer:
            raise SystemExit(f"[{self.program.args}] ended at the task [{task}]")
        return json.loads(answer)


class Converter(ctranslate2.converters.TransformersConverter):
    """For transformers before 4.56, where the type had another name."""

    def load_model(self, model_class, folder, **options):
        return super().load_model(model_class, folder, torch_dtype=options.pop("dtype"), **options)


class Report:
    def __init__(self, out):
        self.file = open(out, "w")

    def say(self, line=""):
        for file in (self.file, sys.stdout):
            print(line, file=file, flush=True)

    def table(self, title, unit, speeds):
        """Ours is the first."""
        medians = {name: statistics.median(own) for name, own in speeds.items()}
        (_, ours), *others = medians.items()
        self.say(f"| {title} | {unit} | range | ours is faster by |\n|---|---|---|---|")
        for name, speed in medians.items():
            least, most = min(speeds[name]), max(speeds[name])
            self.say(f"| {name} | {speed:,.1f} | {least:,.1f}-{most:,.1f} | {ours / speed:.2f} |")
        self.say(f"\nRatio {ours / max(speed for _, speed in others):.2f}\n")


def in_turn(contestants, rounds, measure):
    """Of each its speeds; the first round warms up."""
    speeds = {each.name: [] for each in contestants}
    for turn in range(rounds + 1):
        for each in contestants:
            speed = measure(each)
            if turn > 0:
                speeds[each.name].append(speed)
            # Threads that still wait for work must not take the next one's cores.
            time.sleep(0.3)
    return speeds
