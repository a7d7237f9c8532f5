"""Contradictions: where two claims on one point say otherwise, and the words that make it."""

from readout.compare.claims import Claim, Contradiction, Verdict


def find_contradiction(a: Claim, b: Claim) -> Contradiction | None:
    """The contradiction between two claims, or None where none is found."""
    return compare_claims(a, b).contradiction


def compare_claims(a: Claim, b: Claim) -> Verdict:
    """Whether two claims say the same, say otherwise, cannot be judged or have nothing to do with each other."""
    if a.words == b.words:
        return Verdict(says="same", a=(a.span,), b=(b.span,), shared=1.0)
    return Verdict(says="unsure")
