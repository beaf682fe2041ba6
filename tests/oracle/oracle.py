#!/usr/bin/env python3
"""What Claude Code and Codex logs add up to: a second opinion in another language, sharing no code.

    oracle.py claude-code FILE...        the totals of transcripts
    oracle.py codex FILE...              the totals of rollouts
    oracle.py                            many corpora: names of batch files on stdin; a batch is, a corpus,
                                         a line of JSON [[agent, stem, folders, bytes], ...] and the files

Prints the answer, or a list of them for each batch, as a line of JSON: {"totals": {"agent|session|model|day": [responses, input, output,
5-minute cache write, 1-hour cache write, cache read, web searches]}, "refused": lines, "partial": files}.
The rules are the public shapes named in the README files beside the agents' parsers.
"""
import datetime, json, os, re, sys

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
LARGEST = 10**11
ANSWER_END = b'],"stop_reason":'
TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(?:[Zz]|([+-])(\d\d):?(\d\d)?)?", re.ASCII)
EPOCH = datetime.date(1970, 1, 1).toordinal()
TURN = datetime.date(2000, 1, 1).toordinal()


class Refused(Exception):
    """A line that looks like use and cannot be counted."""


def no_constant(_):
    raise ValueError("NaN and Infinity are not JSON")


DECODER = json.JSONDecoder(parse_constant=no_constant)


def obj(value):
    return value if isinstance(value, dict) else {}


def text(value):
    return value if isinstance(value, str) and value else None


def count(value):
    """Absent is 0, a float loses its fraction; anything else that is no natural number refuses the line."""
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= LARGEST:
        raise Refused
    return int(value)


def instant(value):
    """Milliseconds since 1970; None for what is no time."""
    match = TIME.fullmatch(value) if isinstance(value, str) else None
    if not match:
        return None
    year, month, day, hour, minute = (int(part) for part in match.groups()[:5])
    second, fraction = int(match[6] or 0), int((match[7] or "0").ljust(3, "0")[:3])
    try:
        # The calendar repeats after 400 years; Python's begins with the year 1.
        days = datetime.date(year % 400 + 2000, month, day).toordinal() + (year // 400 - 5) * 146097
    except ValueError:
        return None
    if minute > 59 or second > 60 or hour > 24 or (hour == 24 and minute + second > 0):
        return None
    ms = (((days - EPOCH) * 24 + hour) * 60 + minute) * 60000 + second * 1000 + fraction
    if match[8]:
        offset = int(match[9]) * 3600000 + int(match[10] or 0) * 60000
        ms += offset if match[8] == "-" else -offset
    return ms


def day_of(ms):
    cycles, days = divmod(ms // 86400000 + EPOCH - TURN, 146097)
    date = datetime.date.fromordinal(days + TURN)
    return "%04d-%02d-%02d" % (date.year + 400 * cycles, date.month, date.day)


def lines_of(data):
    """(line, place, whether it has ended) without byte order mark, blanks at the end and blank lines."""
    place = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    parts = data[place:].split(b"\n")
    for index, part in enumerate(parts):
        line = part.rstrip(b" \t\r")
        ended = index < len(parts) - 1
        if line or (part and not ended):
            yield line, place, ended
        place += len(part) + 1


def parse(line, marks, is_passed):
    """The line's object; None when it cannot matter, for it lacks every mark of a line with use."""
    if line[:1] != b"{" or line[-1:] != b"}":
        raise Refused
    if not any(mark in line for mark in marks) or is_passed(line):
        return None
    try:
        return DECODER.decode(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Refused


def read_file(data, marks, take, is_passed=lambda line: False):
    """Hands each good line to `take`; returns (what was refused, whether the end is half a line)."""
    refused = 0
    for line, place, ended in lines_of(data):
        if not ended:
            try:
                DECODER.decode(line.decode("utf-8"))
                assert line[:1] == b"{"
            except (ValueError, RecursionError, AssertionError):
                return refused, 1
        try:
            value = parse(line, marks, is_passed)
            if value is not None:
                take(value, place)
        except Refused as why:
            refused += why.args[0] if why.args else 1
    return refused, 0


def fields(text, at):
    """(name, place of its value) of an object's fields, as long as they are written without blanks."""
    while text[at : at + 1] in ("{", ","):
        name, at = DECODER.raw_decode(text, at + 1)
        yield name, at + 1
        at = DECODER.raw_decode(text, at + 1)[1]


def is_question(line):
    """A person's or a tool's line is passed over as soon as it is known for one, unless an answer ends in it."""
    if ANSWER_END in line:
        return False
    text = line.decode("latin-1")
    try:
        for name, at in fields(text, 0):
            if name == "type" and not text.startswith(('"assistant"', "null"), at):
                return text.startswith('"user"', at)
            if name == "message" and any(key == "role" and text.startswith('"user"', place)
                                         for key, place in fields(text, at)):
                return True
    except (ValueError, RecursionError):
        pass
    return False


def usage_counts(usage):
    parts = obj(usage.get("cache_creation"))
    hour = count(parts.get("ephemeral_1h_input_tokens"))
    five = count(parts.get("ephemeral_5m_input_tokens"))
    five = max(count(usage.get("cache_creation_input_tokens")), hour + five) - hour
    return (count(usage.get("input_tokens")), count(usage.get("output_tokens")), five, hour,
            count(usage.get("cache_read_input_tokens")),
            count(obj(usage.get("server_tool_use")).get("web_search_requests")))


def claude_line(line, stem, folders, put):
    """Puts (key, kind, request, session, time, model, counts) of an answer, and of each advice that it took."""
    kind, inner = "main", line
    if line.get("type") == "progress":
        kind, inner = "echo", obj(obj(line.get("data")).get("message"))
    message = obj(inner.get("message"))
    usage = message.get("usage")
    if usage is None or (kind == "echo" and not isinstance(usage, dict)):
        return
    if kind == "main" and (line.get("type") not in ("assistant", None) or not isinstance(usage, dict)):
        raise Refused
    if kind == "main" and line.get("isSidechain") is True:
        kind = "side"
    at = instant(inner.get("timestamp"))
    at = instant(line.get("timestamp")) if at is None else at
    if at is None:
        raise Refused
    if message.get("model") == "<synthetic>" or inner.get("isApiErrorMessage") is True:
        return
    counts = usage_counts(usage)
    owner = folders[folders.index("subagents") + 1 :][:1] if "subagents" in folders else []
    session = (text(inner.get("requestSessionId")) or text(inner.get("sessionId"))
               or text(line.get("sessionId")) or (owner or [stem])[0])
    request, uuid = text(inner.get("requestId")), text(inner.get("uuid"))
    key = text(message.get("id")) or (("uuid", uuid) if uuid else
                                      (session, request) if request else (session, at, counts))
    if any(counts):
        put(key, (kind, request, session, at, text(message.get("model")) or "unknown", counts))
    steps = usage.get("iterations")
    bad = 0
    for index, step in enumerate(steps if isinstance(steps, list) else []):
        if obj(step).get("type") == "advisor_message":
            try:
                counts = usage_counts(step)
                if any(counts):
                    put((key, index), (kind, request, session, at, text(step.get("model")) or "unknown", counts))
            except Refused:
                bad += 1
    if bad:
        raise Refused(bad)


def rank_of(record):
    _, _, session, at, model, counts = record
    return -counts[1], -sum(counts[:5]), at, session, model, counts


def claude(files):
    """A response is what shares a message id; of its copies the largest counts, main before side before echo."""
    groups, refused, partial = {}, 0, 0

    for stem, folders, data in files:
        def take(line, _):
            if isinstance(line, dict):
                claude_line(line, stem, folders, lambda key, record: groups.setdefault(key, []).append(record))
        more, half = read_file(data, (b'"usage":',), take, is_question)
        refused, partial = refused + more, partial + half
    counted = []
    for copies in groups.values():
        best = {}
        for record in copies:
            # Without a request a copy stands for its session; of each the largest, then the earliest is kept.
            name = (record[0], record[1], None if record[1] is not None else record[2])
            best[name] = min(best.get(name, record), record, key=rank_of)
        records = list(best.values())
        kind = min((record[0] for record in records), key=("main", "side", "echo").index)
        records = [record[1:] for record in records if record[0] == kind]
        named = [record for record in records if record[0] is not None]
        loose = [record for record in records if record[0] is None]
        homes = {record[1] for record in loose}
        responses = {request: [] for request, *_ in sorted(named)}
        for record in named:
            responses[record[0]].append(record)
        host = next((r for r, members in responses.items() if homes & {m[1] for m in members}), None)
        if loose:
            responses.setdefault(host, []).extend(loose)
        for members in responses.values():
            counted.append(min(members, key=lambda r: (-r[4][1], -sum(r[4][:5]), r[2], r[0] is None, r[1], r[3], r[4])))
    return [(session, model, at, counts) for _, session, at, model, counts in counted], refused, partial


def codex_usage(value):
    if not isinstance(value, dict):
        return None
    names = ("input_tokens", "output_tokens", "cached_input_tokens", "cache_write_input_tokens")
    return tuple(count(value.get(name)) for name in names)


class Rollout:
    """One file of Codex: running totals, and the history so far as a chain."""

    def __init__(self, stem, chains, records):
        uuid = re.search("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", stem, re.I)
        self.uuid, self.chains, self.records = uuid and uuid[0], chains, records
        self.stem = self.uuid or stem
        self.session = self.parent = self.began = self.model = self.total = None
        self.chain, self.copies = 0, False

    def take(self, line, place):
        line = obj(line)
        body, at, kind = line.get("payload"), instant(line.get("timestamp")), line.get("type")
        if kind == "session_meta" and isinstance(body, dict) and self.session is None:
            spawn = obj(obj(obj(body.get("source")).get("subagent")).get("thread_spawn"))
            self.session = text(body.get("id")) or text(body.get("session_id"))
            if place > 3 and self.uuid and self.session and self.session.lower() != self.uuid.lower():
                # This file's own first line is lost (before it a byte order mark): this is its parent's.
                self.session, self.parent, self.copies = self.uuid, self.session, True
                return
            self.parent = text(body.get("forked_from_id")) or text(spawn.get("parent_thread_id"))
            points = body.get("history_mode") == "paginated" or "forked_from_ordinal_exclusive" in body
            self.began, self.copies = at, self.parent is not None and not points
        elif kind == "turn_context":
            self.model = text(obj(body).get("model")) or self.model
        elif kind == "event_msg" and obj(body).get("type") == "token_count":
            if at is None:
                raise Refused
            if body.get("info") is not None:
                self.use(body["info"], at)

    def use(self, info, at):
        if not isinstance(info, dict):
            raise Refused
        last, total = codex_usage(info.get("last_token_usage")), codex_usage(info.get("total_token_usage"))
        if last is None and total is None:
            raise Refused
        used, before = last, self.total
        if total is not None:
            self.total = total
            if before is None:
                used = last if self.parent and last else total
            else:
                used = tuple(now - then for now, then in zip(total, before))
                used = last or total if min(used) < 0 else used
        if not any(used):
            return
        self.chain = self.chains.setdefault((self.chain, total or used), len(self.chains) + 1)
        session = self.session or self.stem
        parent = self.parent if self.copies and self.parent != session else None
        hasty = self.copies and self.began is not None and at - self.began < 1000
        put, got, read, wrote = used
        counts = (max(0, put - read - wrote), got, wrote, 0, read, 0)
        self.records.append((self.chain, session, parent, hasty,
                             self.model or text(info.get("model")) or "unknown", at, counts))


def codex(files):
    """Each history counts once in its session; what a fork copied from its parent is the parent's."""
    chains, records, refused, partial = {}, [], 0, 0
    for stem, _, data in files:
        marks = (b'"token_count"', b'"session_meta"', b'"turn_context"')
        more, half = read_file(data, marks, Rollout(stem, chains, records).take)
        refused, partial = refused + more, partial + half
    sessions, had = {record[1] for record in records}, {record[:2] for record in records}
    best = {}
    for chain, session, parent, hasty, model, at, counts in records:
        rank = (-counts[1], -sum(counts), at, model, counts, hasty)
        if (chain, session) not in best or rank < best[chain, session][0]:
            best[chain, session] = rank, parent, (session, model, at, counts)
    counted = [record for (chain, _), ((*_, hasty), parent, record) in best.items()
               if not parent or not ((chain, parent) in had or (hasty and parent not in sessions))]
    return counted, refused, partial


def judge(files):
    """`files`: (agent, stem, folders, bytes) each."""
    answer = {"totals": {}, "refused": 0, "partial": 0}
    for agent, count_all in (("claude-code", claude), ("codex", codex)):
        counted, refused, partial = count_all([file[1:] for file in files if file[0] == agent])
        answer["refused"] += refused
        answer["partial"] += partial
        for session, model, at, counts in counted:
            key = "|".join((agent, session, model, day_of(at)))
            row = answer["totals"].setdefault(key, [0] * 7)
            row[:] = [row[0] + 1] + [sum(pair) for pair in zip(row[1:], counts)]
    return answer


def main():
    if len(sys.argv) > 2:
        def open_file(path):
            folders = os.path.dirname(os.path.abspath(path)).split(os.sep)[::-1]
            with open(path, "rb") as source:
                return sys.argv[1], os.path.splitext(os.path.basename(path))[0], folders, source.read()
        print(json.dumps(judge([open_file(path) for path in sys.argv[2:]])))
        return
    for path in sys.stdin:
        answers = []
        with open(path.rstrip("\n"), "rb") as source:
            for header in source:
                answers.append(judge([(*names, source.read(size)) for *names, size in json.loads(header)]))
        print(json.dumps(answers), flush=True)


main()
