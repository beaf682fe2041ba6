"""The ledger worked out a second time, by the rules of docs/ledger.md and by the plainest means.

Reads one history a line (JSON) from standard input and writes one result a line. Shares no code with the app:
every question is answered by looking at everything, and money is exact decimals.
"""

import json
import sys
from decimal import Decimal
from fractions import Fraction

MINUTE = 60_000
FRESH = 15 * MINUTE
HOUR = 60 * MINUTE
LENGTH = {"session": 5 * HOUR, "weekly": 7 * 24 * HOUR, "weekly-model": 7 * 24 * HOUR}
NANO = 10**9


def sent_at(event, events):
    if event["started"] >= event["at"]:
        return event["at"]
    ends = [o["at"] for o in events if o["session"] == event["session"] and o["at"] < event["at"]]
    return max([event["started"], event["at"] - HOUR] + ends)


def said_at(statements, instant):
    """Of the statements that hold, the one that began last; a yes beats a no that began with it."""
    holding = [(s[0], s[2]) for s in statements if s[0] <= instant and (s[1] is None or instant < s[1])]
    return max(holding)[1] if holding else None


def limit_state(kind, readings, event, instant, events):
    if any(r[3] and r[1] >= 100 and r[2] is not None and r[0] <= instant < r[2] for r in readings):
        return "used-up"
    past = [r for r in readings if r[0] <= instant]
    future = [r for r in readings if r[0] > instant]
    reached = any(
        r[1] >= 100 and (instant < r[2] if r[2] is not None else instant <= r[0] + FRESH) for r in past
    )
    known = None
    if past:
        at, percent, resets, _ = past[-1]
        if resets is None:
            known = (at, percent) if instant - at <= FRESH else None
        elif instant < resets:
            known = (at, percent)
        else:
            known = (resets, 0)
    following = None
    if future:
        at, percent, resets, _ = future[0]
        begins = at - FRESH if resets is None else min(at, resets - LENGTH[kind])
        if instant >= begins:
            following = percent
    if following is not None and following < 100:
        return "unclear" if reached else "left"
    if reached:
        return "used-up" if following is not None or (known and known[1] >= 100) else "unclear"
    if known is None:
        return "silent" if following is None else "unclear"
    fresh = instant - known[0] <= FRESH
    if following is not None:
        others = [o for o in events if o is not event and known[0] < o["at"] <= instant]
        return "admitted" if fresh and not others else "unclear"
    if fresh:
        return "left"
    return "unclear" if known[1] >= 90 else "silent"


def side_of(event, account, limits, events):
    draw = account["draw"]
    if draw == "api-key":
        return "api-key", "api-key"
    if draw == "other":
        return "unknown", "other-draw"
    if draw == "credits":
        return "credits", "credits-only"
    if event["always"]:
        return "credits", "always-paid"
    instant = sent_at(event, events)
    paid = said_at(account["signals"], instant)
    if paid is not None:
        return ("credits", "stated-paid") if paid else ("plan", "stated-plan")
    if said_at(account["enabled"], instant) == 0:
        return "plan", "credits-off"
    states = {
        limit_state(kind, readings, event, instant, events)
        for (kind, family), readings in limits.items()
        if family is None or family.lower() in event["model"]
    }
    for state, answer in (
        ("used-up", ("credits", "plan-used-up")),
        ("unclear", ("unknown", "crossing-unclear")),
        ("admitted", ("plan", "crossed-in-flight")),
        ("left", ("plan", "plan-left")),
    ):
        if state in states:
            return answer
    return "unknown", "not-reported"


def sums(events):
    credits = [e for e in events if e["side"] == "credits"]
    unclear = [e for e in events if e["side"] == "unknown"]
    return [
        sum(e["cost"] or 0 for e in credits),
        len(credits),
        sum(1 for e in credits if e["cost"] is None),
        sum(e["cost"] or 0 for e in unclear),
        len(unclear),
    ]


def value(entry):
    return Decimal(entry["units"]).scaleb(-entry["exponent"])


def nano(amount):
    scaled = amount * NANO
    assert scaled == scaled.to_integral_value()
    return int(scaled)


def points(part, whole):
    """Hundredths of a percent; rounding a fraction goes half to even."""
    if whole == 0:
        return None
    rounded = round(Fraction(abs(part) * 10000, abs(whole)))
    return -rounded if (part < 0) != (whole < 0) and rounded else rounded


ADDS = {"purchase": 1, "reload": 1, "grant": 1, "refund": -1, "expiry": -1}


def balance(entries, events, currency, as_of):
    book = sorted(
        (e for e in entries if e["currency"] == currency and e["at"] <= as_of),
        key=lambda e: (e["at"], e["key"]),
    )
    anchors = [e for e in book if e["kind"] == "anchor"]
    if not anchors:
        return None
    anchor = anchors[-1]
    since = [e for e in book if e["at"] > anchor["at"]]
    total = value(anchor)
    for entry in since:
        total += ADDS.get(entry["kind"], 0) * value(entry)
        if entry["kind"] == "correction" and entry["target"] == "balance":
            total += value(entry)
    readings = [e for e in since if e["kind"] == "reported-spend"]
    covered, reported = [], Decimal(0)
    for index, reading in enumerate(readings):
        earlier = readings[index - 1] if index else None
        if earlier and earlier["period"] == reading["period"]:
            covered.append((earlier["at"] + 1, reading["at"]))
            reported += value(reading) - value(earlier)
        elif reading["period"] > (earlier["at"] if earlier else anchor["at"]):
            covered.append((reading["period"], reading["at"]))
            reported += value(reading)

    def is_open(at):
        return anchor["at"] < at <= as_of and not any(a <= at <= b for a, b in covered)

    local = sums([e for e in events if is_open(e["at"])])
    stated = [e for e in since if e["kind"] == "credit-spend" and is_open(e["at"])]
    estimated = sum((value(e) for e in stated), Decimal(0))
    if currency == "USD":
        estimated += Decimal(local[0]).scaleb(-6)
    blind = currency != "USD" and local[1] + local[4] > 0
    at_most = int(local[2] > 0 or local[4] > 0 or blind)
    return [nano(total - reported - estimated), at_most, nano(reported), nano(estimated), local]


def drift(entries, events, currency, as_of):
    readings = sorted(
        (e for e in entries if e["kind"] == "reported-balance" and e["currency"] == currency and e["at"] <= as_of),
        key=lambda e: (e["at"], e["key"]),
    )
    if not readings:
        return None
    computed = balance(entries, events, currency, readings[-1]["at"])
    if computed is None:
        return None
    reported = nano(value(readings[-1]))
    gap = reported - computed[0]
    return [gap, points(gap, reported), computed[1]]


def month(entries, events, currency, period, as_of):
    start, end = period
    book = [e for e in entries if e["currency"] == currency and e["at"] <= as_of and start <= e["at"] < end]
    local = sums([e for e in events if start <= e["at"] < end and e["at"] <= as_of])
    stated = [e for e in book if e["kind"] == "credit-spend"]
    readings = sorted(
        (e for e in book if e["kind"] == "reported-spend" and e["period"] == start),
        key=lambda e: (e["at"], e["key"]),
    )
    row = [local, int(local[2] == 0 and local[4] == 0), nano(sum((value(e) for e in stated), Decimal(0)))]
    if not readings:
        return row + [None, None, None, None]
    reading = readings[-1]
    reported = nano(value(reading))
    if currency != "USD":
        return row + [reported, None, None, None]
    explained = sums([e for e in events if start <= e["at"] <= reading["at"]])[0] * 1000
    explained += sum(nano(value(e)) for e in stated if e["at"] <= reading["at"])
    residual = reported - explained
    fixes = [e for e in book if e["kind"] == "correction" and e["target"] == "spend"]
    left = residual - sum(nano(value(e)) for e in fixes)
    return row + [reported, residual, left, points(left, reported)]


def attribution(events, name):
    groups = {}
    for event in events:
        if event["side"] in ("credits", "unknown"):
            groups.setdefault(event[name], []).append(event)
    rows = [[key] + sums(group) for key, group in groups.items()]
    return sorted(rows, key=lambda r: (-r[1], -r[4], r[0] is None, r[0] or ""))


EVENT = ("key", "session", "project", "model", "at", "started", "cost", "always")
ENTRY = ("key", "kind", "at", "currency", "exponent", "units", "target", "period")


def answer(history):
    result = []
    for account in history["accounts"]:
        events = [dict(zip(EVENT, row)) for row in account["events"]]
        events.sort(key=lambda e: (e["at"], e["key"]))
        entries = [dict(zip(ENTRY, row)) for row in account["entries"]]
        limits = {}
        for kind, family, percent, resets, at, by_user in account["readings"]:
            if percent is not None:
                limits.setdefault((kind, family), []).append((at, percent, resets, by_user))
        for readings in limits.values():
            readings.sort(key=lambda r: (r[0], r[1], float("-inf") if r[2] is None else r[2]))
        for event in events:
            event["side"], event["because"] = side_of(event, account, limits, events)
        books = []
        for currency in history["currencies"]:
            books.append(
                [
                    balance(entries, events, currency, history["asOf"]),
                    drift(entries, events, currency, history["asOf"]),
                    [month(entries, events, currency, p, history["asOf"]) for p in history["periods"]],
                ]
            )
        result.append(
            [
                [[e["key"], e["side"], e["because"]] for e in events],
                books,
                [attribution(events, name) for name in ("project", "session", "model")],
            ]
        )
    return result


def main():
    for line in sys.stdin:
        # A blank at a line's end asks for all answers so far.
        print(json.dumps(answer(json.loads(line)), separators=(",", ":")), flush=line.endswith(" \n"))


main()
