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


def lists(run):
    """prices, templates and questions: seen, added, changed, taken away and back, by keys"""
    run.desktop.key('g', 'k')
    run.app.find(start='What does a class')
    run.desktop.key('Alt+2')
    run.app.wait_focus(start='Single class')
    run.picture('prices')
    run.desktop.key('Ctrl+n')
    run.app.wait_focus('What it is for')
    run.desktop.type('Tango')
    run.desktop.key('Tab')
    run.desktop.type('20,50')
    run.picture('price')
    run.desktop.key('Ctrl+Return')
    run.until('a price', "SELECT amount FROM price WHERE name = 'Tango'", lambda amount: amount == 2050)
    run.app.gone('What it is for')
    run.app.find(start='Tango')
    run.desktop.key('Alt+3')
    run.app.wait_focus(start='Welcome')
    run.desktop.key('Down')
    run.app.wait_focus(start='A place is free')
    run.picture('templates')
    run.desktop.key('Enter')
    run.app.wait_focus('Text')
    run.desktop.key('Ctrl+End')
    run.desktop.type(' Yes?')
    run.picture('template-form')
    run.desktop.key('Ctrl+s')
    run.until('the changed template', "SELECT text FROM template WHERE name = 'A place is free'", lambda text: text.endswith(' Yes?'))
    run.app.gone('Text')
    run.desktop.key('Ctrl+d')
    run.until('a template less', 'SELECT count(*) FROM template WHERE deleted_at IS NULL', lambda n: n == 1)
    run.desktop.key('z')
    run.until('the template back', 'SELECT count(*) FROM template WHERE deleted_at IS NULL', lambda n: n == 2)
    run.app.find(start='A place is free')
    time.sleep(0.5)          # the list takes it in, and the focus with it


def questions(run):
    """a question that nothing answered becomes an answer"""
    run.desktop.key('Alt+4')
    run.app.find('No Open Questions')
    run.picture('no-questions')
    message = run.one("SELECT id FROM message WHERE direction = 'inbound' LIMIT 1")
    draft = run.one("SELECT id FROM draft WHERE state IN ('proposed', 'edited') LIMIT 1")
    run.ctl('discard', draft, '--reason', '1')
    assert run.one('SELECT message_id FROM question') == message
    run.app.find(start='Hi, what')
    run.desktop.key('Alt+1', 'Alt+4')
    run.app.wait_focus(start='Hi, what')
    run.picture('questions')
    run.desktop.key('Enter')
    run.app.wait_focus('Answer')
    run.desktop.type('It is 15 euros.')
    run.picture('question')
    run.desktop.key('Ctrl+Return')
    run.until('answered', 'SELECT state FROM question', lambda state: state == 'answered')
    assert run.one("SELECT answer FROM knowledge WHERE id = (SELECT knowledge_id FROM question)") == 'It is 15 euros.'
    run.app.find('No Open Questions')


def wordings(run):
    """what an answer said before is said again"""
    entry = run.one("SELECT id FROM knowledge WHERE question LIKE 'Can I try%'")
    run.desktop.key('Alt+1')
    run.app.wait_focus()
    for _ in range(6):
        if (run.app.focused().get_name() or '').startswith('Can I try'):
            break
        run.desktop.key('Down')
        time.sleep(0.2)
    run.desktop.key('Enter')
    run.app.wait_focus('Answer')
    run.desktop.key('Ctrl+a')
    run.desktop.type('Five euros.')
    run.desktop.key('Ctrl+s')
    run.until('the new words', "SELECT answer FROM knowledge WHERE question LIKE 'Can I try%'", lambda text: text == 'Five euros.')
    run.desktop.key('F6', 'Ctrl+h')
    run.app.find('Earlier Answers')
    run.picture('wordings')
    run.app.wait_focus(start='')
    for _ in range(4):
        if run.app.focused().get_name() == 'Restore':
            break
        run.desktop.key('Tab')
        time.sleep(0.2)
    run.desktop.key('Enter')
    run.until('the old words', "SELECT answer FROM knowledge WHERE question LIKE 'Can I try%'", lambda text: text == 'The first one is free.')
    assert run.one('SELECT version FROM knowledge WHERE id = ?', entry) == 3
    wait_for('the form to say it', lambda: run.app.look('Answer', 'text') is None or 'The first one' in run.app.text(run.app.look('Answer', 'text')))


def narrow(run):
    """360 px: nothing is wider than the window"""
    run.app.resize(360, 640)
    for key, name in (('Alt+1', 'answers'), ('Alt+2', 'prices'), ('Alt+3', 'templates'), ('Alt+4', 'questions')):
        run.desktop.key(key)
        time.sleep(0.3)
        run.picture('narrow-' + name)
        assert not [line for line in run.app.warnings() if 'exceeds' in line], (name, run.app.warnings())
    run.desktop.key('Alt+3')
    run.app.wait_focus(start='Welcome')
    run.desktop.key('Enter')
    run.app.find('Text', 'text')
    run.picture('narrow-template-form')
    run.desktop.key('Esc')


def main():
    run, failed = Run(), 0
    parts = [versions, sources, templates, lists, questions, wordings, narrow]
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
