"""Statements: somebody said something."""

from dataclasses import dataclass
from typing import Literal, get_args

from readout.errors import ModelError
from readout.model.spans import Evidence, Span
from readout.model.times import When

Form = Literal["direct", "indirect", "mixed"]
FORMS: tuple[str, ...] = get_args(Form)
Act = Literal[
    "assert", "judge", "commit", "propose", "demand", "deny", "accuse", "warn", "withhold", "courtesy"
]
ACTS: tuple[str, ...] = get_args(Act)
Channel = Literal[
    "call", "meeting", "briefing", "post", "speech", "document", "interview", "media", "unknown"
]
CHANNELS: tuple[str, ...] = get_args(Channel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Content attributed in the text to a source by a cue.

    ``id`` is unique within a reading ("s1", in text order). ``source`` is the phrase naming who, ``speaker``
    the shortest naming string it stands for, ``content`` one or more spans in text order, ``to`` the
    addressee's naming string ("" where the text names none), ``via`` the id of the statement it stands
    inside ("" at the top). ``evidence`` holds the spans of speaker, to and channel where they stand in the
    text; ``rule`` names the rule that made the row.
    """

    id: str
    source: Span
    speaker: str
    cue: Span
    content: tuple[Span, ...]
    form: Form
    act: Act
    channel: Channel = "unknown"
    to: str = ""
    via: str = ""
    when: When | None = None
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""

    def __post_init__(self) -> None:
        if not self.content:
            raise ModelError(f"Statement {self.id}: no content; a statement says something")
        if list(self.content) != sorted(self.content):
            raise ModelError(f"Statement {self.id}: content spans out of text order")
        for name, value, known in (
            ("form", self.form, FORMS),
            ("act", self.act, ACTS),
            ("channel", self.channel, CHANNELS),
        ):
            if value not in known:
                raise ModelError(f"Statement {self.id}: unknown {name} {value!r}; one of {', '.join(known)}")
