"""Times of many tries in two figures: the usual one, and the one that is rarely exceeded."""

import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

Figures = dict[str, float]  # milliseconds


@dataclass(slots=True)
class Stopwatch:
    """Seconds of each try."""

    tries: list[float] = field(default_factory=list)

    @contextmanager
    def running(self) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self.tries.append(time.perf_counter() - began)

    @property
    def p50(self) -> float:
        return percentile(self.tries, 0.50)

    @property
    def p95(self) -> float:
        return percentile(self.tries, 0.95)

    def figures(self) -> Figures:
        return {"p50": round(self.p50 * 1000, 3), "p95": round(self.p95 * 1000, 3)}


def percentile(tries: Sequence[float], share: float) -> float:
    """The smallest time that `share` of all tries did not exceed."""
    return sorted(tries)[max(math.ceil(len(tries) * share) - 1, 0)]
