"""A text that goes on and on is read like any other."""

import pytest

from readout.model import Page
from readout.pipeline import read_page


@pytest.mark.parametrize("end", ["，", "。"])
def test_thousands_of_statements_in_a_row(end):
    sentence = f"滨海国外交部发言人林岚表示，双方将继续沟通{end}"
    text = sentence * 2000
    page = Page(id="long", content=text.encode(), media_type="text/plain", charset="utf-8", language="zh")
    statements = read_page(page).statements
    assert len(statements) == 2000
    assert {statement.speaker for statement in statements} == {"林岚"}
    assert {statement.channel for statement in statements} == {"briefing"}
