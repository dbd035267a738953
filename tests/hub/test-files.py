# SPDX-License-Identifier: MIT
"""Files on the hub, as computers send and fetch them: in parts, by their hash, through a full disk, a hub that is killed and a line that breaks."""
import contextlib
import os
import pathlib
import resource
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from hub import Desk, Hub, check, hashlib, json, main, subprocess  # noqa: E402
from ws import Socket  # noqa: E402

PARCEL = sys.argv[2]
PART = 1024 * 1024


def make(path, size):
    data = os.urandom(size)
    pathlib.Path(path).write_bytes(data)
    return data, hashlib.sha256(data).hexdigest()


class Files:
    """A computer that speaks plain HTTP."""

    def __init__(self, desk):
        self.desk = desk

    def ask(self, method, path, body=None, kind="application/octet-stream"):
        status, headers, answer = self.desk.hub.ask(method, path, body, {"Authorization": "Bearer " + self.desk.key, "Content-Type": kind})
        return status, json.loads(answer) if headers.get("Content-Type") == "application/json" else answer

    def put(self, name, n, body):
        return self.ask("PUT", f"/v1/files/{name}/{n}", body)[0]

    def close(self, name, size, mime="image/jpeg", **more):
        return self.ask("POST", f"/v1/files/{name}", json.dumps({"size": size, "mime": mime, **more}))[0]

    def shelf(self, have=(), want=()):
        """What it has, as (name, size, ms), and what it wants: what it is to put, what is there, and what others want."""
        status, answer = self.ask("POST", "/v1/files", json.dumps({"have": [{"sha256": name, "size": size, "at": at} for name, size, at in have], "want": list(want)}))
        assert status == 200, (status, answer)
        return sorted(answer["put"]), sorted(answer["there"]), sorted(answer["wanted"])

    def state(self, name):
        status, answer = self.ask("GET", f"/v1/files/{name}")
        return (answer["whole"], answer["parts"]) if status == 200 else status

    def put_all(self, name, data):
        for n in range(0, len(data), PART):
            assert self.put(name, n // PART, data[n:n + PART]) == 204
        return self.close(name, len(data))


class Parcel:
    """The computer as it is, in a process of its own."""

    def __init__(self, desk, what, *words, enough=None):
        env = dict(os.environ, PARCEL_ENOUGH=str(enough)) if enough is not None else None
        self.process = subprocess.Popen([PARCEL, what, f"http://127.0.0.1:{desk.hub.port}", desk.key, *words], stdout=subprocess.PIPE, text=True, env=env)
        self.seen = []

    def until(self, parts):
        """Until so many parts are over; FALSE where it ended before."""
        for line in self.process.stdout:
            if line[0].isdigit():
                self.seen.append(int(line.split()[0]) // PART)
                if self.seen[-1] >= parts:
                    return True
            else:
                self.said = line.strip()
        return False

    def end(self):
        self.until(10 ** 9)
        self.process.stdout.close()
        self.process.wait()
        return self.said

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


@check("a file comes in parts and goes out in parts; what does not fit is gone; others have none of it")
def _(d):
    with Hub(d) as hub:
        desk, stranger = Files(hub.pair()), Files(hub.pair("Other", "second"))
        data, name = make(f"{d}/file", 2 * PART + 99)
        assert desk.state(name) == 404 and desk.close(name, len(data)) == 422
        assert desk.put(name, 1, data[PART:2 * PART]) == 204 and desk.state(name) == (False, 0)
        assert desk.put(name, 0, data[:PART]) == 204 and desk.state(name) == (False, 2)
        assert desk.ask("GET", f"/v1/files/{name}/0")[0] == 404, "a half one is given to nobody"
        assert desk.put(name, 2, data[2 * PART:-1] + b"?") == 204 and desk.close(name, len(data)) == 422 and desk.state(name) == 404
        assert desk.put_all(name, data) == 204 and desk.state(name) == (True, 3)
        status, answer = desk.ask("GET", f"/v1/files/{name}")
        assert (answer["size"], answer["mime"], answer["sha256"]) == (len(data), "image/jpeg", name), answer
        assert b"".join(desk.ask("GET", f"/v1/files/{name}/{n}")[1] for n in range(3)) == data
        assert desk.put(name, 0, b"other") == 204 and desk.ask("GET", f"/v1/files/{name}/0")[1] == data[:PART]
        assert desk.close(name, 5) == 422 and desk.close(name, len(data)) == 204 and desk.state(name) == (True, 3)
        assert stranger.state(name) == 404 and stranger.ask("GET", f"/v1/files/{name}/0")[0] == 404 and stranger.close(name, len(data)) == 422
        assert desk.state(name) == (True, 3)
        assert stranger.put_all(name, data) == 204 and stranger.ask("GET", f"/v1/files/{name}/2")[1] == data[2 * PART:]
        for method, path, body in [("PUT", f"/v1/files/{name}/0", b"x"), ("GET", f"/v1/files/{name}", None), ("GET", f"/v1/files/{name}/0", None),
                                   ("POST", f"/v1/files/{name}", b'{"size":5}'), ("GET", f"/v1/media/{name}", None)]:
            assert hub.ask(method, path, body)[0] == 401 and hub.ask(method, path, body, {"Authorization": "Bearer soh_nobody"})[0] == 401, (method, path)
        hub.call("--revoke", desk.desk.answer["device"])
        assert desk.state(name) == 401 and desk.put(name, 0, b"x") == 401


@check("what is too large or makes no sense is refused before it is read")
def _(d):
    with Hub(d) as hub:
        desk = Files(hub.pair())
        name = "a" * 64
        assert desk.put(name, 0, b"x" * PART) == 204
        assert desk.put(name, 1, b"x" * (PART + 1)) == 413
        for method, path, body, expected in [("PUT", f"/v1/files/{name}/200", b"x", 404), ("PUT", f"/v1/files/{name}/-1", b"x", 404), ("PUT", f"/v1/files/{name}/0", b"", 400),
                                             ("PUT", f"/v1/files/{name}", b"x", 400), ("PUT", f"/v1/files/{name[1:]}/0", b"x", 404), ("PUT", f"/v1/files/{name.upper()}/0", b"x", 404),
                                             ("GET", "/v1/files/..", None, 404), ("GET", "/v1/files/", None, 404), ("DELETE", f"/v1/files/{name}/0", None, 400), ("POST", "/v1/files", b"[]", 400), ("GET", "/v1/files", None, 400),
                                             ("POST", "/v1/files", json.dumps({"want": ["b" * 63]}).encode(), 400), ("POST", "/v1/files", json.dumps({"want": [4]}).encode(), 400),
                                             ("POST", "/v1/files", json.dumps({"want": ["b" * 64] * 501}).encode(), 400),
                                             ("POST", "/v1/files", json.dumps({"have": [{"sha256": "b" * 64, "size": 0}]}).encode(), 400), ("POST", "/v1/files", json.dumps({"have": ["b"]}).encode(), 400),
                                             ("POST", "/v1/files", json.dumps({"have": [{"sha256": "b" * 64, "size": 209715201}]}).encode(), 400),
                                             ("POST", f"/v1/files/{name}", b"[]", 400), ("POST", f"/v1/files/{name}", b'{"size":0}', 400),
                                             ("POST", f"/v1/files/{name}", b'{"size":209715201}', 400), ("POST", f"/v1/files/{name}", b'{"size":-1}', 400),
                                             ("POST", f"/v1/files/{name}", json.dumps({"size": 5, "mime": "x" * 129}).encode(), 400),
                                             ("GET", f"/v1/media/{name}/0", None, 400), ("GET", f"/v1/media/{name}", None, 404), ("POST", f"/v1/media/{name}", b"{}", 400)]:
            assert desk.ask(method, path, body)[0] == expected, (method, path, desk.ask(method, path, body))


@check("a studio has as much room as hub.conf gives it, and another one has its own")
def _(d):
    hub = Hub(d)
    conf = pathlib.Path(d) / "hub.conf"
    conf.write_text(conf.read_text().replace("[hub]\n", "[hub]\nfiles-mb=3\n", 1))
    with hub:
        desk, other = hub.pair(), hub.pair("Other", "second")
        one, two = make(f"{d}/one", 2 * PART), make(f"{d}/two", PART + 1)
        assert Files(desk).put_all(one[1], one[0]) == 204
        said = Parcel(desk, "put", f"{d}/two", two[1], "text/plain").end()
        assert said.startswith("failed change: ") and "files-mb=" in said, said
        assert Parcel(other, "put", f"{d}/two", two[1], "text/plain").end() == "done"
        assert Parcel(desk, "put", f"{d}/one", one[1], "text/plain").end() == "done", "what is there needs no room"
    hub = Hub(d)
    conf.write_text(conf.read_text().replace("files-mb=3\n", "files-mb=many\n", 1))
    assert "files-mb=many" in hub.call("--check", code=1)


@check("what computers share is asked for, waited for, fetched and removed; no other studio sees or wants any of it")
def _(d):
    with Hub(d) as hub:
        desk, other, stranger = hub.pair(), hub.pair("Second"), hub.pair("Other", "second")
        teacher = Desk(hub, json.loads(hub.ask("POST", "/v1/pair", json.dumps({"code": hub.call("--pair", "--role", "teacher"), "name": "Teacher"}))[2]))
        one, two, theirs = Files(desk), Files(other), Files(stranger)
        data, name = make(f"{d}/file", PART + 5)
        photo, photo_name = make(f"{d}/photo", 500)
        with contextlib.closing(Socket(hub.port, other.key)) as line:
            assert line.head()["files"] == 0
            assert one.shelf([(name, len(data), 5)]) == ([name], [], []) and two.shelf(want=[name]) == ([], [], [name])
            assert line.head()["files"] == 1, "who could bring it hears that it is missed"
            assert one.put(name, 0, data[:PART]) == 204 and two.shelf(want=[name]) == ([], [], [name]), "half of it is nothing"
            assert theirs.shelf(want=[name]) == ([], [], [name])
            assert one.put(name, 1, data[PART:]) == 204 and one.close(name, len(data), shared=True) == 204
            assert line.head()["files"] == 2
        assert two.shelf(want=[name]) == ([], [name], []) and one.shelf([(name, len(data), 5)]) == ([], [], [])
        assert theirs.shelf(want=[name]) == ([], [], [name]) and theirs.state(name) == 404 and theirs.ask("GET", f"/v1/files/{name}/0")[0] == 404
        status, headers, body = hub.ask("HEAD", f"/v1/files/{name}", None, {"Authorization": "Bearer " + other.key})
        assert status == 200 and body == b"" and int(headers["Content-Length"]) > 50, (status, headers)
        assert hub.ask("HEAD", f"/v1/files/{name}", None, {"Authorization": "Bearer " + stranger.key})[0] == 404
        # A teacher's computer brings what came in, and takes away that alone.
        assert Files(teacher).shelf([(photo_name, len(photo), 6)]) == ([photo_name], [], []) and Files(teacher).put_all(photo_name, photo) == 204
        status, answer = Files(teacher).ask("DELETE", f"/v1/files/{name}")
        assert status == 403 and answer["why"] == "role" and "remove files" in answer["error"], answer
        assert one.state(name) == (True, 2) and theirs.ask("DELETE", f"/v1/files/{name}")[0] == 204 and one.state(name) == (True, 2)
        assert Files(teacher).ask("DELETE", f"/v1/files/{photo_name}")[0] == 204 and one.state(photo_name) == 404
        assert two.ask("DELETE", f"/v1/files/{name}")[0] == 204 and one.state(name) == 404 and two.ask("DELETE", f"/v1/files/{name}")[0] == 204
        for method, path in (("POST", "/v1/files"), ("DELETE", f"/v1/files/{name}"), ("HEAD", f"/v1/files/{name}")):
            assert hub.ask(method, path, b"{}")[0] == 401 and hub.ask(method, path, b"{}", {"Authorization": "Bearer soh_nobody"})[0] == 401
        hub.call("--revoke", desk.answer["device"])
        assert one.ask("POST", "/v1/files", b"{}")[0] == 401 and one.ask("DELETE", f"/v1/files/{name}")[0] == 401


@check("where there is no room the oldest goes, and comes again once somebody misses it")
def _(d):
    hub = Hub(d)
    conf = pathlib.Path(d) / "hub.conf"
    conf.write_text(conf.read_text().replace("[hub]\n", "[hub]\nfiles-mb=3\n", 1))
    with hub:
        one, two = Files(hub.pair()), Files(hub.pair("Second"))
        files = [make(f"{d}/{n}", PART) for n in range(4)]
        names = [name for _, name in files]
        assert one.shelf([(name, PART, 10 + n) for n, name in enumerate(names[:3])])[0] == sorted(names[:3])
        for data, name in files[:3]:
            assert one.put(name, 0, data) == 204 and one.close(name, PART, shared=True) == 204
        assert one.shelf([(names[3], PART, 5)]) == ([], [], []) and one.shelf([(names[3], PART, 20)])[0] == [names[3]]
        assert one.put(names[3], 0, files[3][0]) == 204 and one.close(names[3], PART, shared=True) == 204
        assert [one.state(name) for name in names] == [404, (True, 1), (True, 1), (True, 1)]
        assert two.shelf(want=[names[0]]) == ([], [], [names[0]]) and one.shelf() == ([], [], [names[0]])
        assert one.put(names[0], 0, files[0][0]) == 204 and one.close(names[0], PART, shared=True) == 204
        assert [one.state(name) for name in names] == [(True, 1), 404, (True, 1), (True, 1)]
        assert two.ask("GET", f"/v1/files/{names[0]}/0")[1] == files[0][0]
        # What is to leave needs no leave of what is shared.
        out, leaving = make(f"{d}/out", PART)
        assert one.put_all(leaving, out) == 204 and one.state(names[2]) == 404
    # After a restore nothing of that is forgotten.
    backup = f"{d}/backup"
    hub.call("--backup", backup)
    hub.call("--restore", backup, code=0) if not os.environ.get("SO_HUB_TEST_SERVER") else None
    with hub:
        assert one.state(names[0]) == (True, 1) and two.shelf(want=[names[1]]) == ([], [], [names[1]])


@check("a computer sends and fetches 40 MB; a line that breaks costs one part; the hub holds little of it in memory")
def _(d):
    with Hub(d) as hub:
        desk, second = hub.pair(), hub.pair("Second")
        data, name = make(f"{d}/file", 40 * PART + 1)
        begun = Parcel(desk, "put", f"{d}/file", name, "video/mp4", enough=5 * PART)
        assert begun.end().startswith("failed other"), begun.said
        begun = Parcel(desk, "put", f"{d}/file", name, "video/mp4")
        assert begun.until(12) and begun.seen[0] == 5, begun.seen
        begun.kill()
        parts = Files(desk).state(name)[1]
        assert parts >= 12, parts
        whole = Parcel(desk, "put", f"{d}/file", name, "video/mp4")
        assert whole.end() == "done" and whole.seen[0] >= parts, (whole.said, whole.seen)
        again = Parcel(second, "put", f"{d}/file", name, "video/mp4")
        assert again.end() == "done" and again.seen == [40], again.seen
        stopped = Parcel(second, "get", name, f"{d}/stopped", enough=3 * PART)
        assert stopped.end().startswith("failed other") and not os.path.exists(f"{d}/stopped")
        fetched = Parcel(second, "get", name, f"{d}/fetched")
        assert fetched.end() == "done video/mp4" and pathlib.Path(f"{d}/fetched").read_bytes() == data
        assert oct(os.stat(f"{d}/fetched").st_mode)[-3:] == "600"
        assert Parcel(second, "get", "b" * 64, f"{d}/none").end().startswith("failed give-up") and not os.path.exists(f"{d}/none")
        assert Parcel(second, "find", "acc", "photo").end() == "done"
        rss = json.loads(hub.ask("GET", "/health")[2])["memory"]["rss_bytes"]
        print(f"# {rss / PART:.0f} MB in the hub after 40 MB in and out")
        # A sanitizer keeps what was freed.
        assert rss < 128 * PART or "ASAN_OPTIONS" in os.environ, rss
        # The file is another one since it was attached; a wrong hash; nothing at all.
        assert Parcel(desk, "put", f"{d}/file", "c" * 64, "video/mp4").end().startswith("failed change")
        assert Files(desk).state("c" * 64) == 404
        (pathlib.Path(d) / "empty").touch()
        assert Parcel(desk, "put", f"{d}/empty", "d" * 64, "").end().startswith("failed change")
        assert Parcel(desk, "put", f"{d}/missing", "d" * 64, "").end().startswith("failed change")


@check("what is on the hub and wrong is thrown away and sent again")
def _(d):
    with Hub(d) as hub:
        desk = hub.pair()
        data, name = make(f"{d}/file", 3 * PART + 1)
        assert Files(desk).put(name, 0, data[:PART - 1] + b"?") == 204 and Files(desk).put(name, 5, b"too much") == 204
        sent = Parcel(desk, "put", f"{d}/file", name, "")
        assert sent.end() == "done" and sent.seen == [1, 2, 3, 3, 0, 1, 2, 3, 3], sent.seen
        assert Files(desk).state(name) == (True, 4)
        assert Parcel(desk, "get", name, f"{d}/back").end() == "done" and pathlib.Path(f"{d}/back").read_bytes() == data


@check("kill -9 of the hub in the middle of an upload: what it said to have it has")
def _(d):
    hub = Hub(d).start()
    desk = hub.pair()
    data, name = make(f"{d}/file", 30 * PART + 7)
    for parts in (3, 9, 17, 26):
        upload = Parcel(desk, "put", f"{d}/file", name, "")
        assert upload.until(parts), upload.seen
        hub.kill()
        assert upload.end().startswith("failed wait"), upload.said
        hub.start()
        state = Files(desk).state(name)
        assert state[1] >= upload.seen[-1], (state, upload.seen)
    assert Parcel(desk, "put", f"{d}/file", name, "").end() == "done"
    hub.kill()
    hub.start()
    assert Files(desk).state(name) == (True, 31)
    assert Parcel(desk, "get", name, f"{d}/back").end() == "done" and pathlib.Path(f"{d}/back").read_bytes() == data
    hub.stop()


@check("a disk that is full is said with 503, keeps what it has, and goes on by itself", file=True)
def _(d):
    with Hub(d, restore_signals=False) as hub:
        desk = hub.pair()
        data, name = make(f"{d}/file", 12 * PART)
        full = resource.prlimit(hub.process.pid, resource.RLIMIT_FSIZE)
        assert all(Files(desk).put(name, n, data[n * PART:(n + 1) * PART]) == 204 for n in range(3))
        resource.prlimit(hub.process.pid, resource.RLIMIT_FSIZE, ((pathlib.Path(d) / "hub.db-wal").stat().st_size + PART // 2, full[1]))
        assert 503 in [Files(desk).put(name, n, data[n * PART:(n + 1) * PART]) for n in range(3, 12)]
        said = Parcel(desk, "put", f"{d}/file", name, "").end()
        assert said.startswith("failed wait"), said
        resource.prlimit(hub.process.pid, resource.RLIMIT_FSIZE, full)
        assert Files(desk).state(name)[1] >= 3
        assert Parcel(desk, "put", f"{d}/file", name, "").end() == "done"
        assert Parcel(desk, "get", name, f"{d}/back").end() == "done" and pathlib.Path(f"{d}/back").read_bytes() == data


if __name__ == "__main__":
    main()
