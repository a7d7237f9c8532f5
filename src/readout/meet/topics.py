"""Topics: what was talked about, in the order that the text gives."""

from readout.ground import Ground
from readout.model import Span


def find_topics(ground: Ground, sentence: int, trigger: Span) -> list[Span]:
    """The topics of a contact: after 就 … 交换意见 or 讨论 in its own sentence and the two that follow."""
    found: list[Span] = []
    for number in range(sentence, min(sentence + 3, len(ground.sentences))):
        span = ground.sentences[number].span
        start = max(span.start, trigger.stop) if number == sentence else span.start
        if ground.lexicon.orthography.spaced:
            found += _objects(ground, start, span.stop)
            continue
        found += _between(ground, start, span.stop)
        found += _after(ground, start, span.stop)
    return sorted(set(found))


def _between(ground: Ground, start: int, stop: int) -> list[Span]:
    opens, closes = ground.starting("topic_open"), ground.starting("topic_close")
    found = []
    for at in range(start, stop):
        word = opens.get(at)
        if word is None:
            continue
        end = ground.clause_stop(word.stop, stop)
        close = next((closes[i] for i in range(word.stop + 1, end) if i in closes), None)
        if close:
            found += _items(ground, word.stop, close.start)
    return found


def _after(ground: Ground, start: int, stop: int) -> list[Span]:
    verbs = ground.starting("topic_verb")
    found = []
    for at in range(start, stop):
        if (verb := verbs.get(at)) and at in ground.breaks:
            end = ground.clause_stop(verb.stop, stop)
            if end - verb.stop >= 3:
                found += _items(ground, verb.stop, end)
    return found


def _objects(ground: Ground, start: int, stop: int) -> list[Span]:
    """What a verb of talking governs in a spaced language: the items of its list, up to a verb or a new clause."""
    verbs = ground.starting("topic_verb")
    at = next((verbs[i].stop for i in range(start, stop) if i in verbs), stop)
    while stop > at and ground.text[stop - 1] in ground.stops:
        stop -= 1
    found: list[Span] = []
    for part in _parts(ground, at, stop):
        words = part.of(ground.text).split()
        joint = words[0].lower() in ground.lexicon.word_list("conjunction")
        first = words[1] if joint and len(words) > 1 else words[0]
        if found and _opens_clause(ground, first):
            break
        begin = part.start + part.of(ground.text).index(first) if joint else part.start
        found.append(Span(begin, part.stop))
    return found


def _parts(ground: Ground, start: int, stop: int) -> list[Span]:
    """The stretch parted at commas, each part without the space around it; it ends where another mark stands."""
    joints = ground.lexicon.orthography.joints
    found, left = [], start
    for at in range(start, stop + 1):
        ends = at == stop or (ground.text[at] in ground.marks - set(joints) and not ground.masked[at])
        if not ends and (ground.text[at] not in joints or ground.masked[at]):
            continue
        text = ground.text[left:at]
        if text.strip():
            lead = left + len(text) - len(text.lstrip())
            found.append(Span(lead, lead + len(text.strip())))
        left = at + 1
        if ends:
            break
    return found


def _opens_clause(ground: Ground, word: str) -> bool:
    """Whether a word begins no further item of a list, but a clause or a verb."""
    low, lexicon = word.lower(), ground.lexicon
    if low.endswith((*lexicon.word_list("finite ending"), *lexicon.word_list("participle ending"))):
        return True
    return any(
        low in lexicon.word_list(name) for name in ("relative", "subordinator", "preposition", "pronoun")
    )


def _items(ground: Ground, start: int, stop: int) -> list[Span]:
    """One span a topic: a list is parted at its joints."""
    joints = ground.lexicon.orthography.joints
    found, left = [], start
    for at in range(start, stop + 1):
        if at == stop or (ground.text[at] in joints and not ground.masked[at]):
            if at - left >= 2:
                found.append(Span(left, at))
            left = at + 1
    return found
