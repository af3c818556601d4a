"""extract: issued, checked without the workspace, withdrawn, listed, printed again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.opendisarm import Answer, opendisarm
from tests.desk.office import HEADER, square


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one hazardous area, half of it cleared, and the public key beside it."""
    opendisarm("init", tmp_path / "office", "--state", "XSA").fine()
    field = tmp_path / "field.csv"
    rows = (f"CHA,S-1,H-1,2020-01-01,,AP mine,North,NPA,{square(20.0)}",
            f"cleared,C-1,H-1,2021-01-01,,AP mine,North,NPA,{square(20.0, side=0.0007)}")  # fmt: skip
    field.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    opendisarm("import", field, "-w", tmp_path / "office", "--commit").fine()
    opendisarm("extract", "key", "-w", tmp_path / "office", "--out", tmp_path / "key.pem").fine()
    return tmp_path


def issue(folder: Path, land: object = "H-1", *more: object) -> Answer:
    return opendisarm(
        "extract", "issue", land, "-w", folder / "office", "--out", folder / "page.pdf", "--by-person", "amal", *more
    )


def check(folder: Path, what: object, *more: object) -> Answer:
    return opendisarm("extract", "check", what, "--key", folder / "key.pem", *more)


def test_an_extract_is_issued_and_checked_from_its_pdf_its_text_and_a_file_with_it(folder: Path) -> None:
    told = issue(folder).fine().out
    assert told.startswith(f"Wrote {folder / 'page.pdf'}: extract XSA-")
    page = (folder / "page.pdf").read_bytes()
    text = page[page.index(b"ODX1:") :].split(b"<")[0].split(b")")[0].decode()
    (folder / "code.txt").write_text(text + "\n", encoding="utf-8")
    answers = [check(folder, what, "--json").fine().json for what in (folder / "page.pdf", text, folder / "code.txt")]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["serial"].startswith("XSA-")
    assert {"name": "Land", "value": "Hazardous area H-1"} in answers[0]["lines"]
    said = check(folder, folder / "page.pdf").fine().out
    assert "is unchanged" in said
    assert "Whether it was withdrawn was not looked at." in said
    assert "what stands only on the page was not signed" in said


def test_a_parcel_comes_from_a_geojson_file(folder: Path) -> None:
    corners = [[20.5, 5.0], [20.501, 5.0], [20.501, 5.001], [20.5, 5.001], [20.5, 5.0]]
    file = folder / "field.geojson"
    file.write_text(json.dumps({"type": "Polygon", "coordinates": [corners]}), encoding="utf-8")
    issue(folder, file, "--lang", "ar").fine()
    assert check(folder, folder / "page.pdf", "--json").fine().json["verdict"] == "Nothing is recorded of this land."


def test_a_changed_text_is_refused_in_one_line(folder: Path) -> None:
    issue(folder).fine()
    page = (folder / "page.pdf").read_bytes()
    at = page.index(b"ODX1:") + 60
    (folder / "page.pdf").write_bytes(page.replace(page[at : at + 12], b"AAAAAAAAAAAA"))
    refused = check(folder, folder / "page.pdf").without_traceback()
    assert refused.code == 1
    assert refused.err.startswith("opendisarm: The signature does not hold: this extract was changed")


def test_a_withdrawn_extract_is_refused_with_the_list(folder: Path) -> None:
    issue(folder).fine()
    [one] = opendisarm("extract", "list", "-w", folder / "office", "--json").fine().json
    told = opendisarm(
        "extract", "revoke", one["serial"], "--reason", "wrong field", "-w", folder / "office", "--by-person", "amal"
    ).fine()
    assert told.out.startswith(f"Withdrew {one['serial']} as X-")
    listed = folder / "withdrawn.txt"
    opendisarm("extract", "list", "-w", folder / "office", "--out", listed).fine()
    assert "wrong field" not in listed.read_text(encoding="utf-8")
    refused = check(folder, folder / "page.pdf", "--withdrawn", listed)
    assert (refused.code, refused.err) == (
        1, f"opendisarm: Extract {one['serial']} was withdrawn by who issued it. Ask the authority for a new one.\n",
    )  # fmt: skip


def test_the_same_page_is_written_again(folder: Path) -> None:
    issue(folder, "H-1", "--lang", "fr").fine()
    [one] = opendisarm("extract", "list", "-w", folder / "office", "--json").fine().json
    assert (one["by"], one["language"], one["withdrawn"]) == ("amal", "fr", "")
    opendisarm("extract", "again", one["serial"], "-w", folder / "office", "--out", folder / "again.pdf").fine()
    assert (folder / "again.pdf").read_bytes() == (folder / "page.pdf").read_bytes()


def test_what_cannot_be_written_is_not_signed(folder: Path) -> None:
    refused = opendisarm("extract", "issue", "H-1", "-w", folder / "office", "--out", folder / "none" / "page.pdf")
    assert (refused.code, "cannot be written" in refused.err) == (1, True)
    assert opendisarm("extract", "list", "-w", folder / "office").fine().out == "No extract was signed here.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "none.pdf", "--key", "key.pem"), "cannot be read"),
        (("check", "ODX1:AAAA", "--key", "field.csv"), "no public key of extracts"),
        (("issue", "H-9", "-w", "office", "--out", "x.pdf"), "is called 'H-9'"),
        (("issue", "none.geojson", "-w", "office", "--out", "x.pdf"), "cannot be read"),
        (("revoke", "XSA-1", "--reason", "why", "-w", "office"), "No extract XSA-1 was signed here"),
        (("again", "XSA-1", "-w", "office", "--out", "x.pdf"), "No extract XSA-1 was signed here"),
    ],
)
def test_every_refusal_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(folder)
    refused = opendisarm("extract", *words).without_traceback()
    assert refused.code == 1
    assert said in refused.err
    assert len(refused.err.splitlines()) == 1
