"""Copies of a text among other pages: ours beside datasketch and rensa."""

import random
from collections.abc import Callable, Sequence

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

from bench.beside.race import Runner, race
from bench.beside.table import Table, named, row
from bench.copies import Index, Story, change_words, cut_tail, read_stories
from readout.compare.copies import shingles

_ARCHIVE = "cctv-2025-02-03"
_PERMUTATIONS, _LIKE, _BANDS = 128, 0.5, 32
Find = Callable[[str], set[str]]
Edited = tuple[str, str]  # the text, the id of its original
_ABOUT = """\
The pages of two months of one broadcaster's news, indexed and looked up; then with 10 % of their words changed, and cut to a
half. All compare the same shingles; datasketch and rensa at a likeness of one half, which is theirs to set and cannot say which
of two texts holds the other."""


def measure() -> Table:
    """Pages a second, indexed and looked up, and which of the edited pages' originals are found."""
    stories = read_stories(_ARCHIVE)
    makers = {
        "Readout": find_by_sketches,
        named("datasketch"): find_by_datasketch,
        named("rensa"): find_by_rensa,
    }

    def runner(make: Callable[[Sequence[Story]], Find]) -> Callable[[Sequence[Story]], object]:
        def run(part: Sequence[Story]) -> object:
            find = make(part)
            return [find(story.text) for story in part]

        return run

    laps = race([Runner(name=n, run=runner(make)) for n, make in makers.items()], stories, lambda _: 1)
    changed, cut = _edit(stories)
    figures = []
    for make in makers.values():
        find = make(stories)
        figures.append((_score(changed, find), _score(cut, find)))
    return Table(
        title="Copies of a text",
        about=_ABOUT,
        columns=("", "pages/s", "Readout is faster by", "10 % changed: P · R", "cut to a half: P · R"),
        rows=tuple(row(lap, *one) for lap, one in zip(laps, figures, strict=True)),
    )


def find_by_sketches(stories: Sequence[Story]) -> Find:
    """Ours: candidates by sketches, then how much of either text stands in the other."""
    index = Index(stories)
    return lambda text: {found.story.id for found in index.find(text)}


def find_by_datasketch(stories: Sequence[Story]) -> Find:
    """MinHash with locality-sensitive hashing in Python."""
    index = MinHashLSH(threshold=_LIKE, num_perm=_PERMUTATIONS)
    for story in stories:
        index.insert(story.id, _sign(story.text))
    return lambda text: set(index.query(_sign(text)))


def find_by_rensa(stories: Sequence[Story]) -> Find:
    """The same in Rust."""
    index = RMinHashLSH(threshold=_LIKE, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for number, story in enumerate(stories):
        index.insert(number, _sign_rensa(story.text))
    return lambda text: {stories[number].id for number in index.query(_sign_rensa(text))}


def _sign(text: str) -> MinHash:
    signature = MinHash(num_perm=_PERMUTATIONS)
    signature.update_batch([str(value).encode() for value in shingles(text)])
    return signature


def _sign_rensa(text: str) -> RMinHash:
    signature = RMinHash(num_perm=_PERMUTATIONS, seed=1)
    signature.update([str(value) for value in shingles(text)])
    return signature


def _edit(stories: Sequence[Story]) -> tuple[list[Edited], list[Edited]]:
    chance = random.Random("beside")
    pool = [word for story in stories for word in story.words if word[0].isalnum()]
    changed = [(change_words(story.words, 10, pool, chance), story.id) for story in stories]
    return changed, [(cut_tail(story.text, 50), story.id) for story in stories]


def _score(edited: Sequence[Edited], find: Find) -> str:
    found = [(find(text), id) for text, id in edited]
    right = sum(id in ids for ids, id in found)
    given = sum(len(ids) for ids, _ in found)
    return f"{right / given if given else 1:.3f} · {right / len(edited):.3f}"
