#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What drafts are made from, by keyboard alone in the real window: other versions, sources changed on the spot, templates while
writing, and the four lists of the page Knowledge. Each claim is checked in the database. Prints TAP.

    test-knowledge.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
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
        self.database = os.path.join(self.data, 'studio.db')
        self.ctl('init', '--name', 'Salsa Norte', '--kind', 'dance', '--zone', 'Europe/Berlin', '--currency', 'EUR')
        self.ctl('knowledge', 'add', '--question', 'What does a class cost?', '--answer', 'A beginner class is {price:Single class}. Ten are 120 €.',
                 '--category', 'fee_inquiry')
        self.ctl('knowledge', 'add', '--question', 'Can I try a class?', '--answer', 'The first one is free.', '--category', 'trial_class')
        self.ctl('price', 'add', '--name', 'Single class', '--amount', '15', '--unit', 'per class')
        self.ctl('template', 'add', '--name', 'A place is free', '--text', 'Hi {first name|there}, {day} at {time} is free.', '--category', 'other')
        self.ctl('template', 'add', '--name', 'Welcome', '--text', 'Welcome to {studio}!', '--category', 'greeting')
        self.ctl('sync', '--once')
        self.app = self.desktop.app([PROGRAM, '--data', self.data])

    def ctl(self, *words):
        return subprocess.run([CTL, '--data', self.data, *words], env=self.desktop.env, check=True, capture_output=True, text=True).stdout

    def one(self, query, *arguments):
        rows = ask(self.database, query, *arguments)
        return rows[0][0] if rows else None

    def until(self, what, query, look):
        return wait_for(what, lambda: look(self.one(query)))

    def picture(self, name):
        if PICTURES:
            os.makedirs(PICTURES, exist_ok=True)
            time.sleep(0.4)
            self.app.picture(os.path.join(PICTURES, name + '.png'))


DRAFT = "SELECT text FROM draft WHERE state IN ('proposed', 'edited', 'editing') ORDER BY n DESC LIMIT 1"


def versions(run):
    run.desktop.key('g', 'a')
    run.app.find(start='Priya')
    run.until('a draft', DRAFT, lambda text: text and '15 €' in text)
    time.sleep(0.5)
    run.desktop.key('n')
    run.app.wait_focus('What should change?')
    run.picture('redo')
    run.desktop.type('shorter')
    run.desktop.key('Enter')
    run.until('a shorter one', DRAFT, lambda text: text == 'Hi Priya! A beginner class is 15 €.')
    run.app.gone('What should change?')
    run.desktop.key('[')
    run.until('the version before', DRAFT, lambda text: 'Ten are' in text)
    run.desktop.key(']')
    run.until('the version after', DRAFT, lambda text: 'Ten are' not in text)
    run.desktop.key('3')
    run.until('one with an offer', DRAFT, lambda text: 'The first one is free.' in text)
    run.desktop.key('n')
    run.app.wait_focus('What should change?')
    run.desktop.key('Up')
    wait_for('what was asked before', lambda: 'offer' in run.app.text(run.app.focused()))
    run.desktop.key('Esc')
    run.app.gone('What should change?')


def sources(run):
    run.desktop.key('i')
    run.app.wait_focus(start='Answer: What does')
    run.picture('why')
    run.desktop.key('Tab')
    run.app.wait_focus(start='Price: Single')
    run.desktop.key('Enter')
    run.app.wait_focus('Price')
    run.desktop.key('Ctrl+a')
    run.desktop.type('17')
    run.picture('source')
    run.desktop.key('Enter')
    run.until('the new price', DRAFT, lambda text: '17 €' in text)
    assert run.one('SELECT amount FROM price') == 1700


def templates(run):
    time.sleep(0.6)
    run.desktop.key('Enter')
    run.app.wait_focus('Reply')
    run.desktop.key('Ctrl+a', 'BackSpace', ';')
    run.app.wait_focus('Search templates')
    run.desktop.type('free')
    run.picture('template')
    run.desktop.key('Enter')
    run.app.wait_focus('Reply')
    run.until('a template', DRAFT, lambda text: text == 'Hi Priya, {day} at {time} is free.')
    run.desktop.type('Monday')
    run.desktop.key('Tab')
    run.desktop.type('18:00 ')
    run.until('its gaps filled', DRAFT, lambda text: text == 'Hi Priya, Monday at 18:00  is free.')
    run.desktop.key('Ctrl+End')
    run.desktop.type(' and/or; ')
    run.desktop.key('/')
    run.app.wait_focus('Search templates')
    run.desktop.key('/')
    run.app.wait_focus('Reply')
    run.until('the character itself', DRAFT, lambda text: text.endswith('is free. and/or; /'))
    run.desktop.key('Esc')


def main():
    run, failed = Run(), 0
    parts = [versions, sources, templates]
    print(f'TAP version 14\n1..{len(parts)}')
    try:
        for n, part in enumerate(parts, 1):
            try:
                part(run)
                print(f'ok {n} {part.__name__}', flush=True)
            except Exception:
                failed += 1
                print(f'not ok {n} {part.__name__}')
                print('\n'.join('# ' + line for line in traceback.format_exc().splitlines()), flush=True)
                run.picture('failed-' + part.__name__)
                run.desktop.key('Esc', 'Esc')
        for line in run.app.warnings():
            print('# ' + line)
    finally:
        run.desktop.close()
    return 1 if failed else 0


sys.exit(main())
