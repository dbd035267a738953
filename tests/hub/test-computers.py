# SPDX-License-Identifier: MIT
"""A studio's computers at the hub: who lets whom in as what, what a role may ask for, who is where, and who holds a draft."""
import json
import threading
import time

import hub as tools  # noqa: E402
from hub import Desk, Hub, check  # noqa: E402
from sends import Office, fake_graph  # noqa: E402

PRESENCE = "/sync/v1/presence"


def join(hub, role=None, by=None, name="Desk", studio="default"):
    """A computer that is let in as @role: by another one, or by who runs the hub."""
    if by:
        status, answer = by.ask("POST", "/v1/codes", {"role": role})
        assert status == 200 and answer["role"] == role and answer["until"], (status, answer)
        code = answer["code"]
    else:
        code = hub.call("--pair", "--studio", studio, *(["--role", role] if role else []))
    status, _, body = hub.ask("POST", "/v1/pair", json.dumps({"code": code, "name": name}))
    assert status == 200, body
    desk = Desk(hub, json.loads(body))
    assert desk.answer["role"] == (role or "owner"), desk.answer
    return desk


def role_of(desk):
    return desk.ask("GET", "/v1/hub")[1]["role"]


def refused(answer):
    return answer[0] == 403 and answer[1]["why"] == "role" and answer[1]["error"]


@check("a code makes what it was made for, and nobody makes more than they are below")
def codes(folder):
    with Hub(folder) as hub:
        owner = join(hub)
        manager = join(hub, "manager", by=owner, name="Home")
        desk = join(hub, "front-desk", by=manager)
        teacher = join(hub, "teacher", name="Room 2")
        assert [role_of(d) for d in (owner, manager, desk, teacher)] == ["owner", "manager", "front-desk", "teacher"]
        for role in ("owner", "manager"):
            assert refused(manager.ask("POST", "/v1/codes", {"role": role}))
        for who in (desk, teacher):
            assert refused(who.ask("POST", "/v1/codes", {"role": "teacher"}))
        assert owner.ask("POST", "/v1/codes", {"role": "king"})[0] == 404
        assert owner.ask("POST", "/v1/codes", {})[0] == 404
        hub.call("--pair", "--role", "king", code=1)
        assert [line.split("\t")[-1] for line in hub.call("--devices").splitlines()] == ["owner", "manager", "front-desk", "teacher"]


@check("who is there is listed, with role and when they were heard of; of this studio alone")
def lists(folder):
    with Hub(folder) as hub:
        owner, teacher, foreign = join(hub), join(hub, "teacher", name="Room 2"), join(hub, studio="second")
        teacher.pull()
        status, answer = owner.ask("GET", "/v1/devices")
        one, two = answer["devices"]
        assert status == 200 and one["self"] and one["role"] == "owner" and not two["self"], answer
        assert two["name"] == "Room 2" and two["role"] == "teacher" and two["device"] == teacher.answer["device"] and two["seen_at"] and two["paired_at"], answer
        assert [d["device"] for d in foreign.ask("GET", "/v1/devices")[1]["devices"]] == [foreign.answer["device"]]
        assert hub.ask("GET", "/v1/devices")[0] == 401


@check("roles change and computers are shut out at once, by who may")
def manages(folder):
    with Hub(folder) as hub:
        owner, manager, desk = join(hub), join(hub, "manager"), join(hub, "front-desk")
        foreign = join(hub, studio="second")
        path = "/v1/devices/" + desk.answer["device"]
        assert refused(desk.ask("POST", path, {"role": "owner"}))
        assert refused(manager.ask("POST", path, {"role": "manager"}))
        assert refused(manager.ask("DELETE", "/v1/devices/" + owner.answer["device"]))
        assert foreign.ask("DELETE", path)[0] == 404
        assert manager.ask("POST", path, {"role": "teacher"})[0] == 204 and role_of(desk) == "teacher"
        assert refused(owner.ask("POST", "/v1/devices/" + owner.answer["device"], {"role": "manager"}))
        assert refused(owner.ask("DELETE", "/v1/devices/" + owner.answer["device"]))
        assert manager.ask("DELETE", path)[0] == 204
        assert desk.ask("GET", "/v1/hub")[0] == 401
        assert manager.ask("DELETE", path)[0] == 404
        # Leaving is everybody's own.
        assert owner.ask("DELETE", "/v1/device")[0] == 204


@check("who may not send, does not; who may not hand accounts over, neither")
def sends(folder):
    graph = fake_graph.graph()
    with Hub(folder) as hub:
        owner = Office(hub, graph)
        path = "/v1/devices/"
        other = Office(hub, graph, "Other", hand_over=False)
        for role in ("manager", "front-desk", "teacher"):
            assert owner.desk.ask("POST", path + other.desk.answer["device"], {"role": role})[0] == 204
            assert refused(other.hand_over()), role
            assert refused(other.desk.ask("POST", "/v1/senders/take-back", {"id": "whatsapp:1"})), role
        order = other.order()
        assert refused(other.post(order))
        assert refused(other.withdraw(order))
        assert refused(other.desk.ask("POST", "/v1/chat/answer", {"visit": "v", "id": "i", "text": "t"}))
        assert refused(other.desk.ask("POST", "/v1/handshake", {"endpoint": "asana"}))
        assert other.ask(order)[0] == 404
        assert other.desk.ask("GET", "/v1/senders")[0] == 200
        assert owner.send()[1]["state"] == "sent"


# --- presence ---


def put(desk, thread, draft=None, wait=0, stand=0, **more):
    status, answer = desk.ask("PUT", f"{PRESENCE}?wait={wait}&stand={stand}", {"thread": thread, "what": "editing" if draft else "looking", "draft": draft, **more})
    assert status == 200, (status, answer)
    return answer


def seen(answer):
    return {h["name"]: (h["thread"], h["what"], h.get("draft")) for h in answer["here"]}


class Waiting(threading.Thread):
    """A computer that waits for what changes."""

    def __init__(self, desk, answer, **body):
        super().__init__(daemon=True)
        self.desk, self.stand, self.body = desk, answer["stand"], body
        self.start()

    def run(self):
        self.answer = put(self.desk, wait=30, stand=self.stand, **self.body)
        self.at = time.monotonic()

    def result(self):
        self.join(40)
        return self.answer


@check("who looks at a conversation is told to the others at once, and is gone when they say so")
def looks(folder):
    with Hub(folder) as hub:
        ana, ben, foreign = join(hub, name="Ana"), join(hub, "front-desk", name="Ben"), join(hub, studio="second", name="Eve")
        waiting = Waiting(ana, put(ana, "t1"), thread="t1")
        time.sleep(0.3)
        put(foreign, "t1")
        began = time.monotonic()
        put(ben, "t1")
        assert seen(waiting.result()) == {"Ana": ("t1", "looking", None), "Ben": ("t1", "looking", None)}, waiting.answer
        assert waiting.at - began < 2, waiting.at - began
        assert [h["self"] for h in waiting.answer["here"]] == [True, False]
        waiting = Waiting(ana, waiting.answer, thread="t1")
        time.sleep(0.3)
        put(ben, "")
        assert list(seen(waiting.result())) == ["Ana"]
        assert list(seen(ben.ask("GET", PRESENCE)[1])) == ["Ana"]
        assert list(seen(foreign.ask("GET", PRESENCE)[1])) == ["Eve"]


@check("what is said again changes nothing: who waits goes on waiting")
def renews(folder):
    with Hub(folder) as hub:
        ana, ben = join(hub, name="Ana"), join(hub, name="Ben")
        answer = put(ben, "t1")
        answer = put(ana, "t1")
        waiting = Waiting(ana, answer, thread="t1")
        for _ in range(3):
            assert put(ben, "t1")["stand"] == answer["stand"]
        time.sleep(0.5)
        assert waiting.is_alive()
        put(ben, "t2")
        assert waiting.result()["stand"] != answer["stand"]


@check("a draft has one editor; it is taken over on purpose, and whoever had it hears so")
def locks(folder):
    with Hub(folder) as hub:
        ana, ben = join(hub, name="Ana"), join(hub, "front-desk", name="Ben")
        answer = put(ana, "t1", "d1")
        assert seen(answer) == {"Ana": ("t1", "editing", "d1")}
        assert seen(put(ben, "t1", "d1"))["Ben"] == ("t1", "looking", None)
        assert seen(put(ben, "t1", "d2"))["Ben"] == ("t1", "editing", "d2")
        waiting = Waiting(ana, put(ana, "t1", "d1"), thread="t1", draft="d1")
        time.sleep(0.3)
        assert seen(put(ben, "t1", "d1", take=True))["Ben"] == ("t1", "editing", "d1")
        assert seen(waiting.result()) == {"Ana": ("t1", "looking", None), "Ben": ("t1", "editing", "d1")}
        # It is not taken back by saying the old thing again.
        assert seen(put(ana, "t1", "d1"))["Ana"] == ("t1", "looking", None)
        put(ben, "t1")
        assert seen(put(ana, "t1", "d1"))["Ana"] == ("t1", "editing", "d1")


@check("of two that begin at once one gets the draft")
def races(folder):
    with Hub(folder) as hub:
        desks = [join(hub, name=f"D{i}") for i in range(4)]
        for round_ in range(5):
            threads = [threading.Thread(target=put, args=(desk, "t", f"d{round_}")) for desk in desks]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert [h["what"] for h in desks[0].ask("GET", PRESENCE)[1]["here"]].count("editing") == 1
            for desk in desks:
                put(desk, "t")


@check("who was shut out is nowhere, and what is no such request is none")
def ends(folder):
    with Hub(folder) as hub:
        ana, ben = join(hub, name="Ana"), join(hub, name="Ben")
        put(ben, "t1", "d1")
        waiting = Waiting(ana, put(ana, "t1"), thread="t1")
        time.sleep(0.3)
        assert ana.ask("DELETE", "/v1/devices/" + ben.answer["device"])[0] == 204
        assert list(seen(waiting.result())) == ["Ana"]
        assert ben.ask("PUT", PRESENCE, {"thread": "t1", "what": "looking"})[0] == 401
        for body in ({}, {"thread": 7, "what": "looking"}, {"thread": "t", "what": "eating"}, {"thread": "t", "what": "editing"}, {"thread": "x" * 300, "what": "looking"}, []):
            assert ana.ask("PUT", PRESENCE, body)[0] == 400, body
        assert ana.ask("POST", PRESENCE, {})[0] == 404
        assert hub.ask("PUT", PRESENCE, "{}")[0] == 401
        # A hub that ends keeps nobody waiting.
        waiting = Waiting(ana, ana.ask("GET", PRESENCE)[1], thread="t1")
        time.sleep(0.3)
        assert hub.stop() == 0
        waiting.result()


if __name__ == "__main__":
    tools.main()
