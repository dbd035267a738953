#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The log of decisions in the real window, by keyboard alone: nothing decided, a row that comes by itself, one in full, search,
filters, one person, a file, the conversation, 360 pixels. Prints TAP.

    test-decisions.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import csv
import json
import os
import subprocess
import sys
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from window import Desktop, ask, wait_for

PROGRAM, CTL = (os.path.abspath(path) for path in sys.argv[1:3])
PICTURES = sys.argv[3] if len(sys.argv) > 3 else None
OPTIONS = {
    'Outcome': ['All Outcomes', 'Sent', 'Waiting to Leave', 'Not Sent or Unclear', 'Taken Back', 'Discarded', 'Replaced or Expired'],
    'Decided': ['By Anyone', 'By You', 'By Staff', 'By a Standing Approval', 'By Nobody'],
    'Period': ['Any Time', 'Today', 'Last 7 Days', 'Last 30 Days', 'Last 365 Days', 'Between Two Days'],
}
NAMES = ('Rita', 'Lola', 'Mia', 'Zoë')


class Run:
    def __init__(self):
        self.desktop = Desktop()
        self.data = os.path.join(self.desktop.folder, 'studio')
        self.app = None
        self.threads = {}

    def ctl(self, *words):
        return json.loads(subprocess.run([CTL, '--data', self.data, '--json', *words], env=self.desktop.env, check=True, capture_output=True, text=True).stdout)

    def one(self, query, *arguments):
        rows = ask(os.path.join(self.data, 'studio.db'), query, *arguments)
        return rows[0][0] if rows else None

    def picture(self, name):
        if PICTURES:
            os.makedirs(PICTURES, exist_ok=True)
            self.app.picture(os.path.join(PICTURES, name + '.png'))

    def write(self, name, text):
        return self.ctl('reply', self.threads[name], '--text', text)['id']

    def rows(self):
        """Names of the rows of the log, as they stand."""
        found = self.app.look('Decisions', 'list')
        return [node.get_name() for node in self.app.walk(found) if node.get_role_name() == 'list item'] if found else []

    def wait_rows(self, what, *starts):
        wait_for(f'{what}: {starts}', lambda: len(self.rows()) == len(starts) and all(row.startswith(start) for row, start in zip(self.rows(), starts)), 40)

    def press(self, name, key='Tab', role='button'):
        """To it as somebody with the keyboard only would, then Enter."""
        seen = []
        for _ in range(40):
            node = self.app.focused()
            if node and node.get_name() == name and node.get_role_name() == role:
                self.desktop.key('Enter')
                return
            before = node and (node.get_role_name(), node.get_name())
            seen.append(before)
            self.desktop.key(key)
            try:
                wait_for('another focus', lambda: (lambda n: n and (n.get_role_name(), n.get_name()) != before)(self.app.focused()), 1)
            except AssertionError:
                pass
        raise AssertionError(f'{key} does not lead to {name!r}: {seen}')

    def choose(self, row, option, then=None):
        """An option of a row of the filter: from the last one upwards, for the list opens wherever it was left."""
        self.press(row, role='combo box')
        wait_for('its list', lambda: self.app.focused().get_role_name() == 'list item' and self.app.focused().get_name() in OPTIONS[row])
        self.desktop.key('Home', 'End')
        for name in reversed(OPTIONS[row]):
            self.app.wait_focus(name, 'list item')
            if name == option:
                break
            self.desktop.key('Up')
        self.desktop.key('Enter')
        self.app.wait_focus(then or row)



def test_nothing(run):
    """nothing decided: g l says what will be here, and leads on"""
    run.ctl('init', '--name', 'Salsa Nord', '--kind', 'dance', '--zone', 'Europe/Berlin')
    for name in NAMES:
        path = os.path.join(run.desktop.folder, name + '.json')
        with open(path, 'w', encoding='utf-8') as script:
            json.dump([{'from': name, 'say': f'Hello from {name}'}], script)
        run.ctl('account', 'add', 'loopback', 'name=' + name, 'script=' + path)
    run.ctl('sync', '--once')
    run.threads = {thread['contact']: thread['id'] for thread in run.ctl('threads') if thread['contact'] in NAMES}
    run.app = run.desktop.app([PROGRAM, '--data', run.data])
    run.app.find('Conversations', 'list')
    run.desktop.key('g', 'l')
    run.app.find('No Decisions Yet')
    run.app.wait_focus('Approve Drafts', 'button')
    run.picture('nothing')


def test_live(run):
    """what is decided elsewhere stands in the list at once, newest first"""
    run.ctl('approve', run.write('Rita', 'Welcome Rita, Tuesday it is.'))
    run.wait_rows('an approval', 'Rita, ')
    run.ctl('discard', run.write('Lola', 'Dear Lola'), '--reason', '2')
    run.wait_rows('a discarded draft above', 'Lola, Discarded: Wrong tone by you', 'Rita, ')
    mia = run.write('Mia', 'Welcome Mia')
    run.ctl('approve', mia)
    run.ctl('outbox', 'recall', mia)
    run.wait_rows('what was taken back', 'Mia, Taken back by you', 'Lola, ', 'Rita, ')
    run.ctl('approve', run.write('Zoë', 'Willkommen zur Probestunde'))
    run.wait_rows('what was sent', 'Zoë, Sent by you, Practice', 'Mia, ', 'Lola, ', 'Rita, Sent by you')
    run.app.find('4 decisions')


def test_keys(run):
    """j and k go through them, Enter opens one in full, Escape goes back"""
    run.desktop.key('g', 'l')
    run.app.wait_focus(role='list item')
    at = run.app.focused().get_name().split(',')[0]
    while at != 'Zoë':
        run.desktop.key('k')
        wait_for('the row above', lambda: run.app.focused().get_name().split(',')[0] != at)
        at = run.app.focused().get_name().split(',')[0]
    for name in ('Mia', 'Lola', 'Rita'):
        run.desktop.key('j')
        run.app.wait_focus(start=name + ', ', role='list item')
    run.desktop.key('k')
    run.app.wait_focus(start='Lola, ', role='list item')
    run.app.find('Dear Lola', 'label')
    run.desktop.key('j', 'Enter')
    run.app.wait_focus('Open Conversation', 'button')
    for words in ('Text as Sent', 'Welcome Rita, Tuesday it is.', 'From the command line', 'Nothing spoke against it', 'Sent: the channel took it', 'Approved by you'):
        run.app.find(words, 'label')
    run.picture('detail')
    run.desktop.key('Esc')
    run.app.wait_focus(start='Rita, ', role='list item')


def test_search(run):
    """/ looks in the log; letters stay letters there; Escape shows all again"""
    run.desktop.key('/')
    run.app.wait_focus('Search decisions')
    run.desktop.type('fjkogl')
    wait_for('the letters in the field', lambda: run.app.text(run.app.focused()) == 'fjkogl')
    run.app.find('No Decision Matches')
    run.picture('none')
    run.desktop.key('Ctrl+a')
    run.desktop.type('WILL zoe')
    run.wait_rows('found by a word and a name without its dots', 'Zoë, ')
    run.desktop.key('Esc')
    run.wait_rows('all again', 'Zoë, ', 'Mia, ', 'Lola, ', 'Rita, ')
    run.app.wait_focus(role='list item')


def test_filter(run):
    """f filters by outcome, by whom and by period; what is filtered is said, and taken off again"""
    run.desktop.key('f')
    run.app.wait_focus('Outcome', 'combo box')
    run.choose('Outcome', 'Discarded')
    run.wait_rows('the discarded one', 'Lola, ')
    run.app.find('Dear Lola', 'label')
    run.choose('Decided', 'By Nobody')
    run.app.find('No Decision Matches')
    run.choose('Decided', 'By You')
    run.wait_rows('by the owner', 'Lola, ')
    run.choose('Period', 'Today')
    run.wait_rows('of today', 'Lola, ')
    run.desktop.key('Esc')
    run.app.find('Discarded · By You · Today', 'label')
    run.app.wait_focus('Filter Decisions')
    run.picture('filtered')
    run.press('Show All')
    run.wait_rows('all again', 'Zoë, ', 'Mia, ', 'Lola, ', 'Rita, ')
    run.app.gone('Discarded · By You · Today', 'label')


def test_days(run):
    """between two days; a day that is none changes nothing"""
    run.desktop.key('f')
    run.app.wait_focus('Outcome', 'combo box')
    run.choose('Period', 'Between Two Days', 'From Day')
    run.desktop.key('Ctrl+a')
    run.desktop.type('2020-13-40')
    run.wait_rows('as before', 'Zoë, ', 'Mia, ', 'Lola, ', 'Rita, ')
    run.desktop.key('Ctrl+a')
    run.desktop.type('2020-01-01')
    run.desktop.key('Tab')
    run.app.wait_focus('To Day')
    run.desktop.key('Ctrl+a')
    run.desktop.type('2020-01-31')
    run.app.find('No Decision Matches')
    run.app.find('2020-01-01 – 2020-01-31', 'label')
    run.press('Show All')
    run.wait_rows('all again', 'Zoë, ', 'Mia, ', 'Lola, ', 'Rita, ')


def test_person(run):
    """only this person, from the decision in front"""
    run.ctl('approve', run.write('Lola', 'Welcome Lola'))
    run.wait_rows('one more', 'Lola, ', 'Zoë, ', 'Mia, ', 'Lola, ', 'Rita, ')
    run.desktop.key('g', 'l')
    run.app.wait_focus(role='list item')
    while not run.app.focused().get_name().startswith('Lola, '):
        name = run.app.focused().get_name()
        run.desktop.key('k')
        wait_for('the row above', lambda: run.app.focused().get_name() != name)
    run.desktop.key('Enter')
    run.app.wait_focus('Open Conversation', 'button')
    run.press('Only This Person', role='toggle button')
    run.wait_rows('of her', 'Lola, ', 'Lola, ')
    run.desktop.key('Space')
    run.wait_rows('of all', 'Lola, ', 'Zoë, ', 'Mia, ', 'Lola, ', 'Rita, ')


def test_export(run):
    """what is shown is saved as a file"""
    path = os.path.join(run.desktop.folder, 'log.csv')
    run.desktop.key('Ctrl+s')
    run.app.save_as(path)
    wait_for('the file', lambda: os.path.exists(path))
    with open(path, encoding='utf-8', newline='') as file:
        rows = list(csv.DictReader(file))
    assert [row['person'] for row in rows] == ['Lola', 'Zoë', 'Mia', 'Lola', 'Rita'], rows
    assert [row['outcome'] for row in rows][1:] == ['accepted', 'recalled', 'discarded', 'accepted'], rows


def test_conversation(run):
    """o opens the conversation"""
    run.desktop.key('g', 'l')
    run.app.wait_focus(role='list item')
    run.desktop.key('o')
    run.app.find('Conversations', 'list')
    wait_for('her conversation', lambda: run.app.look('Hello from Lola') or run.app.look(start='Lola'))
    run.app.gone('Search decisions')


def test_narrow(run):
    """360 pixels: the list, then one in full, and back; nothing is cut off"""
    run.app.resize(360, 640)
    run.desktop.key('g', 'l')
    run.app.wait_focus()
    for _ in range(3):
        if run.app.look('Search decisions'):
            break
        run.desktop.key('Esc')
        wait_for('a step back', lambda: run.app.look('Search decisions') or run.app.look('Open Conversation'))
    run.app.wait_focus(role='list item')
    run.picture('narrow')
    run.desktop.key('Enter')
    run.app.wait_focus('Open Conversation', 'button')
    run.picture('narrow-detail')
    run.desktop.key('j')
    run.app.gone('Search decisions')
    run.desktop.key('Esc')
    run.app.wait_focus(role='list item')
    # what slides away is still there, but is called nothing any more
    nameless = lambda: [run.app.size(node) for node in run.app.walk() if node.get_role_name() in ('button', 'toggle button')
                        and 'focusable' in run.app.states(node) and not node.get_name()]
    wait_for('a name for every button', lambda: not nameless())
    assert not [line for line in run.app.warnings() if 'exceeds' in line], run.app.warnings()[:3]


def test_end(run):
    """an empty log"""
    assert run.app.quit() == 0
    assert not run.app.warnings(), run.app.warnings()[:5]


TESTS = [test_nothing, test_live, test_keys, test_search, test_filter, test_days, test_person, test_export, test_conversation, test_narrow, test_end]


def main():
    if not os.path.exists('/usr/bin/Xvfb'):
        print('1..0 # SKIP Xvfb is not installed')
        return 0
    run, failed = Run(), 0
    print(f'1..{len(TESTS)}', flush=True)
    try:
        for number, test in enumerate(TESTS, 1):
            try:
                test(run)
                print(f'ok {number} - {test.__doc__}', flush=True)
            except Exception:
                failed += 1
                print(f'not ok {number} - {test.__doc__}')
                print('\n'.join('# ' + line for line in traceback.format_exc().splitlines()), flush=True)
                if run.app:
                    run.picture('failed-' + test.__name__)
                    node = run.app.focused()
                    print('# the focus is on', node and (node.get_role_name(), node.get_name()), flush=True)
                    print('# ' + ' | '.join(run.app.warnings()[:3]), flush=True)
                    run.desktop.key('Esc')
    finally:
        run.desktop.close()
    return 1 if failed else 0


sys.exit(main())
