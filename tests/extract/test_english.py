"""English pages: blocks and provenance, in marked texts of our own making. All people, papers and events are invented."""

# ruff: noqa: E501  a marked line is one line

import datetime

import pytest

from readout.model import Article
from tests.extract.marked import blocks_of, read_marked
from tests.extract.spaced import read

LEAD = "The president of Arvonia, Lena Marsh, met Prime Minister Tomas Reed of Belmark on Tuesday to discuss the border railway."
MORE = (
    "[body]Ms. Marsh said after the talks that both sides had agreed to finish a second round of consultations before June.[/body]\n"
    "[body]“We will send technical teams,” Mr. Reed said. “The rules for the truce will be published separately.”[/body]\n"
)
STORY = f"[body]{LEAD}[/body]\n{MORE}"

PAGES = {
    "byline_and_dateline": "[title]Two Leaders Discuss Border Railway[/title]\n[byline]By Jane Doe and John Roe[/byline]\n"
    f"[dateline]VANTAR, Arvonia (AP) —[/dateline] [body]{LEAD}[/body]\n{MORE}"
    "[navigation]___[/navigation]\n[byline]Associated Press writer Ann Poe in Belmark City contributed to this report.[/byline]",
    "credits_at_the_end": f"{STORY}[byline](Reporting by Jane Doe in Vantar; Editing by John Roe)[/byline]",
    "credits_glued_on": f"[body]{LEAD}[/body]\n[body]Mr. Reed said the rules would be published separately.[/body] "
    "[byline](Reporting by Jane Doe; Editing by John Roe and Ann Poe)[/byline]",
    "header_lines": "[title]Two Leaders Discuss Border Railway[/title]\n[source_line]Published March 5, 2025 at 8:15 a.m. EST[/source_line]\n"
    f"[byline]By Jane Doe, Staff Writer[/byline]\n{STORY}",
    "newsletter_box": f"[body]{LEAD}[/body]\n[navigation]Sign up for our daily newsletter and never miss a story.[/navigation]\n"
    f"[navigation]Follow the authors on Facebook and Instagram.[/navigation]\n{MORE}[navigation]Advertisement[/navigation]",
    "links_between": f"[body]{LEAD}[/body]\n[related]Read more: Railway closed for a third winter\n"
    f"Related: What the truce says[/related]\n{MORE}",
    "captions": f"[caption]Delegates arrive for talks in Vantar on Tuesday, March 4, 2025. (AP Photo/Jane Doe)[/caption]\n{STORY}"
    "[caption]FILE - Lena Marsh speaks in Vantar, Jan. 7, 2025. (Ann Poe/Pool Photo via AP, File)[/caption]\n"
    "[caption]A train leaves the border. (Photo by John Roe/Getty Images)[/caption]\n[caption]Photo: Example Wire[/caption]",
    "credit_with_a_slash": f"[caption](Jane Doe / Associated Press)[/caption]\n[byline]By John Roe[/byline]\n{STORY}",
    "agency_behind_a_picture": f"[body]{LEAD} (AP)[/body]\n{MORE}",
    "byline_over_lines": f"[title]Two Leaders Discuss Border Railway[/title]\n[byline]By Jane Doe[/byline]\n[byline]and[/byline]\n[byline]John Roe[/byline]\n{STORY}",
    "dateline_below_a_summary": "[body]The talks ended late on Tuesday, and both sides spoke of progress on the border railway.[/body]\n"
    f"[dateline]VANTAR, Arvonia (AP) —[/dateline] [body]{LEAD}[/body]\n{MORE}",
    "name_behind_the_end": f"{STORY}[byline]Jane Doe[/byline]\n[navigation]Share this article[/navigation]",
    "names_of_those_there": f"{STORY}[body]Those who attended the talks in the border town:[/body]\n[body]Jane Doe[/body]\n[body]John Roe[/body]",
    "legal": f"{STORY}[disclaimer]Copyright 2025 The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed without permission.[/disclaimer]",
    "desk_notes": "[disclaimer]Editor's note: This story was first published on Monday and has been updated.[/disclaimer]\n"
    f"{STORY}[disclaimer]This is a developing story. Check back for updates.[/disclaimer]",
    "shares": f"[title]Two Leaders Discuss Border Railway[/title]\n[navigation]Share on Facebook[/navigation]\n[navigation]Copy link[/navigation]\n{STORY}"
    "[navigation]Comments (12)[/navigation]\n[navigation]Tags: border, railway, Arvonia[/navigation]",
    "agency_behind_the_end": f"[body]{LEAD}[/body]\n[body]Mr. Reed did not say when the line would reopen.[/body] [source_line]PTI[/source_line]",
    "reprint_line": f"{STORY}[source_line]This article was originally published by The Vantar Courier on March 5, 2025.[/source_line]",
    "press_release": "[navigation]FOR IMMEDIATE RELEASE[/navigation]\n[source_line]March 5, 2025[/source_line]\n"
    f"[title]Readout of the President’s Meeting with Prime Minister Reed[/title]\n{STORY}[navigation]###[/navigation]",
    "tag_in_capitals": f"[body]BREAKING — {LEAD}[/body]\n{MORE}",
    "quotation_over_lines": f"{STORY}[body]“The line will be open to all,[/body]\n[body]and to every traveller with a ticket,” she said in her speech to the delegates.[/body]\n"
    "[heading]What comes next[/heading]\n[body]The teams meet again in the border town at the end of the month.[/body]",
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str) -> None:
    marked = read_marked(PAGES[name])
    article = read(marked.text)
    assert article.language == "en"
    assert blocks_of(article) == marked.blocks


WHOLE = [
    "By Tuesday evening, the two sides had agreed on a truce, the officials said.",
    "By the time Jane Doe arrived, the talks had ended.",
    "By Lena Marsh’s account, the railway will open in June.",
    "Reporting by state television suggested that the talks had failed.",
    "Sources: the minister, who asked not to be named, and two officials who saw the draft.",
    "Editing by hand took three weeks, the archive said in its report.",
    "Follow the money, investigators told the parliament on Monday.",
    "Read more than a thousand letters, she told her staff, and you will see the pattern.",
    "Related claims have been made in Belmark, where the court rejected them.",
    "Share prices rose after the talks, and the railway’s bonds gained two percent.",
    "Watch groups said the vote was fair, and published their full report.",
    "Photographs taken by satellites show that the line was repaired in May.",
    "Copyright law protects the map, a court in Belmark ruled on Wednesday.",
    "Advertisement spending fell by a third, the ministry said.",
    "File cabinets full of letters were found in the old station, she said.",
    "Editor in chief John Roe said the paper would publish the letters.",
    "Next, the two ministers will meet in the border town to sign the plan.",
    "Correction of the border markers will take a year, the surveyors said.",
    "The truce (signed in May) ended the longest strike on the line.",
    "The Arvonian Railway Authority (ARA) - which runs the line - did not comment.",
    "Tags and badges were handed to all delegates, who waited for hours at the gate.",
    "Comment from the ministry was not immediately available on Tuesday evening.",
    "Source close to the talks: “We are nearly there, and both leaders know it.”",
    "First published in 1962, the map still hangs in the minister’s office.",
    "Subscribe now or lose the vote, the union told its members in a letter.",
    "More than forty delegates came, and most of them stayed for the dinner.",
    "NATO - The alliance has no plan to join the talks, its spokesman said.",
]


@pytest.mark.parametrize("line", WHOLE)
def test_sentences_stay_body(line: str) -> None:
    marked = read_marked(f"{STORY}[body]{line}[/body]\n{MORE}")
    assert blocks_of(read(marked.text)) == marked.blocks


@pytest.mark.parametrize("line", [line for line in WHOLE if "(signed" not in line])
def test_sentences_are_no_provenance(line: str) -> None:
    article = read(f"{line}\n{read_marked(STORY).text}")
    assert (article.origin, article.author, article.published) == ("", "", None)
    assert "dateline" not in {block.kind for block in article.blocks}


def evidence(article: Article, name: str) -> str:
    return next((e.span.of(article.text) for e in article.evidence if e.field == name), "")


DATELINES = [
    # dateline, origin, place, day
    ("WASHINGTON (Reuters) -", "Reuters", "WASHINGTON", ""),
    ("WASHINGTON, March 5 (Reuters) -", "Reuters", "WASHINGTON", "March 5"),
    ("KYIV, Ukraine (AP) —", "AP", "KYIV, Ukraine", ""),
    ("MOSCOW, March 3 /TASS/.", "TASS", "MOSCOW", "March 3"),
    ("MOSCOW, March 3. /TASS/.", "TASS", "MOSCOW", "March 3"),
    ("BEIJING, Feb. 13 (Xinhua) --", "Xinhua", "BEIJING", "Feb. 13"),
    ("UNITED NATIONS, Feb. 13, 2025 (Xinhua) --", "Xinhua", "UNITED NATIONS", "Feb. 13, 2025"),
    ("JERUSALEM/CAIRO, March 5 (Reuters) -", "Reuters", "JERUSALEM/CAIRO", "March 5"),
    ("(Reuters) -", "Reuters", "", ""),
    ("March 5 (Reuters) -", "Reuters", "", "March 5"),
    ("Paris (AFP) –", "AFP", "Paris", ""),
    ("SEOUL, March 5 (Yonhap) --", "Yonhap", "SEOUL", "March 5"),
    ("London CNN —", "CNN", "London", ""),
    ("MINSK, 5 March (BelTA) –", "BelTA", "MINSK", "5 March"),
    ("Moscow. March 5. INTERFAX.RU -", "INTERFAX.RU", "Moscow", "March 5"),
    ("YEREVAN, MARCH 5, ARMENPRESS.", "ARMENPRESS", "YEREVAN", "MARCH 5"),
    ("AFP -", "AFP", "", ""),
    ("TASS, March 5.", "TASS", "", "March 5"),
    ("WASHINGTON —", "", "WASHINGTON", ""),
    ("NEW DELHI:", "", "NEW DELHI", ""),
    ("SALEM, Ore. —", "", "SALEM, Ore.", ""),
    ("Salem, Ore. —", "", "Salem, Ore.", ""),
    ("ALBANY, N.Y. (AP) —", "AP", "ALBANY, N.Y.", ""),
    ("VANTAR (Example Wire) —", "Example Wire", "VANTAR", ""),
    ("ABOARD AIR FORCE ONE (AP) —", "AP", "ABOARD AIR FORCE ONE", ""),
    ("ŁÓDŹ, Poland (AP) —", "AP", "ŁÓDŹ, Poland", ""),
]


@pytest.mark.parametrize(("line", "origin", "place", "day"), DATELINES)
def test_datelines(line: str, origin: str, place: str, day: str) -> None:
    marked = read_marked(f"[dateline]{line}[/dateline] [body]{LEAD}[/body]\n{MORE}")
    article = read(marked.text)
    assert blocks_of(article) == marked.blocks
    assert (article.origin, evidence(article, "place"), evidence(article, "day")) == (origin, place, day)


NO_DATELINES = [
    "The party (Forward Arvonia) - a rival of the president - left the room.",
    "Arvonia (population nine million) has no railway of its own, she said.",
    "EU - Arvonia ties are old, the commissioner said on Tuesday in a speech.",
    "UPDATE — The talks in the border town have ended, officials said.",
    "FACT CHECK: The railway was not closed by the president, records show.",
    "Marsh (left) and Reed shook hands before the talks, and smiled.",
    "Tuesday (March 4) was the day on which the talks began, she said.",
    "John Roe — The Arvonian poet who wrote the anthem — died on Tuesday.",
    "ARVONIA: the railway will be open in June, the minister told reporters.",
    "President Marsh, 54, met the prime minister of Belmark in Vantar.",
    "In Vantar (AP photographers saw the train) the station was empty.",
]


@pytest.mark.parametrize("line", NO_DATELINES)
def test_no_datelines(line: str) -> None:
    article = read(f"{line}\n{read_marked(STORY).text}")
    assert "dateline" not in {block.kind for block in article.blocks}
    assert article.origin == ""


D = datetime.date
at = datetime.datetime.fromisoformat
PROVENANCE = [
    # lines above, lines below, address, what is expected
    ("By Jane Doe", "", "", {"author": "Jane Doe", "origin": ""}),
    (
        "By JANE DOE and JOHN ROE, Associated Press",
        "",
        "",
        {"author": "JANE DOE and JOHN ROE", "origin": "Associated Press"},
    ),
    ("By Troy L. Smith, Vantar Courier", "", "", {"author": "Troy L. Smith"}),
    ("By Jane Doe | Fox News", "", "", {"author": "Jane Doe", "origin": "Fox News"}),
    (
        "By Jane Doe, John Roe and Ann van Poe, Staff Writers",
        "",
        "",
        {"author": "Jane Doe, John Roe and Ann van Poe"},
    ),
    ("By Jane Doe March 5, 2025", "", "", {"author": "Jane Doe", "published": D(2025, 3, 5)}),
    ("By Jane Doe Updated March 5, 2025", "", "", {"author": "Jane Doe", "published": D(2025, 3, 5)}),
    ("By Jane Doe in Vantar", "", "", {"author": "Jane Doe"}),
    (
        "By Jane Doe On 5 March 2025 at 4:00 PM",
        "",
        "",
        {"author": "Jane Doe", "published": at("2025-03-05T16:00")},
    ),
    ("By Jane Doe Staff Writer", "", "", {"author": "Jane Doe"}),
    ("By Reuters Staff", "", "", {"author": "", "origin": "Reuters"}),
    ("By Dawn Roe", "", "", {"author": "Dawn Roe", "origin": ""}),
    ("By Staff Reports", "", "", {"author": "", "origin": ""}),
    ("Jane Doe, Reuters", "", "", {"author": "Jane Doe", "origin": "Reuters"}),
    ("By Our Correspondent", "", "", {"author": "", "origin": ""}),
    ("Source: Xinhua", "Editor: huaxia", "", {"origin": "Xinhua", "author": ""}),
    (
        "",
        "Source: Xinhua News Agency",
        "https://example.com/1",
        {"origin": "Xinhua News Agency", "outlet": "example.com"},
    ),
    ("", "SOURCE: Al Jazeera and news agencies", "", {"origin": "Al Jazeera and news agencies"}),
    ("", "SOURCE: News agencies", "", {"origin": ""}),
    (
        "",
        "(Reporting by Jane Doe in Geneva and John Roe in Vantar; Writing by Ann Poe; Editing by Sam Coe)",
        "",
        {"author": "Jane Doe"},
    ),
    ("", "Editing by John Roe", "", {"author": ""}),
    (
        "",
        "© 2025 The Associated Press. All rights reserved.",
        "https://example.com/1",
        {"origin": "The Associated Press", "outlet": "example.com"},
    ),
    (
        "",
        "© 2025 The Associated Press. All rights reserved.",
        "https://apnews.com/1",
        {"origin": "AP", "outlet": "AP"},
    ),
    ("", "Copyright © 2025 Example Media Group. All rights reserved.", "", {"origin": ""}),
    ("", "© Agence France-Presse", "", {"origin": "Agence France-Presse"}),
    ("", "This article first appeared in The Vantar Courier.", "", {"origin": "The Vantar Courier"}),
    ("", "Originally published on Live Example.", "", {"origin": "Live Example"}),
    (
        "",
        "First published on March 5, 2025 / 8:16 AM",
        "",
        {"origin": "", "published": at("2025-03-05T08:16")},
    ),
    (
        "",
        "This story was originally published by Grist Example and is reproduced here with permission.",
        "",
        {"origin": "Grist Example"},
    ),
    ("", "Republished from example.org under a Creative Commons licence.", "", {"origin": "example.org"}),
    ("", "AFP", "", {"origin": "AFP"}),
    ("", "(ANI)", "", {"origin": "ANI"}),
    ("March 5, 2025", "", "", {"published": D(2025, 3, 5)}),
    ("5 March 2025, 10:15 GMT", "", "", {"published": at("2025-03-05T10:15+00:00")}),
    ("PUBLISHED: 08:48, Tue, Mar 5, 2025", "", "", {"published": D(2025, 3, 5)}),
    ("Updated: Mar 5, 2025, 3:24 p.m.", "", "", {"published": at("2025-03-05T15:24")}),
    (
        "",
        "",
        "https://www.reuters.com/world/2025/03/05/talks/",
        {"outlet": "Reuters", "origin": "Reuters", "published": D(2025, 3, 5)},
    ),
    ("", "", "https://english.news.cn/20250305/abc/c.html", {"outlet": "Xinhua", "published": D(2025, 3, 5)}),
    ("", "", "https://tass.com/world/1", {"outlet": "TASS", "zone": "Europe/Moscow"}),
]


@pytest.mark.parametrize(("above", "below", "url", "expected"), PROVENANCE)
def test_provenance(above: str, below: str, url: str, expected: dict[str, object]) -> None:
    lines = ["Two Leaders Discuss Border Railway", above, read_marked(STORY).text.strip(), below]
    article = read("\n".join(line for line in lines if line), url=url)
    assert {name: getattr(article, name) for name in expected} == expected
    assert article.title == "Two Leaders Discuss Border Railway"


def test_an_agency_signs_what_another_serves() -> None:
    text = f"VANTAR, March 5 (Reuters) - {LEAD}\n{read_marked(MORE).text}© 2025 Example Post. All rights reserved."
    article = read(text, url="https://www.washingtonpost.com/world/2025/03/05/talks/")
    assert (article.outlet, article.origin) == ("The Washington Post", "Reuters")
    assert dict(article.rules)["origin"] == "dateline_place"
