"""Who is who across languages: names, cases, sides, metonyms, offices, and the names that must stay apart."""

import datetime

import pytest

from readout.language import load_actors, load_lexicon
from readout.language.naming import load_naming
from readout.resolve.entities import Resolver

DAY = datetime.date(2025, 3, 1)
PUTIN, KREMLIN, MFA = "vladimir-putin", "russia-presidency", "russia-foreign-ministry"
RESOLVER = Resolver(load_actors(), load_naming(), load_lexicon("zh").orthography.variants)


@pytest.mark.parametrize(
    ("language", "names", "id"),
    [
        ("zh", "普京 普丁 弗拉基米尔·普京", PUTIN),
        ("en", "Putin|Vladimir Putin|Putin's|V. Putin|Vladimir Vladimirovich Putin|President Putin", PUTIN),
        ("ru", "Путин|Путина|Путину|Путиным|Путине|Владимиром Путиным|Владимира Владимировича Путина", PUTIN),
        ("uk", "Путін|Путіна|Путіну|Путіним|Володимира Путіна", PUTIN),
        ("zh", "克里姆林宫", KREMLIN),
        ("en", "Kremlin|the Kremlin|The Kremlin", KREMLIN),
        ("ru", "Кремль|Кремля|Кремлю|Кремлем|Кремлём|Кремле", KREMLIN),
        ("uk", "Кремль|Кремля|Кремлем", KREMLIN),
        ("zh", "俄罗斯外交部 俄外交部 俄羅斯外交部", MFA),
        (
            "en",
            "Russian Foreign Ministry|Russia's Foreign Ministry|Russian foreign ministry|Foreign Ministry of Russia",
            MFA,
        ),
        ("ru", "МИД России|МИД РФ|МИДа России|российский МИД|российского МИДа", MFA),
        ("uk", "МЗС РФ|МЗС Росії", MFA),
    ],
)
def test_one_entity_in_four_languages(language, names, id):
    for name in names.split("|") if "|" in names else names.split():
        found = RESOLVER.resolve(name, language=language, day=DAY)
        assert (found.id, found.known) == (id, True), name
        assert found.confidence >= 0.7
