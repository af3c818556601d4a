from __future__ import annotations

import pytest

from tests.forms.forms_read import everywhere, file, group, question, sheet


@pytest.mark.parametrize("form", ["accident", "session"])
def test_an_exact_place_is_asked_only_where_it_is_safe(form: str) -> None:
    order = everywhere(form)
    assert order.index("safe_to_locate") < order.index("location")
    assert question(form, "safe_to_locate")["label"] == "Is it safe to record the exact place here?"
    assert question(form, "safe_to_locate")["required"] == "yes"
    assert question(form, "location")["type"] == "geopoint"
    assert question(form, "location")["relevant"] == "${safe_to_locate} = 'yes'"


@pytest.mark.parametrize("form", ["person", "needs"])
def test_nobody_is_located_exactly(form: str) -> None:
    assert not [row for row in sheet(file(form), "survey") if row["type"].startswith("geo")]


@pytest.mark.parametrize("form", ["accident", "person", "needs", "session"])
def test_the_administrative_place_is_asked_everywhere(form: str) -> None:
    assert group(form, "place") == ["state", "admin1", "admin2", "admin1_code", "admin2_code"]
