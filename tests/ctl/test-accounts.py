#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An SMS account from adding to removing, against a Twilio that is played here, with a real key ring: what comes in is stored, what
is approved leaves once, and the token is nowhere but in the key ring. Prints TAP.

    test-accounts.py STUDIOCTL"""
import base64
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from fake_twilio import CANARY, SID, twilio
from studioctl import ask, call, check, main, refuse, studio

def connect(d, server):
    s = studio(d + "/s")
    ask(s, "hours", "quiet", "off")     # whenever this runs
    for account in ask(s, "account", "list"):
        ask(s, "account", "remove", account["id"])
    added = ask(s, "account", "add", "sms", "--api-base", f"http://127.0.0.1:{server.server_port}", "--secret-file", "-", f"sid={SID}",
                "from=+4930123456", "name=Studio SMS", stdin=CANARY.encode() + b"\n")
    return s, added[0]["id"]


def everything(folder):
    for root, _, files in os.walk(folder):
        for name in files:
            with open(os.path.join(root, name), "rb") as file:
                yield os.path.join(root, name), file.read()


@check("what comes in is stored once, what is approved leaves once, and the token is nowhere")
def _(d):
    server = twilio()
    s, account = connect(d, server)
    assert ask(s, "account", "check", account)[0]["error"] is None
    env = {"G_MESSAGES_DEBUG": "all"}
    logs = []
    for _ in range(2):
        result = call(s, "sync", "--once", env=env)
        assert result.code == 0, result.err
        logs.append(result.err)
    threads = ask(s, "threads")
    assert len(threads) == 1 and threads[0]["messages"] == 1, threads
    draft = ask(s, "reply", threads[0]["id"], "--text", "Yes, at 19:00 – see you!")["id"]
    ask(s, "approve", draft)
    result = call(s, "sync", env=env)
    logs.append(result.err)
    assert result.code == 0, result.err
    sent = [m for m in server.messages if m["direction"] != "inbound"]
    assert [(m["to"], m["body"]) for m in sent] == [("+4915112345678", "Yes, at 19:00 – see you!")], sent
    logs.append(call(s, "sync", "--once", env=env).err)
    assert ask(s, "draft", draft)["state"] == "delivered"
    thread = ask(s, "thread", threads[0]["id"])
    assert [m["state"] for m in thread["messages"]] == ["received", "delivered"], thread["messages"]
    coded = base64.b64encode(f"{SID}:{CANARY}".encode())
    for path, content in everything(d):
        assert CANARY.encode() not in content and coded not in content, path
    for log in logs:
        assert CANARY not in log and coded.decode() not in log


@check("cut off after it was taken, it is found again, and not sent twice")
def _(d):
    server = twilio()
    s, account = connect(d, server)
    ask(s, "sync", "--once")
    thread = ask(s, "threads")[0]["id"]
    draft = ask(s, "reply", thread, "--text", "Yes, at 19:00")["id"]
    ask(s, "approve", draft)
    server.cut = True
    call(s, "sync")
    for _ in range(3):
        call(s, "sync", "--once")
    assert ask(s, "draft", draft)["state"] in ("accepted", "delivered")
    assert len([m for m in server.messages if m["direction"] != "inbound"]) == 1
    assert len(ask(s, "thread", thread)["messages"]) == 2


@check("a wrong token, a busy provider, a missing setting: each says what to do")
def _(d):
    server = twilio()
    s, account = connect(d, server)
    server.token = "another"
    refuse(s, "account", "check", account, says="token")
    refuse(s, "sync", account, "--once", says="token")
    assert "token" in ask(s, "account", "list")[0]["error"]
    server.token = CANARY
    ask(s, "sync", "--once")
    assert ask(s, "account", "list")[0]["error"] is None
    server.shutdown()
    server.server_close()
    refuse(s, "sync", account, "--once", says="127.0.0.1")
    refuse(s, "account", "add", "sms", f"sid={SID}", "from=+49301", says="token")
    refuse(s, "account", "add", "sms", "from=+49301", "--secret-file", "-", stdin=b"x", says="sid")
    refuse(s, "account", "add", "sms", f"sid={SID}", "from=+49301", "--secret-file", d + "/nowhere")
    refuse(s, "account", "add", "sms", f"sid={SID}", "from=+49301", "--api-base", "http://example.com", "--secret-file", "-", stdin=b"x", says="https")
    assert len(ask(s, "account", "list")) == 1
    assert ask(s, "account", "remove", account) == []


if __name__ == "__main__":
    sys.exit(main())
