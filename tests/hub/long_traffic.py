# SPDX-License-Identifier: MIT
"""For long-sync.py: customers who write through the hub, and the provider by which they are answered, in each computer's network."""
import collections
import hashlib
import hmac
import json
import os
import sqlite3
import subprocess
import sys
import threading

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(here, "..", "support")]
from fake_graph import PHONE, TOKEN, WABA

SECRET = "app-secret-for-tests"
PROVIDER_PORT = 8788
# Says each message that it took, a line of JSON.
PROVIDER = f"""
import json, sys, time
sys.path[:0] = {[os.path.join(here, "..", "support")]!r}
from fake_graph import graph
server = graph(int(sys.argv[1]))
print(server.server_port, flush=True)
said = 0
while True:
    while said < len(server.sent):
        print(json.dumps(server.sent[said][1]["text"]["body"]), flush=True)
        said += 1
    time.sleep(0.02)
"""
TELL = """
import sys, urllib.request
body = sys.stdin.buffer.read()
urllib.request.urlopen(urllib.request.Request(sys.argv[1], body, {"X-Hub-Signature-256": sys.argv[2], "Content-Type": "application/json"}), timeout=10)
"""


class Traffic:
    def __init__(self, networks, n):
        self.taken, self.told, self.processes, self.readers = collections.Counter(), 0, [], []
        places = [networks.desk(i) for i in range(n)] if networks.real else [[]]
        for place in places:
            process = subprocess.Popen([*place, sys.executable, "-c", PROVIDER, str(PROVIDER_PORT if networks.real else 0)], stdout=subprocess.PIPE)
            self.port = int(process.stdout.readline())
            self.processes.append(process)
            self.readers.append(threading.Thread(target=self.read, args=(process,), daemon=True))
            self.readers[-1].start()

    def read(self, process):
        for line in process.stdout:
            self.taken[json.loads(line)] += 1

    def end(self):
        for process, reader in zip(self.processes, self.readers):
            process.kill()
            process.wait()
            reader.join()

    def set_up(self, folder):
        """Of the hub, before it is started."""
        (folder / "hub.conf").write_text("[hub]\n[endpoint whatsapp]\n")
        (folder / "secrets").mkdir()
        for name in "secret", "verify-token":
            path = folder / "secrets" / f"whatsapp.{name}"
            path.write_text(SECRET + "\n")
            path.chmod(0o600)

    def connect(self, desk):
        """The studio's account, with its keys on that computer, and no other: what a practice account takes is nowhere."""
        for account in desk.ctl("account", "list"):
            desk.ctl("account", "remove", account["id"])
        rows = desk.ctl("account", "add", "whatsapp", f"phone_number_id={PHONE}", f"waba_id={WABA}", f"api_base=http://127.0.0.1:{self.port}", "--secret-file", "-", stdin=TOKEN.encode())
        self.account = rows[0]["id"]

    def come_here(self, desk):
        """The owner enters the keys on another computer."""
        return desk.ctl("account", "token", self.account, "--secret-file", "-", stdin=TOKEN.encode(), check=False)

    def tell(self, networks, url, at):
        """A customer writes; FALSE where the hub did not take it, and the provider would come again."""
        self.told += 1
        number, name = f"3460011122{self.told % 7}", f"Customer {self.told % 7}"
        body = json.dumps({"object": "whatsapp_business_account", "entry": [{"id": WABA, "changes": [{"field": "messages", "value": {
            "messaging_product": "whatsapp", "metadata": {"display_phone_number": "4930123456", "phone_number_id": PHONE},
            "contacts": [{"profile": {"name": name}, "wa_id": number}],
            "messages": [{"from": number, "id": f"wamid.in.{self.told}", "timestamp": str(at), "type": "text", "text": {"body": f"Question {self.told}?"}}]}}]}]}).encode()
        signed = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        done = subprocess.run([*networks.hub(), sys.executable, "-c", TELL, url + "/hook/whatsapp", signed], input=body, check=False, capture_output=True, timeout=60)
        return done.returncode == 0

    def look(self, database):
        """What is wrong. What has no account was practice; an answer that the program drafts may have the words of another one."""
        wrong = [f"“{text}” left {n} times" for text, n in self.taken.items() if n > 1 and text.startswith(("Answer", "Better"))]
        with sqlite3.connect(database) as db:
            sent = db.execute("SELECT text, state FROM draft WHERE state IN ('accepted', 'delivered', 'read') AND account_id IS NOT NULL").fetchall()
        return wrong + [f"“{text}” is {state}, and was never taken" for text, state in sent if not self.taken[text]]
