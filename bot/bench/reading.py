"""Reading ordinary messages beside splitting them by one regular expression: a part of make bench."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import process_time

from coach_core.notation.lexicon import Lexicon
from coach_core.notation.read import read
from coach_core.notation.reading import Open
from coach_core.training.weight import Unit, weigh

FEWEST = 5000  # messages a second on one core: what must hold
TIMES = 20  # all messages a round
SPLITS = 2000  # which are as quick as that
HERE = Open("barbell_hip_thrust", 3, (8, 12), load=weigh("100", Unit.KG), loads=(weigh("100", Unit.KG),) * 3)
ORDINARY: tuple[tuple[str, str], ...] = (
    *(("en", t) for t in ("100x10", "10 10 9", "100 x 10, x 8, x 8", "3x10 @ 60 kg", "95x8 rpe 9", "12/10 L/R")),
    *(("en", t) for t in ("done, 2 in the tank", "no, 90", "felt heavy today", "skip step-ups", "rdl 60 3x10")),
    *(("es", t) for t in ("3 series de 10 con 60 kg", "la última fue 9", "me quedaban 2", "sentadilla 80 5x5")),
    *(("pt", t) for t in ("3 séries de 10 com 60", "agachamento 4x8 80kg", "sobraram 2")),
    *(("de", t) for t in ("3 Sätze à 10 mit 60 kg", "Kniebeugen 4x8 80kg", "war schwer")),
    *(("fr", t) for t in ("4x8 à 80kg", "fentes 3x12 par jambe", "il m'en restait 2")),
    *(("ru", t) for t in ("3 по 10 с 80 кг", "присед 4х8 80кг", "последний не смог")),
)
SPLIT = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[^\W\d_]+|[^\w\s]")


def reading_figures(lexicon: Lexicon, rounds: int) -> tuple[float, float]:
    """Microseconds of the processor a message: read, and split; the least of the rounds, whatever runs beside them."""
    jobs = (
        (lambda: [read(text, lexicon, HERE, language) for language, text in ORDINARY], TIMES),
        (lambda: [SPLIT.findall(text) for _, text in ORDINARY], SPLITS),
    )
    found = [tuple(_spent(job, times) for job, times in jobs) for _ in range(rounds + 1)]
    ours, bare = map(min, zip(*found, strict=True))
    return ours, bare


def _spent(job: Callable[[], object], times: int) -> float:
    start = process_time()
    for _ in range(times):
        job()
    return (process_time() - start) / times / len(ORDINARY) * 1e6


def tell_reading(lexicon: Lexicon, rounds: int) -> bool:
    """Say the figures; whether reading is as quick as it must be."""
    ours, bare = reading_figures(lexicon, rounds)
    fine = ours <= 1e6 / FEWEST
    print(f"reading: {len(ORDINARY)} ordinary messages in six languages")
    print(
        f"  {'one core : split by one pattern':<34} read {ours:7.1f} us   split {bare:6.1f} us "
        f"  {1e6 / ours:6.0f} messages/s   ratio {ours / bare:.1f}"
    )
    print(f"wanted: at least {FEWEST} messages a second: {'fine' if fine else 'MISSED'}")
    return fine
