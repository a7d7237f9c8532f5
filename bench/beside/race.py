"""A race: several ways to do one job, on the same input, in turns, each against the first."""

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Input = TypeVar("Input")
_WARM = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner(Generic[Input]):
    """One way to do the job: what it is called, with its version, and what it does with a batch of the input."""

    name: str
    run: Callable[[Sequence[Input]], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """A runner's figures: units a second over all batches, and how many times as fast the first runner was.

    ``ratio`` is the median over the batches, ``low`` and ``high`` its quartiles; all are 1 for the first.
    """

    name: str
    rate: float
    ratio: float
    low: float
    high: float


def race(
    runners: Sequence[Runner[Input]], inputs: Sequence[Input], size: Callable[[Input], int], batches: int = 8
) -> list[Lap]:
    """Run every runner over every batch in turns, on one core, in CPU seconds; ``size`` is an input's units.

    A part of the first batch is run once ahead of the clock, so that what is loaded on first need is loaded.
    """
    held = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(held)})
    try:
        parts = [inputs[n::batches] for n in range(batches)]
        for runner in runners:
            runner.run(parts[0][:_WARM])
        seconds = [[_clock(runner, part) for runner in runners] for part in parts if part]
    finally:
        os.sched_setaffinity(0, held)
    units = sum(map(size, inputs))
    return [_lap(runner.name, units, seconds, place) for place, runner in enumerate(runners)]


def _clock(runner: Runner[Input], part: Sequence[Input]) -> float:
    start = time.process_time()
    runner.run(part)
    return time.process_time() - start


def _lap(name: str, units: int, seconds: Sequence[Sequence[float]], place: int) -> Lap:
    ratios = [turn[place] / turn[0] for turn in seconds]
    low, middle, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
    return Lap(name=name, rate=units / sum(turn[place] for turn in seconds), ratio=middle, low=low, high=high)
