#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What became of approved messages, in the real window: held at the start, refused, without an answer, a copy.
Each claim is checked in the database. Prints TAP.

    test-outbox.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for


def state(run, text):
    return run.one('SELECT state FROM draft WHERE text = ?', text)


def press(run, name, key='Tab'):
    """The button as somebody with the keyboard only would: to it by Tab, then Space."""
    run.app.find(start=name, role='button')
    run.tab_to(name, 'button', key=key)
    run.desktop.key('Space')


def test_start_question(run):
    """approved and closed: the next start asks once, and nothing has left"""
    run.init()
    for name, answer in (('Rita', 'refuse'), ('Lola', 'lose'), ('Mia', 'accept')):
        path = os.path.join(run.desktop.folder, name + '.json')
        with open(path, 'w') as script:
            json.dump([{'from': name, 'say': f'Hello from {name}'}], script)
        run.ctl('account', 'add', 'loopback', 'name=' + name, 'script=' + path, 'answer=' + answer)
    run.ctl('sync', '--once')
    for thread in run.json('threads'):
        name = thread['contact']
        if name in ('Rita', 'Lola', 'Mia'):
            draft = run.json('reply', thread['id'], '--text', 'Welcome ' + name)
            run.ctl('approve', draft['id'])
    run.open()
    run.app.find('3 approved messages were not sent.')
    wait_for('all held', lambda: [state(run, 'Welcome ' + name) for name in ('Rita', 'Lola', 'Mia')] == ['held'] * 3)
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
    press(run, 'Send All 3')
    wait_for('refused', lambda: state(run, 'Welcome Rita') == 'failed')
    wait_for('lost', lambda: state(run, 'Welcome Lola') == 'unknown')
    wait_for('accepted', lambda: state(run, 'Welcome Mia') == 'accepted')
    failed = run.app.find(start='Rita', role='list item', within=run.app.find('Not Sent', 'list'))
    assert 'refuses everything' in failed.get_description(), failed.get_description()
    run.app.find(start='Lola', role='list item', within=run.app.find('May Have Been Sent', 'list'))
    run.app.find(start='Mia', role='list item', within=run.app.find('Recently Sent', 'list'))
    run.picture('outbox')
    for name in ('Edit: Rita', 'Send Again: Rita', 'Discard: Rita', 'Send Again: Lola', 'Sent Already: Lola'):
        run.app.find(name, 'button')


def test_sent_already(run):
    """the owner says that a doubtful one was sent: it is, once"""
    press(run, 'Sent Already: Lola')
    wait_for('accepted', lambda: state(run, 'Welcome Lola') == 'accepted')
    assert run.one("SELECT count(*) FROM message WHERE text = 'Welcome Lola'") == 1


def test_discard(run):
    """a failed one is discarded with a digit"""
    press(run, 'Discard: Rita')
    run.app.find('Why discard it?')
    run.desktop.key('3')
    wait_for('discarded', lambda: state(run, 'Welcome Rita') == 'discarded')
    run.app.gone('Not Sent', 'list')


def test_narrow(run):
    """nothing is cut off at 360 pixels"""
    run.app.resize(360, 640)
    run.narrow(['g', 'o'], 'Recently Sent', role='list')
    run.picture('outbox-narrow')
    run.app.resize(1100, 720)


def test_copy(run):
    """a copy of the folder sends nothing until its owner has said that it is the active one"""
    run.end()
    copy = os.path.join(run.desktop.folder, 'copy')
    shutil.copytree(run.data, copy)
    run.data = copy
    run.open()
    run.app.find(start='This studio is a copy')
    run.picture('copy')
    press(run, 'This Is the Active Copy', key='F6')
    run.app.find('Send From This Copy?')
    run.picture('copy-question')
    run.desktop.key('Alt+a')
    run.app.gone(start='This studio is a copy')


def test_end(run):
    """it ends with status 0 and an empty log"""
    run.end()


TESTS = [test_start_question, test_review, test_send_all, test_sent_already, test_discard, test_narrow, test_copy, test_end]


if __name__ == '__main__':
    sys.exit(main(TESTS))
