#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What became of approved messages, in the real window: held at the start, refused, without an answer, a copy.
Each claim is checked in the database. Prints TAP.

    test-outbox.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import shutil
import subprocess
import sys
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from window import Desktop, ask, wait_for

PROGRAM, CTL = (os.path.abspath(path) for path in sys.argv[1:3])
PICTURES = sys.argv[3] if len(sys.argv) > 3 else None


class Run:
    def __init__(self):
        self.desktop = Desktop()
        self.data = os.path.join(self.desktop.folder, 'studio')
        self.app = None

    def ctl(self, *words):
        return subprocess.run([CTL, '--data', self.data, '--json', *words], env=self.desktop.env, check=True, capture_output=True, text=True).stdout

    def state(self, text):
        rows = ask(os.path.join(self.data, 'studio.db'), 'SELECT state FROM draft WHERE text = ?', text)
        return rows[0][0] if rows else None

    def picture(self, name):
        if PICTURES:
            os.makedirs(PICTURES, exist_ok=True)
            self.app.picture(os.path.join(PICTURES, name + '.png'))

    def press(self, name, start=None, key='Tab'):
        """The button as somebody with the keyboard only would: to it by Tab, then Space."""
        button = self.app.find(name=None if start else name, start=start, role='button')
        seen = []
        for _ in range(60):
            node = self.app.focused()
            seen.append(node and (node.get_role_name(), node.get_name()))
            if node and node.get_name() == button.get_name() and node.get_role_name() == 'button':
                self.desktop.key('Space')
                return
            self.desktop.key(key)
            time.sleep(0.06)
        raise AssertionError(f'the Tab key does not lead to {button.get_name()!r}: {seen}')


def test_start_question(run):
    """approved and closed: the next start asks once, and nothing has left"""
    run.ctl('init', '--name', 'Salsa Nord', '--kind', 'dance', '--zone', 'Europe/Berlin')
    for name, answer in (('Rita', 'refuse'), ('Lola', 'lose'), ('Mia', 'accept')):
        path = os.path.join(run.desktop.folder, name + '.json')
        with open(path, 'w') as script:
            json.dump([{'from': name, 'say': f'Hello from {name}'}], script)
        run.ctl('account', 'add', 'loopback', 'name=' + name, 'script=' + path, 'answer=' + answer)
    run.ctl('sync', '--once')
    for thread in json.loads(run.ctl('threads')):
        name = thread['contact']
        if name in ('Rita', 'Lola', 'Mia'):
            draft = json.loads(run.ctl('reply', thread['id'], '--text', 'Welcome ' + name))
            run.ctl('approve', draft['id'])
    run.app = run.desktop.app([PROGRAM, '--data', run.data])
    run.app.find('3 approved messages were not sent.')
    assert [run.state('Welcome ' + name) for name in ('Rita', 'Lola', 'Mia')] == ['held'] * 3
    run.app.wait_focus(start='Review')
    run.picture('start-question')


def test_review(run):
    """Enter leads to the outbox, where each is held with its reason and what to do"""
    run.desktop.key('Enter')
    held = run.app.find('Held', 'list')
    row = run.app.find(start='Mia', role='list item', within=held)
    assert 'closed before this was sent' in row.get_description(), row.get_description()
    run.app.find('Send All 3', 'button')
    run.app.gone('3 approved messages were not sent.')
    run.picture('held')


def test_send_all(run):
    """Send All sends what one cause had stopped; a refusal and a lost answer are told apart"""
    run.press('Send All 3')
    wait_for('refused', lambda: run.state('Welcome Rita') == 'failed', 20)
    wait_for('lost', lambda: run.state('Welcome Lola') == 'unknown', 20)
    wait_for('accepted', lambda: run.state('Welcome Mia') == 'accepted', 20)
    failed = run.app.find(start='Rita', role='list item', within=run.app.find('Not Sent', 'list'))
    assert 'refuses everything' in failed.get_description(), failed.get_description()
    run.app.find(start='Lola', role='list item', within=run.app.find('May Have Been Sent', 'list'))
    run.app.find(start='Mia', role='list item', within=run.app.find('Recently Sent', 'list'))
    run.picture('outbox')
    for name in ('Edit: Rita', 'Send Again: Rita', 'Discard: Rita', 'Send Again: Lola', 'Sent Already: Lola'):
        run.app.find(name, 'button')


def test_sent_already(run):
    """the owner says that a doubtful one was sent: it is, once"""
    run.press('Sent Already: Lola')
    wait_for('accepted', lambda: run.state('Welcome Lola') == 'accepted')
    rows = ask(os.path.join(run.data, 'studio.db'), "SELECT count(*) FROM message WHERE text = 'Welcome Lola'")
    assert rows == [(1,)], rows


def test_discard(run):
    """a failed one is discarded with a digit"""
    run.press('Discard: Rita')
    run.app.find('Why discard it?')
    run.desktop.key('3')
    wait_for('discarded', lambda: run.state('Welcome Rita') == 'discarded')
    run.app.gone('Not Sent', 'list')


def test_narrow(run):
    """nothing is cut off at 360 pixels"""
    run.app.resize(360, 640)
    time.sleep(0.4)
    run.picture('outbox-narrow')
    assert not [line for line in run.app.warnings() if 'exceeds' in line], run.app.warnings()[:3]
    run.app.resize(1100, 720)


def test_copy(run):
    """a copy of the folder sends nothing until its owner has said that it is the active one"""
    assert run.app.quit() == 0
    assert not run.app.warnings(), run.app.warnings()[:5]
    copy = os.path.join(run.desktop.folder, 'copy')
    shutil.copytree(run.data, copy)
    run.data = copy
    run.app = run.desktop.app([PROGRAM, '--data', copy])
    run.app.find(start='This studio is a copy')
    run.picture('copy')
    run.press('This Is the Active Copy', key='F6')
    run.app.find('Send From This Copy?')
    run.picture('copy-question')
    run.desktop.key('Alt+a')
    run.app.gone(start='This studio is a copy')


def test_end(run):
    """it ends with status 0 and an empty log"""
    assert run.app.quit() == 0
    assert not run.app.warnings(), run.app.warnings()[:5]


TESTS = [test_start_question, test_review, test_send_all, test_sent_already, test_discard, test_narrow, test_copy, test_end]


def main():
    if not os.path.exists('/usr/bin/Xvfb'):
        print('1..0 # SKIP Xvfb is not installed')
        return 0
    run = Run()
    failed = 0
    print(f'1..{len(TESTS)}', flush=True)
    try:
        for number, test in enumerate(TESTS, 1):
            start = time.monotonic()
            try:
                test(run)
                print(f'ok {number} - {test.__doc__} # {time.monotonic() - start:.1f} s', flush=True)
            except Exception as error:
                failed += 1
                print(f'not ok {number} - {test.__doc__}', flush=True)
                for line in traceback.format_exc().splitlines()[-8:]:
                    print('# ' + line)
                if isinstance(error, subprocess.CalledProcessError):
                    print('# ' + error.stderr)
                if run.app and run.app.process.poll() is None:
                    run.picture('failed')
                    node = run.app.focused()
                    print(f'# focus: {node and (node.get_role_name(), node.get_name())}')
                    for node in run.app.walk():
                        if (node.get_name() or '').strip():
                            print('#   ', node.get_role_name(), node.get_name()[:70])
                print(f'Bail out! {error}'.splitlines()[0], flush=True)
                break
    finally:
        run.desktop.close()
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
