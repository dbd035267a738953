#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A Gmail account from the sign-in to its end, against Google played here, with a real key ring. The browser is this test, which follows
the address that is printed. Prints TAP.

    test-gmail.py STUDIOCTL"""
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from fake_gmail import ADDRESS, CLIENT_ID, CLIENT_SECRET, MODIFY, SEND, follow, gmail
from studioctl import PROGRAM, Result, ask, call, check, main, refuse, studio

DAY = 86400


def begin(d, *words, secret=CLIENT_SECRET):
    """studioctl up to where it waits for the browser; the process and the address that it prints, or None where it ends before."""
    process = subprocess.Popen([PROGRAM, "--data", d, "--json", "account", *words, "--no-browser"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=dict(os.environ, G_MESSAGES_DEBUG="all"))
    process.stdin.write(secret.encode() + b"\n")
    process.stdin.close()
    process.stdin = None
    said = []
    for line in process.stderr:
        said.append(line.decode())
        if line.startswith(b"http"):
            return process, line.decode().strip()
    raise AssertionError("".join(said))


def finish(process):
    out, err = process.communicate(timeout=60)
    assert CLIENT_SECRET.encode() not in out + err and b"canary-refresh" not in out + err
    # What is noted for developers comes first.
    out = b"[" + out.split(b"\n[\n")[-1] if b"\n[\n" in out else out
    return Result(subprocess.CompletedProcess([], process.returncode, out, err))


def add_words(server, *more):
    return ("add", "gmail", "--address", ADDRESS, "--client-id", CLIENT_ID, "--client-secret", "-", "--api-base",
            f"http://127.0.0.1:{server.server_port}", *more)


def connect(d, server, *more):
    s = studio(d + "/s") if not os.path.exists(d + "/s") else d + "/s"
    for practice in ask(s, "account", "list"):
        ask(s, "account", "remove", practice["id"])
    process, url = begin(s, *add_words(server, *more))
    follow(url)
    return s, finish(process).json()[0]["id"]


def rows(s, query, *values):
    connection = sqlite3.connect(f"file:{s}/studio.db?mode=ro", uri=True)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def accounts(s):
    return [a for a in ask(s, "account", "list") if a["transport"] == "gmail"]


def everything(folder):
    for root, _, files in os.walk(folder):
        for name in files:
            with open(os.path.join(root, name), "rb") as file:
                yield os.path.join(root, name), file.read()


@check("signed in, what comes in is stored once, what is approved leaves once with its headers, and no secret is anywhere else")
def _(d):
    server = gmail()
    mail = server.mailbox.arrives("Is there a class on Tuesday?")
    s, account = connect(d, server)
    assert accounts(s)[0]["error"] is None and accounts(s)[0]["address"] == ADDRESS, accounts(s)
    logs = [call(s, "sync", "--once", env={"G_MESSAGES_DEBUG": "all"}).err for _ in range(2)]
    threads = ask(s, "threads")
    assert len(threads) == 1 and threads[0]["messages"] == 1, threads
    ask(s, "approve", ask(s, "reply", threads[0]["id"], "--text", "Yes, at 19:00 – see you!")["id"])
    result = call(s, "sync", env={"G_MESSAGES_DEBUG": "all"})
    assert result.code == 0, result.err
    (sent, thread), = server.mailbox.sent()
    assert thread == mail and sent["Subject"] == "Re: Trial class?" and sent["To"] == "Ana Pérez <ana@example.com>", (thread, sent.items())
    assert sent["From"] == f"Ria Studio <{ADDRESS}>" and sent["In-Reply-To"] == "<ana-1@example.com>" == sent["References"], sent.items()
    assert sent.get_content().strip() == "Yes, at 19:00 – see you!" and sent["Auto-Submitted"] is None
    ask(s, "sync", "--once")
    assert [m["direction"] for m in ask(s, "thread", threads[0]["id"])["messages"]] == ["inbound", "outbound"]
    assert not server.violations, server.violations
    hidden = [CLIENT_SECRET, *server.grants, *server.tokens]
    for path, content in everything(d):
        assert not any(secret.encode() in content for secret in hidden), path
    assert not any(secret in log for log in [*logs, result.err] for secret in hidden)


def alerts(s):
    return [(m["reason"], m["state"]) for m in ask(s, "alert-mail")["mails"]]


def tell(d, server, address="ria@private.example"):
    """A studio whose owner is told by mail of what is urgent; the code was the first mail."""
    s, account = connect(d, server)
    call(s, "sync", "--once")
    ask(s, "alert-mail", f"address={address}")
    call(s, "sync", "--once")
    (code, _), = server.mailbox.sent()
    assert code["To"] == address and code["Auto-Submitted"] == "auto-generated", code.items()
    number = re.search(r"\d{6}", code["Subject"])[0]
    assert number in code.get_content() and number not in json.dumps(ask(s, "alert-mail"))
    refuse(s, "alert-mail", "code=" + ("000000" if number != "000000" else "000001"), says="not the code")
    now = ask(s, "alert-mail", f"code={number}", "when=always")
    assert now["address"] == address and now["when"] == "always" and not now["text"] and now["asked"] is None, now
    return s


@check("the owner is told by mail of what is urgent, at her own confirmed address, once, and her answer is nobody's lead")
def _(d):
    server = gmail()
    s = tell(d, server)
    refuse(s, "alert-mail", f"address={ADDRESS}", says="mailbox of the studio")
    refuse(s, "alert-mail", "address=nonsense", says="no mail address")
    for word in ("text=yes", "when", "colour=red"):
        refuse(s, "alert-mail", word, code=2)
    server.mailbox.arrives("I want a refund, my PIN is 4711!")
    for _ in range(3):
        call(s, "sync", "--once")
    sent = server.mailbox.sent()
    assert len(sent) == 2, [m.items() for m, _ in sent]
    told, thread = sent[1]
    assert told["To"] == "ria@private.example" and "Ana" in told["Subject"] and "4711" not in told.get_content() and told["Auto-Submitted"] == "auto-generated"
    assert alerts(s) == [("escalated", "sent"), ("code", "sent")], alerts(s)
    # Her answer, and the copies among those sent, are no conversation.
    server.mailbox.arrives("I will call her", "Ria <ria@private.example>", "Re: " + told["Subject"], "re-1@private.example", thread=thread,
                           headers=f"In-Reply-To: {told['Message-ID']}\r\nReferences: {told['Message-ID']}\r\n")
    for _ in range(2):
        call(s, "sync", "--once")
    threads = ask(s, "threads")
    assert len(threads) == 1 and len(server.mailbox.sent()) == 2, threads
    assert rows(s, "SELECT count(*) FROM contact") == [(1,)]
    assert not server.violations, server.violations


@check("cut off after such a mail was taken, it is found by its Message-ID and not sent twice")
def _(d):
    server = gmail()
    s = tell(d, server)
    server.mailbox.arrives("I want a refund!")
    server.cut = 1
    for _ in range(3):
        call(s, "sync", "--once")
    assert len(server.mailbox.sent()) == 2 and alerts(s)[0] == ("escalated", "sent"), alerts(s)
    assert not server.violations, server.violations


@check("cut off after it was taken, it is found by its Message-ID, and not sent twice")
def _(d):
    server = gmail()
    server.mailbox.arrives("Is there a class on Tuesday?")
    s, account = connect(d, server)
    ask(s, "sync", "--once")
    thread = ask(s, "threads")[0]["id"]
    draft = ask(s, "reply", thread, "--text", "Yes, at 19:00")["id"]
    ask(s, "approve", draft)
    server.cut = 1
    call(s, "sync")
    for _ in range(3):
        call(s, "sync", "--once")
    assert ask(s, "draft", draft)["state"] == "accepted", ask(s, "draft", draft)
    assert len(server.mailbox.sent()) == 1 and len(ask(s, "thread", thread)["messages"]) == 2
    assert not server.violations, server.violations


@check("the first sync goes on where it was stopped, twice the same is once, and what is no news stays quiet")
def _(d):
    server = gmail()
    now = time.time()
    for n in range(70):
        server.mailbox.arrives(f"Mail {n}", f"Person {n} <p{n}@example.com>", f"About {n}", f"p{n}@example.com", at=now - (80 - n) * DAY)
    server.mailbox.arrives("Too long ago", ident="old@example.com", at=now - 800 * DAY)
    s, account = connect(d, server)
    server.busy = 0
    asked = len(server.requests)
    process = subprocess.Popen([PROGRAM, "--data", s, "sync", "--once"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(server.requests) < asked + 40 and process.poll() is None:
        time.sleep(0.002)
    process.kill()
    process.wait()
    some = rows(s, "SELECT count(*) FROM message")[0][0]
    before = len([r for r in server.requests if "format=raw" in r[1]])
    assert some < 70 and some % 25 == 0, some
    call(s, "sync", "--once")
    assert rows(s, "SELECT count(*), count(DISTINCT remote_id) FROM message") == [(70, 70)]
    assert len([r for r in server.requests if "format=raw" in r[1]]) - before <= 70 - some
    # Only what came in the last two weeks is open.
    assert rows(s, "SELECT count(*) FROM thread WHERE state = 'open'")[0][0] < 10, rows(s, "SELECT state, count(*) FROM thread GROUP BY 1")
    # Google has forgotten: all again, without anything twice.
    ask(s, "sync", "--once")
    server.oldest_history = server.mailbox.counter + 1
    server.mailbox.arrives("New", "New <new@example.com>", "New", "new@example.com")
    server.oldest_history = server.mailbox.counter
    call(s, "sync", "--once")
    assert rows(s, "SELECT count(*), count(DISTINCT remote_id) FROM message") == [(71, 71)]
    assert not server.violations, server.violations


@check("the rest of a first sync can be left out")
def _(d):
    server = gmail()
    for n in range(60):
        server.mailbox.arrives(f"Mail {n}", f"Person {n} <p{n}@example.com>", f"About {n}", f"p{n}@example.com", at=time.time() - (80 - n) * DAY)
    s, account = connect(d, server)
    server.busy = 0
    asked = len(server.requests)
    process = subprocess.Popen([PROGRAM, "--data", s, "sync", "--once"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(server.requests) < asked + 40 and process.poll() is None:
        time.sleep(0.002)
    process.kill()
    process.wait()
    some = rows(s, "SELECT count(*) FROM message")[0][0]
    ask(s, "account", "skip", account)
    server.mailbox.arrives("New", "New <new@example.com>", "New", "new@example.com")
    call(s, "sync", "--once")
    assert 25 <= some < 60 and rows(s, "SELECT count(*) FROM message")[0][0] == some + 1, some
    refuse(s, "account", "skip", "nowhere")
    assert not server.violations, server.violations


@check("drafts, spam, chats, lists, bounces and machines are nobody to be won")
def _(d):
    server = gmail()
    quiet = {"draft": ("DRAFT",), "spam": ("SPAM",), "bin": ("TRASH",), "chat": ("CHAT",)}
    for name, labels in quiet.items():
        server.mailbox.arrives("x", f"{name} <{name}@example.com>", name, f"{name}@example.com", labels)
    machines = {"list": "List-Id: <dance.example>\r\n", "bulk": "Precedence: bulk\r\n", "auto": "Auto-Submitted: auto-replied\r\n",
                "bounce": "Return-Path: <>\r\n", "offer": "List-Unsubscribe: <mailto:x@example.com>\r\n"}
    s, account = connect(d, server)
    ask(s, "sync", "--once")
    for name, headers in machines.items():
        server.mailbox.arrives("How much is a trial class?", f"{name} <{name}@example.com>", name, f"{name}@example.com", headers=headers)
    server.mailbox.arrives("Undelivered", "Mail <mailer-daemon@mx.example>", "Undelivered", "daemon@example.com")
    server.mailbox.arrives("How much is a trial class?")
    ask(s, "account", "signature", account, "Ria\nwww.studio.example")
    ask(s, "knowledge", "add", "--question", "How much is a trial class?", "--answer", "It is free.", "--category", "prices")
    ask(s, "sync", "--once")
    assert rows(s, "SELECT name FROM contact WHERE deleted_at IS NULL") == [("Ana Pérez",)], rows(s, "SELECT name FROM contact")
    assert rows(s, "SELECT count(*) FROM message")[0][0] == len(machines) + 2
    drafts = rows(s, "SELECT t.title FROM draft d JOIN thread t ON t.id = d.thread_id")
    assert all(title == "Trial class?" for title, in drafts), drafts
    assert rows(s, "SELECT count(*) FROM thread WHERE waiting_since > 0")[0][0] == 1
    # Her proposal ends with the signature, and its link is known; a promise without a file is asked about.
    draft, text = rows(s, "SELECT id, text FROM draft WHERE state = 'proposed'")[0]
    assert "It is free." in text and text.endswith("\n\n-- \nRia\nwww.studio.example"), text
    assert ask(s, "draft", draft)["checks"] == [], ask(s, "draft", draft)["checks"]
    ask(s, "edit", draft, "--text", "Attached is the plan")
    assert "attach" in str(ask(s, "draft", draft)["checks"]), ask(s, "draft", draft)["checks"]
    refuse(s, "account", "signature", "nowhere", "x")
    assert not server.violations, server.violations


@check("a sign-in that is refused, cancelled, wrong, partial or somebody else's: each says so, and leaves nothing")
def _(d):
    server = gmail()
    s = studio(d + "/s")
    server.consent = "no"
    process, url = begin(s, *add_words(server))
    follow(url)
    result = finish(process)
    assert result.code == 1 and "sign in" in result.err.lower(), result.err
    server.consent = "yes"
    process, url = begin(s, *add_words(server))
    process.send_signal(signal.SIGINT)
    assert finish(process).code != 0
    process, url = begin(s, *add_words(server), secret="wrong")
    follow(url)
    result = finish(process)
    assert result.code == 1 and "client" in result.err, result.err
    server.address = "somebody@else.example"
    process, url = begin(s, *add_words(server))
    follow(url)
    result = finish(process)
    assert result.code == 1 and "somebody@else.example" in result.err, result.err
    assert not server.grants, "somebody else's sign-in is taken back"
    server.address = ADDRESS
    refuse(s, "account", "add", "gmail", "--client-id", CLIENT_ID, says="address")
    refuse(s, "account", "add", "gmail", "--address", ADDRESS, says="client id")
    refuse(s, "account", "add", "gmail", "--address", ADDRESS, "--client-id", CLIENT_ID, says="client secret")
    assert not accounts(s)
    server.unticked = (MODIFY,)
    process, url = begin(s, *add_words(server))
    follow(url)
    account = finish(process).json()[0]
    assert "reading mail was not allowed" in account["error"], account
    refuse(s, "account", *add_words(server), says="connected already", stdin=CLIENT_SECRET.encode())


@check("a grant that ended asks once, and a second sign-in goes on; disconnecting takes it back, without a network too")
def _(d):
    server = gmail()
    server.mailbox.arrives("Is there a class on Tuesday?")
    s, account = connect(d, server)
    ask(s, "sync", "--once")
    server.grants.clear()
    server.tokens.clear()
    before = server.refreshes
    refuse(s, "sync", account, "--once", says="sign in again")
    assert "sign in again" in accounts(s)[0]["error"].lower() and server.refreshes == before + 1
    process, url = begin(s, "sign-in", account)
    follow(url)
    assert finish(process).json()[0]["error"] is None
    server.mailbox.arrives("And on Wednesday?", ident="ana-2@example.com")
    ask(s, "sync", "--once")
    assert rows(s, "SELECT count(*) FROM message")[0][0] == 2
    assert len(server.grants) == 1
    result = call(s, "account", "remove", account)
    assert result.code == 0 and not result.err and not server.grants, result.err
    _, account = connect(d, server)
    server.shutdown()
    server.server_close()
    result = call(s, "account", "remove", account)
    assert result.code == 0 and "connected apps" in result.err and not accounts(s), result.err
    refuse(s, "account", "sign-in", account)
    assert not server.violations, server.violations


if __name__ == "__main__":
    sys.exit(main())
