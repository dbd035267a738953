# SPDX-License-Identifier: MIT
"""The studio's numbers counted again, from the rows alone and by the words of the definitions: nothing here is how the program does it."""
import bisect
import datetime
import json
import math
import sqlite3
import zoneinfo

DAY = 24 * 3600 * 1000
UTC = datetime.timezone.utc
CHANNELS = ["whatsapp", "instagram", "messenger", "mail", "sms", "call", "web", "loopback"]
CATEGORIES = ["INQUIRY", "PRICING", "BOOKING", "SCHEDULING", "COMPLAINT", "FEEDBACK", "GENERAL", "URGENT"]
STAGES = ["NEW", "CONTACTED", "QUALIFIED", "TRIAL_SCHEDULED", "CONVERTED", "LOST"]
BOOKINGS = ["booked", "waiting", "offered", "attended", "late", "no-show", "excused", "cancelled", "late-cancelled", "lapsed"]
# What is said after an answer, and what no person wrote.
NOBODY_WAITS = ("thank_you", "machine")
SIGN_TOLD, SIGN_PERSON, SIGN_ASSISTANT, SIGN_HANDED = 1, 32, 64, 256
OVER = ("person", "assistant", "voicemail", "missed", "unreached")


class Studio:
    """All rows of a studio, read once; the program is never asked."""

    def __init__(self, path):
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        db.row_factory = sqlite3.Row
        self.db = db
        setting = {r["key"]: r["value"] for r in db.execute("SELECT * FROM setting") if r["deleted_at"] is None}
        self.zone = zoneinfo.ZoneInfo(setting["studio.zone"])
        self.week_start = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].index(setting.get("week.start", "monday"))
        self.hours = json.loads(setting["hours"]) if "hours" in setting else None
        self.contacts = {r["id"]: r for r in db.execute("SELECT * FROM contact")}
        self.threads = {r["id"]: r for r in db.execute("SELECT * FROM thread")}
        self.subs = {r["nick"]: r["category"] for r in db.execute("SELECT * FROM category")}
        self.persons = {}
        self.standing = self._standing()
        self._open_days = {}
        self._starts = {}
        self._read_messages()
        self.calls = [r for r in db.execute("SELECT * FROM call") if r["deleted_at"] is None and r["signs"] & SIGN_TOLD and r["state"] in OVER]
        self.moves = [r for r in db.execute("SELECT * FROM stage_move") if r["deleted_at"] is None]
        self._read_bookings()
        self._read_leads()

    # Clock ------------------------------------------------------------------------------------------------

    def local(self, ms):
        return datetime.datetime.fromtimestamp(ms / 1000, UTC).astimezone(self.zone)

    def at(self, day, minute=0):
        """When the clock in the studio says so, in ms."""
        wall = datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(minutes=minute)
        return int(wall.replace(tzinfo=self.zone).timestamp() * 1000)

    def open_spans(self, day):
        if day not in self._open_days:
            spans = []
            for span in self.hours["week"][day.weekday()]:
                (a, b), (c, d) = (part.split(":") for part in span.split("-"))
                begin, end = int(a) * 60 + int(b), int(c) * 60 + int(d)
                spans.append((self.at(day, begin), self.at(day, end + (24 * 60 if end <= begin else 0))))
            self._open_days[day] = spans
        return self._open_days[day]

    def open_minutes(self, begin, end):
        if self.hours is None:
            return (end - begin) // 60000
        day, last, total = self.local(begin).date() - datetime.timedelta(days=1), self.local(end).date(), []
        while day <= last:
            total += [(max(a, begin), min(b, end)) for a, b in self.open_spans(day) if a < end and b > begin]
            day += datetime.timedelta(days=1)
        return sum(b - a for a, b in total) // 60000

    # Rows -------------------------------------------------------------------------------------------------

    def person(self, contact_id):
        """Whom they are shown as."""
        if contact_id not in self.persons:
            end = contact_id
            while True:
                row = self.contacts.get(end)
                into = row["merged_into"] if row else None
                if not into or into not in self.contacts or self.contacts[into]["deleted_at"] is not None:
                    break
                end = into
            self.persons[contact_id] = end
        return self.persons[contact_id]

    def is_there(self, contact_id):
        row = self.contacts.get(contact_id)
        return row is not None and row["deleted_at"] is None

    def _standing(self):
        """Drafts whose newest approval was a standing one."""
        newest = {}
        for r in self.db.execute("SELECT draft_id, approver, approved_at, id FROM approval"):
            newest[r["draft_id"]] = max(newest.get(r["draft_id"], (0, "", "")), (r["approved_at"], r["id"], r["approver"]))
        return {draft for draft, found in newest.items() if found[2] == "standing"}

    def _read_messages(self):
        self.messages, talks, self.first_message = [], {}, {}
        rows = self.db.execute("SELECT n, thread_id, direction, is_system, sent_at, state, intent, sub_category, draft_id FROM message WHERE deleted_at IS NULL")
        for r in sorted((tuple(row) for row in rows), key=lambda row: (row[4], row[0])):
            n, thread_id, direction, is_system, at, state, intent, sub, draft = r
            thread = self.threads.get(thread_id)
            if thread is None or thread["deleted_at"] is not None or is_system:
                continue
            self.first_message.setdefault(thread_id, at)
            if thread["state"] == "spam":
                continue
            local = self.local(at)
            self.messages.append((at, thread_id, thread["channel"], direction, state, intent, sub, local.weekday(), local.hour))
            if not thread["is_group"] and thread["channel"] != "call":
                talks.setdefault(thread_id, []).append((at, direction, state, sub, draft))
        self.waits = [wait for talk in talks.values() for wait in self._waits(talk)]

    def _waits(self, talk):
        """(since, answered or None) of one conversation."""
        found, asked = [], False
        for at, direction, state, sub, draft in talk:
            if direction == "outbound":
                if state == "failed" or draft in self.standing:
                    continue
                if asked:
                    found[-1] = (found[-1][0], at)
                asked = False
            elif sub not in NOBODY_WAITS and not asked:
                asked = True
                found.append((at, None))
        return [(since, answered, self.open_minutes(since, answered) if answered else None) for since, answered in found]

    def _read_bookings(self):
        series = {}
        for r in self.db.execute("SELECT * FROM series"):
            if r["deleted_at"] is None:
                series.setdefault(r["root"], []).append(r)
        changes = {(r["root"], r["original"]): r for r in self.db.execute("SELECT * FROM session")}
        self.closures = [r for r in self.db.execute("SELECT * FROM closure") if r["deleted_at"] is None]
        self.bookings = []
        for r in self.db.execute("SELECT * FROM booking"):
            if r["deleted_at"] is None:
                self.bookings.append((r, *self._session(r, series.get(r["root"], []), changes.get((r["root"], r["original"])))))

    def _session(self, booking, parts, change):
        """When it is, and whether it takes place."""
        day, clock = booking["original"].split("T")
        first, hour, minute = datetime.date.fromisoformat(day), *map(int, clock.split(":"))
        part = next((p for p in parts if (p["from_day"] or "") <= day <= (p["until_day"] or "9999")), None)
        shown, start = first, hour * 60 + minute
        if part:
            shown, start = first + datetime.timedelta(days=part["shift"]), part["start"]
        if change and change["day"]:
            shown = datetime.date.fromisoformat(change["day"])
        if change and change["start"] is not None:
            start = change["start"]
        on_rule = part is not None and first.weekday() == datetime.date.fromisoformat(part["first"][:10]).weekday() and day >= part["first"][:10] and \
            booking["original"][10:] == part["first"][10:]
        closed = any(c["from_at"] <= shown.isoformat() <= c["to_at"] for c in self.closures) and not (change and change["state"] == "planned")
        return self.at(shown, start), on_rule and not closed and not (change and change["state"] == "cancelled")

    def _read_leads(self):
        people, moved = {}, {self.person(m["contact_id"]) for m in self.moves}
        for c in self.contacts.values():
            if c["deleted_at"] is None:
                people.setdefault(self.person(c["id"]), []).append(c)
        talks = {}
        for t in self.threads.values():
            if t["deleted_at"] is None and t["contact_id"]:
                talks.setdefault(t["contact_id"], []).append(t)
        self.leads = []
        for root, members in people.items():
            if not self.is_there(root):
                continue
            person, own = self.contacts[root], [t for c in members for t in talks.get(c["id"], [])]
            real = [t for t in own if not t["is_group"] and t["state"] != "spam" and t["id"] in self.first_message]
            if not real and any(t["state"] == "spam" for t in own):
                continue
            times = [self.first_message[t["id"]] for t in real] + [c["created_at"] for c in members if c["import_id"] is None]
            if times and not (person["stage"] in ("CONVERTED", "LOST") and root not in moved):
                self.leads.append((min(times), person["stage"] == "CONVERTED", person["source"] if person["source"] in CHANNELS else None))

    # Counting ---------------------------------------------------------------------------------------------

    def count(self, begin, end, before, now):
        """All sums of [begin, end); before: where the period begins that ends with begin."""
        f = {"in": 0, "out": 0, "talks": set(), "hours": [[0] * 24 for _ in range(7)], "classified": 0, "categories": dict.fromkeys(CATEGORIES, 0), "subs": {},
             "channels": {c: {"in": 0, "out": 0, "talks": set(), "leads": 0, "converted": 0} for c in CHANNELS}}
        mine = slice(bisect.bisect_left(self.messages, (begin,)), bisect.bisect_left(self.messages, (end,)))
        for _, thread, channel, direction, state, intent, sub, weekday, hour in self.messages[mine]:
            part = f["channels"][channel]
            if direction == "outbound":
                if channel != "call" and state != "failed":
                    f["out"] += 1
                    part["out"] += 1
                continue
            f["talks"].add(thread)
            part["talks"].add(thread)
            if channel == "call":
                continue
            f["in"] += 1
            part["in"] += 1
            f["hours"][weekday][hour] += 1
            if intent in f["categories"]:
                f["classified"] += 1
                f["categories"][intent] += 1
                if sub in self.subs:
                    f["subs"][sub] = f["subs"].get(sub, 0) + 1
        self._count_answers(f, begin, end, now)
        self._count_people(f, begin, end)
        self._count_calls(f, begin, end)
        self._count_bookings(f, begin, end, before, now)
        return f

    def _count_answers(self, f, begin, end, now):
        mine = [w for w in self.waits if begin <= w[0] < end and (w[1] is not None or now - w[0] >= DAY)]
        f["waited"], f["answered"] = len(mine), sum(w[1] is not None for w in mine)
        f["in_day"] = sum(w[1] is not None and w[1] - w[0] <= DAY for w in mine)
        f["minutes"] = sorted(w[2] for w in mine if w[1] is not None)

    def _count_people(self, f, begin, end):
        mine = [lead for lead in self.leads if begin <= lead[0] < end]
        f["leads"], f["leads_converted"], f["elsewhere"] = len(mine), sum(x[1] for x in mine), sum(x[2] is None for x in mine)
        for _, converted, source in mine:
            if source:
                f["channels"][source]["leads"] += 1
                f["channels"][source]["converted"] += converted
        moved = {(self.person(m["contact_id"]), m["to_stage"]) for m in self.moves if begin <= m["created_at"] < end and self.is_there(m["contact_id"])}
        f["moved"] = {s: sum(stage == s for _, stage in moved) for s in STAGES}

    def _count_calls(self, f, begin, end):
        mine = [c for c in self.calls if begin <= c["started_at"] < end]
        inbound, outbound = [c for c in mine if not c["outbound"]], [c for c in mine if c["outbound"]]
        f["call_hours"] = [[0] * 24 for _ in range(7)]
        for c in inbound:
            local = self.local(c["started_at"])
            f["call_hours"][local.weekday()][local.hour] += 1
        f["channels"]["call"]["in"], f["channels"]["call"]["out"] = len(inbound), len(outbound)
        f["calls"], f["calls_in"] = len(mine), len(inbound)
        taken = [c for c in mine if c["state"] in ("person", "assistant")]
        f["taken"], f["calls_answered"] = len(taken), sum(c["state"] in ("person", "assistant") for c in inbound)
        for state in ("missed", "voicemail"):
            f["calls_" + state] = sum(c["state"] == state for c in inbound)
        f["after_hours"] = sum(bool(c["after_hours"]) for c in inbound)
        f["talk"] = sum(c["talk"] if c["talk"] and not (c["signs"] & SIGN_PERSON and c["signs"] & SIGN_ASSISTANT and c["seconds"]) else c["seconds"] for c in taken)
        f["call_booked"] = sum(c["booking_id"] is not None for c in inbound)
        assistant = [c for c in inbound if c["signs"] & SIGN_ASSISTANT]
        f["assistant"], f["escalated"] = len(assistant), sum(bool(c["signs"] & (SIGN_PERSON | SIGN_HANDED)) for c in assistant)
        rated = [c["satisfaction"] for c in mine if c["satisfaction"] is not None]
        f["rated"], f["satisfaction"] = len(rated), sum(rated)

    def _count_bookings(self, f, begin, end, before, now):
        f["made"] = sum(begin <= b["created_at"] < end and b["state"] not in ("waiting", "offered", "lapsed") for b, _, _ in self.bookings)
        mine = [(b, at) for b, at, takes_place in self.bookings if begin <= at < end and (b["state"] != "booked" or takes_place)]
        f["bookings"] = {s: sum(b["state"] == s for b, _ in mine) for s in BOOKINGS}
        f["unmarked"] = sum(b["state"] == "booked" and at <= now for b, at in mine)
        came = [b["amount"] for b, _ in mine if b["state"] in ("attended", "late") and b["amount"] is not None]
        ahead = [b["amount"] for b, at in mine if b["state"] == "booked" and at > now and b["amount"] is not None]
        f["revenue"], f["priced"], f["expected"], f["expected_priced"] = sum(came), len(came), sum(ahead), len(ahead)
        visits = [(self.person(b["contact_id"]), at) for b, at, _ in self.bookings if b["state"] in ("attended", "late") and b["contact_id"] in self.contacts]
        now_in, was_in = {p for p, at in visits if begin <= at < end}, {p for p, at in visits if before <= at < begin}
        earlier = {p for p, at in visits if at < begin}
        f["customers"], f["new"], f["before"], f["kept"] = len(now_in), len(now_in - earlier), len(was_in), len(was_in & now_in)

    # Clients ----------------------------------------------------------------------------------------------

    def _talks_with(self):
        """All that was said in conversations with one person, by the person."""
        talks = {}
        rows = self.db.execute("SELECT * FROM message ORDER BY sent_at, n")
        for r in rows:
            t = self.threads.get(r["thread_id"])
            if r["deleted_at"] is not None or r["is_system"] or t is None or t["deleted_at"] is not None or t["state"] == "spam" or t["is_group"] or t["channel"] == "call":
                continue
            if t["contact_id"] and self.is_there(self.person(t["contact_id"])):
                talks.setdefault(self.person(t["contact_id"]), {}).setdefault(t["id"], []).append(r)
        return talks

    def clients(self, begin, end, now):
        """As studioctl says them; the list is whole."""
        today = self.at(self.local(now).date())
        tasks = [r for r in self.db.execute("SELECT * FROM task") if r["deleted_at"] is None]
        due = [r for r in tasks if begin <= r["due_at"] < end]
        late = [r for r in tasks if not r["done_at"] and 0 < r["due_at"] < today]
        written, found = 0, []
        for root, talks in self._talks_with().items():
            mine = [r for talk in talks.values() for r in talk if begin <= r["sent_at"] < end]
            received = sum(r["direction"] == "inbound" and r["sub_category"] != "machine" for r in mine)
            written += bool(received or any(r["direction"] == "outbound" and r["state"] != "failed" for r in mine))
            if not received:
                continue
            waits = [w for talk in talks.values() for w in self._waits([(r["sent_at"], r["direction"], r["state"], r["sub_category"], r["draft_id"]) for r in talk])]
            minutes = sorted(w[2] for w in waits if begin <= w[0] < end and w[1] is not None)
            hers = [r for r in tasks if r["contact_id"] and self.person(r["contact_id"]) == root and not r["done_at"]]
            waiting = sum(t["deleted_at"] is None and t["state"] in ("open", "waiting") and t["waiting_since"] > 0 and not t["is_group"]
                          for t in self.threads.values() if t["contact_id"] and self.person(t["contact_id"]) == root)
            found.append({"contact": root, "name": self.contacts[root]["name"], "received": received, "waiting": waiting, "tasks_open": len(hers),
                          "response_median": minutes[math.ceil(len(minutes) / 2) - 1] if minutes else None, "tasks_late": sum(r in late for r in hers)})
        found.sort(key=lambda c: (-c["received"], c["name"], c["contact"]))
        return {"written_with": written, "tasks_due": len(due), "tasks_done": sum(bool(r["done_at"]) for r in due), "tasks_late": len(late), "list": found}

    def urgent(self):
        return sum(t["deleted_at"] is None and t["state"] in ("open", "waiting") and (t["priority"] == "URGENT" or t["escalated_at"] > 0) for t in self.threads.values())

    def stages(self):
        people = {self.person(c["id"]) for c in self.contacts.values() if c["deleted_at"] is None}
        return {s: sum(self.is_there(p) and self.contacts[p]["stage"] == s for p in people) for s in STAGES}


def metrics(f, urgent=None):
    """Each by name: (value or None, n)."""
    def share(part, whole):
        return (part / whole if whole >= 5 else None, whole)

    def average(total, n):
        return (total / n if n else None, n)

    def count(n):
        return (n, n)

    def within(percent):
        n = len(f["minutes"])
        return (f["minutes"][math.ceil(n * percent / 100) - 1] if n else None, n)

    b = f["bookings"]
    came, gone = b["attended"] + b["late"], b["cancelled"] + b["late-cancelled"] + b["excused"]
    places = came + gone + b["booked"] + b["no-show"]
    ahead = b["booked"] - f["unmarked"]
    return {
        "messages_in": count(f["in"]), "messages_out": count(f["out"]), "conversations": count(len(f["talks"])), "leads": count(f["leads"]),
        "urgent": (urgent, urgent), "response_rate": share(f["in_day"], f["waited"]), "response_median": within(50), "response_p90": within(90),
        "new_customers": count(f["moved"]["CONVERTED"]), "lead_conversion": share(f["leads_converted"], f["leads"]), "call_conversion": share(f["call_booked"], f["calls_in"]),
        "bookings_per_call": average(f["made"], f["calls_in"]), "calls": count(f["calls"]), "calls_answered": count(f["calls_answered"]), "calls_missed": count(f["calls_missed"]),
        "calls_voicemail": count(f["calls_voicemail"]), "calls_after_hours": count(f["after_hours"]), "talk": (f["talk"], f["taken"]), "call_average": average(f["talk"], f["taken"]),
        "call_answer_rate": share(f["calls_answered"], f["calls_in"]), "call_booked": count(f["call_booked"]), "escalation_rate": share(f["escalated"], f["assistant"]),
        "satisfaction": average(f["satisfaction"], f["rated"]), "bookings_made": count(f["made"]), "appointments": count(places), "completed": count(came),
        "completion_rate": share(came, places - ahead), "no_shows": count(b["no-show"]), "no_show_rate": share(b["no-show"], came + b["no-show"]), "cancelled": count(gone),
        "cancellation_rate": share(gone, places), "late_cancellations": count(b["late-cancelled"]), "waitlisted": count(b["waiting"] + b["offered"] + b["lapsed"]),
        "customers": count(f["customers"]), "first_timers": count(f["new"]), "returning": count(f["customers"] - f["new"]), "retention": share(f["kept"], f["before"]),
        "revenue": (f["revenue"] if f["priced"] else None, f["priced"]), "revenue_expected": (f["expected"] if f["expected_priced"] else None, f["expected_priced"]),
        "revenue_average": average(f["revenue"], f["priced"]),
    }


# Comparing ----------------------------------------------------------------------------------------------------

def ms_of(text):
    return round(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)


def plain(value):
    return value["amount"] if isinstance(value, dict) else value


def differences(studio, answer):
    """What `studioctl --json metrics` says otherwise than the rows: empty where all is the same. Also how many figures were compared."""
    wrong, n, now = [], 0, ms_of(answer["now"])

    def same(where, said, counted):
        nonlocal n
        n += 1
        said = plain(said)
        if said is None or counted is None:
            ok = said is None and counted is None
        else:
            # Money is said in whole minor units.
            ok = abs(said - counted) <= (0.5 if "revenue_average" in where else 1e-9 * max(1, abs(counted)))
        if not ok:
            wrong.append(f"{where}: {said}, but the rows say {counted}")

    def bounds(of):
        first, last = (datetime.date.fromisoformat(of[x]) for x in ("first", "last"))
        return first, last, studio.at(first), studio.at(last + datetime.timedelta(days=1))

    def before_of(kind, first, last):
        if kind == "month":
            return studio.at((first - datetime.timedelta(days=1)).replace(day=1))
        return studio.at(first - (last - first + datetime.timedelta(days=1)))

    first, last, begin, end = bounds(answer["period"])
    same("period.from", ms_of(answer["period"]["from"]), begin)
    same("period.to", ms_of(answer["period"]["to"]), end)
    here = studio.count(begin, end, before_of(answer["period"]["kind"], first, last), now)
    then_first = studio.local(before_of(answer["period"]["kind"], first, last)).date()
    then_begin, then_end = studio.at(then_first), begin
    if begin <= now < end:
        local = studio.local(now)
        course = datetime.datetime.combine(then_first, datetime.time()) + (datetime.datetime.combine(local.date(), local.time()) - datetime.datetime.combine(first, datetime.time()))
        then_end = min(begin, int(course.replace(tzinfo=studio.zone).timestamp() * 1000))
    same("before.from", ms_of(answer["before"]["from"]), then_begin)
    if abs(ms_of(answer["before"]["to"]) - then_end) > 1:   # of the running second
        same("before.to", ms_of(answer["before"]["to"]), then_end)
    then_last = datetime.date.fromisoformat(answer["before"]["last"])
    then = studio.count(then_begin, ms_of(answer["before"]["to"]), before_of(answer["before"]["kind"], then_first, then_last), now)
    counted, counted_then = metrics(here, studio.urgent()), metrics(then)
    assert set(counted) == set(answer["metrics"]), set(counted) ^ set(answer["metrics"])
    for name, said in answer["metrics"].items():
        same(name, said["value"], counted[name][0])
        same(name + ".n", said["n"], counted[name][1])
        if name != "urgent":
            same(name + ".previous", said["previous"], counted_then[name][0])
            same(name + ".previous_n", said["previous_n"], counted_then[name][1])
    for name in ("waited", "answered"):
        same(name, answer["answers"][name], here[name])
    same("answered_in_day", answer["answers"]["answered_in_day"], here["in_day"])
    for said in answer["categories"]:
        same(said["category"], said["messages"], here["categories"][said["category"]])
        same(said["category"] + ".share", said["share"], here["categories"][said["category"]] / here["classified"] if here["classified"] >= 5 else None)
        for sub in {**said["sub_categories"], **{s: 0 for s in here["subs"] if studio.subs[s] == said["category"]}}:
            same(sub, said["sub_categories"].get(sub, 0), here["subs"].get(sub, 0))
    for said in answer["channels"]:
        part = here["channels"][said["channel"]]
        for name in ("in", "out", "leads", "converted"):
            same(f"{said['channel']}.{name}", said[name], part[name])
        same(f"{said['channel']}.conversations", said["conversations"], len(part["talks"]))
    same("leads_elsewhere", answer["leads_elsewhere"], here["elsewhere"])
    stages = studio.stages()
    for said in answer["stages"]:
        same(said["stage"], said["now"], stages[said["stage"]])
        same(said["stage"] + ".moved", said["moved"], here["moved"][said["stage"]])
    for state in BOOKINGS:
        same(state, answer["bookings"][state], here["bookings"][state])
    if answer["clients"] is not None:
        counted = studio.clients(begin, end, now)
        for name in ("written_with", "tasks_due", "tasks_done", "tasks_late"):
            same("clients." + name, answer["clients"][name]["value"], counted[name])
        same("clients", len(answer["clients"]["list"]), min(20, len(counted["list"])))
        same("clients.senders", answer["clients"]["senders"], len(counted["list"]))
        for i, (said, client) in enumerate(zip(answer["clients"]["list"], counted["list"])):
            if (said["contact"], said["name"]) != (client["contact"], client["name"]):
                wrong.append(f"client {i}: {said['name']}, but the rows say {client['name']}")
            for name in ("received", "response_median", "waiting", "tasks_open", "tasks_late"):
                same(f"client {i}: {name}", said[name], client[name])
    for name in ("hours", "call_hours"):
        for weekday in range(7):
            for hour in range(24):
                same(f"{name}[{weekday}][{hour}]", answer[name][weekday][hour], here[name][weekday][hour])
    for series in ("days", "weeks"):
        for point in answer[series]:
            first, last, begin, end = bounds(point)
            same(f"{series} {first} to", ms_of(point["to"]), end)
            found = metrics(studio.count(begin, end, before_of("days", first, last), now))
            for name, (value, _) in found.items():
                if name != "urgent":
                    same(f"{series} {first} {name}", point[name], value)
    last_day = min(datetime.date.fromisoformat(answer["period"]["last"]), studio.local(now).date())
    same("days", len(answer["days"]), 30)
    same("last day", datetime.date.fromisoformat(answer["days"][-1]["last"]).toordinal(), last_day.toordinal())
    week = last_day - datetime.timedelta(days=(last_day.weekday() - studio.week_start) % 7)
    same("weeks", len(answer["weeks"]), 13)
    same("last week", datetime.date.fromisoformat(answer["weeks"][-1]["first"]).toordinal(), week.toordinal())
    return wrong, n
