"""Scores on marked pages may rise freely and fall only by an explicit edit of bench/floor.json."""

import pytest

from bench.score import HELD, SETS, read_floor, score_set


@pytest.mark.parametrize("name", SETS)
def test_scores_stay_above_the_floor(shared, name):
    floor = read_floor()[name]
    scores, misses = score_set(shared, name)
    fallen = [
        f"{key} fell to {scores[key]:.3f}; the floor is {least:.3f}"
        for key, least in floor.items()
        if scores[key] < least
    ]
    assert not fallen, "\n".join([*fallen, *misses])


def test_the_floor_holds_every_held_score():
    floors = read_floor()
    assert set(floors) == set(SETS)
    for floor in floors.values():
        assert {"cue", "who", "what", "whowhat", "exact", "chars"} <= set(floor) <= set(HELD)
