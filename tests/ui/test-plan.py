#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A week is planned in the real window, by keys: the proposal is looked at and discarded, applied and taken back; conflicts are mended by one key, and
somebody stands in. Verified in the database. Prints TAP.

    test-plan.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import datetime
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

MONDAY = datetime.date.today() + datetime.timedelta(days=7 - datetime.date.today().weekday())
MAIL = 'From: Mia Sol <mia@example.org>\nTo: hello@nord.example\nSubject: Hi\nMessage-ID: <1@x>\nDate: Thu, 12 Nov 2026 18:00:00 +0100\n\nhello there\n'


def day(n):
    return (MONDAY + datetime.timedelta(days=n)).isoformat()


def week(run, later=0):
    """(title, day, start, room, teacher) of next week's sessions, as studioctl tells."""
    return [(s['title'], (datetime.date.fromisoformat(s['day']) - MONDAY).days - later, s['start'], s['room'], s['teacher'])
            for s in run.json('schedule', 'week', day(later)) if s['state'] == 'planned']


def become(run, *wanted):
    wait_for(f'the week {wanted}', lambda: week(run) == list(wanted))


def on_class(run):
    wait_for('the focus on a class', lambda: run.app.focus_name()[0] == 'list item' and ', ' in run.app.focus_name()[1])


SALSA = ('Salsa', 1, '18:00', 'Studio A', 'Lena')
BACHATA = ('Bachata', 1, '18:30', 'Studio A', 'Mia')


def test_start(run):
    """a week in which two classes are in one room"""
    run.init('Salsa Nord', '--country', '49', '--email', 'hello@nord.example')
    run.ctl('hours', 'set', json.dumps({'week': [['09:00-21:00']] * 5 + [[], []]}))
    mail = os.path.join(run.desktop.folder, 'mail.eml')
    with open(mail, 'w') as file:
        file.write(MAIL)
    run.ctl('import', mail)
    mia = run.one('SELECT id FROM contact')
    run.ctl('room', 'add', 'Studio A', 'capacity=12'), run.ctl('room', 'add', 'Hall', 'capacity=30')
    run.ctl('teacher', 'add', 'Lena', 'styles=salsa'), run.ctl('teacher', 'add', 'Mia', 'styles=salsa', f'contact_id={mia}'), run.ctl('teacher', 'add', 'Tom', 'styles=tango')
    for name in ('Salsa', 'Bachata'):
        run.ctl('class', 'add', name, 'style=salsa', 'minutes=60', 'most=10')
    run.ctl('schedule', 'add', 'Salsa', day(1) + 'T18:00', '--weekly', '--room', 'Studio A', '--teacher', 'Lena')
    run.ctl('schedule', 'add', 'Bachata', day(1) + 'T18:30', '--weekly', '--room', 'Studio A', '--teacher', 'Mia')
    run.open()
    run.go('g', 'w')
    run.app.find('Schedule', 'list item')
    run.key_until('n', 'next week', lambda: run.app.look(start='Salsa, Tuesday 18:00'))
    run.key_until(['g', 'w'], 'the focus on a class', lambda: ', Tuesday' in run.app.focus_name()[1])
    become(run, SALSA, BACHATA)


def test_discard(run):
    """the proposal says what it changes and why; discarded, nothing changes"""
    run.desktop.key('Shift+p')
    run.app.wait_focus('Plan', 'button')
    run.picture('plan-options')
    run.desktop.key('Enter')
    run.app.wait_focus('Apply', 'button')
    run.app.find(start='There is no better plan')
    run.app.find('What Changes')
    run.app.find('What Is Wrong Now')
    run.app.find(start='Was: Tuesday 18:')
    run.picture('plan-proposal')
    run.tab_to('Several classes a day', 'list item', key='Shift+Tab') if run.app.look(start='Several classes a day') else None
    run.tab_to('Discard', 'button')
    run.desktop.key('Enter')
    run.app.gone('What Changes')
    become(run, SALSA, BACHATA)
    on_class(run)


def test_apply(run):
    """as little as possible changes, which is applied to this week only and taken back"""
    run.desktop.key('Shift+p')
    run.app.wait_focus('Plan', 'button')
    goal(run)
    run.picture('plan-repair')
    run.tab_to('Plan', 'button')
    run.desktop.key('Enter')
    run.app.wait_focus('Apply', 'button')
    run.app.find(start='Nothing less can be changed')
    run.picture('plan-least')
    run.desktop.key('Enter')
    wait_for('one of them in the hall', lambda: sorted(s[3] for s in week(run)) == ['Hall', 'Studio A'])
    assert [s[1:3] for s in week(run)] == [(1, '18:00'), (1, '18:30')] and {s[3] for s in week(run, 7)} == {'Studio A'}
    run.app.find(start='Plan applied: 1 session changed')
    on_class(run)
    run.desktop.key('z')
    become(run, SALSA, BACHATA)


def goal(run):
    """Chooses that little shall change, in the first row."""
    run.key_until('Shift+Tab', 'the first row', lambda: run.app.focus_name()[1].startswith('Plan') and run.app.focus_name()[0] != 'button')
    run.desktop.key('Enter')
    run.desktop.key('Down', 'Enter')
    run.app.find(start='Missing')


def test_conflicts(run):
    """what is wrong has a row each, and Enter mends it"""
    run.desktop.key('Shift+c')
    run.app.wait_focus(start='Salsa: Tuesday 18:00')
    run.app.find('Bachata: Move it to Hall', 'button')
    run.picture('plan-conflicts')
    run.desktop.key('Down')
    run.app.wait_focus(start='Bachata: Tuesday 18:30')
    run.desktop.key('Enter')
    become(run, SALSA, BACHATA[:3] + ('Hall', 'Mia'))
    run.app.find('Nothing is wrong any more')
    on_class(run)
    run.desktop.key('Shift+c')
    run.app.find('Nothing Is Wrong')
    run.picture('plan-no-conflicts')
    run.desktop.key('Esc')
    on_class(run)
    run.desktop.key('z')
    become(run, SALSA, BACHATA)


def test_substitute(run):
    """whom one asks gets a message to approve; whom one chooses teaches it that day"""
    run.ctl('schedule', 'move', run.json('schedule', 'week', day(0))[1]['id'], '--start', '16:00')
    run.app.find(start='Bachata, Tuesday 16:00')
    run.key_until('j', 'Salsa', lambda: run.app.focus_name()[1].startswith('Salsa'))
    run.desktop.key('Shift+s')
    run.app.wait_focus('Mia', 'list item')
    run.app.find(start='Teaches 1 h 00 min')
    run.app.find('Tom', 'list item')
    run.picture('plan-substitute')
    run.tab_to('Ask Mia', 'button')
    run.desktop.key('Enter')
    run.until('the question', "SELECT text FROM draft WHERE state = 'proposed'", lambda text: text and 'could you teach Salsa' in text)
    run.app.find(start='The question to Mia')
    on_class(run)
    run.desktop.key('z')
    run.until('it gone', "SELECT count(*) FROM draft WHERE state = 'proposed'", lambda n: n == 0)
    run.desktop.key('Shift+s')
    run.app.wait_focus('Mia', 'list item')
    run.desktop.key('Enter')
    wait_for('Mia', lambda: SALSA[:4] + ('Mia',) in week(run))
    assert [s[4] for s in week(run, 7)] == ['Lena', 'Mia']
    on_class(run)
    run.desktop.key('z')
    wait_for('Lena', lambda: SALSA in week(run))


def test_narrow(run):
    """in a narrow window nothing is too wide"""
    run.app.resize(360, 640)
    for keys, start in (('Shift+p', 'Plan'), ('Shift+c', 'Salsa')):
        run.desktop.key(keys)
        run.app.find(role='dialog')
        run.picture('plan-narrow-' + keys[-1])
        run.close_dialogs()
    assert not run.too_wide(), run.too_wide()[:3]


def test_end(run):
    """nothing is complained about"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_discard, test_apply, test_conflicts, test_substitute, test_narrow, test_end]))
