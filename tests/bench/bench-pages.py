#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The window with a large studio: opening each page, going from person to person, each key of a search, and dragging a card, against the plain SQLite query
and a frame of an empty window, in one run. Median and p99.

    bench-pages.py EMPTY STUDIO_OS STUDIOCTL SO_BIG_STUDIO

SO_BIG_STUDIO (the environment) names the studio, made by so-big-studio; else a small one is made. It is left as it was, but for the history of
one card that is moved and taken back.

The program itself notes when each of its frames began and ended, and what its main thread worked for it (STUDIO_OS_TRACE_FRAMES). What a key does has
been done when no frame came for a while after it: the time is from the key to the end of the last frame. Never a gate."""
import os
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ui'))
from window import Desktop, wait_for

QUIET = 0.25          # s without a frame: it stands
ROUNDS = int(os.environ.get('SO_BENCH_ROUNDS', '20'))
FRAME = 1000 / 60     # ms: longer, and one is dropped
TYPED = ['salsa', 'beginner', 'hello please', 'price tues', 'person1234', 'ana 99', 'from:ana trial', 'zzzz']


class Frames:
    """What the program said since the last look."""

    def __init__(self, log):
        self.file = open(log, errors='replace')
        self.rest = ''

    def new(self):
        text = self.rest + self.file.read()
        lines, _, self.rest = text.rpartition('\n')
        return [tuple(int(word) for word in line.split()[1:4]) for line in lines.splitlines() if line.startswith('frame ')]

    def until_quiet(self, since):
        """Frames after @since, until none came for a while."""
        frames, last = [], time.monotonic()
        while time.monotonic() - last < QUIET:
            more = [frame for frame in self.new() if frame[1] >= since]
            if more:
                frames += more
                last = time.monotonic()
            time.sleep(0.01)
        return frames


def p(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))] if values else float('nan')


def now():
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000


def quiet_settings(desktop):
    """No cursor that blinks and nothing that slides: only what a key does is drawn."""
    folder = os.path.join(desktop.env['XDG_CONFIG_HOME'], 'gtk-4.0')
    os.makedirs(folder)
    with open(os.path.join(folder, 'settings.ini'), 'w') as file:
        file.write('[Settings]\ngtk-cursor-blink=0\ngtk-enable-animations=0\n')


def act(desktop, frames, *keys):
    """ms from the key to the last frame, ms of work in these frames, and of the longest one."""
    frames.new()
    start = now()
    desktop.key(*keys, taken=False)
    drawn = frames.until_quiet(start)
    if not drawn:
        return None
    return (drawn[-1][1] - start) / 1000, sum(frame[2] for frame in drawn) / 1000, max(frame[2] for frame in drawn) / 1000


class Plain:
    """The bare query of what a page shows, warm, on a connection of its own."""

    def __init__(self, folder):
        self.db = sqlite3.connect(f'file:{os.path.join(folder, "studio.db")}?mode=ro', uri=True, timeout=90)

    def time(self, *queries, rounds=ROUNDS):
        times = []
        for n in range(-1, rounds) if rounds > 1 else range(rounds):      # the first of many only warms it
            start = now()
            for query, *values in queries:
                self.db.execute(query, values).fetchall()
            if n >= 0:
                times.append((now() - start) / 1000)
        return times


LIVE = 'deleted_at IS NULL AND merged_into IS NULL'
BOARD = [(f"SELECT n, id, name, score, stage_at FROM contact WHERE stage = ? AND {LIVE} ORDER BY score DESC, n LIMIT 64", stage)
         for stage in ('NEW', 'CONTACTED', 'QUALIFIED', 'TRIAL_SCHEDULED', 'CONVERTED', 'LOST')]
QUERIES = {
    'Today': [('SELECT id, title, due_at FROM task WHERE done_at = 0 AND deleted_at IS NULL ORDER BY due_at LIMIT 64',)],
    'Leads': BOARD,
    'Contacts': [(f'SELECT n, id, name, stage, updated_at FROM contact WHERE {LIVE} ORDER BY sort, n LIMIT 64',)],
}
PERSON = [('SELECT * FROM contact WHERE n = ?', 500), ('SELECT kind, value FROM identity WHERE contact_id = (SELECT id FROM contact WHERE n = ?)', 500),
          ('SELECT id, snippet, last_at FROM thread WHERE contact_id = (SELECT id FROM contact WHERE n = ?)', 500)]
SEARCH = ('SELECT m.text, m.sent_at, c.name FROM search s JOIN search_doc d ON d.doc = s.rowid LEFT JOIN message m ON m.n = d.ref LEFT JOIN thread t ON t.id = m.thread_id'
          ' LEFT JOIN contact c ON c.id = t.contact_id WHERE search MATCH ? ORDER BY s.rowid DESC LIMIT 200')


def show(name, times, plain, frame):
    wall, work, longest = ([row[i] for row in times if row] for i in range(3))
    line = f'{name}: {len(wall)} times, key to last frame p50 {p(wall, 0.5):.1f} p99 {p(wall, 0.99):.1f} ms'
    if plain:
        line += f' = {p(wall, 0.5) / p(plain, 0.5):.1f} and {p(wall, 0.99) / p(plain, 0.99):.1f} x the plain query ({p(plain, 0.5):.2f}, {p(plain, 0.99):.2f} ms)'
    print(f'{line}; frames: work p50 {p(work, 0.5):.1f} p99 {p(work, 0.99):.1f} ms = {p(work, 0.5) / frame:.1f} and {p(work, 0.99) / frame:.1f} x an empty window\'s, '
          f'longest {max(longest):.1f} ms', flush=True)


def empty_frame(desktop, program):
    """Median work of a frame that draws a window with nothing in it anew."""
    app = desktop.app([program], STUDIO_OS_TRACE_FRAMES='1')
    frames, times = Frames(app.log), []
    for n in range(ROUNDS):
        start = now()
        app.window.configure(width=1000 + n % 2, height=700)
        desktop.taken()
        times.append(max((frame[2] / 1000 for frame in frames.until_quiet(start)), default=0))    # the one that has a new size
    app.process.terminate()
    app.process.wait()
    print(f'a frame of an empty window: {len(times)} times, work p50 {p(times, 0.5):.2f} p99 {p(times, 0.99):.2f} ms', flush=True)
    return p(times, 0.5)


def leave_text(app, desktop):
    for _ in range(5):
        if not app.typing():
            return
        desktop.key('F6')


def bench_pages(app, desktop, frames, plain, frame):
    for title, key in (('Today', 'h'), ('Leads', 'b'), ('Contacts', 'c')):
        first = act(desktop, frames, 'g', key)
        if first:
            print(f'{title}, made for the first time: key to last frame {first[0]:.1f} ms, frames: work {first[1]:.1f} ms', flush=True)
        times = []
        for _ in range(ROUNDS):
            leave_text(app, desktop)
            desktop.key('g', 'o')
            frames.until_quiet(now())
            times.append(act(desktop, frames, 'g', key))
        show(title, times, plain.time(*QUERIES[title]), frame)


def bench_people(app, desktop, frames, plain, frame):
    leave_text(app, desktop)
    desktop.key('g', 'c')
    app.wait_focus('Search contacts')
    frames.until_quiet(now())
    desktop.key('Down')
    frames.until_quiet(now())
    show('the next person in full', [act(desktop, frames, 'Down') for _ in range(2 * ROUNDS)], plain.time(*PERSON), frame)


def bench_find(app, desktop, frames, frame):
    leave_text(app, desktop)
    desktop.key('g', 'c')
    app.wait_focus('Search contacts')
    frames.until_quiet(now())
    times = []
    for text in ('ana', 'person1234', 'mar', 'zzzz', '4915'):
        times += [act(desktop, frames, letter) for letter in text]
        desktop.key('Ctrl+a', 'BackSpace')
        frames.until_quiet(now())
    show('a key of a search for people', times, [], frame)


def bench_search(app, desktop, frames, plain, frame):
    leave_text(app, desktop)
    desktop.key('slash')
    app.wait_focus('Search')
    frames.until_quiet(now())
    times, bare = [], []
    for text in TYPED:
        for n, letter in enumerate(text):
            times.append(act(desktop, frames, letter))
            words = [word for word in text[:n + 1].replace('from:', '').split() if word]
            if words:
                bare += plain.time((SEARCH, ' AND '.join(f'"{word}"*' for word in words)), rounds=1)
        desktop.key('Ctrl+a', 'BackSpace')
        frames.until_quiet(now())
    show('a key of a search', times, bare, frame)
    desktop.key('Esc')


def bench_drag(app, desktop, frames, folder):
    leave_text(app, desktop)
    desktop.key('g', 'b')
    frames.until_quiet(now())
    columns = [app.find(name, 'list') for name in ('New', 'Contacted')]
    card = next(node for node in app.walk(columns[0]) if node.get_role_name() == 'list item')
    start, end = app.middle(card), app.middle(columns[1])
    frames.new()
    begun = now()
    desktop.drag(start, end, steps=120, rest=60)
    drawn = frames.until_quiet(begun)
    work = [frame[2] / 1000 for frame in drawn]
    late = sum(1 for ms in work if ms > FRAME)
    print(f'a card is dragged: {len(work)} frames, work p50 {p(work, 0.5):.2f} p99 {p(work, 0.99):.2f} ms, longest {max(work):.2f} ms; {late} of them longer than a frame of 60 a second', flush=True)
    app.focus()
    moved = 'SELECT count(*) FROM stage_move WHERE deleted_at IS NULL'
    ask = lambda: sqlite3.connect(f'file:{os.path.join(folder, "studio.db")}?mode=ro', uri=True, timeout=90).execute(moved).fetchone()[0]
    if ask():
        desktop.key('z')
        wait_for('the card back', lambda: not ask(), 20)
    else:
        print('the card was not taken: nothing moved', flush=True)
    times = [act(desktop, frames, 'j') for _ in range(ROUNDS)] + [act(desktop, frames, 'Ctrl+End')] + [act(desktop, frames, key) for key in ['l', 'h'] * (ROUNDS // 2)]
    return times


def main():
    empty, program, ctl, big = sys.argv[1:5]
    desktop = Desktop()
    folder = os.environ.get('SO_BIG_STUDIO') or os.path.join(desktop.folder, 'studio')
    try:
        subprocess.run([big, folder] + ([] if os.environ.get('SO_BIG_STUDIO') else ['20000', '2000']), env=desktop.env, check=True)
        quiet_settings(desktop)
        frame, plain = empty_frame(desktop, empty), Plain(folder)
        app = desktop.app([program, '--data', folder], STUDIO_OS_TRACE_FRAMES='1')
        app.resize(1500, 900)
        frames = Frames(app.log)
        app.find('Conversations', 'list')
        time.sleep(2)
        bench_pages(app, desktop, frames, plain, frame)
        bench_people(app, desktop, frames, plain, frame)
        bench_find(app, desktop, frames, frame)
        bench_search(app, desktop, frames, plain, frame)
        show('the focus moves on the board', bench_drag(app, desktop, frames, folder), [], frame)
    finally:
        desktop.close()


main()
