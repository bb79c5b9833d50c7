"""`python -m training CORPORA`: teacher, lessons, student, int8 model. Finished steps in --work are not run again."""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from pathlib import Path

import torch

from training.batches import Window
from training.chains import marked_pages
from training.corpora import corpora_path, read_unlabelled
from training.distil import Teacher, bare_pages
from training.fit import Plan
from training.network import Network
from training.sources import gold_pages, storyline_pages
from training.stages import Stage, Tests, read_tokenizer, ship, train
from training.weights import student_weights, teacher_weights

SEED = 20240401
TEACHER_PLAN = Plan(epochs=4, rate=4e-5, head_rate=3e-4, batch=3, share=0.5, seed=SEED)
MARKED_PLAN = Plan(epochs=2, rate=3e-5, head_rate=2e-4, batch=3, share=0.4, seed=SEED + 1)
STUDENT_PLAN = Plan(epochs=4, rate=2e-4, head_rate=6e-4, batch=4, share=0.5, seed=SEED)
SHARD = 100
MARKED_TEACHER = "teacher-marked.pt"


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, print the held-out figures after every epoch, and write the model to --out."""
    options = _options(arguments)
    torch.set_num_threads(options.threads)
    corpora = corpora_path(options.corpora)
    gold, test = gold_pages(corpora, options.without)
    marked, marked_test = marked_pages(corpora)
    side, tests = storyline_pages(corpora), Tests(test, marked_test)
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    lessons: list[Window] = []
    if options.documents:
        weights = teacher_weights(work)
        stages = [
            Stage(TEACHER_PLAN, gold, side, work / "teacher.pt"),
            Stage(MARKED_PLAN, marked, gold, work / MARKED_TEACHER),
        ]
        _train(weights, stages, tests)
        texts = itertools.islice(read_unlabelled(corpora), options.documents)
        lessons = _lessons(weights, work, [*((page.id, page.text) for page in [*gold, *side]), *texts])
    stage = Stage(STUDENT_PLAN, [*gold, *marked], side, work / "student.pt", lessons)
    about = {
        "base": "all-MiniLM-L6-v2",
        "teacher": "all-mpnet-base-v2" if options.documents else None,
        "without": options.without,
        "seed": SEED,
    }
    ship(_train(student_weights(), [stage], tests), student_weights() / "tokenizer.json", tests, options.out, about)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpora", nargs="?", help="folder of the corpora; by default TIMELINE_CORPORA")
    parser.add_argument("--out", type=Path, default=Path("timeline/models"))
    parser.add_argument("--work", type=Path, default=Path("out/training"), help="checkpoints and the teacher's answers")
    parser.add_argument("--documents", type=int, default=2000, help="unlabelled articles to distil on; 0: gold only")
    parser.add_argument("--without", choices=["AQUAINT", "TimeBank"], help="a corpus that no training sees")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args(arguments)


def _train(weights: Path, stages: Sequence[Stage], tests: Tests) -> Network:
    """A network of these weights, taken through the stages in turn."""
    torch.manual_seed(stages[0].plan.seed)
    lessons = stages[0].lessons
    width = lessons[0].states.shape[1] if lessons and lessons[0].states is not None else 0
    network = Network(weights, teacher=width)
    for stage in stages:
        train(network, read_tokenizer(weights / "tokenizer.json"), stage, tests)
    return network


def _lessons(weights: Path, work: Path, texts: Sequence[tuple[str, str]]) -> list[Window]:
    """What the teacher in `work` says of `texts`, kept in shards of a hundred texts."""
    found: list[Window] = []
    teacher: Teacher | None = None
    own, student = (read_tokenizer(folder / "tokenizer.json") for folder in (weights, student_weights()))
    for number, at in enumerate(range(0, len(texts), SHARD)):
        shard = work / f"lessons-{number:03d}.pt"
        if not shard.is_file():
            if teacher is None:
                network = Network(weights)
                network.load_state_dict(torch.load(work / MARKED_TEACHER))
                teacher = Teacher(network, own, student)
            torch.save(list(teacher.lessons(bare_pages(texts[at : at + SHARD]), student)), shard)
            print(f"lessons {at + SHARD}/{len(texts)}", flush=True)
        found += torch.load(shard, weights_only=False)
    return found


if __name__ == "__main__":
    main()
