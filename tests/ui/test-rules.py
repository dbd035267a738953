#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The owner's own rules by keyboard alone in the real window: follow-ups are planned, a rule is made, tried and switched on; what comes in
then is tagged, its template is proposed and its follow-ups begin; nothing leaves by itself. Prints TAP.

    test-rules.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main


def open_assistant(run):
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Studio', 'page tab')
    run.desktop.key('Right', 'Space')
    run.app.find('Your Own Rules')


def write(run, name, text):
    """Into the field of that name, wherever it is."""
    run.tab_to(name, 'text')
    run.desktop.key('Ctrl+a')
    run.desktop.type(text)


def test_start(run):
    """a template is there, and somebody writes by the practice channel"""
    run.init()
    for account in run.json('account', 'list'):
        run.ctl('account', 'remove', account['id'])
    run.ctl('template', 'add', '--name', 'Kids classes', '--text', 'Hi {first name|there}, our kids class is on Monday.')
    run.script = os.path.join(run.desktop.folder, 'script.json')
    run.say = [{'from': 'Ana Lopez', 'say': 'Something for kids?'}]
    save(run)
    run.ctl('account', 'add', 'loopback', 'name=Practice', 'script=' + run.script)
    run.ctl('sync', '--once')
    run.open()
    run.app.find(start='Ana Lopez')


def save(run):
    with open(run.script, 'w') as file:
        json.dump(run.say, file)


def test_follow_ups(run):
    """follow-ups are planned: an empty form says what is missing"""
    open_assistant(run)
    run.tab_to('Add Follow-Ups', limit=120)
    run.picture('rules-none')
    run.desktop.key('Enter')
    run.app.find('New Follow-Ups')
    run.tab_to('Save')
    run.desktop.key('Enter')
    run.app.find('Follow-ups need a name of 1 to 100 characters')
    run.app.wait_focus('Name')
    run.desktop.type('After a question')
    write(run, 'What Message 1 Says', 'Hi {first name|there}, any questions?')
    run.tab_to('Add Another Message')
    run.desktop.key('Enter')
    run.app.wait_focus('What Message 2 Says')
    run.desktop.type('Shall I keep a place?')
    run.picture('follow-ups')
    run.tab_to('Save', key='Shift+Tab')
    run.desktop.key('Enter')
    run.app.find(start='2 messages')
    run.until('the follow-ups', 'SELECT name FROM sequence', lambda name: name == 'After a question')


def test_rule(run):
    """a rule is made, tried on what was written, and off until it is switched on"""
    run.tab_to('Add a Rule', key='Shift+Tab', limit=120)
    run.desktop.key('Enter')
    run.app.find('New Rule')
    write(run, 'Name', 'Children')
    run.tab_to('Save', key='Shift+Tab')
    run.desktop.key('Enter')
    run.app.find(start='The rule does nothing yet')
    run.app.wait_focus('Tags, with Commas Between')
    run.desktop.type('Kids, Family')
    write(run, 'Name', 'Children')
    write(run, 'It Says One of These, with Commas Between', 'kids, child*')
    choose(run, 'Propose a Template', 'Kids classes')
    choose(run, 'Begin Follow-Ups', 'After a question')
    run.tab_to('See what it would have fitted')
    run.desktop.key('Enter')
    run.app.find(start='Would have fitted 1 of 1')
    run.picture('rule')
    run.tab_to('Save', key='Shift+Tab', limit=120)
    run.desktop.key('Enter')
    run.app.find('Children', 'list item')
    run.picture('rules')
    assert run.one('SELECT enabled FROM rule') == 0
    run.tab_to('Rule “Children” is on')
    run.desktop.key('space')
    run.until('the rule', 'SELECT enabled FROM rule', lambda on: on == 1)


def choose(run, row, entry):
    run.tab_to(row)
    run.desktop.key('space')
    run.app.find(entry)
    run.desktop.key('Down')
    run.desktop.key('Enter')
    run.app.gone(role='popover') if run.app.look(role='popover') else None


def test_narrow(run):
    """at 360 pixels nothing is too wide"""
    run.app.resize(360, 640)
    run.tab_to('Children', 'list item', key='Shift+Tab')
    run.desktop.key('Enter')
    run.app.find('Remove Rule')
    run.picture('rule-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)
    run.close_dialogs()


def test_works(run):
    """the next message is tagged, its template proposed, its follow-ups begun; nothing is sent"""
    run.say.append({'from': 'Bo Berg', 'say': 'What is there for my children?', 'after': 1})
    save(run)
    run.until('the draft', "SELECT text FROM draft WHERE origin = 'own-rule'", lambda text: text == 'Hi Bo, our kids class is on Monday.')
    assert run.ask("SELECT tag.name FROM tagging JOIN tag ON tag.id = tagging.tag_id JOIN thread ON thread.id = tagging.target_id JOIN contact ON contact.id = thread.contact_id"
                   " WHERE contact.name = 'Bo Berg' ORDER BY 1") == [('Family',), ('Kids',)]
    assert run.ask('SELECT state, step FROM sequence_run') == [('running', 0)]
    assert run.one("SELECT count(*) FROM message WHERE direction = 'outbound'") == 0
    run.key_until('.', 'what is new in the list', lambda: run.app.look(start='Bo Berg', role='list item'))
    run.choose('Bo Berg')
    run.app.find('Proposed · from Kids classes')
    run.picture('rule-draft')
    run.go('i')
    run.app.find('Your template, proposed by a rule of yours.')


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_follow_ups, test_rule, test_narrow, test_works, test_end]))
