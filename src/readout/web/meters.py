"""Counts and times of requests, in the text format that Prometheus reads."""

from collections import Counter, defaultdict
from threading import Lock

_BOUNDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)


class Meters:
    """What this process served since it started."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: dict[str, Counter[float]] = defaultdict(Counter)
        self._seconds: Counter[str] = Counter()

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that is done."""
        with self._lock:
            self._requests[method, route, status] += 1
            self._seconds[route] += seconds  # type: ignore[assignment]
            for bound in _BOUNDS:
                self._buckets[route][bound] += seconds <= bound

    def render(self) -> str:
        """All of it as text."""
        lines = ["# HELP readout_requests_total Requests served.", "# TYPE readout_requests_total counter"]
        with self._lock:
            for (method, route, status), number in sorted(self._requests.items()):
                lines.append(
                    f'readout_requests_total{{method="{method}",route="{route}",status="{status}"}} {number}'
                )
            lines += [
                "# HELP readout_request_seconds How long requests took.",
                "# TYPE readout_request_seconds histogram",
            ]
            for route in sorted(self._buckets):
                total = sum(n for (_, name, _), n in self._requests.items() if name == route)
                for bound in _BOUNDS:
                    found = self._buckets[route][bound]
                    lines.append(f'readout_request_seconds_bucket{{route="{route}",le="{bound}"}} {found}')
                lines.append(f'readout_request_seconds_bucket{{route="{route}",le="+Inf"}} {total}')
                lines.append(f'readout_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}')
                lines.append(f'readout_request_seconds_count{{route="{route}"}} {total}')
        return "\n".join(lines) + "\n"
