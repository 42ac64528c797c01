"""Reading ordinary messages beside splitting them by one regular expression: a part of make bench."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from statistics import median

from coach_core.notation.lexicon import Lexicon
from coach_core.notation.read import read
from coach_core.notation.reading import Open
from coach_core.training.weight import Unit, weigh

FEWEST = 5000  # messages a second on one core: what must hold
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
    """Microseconds a message: read, and split."""
    return (
        _median(lambda: [read(text, lexicon, HERE, language) for language, text in ORDINARY], rounds),
        _median(lambda: [SPLIT.findall(text) for _, text in ORDINARY], rounds),
    )


def _median(job: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        for _ in range(20):
            job()
        times.append((time.perf_counter() - start) / 20 / len(ORDINARY))
    return median(times[1:]) * 1e6


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
