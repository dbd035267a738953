#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A customer sends a picture while the studio's computers are off, and its link dies before one of them is on: they have it all the same, from the real
hub. Prints TAP.

    test-hub-media.py STUDIOCTL STUDIO-OS-HUB"""
import hashlib
import os
import pathlib
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(here, "..", "support"), os.path.join(here, "..", "hub")]
import fake_media
from studioctl import ask, check, main, studio
sys.argv[1:] = sys.argv[2:]       # the next module's program
from hub import Hub, meta


def join(d, hub, provider, name):
    s = studio(f"{d}/{name}")
    for account in ask(s, "account", "list"):
        ask(s, "account", "remove", account["id"])
    base = f"api_base={provider.url}"
    ask(s, "account", "add", "whatsapp", f"phone_number_id={fake_media.PHONE}", "waba_id=w1", base, "--secret-file", "-", stdin=fake_media.TOKEN.encode())
    ask(s, "account", "add", "instagram", f"user_id={fake_media.PAGE}", base, "--secret-file", "-", stdin=fake_media.TOKEN.encode())
    ask(s, "hub", "pair", f"http://127.0.0.1:{hub.port}", hub.call("--pair").split()[-1], "--name", name)
    return s


def tell(hub, body, endpoint):
    assert hub.ask("POST", f"/hook/{endpoint}", body, meta(body))[0] == 200


def numbers(hub):
    """Of files: waiting, fetched, lost."""
    text = hub.ask("GET", "/metrics")[2].decode()
    return [int(line.split()[1]) for line in text.splitlines() if line.startswith("studio_os_hub_media_")]


def until(what, seconds=60):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def pictures(s):
    return {p["sha256"]: p.get("mime") for t in ask(s, "threads") for m in ask(s, "thread", t["id"])["messages"] for p in m["parts"] if p.get("sha256")}


def take_in(s):
    ask(s, "hub", "sync")
    ask(s, "sync")


@check("two computers that come on late have pictures of WhatsApp and Instagram whose links are dead, but not what even the hub came too late for")
def _(d):
    provider = fake_media.media()
    with Hub(d + "/hub") as hub:
        desk, office, phone = join(d, hub, provider, "Desk"), join(d, hub, provider, "Office"), hub.pair("Phone")
        for account in fake_media.accounts(provider).values():
            assert phone.ask("POST", "/v1/senders", account)[0] == 200
        for name in "55", "photo-1":
            provider.files[name] = (os.urandom(2_500_000), "image/jpeg")
        tell(hub, fake_media.whatsapp("55"), "whatsapp")
        tell(hub, fake_media.instagram(provider, "photo-1"), "instagram")
        until(lambda: numbers(hub) == [0, 2, 0])
        # Here the hour is over in which Meta gives them out; and one more is too late even for the hub.
        provider.dead |= {"55", "photo-1"}
        tell(hub, fake_media.whatsapp("56"), "whatsapp")
        until(lambda: numbers(hub) == [0, 2, 1])
        wanted = {hashlib.sha256(data).hexdigest() for data, _ in provider.files.values()}
        for s in desk, office:
            take_in(s)
            assert set(pictures(s)) == wanted, pictures(s)
            for name, (data, _) in ((n, provider.files[n]) for n in ("55", "photo-1")):
                sha256 = hashlib.sha256(data).hexdigest()
                assert next(pathlib.Path(s).glob(f"files/**/{sha256}*")).read_bytes() == data, name
            take_in(s)
            assert set(pictures(s)) == wanted
        assert sorted(provider.given) == ["55", "photo-1"], "each left the provider once, and to the hub"


main()
