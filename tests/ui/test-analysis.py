#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a conversation says, in the real window by keyboard alone: read when the owner asks, what was found entered, replaced or dismissed,
what is to be done made a task and ticked off, each taken back; and a model that is not there. Prints TAP.

    test-analysis.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

SAYS = ('Hello, my name is Ana Flores. I love your classes! It is for our wedding and I am a complete beginner. '
        'Can I book a place in salsa?')
FIELD = "SELECT value FROM contact_field WHERE name = '{}' AND deleted_at IS NULL"
OPEN = 'SELECT count(*) FROM task WHERE done_at = 0 AND deleted_at IS NULL'
NAME = "SELECT name FROM contact WHERE name LIKE 'Ana%'"


def press(run, name, what, query, look, key='Enter'):
    """By Tab to a button and Enter, and what came of it."""
    run.tab_to(name)
    run.desktop.key(key)
    run.until(what, query, look)


def to_analysis(run, start):
    """Shift+I shows the analysis and goes to what is to be decided first."""
    run.key_until('Shift+i', start, lambda: run.app.focus_name()[1].startswith(start))


def test_start(run):
    """somebody writes by the practice channel, and has not been quiet for a quarter of an hour"""
    run.init()
    for account in run.json('account', 'list'):
        run.ctl('account', 'remove', account['id'])
    run.script = os.path.join(run.desktop.folder, 'script.json')
    with open(run.script, 'w') as file:
        json.dump([{'from': 'Ana Lopez', 'say': SAYS}], file)
    run.ctl('account', 'add', 'loopback', 'name=Practice', 'script=' + run.script)
    run.ctl('sync', '--once')
    run.open()
    run.choose('Ana Lopez')


def test_unread(run):
    """nobody has looked: it says when, and how to have it done now"""
    to_analysis(run, 'Read It Now')
    run.app.find(start='Not read yet.')
    assert run.one('SELECT count(*) FROM analysis') == 0
    run.picture('unread')


def test_read(run):
    """read by rules at Enter: outcome, how content she is with her own words, interests, and nothing entered by itself"""
    run.desktop.key('Enter')
    run.app.find(start='Read by rules')
    run.app.find('Still open')
    run.app.find(start='8 of 10 · “I love your classes!”')
    run.app.find(start='Interests')
    assert run.one('SELECT count(*) FROM task') == 0 and run.one('SELECT count(*) FROM contact_field') == 0
    assert run.ask(NAME) == [('Ana Lopez',)]
    run.picture('read')


def test_enter(run):
    """what stands there is shown beside what would take its place; what is entered stands with the person, and undo takes it back"""
    to_analysis(run, 'Replace Name: Ana Flores')
    run.app.find(start='Ana Flores\nNow: Ana Lopez')
    run.desktop.key('Enter')
    run.until('her name', NAME, lambda name: name == 'Ana Flores')
    run.app.gone('Replace Name: Ana Flores')
    press(run, 'Enter Goal: wedding', 'the goal', FIELD.format('goal'), lambda value: value == 'wedding')
    run.app.find('About Them')
    run.app.gone('Enter Goal: wedding')
    run.go('z')
    run.until('no goal', FIELD.format('goal'), lambda value: value is None)
    run.app.find('Enter Goal: wedding')
    to_analysis(run, 'Enter')
    press(run, 'Enter Goal: wedding', 'the goal again', FIELD.format('goal'), lambda value: value == 'wedding')


def test_dismiss(run):
    """what is dismissed is gone, also when the conversation is read again"""
    press(run, 'Dismiss: complete beginner', 'it is dismissed', "SELECT state FROM finding WHERE field = 'level'", lambda state: state == 'dismissed')
    run.app.gone('Enter Level: complete beginner')
    before = run.one('SELECT max(updated_at) FROM analysis')
    run.tab_to('Read It Now', key='Shift+Tab')
    run.desktop.key('Enter')
    run.until('read again', 'SELECT max(updated_at) FROM analysis', lambda at: at > before)
    assert not run.app.look('Enter Level: complete beginner')
    assert run.one(FIELD.format('level')) is None


def test_task(run):
    """what is to be done becomes a task, is ticked off by Space, and is open again after undo"""
    run.tab_to('Add Task: Book a place')
    title = run.app.focus_name()[1][len('Add Task: '):]
    run.desktop.key('Enter')
    run.until('a task', OPEN, lambda n: n == 1)
    run.app.find(title, 'check box')
    run.app.gone('Add Task: ' + title)
    run.picture('task')
    run.tab_to(title, 'check box')
    run.desktop.key('Space')
    run.until('it is done', OPEN, lambda n: n == 0)
    wait_for('a tick', lambda: 'checked' in run.app.states(run.app.find(title, 'check box')))
    run.go('z')
    run.until('it is open', OPEN, lambda n: n == 1)
    wait_for('no tick', lambda: 'checked' not in run.app.states(run.app.find(title, 'check box')))
    run.tab_to('Add a Task')
    run.desktop.type('Order shoes')
    run.desktop.key('Enter')
    run.until('a second one', OPEN, lambda n: n == 2)
    run.app.find('Order shoes', 'check box')
    run.tab_out()


def test_message(run):
    """the words that an estimate rests on lead to their message"""
    to_analysis(run, 'Read It Now')
    run.tab_to('Show the Message')
    run.desktop.key('Enter')
    run.app.find(start='8 of 10')


def test_no_model(run):
    """a model that does not answer: the rules' reading stands, and it says so"""
    run.ctl('ai', 'provider', 'set', 'ollama', '--api-base', 'http://127.0.0.1:9', '--model', 'none')
    to_analysis(run, 'Read It Now')
    run.desktop.key('Enter')
    run.app.find('The Model’s Answer Was of No Use')
    run.app.find(start='Read by rules')
    run.picture('no-model')


def test_narrow(run):
    """at 360 pixels all of it has its place"""
    run.key_until('Esc', 'the conversation alone', lambda: not run.app.look('Read It Now'))
    run.key_until('F6', 'the list', lambda: run.app.focus_name()[1].startswith('Ana Flores, Practice'))
    run.app.resize(360, 760)
    run.app.wait_focus(start='Ana Flores, Practice')
    run.key_until('Enter', 'the conversation', lambda: run.app.look(start='Contact Details'))
    to_analysis(run, 'Read It Now')
    assert not run.too_wide(), run.too_wide()[:3]
    run.picture('360')
    run.app.resize(1600, 900)
    run.picture('1600')


if __name__ == '__main__':
    main([test_start, test_unread, test_read, test_enter, test_dismiss, test_task, test_message, test_no_model, test_narrow])
