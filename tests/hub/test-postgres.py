# SPDX-License-Identifier: MIT
"""Several hubs on one PostgreSQL server: any of them may be killed, and the server too. What was acknowledged is there, and once."""
import os
import pathlib
import random
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import fake_media  # noqa: E402
from hub import CONF, Hub, Sender, base64, check, hashlib, http, json, main, meta, subprocess, threading, time, whatsapp  # noqa: E402
from postgres import PASSWORD, Missing, Postgres  # noqa: E402

SECONDS = int(os.environ.get("SO_HUB_CHAOS_SECONDS", "8"))
SERVER = None


def post(hub, number):
    return hub.ask("POST", "/hook/whatsapp", whatsapp(number), meta(whatsapp(number)))[0]


def until(what, seconds=60):
    """Waits for the thing itself; @seconds are for a machine that hardly moves."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def start(hub):
    """As systemd does: again, while the server is not there."""
    while True:
        try:
            return hub.start()
        except AssertionError:
            hub.process.wait()
            hub.log.close()
            time.sleep(0.2)


@check("three hubs that start at once on an empty database; who waits at one hears what another stored")
def _(d):
    hubs = [Hub(f"{d}/{n}") for n in range(3)]
    threads = [threading.Thread(target=hub.start) for hub in hubs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    desk, page = hubs[1].pair(), {}
    thread = threading.Thread(target=lambda: page.update(desk.pull(wait=50)))
    thread.start()
    until(lambda: b"studio_os_hub_long_polls 1\n" in hubs[1].ask("GET", "/metrics")[2])
    assert post(hubs[0], 1) == 200 and post(hubs[2], 1) == 200
    thread.join()
    assert [event["seq"] for event in page["events"]] == [1], page
    desk.hub = hubs[2]
    assert desk.ask("POST", "/v1/ack", {"seq": 1})[0] == 204
    assert json.loads(hubs[0].ask("GET", "/health")[2])["status"] == "ok"
    hubs[0].call("--revoke", desk.answer["device"])
    assert desk.ask("GET", "/v1/hub")[0] == 401
    for hub in hubs:
        assert hub.stop() == 0


@check(f"{SECONDS} s: three hubs, one killed every second, and the server every four; nothing acknowledged is lost, nothing is there twice")
def _(d):
    hubs, end, draw = [Hub(f"{d}/{n}").start() for n in range(3)], threading.Event(), random.Random(7)
    desks = [hubs[n].pair(f"Desk {n}") for n in range(2)]
    senders = [Sender(hubs, 10_000_000 * n, end) for n in range(6)]
    down = 0
    for sender in senders:
        sender.start()
    for second in range(1, SECONDS + 1):
        wait = time.monotonic() + 1
        while time.monotonic() < wait:
            for desk in desks:
                desk.hub = draw.choice(hubs)
                try:
                    desk.pull()
                except (AssertionError, OSError, http.client.HTTPException) as error:
                    # The server is away: it is said so, and never that this computer is not paired or has to begin again.
                    assert not isinstance(error, AssertionError) or error.args[0][0] == 503, error
            time.sleep(0.02)
        hub = draw.choice(hubs)
        hub.kill()
        if second % 4 == 2:
            SERVER.kill()
            for n, other in enumerate(hubs):
                if other is not hub:
                    assert post(other, 900_000_000 + 10 * second + n) == 503
                    down += 1
            SERVER.start()
        start(hub)
    end.set()
    for sender in senders:
        sender.join()
    for desk in desks:
        desk.hub = draw.choice(hubs)
        until(lambda: desk.ask("GET", "/v1/hub")[0] == 200)
        desk.pull_all()
    bodies, acked = list(desks[0].done.values()), [body for sender in senders for body in sender.acked]
    assert len(acked) > 10 * SECONDS and down, len(acked)
    assert len(set(bodies)) == len(bodies) == desks[0].cursor, (len(set(bodies)), len(bodies), desks[0].cursor)
    assert not set(acked) - set(bodies), len(set(acked) - set(bodies))
    assert len(set(bodies) - set(acked)) <= len(senders) + down, "stored and not acknowledged: at most what was under way"
    assert desks[0].done == desks[1].done
    assert "kept in PostgreSQL" in hubs[0].call("--check")
    print(f"# {len(acked)} acknowledged, {sum(s.tries for s in senders)} tries failed, {len(bodies)} stored, 0 lost, 0 twice")
    for hub in hubs:
        hub.stop()


@check("a server that is away, read-only or full is said with 503, and it goes on by itself")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        assert post(hub, 0) == 200
        SERVER.stop()
        assert post(hub, 1) == 503 and desk.ask("GET", "/v1/events")[0] == 503 and desk.ask("POST", "/v1/ack", {"seq": 1})[0] == 503
        health = hub.ask("GET", "/health")
        assert health[0] == 503 and json.loads(health[2])["status"] == "degraded", health
        SERVER.start()
        until(lambda: post(hub, 1) == 200)
        assert hub.ask("GET", "/health")[0] == 200

        SERVER.sql("ALTER DATABASE hub SET default_transaction_read_only = on")
        SERVER.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'studio-os-hub'")
        until(lambda: post(hub, 2) == 503)
        until(lambda: desk.ask("GET", "/v1/events")[0] == 200)
        assert desk.pull()["head"] == 2
        SERVER.sql("ALTER DATABASE hub RESET default_transaction_read_only", database="postgres")
        until(lambda: post(hub, 2) == 200)

        pids = SERVER.sql("SELECT pid FROM pg_stat_activity WHERE application_name = 'studio-os-hub'").split()
        kept = [whatsapp(n) for n in range(3)]
        SERVER.limit(pids, 2 * 1024 * 1024)
        for n in range(10, 500):
            body = whatsapp(n) + b" " * 100_000
            status = hub.ask("POST", "/hook/whatsapp", body, meta(body))[0]
            assert status in (200, 503), status
            if status == 503:
                break
            kept.append(body)
        assert status == 503 and len(kept) > 10, len(kept)
        assert hub.ask("GET", "/health")[0] == 503
        SERVER.limit(pids, "unlimited")
        until(lambda: post(hub, 1000) == 200)
        desk.pull_all()
        assert list(desk.done.values()) == [*kept, whatsapp(1000)], len(kept)
        log = (pathlib.Path(d) / "log").read_text()
        assert "Hola" not in log and PASSWORD not in log


@check("what is wrong with the storage is said in one line, without the password")
def _(d):
    hub = Hub(d)
    conf, secret = pathlib.Path(d) / "hub.conf", pathlib.Path(d) / "secrets/storage.password"
    good = conf.read_text()
    assert "0 events, 0 not fetched, 0 computers, kept in PostgreSQL." in hub.call("--check")

    def wrong(text, says, password="wrong-password"):
        conf.write_text(text)
        secret.write_text(password + "\n")
        line = hub.call("--check", code=1)
        assert says in line and len(line.splitlines()) == 1 and "password-" not in line and "wrong-password" not in line, line

    wrong(good, "does not take the password of “hub”: check the file secrets/storage.password")
    assert "does not take the password" in hub.call("--listen", "127.0.0.1:0", code=1)
    wrong(good.replace("/hub?", "/nothing?"), "There is no database “nothing”", PASSWORD)
    wrong(good.replace("hub@/", "hub:wrong-password@/"), "There is a password in storage=")
    wrong(good.replace("postgresql:", "mysql:"), "storage= is “sqlite”, or")
    wrong(good.replace("?host=", "?hots="), "storage= in hub.conf is not understood")
    wrong(good.replace("host=/", "host=/nonexistent/"), "cannot be reached", PASSWORD)
    conf.write_text(good)
    secret.write_text(PASSWORD + "\n")
    secret.chmod(0o644)
    assert "others may read it" in (done := hub.call("--check", code=1)) and "asks for the password" in done, done
    credentials = pathlib.Path(d) / "credentials"
    credentials.mkdir()
    (credentials / "storage.password").write_text(PASSWORD + "\n")
    done = subprocess.run([sys.argv[1], "--data", d, "--check"], capture_output=True, env={**os.environ, "CREDENTIALS_DIRECTORY": str(credentials)}, check=False)
    assert done.returncode == 0, done


@check("the set-up of docs/hub.md, line by line")
def _(d):
    section = (pathlib.Path(__file__).parents[2] / "docs/hub.md").read_text().split("### PostgreSQL\n")[1].split("\n### ")[0]
    # Under another name, since there is one already; and on a socket instead of localhost.
    lines = [re.sub(r"\bhub\b", "second", line.strip()) for line in section.splitlines() if line.startswith("       ")]
    commands, settings = [line.split() for line in lines if line.startswith("sudo -u postgres ")], [line for line in lines if "=" in line.split()[0]]
    assert len(commands) == 2 and len(settings) == 1 and len(lines) == 3, lines
    for words in commands:
        done = subprocess.run([SERVER.bin / words[3], *words[4:]], input=f"{PASSWORD}\n{PASSWORD}\n", text=True, capture_output=True, start_new_session=True,
                              check=False, env={**os.environ, "PGHOST": str(SERVER.top), "PGUSER": "postgres", "PGPASSWORD": PASSWORD})
        assert done.returncode == 0, done
    hub, conf = Hub(d), pathlib.Path(d) / "hub.conf"
    conf.write_text(CONF.format(certificates="http://127.0.0.1:1/").replace("[hub]", "[hub]\n" + settings[0].replace("@localhost/second", f"@/second?host={SERVER.top}")))
    assert "kept in PostgreSQL" in hub.call("--check")
    with hub:
        assert post(hub, 1) == 200 and hub.pair().pull()["head"] == 1
    assert SERVER.sql("SELECT count(*) FROM studio_os_hub.event", database="second") == "1"
    epoch = "SELECT epoch FROM studio_os_hub.studio WHERE id = 'default'"
    before = SERVER.sql(epoch, database="second")
    SERVER.sql(re.search("`(UPDATE [^`]*)`", section).group(1), database="second")
    assert SERVER.sql(epoch, database="second") != before
    SERVER.sql("ALTER SYSTEM SET full_page_writes = off")
    SERVER.sql("SELECT pg_reload_conf()")
    until(lambda: SERVER.sql("SHOW full_page_writes") == "off")
    assert "full_page_writes" in hub.call("--check", code=1) and "full_page_writes" in hub.call("--listen", "127.0.0.1:0", code=1)
    SERVER.sql("ALTER SYSTEM RESET full_page_writes")
    SERVER.sql("SELECT pg_reload_conf()")


@check("from a file to a server, and back from its backup: a desktop does nothing twice")
def _(d):
    hub, backup, conf = Hub(d), d + "/backup.db", pathlib.Path(d) / "hub.conf"
    conf.write_text(CONF.format(certificates="http://127.0.0.1:1/"))
    with hub:
        desk = hub.pair()
        assert [post(hub, n) for n in range(3)] == [200] * 3
        desk.pull_all()
    hub.call("--backup", backup)
    conf.write_text(CONF.format(certificates="http://127.0.0.1:1/").replace("[hub]\n", f"[hub]\nstorage={SERVER.url()}\n"))
    hub.call("--restore", backup)
    with hub:
        assert desk.ask("GET", f"/v1/events?after=3&epoch={desk.answer['epoch']}")[0] == 409
        assert [post(hub, n) for n in range(2, 5)] == [200] * 3
        desk.cursor = 0
        desk.pull_all()
        assert list(desk.done.values()) == [whatsapp(n) for n in range(5)]
        hub.call("--backup", d + "/server.db")
        assert "already" in hub.call("--backup", d + "/server.db", code=1)
    assert "events in this database already" in hub.call("--restore", backup, code=1)
    SERVER.fresh()
    hub.call("--restore", d + "/server.db")
    with hub:
        desk.cursor = 0
        assert [base64.b64decode(event["body"]) for event in desk.pull()["events"]] == [whatsapp(n) for n in range(5)]


@check("two hubs share what is to be fetched: each file leaves the provider once; what a hub was at when it was killed is taken up again")
def _(d):
    provider, hubs = fake_media.media(), [Hub(f"{d}/{n}").start() for n in range(2)]
    desk, account = hubs[0].pair(), fake_media.accounts(provider)["whatsapp"]
    assert desk.ask("POST", "/v1/senders", account)[0] == 200
    # Hubs that share a database share what seals it.
    for hub in hubs[1:]:
        (hub.folder / "secrets/vault.key").write_text((hubs[0].folder / "secrets/vault.key").read_text())
        (hub.folder / "secrets/vault.key").chmod(0o600)
    provider.pause = 0.05
    names = [str(n) for n in range(100, 112)]
    for name in names:
        provider.files[name] = (os.urandom(300_000), "image/jpeg")
        body = fake_media.whatsapp(name)
        assert hubs[int(name) % 2].ask("POST", "/hook/whatsapp", body, meta(body))[0] == 200
    until(lambda: b"studio_os_hub_media_fetched 12\n" in hubs[1].ask("GET", "/metrics")[2])
    assert sorted(provider.given) == names, provider.given
    provider.pause = 600
    provider.files["200"] = (os.urandom(300_000), "image/jpeg")
    body = fake_media.whatsapp("200")
    assert hubs[0].ask("POST", "/hook/whatsapp", body, meta(body))[0] == 200
    until(lambda: "200" in provider.given)
    # Whoever has it is killed with it: of the other one nothing is known.
    for hub in hubs:
        hub.kill()
    provider.pause = 0
    provider.slow.set()
    SERVER.sql("UPDATE studio_os_hub.hub_media SET until = until - 120000 WHERE state = 0")
    hubs[1].start()
    until(lambda: b"studio_os_hub_media_fetched 13\n" in hubs[1].ask("GET", "/metrics")[2])
    desk.hub = hubs[1]
    sha256 = hashlib.sha256(provider.files["200"][0]).hexdigest()
    assert desk.hub.ask("GET", f"/v1/files/{sha256}/0", headers={"Authorization": "Bearer " + desk.key})[2] == provider.files["200"][0]
    assert hubs[1].stop() == 0


if __name__ == "__main__":
    try:
        with Postgres("--wal-segsize=1") as SERVER:
            os.environ.update(SO_HUB_TEST_SERVER=SERVER.url(), SO_HUB_TEST_PASSWORD=PASSWORD)
            main(SERVER.fresh)
    except Missing as reason:
        print(f"1..0 # SKIP {reason}")
