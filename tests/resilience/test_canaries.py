"""Names put in through every door are found nowhere but in the answer to an authorised reader.

Looked through: the database (every row of it), its files and logs, keys, temporary files, the home of the user, exports
(also inside their archives), and all that the commands print.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from openpyxl import Workbook

from tests.cli.opendisarm import opendisarm

NAMES = {
    "csv": "Zephyrine Canaryfirst", "xlsx": "زينب القناري", "submission": "Ludmila Canarythird",
    "needs": "Bartholomew Canaryfourth", "accident": "Quillon Canaryfifth", "session": "Ottoline Canarysixth",
    "command": "Persimmon Canaryseventh", "shifted": "Thaddeus Canaryeighth", "land": "Zephyrine Canaryfirst",
}  # fmt: skip
TELLING = ("QX7719203", "+93 799 555 123", "14 Canary Street", "1987-04-13", "V-CANARY-1", "hummed canarysong")
CANARIES = (*dict.fromkeys(NAMES.values()), *TELLING, "Canary", "canary", "القناري")


@dataclass
class House:
    """A workspace on a machine of its own: home, keys, temporary files."""

    folder: Path
    database: str
    printed: list[str] = field(default_factory=list)

    @property
    def exports(self) -> Path:
        return self.folder / "exports"

    def __call__(self, *words: object, code: int | None = 0, quiet: bool = True) -> str:
        done = opendisarm(*words)
        assert code is None or done.code == code, done
        if quiet:
            self.printed.append(done.out + done.err)
        return done.out

    def everything(self) -> Iterator[tuple[str, bytes]]:
        """(where, content) of all that is left after the work."""
        for part in ("w", "keys", "tmp", "home", "exports"):
            for file in (self.folder / part).rglob("*"):
                if file.is_file():
                    yield from _opened(str(file.relative_to(self.folder)), file.read_bytes())
        for number, out in enumerate(self.printed):
            yield f"printed by command {number}", out.encode()
        if "://" in self.database:
            with psycopg.connect(self.database) as server, server.cursor() as cursor:
                tables = cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
                for (table,) in tables:
                    for row in cursor.execute(f'SELECT * FROM "{table}"').fetchall():
                        cells = (
                            bytes(cell) if isinstance(cell, memoryview | bytes) else str(cell).encode() for cell in row
                        )
                        yield f"table {table}", b"\n".join(cells)


def _bytes(cell: object) -> bytes:
    return bytes(cell) if isinstance(cell, memoryview | bytes) else str(cell).encode()


def _opened(where: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    yield where, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield f"{where}: {name}", archive.read(name)


@pytest.fixture
def house(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> House:
    made = House(tmp_path, database_url if "://" in database_url else "")
    for part in ("home", "tmp", "exports", "field"):
        (tmp_path / part).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("OPENDISARM_WORKSPACE", str(tmp_path / "w"))
    made("init", tmp_path / "w", "--state", "XSA", *(("--database", made.database) if made.database else ()))
    return made


def _field(house: House, name: str, text: str) -> Path:
    path = house.folder / "field" / name
    path.write_text(text, encoding="utf-8")
    return path


def _brought(house: House) -> None:
    """Every door of import."""
    header = (
        "victim id,date,state,province,outcome,sex,age,name,father name,national id,phone,address,birth date,remark,"
        "song"
    )
    row = (
        f"V-CANARY-1,2024-03-01,XSA,North,injured,female,36,{NAMES['csv']},Old Canaryfather,QX7719203,+93 799 555 123,"
        f"14 Canary Street,1987-04-13,brought by {NAMES['csv']},hummed canarysong"
    )
    persons = _field(house, "persons.csv", f"{header}\n{row}\n")
    house("import", persons, "--kind", "person.harmed", "--org", "HI")
    house(
        "import",
        persons,
        "--kind",
        "person.harmed",
        "--org",
        "HI",
        "--commit",
        "--save-map",
        house.exports / "map.yaml",
    )
    house("import", persons, "--kind", "person.harmed", "--org", "HI", "--commit", "--json")
    house("import", persons, "--kind", "person.harmed", "--corrected", house.exports / "corrected.xlsx", code=1)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["name", "date", "state", "outcome"], [NAMES["xlsx"], "2024-05-01", "XSA", "killed"]):
        sheet.append(line)
    book.save(house.folder / "field" / "persons.xlsx")
    house("import", house.folder / "field" / "persons.xlsx", "--kind", "person.harmed", "--commit")
    shifted = f"date,state,outcome,sex\n2024-06-01,XSA,{NAMES['shifted']},injured\n{NAMES['shifted']},XSA,killed,male\n"
    house("import", _field(house, "shifted.csv", shifted), "--kind", "person.harmed", "--commit", "--json", code=None)
    nameless = f"{NAMES['shifted']},2024-06-01,XSA,injured\n{NAMES['csv']},2024-06-01,XSA,injured\n"
    house("import", _field(house, "nameless.csv", nameless), "--kind", "person.harmed", "--commit", code=None)
    land = f"kind,ref,date,area_m2,province,Surveyor name\nland.suspected,S-1,2024-01-01,400,North,{NAMES['land']}\n"
    house("import", _field(house, "land.csv", land), "--org", "HALO", "--commit", "--json")
    accident = f"accident id,date,state,killed,remark\nA-1,2024-03-01,XSA,1,told by {NAMES['accident']}\n"
    house("import", _field(house, "accident.csv", accident), "--kind", "accident", "--org", "HI", "--commit")
    session = f"session id,date,state,women,trainer\nS-1,2024-03-01,XSA,12,{NAMES['session']}\n"
    house("import", _field(house, "session.csv", session), "--kind", "education.session", "--commit")
    needs = f"victim id,name,date,state,walking\nV-CANARY-1,{NAMES['needs']},2024-04-01,XSA,3\n"
    house("import", _field(house, "needs.csv", needs), "--kind", "person.need", "--org", "HI", "--commit")


def _submitted(house: House) -> None:
    submission = {
        "value": [
            {
                "__id": "uuid:5b1c9d7e-0000-4000-8000-000000000001",
                "__system": {"submissionDate": "2024-07-01T10:00:00Z", "submitterName": "enumerator"},
                "meta": {"instanceID": "uuid:5b1c9d7e-0000-4000-8000-000000000001"},
                "on": "2024-06-30", "place": {"state": "XSA", "admin1": "North"}, "device": "ap_mine", "injured": 1,
                "persons": [
                    {
                        "outcome": "injured", "sex": "female", "age_years": 36,
                        "identity": {"name": NAMES["submission"], "note": "hummed canarysong"},
                    }
                ],
            }
        ]
    }  # fmt: skip
    path = _field(house, "opendisarm_accident.json", json.dumps(submission))
    house("import", path, "--commit", "--json")
    house("import", path, "--commit")


def _commanded(house: House) -> None:
    """Every command in which somebody can type words, and every way out."""
    assert json.loads(house("people", "pathway", "--json"))["rows"]
    entry = json.loads(house("why", "people/casualties", "--json"))["postings"][0]["entry"]
    house("withdraw", entry, "--reason", f"{NAMES['csv']} was counted twice", code=1)
    house("declare", "--state", "XSA", "--year", "2024", "--form", "C1", "--said", "not_applicable",
          "--reason", f"as {NAMES['csv']} says", "--signed-by", "Ministry", code=1)  # fmt: skip
    house("why", entry)
    house("why", "people/casualties")
    reference = min(_references(house("why", "people/casualties")))
    house("people", "erase", reference, "--because", f"{NAMES['command']} asked", code=1)
    house("people", "view", reference, "--purpose", f"to find {NAMES['command']}", code=1)
    house("people", "view", NAMES["command"], "--purpose", "assistance", code=1)
    house("people", "merge", reference, NAMES["command"], "--because", "same_details", code=1)
    house("people", "duplicates")
    house("people", "log")
    house("people", "due")
    house("balance", "people", "--by", "sex,age,admin1", "--json")
    house("balance", "people", "--public")
    house("people", "casualties", "--year", "2024", "--json")
    house("people", "casualties", "--year", "2024", "--public", "--json")
    house("people", "restate", "--year", "2024", "--since", "2024-12-31")
    for form in ("json", "xlsx", "docx", "html"):
        for report in ("article7", "ccm7"):
            out = house.exports / f"{report}.{form}"
            house("report", report, "--state", "XSA", "--year", "2024", "--out", out, "--format", form)
    house("forms", "build", "--out", house.exports / "forms")
    house("verify")


def test_names_from_every_door_are_found_nowhere(house: House) -> None:
    _brought(house)
    _submitted(house)
    _commanded(house)
    found = sorted(
        {
            f"{canary!r} in {where}"
            for where, content in house.everything()
            for canary in CANARIES
            if any(spelling in content for spelling in _spellings(canary))
        }
    )
    assert not found, "\n".join(found)


def test_the_authorised_reader_still_sees_them(house: House) -> None:
    _brought(house)
    _submitted(house)
    seen = ""
    references = _references(house("why", "people/casualties"))
    for reference in references:
        seen += house("people", "view", reference, "--purpose", "assistance", quiet=False)
    seen += house("people", "view", "A-1", "--purpose", "assistance", quiet=False)
    for name in ("needs", "xlsx", "submission", "accident"):
        assert NAMES[name] in seen
    assert all(word in seen for word in ("QX7719203", "14 Canary Street", "V-CANARY-1", "hummed canarysong"))
    assert len(json.loads(house("people", "log", "--json"))) == len(references) + 1


def _references(said: str) -> set[str]:
    return set(re.findall("P-[A-Z2-7]{26}", said))


def _spellings(text: str) -> tuple[bytes, ...]:
    """As bytes of the encodings that files and databases use, and as JSON escapes it."""
    return text.encode(), text.encode("utf-16-le"), json.dumps(text)[1:-1].encode()
