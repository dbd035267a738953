#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What drafts are made from, by keyboard alone in the real window: other versions, sources changed on the spot, templates while
writing, and the four lists of the page Knowledge. Each claim is checked in the database. Prints TAP.

    test-knowledge.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

DRAFT = "SELECT text FROM draft WHERE state IN ('proposed', 'edited', 'editing') ORDER BY n DESC LIMIT 1"


def make(run):
    run.init('Salsa Norte', '--currency', 'EUR')
    run.ctl('knowledge', 'add', '--question', 'What does a class cost?', '--answer', 'A beginner class is {price:Single class}. Ten are 120 €.',
            '--category', 'fee_inquiry')
    run.ctl('knowledge', 'add', '--question', 'Can I try a class?', '--answer', 'The first one is free.', '--category', 'trial_class')
    run.ctl('price', 'add', '--name', 'Single class', '--amount', '15', '--unit', 'per class')
    run.ctl('template', 'add', '--name', 'A place is free', '--text', 'Hi {first name|there}, {day} at {time} is free.', '--category', 'other')
    run.ctl('template', 'add', '--name', 'Welcome', '--text', 'Welcome to {studio}!', '--category', 'greeting')
    run.ctl('sync', '--once')
    run.open()


def versions(run):
    """n and a hint make another version, [ and ] go between them, 3 adds an offer, Up recalls what was asked"""
    make(run)
    run.desktop.key('g', 'a')
    run.app.find(start='Priya')
    run.until('a draft', DRAFT, lambda text: text and '15 €' in text)
    wait_for('it on the card', lambda: '15 €' in run.app.text(run.app.look('Reply')))
    run.desktop.key('n')
    run.app.wait_focus('What should change?')
    run.picture('redo')
    run.desktop.type('shorter')
    run.desktop.key('Enter')
    run.until('a shorter one', DRAFT, lambda text: text == 'Hi Priya! A beginner class is 15 €.')
    run.app.gone('What should change?')
    on_card(run, lambda text: text == 'Hi Priya! A beginner class is 15 €.')
    run.desktop.key('[')
    run.until('the version before', DRAFT, lambda text: 'Ten are' in text)
    on_card(run, lambda text: 'Ten are' in text)
    run.desktop.key(']')
    run.until('the version after', DRAFT, lambda text: 'Ten are' not in text)
    on_card(run, lambda text: 'Ten are' not in text)
    run.desktop.key('3')
    run.until('one with an offer', DRAFT, lambda text: 'The first one is free.' in text)
    on_card(run, lambda text: 'The first one is free.' in text)
    run.desktop.key('n')
    run.app.wait_focus('What should change?')
    run.desktop.key('Up')
    wait_for('what was asked before', lambda: 'offer' in run.app.text(run.app.focused()))
    run.desktop.key('Esc')
    run.app.gone('What should change?')


def on_card(run, look):
    wait_for('it on the card', lambda: look(run.app.text(run.app.look('Reply'))))


def sources(run):
    """i shows what a draft was made from; Enter changes it there, and the draft is made anew"""
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
    """; or / where a word begins inserts a template, Tab goes to its gaps"""
    on_card(run, lambda text: '17 €' in text)
    run.app.gone(role='dialog')
    run.app.wait_focus(role='list item')
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
    run.key_until('z', 'the template back', lambda: run.one('SELECT count(*) FROM template WHERE deleted_at IS NULL') == 2, 5)
    run.app.find(start='A place is free')


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
    run.tab_to('Can I try', key='Down', limit=8)
    run.desktop.key('Enter')
    run.app.wait_focus('Answer')
    run.desktop.key('Ctrl+a')
    run.desktop.type('Five euros.')
    run.desktop.key('Ctrl+s')
    run.until('the new words', "SELECT answer FROM knowledge WHERE question LIKE 'Can I try%'", lambda text: text == 'Five euros.')
    run.desktop.key('F6', 'Ctrl+h')
    run.app.find('Earlier Answers')
    run.picture('wordings')
    run.tab_to('The first one', 'button', limit=6)     # "Restore", named by its row
    run.desktop.key('Enter')
    run.until('the old words', "SELECT answer FROM knowledge WHERE question LIKE 'Can I try%'", lambda text: text == 'The first one is free.')
    assert run.one('SELECT version FROM knowledge WHERE id = ?', entry) == 3
    wait_for('the form to say it', lambda: run.app.look('Answer', 'text') is None or 'The first one' in run.app.text(run.app.look('Answer', 'text')))


def narrow(run):
    """360 px: nothing is wider than the window"""
    run.app.resize(360, 640)
    for key, name in (('Alt+1', 'Answer'), ('Alt+2', 'Prices'), ('Alt+3', 'Templates'), ('Alt+4', 'Unanswered')):
        run.narrow([key], name, start=name)
        run.app.wait_focus()
        run.picture('narrow-' + name)
    run.desktop.key('Alt+3')
    run.app.wait_focus(role='list item')
    run.desktop.key('Enter')
    run.app.find('Text', 'text')
    run.picture('narrow-template-form')
    run.desktop.key('Esc')


def end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([versions, sources, templates, lists, questions, wordings, narrow, end]))
