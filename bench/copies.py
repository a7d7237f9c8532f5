"""How well copies are found, by the strength of the edit, as a table on standard output.

    python bench/copies.py [--archive NAME] [--seed N]

Every page of an archive is edited in known ways: some of its words changed for words of other pages, its head or tail
cut off, another page glued to its end. Each edited page is looked up among the unedited ones through an index of
sketches, as in a ledger. recall is the part of the originals that were found, and as what (a copy; after a cut to a half
and in two glued pages, contained as well); precision the part of the pages found that are originals, or hold the text
letter for letter. The unedited pages
are looked up too: what is found there is listed, for somebody to read. The archive is looked for in ``../shared`` (or
where READOUT_SHARED points).
"""

import argparse
import gzip
import json
import os
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import rjieba

from readout.compare.copies import Relation, enough_shared, letters, relate, shingles, sketch

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
# read by hand: the second report gives the whole of the first, the second page is the first one posted again
_KNOWN = (
    ("xwlb/20250217/06", "xwlb/20250220/01"),
    (
        "wh/2023-02-24-readout-of-vice-president-harris-meeting-on-threats-to-medication-abortion",
        "wh/2023-02-25-readout-of-vice-president-harris-meeting-on-threats-to-medication-abortion",
    ),
)
_RUN = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+|\W+")
_CHANGED = (2, 5, 10, 15, 20, 30)
_KEPT = (90, 70, 50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An unedited page, its words cut."""

    id: str
    title: str
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """An edited text, the ids of its originals, and the kinds of relation that are right."""

    text: str
    originals: tuple[str, ...]
    kinds: tuple[str, ...] = ("copy",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page that a text was found to be like, and how."""

    story: Story
    relation: Relation


class Index:
    """The unedited pages by the hashes of their sketches, with counts and seconds of what was asked of it."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.stories = stories
        self.asked = self.candidates = 0
        self.sketching = self.relating = 0.0
        self._holders: dict[int, list[int]] = defaultdict(list)
        start = time.perf_counter()
        sketches = [sketch(shingles(story.text)) for story in stories]
        self.pages_per_second = len(stories) / (time.perf_counter() - start)
        self._sizes = [len(hashes) for hashes in sketches]
        for place, hashes in enumerate(sketches):
            for value in hashes:
                self._holders[value].append(place)

    def find(self, text: str) -> list[Found]:
        """The pages that the text is like."""
        start = time.perf_counter()
        hashes = sketch(shingles(text))
        shared = Counter(place for value in hashes for place in self._holders.get(value, ()))
        likely = [
            self.stories[place]
            for place, number in sorted(shared.items())
            if number >= enough_shared(min(self._sizes[place], len(hashes)))
        ]
        middle = time.perf_counter()
        related = [(story, relate(text, story.text)) for story in likely]
        self.asked += 1
        self.candidates += len(likely)
        self.sketching += middle - start
        self.relating += time.perf_counter() - middle
        return [Found(story=story, relation=relation) for story, relation in related if relation]


def read_stories(name: str) -> list[Story]:
    """The archive's pages."""
    path = SHARED / "archive" / f"{name}.jsonl.gz"
    if not path.is_file():
        sys.exit(
            f"no archive at {path}: put it there, or point READOUT_SHARED at the folder that holds archive/"
        )
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Story(id=row["id"], title=row["title"], text=row["text"], words=cut_words(row["text"]))
        for row in rows
    ]


def cut_words(text: str) -> tuple[str, ...]:
    """The text in pieces: words, and what stands between them."""
    # the cutter knows Han; it takes Cyrillic apart letter by letter
    pieces = (rjieba.cut(run) if "\u3400" <= run[0] <= "\u9fff" else [run] for run in _RUN.findall(text))
    return tuple(word for piece in pieces for word in piece)


def edit_stories(stories: Sequence[Story], seed: int) -> Iterator[tuple[str, list[Edited]]]:
    """The edits by name, each done to every page."""
    pool = [word for story in stories for word in story.words if word[0].isalnum()]
    for percent in _CHANGED:
        chance = random.Random(f"{seed} {percent}")
        yield (
            f"{percent} % of words changed",
            [
                Edited(text=change_words(story.words, percent, pool, chance), originals=(story.id,))
                for story in stories
            ],
        )
    for percent in _KEPT:
        kinds = ("copy",) if percent > 50 else ("copy", "contains", "contained")
        for name, cut in (("tail", cut_tail), ("head", cut_head)):
            edited = [
                Edited(text=cut(story.text, percent), originals=(story.id,), kinds=kinds) for story in stories
            ]
            yield f"{name} cut, {percent} % kept", edited
    yield "two pages glued", glue_stories(stories, random.Random(f"{seed} glue"))


def change_words(words: Sequence[str], percent: int, pool: Sequence[str], chance: random.Random) -> str:
    """The text with that part of its words, drawn by chance, changed for words of other pages."""
    places = [place for place, word in enumerate(words) if word[0].isalnum()]
    changed = list(words)
    for place in chance.sample(places, round(len(places) * percent / 100)):
        while (word := chance.choice(pool)) == words[place]:
            pass
        changed[place] = word
    return "".join(changed)


def cut_tail(text: str, percent: int) -> str:
    """The first part of the text."""
    return text[: len(text) * percent // 100]


def cut_head(text: str, percent: int) -> str:
    """The last part of the text."""
    return text[len(text) - len(text) * percent // 100 :]


def glue_stories(stories: Sequence[Story], chance: random.Random) -> list[Edited]:
    """Each page with another one behind it."""
    others = list(stories)
    chance.shuffle(others)
    return [
        Edited(
            text=f"{story.text}\n{other.text}",
            originals=(story.id, other.id),
            kinds=("copy", "contains"),
        )
        for story, other in zip(stories, others, strict=True)
        if story.id != other.id
    ]


def score(edited: Sequence[Edited], find: Callable[[str], list[Found]]) -> tuple[float, float, Counter[str]]:
    """Precision, recall, and the kinds of relation to the originals."""
    right = found = wanted = 0
    kinds: Counter[str] = Counter()
    for page in edited:
        wanted += len(page.originals)
        for one in find(page.text):
            if one.story.id in page.originals:
                kinds[one.relation.kind] += 1
                right += one.relation.kind in page.kinds
                found += 1
            else:
                found += not (stands_in(page.text, one.story.text) or is_known(one.story.id, page.originals))
    return (right / found if found else 1.0, right / wanted, kinds)


def stands_in(text: str, other: str) -> bool:
    """Whether the text stands in the other letter for letter, as the cut parts of a series do."""
    return "".join(letters(text)) in "".join(letters(other))


def is_known(id: str, others: Sequence[str]) -> bool:
    """Whether the unedited page is alike to one of the others, as read by hand."""
    return any(tuple(sorted((id, other))) in _KNOWN for other in others)


def list_unedited(index: Index) -> None:
    """Print what is found among the unedited pages."""
    pairs = [
        (story, found.story, found.relation)
        for story in index.stories
        for found in index.find(story.text)
        if story.id < found.story.id
    ]
    wrong = sum(not is_known(a.id, (b.id,)) for a, b, _ in pairs)
    print(f"\nUnedited pages: {len(pairs)} pairs found, {wrong} of them not known to be alike")
    for a, b, relation in pairs:
        likeness = relation.likeness
        mark = " " if is_known(a.id, (b.id,)) else "?"
        print(f"{mark} {relation.kind:9} {likeness.in_a:.2f} {likeness.in_b:.2f}  {a.id}  {a.title}")
        print(f"{'':22}{b.id}  {b.title}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how well copies are found.")
    parser.add_argument("--archive", default="cctv-2025-02-03", help="the archive's name, without .jsonl.gz")
    parser.add_argument("--seed", type=int, default=1, help="another number draws other edits")
    options = parser.parse_args()
    stories = read_stories(options.archive)
    index = Index(stories)
    print(f"{options.archive}: {len(stories)} pages, seed {options.seed}\n")
    print(f"{'edit':24}{'pages':>7}{'precision':>11}{'recall':>9}   found as")
    for name, edited in edit_stories(stories, options.seed):
        precision, recall, kinds = score(edited, index.find)
        told = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
        print(f"{name:24}{len(edited):7}{precision:11.3f}{recall:9.3f}   {told}")
    print(f"\nsketching   {index.pages_per_second:8.0f} pages/s")
    print(f"candidates  {index.candidates / index.asked:8.2f} a page looked up")
    print(f"relating    {index.candidates / index.relating:8.0f} pairs/s")
    print(f"all         {index.asked / (index.sketching + index.relating):8.0f} pages/s looked up")
    list_unedited(index)


if __name__ == "__main__":
    main()
