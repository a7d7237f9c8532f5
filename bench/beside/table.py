"""Tables of a comparison, as Markdown."""

from dataclasses import dataclass
from importlib.metadata import version

from bench.beside.race import Lap


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One job's figures: a row a runner, the first ours."""

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def write(self) -> str:
        """The table as Markdown."""
        lines = [self.columns, ("---",) * len(self.columns), *self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"## {self.title}\n\n{self.about}\n\n{table}\n"


def named(distribution: str, *more: str) -> str:
    """A distribution with its version, and those that it is used with."""
    return " + ".join(f"{name} {version(name)}" for name in (distribution, *more))


def row(lap: Lap, *figures: str) -> tuple[str, ...]:
    """A table's row: name, rate, the ratio with its spread, and what else was measured."""
    spread = f"{lap.ratio:.2f} ({lap.low:.2f}–{lap.high:.2f})" if lap.ratio != 1 else ""
    return (lap.name, f"{lap.rate:,.0f}", spread, *figures)
