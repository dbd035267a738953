# SPDX-License-Identifier: MIT
"""Rows of an invented studio, put straight into its database: with all that makes counting hard. The same seed gives the same rows."""
import datetime
import hashlib
import json
import random
import sqlite3
import uuid
import zoneinfo

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
CHANNELS = ["whatsapp", "instagram", "messenger", "mail", "sms", "call", "web", "loopback"]
STAGES = ["NEW", "CONTACTED", "QUALIFIED", "TRIAL_SCHEDULED", "CONVERTED", "LOST"]
HOURS = {
    "week": [["09:00-12:00", "14:00-20:00"], ["09:00-17:00"], [], ["00:00-24:00"], ["18:00-02:00"], ["10:00-14:00", "22:30-00:45"], []],
}


def derived(scope, name):
    """The id of what is known by its name (src/core/so-id.c)."""
    b = bytearray(hashlib.sha256(f"{scope}\0{name}\0".encode()).digest()[:16])
    b[6], b[8] = 0x80 | (b[6] & 15), 0x80 | (b[8] & 63)
    return str(uuid.UUID(bytes=bytes(b)))


class Inventor:
    def __init__(self, path, zone, now, days, seed):
        self.db = sqlite3.connect(path)
        self.random, self.zone, self.now, self.first = random.Random(seed), zoneinfo.ZoneInfo(zone), now, now - days * DAY
        self.ids = 0

    def new_id(self, kind):
        self.ids += 1
        return f"{kind}-{self.ids:08d}"

    def chance(self, share):
        return self.random.random() < share

    def when(self):
        return self.random.randrange(self.first, self.now)

    def insert(self, table, **fields):
        names = ", ".join(fields)
        self.db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(fields))})", tuple(fields.values()))

    def setting(self, key, value):
        self.insert("setting", id=self.new_id("s"), key=key, value=value, updated_at=1)

    def gone(self, share):
        return 1 if self.chance(share) else None

    # People -----------------------------------------------------------------------------------------------

    def people(self, n):
        self.contacts, roots = [], {}
        for i in range(n):
            contact, into = self.new_id("c"), None
            if self.contacts and self.chance(0.15):
                into = self.random.choice(self.contacts)
            roots[contact] = roots.get(into, contact)
            self.contacts.append(contact)
            self.insert("contact", id=contact, name=f"Person {i}", sort=f"person {i}", stage=self.random.choice(STAGES), score=self.random.randrange(101),
                        source=self.random.choice([*CHANNELS[:5], "csv", None]), merged_into=into, root=roots[contact] if into else None,
                        import_id="file" if self.chance(0.2) else None, created_at=self.when(), updated_at=1)
        # Who was merged into somebody who is gone would be themselves again: only those are gone whom nobody leads to.
        used = {r for c, r in roots.items() if r != c} | {row[0] for row in self.db.execute("SELECT merged_into FROM contact WHERE merged_into IS NOT NULL")}
        for contact in self.contacts:
            if contact not in used and self.chance(0.06):
                self.db.execute("UPDATE contact SET deleted_at = 1 WHERE id = ?", (contact,))
        for _ in range(2 * n):
            self.insert("stage_move", id=self.new_id("v"), contact_id=self.random.choice(self.contacts), from_stage=self.random.choice(STAGES),
                        to_stage=self.random.choice(STAGES), actor=self.random.choice(["owner", "import", "rule"]), created_at=self.when(), deleted_at=self.gone(0.1))

    # Messages ---------------------------------------------------------------------------------------------

    def draft(self, thread):
        draft = self.new_id("d")
        self.insert("draft", id=draft, thread_id=thread, state="delivered", text="x", origin="knowledge", created_at=1, updated_at=1)
        for i in range(self.random.choice([0, 1, 1, 1, 2])):
            self.insert("approval", id=self.new_id("a"), draft_id=draft, hash="h", recipient="r", account="", approver=self.random.choice(["owner", "standing", "standing", "chain"]),
                        method="key", approved_at=1 + i, app_version="1")
        return draft

    def message(self, thread, at, subs):
        """Whether it is there."""
        outbound, sub = self.chance(0.45), self.random.choice(subs) if self.chance(0.7) else (None, None)
        if self.chance(0.02):
            sub = ("NONSENSE", "nothing")
        gone = self.gone(0.04)
        self.insert("message", id=self.new_id("m"), thread_id=thread, direction="outbound" if outbound else "inbound", is_system=int(self.chance(0.03)), sent_at=at,
                    sender="x", text="x", state=("failed" if self.chance(0.05) else "accepted") if outbound else "received", intent=None if outbound else sub[0],
                    sub_category=None if outbound else sub[1], draft_id=self.draft(thread) if outbound and self.chance(0.3) else None, created_at=at, deleted_at=gone)
        return gone is None

    def talks(self, threads, messages):
        subs = self.db.execute("SELECT category, nick FROM category").fetchall() + [("GENERAL", "thank_you")] * 6 + [(None, "machine")] * 6
        for i in range(threads):
            thread, at = self.new_id("t"), self.when()
            last = 0
            for _ in range(self.random.randrange(2 * messages // threads + 1)):
                if self.message(thread, at, subs):
                    last = at
                at += self.random.choice([0, 1, 30_000, 5 * MINUTE, HOUR, 5 * HOUR, DAY - 1, DAY, DAY + 1, 3 * DAY, 20 * DAY])
                if at > self.now:
                    break
            state = self.random.choice(["open", "open", "waiting", "done", "snoozed", "spam", "bin"])
            group = self.chance(0.05)
            self.insert("thread", id=thread, channel=self.random.choice(CHANNELS), remote_key=thread, contact_id=None if group else self.random.choice(self.contacts),
                        is_group=int(group), state=state, created_at=at, last_at=last, priority=self.random.choice(["URGENT", "HIGH", None]), deleted_at=self.gone(0.04),
                        escalated_at=int(self.chance(0.1)), score=self.random.randrange(101), waiting_since=last if self.chance(0.3) else 0)

    def calls(self, n):
        for i in range(n):
            state = self.random.choice(["ringing", "live", "person", "assistant", "voicemail", "missed", "unreached"])
            self.insert("call", id=self.new_id("k"), provider="test", outbound=int(state == "unreached" or self.chance(0.2)), number=self.random.choice(["", "anonymous", "+4930123"]),
                        started_at=self.when(), seconds=self.random.randrange(400), talk=self.random.choice([0, 50, 100]), state=state, after_hours=int(self.chance(0.3)),
                        signs=self.random.choice([0, 1, 1, 1, 1]) | self.random.choice([0, 32, 64, 96, 64 | 256]), booking_id="b" if self.chance(0.3) else None,
                        satisfaction=self.random.choice([None, 0, 4, 10]), created_at=1, updated_at=1, deleted_at=self.gone(0.05))

    # The schedule -----------------------------------------------------------------------------------------

    def day(self, ms):
        return datetime.datetime.fromtimestamp(ms / 1000, self.zone).date()

    def series(self):
        """(root, first original as a date, its clock, last day or None); one in two has a second part that is elsewhere in the week."""
        made = []
        for i in range(6):
            kind, root = self.new_id("y"), self.new_id("r")
            begin = self.day(self.first - 30 * DAY) + datetime.timedelta(days=self.random.randrange(7))
            clock, change = f"T{8 + 2 * i:02d}:30", self.day(self.when())
            common = {"root": root, "class_id": kind, "first": begin.isoformat() + clock, "rule": "FREQ=WEEKLY", "minutes": 60, "created_at": 1, "updated_at": 1}
            self.insert("class_kind", id=kind, name=f"Class {i}", created_at=1, updated_at=1, price=self.random.choice([None, 1500]))
            split = i % 2
            self.insert("series", id=root, until_day=(change - datetime.timedelta(days=1)).isoformat() if split else None, start=8 * 60 + 120 * i + 30, **common)
            if split:
                self.insert("series", id=self.new_id("r"), from_day=change.isoformat(), shift=self.random.choice([0, 1, 3]), start=self.random.choice([600, 1110, 1320]), **common)
            made.append((root, begin, clock))
        return made

    def bookings(self, n):
        made, weeks = self.series(), (self.now - self.first) // (7 * DAY) + 7
        closed = self.day(self.now - 20 * DAY)
        self.insert("closure", id=self.new_id("x"), label="Closed", from_at=closed.isoformat(), to_at=(closed + datetime.timedelta(days=6)).isoformat(), created_at=1, updated_at=1)
        for root, begin, clock in made:
            for week in range(weeks):
                if self.chance(0.2):
                    day, moved = begin + datetime.timedelta(weeks=week), self.chance(0.5)
                    self.insert("session", id=derived(root, day.isoformat() + clock), root=root, original=day.isoformat() + clock, state=self.random.choice(["", "", "cancelled", "planned"]),
                                day=(day + datetime.timedelta(days=self.random.randrange(-3, 4))).isoformat() if moved else None, start=self.random.choice([None, 540, 1290]) if moved else None,
                                created_at=1, updated_at=1)
        states = ["booked", "waiting", "offered", "attended", "attended", "attended", "late", "no-show", "excused", "cancelled", "late-cancelled", "lapsed"]
        for _ in range(n):
            root, begin, clock = self.random.choice(made)
            day = begin + datetime.timedelta(weeks=self.random.randrange(weeks), days=1 if self.chance(0.03) else 0)
            self.insert("booking", id=self.new_id("b"), root=root if self.chance(0.97) else "nowhere", original=day.isoformat() + clock, kind="regular",
                        contact_id=self.random.choice(self.contacts) if self.chance(0.97) else "nobody", state=self.random.choice(states), created_at=self.when(), updated_at=1,
                        deleted_at=self.gone(0.04), amount=self.random.choice([None, 0, 1500, 2250]))

    # Tasks ------------------------------------------------------------------------------------------------

    def tasks(self, n):
        midnight = datetime.datetime.combine(datetime.datetime.fromtimestamp(self.now / 1000, self.zone).date(), datetime.time(), self.zone)
        edges = [int(midnight.timestamp() * 1000) + ms for ms in (-1, 0, DAY)]
        for i in range(n):
            due = self.random.choice([0, self.when(), self.now + self.random.randrange(-40 * DAY, 40 * DAY), self.random.choice(edges)])
            self.insert("task", id=self.new_id("j"), title=f"Task {i}", contact_id=self.random.choice(self.contacts) if self.chance(0.9) else None, due_at=due,
                        done_at=self.when() if self.chance(0.4) else 0, created_at=1, updated_at=1, deleted_at=self.gone(0.05))


def invent(path, zone, now, days=420, seed=1, people=300, threads=250, messages=3000, calls=300, bookings=1500, hours=True, week_start=None):
    inventor = Inventor(path, zone, now, days, seed)
    with inventor.db:
        if hours:
            inventor.setting("hours", json.dumps(HOURS))
        if week_start:
            inventor.setting("week.start", week_start)
        inventor.people(people)
        inventor.talks(threads, messages)
        inventor.calls(calls)
        inventor.bookings(bookings)
        inventor.tasks(people)
    inventor.db.close()
