# SPDX-License-Identifier: MIT
"""Requests signed by somebody else's code, Twilio's by their own SDK: all genuine ones are kept, no other one is.
Where STUDIO_OS_PEERS is not set up there is nothing to try."""
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from hub import PUBLIC, SECRET, TOKEN, Hub, check, json, main, whatsapp  # noqa: E402

PEERS = os.environ.get("STUDIO_OS_PEERS")
GENUINE = int(os.environ.get("SO_HUB_GENUINE", "1000"))


def send(provider, url, secret, *words):
    """How many deliveries went as they should: taken where they are genuine, refused where they are not."""
    # Into a file: what is still in a pipe when Node exits is lost.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run([f"{PEERS}/node_modules/node/bin/node", f"{PEERS}/webhooks/send.mjs", provider, url, secret, *map(str, words)], cwd=PEERS,
                              stdout=said, stderr=subprocess.STDOUT, timeout=300, check=False)
        said.seek(0)
        text = said.read()
    assert done.returncode == 0 and "BAD" not in text, (provider, text[-500:])
    return sum(line.startswith("ok") for line in text.splitlines())


def files(d, prefix, bodies):
    paths = []
    for n, body in enumerate(bodies):
        paths.append(pathlib.Path(d) / f"{prefix}{n}.json")
        paths[-1].write_bytes(body)
    return paths


@check(f"{GENUINE} genuine ones of each of Meta and Twilio; others, changed ones, unsigned ones, in pieces")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        url = f"http://127.0.0.1:{hub.port}/hook"
        bodies = [whatsapp(n) for n in range(GENUINE)]
        lines = pathlib.Path(d) / "many.jsonl"
        lines.write_bytes(b"\n".join(bodies))
        assert send("meta", url + "/whatsapp", SECRET, lines) == GENUINE
        forms = [urllib.parse.urlencode({"MessageSid": f"SM{n}", "Body": f"Caf\u00e9 & \U0001f600 +{n} %", "From": "+4917000000", "Empty": ""}).encode() for n in range(GENUINE)]
        sheet = pathlib.Path(d) / "forms.txt"
        sheet.write_bytes(b"\n".join(forms) + b"\n")
        sms = ["twilio", url + "/twilio/sms", TOKEN, sheet, "--public-url", PUBLIC + "/hook/twilio/sms"]
        assert send(*sms) == GENUINE
        other = files(d, "other", [b'{"issue":{"key":"A-1"}}', b'{"type":"post_call_transcription","data":{}}'])
        assert send("jira", url + "/jira", SECRET, *other) == 2
        assert send("elevenlabs", url + "/elevenlabs", SECRET, *other) == 2
        few = files(d, "few", [whatsapp(GENUINE + n) for n in range(20)])
        assert send("meta", url + "/instagram", SECRET, *few, "--split", 301) == 20
        assert send("meta", url + "/whatsapp", SECRET, *few, "--tamper") == 20
        assert send("meta", url + "/whatsapp", SECRET, *few, "--nosig") == 20
        assert send(*sms, "--tamper") == GENUINE
        assert send("meta", url + "/whatsapp", SECRET, few[0], "--times", 50, "--parallel") == 50
        desk.pull_all()
        kept = list(desk.done.values())
        assert len(kept) == 2 * GENUINE + 2 + 2 + 20 + 1 == len(set(kept)) + 2 + 1, len(kept)
        assert set(bodies) <= set(kept) and set(forms) <= set(kept)
        numbers = {e["name"]: e for e in json.loads(hub.ask("GET", "/health")[2])["endpoints"]}
        assert (numbers["whatsapp"]["forged"], numbers["twilio"]["forged"]) == (40, GENUINE), numbers


if __name__ == "__main__":
    if PEERS and (pathlib.Path(PEERS) / "node_modules/node/bin/node").exists():
        main()
    else:
        print("1..0 # SKIP STUDIO_OS_PEERS is not set up")
