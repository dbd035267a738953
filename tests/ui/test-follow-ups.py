#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Follow-ups by hand in the real window, by keyboard alone: begun with a person, what comes next and when, stopped, each taken back; and where
they are refused. Prints TAP.

    test-follow-ups.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main


def test_start(run):
    """two people have written by the practice channel; with nothing planned Shift+F says where to plan"""
    run.init()
    for account in run.json('account', 'list'):
        run.ctl('account', 'remove', account['id'])
    script = os.path.join(run.desktop.folder, 'script.json')
    with open(script, 'w') as file:
        json.dump([{'from': 'Ana Lopez', 'say': 'Something for kids?'}, {'from': 'Bo Berg', 'say': 'And for my parents?', 'after': 0}], file)
    run.ctl('account', 'add', 'loopback', 'name=Practice', 'script=' + script)
    run.ctl('sync', '--once')
    run.ctl('sync', '--once')
    assert run.one('SELECT count(*) FROM thread') == 2
    run.open()
    run.choose('Bo Berg')
    run.key_until('Shift+f', 'where to plan', lambda: run.app.look(start='No follow-ups are planned yet'))
    run.ctl('follow-up', 'add', 'After a question', '2=Hi {first name|there}, any questions?', '5=Shall I keep a place?')


def test_begin(run):
    """Shift+F and a digit begin them with this person; nothing is sent"""
    to_follow_ups(run, 'After a question')
    run.desktop.key('1')
    run.until('they run', "SELECT count(*) FROM sequence_run WHERE state = 'running'", lambda n: n == 1)
    run.app.find('Follow-ups begun')


def to_follow_ups(run, first):
    """Shift+F opens the list of them, whose first entry that is."""
    run.key_until('Shift+f', first, lambda: run.app.look(start='1  ' + first))


def test_by_hand(run):
    """what runs is stopped by Shift+F and a digit, and begun by hand again; where it stands is said beside the conversation"""
    run.key_until('F9', 'the pane of the person', lambda: run.app.look(start='Message 1 of 2 is proposed'))
    run.picture('follow-ups-running')
    run.tab_out()
    to_follow_ups(run, 'Stop “After a question” (next: ')
    run.picture('follow-ups-stop')
    run.desktop.key('1')
    run.until('it stops', 'SELECT state FROM sequence_run', lambda state: state == 'stopped')
    run.app.find('None run with this person')
    run.app.find('Follow-ups stopped')
    run.key_until('z', 'it runs again', lambda: run.one('SELECT state FROM sequence_run') == 'running')
    run.app.find(start='Message 1 of 2 is proposed')
    run.tab_to('Stop Follow-Ups', 'button', limit=120)
    run.desktop.key('Enter')
    run.app.find('None run with this person')
    run.app.wait_focus('Follow-Ups', 'button')
    run.desktop.key('Enter')
    run.app.find(start='1  After a question')
    run.picture('follow-ups-start')
    run.desktop.key('1')
    run.until('a second one', "SELECT count(*) FROM sequence_run WHERE state = 'running'", lambda n: n == 1)
    run.app.find(start='Message 1 of 2 is proposed')
    assert run.one("SELECT count(*) FROM message WHERE direction = 'outbound'") == 0


def test_by_hand_refused(run):
    """with somebody who is lost none begin, and it says why; where none run none are stopped"""
    run.key_until('F6', 'the list', lambda: ', Practice' in run.app.focus_name()[1])
    run.key_until('k', 'the other one', lambda: run.app.look('None run with this person'))
    run.key_until('Ctrl+k', 'the commands', lambda: run.app.typing())
    run.desktop.type('stop follow')
    run.app.find(start='Stop Follow-Ups', role='list item')
    run.desktop.key('Enter')
    run.app.find('No follow-ups run with this person')
    run.change("UPDATE contact SET stage = 'LOST' WHERE name = 'Ana Lopez'")
    to_follow_ups(run, 'After a question')
    run.desktop.key('1')
    run.app.find(start='Ana Lopez is a customer already, or lost')
    assert run.one("SELECT count(*) FROM sequence_run WHERE state = 'running'") == 1


def test_by_hand_narrow(run):
    """at 360 pixels the list of them has its place, and so has the pane"""
    run.key_until('j', 'the one before', lambda: run.app.look(start='Message 1 of 2 is proposed'))
    run.picture('follow-ups-1180')
    run.app.resize(360, 760)
    run.key_until('Enter', 'the conversation', lambda: run.app.look(start='Contact Details'))
    to_follow_ups(run, 'Stop “After a question”')
    run.picture('follow-ups-360')
    run.desktop.key('Esc')
    run.app.gone(start='1  Stop “After a question”')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_begin, test_by_hand, test_by_hand_refused, test_by_hand_narrow, test_end]))
