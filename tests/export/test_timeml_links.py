from __future__ import annotations

from xml.etree import ElementTree

from timeline import Article, reconstruct
from timeline.export.timeml_links import timeline_to_timeml

TEXT = "The minister resigned on Tuesday after the vote. On Wednesday parliament elected Anna Berg."


def test_links_join_instances_and_times_that_exist() -> None:
    timeline = reconstruct(Article(text=TEXT, published="2022-10-13"))
    root = ElementTree.fromstring(timeline_to_timeml(timeline, everything=True))
    body = root.find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == TEXT
    events = {e.attrib["eid"] for e in root.iter("EVENT")}
    instances = {m.attrib["eiid"]: m.attrib["eventID"] for m in root.iter("MAKEINSTANCE")}
    times = {t.attrib["tid"] for t in root.iter("TIMEX3")}
    assert set(instances.values()) == events
    links = list(root.iter("TLINK"))
    assert {"BEFORE", "AFTER"} & {link.attrib["relType"] for link in links}
    for link in links:
        nodes = {link.get(k) for k in ("eventInstanceID", "relatedToEventInstance", "timeID", "relatedToTime")} - {None}
        assert nodes <= set(instances) | times


def test_events_are_linked_with_their_neighbours_in_the_sentence() -> None:
    text = "The minister resigned after the vote before parliament elected Anna Berg. Crowds cheered."
    timeline = reconstruct(Article(text=text, published="2022-10-13"))
    root = ElementTree.fromstring(timeline_to_timeml(timeline, everything=True))
    order = [m.attrib["eiid"] for m in root.iter("MAKEINSTANCE")]
    pairs = {
        tuple(sorted(order.index(link.attrib[k]) for k in ("eventInstanceID", "relatedToEventInstance")))
        for link in root.iter("TLINK")
        if "eventInstanceID" in link.attrib and "relatedToEventInstance" in link.attrib
    }
    assert (0, 1) in pairs
    assert pairs - {(0, 1), (1, 2)} == {(0, 2)}  # "before" joins the resigning and the electing


def links(text: str) -> set[tuple[str, str, str]]:
    """(word, relation, id of the time) of the links that are written of an event and a time."""
    root = ElementTree.fromstring(timeline_to_timeml(reconstruct(Article(text=text, published="2022-10-13"))))
    words = {event.attrib["eid"]: event.text or "" for event in root.iter("EVENT")}
    word = {made.attrib["eiid"]: words[made.attrib["eventID"]] for made in root.iter("MAKEINSTANCE")}
    return {
        (word[link.attrib["eventInstanceID"]], link.attrib["relType"], link.attrib["relatedToTime"])
        for link in root.iter("TLINK")
        if "relatedToTime" in link.attrib and "eventInstanceID" in link.attrib
    }


def test_what_goes_on_at_the_publication_holds_it() -> None:
    assert ("marching", "INCLUDES", "t0") in links("Thousands of miners are marching through the capital.")


def test_a_length_is_linked_with_what_lasted_so_long() -> None:
    assert ("fought", "DURING", "t1") in links("The two armies fought for six days.")
