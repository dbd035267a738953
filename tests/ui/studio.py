# SPDX-License-Identifier: MIT
"""A studio and its window, for the tests of the window: what an owner does with keys, and what became of it. Each test is a
function that is given the Studio; main() runs them one after the other in the same window and prints TAP.

    test-*.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import glob
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
import traceback

from window import Desktop, PATIENCE, ask, wait_for

PROGRAM, CTL = (os.path.abspath(path) for path in sys.argv[1:3])
PICTURES = sys.argv[3] if len(sys.argv) > 3 else None
LETTERS = 'abcdefghijklmnopqrstuvwxyz'
CHAT = '''12/11/2026, 18:02 - Messages and calls are end-to-end encrypted.
12/11/2026, 18:02 - Ana Lopez: Do you have places in the tango course?
12/11/2026, 18:05 - Salsa Nord: Yes, two are left
12/11/2026, 18:06 - Ana Lopez: Wonderful, and what is the mysterious xylophone in the hall for?
'''


def settings_path(folder):
    """Where this build keeps its settings: a development build has others than the installed program."""
    path, = glob.glob(os.path.join(folder, '*.gschema.xml'))
    with open(path) as schema:
        return re.search(r'<schema [^>]*path="/([^"]*)/"', schema.read())[1]


class Skip(Exception):
    """What this test needs is not installed."""


class Studio:
    def __init__(self):
        self.desktop = Desktop()
        self.data = os.path.join(self.desktop.folder, 'studio')
        self.app = None
        self.answers = 0

    @property
    def database(self):
        return os.path.join(self.data, 'studio.db')

    def ctl(self, *words):
        return subprocess.run([CTL, '--data', self.data, *words], env=self.desktop.env, check=True, capture_output=True, text=True).stdout

    def json(self, *words):
        return json.loads(self.ctl('--json', *words))

    def init(self, name='Salsa Nord', *words):
        self.ctl('init', '--name', name, '--kind', 'dance', '--zone', 'Europe/Berlin', *words)

    def connect(self, channel, server, secret, *words):
        """An account at a provider that is played at @server."""
        path = os.path.join(self.desktop.folder, 'secret')
        with open(path, 'w') as file:
            file.write(secret)
        self.ctl('account', 'add', channel, '--api-base', f'http://127.0.0.1:{server.server_port}', '--secret-file', path, *words)
        os.unlink(path)

    def import_chats(self, names, chat=CHAT):
        """A conversation with each of them, as WhatsApp exports it."""
        for name in names:
            path = os.path.join(self.desktop.folder, f'WhatsApp Chat with {name}.txt')
            with open(path, 'w') as file:
                file.write(chat.replace('Ana Lopez', name))
            self.ctl('import', path, '--me', 'Salsa Nord')

    def open(self, **settings):
        """The window, with these settings of the person at this computer: open(key_preset='mail', single_key_shortcuts=False)."""
        schemas = os.path.join(os.path.dirname(PROGRAM), '..', '..', 'data')
        lines = [f'[{settings_path(schemas)}]'] + [f"{name.replace('_', '-')}={json.dumps(value)}" for name, value in settings.items()]
        path = os.path.join(self.desktop.env['XDG_CONFIG_HOME'], 'glib-2.0', 'settings', 'keyfile')
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w') as file:
            file.write('\n'.join(lines) + '\n')
        env = {'GSETTINGS_BACKEND': 'keyfile', 'GSETTINGS_SCHEMA_DIR': schemas} if settings else {}
        self.app = self.desktop.app([PROGRAM, '--data', self.data], **env)

    # What is stored

    def ask(self, query, *arguments):
        return ask(self.database, query, *arguments)

    def one(self, query, *arguments):
        rows = self.ask(query, *arguments)
        return rows[0][0] if rows else None

    def until(self, what, query, look):
        return wait_for(what, lambda: look(self.one(query)))

    def change(self, statement):
        """Another program writes into the studio, as the hub will."""
        connection = sqlite3.connect(self.database, timeout=PATIENCE)
        with connection:
            connection.execute(statement)
        connection.close()

    def setting(self, key, value):
        connection = sqlite3.connect(self.database, timeout=PATIENCE)
        with connection:
            connection.execute("INSERT INTO setting (id, key, value, updated_at) VALUES (?1, ?1, ?2, 0) "
                               "ON CONFLICT (key) DO UPDATE SET value = ?2", (key, str(value)))
        connection.close()

    def undo_window(self, seconds):
        """How long what is approved from now on can be called back: long where that is tested, for this machine may be slow."""
        for channel in ('whatsapp', 'loopback', 'mail', 'sms', 'instagram'):
            self.setting('undo.seconds.' + channel, seconds)
        self.setting('undo.seconds.batch', max(10, 2 * seconds))

    # Keys

    def key_until(self, key, what, look, each=1.0):
        """The key again and again, as somebody does who sees that it was not taken: only where too often does no harm."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.desktop.key(*([key] if isinstance(key, str) else key))
            try:
                return wait_for(what, look, each)
            except AssertionError:
                continue
        return wait_for(what, look, 1)

    def decide(self, key='a'):
        """Presses a key that approves until the card listens to it, and says what came of it: "go", "warns", "stops" or "named button"."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = self.press_once(key)
            if answer and answer != 'too early':
                return answer
            time.sleep(0.05)
        raise AssertionError(f'{key} is never listened to; focus: {self.app.focus_name()}')

    def press_once(self, key):
        """What the card answered to this one key; None where it was not asked at all."""
        before = len(self.app.said('approval: '))
        self.desktop.key(key)
        answers = self.app.said('approval: ')[before:]
        assert len(answers) < 2, answers
        return answers[0] if answers else None

    def choose(self, start):
        """By k and j to a row of the list."""
        seen = []
        for key in 'k', 'j':
            while len(seen) < 2 or seen[-1] != seen[-2]:
                seen.append(self.app.focus_name()[1])
                if seen[-1].startswith(start):
                    return
                self.desktop.key(key)
            seen.append(key)
        raise AssertionError(f'{start!r} is not found in the list: {seen}')

    def tab_out(self):
        """Out of a text field, so that letters are keys again."""
        self.key_until('F6', 'the focus outside of text', lambda: self.app.focus_name()[0] and not self.app.typing())

    def go(self, *keys):
        if len(keys[0]) == 1 and self.app.typing():
            self.tab_out()
        self.desktop.key(*keys)

    def tab_to(self, name, role=None, limit=60, key='Tab'):
        """The Tab key until the focus is there, as somebody without a mouse would."""
        seen = []
        for _ in range(limit):
            node = self.app.focused()
            seen.append(self.app.focus_name())
            if node and seen[-1][1].startswith(name) and (not role or seen[-1][0] == role):
                return node
            self.desktop.key(key)
        raise AssertionError(f'{key} does not lead to {name!r}: {seen}')

    def open_account(self, name):
        """From the preferences to the page of an account, which has the focus on what mends it, or on Sync Now."""
        self.tab_to(name, 'list item')
        self.desktop.key('Enter')
        first = ('Sync Now', 'New Token…', 'Sign In Again…', 'Try Again', 'Open Setup')
        wait_for('the page of ' + name, lambda: self.app.focus_name()[1].startswith(first))

    def close_dialogs(self):
        """Escape until nothing is in front of the page and no text is being written."""
        self.key_until('Esc', 'nothing in front', lambda: not self.app.look(role='dialog') and not self.app.typing())

    def undo_by_toast(self, keys, said, what, look):
        """The keys, and what they did taken back with the pointer, on the button of the note that says what was done. It comes up under the
        pointer, where it stays for as long as this machine takes to find it; more than one click may miss it meanwhile."""
        x, y = self.app.middle(self.app.frame)
        y += self.app.size(self.app.frame)[1] // 2 - 52
        self.desktop.key(*keys)
        for i in range(20):
            self.desktop.point((x + i % 2, y))
            time.sleep(0.05)
        self.app.find(said)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            button = self.app.look('Undo', 'button')
            if button:
                self.desktop.click(self.app.middle(button))
            try:
                return wait_for(what, look, 1)
            except AssertionError:
                continue
        return wait_for(what, look, 1)

    def text_focus(self, what):
        return wait_for(f'a text field on {what}', lambda: self.app.typing() and self.app.focused())

    # The rest

    def walk_still(self, look):
        """look() over a tree that did not change meanwhile."""
        return wait_for('a tree that stands still', lambda: (look(),))[0]

    def picture(self, name):
        if PICTURES:
            os.makedirs(PICTURES, exist_ok=True)
            time.sleep(0.4)          # only for a human's sake: animations end
            self.app.picture(os.path.join(PICTURES, name + '.png'))

    def too_wide(self):
        return [line for line in self.app.warnings() if 'exceeds' in line]

    def narrow(self, keys, name, start=None, role=None):
        """Goes there at 360 pixels; what it shows has its place, and none is too wide."""
        self.go(*keys)
        node = self.app.find(None if start else name, role, start=start)
        wait_for(f'{name} to have a place', lambda: 0 < self.app.size(node)[0] <= 360)
        assert not self.too_wide(), (name, self.too_wide()[:3])

    def end(self):
        assert self.app.quit() == 0
        assert not self.app.warnings(), self.app.warnings()[:5]


def explain(studio, error):
    for line in traceback.format_exc().splitlines()[-12:]:
        print('# ' + line)
    if isinstance(error, subprocess.CalledProcessError):
        print('# ' + (error.stderr or ''))
    if studio.app and studio.app.process.poll() is None:
        studio.picture('failed')
        for line in studio.app.warnings()[-5:] + studio.app.said('approval: ')[-5:]:
            print('# ' + line)
        print(f'# focus: {studio.app.focus_name()}')
        try:
            for node in studio.app.walk():
                if (node.get_name() or '').strip():
                    print('#   ', node.get_role_name(), node.get_name()[:70])
        except Exception as trouble:
            print(f'# {trouble}')


def main(tests):
    """Stops at the first that fails: the next ones begin where it should have ended."""
    if not os.path.exists('/usr/bin/Xvfb'):
        print('1..0 # SKIP Xvfb is not installed')
        return 0
    studio = Studio()
    failed = 0
    print(f'1..{len(tests)}', flush=True)
    try:
        for number, test in enumerate(tests, 1):
            start = time.monotonic()
            try:
                test(studio)
                print(f'ok {number} - {test.__doc__} # {time.monotonic() - start:.1f} s', flush=True)
            except Skip as reason:
                print(f'ok {number} - {test.__doc__} # SKIP {reason}', flush=True)
            except Exception as error:
                failed += 1
                print(f'not ok {number} - {test.__doc__}', flush=True)
                explain(studio, error)
                print(f'Bail out! {error}'.splitlines()[0], flush=True)
                break
    finally:
        studio.desktop.close()
    return 1 if failed else 0
