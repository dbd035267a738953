#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Questions to leads in the real window, by keys alone: what a person has not said yet is asked at them and answered there, the list is changed in the
preferences, and the draft of the next message ends with a question. Prints TAP.

    test-inquiries.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

OWN = "SELECT value FROM setting WHERE key = 'qualify.questions'"
ANSWER = "SELECT value FROM contact_field WHERE name = '%s' AND deleted_at IS NULL"


def names(run):
    return [question['name'] for question in json.loads(run.one(OWN) or '[]')]


def test_start(run):
    """somebody writes by the practice channel, and the draft for them asks nothing"""
    run.init()
    for account in run.json('account', 'list'):
        run.ctl('account', 'remove', account['id'])
    run.ctl('knowledge', 'add', '--question', 'What does a class cost?', '--answer', 'A class is 15 €.', '--category', 'fee_inquiry')
    run.import_chats(['Bea Berg'])
    run.script = os.path.join(run.desktop.folder, 'script.json')
    run.say = [{'from': 'Ana Lopez', 'say': 'How much is a class?'}]
    save(run)
    run.ctl('account', 'add', 'loopback', 'name=Practice', 'script=' + run.script)
    run.ctl('sync', '--once')
    assert 'Which style' not in run.one('SELECT text FROM draft')
    run.open()
    run.app.find(start='Ana Lopez')


def save(run):
    with open(run.script, 'w') as file:
        json.dump(run.say, file)


def test_contact(run):
    """at the person stands the next question; the answer becomes a field, and the next one takes its place"""
    run.go('g', 'c')
    run.text_focus('contacts')
    run.tab_to('Ana Lopez', 'list item')
    run.desktop.key('Enter')
    run.app.find('To Find Out')
    run.tab_to('Style', 'text')
    run.picture('inquiry-contact')
    run.desktop.type('Bachata')
    run.desktop.key('Enter')
    run.until('the answer', ANSWER % 'style', lambda value: value == 'Bachata')
    run.app.wait_focus('Experience')
    run.picture('inquiry-answered')


def test_undo(run):
    """z takes the answer back"""
    run.tab_out()
    run.key_until('z', 'no answer', lambda: run.one(ANSWER % 'style') is None)
    run.app.find('Style', 'text')


def test_more(run):
    """the other questions are there, too, and not in the way"""
    run.tab_to('More Questions')
    run.desktop.key('space')
    run.tab_to('Best Times', 'text')
    run.desktop.type('Monday evenings')
    run.desktop.key('Enter')
    run.until('the answer', ANSWER % 'times', lambda value: value == 'Monday evenings')
    run.app.resize(360, 760)
    wait_for('its place', lambda: run.app.size(run.app.find('Style', 'text'))[0] > 0)
    run.picture('inquiry-contact-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)


def open_page(run):
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Studio', 'page tab')
    run.desktop.key('Right', 'Space')
    run.tab_to('Questions to Leads', limit=200)
    run.desktop.key('Enter')
    run.app.find('Drafts to Leads End with a Question')


def test_list(run):
    """the list is changed: other words, another order, one less, one more"""
    run.tab_out()
    open_page(run)
    run.tab_to('Style: Ask No More', 'button')
    run.picture('inquiry-page')
    run.desktop.key('space')
    run.until('one less', OWN, lambda text: text and names(run) == ['level', 'for-whom', 'times'])
    run.app.wait_focus('Experience')
    run.desktop.key('Ctrl+a')
    run.desktop.type('Have you danced before?')
    run.desktop.key('Enter')
    run.until('own words', OWN, lambda text: json.loads(text)[0].get('ask') == 'Have you danced before?')
    run.tab_to('For Whom: Ask Earlier', 'button')
    run.desktop.key('space')
    run.until('another order', OWN, lambda text: names(run) == ['for-whom', 'level', 'times'])
    run.tab_to('What It Is About', 'text')
    run.desktop.type('Shoe size')
    run.tab_to('Add Question')
    run.desktop.key('Enter')
    run.app.find('A question has 1 to 200 characters, in one line')
    run.app.wait_focus('The Question')
    run.desktop.type('Which shoe size do you wear?')
    run.tab_to('Add Question')
    run.desktop.key('Enter')
    run.until('one more', OWN, lambda text: names(run) == ['for-whom', 'level', 'times', 'shoe-size'])
    run.app.wait_focus('Shoe size')


def test_narrow(run):
    """at 360 pixels nothing is too wide"""
    run.app.resize(360, 640)
    run.tab_to('Drafts to Leads End with a Question', key='Shift+Tab')
    run.picture('inquiry-page-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.desktop.key('space')
    run.until('in drafts', "SELECT value FROM setting WHERE key = 'qualify.drafts'", lambda value: value == '1')
    run.app.resize(1180, 760)
    run.close_dialogs()


def test_draft(run):
    """the next message of a lead gets a draft that ends with the first question; nothing is sent"""
    run.say.append({'from': 'Bo Berg', 'say': 'What is the price of a class?', 'after': 1})
    save(run)
    run.until('the draft', "SELECT text FROM draft WHERE text LIKE 'Hi Bo%'",
              lambda text: text == 'Hi Bo! A class is 15 €. Is it for yourself or for somebody else, and how old are they? See you soon!')
    assert run.one("SELECT count(*) FROM message WHERE direction = 'outbound' AND import_id IS NULL") == 0
    run.go('g', 'i')
    run.key_until('period', 'what is new', lambda: run.app.look(start='Bo Berg', role='list item'))
    run.picture('inquiry-draft')


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_contact, test_undo, test_more, test_list, test_narrow, test_draft, test_end]))
