"""What a test asks of a drawn picture."""

from __future__ import annotations

import re
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
_ISOLATES = str.maketrans("", "", "\u2066\u2067\u2069")


def parsed(svg: str) -> ElementTree.Element:
    """The picture, which must be one that a page may hold: named, worded, without styles, scripts or addresses."""
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    named = [root.find(f"{SVG}title"), root.find(f"{SVG}desc")]
    assert all(one is not None and one.text for one in named)
    assert str(root.get("aria-labelledby")).split() == [one.get("id") for one in named if one is not None]
    assert not re.search(r"style=|<style|<script|href=", svg)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(re.findall(r'<pattern id="([^"]+)"', svg))
    return root


def texts(root: ElementTree.Element) -> list[str]:
    """Every text, in the order of drawing."""
    return [(text.text or "").translate(_ISOLATES) for text in root.iter(f"{SVG}text")]


def within(root: ElementTree.Element) -> bool:
    """Whether every rectangle lies on the sheet."""
    width, height = float(str(root.get("width"))), float(str(root.get("height")))
    return all(
        -0.5 <= float(str(one.get("x"))) <= width - float(str(one.get("width"))) + 0.5
        and -0.5 <= float(str(one.get("y"))) <= height
        for one in root.iter(f"{SVG}rect")
        if one.get("x") is not None
    )
