"""The integer programme that an attacker would solve, with one question asked of it after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import highspy
import numpy as np
import numpy.typing as npt

from opendisarm.audience.sums import Whole

Floats = npt.NDArray[np.float64]
Row = tuple[Whole, Floats, float, float]
"""Positions of columns, their factors, least and greatest sum."""

INFINITE: Final = float("inf")
_EXACT: Final = 1e-6
_MOST_NODES: Final = 200
"""Branches that one question may take.  Giving up counts as "cannot tell", and then more is withheld: always safe."""
_GOOD_ENOUGH: Final = 0.2
"""Relative distance from the least cost at which a search may stop."""


class _Silent(highspy.Highs):
    """A solver that prints nothing.  It would print who it is while it sets up callbacks, which nobody uses here."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the solver's own name
        """Be silent instead."""
        self.silent()


class Programme:
    """Whole columns between bounds, rows of sums between bounds, least cost; solved alike on every machine.

    lowest, highest  of each column; the first `whole` columns are whole numbers.
    rows             (positions, factors, lowest, highest) of each row.
    exact            search to the very end; else stop when good enough, or after too many branches.
    """

    def __init__(
        self, lowest: Floats, highest: Floats, rows: Sequence[Row], whole: int | None = None, *, exact: bool = False
    ) -> None:
        self._columns = len(lowest)
        self._whole = self._columns if whole is None else whole
        self._solver = _Silent()  # type: ignore[no-untyped-call]
        for option, value in (
            ("threads", 1),
            ("random_seed", 0),
            *(() if exact else (("mip_max_nodes", _MOST_NODES), ("mip_rel_gap", _GOOD_ENOUGH))),
            *((("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5)) if exact else ()),
        ):
            self._solver.setOptionValue(option, value)
        self._status = highspy.HighsModelStatus.kNotset
        self._solver.passModel(_model(lowest, highest, rows))

    def set_bounds(self, columns: Whole, lowest: Floats, highest: Floats) -> None:
        """New bounds of some columns."""
        self._solver.changeColsBounds(len(columns), columns.astype(np.int32), lowest, highest)

    def set_row(self, row: int, bound: float) -> None:
        """Let a row lie between -bound and bound."""
        self._solver.changeRowBounds(row, -bound, bound)

    def set_costs(self, costs: Floats) -> None:
        """What one unit of each column costs."""
        self._solver.changeColsCost(self._columns, np.arange(self._columns, dtype=np.int32), costs)

    def corner(self) -> Whole | None:
        """The cheapest columns, when they happen to be whole without being forced; else None."""
        found = self._solved()
        return _rounded(found[: self._whole]) if found is not None and _is_whole(found[: self._whole]) else None

    def answer(self, positions: Whole, lowest: float, highest: float, *, branch: bool = True) -> Whole | None:
        """The cheapest whole columns for which the sum of some of them lies between two bounds.

        None when nothing fits, or when nothing was found; without `branch` only the first answer is looked at.
        """
        row = self._solver.getNumRow()
        self._solver.addRow(lowest, highest, len(positions), positions.astype(np.int32), np.ones(len(positions)))
        try:
            found = self._solved()
            if found is None or _is_whole(found[: self._whole]):
                return None if found is None else _rounded(found[: self._whole])
            return self._branched() if branch else None
        finally:
            self._solver.deleteRows(1, np.array([row], dtype=np.int32))

    def refuses(self, positions: Whole, lowest: float, highest: float) -> bool:
        """Whether it is proven that nothing fits, not even broken numbers."""
        self.answer(positions, lowest, highest, branch=False)
        return self._status == highspy.HighsModelStatus.kInfeasible

    def _branched(self) -> Whole | None:
        columns = np.arange(self._whole, dtype=np.int32)
        self._solver.changeColsIntegrality(self._whole, columns, np.ones(self._whole, dtype=np.uint8))
        try:
            found = self._solved()
            return None if found is None else _rounded(found[: self._whole])
        finally:
            self._solver.changeColsIntegrality(self._whole, columns, np.zeros(self._whole, dtype=np.uint8))

    def _solved(self) -> Floats | None:
        self._solver.run()
        self._status = self._solver.getModelStatus()
        if self._solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return np.asarray(self._solver.getSolution().col_value, dtype=np.float64)


def _model(lowest: Floats, highest: Floats, rows: Sequence[Row]) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(lowest), len(rows)
    model.col_cost_ = np.zeros(len(lowest))
    model.col_lower_, model.col_upper_ = lowest, highest
    model.row_lower_ = np.array([low for _, _, low, _ in rows], dtype=np.float64)
    model.row_upper_ = np.array([high for _, _, _, high in rows], dtype=np.float64)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.num_col_, model.a_matrix_.num_row_ = model.num_col_, model.num_row_
    model.a_matrix_.start_ = np.cumsum([0, *(len(at) for at, *_ in rows)]).astype(np.int32)
    nothing = np.zeros(0)
    model.a_matrix_.index_ = np.concatenate([nothing, *(at for at, *_ in rows)]).astype(np.int32)
    model.a_matrix_.value_ = np.concatenate([nothing, *(factors for _, factors, *_ in rows)])
    return model


def _is_whole(found: Floats) -> bool:
    return bool(np.all(np.abs(found - np.round(found)) < _EXACT))


def _rounded(found: Floats) -> Whole:
    return np.round(found).astype(np.int64)
