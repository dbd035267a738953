# SPDX-License-Identifier: MIT
"""The weekly report by studioctl: its forms, which weeks are kept, the goals, what is refused, and a program that is killed in the middle."""
import csv
import datetime
import html.parser
import io
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import zlib

from studioctl import PROGRAM, ask, call, check, main, refuse, studio

FOLDERS = {}


def demo(d):
    """Made once: it is only read."""
    if "demo" not in FOLDERS:
        s = tempfile.mkdtemp(prefix="report-demo-") + "/s"
        ask(s, "demo", "--weeks", "8", "--seed", "4")
        FOLDERS["demo"] = s
    return FOLDERS["demo"]


@check("a demonstration has a report for each of its weeks, the newest first, each of seven days")
def _(d):
    weeks = ask(demo(d), "report", "list")
    assert 8 <= len(weeks) <= 12, weeks     # some of its people were known before
    days = [datetime.date.fromisoformat(week["from"]) for week in weeks]
    assert all(day.weekday() == 0 and f"{day:%G-W%V}" == week["week"] for day, week in zip(days, weeks)), weeks
    assert all(newer - older == datetime.timedelta(7) for newer, older in zip(days, days[1:])), days
    assert all(datetime.date.fromisoformat(week["to"]) - day == datetime.timedelta(6) for day, week in zip(days, weeks))


@check("JSON states the period, every figure with its n, the weeks before, at most five things to do, and five goals")
def _(d):
    s = demo(d)
    newest = ask(s, "report", "list")[0]
    report = ask(s, "report", "week")
    assert report["week"] == newest["week"] and report["from"] == newest["from"] and report["made_at"] == newest["made_at"] and not report["running"]
    assert report == ask(s, "report", "week", "--week", newest["week"], "--format", "json")
    for name, figure in report["figures"].items():
        assert isinstance(figure["n"], int) and figure["unit"], (name, figure)
        if figure["unit"] == "share" and figure["n"] < 5:
            assert figure["value"] is None and figure["change"] is None, (name, figure)
        if figure["unit"] == "count" and figure["change"] is not None:
            assert figure["n_before"] >= 5 and abs(figure["change"] - (figure["value"] - figure["before"]) / figure["before"]) < 1e-9, (name, figure)
    assert len(report["weeks"]) >= 12 and report["weeks"][-1]["week"] == report["week"]
    assert report["weeks"][-1]["figures"]["messages_in"]["value"] == report["figures"]["messages_in"]["value"] > 0
    assert 1 <= len(report["advice"]) <= 5 and all(one["title"] and one["action"] for one in report["advice"]), report["advice"]
    assert [goal["goal"] for goal in report["goals"]] == ["calls", "conversion", "revenue", "retention", "efficiency"]


def unpacked(pdf):
    """With what its streams hold."""
    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n", pdf):
        try:
            parts.append(zlib.decompressobj().decompress(pdf[found.end():]))
        except zlib.error:
            pass
    return b"\n".join(parts)


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.outside = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.outside += [value for name, value in attrs if name in ("src", "href") and not value.startswith("data:")]


@check("HTML needs nothing else and is escaped; PDF is one; CSV runs no command; each to a file, too")
def _(d):
    s = demo(d)
    page = Page()
    text = call(s, "report", "week", "--format", "html").out
    page.feed(text)
    assert text.startswith("<!DOCTYPE html>") and not page.outside and not {"script", "link", "iframe", "object"} & set(page.tags), page.outside
    assert "svg" in page.tags and "Luna" in text
    csv = call(s, "report", "week", "--format", "csv").out
    assert csv.startswith('"week","from","to","metric"') and '"messages_in"' in csv
    for form, first in ("html", b"<!DOCTYPE"), ("pdf", b"%PDF-"), ("csv", b'"week"'), ("json", b"{"):
        path = f"{d}/report.{form}"
        assert call(s, "report", "week", "--format", form, "-o", path).out == ""
        with open(path, "rb") as file:
            content = file.read()
        assert content.startswith(first), form
        if form == "pdf":
            assert content.rstrip().endswith(b"%%EOF") and len(re.findall(rb"/Type ?/Page\b", unpacked(content))) >= 2, len(content)
    if shutil.which("pdftotext"):
        words = subprocess.run(["pdftotext", f"{d}/report.pdf", "-"], check=True, capture_output=True, text=True).stdout
        assert "Luna Dance Studio" in words and "The Week in Numbers" in words, words


@check("money stands in the table in whole units of its currency, however many decimals that has")
def _(d):
    for currency, coins in ("EUR", 100), ("JPY", 1), ("KWD", 1000):
        s = f"{d}/{currency}"
        shutil.copytree(demo(d), s)
        with sqlite3.connect(f"{s}/studio.db") as db:
            assert db.execute("UPDATE setting SET value = ? WHERE key = 'studio.currency'", (currency,)).rowcount == 1
            db.execute("DELETE FROM weekly_report")
        said = ask(s, "report", "week")["figures"]["revenue"]["value"]
        rows = list(csv.reader(io.StringIO(call(s, "report", "week", "--format", "csv").out)))
        row = next(row for row in rows if row[3:4] == ["revenue"])
        head = next(n for n, row in enumerate(rows) if row[:3] == ["week", "from", "messages_in"])
        week = next(r for r in rows[head + 1:] if r and r[0] == row[0])
        assert said["amount"] > 0 and row[4] == said["currency"] == currency, (row, said)
        assert abs(float(row[5]) - said["amount"] / coins) < 1e-6, (row, said)
        assert abs(float(week[rows[head].index("revenue")]) - said["amount"] / coins) < 1e-6, (week, said)


@check("a studio's name is text in every form, in any script")
def _(d):
    s = f"{d}/s"
    call(s, "init", "--name", "<script>舞蹈 & رقص</script>", "--kind", "dance")
    text = call(s, "report", "week", "--format", "html").out
    assert "<script" not in text and "&lt;script&gt;舞蹈 &amp; رقص&lt;/script&gt;" in text
    assert call(s, "report", "week", "--format", "pdf").out.startswith("%PDF-")
    assert ask(s, "report", "list") == []


@check("goals are set one by one, shown with how far the week came, and taken away")
def _(d):
    s = f"{d}/s"
    shutil.copytree(demo(d), s)
    ask(s, "report", "goals", "calls", "12")
    ask(s, "report", "goals", "revenue", "1200")
    goals = {goal["goal"]: goal for goal in ask(s, "report", "goals", "retention", "60 %")}
    assert goals["calls"]["target"] == 12 and abs(goals["calls"]["progress"] - goals["calls"]["value"] / 12) < 1e-9, goals
    assert goals["revenue"]["target"] == {"amount": 120000, "currency": "EUR"} and goals["retention"]["target"] == 0.6
    assert " 0.6 " in call(s, "report", "goals").out, "a number as people write it"
    assert ask(s, "report", "goals", "calls", "none")[0]["target"] is None
    for words in ("calls", "many"), ("calls", "0"), ("conversion", "101"), ("revenue", "x"):
        refuse(s, "report", "goals", *words, code=1)
    refuse(s, "report", "goals", "weather", "3", code=2)
    refuse(s, "report", "goals", "calls", code=2)


@check("what is no week, has not begun, or is no format is refused")
def _(d):
    s = demo(d)
    for week in "2026-47", "2026-W54", "last", "", "2026-W1", "٢٠٢٦-W10":
        refuse(s, "report", "week", "--week", week, code=1)
    refuse(s, "report", "week", "--week", "2190-W01", code=1)
    refuse(s, "report", "week", "--format", "docx", code=2)
    refuse(s, "--json", "report", "week", "--format", "pdf", code=2)
    refuse(s, "report", "week", "-o", f"{d}/no/such/folder/report.json", code=1)


@check("killed in the middle, again and again: every report that is there is whole, none is there twice, and the next run goes on")
def _(d):
    s = studio(f"{d}/s")
    path = f"{d}/WhatsApp Chat with Ana.txt"
    first = datetime.date.today() - datetime.timedelta(70)
    with open(path, "w") as file:
        file.write(f"{first:%d.%m.%y}, 10:00 - Ana: Hello, is there a class on Tuesday?\n")
    ask(s, "import", path, "--me", "Me")
    count = 0
    for _ in range(60):
        run = subprocess.Popen([PROGRAM, "--data", s, "sync", "--once"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0.005, 0.08))
        run.send_signal(signal.SIGKILL)
        run.wait()
        weeks = [week["week"] for week in ask(s, "report", "list")]
        assert len(weeks) == len(set(weeks)) >= count, weeks
        count = len(weeks)
        for week in weeks[:1]:
            assert ask(s, "report", "week", "--week", week)["week"] == week
    call(s, "sync", "--once")
    weeks = [week["week"] for week in ask(s, "report", "list")]
    assert len(weeks) in (10, 11) and len(weeks) == len(set(weeks)), weeks
    call(s, "sync", "--once")
    assert [week["week"] for week in ask(s, "report", "list")] == weeks


try:
    main()
finally:
    for folder in FOLDERS.values():
        shutil.rmtree(os.path.dirname(folder), ignore_errors=True)
