"""Balances between two stocks, and of the year after the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from opendisarm.reconcile import prose
from opendisarm.reconcile.account import Account
from opendisarm.reconcile.checks import Check, Verdict
from opendisarm.reconcile.flows import CONFIRMED_AS_NEW
from opendisarm.reconcile.intervals import Interval, interval_of, years_of
from opendisarm.reconcile.pairs import Pair
from opendisarm.reconcile.spans import Years, period_text
from opendisarm.reconcile.stocks import Stock, closing_year
from opendisarm.reconcile.verdicts import Balance, judge


def check_pair(account: Account, pair: Pair) -> Check:
    """The balance of one pair of stocks; `cannot_judge` names the flows that were not published."""
    found = interval_of(account, pair)
    balance = balance_of(pair.opening, pair.closing, found)
    verdict, reason = judge(balance)
    missing = found.missing
    if verdict is Verdict.CANNOT_JUDGE and found.release:
        missing = _missing_for_a_verdict(balance, found)
    opening, closing = map(prose.stock_in_words, (pair.opening, pair.closing))
    text = [prose.arithmetic(balance, opening, _flows(found), closing), found.remark]
    if found.release:
        text += [_confirmed(found), reason, _not_published(balance, found, verdict)]
    else:
        text.append(_rise(pair.opening, pair.closing))
    text.append(f"Not published: {'; '.join(missing)}." if missing else "")
    text.append(prose.otherwise(balance, _variants(balance, pair, found)))
    return _check(account, period_text(pair.opening.on, pair.closing.on), balance, verdict, text, missing, found, pair)


def check_after(account: Account, last: Stock) -> Check | None:
    """The balance of the year after a year-end stock that no later stock closes; None where no release is published.

    Its verdict is `contradicts` when more was released than there was, whatever the closing would have been.
    """
    year = closing_year(last.on)
    if year is None or last.scope:
        return None
    pair = Pair(last, last)
    found = years_of(account, pair, Years((year + 1,)))
    if found.release is None:
        return None
    balance = balance_of(last, None, found)
    verdict, reason = judge(balance)
    missing = (f"a stock at the end of {year + 1}",)
    text = [
        prose.arithmetic(balance, prose.stock_in_words(last), _flows(found), ""),
        reason,
        f"Not published: {missing[0]}.",
        prose.otherwise(balance, _variants(balance, pair, found)),
    ]
    return _check(account, str(year + 1), balance, verdict, text, missing, found, pair)


def balance_of(opening: Stock, closing: Stock | None, found: Interval) -> Balance:
    """The numbers of a balance, with what is known to be wanting in them."""
    blurs = [part.blur for part in (opening, closing, found.release, found.new) if part]
    return Balance(
        opening=opening.value,
        released=found.release.value if found.release else None,
        new=found.new.value if found.new else None,
        closing=closing.value if closing else None,
        blur=sum(blurs, Decimal(0)),
        at_least=bool(found.parts) or bool(found.release and found.release.partial),
        clearance_only=bool(found.release and not found.release.whole),
        estimated=opening.estimate is not (closing.estimate if closing else False),
    )


def _check(
    account: Account,
    period: str,
    balance: Balance,
    verdict: Verdict,
    text: Sequence[str],
    missing: tuple[str, ...],
    found: Interval,
    pair: Pair,
) -> Check:
    used = pair.opening.used
    used += (found.release.used if found.release else ()) + (found.new.used if found.new else ())
    return Check(
        state=account.state,
        weapon=account.weapon,
        period=period,
        opening=balance.opening,
        released=balance.released,
        new=balance.new,
        expected=balance.expected,
        closing=balance.closing,
        gap=balance.gap,
        verdict=verdict,
        because=" ".join(filter(None, text)),
        used=used if balance.closing is None else used + pair.closing.used,
        missing=missing,
    )


def _flows(found: Interval) -> list[str]:
    said = []
    if found.release:
        said.append(f"less {prose.flow_in_words(found.release, 'released')} {found.within}")
    if found.new:
        said.append(f"plus {prose.flow_in_words(found.new, 'added')}")
    return said


def _missing_for_a_verdict(balance: Balance, found: Interval) -> tuple[str, ...]:
    wanting = [f"land released in the part of {year} that lies between the stocks" for year in found.parts]
    if found.release and found.release.partial:
        wanting.append(f"land released by all operators, in the whole country, {found.within}")
    if balance.clearance_only:
        wanting.append(f"land released by survey {found.within}")
    if balance.estimated and not wanting:
        wanting.append("two stocks that count the same thing")
    return tuple(wanting)


def _confirmed(found: Interval) -> str:
    """How land confirmed by survey was counted, where any was."""
    if found.moved:
        moved = prose.flow_in_words(found.moved, "confirmed")
        return f"Within the stock, {moved}: it was suspected before, and is no addition."
    if found.new and any(figure.figure == CONFIRMED_AS_NEW for figure in found.new.used):
        return "Land confirmed by survey counts as added: no suspected land is told apart in the stock."
    return ""


def _not_published(balance: Balance, found: Interval, verdict: Verdict) -> str:
    said = []
    if found.new is None and verdict is Verdict.CONTRADICTS:
        said.append("No addition was published.")
    if balance.clearance_only and verdict is not Verdict.CANNOT_JUDGE:
        said.append("Only clearance was published, no release by survey.")
    return " ".join(said)


def _rise(opening: Stock, closing: Stock) -> str:
    rise = closing.value - opening.value
    if rise <= opening.blur + closing.blur:
        return ""
    return f"The stock rose by {rise:f} km2, which no release explains: land was added, or measured anew."


def _variants(balance: Balance, pair: Pair, found: Interval) -> list[tuple[Balance, str]]:
    variants = [(replace(balance, opening=other.value), other, "opening") for other in pair.other_openings]
    variants += [(replace(balance, closing=other.value), other, "closing") for other in pair.other_closings]
    told = [(changed, f"{end} {prose.stock_in_words(other)}") for changed, other, end in variants]
    if found.release and balance.released is not None:
        told += [(replace(balance, released=balance.released + by), words) for by, words in found.release.variants]
    if found.new and balance.new is not None:
        told += [(replace(balance, new=balance.new + by), words) for by, words in found.new.variants]
    return told
