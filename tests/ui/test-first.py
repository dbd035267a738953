#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What comes first, in Preferences by keyboard alone: reasons, categories, a border of the lead score, own words of each language; and when nobody
is notified. Prints TAP.

    test-first.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main


def save(run):
    with open(run.script, 'w') as file:
        json.dump(run.say, file)


def open_assistant(run):
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Studio', 'page tab')
    run.desktop.key('Right', 'Space')
    run.app.find('Your Own Rules')


def test_start(run):
    """somebody writes by the practice channel, and there is no desktop to be notified"""
    run.init()
    for account in run.json('account', 'list'):
        run.ctl('account', 'remove', account['id'])
    run.setting('notify.escalated', 0)
    run.script = os.path.join(run.desktop.folder, 'script.json')
    run.say = [{'from': 'Ana Lopez', 'say': 'Hello, how much is it?'}]
    save(run)
    run.ctl('account', 'add', 'loopback', 'name=Practice', 'script=' + run.script)
    run.ctl('sync', '--once')
    run.open()
    run.choose('Ana Lopez')


def test_first(run):
    """what comes first: a category more, words of her own in German, and a border that is no number past 100"""
    open_assistant(run)
    run.tab_to('What Comes First', 'list item', limit=200)
    run.desktop.key('Enter')
    run.app.find('More That Comes First')
    run.picture('first')
    run.tab_to('Lead Score Above', 'spin button')
    run.desktop.key('Ctrl+a')
    run.desktop.type('900')
    run.desktop.key('Tab')
    run.until('at most 100', "SELECT value FROM setting WHERE key = 'escalate.score_over'", lambda value: value == '100')
    run.tab_to('All about Prices')
    run.desktop.key('space')
    run.until('the category', "SELECT value FROM setting WHERE key = 'escalate.categories'", lambda value: value == 'PRICING')
    run.tab_to('German', 'text', limit=80)
    run.desktop.type('pausieren*, Geld')
    run.desktop.key('Enter')
    run.until('the words', "SELECT value FROM setting WHERE key = 'escalate.words.de'", lambda value: value == 'pausieren*\nGeld')
    run.picture('first-words')
    run.app.resize(360, 640)
    run.picture('first-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)
    run.close_dialogs()
    run.say += [{'from': 'Bo Berg', 'say': 'Kann ich meine Karte pausieren?', 'after': 0}, {'from': 'Cem', 'say': 'What does the salsa class cost?', 'after': 0},
                {'from': 'Dora', 'say': 'When is the tango class?', 'after': 0}]
    save(run)
    run.key_until('F5', 'all of them', lambda: run.one("SELECT count(*) FROM message WHERE direction = 'inbound'") == 4, each=5.0)
    assert run.ask("SELECT c.name FROM thread t JOIN contact c ON c.id = t.contact_id WHERE t.escalated_at > 0 ORDER BY 1") == [('Bo Berg',), ('Cem',)]


def test_try(run):
    """a notification is tried: none while they are off, nor where no program shows them, nor in quiet hours; and it says so"""
    open_assistant(run)
    run.tab_to('Try Notifications', limit=200)
    run.desktop.key('Enter')
    run.app.find(start='None is shown: notifications are switched off')
    run.setting('notify.escalated', 1)
    run.desktop.key('Enter')
    run.app.find(start='No program on this desktop shows notifications')
    run.picture('try')
    run.setting('notify.quiet', '00:00-24:00 1234567')
    run.desktop.key('Enter')
    run.app.find(start='None is shown: it is quiet hours now')
    run.setting('notify.quiet', 'off')
    run.setting('notify.escalated', 0)
    run.close_dialogs()


def test_quiet(run):
    """no notifications at night: hours that are none are not kept, and the nights are chosen"""
    open_assistant(run)
    run.tab_to('No Notifications at Night', limit=200)
    run.desktop.key('space')
    run.until('every night', "SELECT value FROM setting WHERE key = 'notify.quiet'", lambda value: value == '22:00-07:00 1234567')
    run.tab_to('From and until', 'text')
    run.desktop.key('Ctrl+a')
    run.desktop.type('late')
    run.desktop.key('Enter')
    run.app.wait_focus(start='From and until')
    run.desktop.key('Ctrl+a')
    assert run.one("SELECT value FROM setting WHERE key = 'notify.quiet'") == '22:00-07:00 1234567'
    run.desktop.type('21:30 - 8:00')
    run.desktop.key('Enter')
    run.until('the hours', "SELECT value FROM setting WHERE key = 'notify.quiet'", lambda value: value == '21:30-8:00 1234567')
    run.tab_to('Nights That Begin On')
    run.desktop.key('Enter')
    run.app.find('Sunday', 'check box')
    run.tab_to('Sunday', 'check box')
    run.desktop.key('space')
    run.until('the nights', "SELECT value FROM setting WHERE key = 'notify.quiet'", lambda value: value.endswith(' 123456'))
    run.picture('quiet')
    run.close_dialogs()


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_first, test_try, test_quiet, test_end]))
