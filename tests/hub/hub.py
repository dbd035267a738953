# SPDX-License-Identifier: MIT
"""What the tests of the hub share: one in a folder of its own, providers that sign, and a desktop that pulls."""
import base64
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import random
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from postgres import drop_hub

PROGRAM = sys.argv[1]
CHECKS = []
SECRET, VERIFY, TOKEN = "app-secret-for-tests", "verify-token-for-tests", "twilio-token-for-tests"
PUBLIC = "https://hub.example.org"
CONF = """[hub]
public-url=https://hub.example.org
certificates-url={certificates}
other-servers=yes
[endpoint whatsapp]
[endpoint instagram]
[endpoint twilio]
voicemail-text=Tom & Jerry's <studio>
[endpoint asana]
[endpoint jira]
[endpoint elevenlabs]
[endpoint gmail]
push-account=push@studio.iam.gserviceaccount.com
[endpoint second]
provider=whatsapp
studio=second
"""
SITE = "https://www.salsa.example"
CHAT = f"""[chat website]
origins={SITE} http://127.0.0.1:8000
title=Salsa <Nord> & "friends"
colour=#7a3cff
[chat second-site]
studio=second
origins=https://second.example
"""


def check(name, file=False):
    """@file: of a store in a file, and not on a server (SO_HUB_TEST_SERVER, see postgres.py)."""
    def add(function):
        if not (file and os.environ.get("SO_HUB_TEST_SERVER")):
            CHECKS.append((name, function))
        return function
    return add


class Hub:
    """A hub that runs until the block ends."""
    listen = "127.0.0.1:0"

    def __init__(self, folder, certificates="http://127.0.0.1:1/", **options):
        self.folder, self.options, self.process, self.log = pathlib.Path(folder), options, None, None
        if not (self.folder / "hub.conf").exists():
            self.set_up(certificates)

    def set_up(self, certificates):
        secrets = self.folder / "secrets"
        secrets.mkdir(parents=True, exist_ok=True)
        server = os.environ.get("SO_HUB_TEST_SERVER")
        (self.folder / "hub.conf").write_text(CONF.format(certificates=certificates).replace("[hub]\n", f"[hub]\nstorage={server}\n" if server else "[hub]\n"))
        for name, text in {"whatsapp.secret": SECRET, "whatsapp.verify-token": VERIFY, "instagram.secret": SECRET, "instagram.verify-token": VERIFY,
                           "second.secret": SECRET, "second.verify-token": VERIFY, "twilio.secret": TOKEN, "jira.secret": SECRET,
                           "elevenlabs.secret": SECRET, "storage.password": os.environ.get("SO_HUB_TEST_PASSWORD", "none")}.items():
            (secrets / name).write_text(text + "\n")
            (secrets / name).chmod(0o600)

    def start(self):
        self.log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen([PROGRAM, "--data", self.folder, "--listen", self.listen], stdout=subprocess.PIPE, stderr=self.log, **self.options)
        line = self.process.stdout.readline().decode()
        assert line.startswith("listening on "), (line, (self.folder / "log").read_text())
        self.address = line.removeprefix("listening on ").strip()
        self.port = None if self.address.startswith("unix:") else int(self.address.rsplit(":", 1)[1])
        return self

    def connect(self, timeout=60):
        """A connection to it, for one request after the other."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def stop(self):
        self.process.terminate()
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.log.close()
        self.process = None
        return code

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, value, trace):
        if self.process:
            code = self.stop()
            assert kind or code == 0, code

    def call(self, *words, code=0):
        done = subprocess.run([PROGRAM, "--data", self.folder, *words], capture_output=True, timeout=60, check=False)
        assert done.returncode == code, (words, done)
        return (done.stdout if code == 0 else done.stderr).decode().strip()

    def ask(self, method, path, body=None, headers=None, timeout=60):
        """(status, headers, body) of one request on a connection of its own."""
        line = self.connect(timeout)
        try:
            line.request(method, path, body, headers or {})
            answer = line.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            line.close()

    def pair(self, name="Desk", studio="default"):
        status, _, body = self.ask("POST", "/v1/pair", json.dumps({"code": self.call("--pair", "--studio", studio), "name": name}))
        assert status == 200, body
        return Desk(self, json.loads(body))


class ChatHub(Hub):
    def set_up(self, certificates):
        super().set_up(certificates)
        with open(self.folder / "hub.conf", "a") as file:
            file.write(CHAT)

    def say(self, what, body, token=None, origin=SITE, address="198.51.100.7", chat="website", method="POST", **headers):
        """(status, answer) of a visitor's page."""
        headers.update({"Content-Type": "application/json", "X-Forwarded-For": address})
        if origin:
            headers["Origin"] = origin
        if token:
            headers["Authorization"] = "Bearer " + token
        status, got, answer = self.ask(method, f"/chat/{chat}/{what}", body if isinstance(body, str) else json.dumps(body), headers)
        self.headers = got
        return status, json.loads(answer) if answer[:1] == b"{" else answer

    def visit(self, address="198.51.100.7"):
        status, answer = self.say("visit", {}, address=address)
        assert status == 200, answer
        return answer["token"]

    def write(self, token, number, text="Is there a class on Tuesday?", **options):
        return self.say("message", {"id": f"message-{number:04}", "text": text, "page": SITE + "/prices"}, token, **options)


class Sender(threading.Thread):
    """Sends requests one after the other, each until one of the hubs answers it with 200, some twice."""

    def __init__(self, hubs, first, end):
        super().__init__(daemon=True)
        self.hubs, self.number, self.end, self.acked, self.tries, self.line = hubs, first, end, [], 0, None

    def send(self, hub, body):
        try:
            self.line = self.line or hub.connect(40)
            self.line.request("POST", "/hook/whatsapp", body, meta(body))
            answer = self.line.getresponse()
            answer.read()
            if answer.status == 200:
                return True
        except (OSError, http.client.HTTPException):
            pass
        self.line = None
        time.sleep(0.01)
        return False

    def run(self):
        draw = random.Random(self.number)
        while not self.end.is_set():
            body = whatsapp(self.number)
            self.number += 1
            for _ in range(2 if draw.random() < 0.05 else 1):
                while not self.send(draw.choice(self.hubs), body):
                    self.tries += 1
                    if self.end.is_set():
                        return
            self.acked.append(body)


class Desk:
    """A paired computer. What it has done is in @done: event id → body, each once."""

    def __init__(self, hub, answer):
        self.hub, self.answer, self.key, self.cursor, self.done = hub, answer, answer["key"], 0, {}

    def ask(self, method, path, body=None, **options):
        status, _, answer = self.hub.ask(method, path, None if body is None else json.dumps(body), {"Authorization": "Bearer " + self.key}, **options)
        return status, json.loads(answer) if answer[:1] == b"{" else answer

    def pull(self, limit=100, wait=0):
        status, page = self.ask("GET", f"/v1/events?after={self.cursor}&limit={limit}&wait={wait}")
        assert status == 200, (status, page)
        for event in page["events"]:
            assert event["seq"] > self.cursor, (event["seq"], self.cursor)
            self.done.setdefault(event["id"], base64.b64decode(event["body"]) if "body" in event else self.body(event["seq"]))
            self.cursor = event["seq"]
        return page

    def body(self, seq):
        return self.hub.ask("GET", f"/v1/events/{seq}", headers={"Authorization": "Bearer " + self.key})[2]

    def pull_all(self):
        while self.pull(500)["events"]:
            pass
        if self.cursor:
            assert self.ask("POST", "/v1/ack", {"seq": self.cursor})[0] == 204
        return self


def meta(body, secret=SECRET, name="X-Hub-Signature-256"):
    return {name: "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest(), "Content-Type": "application/json"}


def twilio(path, fields, token=TOKEN):
    """The body and its headers."""
    text = PUBLIC + path + "".join(name + fields[name] for name in sorted(fields))
    signature = base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()
    body = "&".join(f"{name}={''.join('%%%02X' % byte for byte in value.encode())}" for name, value in fields.items())
    return body, {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded"}


def whatsapp(number):
    return json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
        "messages": [{"from": "491700000", "id": f"wamid.{number}", "timestamp": "1763700000", "type": "text", "text": {"body": "Hola " + "x" * 900}}]}}]}]}).encode()


def main(fresh=None):
    """@fresh is called before each check."""
    if os.environ.get("SO_HUB_TEST_SERVER") and not fresh:
        fresh = drop_hub
    print(f"1..{len(CHECKS)}")
    failed = 0
    for i, (name, function) in enumerate(CHECKS, 1):
        with tempfile.TemporaryDirectory(prefix="hub-test-") as folder:
            try:
                if fresh:
                    fresh()
                function(folder)
                print(f"ok {i} {name}", flush=True)
            except Exception as error:  # noqa: BLE001
                failed += 1
                import traceback
                print("# " + "".join(traceback.format_exc()).replace("\n", "\n# "))
                log = pathlib.Path(folder) / "log"
                print("# " + (log.read_text()[-2000:] if log.exists() else "").replace("\n", "\n# "))
                print(f"not ok {i} {name}: {error!r}"[:500].replace("\n", " "), flush=True)
    sys.exit(failed > 0)
