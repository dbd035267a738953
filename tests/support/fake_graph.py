# SPDX-License-Identifier: MIT
"""Meta's Graph API for one WhatsApp number, as far as the tests need it, and strict: a wrong token, an old version, a member that
does not belong there, a template that is not known or has another number of gaps are refused as Meta refuses them."""
import http.server
import json
import re
import socket
import sqlite3
import threading
import time
import urllib.parse

TOKEN = "canary-4711-graph"
WABA, PHONE, PHONE_2 = "880088", "770077", "770078"
VERSION = "v26.0"
PAGE = 2   # templates of a page, so that there are some


def template(name, text, status="APPROVED", language="en", category="UTILITY", reason="NONE", extra=(), **example):
    body = {"type": "BODY", "text": text}
    if example:
        body["example"] = example
    return {"name": name, "language": language, "status": status, "category": category, "rejected_reason": reason, "id": str(abs(hash(name)) % 10 ** 12),
            "components": [*extra, body]}


TEMPLATES = [
    template("class_reminder", "Hi {{1}}, your class {{2}} begins at {{3}}. See you there!", body_text=[["Ana", "Salsa", "19:00"]],
             extra=[{"type": "HEADER", "format": "TEXT", "text": "See you soon"}]),
    template("trial_named", "Hello {{first_name}}! A trial lesson at {{studio}} is free. Shall we keep a place for you?"),
    template("summer_sale", "Everything must go!", status="REJECTED", category="MARKETING", reason="PROMOTIONAL"),
    template("new_prices", "Our prices change in {{1}}.", status="PENDING"),
    template("with_picture", "Look, {{1}}!", extra=[{"type": "HEADER", "format": "IMAGE"}]),
]


def gaps(text):
    return len(set(re.findall(r"\{\{\s*(\w+)\s*\}\}", text)))


class Graph(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def refuse(self, code, message, status=400):
        self.server.refused.append((code, message))
        self.answer(status, {"error": {"message": f"(#{code}) {message}", "type": "OAuthException", "code": code, "fbtrace_id": "T",
                                       "error_data": {"messaging_product": "whatsapp", "details": message}}})

    def split(self):
        """What is asked for after the version, or None where it was answered already."""
        url = urllib.parse.urlsplit(self.path)
        parts = url.path.strip("/").split("/")
        if self.headers.get("Authorization") != "Bearer " + self.server.token:
            self.refuse(190, "Invalid OAuth access token", 401)
        elif parts[0] != VERSION:
            self.refuse(2635, "You are calling a deprecated version")
        else:
            return parts[1:], dict(urllib.parse.parse_qsl(url.query))
        return None

    def do_GET(self):
        asked = self.split()
        if not asked:
            return
        parts, query = asked
        if parts == [WABA, "message_templates"]:
            self.server.asked += 1
            at, url = int(query.get("after", "0")), f"http://{self.headers['Host']}/{VERSION}/{WABA}/message_templates"
            page = self.server.templates[at:at + PAGE]
            paging = {"cursors": {"before": str(at), "after": str(at + PAGE)}}
            if at + PAGE < len(self.server.templates):
                paging["next"] = f"{url}?after={at + PAGE}&access_token={TOKEN}"
            self.answer(200, {"data": page, "paging": paging})
        elif parts in ([PHONE], [PHONE_2]):
            self.answer(200, {"id": parts[0], "display_phone_number": "+49 30 123456", "verified_name": "Salsa Nord"})
        elif parts == [WABA, "subscribed_apps"]:
            self.answer(200, {"data": [{"whatsapp_business_api_data": {"id": "1", "name": "app"}}]})
        else:
            self.refuse(100, "Unsupported get request")

    def find(self, message):
        return next((t for t in self.server.templates if (t["name"], t["language"]) == (message["name"], message["language"]["code"])), None)

    def fault(self, message):
        """(code, words) of what is wrong with it, or None."""
        allowed = {"messaging_product", "recipient_type", "to", "recipient", "type", "biz_opaque_callback_data", "context", "text", "template", "image", "document"}
        if message.get("messaging_product") != "whatsapp" or message.get("type") not in ("text", "template", "image", "document"):
            return 100, "messaging_product and type"
        if set(message) - allowed or message["type"] not in message or not re.fullmatch(r"\d{6,15}", message.get("to", "")):
            return 100, f"members {sorted(message)}"
        if message["type"] == "text":
            return None if message["text"].get("body") else (131009, "empty text")
        if message["type"] != "template":
            known = {f"media-{n + 1}" for n in range(len(self.server.media))}
            return None if message[message["type"]].get("id") in known else (131053, "media upload error")
        known = self.find(message["template"])
        if not known or known["status"] != "APPROVED":
            return 132001, "template does not exist in the translation"
        parts = {c["type"]: c.get("parameters", []) for c in message["template"].get("components", [])}
        if len(parts.get("body", [])) != gaps(known["components"][-1]["text"]):
            return 132000, "number of parameters does not match"
        for one in parts.get("body", []):
            if set(one) - {"type", "text", "parameter_name"} or one["type"] != "text" or re.search(r"[\n\t]| {5}", one["text"]) or not one["text"]:
                return 132018, "parameter"
        return None

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        asked = self.split()
        if not asked:
            return
        parts, _ = asked
        if len(parts) == 2 and parts[1] == "media" and self.headers.get("Content-Type", "").startswith("multipart/form-data"):
            self.server.media.append(body)
            self.answer(200, {"id": f"media-{len(self.server.media)}"})
            return
        if len(parts) != 2 or parts[0] not in (PHONE, PHONE_2) or parts[1] != "messages" or self.headers.get("Content-Type") != "application/json":
            self.refuse(100, "Unsupported post request")
            return
        message = json.loads(body)
        wrong = self.fault(message)
        if wrong:
            self.refuse(*wrong)
            return
        fate = self.server.fates.pop(0) if self.server.fates else "ok"
        if fate == "retry":
            self.refuse(130429, "Rate limit hit", 429)
            return
        if fate == "refuse":
            self.refuse(131026, "Message undeliverable")
            return
        if fate != "never":
            self.server.sent.append((parts[0], message))
        self.server.taken += fate != "never"
        if fate == "hold":
            self.server.at_it.set()
            self.server.held.wait(60)
        if fate in ("lost", "never"):
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        wa_id = self.server.aliases.get(message["to"], message["to"])
        self.answer(200, {"messaging_product": "whatsapp", "contacts": [{"input": message["to"], "wa_id": wa_id}],
                          "messages": [{"id": f"wamid.{self.server.taken}"}]})


def graph(port=0):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Graph)
    server.handle_error = lambda *_: None    # who asked has gone
    server.token, server.templates, server.aliases = TOKEN, [dict(t) for t in TEMPLATES], {}
    server.media = []
    server.sent, server.refused, server.asked, server.taken = [], [], 0, 0
    # What becomes of the next messages: "ok", "refuse", "retry", "lost" (taken, and never answered), "never" (neither taken nor answered),
    # "hold" (taken, and answered when @held is set; @at_it says that it came).
    server.fates, server.held, server.at_it = [], threading.Event(), threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def conversation(database, account, name="Ana Lopez", number="+34600111222", text="Is there salsa on Tuesday?", hours_ago=30, serial=[0]):
    """A customer's message of some hours ago on that account, as the hub would have brought it: the id of its conversation."""
    serial[0] += 1
    mark = f"{serial[0]:012d}"
    at = int((time.time() - hours_ago * 3600) * 1000)
    contact, thread = f"00000000-0000-7000-8001-{mark}", f"00000000-0000-7000-8002-{mark}"
    with sqlite3.connect(database, timeout=20) as db:
        db.execute("INSERT INTO contact (id, name, sort, source, created_at, updated_at) VALUES (?, ?, ?, 'whatsapp', ?, ?)", (contact, name, name.lower(), at, at))
        db.execute("INSERT INTO identity (id, contact_id, kind, value, normal, name, created_at) VALUES (?, ?, 'phone', ?, ?, ?, ?)",
                   (f"00000000-0000-7000-8003-{mark}", contact, number, number, name, at))
        db.execute("INSERT INTO thread (id, account_id, channel, remote_key, contact_id, state, created_at, last_at, snippet, messages, unread, last_inbound_at,"
                   " waiting_since, told_at) VALUES (?, ?, 'whatsapp', ?, ?, 'open', ?, ?, ?, 1, 1, ?, ?, ?)",
                   (thread, account, number.lstrip("+"), contact, at, at, text, at, at, at))
        db.execute("INSERT INTO message (id, thread_id, contact_id, remote_id, direction, sent_at, sender, text, state, account_id, created_at)"
                   " VALUES (?, ?, ?, ?, 'inbound', ?, ?, ?, 'received', ?, ?)",
                   (f"00000000-0000-7000-8004-{mark}", thread, contact, f"wamid.in.{mark}", at, name, text, account, at))
    db.close()
    return thread
