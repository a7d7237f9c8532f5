"""The error tree: one parent, one-argument errors, so that they survive pickling."""


class ReadoutError(Exception):
    """Anything Readout refuses. Its one argument is a sentence: what, where, and the cure."""


class PageError(ReadoutError):
    """A page could not be had or decoded (missing, empty, binary, too large, refused)."""


class LexiconError(ReadoutError):
    """A language's word files are wrong; names the file and the entry."""


class ModelError(ReadoutError, ValueError):
    """A noun was built from values that make no sense (an empty span, an unknown act)."""


class OptionError(ReadoutError):
    """A caller's option is wrong (an impossible date, an unknown language)."""


class LedgerError(ReadoutError):
    """The ledger can't be opened, written or searched (no such file, full disk, a newer release's ledger, no such row)."""
