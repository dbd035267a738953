# SPDX-License-Identifier: MIT
"""What customers send while the studio's computer is off: the hub fetches it before the link dies, once, whatever happens to it in the middle, and the
computer has it afterwards."""
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import fake_media  # noqa: E402
from hub import Hub, check, hashlib, json, main, meta, subprocess, time, twilio  # noqa: E402

PARCEL = sys.argv[2]
MB = 1024 * 1024


def until(what, seconds=120, say=lambda: ""):
    """Waits for the thing itself; @seconds are for a machine that hardly moves."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, f"it did not come: {say()}"
        time.sleep(0.05)


def hand_over(desk, account):
    status, answer = desk.ask("POST", "/v1/senders", account)
    assert status == 200, answer


def tell(hub, body, endpoint="whatsapp"):
    status = hub.ask("POST", f"/hook/{endpoint}", body, meta(body))[0]
    assert status == 200, status


def add(provider, name, size=5000, kind="image/jpeg"):
    provider.files[name] = (os.urandom(size), kind)
    return name


def parcel(desk, what, *words):
    done = subprocess.run([PARCEL, what, f"http://127.0.0.1:{desk.hub.port}", desk.key, *words], capture_output=True, text=True, timeout=300, check=False)
    return done.stdout.splitlines()[-1]


def find(desk, account, remote):
    said = parcel(desk, "find", account, remote)
    assert said.startswith("done"), said
    return said[5:]


def numbers(hub):
    text = hub.ask("GET", "/metrics")[2].decode()
    return tuple(int(next(line.split()[1] for line in text.splitlines() if line.startswith(f"studio_os_hub_media_{name} "))) for name in ("waiting", "fetched", "lost"))


def assert_has(desk, account, remote, provider, name, path):
    sha256 = find(desk, account, remote)
    data, kind = provider.files[name]
    assert sha256 == hashlib.sha256(data).hexdigest(), (name, sha256)
    assert parcel(desk, "get", sha256, path) == f"done {kind}"
    assert pathlib.Path(path).read_bytes() == data
    os.unlink(path)


@check("pictures of WhatsApp, Instagram and SMS are there after their links died, once each, and for this studio alone")
def _(d):
    provider = fake_media.media()
    with Hub(d) as hub:
        desk, stranger = hub.pair(), hub.pair("Other", "second")
        all_of = fake_media.accounts(provider)
        for account in all_of.values():
            hand_over(desk, account)
        wa, ig, one, two = (add(provider, name) for name in ("55", "photo-1", "ME1", "ME2"))
        message = "SM" + "1" * 32
        provider.lists[message] = [one, two]
        for _ in range(2):
            tell(hub, fake_media.whatsapp(wa))
        tell(hub, fake_media.instagram(provider, ig), "instagram")
        body, headers = twilio("/hook/twilio/sms", {"MessageSid": message, "AccountSid": fake_media.SID, "From": "+34611222333", "To": fake_media.NUMBER,
                                                    "Body": "", "NumMedia": "2", "MediaUrl0": "https://example.org/ME1"})
        assert hub.ask("POST", "/hook/twilio/sms", body, headers)[0] == 200
        until(lambda: numbers(hub) == (0, 4, 0))
        provider.dead |= {wa, ig, one, two}
        for account, remote, name in [("whatsapp", "55", wa), ("instagram", f"{provider.url}/cdn/{ig}", ig), ("sms", message + "/0", one), ("sms", message + "/1", two)]:
            assert_has(desk, all_of[account]["id"], remote, provider, name, f"{d}/got")
            assert find(stranger, all_of[account]["id"], remote) == ""
        assert sorted(provider.given) == sorted([wa, ig, one, two]), provider.given
        assert find(desk, all_of["instagram"]["id"], "55") == ""
        assert stranger.ask("GET", "/v1/files/" + hashlib.sha256(provider.files[wa][0]).hexdigest())[0] == 404


@check("an account that was not handed over is left alone; one that is gets what came a moment before; one that is taken back does not")
def _(d):
    provider = fake_media.media()
    with Hub(d) as hub:
        desk, stranger = hub.pair(), hub.pair("Other", "second")
        account = fake_media.accounts(provider)["whatsapp"]
        first, second, third = (add(provider, name) for name in ("1", "2", "3"))
        tell(hub, fake_media.whatsapp(first))
        hand_over(stranger, account)
        time.sleep(1)
        assert not provider.given and numbers(hub) == (0, 0, 0), "another studio's account has nothing of this one's"
        hand_over(desk, account)
        tell(hub, fake_media.whatsapp(second))
        tell(hub, fake_media.whatsapp("9", phone="another"))
        tell(hub, b'{"object":"whatsapp_business_account","entry":[{"id":"w1","changes":[{"field":"messages","value":7}]}]}')
        until(lambda: numbers(hub)[1] == 2)
        assert sorted(provider.given) == [first, second]
        assert desk.ask("POST", "/v1/senders/take-back", {"id": account["id"]})[0] == 200
        tell(hub, fake_media.whatsapp(third))
        time.sleep(1)
        assert sorted(provider.given) == [first, second]
        assert_has(desk, account["id"], second, provider, second, f"{d}/got")


@check("a provider in trouble is asked again, a dead link is not, a damaged or much too large file holds up nothing")
def _(d):
    provider = fake_media.media()
    hub = Hub(d)
    conf = pathlib.Path(d) / "hub.conf"
    conf.write_text(conf.read_text().replace("[hub]\n", "[hub]\nfiles-mb=3\n", 1))
    with hub:
        desk, account = hub.pair(), fake_media.accounts(provider)["whatsapp"]
        hand_over(desk, account)
        trouble, dead, large, empty, good = (add(provider, name) for name in ("1", "2", "3", "4", "5"))
        provider.trouble[trouble] = 2
        provider.dead.add(dead)
        add(provider, large, 4 * MB)
        for name in (large, dead, trouble, good):
            tell(hub, fake_media.whatsapp(name))
        tell(hub, fake_media.whatsapp(empty, sha256=hashlib.sha256(b"other").hexdigest()))
        until(lambda: find(desk, account["id"], trouble) and find(desk, account["id"], good) and numbers(hub) == (2, 2, 1))
        assert find(desk, account["id"], large) == "" and find(desk, account["id"], f"{empty} {hashlib.sha256(b'other').hexdigest()}") == ""
        assert_has(desk, account["id"], trouble, provider, trouble, f"{d}/got")
        # The damaged file is fetched again and again: between two times nothing is left beside the database.
        until(lambda: not list((pathlib.Path(d) / "fetching").iterdir()))
    assert fake_media.TOKEN not in (pathlib.Path(d) / "log").read_text()


@check("a token that is refused costs nothing: with the next one what waited is fetched")
def _(d):
    provider = fake_media.media()
    with Hub(d) as hub:
        desk, account = hub.pair(), fake_media.accounts(provider)["whatsapp"]
        hand_over(desk, dict(account, secrets={"token": "an-old-one"}))
        name = add(provider, "1")
        tell(hub, fake_media.whatsapp(name))
        until(lambda: "could not be fetched" in (pathlib.Path(d) / "log").read_text())
        assert numbers(hub) == (1, 0, 0) and not provider.given
        hand_over(desk, account)
        tell(hub, fake_media.whatsapp(add(provider, "2")))
        until(lambda: numbers(hub) == (0, 2, 0))
        assert_has(desk, account["id"], name, provider, name, f"{d}/got")


@check("kill -9 of the hub in the middle of a fetch, again and again: it goes on, and the file is right and there once")
def _(d):
    provider = fake_media.media()
    hub = Hub(d).start()
    desk, account = hub.pair(), fake_media.accounts(provider)["whatsapp"]
    hand_over(desk, account)
    name = add(provider, "77", 6 * MB, "video/mp4")
    provider.pause = 0.02
    tell(hub, fake_media.whatsapp(name))
    for n in range(4):
        until(lambda: len(provider.given) > n)
        time.sleep(0.1 * n)
        if n == 1:
            tell(hub, fake_media.whatsapp(add(provider, "78")))
        hub.kill()
        # Whoever shares a database waits until the one that was killed is taken for dead.
        if os.environ.get("SO_HUB_TEST_SERVER"):
            free()
        hub.start()
    provider.pause = 0
    until(lambda: numbers(hub) == (0, 2, 0), say=lambda: (numbers(hub), provider.given))
    provider.dead |= {name, "78"}
    assert_has(desk, account["id"], name, provider, name, f"{d}/got")
    assert_has(desk, account["id"], "78", provider, "78", f"{d}/got")
    assert not list((pathlib.Path(d) / "fetching").iterdir())
    hub.kill()
    hub.start()
    assert_has(desk, account["id"], name, provider, name, f"{d}/got")
    hub.stop()


def free():
    """As if two minutes were over."""
    from postgres import PASSWORD, programs
    done = subprocess.run([programs() / "psql", "-d", os.environ["SO_HUB_TEST_SERVER"], "-XAtqc", "UPDATE studio_os_hub.hub_media SET until = 0 WHERE state = 0"],
                          capture_output=True, check=False, cwd="/", env={**os.environ, "PGPASSWORD": PASSWORD})
    assert done.returncode == 0, done.stderr.decode()


@check("a hub that is stopped in the middle of a fetch ends at once, and the next one goes on")
def _(d):
    provider = fake_media.media()
    hub = Hub(d).start()
    desk, account = hub.pair(), fake_media.accounts(provider)["whatsapp"]
    hand_over(desk, account)
    name = add(provider, "77", 6 * MB)
    provider.pause = 600
    tell(hub, fake_media.whatsapp(name))
    until(lambda: provider.given)
    began = time.monotonic()
    assert hub.stop() == 0
    assert time.monotonic() - began < 30
    provider.pause = 0
    provider.slow.set()
    hub.start()
    until(lambda: numbers(hub) == (0, 1, 0))
    assert_has(desk, account["id"], name, provider, name, f"{d}/got")
    hub.stop()


if __name__ == "__main__":
    main()
