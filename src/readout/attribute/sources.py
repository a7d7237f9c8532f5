"""Sources: whether a phrase can name who speaks, and which part of it does."""

from readout.ground import Ground
from readout.model import Span

_UNKNOWN_NAME = 6


def names_somebody(ground: Ground, source: Span, *, strict: bool) -> bool:
    """Whether the phrase can be a source: it ends in a name, a title, a pronoun, a group or a speaking noun."""
    text = source.of(ground.text)
    for name in ("pronoun", "group", "self"):
        if text in ground.lexicon.word_list(name):
            return True
    if strict and _holds_more(ground, source):
        return False
    mentions = ground.mentions_in(source.start, source.stop)
    speaking = mentions and mentions[-1].kind not in ("time", "amount")
    if speaking and mentions[-1].span.stop >= source.stop - 1:
        return True
    if speaking and mentions[-1].kind == "title" and source.stop - mentions[-1].span.stop <= _UNKNOWN_NAME:
        return True  # a title, and a name that the page gives no other sign of
    if any(
        ground.ending(name, source.stop, source.start) for name in ("side", "short_side", "speaking_noun")
    ):
        return True
    if strict:
        return False
    return bool(mentions) or source.stop - source.start >= 2


def _holds_more(ground: Ground, source: Span) -> bool:
    """Whether a preposition, a negation or an adverb stands inside the phrase: then it is no plain name."""
    mentions = ground.mentions_in(source.start, source.stop)
    named = {at for m in mentions for at in range(m.span.start, m.span.stop)}
    joints = {m.span.stop for m in mentions}  # 挪威与瑞典: what joins two names is no preposition
    if noun := ground.ending("speaking_noun", source.stop, source.start):
        named.update(range(noun.start, noun.stop))  # 该委员会
    for name in ("prep_place", "negation", "modal"):
        table = ground.starting(name)
        for at in range(source.start, source.stop):
            word = table.get(at)
            if word is None or at in named or at not in ground.breaks or word.stop not in ground.breaks:
                continue
            if not (at in joints and word.stop in ground.mentions_at):
                return True
    return False


def is_done_to(ground: Ground, source: Span) -> bool:
    """Whether the cue is a noun that the source signs or suffers: 总统签署命令, 总理遭到议员抗议."""
    if ground.ending("signs", source.stop, source.start):
        return True
    words = ground.starting("suffers")
    last = max((i for i in range(source.start, source.stop) if i in words and i in ground.breaks), default=-1)
    return last >= 0 and not any(i in ground.starting("of") for i in range(last, source.stop))


def leading_name(ground: Ground, start: int, end: int) -> Span | None:
    """总统 A 视察并表示: who a clause with another verb is about; None where it names nobody (否认被包围并称…)."""
    stop = start
    while (mention := ground.mentions_at.get(stop)) and mention.span.stop < end:
        stop = mention.span.stop
    name = Span(start, stop) if stop > start else None
    return name if name and ground.mentions_in(start, stop, ("person", "title", "body")) else None


def without_represented(ground: Ground, start: int, end: int) -> int:
    """Where a source ends that speaks for others: 主席 X 代表政府和人民表示哀悼, or 代表… alone, whose subject was dropped."""
    words = ground.starting("on_behalf")
    for at in (start, *(m.span.stop for m in ground.mentions_in(start, end, ("person",)))):
        word = words.get(at)
        if word and (owner := ground.mentions_at.get(word.stop)) and owner.kind in ("country", "body"):
            return at
    return end
