"""The nouns, frozen. Import them from here."""

from readout.model.accounts import TELLINGS, Account, Point, Teller, Telling
from readout.model.articles import BLOCK_KINDS, Article, Block, BlockKind
from readout.model.comparisons import (
    DIFFERENCE_KINDS,
    SAYS,
    Cell,
    Comparison,
    Difference,
    DifferenceKind,
    Fact,
    PointRow,
    Says,
    TopicShare,
    Witness,
)
from readout.model.contacts import CONTACT_TYPES, STATUSES, Contact, ContactType, Status
from readout.model.entities import ENTITY_KINDS, Entity, EntityKind
from readout.model.judgements import VERDICTS, Judgement, Verdict
from readout.model.mentions import BOUNDS, MENTION_KINDS, Amount, Bound, Mention, MentionKind
from readout.model.pages import Page, Unreadable
from readout.model.readings import EFFORTS, Effort, Reading, digest
from readout.model.sentences import Grammar, Sentence, Sentences, Word
from readout.model.spans import Evidence, Span
from readout.model.statements import ACTS, CHANNELS, FORMS, Act, Channel, Form, Statement
from readout.model.times import PRECISIONS, Duration, Precision, Shift, TimePhrase, When

__all__ = [
    "ACTS",
    "BLOCK_KINDS",
    "BOUNDS",
    "CHANNELS",
    "CONTACT_TYPES",
    "DIFFERENCE_KINDS",
    "EFFORTS",
    "ENTITY_KINDS",
    "FORMS",
    "MENTION_KINDS",
    "PRECISIONS",
    "SAYS",
    "STATUSES",
    "TELLINGS",
    "VERDICTS",
    "Account",
    "Act",
    "Amount",
    "Article",
    "Block",
    "BlockKind",
    "Bound",
    "Cell",
    "Channel",
    "Comparison",
    "Contact",
    "ContactType",
    "Difference",
    "DifferenceKind",
    "Duration",
    "Effort",
    "Entity",
    "EntityKind",
    "Evidence",
    "Fact",
    "Form",
    "Grammar",
    "Judgement",
    "Mention",
    "MentionKind",
    "Page",
    "Point",
    "PointRow",
    "Precision",
    "Reading",
    "Says",
    "Sentence",
    "Sentences",
    "Shift",
    "Span",
    "Statement",
    "Status",
    "Teller",
    "Telling",
    "TimePhrase",
    "TopicShare",
    "Unreadable",
    "Verdict",
    "When",
    "Witness",
    "Word",
    "digest",
]
