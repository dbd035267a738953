#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""tour.py PROGRAM STUDIO FOLDER: goes through the pages of Studio OS on this (private) display and saves a
picture of each in FOLDER. The program's own tour is asked first; where it leaves no picture, the
pages are opened one by one from outside, as a second start of the program does."""
import pathlib
import subprocess
import sys
import time

PAGES = ["inbox", "approve", "outbox", "contacts", "knowledge", "search"]


def pictures(folder):
    return sorted(p for p in folder.rglob("*.png"))


def own_tour(program, studio, folder):
    """The program's --tour: it must begin within ten seconds and go on."""
    process, seen, since = subprocess.Popen([program, "--data", studio, "--tour", folder]), 0, time.monotonic()
    while process.poll() is None:
        time.sleep(0.2)
        count = len(pictures(folder))
        if count > seen:
            seen, since = count, time.monotonic()
        if time.monotonic() - since > (60 if seen else 10):
            process.kill()
            process.wait()
    return seen if process.returncode == 0 else 0


class Screen:
    def __init__(self):
        from PIL import Image
        from Xlib import X, display
        self.x, self.image, self.display = X, Image, display.Display()
        self.root = self.display.screen().root

    def window(self):
        """The largest mapped window: there is no window manager here, so it is a child of the root."""
        found = [(w.get_geometry(), w) for w in self.root.query_tree().children if w.get_attributes().map_state == self.x.IsViewable]
        return max(found, key=lambda g: g[0].width * g[0].height, default=(None, None))[0]

    def grab(self):
        g = self.window()
        if not g:
            return None
        raw = self.root.get_image(max(g.x, 0), max(g.y, 0), g.width, g.height, self.x.ZPixmap, 0xFFFFFFFF)
        return self.image.frombytes("RGB", (g.width, g.height), raw.data, "raw", "BGRX")

    def settled(self, unlike=None, limit=20):
        """What is shown once it neither is one colour nor changes any more, nor is what it was before."""
        end, last, same = time.monotonic() + limit, None, 0
        while time.monotonic() < end:
            time.sleep(0.25)
            now = self.grab()
            if now is None or now.getcolors(1) or (unlike and now.tobytes() == unlike and end - time.monotonic() > limit - 3):
                continue
            same = same + 1 if last == now.tobytes() else 0
            last = now.tobytes()
            if same >= 3:
                return now
        return self.grab()


def open_pages(program, studio, folder):
    try:
        screen = Screen()
    except ImportError as e:
        print(f"no pictures: {e.name} for Python is not installed", file=sys.stderr)
        return
    first, before = None, None
    for page in PAGES:
        command = [program, "--data", studio, "--page", page]
        if first is None:
            first = subprocess.Popen(command)
        elif subprocess.run(command, stderr=subprocess.DEVNULL, timeout=60).returncode != 0:
            continue
        picture = screen.settled(unlike=before)
        if first.poll() is not None:
            print("the application ended by itself", file=sys.stderr)
            break
        if picture is not None:
            before = picture.tobytes()
            picture.save(folder / f"{len(pictures(folder)) + 1:02}-{page}.png")
            print(f"opened {page}")
    first.terminate()
    first.wait()


def main():
    program, studio, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    if not own_tour(program, studio, folder):
        open_pages(program, studio, folder)
    return 0 if pictures(folder) else 1


sys.exit(main())
