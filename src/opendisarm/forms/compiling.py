"""An XLSForm as the XForm that field tools run, by the compiler that they themselves use."""

from __future__ import annotations


def compiled(xlsx: bytes) -> tuple[str, list[str]]:
    """The XForm's XML, and what the compiler warns of.

    Errors  the compiler's own `PyXFormError` on a broken form.
    """
    from pyxform.xls2xform import convert

    result = convert(xlsx, file_type=".xlsx")
    return str(result.xform), [str(warning) for warning in result.warnings]
