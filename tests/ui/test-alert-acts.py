#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What can be done on a notification: an answer that stands there whole is approved and taken back, one that the card would stop opens the window, a conversation is put off;
and who is not to be disturbed is told of what is urgent alone. In the real window, with a stand-in for the desktop. Prints TAP.

    test-alert-acts.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sqlite3
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from notifications import Notifications
from studio import main
from window import PATIENCE, wait_for

THREAD = "SELECT t.id FROM thread t JOIN contact c ON c.id = t.contact_id WHERE c.name = '%s'"
DRAFT = "SELECT d.state FROM draft d JOIN thread t ON t.id = d.thread_id JOIN contact c ON c.id = t.contact_id WHERE c.name = '%s' AND d.state NOT IN ('superseded', 'discarded')"


def customer(run, name, words, answer):
    """Somebody writes, and an answer waits for the owner."""
    path = os.path.join(run.desktop.folder, name + '.json')
    with open(path, 'w') as script:
        json.dump([{'from': name, 'say': words}], script)
    run.ctl('account', 'add', 'loopback', 'name=' + name, 'script=' + path)
    run.ctl('sync', '--once')
    run.ctl('reply', run.one(THREAD % name), '--text', answer)


def escalate(run, name, priority):
    connection = sqlite3.connect(run.database, timeout=PATIENCE)
    with connection:
        connection.execute(f"UPDATE message SET priority = ? WHERE thread_id = ({THREAD % name}) AND direction = 'inbound'", (priority,))
        connection.execute(f"UPDATE thread SET escalated_at = ?, told_at = 0, priority = ? WHERE id = ({THREAD % name})", (int(time.time() * 1000), priority))
    connection.close()


def told(run, name, title='Urgent: '):
    return wait_for(f'a notification of {name}', lambda: [row for row in run.notifications.of(title + name)])[-1]


def test_start(run):
    """three customers wait, and each has an answer that the owner wrote"""
    run.init()
    run.undo_window(600)
    run.setting('notify.text', '1')
    for name, words, answer in (('Zoe', 'What does it cost?', 'It is twelve euros.'), ('Yara', 'When is it?', 'At six, {name}.'), ('Xenia', 'Where is it?', 'In the yard.')):
        customer(run, name, words, answer)
    run.notifications = Notifications(run.desktop.env['DBUS_SESSION_BUS_ADDRESS'])
    run.open()
    run.app.find('Conversations', 'list')
    # nobody was told of their messages, which are not urgent
    assert not run.notifications.told, run.notifications.told


def test_approve(run):
    """the whole answer stands there, and is approved by its button; the next notification takes it back"""
    escalate(run, 'Zoe', 'URGENT')
    number, title, body = told(run, 'Zoe')
    assert title == 'Urgent: Zoe' and 'It is twelve euros.' in body, body
    assert set(run.notifications.buttons(number)) == {'Approve', 'In an Hour'}, run.notifications.buttons(number)
    run.notifications.click(number, 'Approve')
    run.until('approved', DRAFT % 'Zoe', lambda state: state == 'queued')
    assert run.one("SELECT method FROM approval ORDER BY n DESC LIMIT 1") == 'notification'
    number = told(run, 'Zoe', 'Approved for ')[0]
    run.notifications.click(number, 'Undo')
    run.until('taken back', DRAFT % 'Zoe', lambda state: state == 'edited')


def test_stopped(run):
    """what the card would stop has no such button: it is opened"""
    escalate(run, 'Yara', 'URGENT')
    number, _, body = told(run, 'Yara')
    assert '{name}' not in body, body
    assert set(run.notifications.buttons(number)) == {'Open', 'In an Hour'}, run.notifications.buttons(number)
    run.notifications.click(number, 'Open')
    run.app.find('When is it?', 'label', within=run.app.find('Messages', 'list'))
    assert run.one(DRAFT % 'Yara') == 'edited'


def test_changed(run):
    """an answer that was changed since is not approved unread: the window opens on it"""
    escalate(run, 'Xenia', 'URGENT')
    number = told(run, 'Xenia')[0]
    draft = run.one(f"SELECT id FROM draft WHERE thread_id = ({THREAD % 'Xenia'})")
    run.ctl('edit', draft, '--text', 'In the cellar.')
    run.notifications.click(number, 'Approve')
    run.app.find('Where is it?', 'label', within=run.app.find('Messages', 'list'))
    assert run.one(DRAFT % 'Xenia') == 'edited'


def test_later(run):
    """a conversation is put off by an hour"""
    told_before = run.notifications.of('Urgent: Xenia')
    escalate(run, 'Xenia', 'URGENT')
    wait_for('another notification', lambda: run.notifications.of('Urgent: Xenia') != told_before)

    def put_off():
        # the program may not have heard the number of its notification yet
        run.notifications.click(told(run, 'Xenia')[0], 'In an Hour')
        time.sleep(0.5)
        return run.one(f"SELECT state FROM thread WHERE id = ({THREAD % 'Xenia'})") == 'snoozed'
    wait_for('later', put_off)
    minutes = (run.one(f"SELECT snoozed_until FROM thread WHERE id = ({THREAD % 'Xenia'})") / 1000 - time.time()) / 60
    assert 40 < minutes <= 61, minutes


def test_disturb(run):
    """not to be disturbed: what is high waits, what is urgent is told; afterwards the rest"""
    run.desktop.key('Ctrl+Shift+n')
    run.until('she is not', "SELECT value FROM setting WHERE key = 'notify.off'", lambda value: value == '1')
    run.app.find('Only what is urgent is told now')
    before = len(run.notifications.told)
    escalate(run, 'Yara', 'HIGH')
    escalate(run, 'Zoe', 'URGENT')
    wait_for('Zoe', lambda: len(run.notifications.told) > before)
    assert [row[3] for row in run.notifications.told[before:]] == ['Urgent: Zoe']
    run.desktop.key('Ctrl+Shift+n')
    wait_for('Yara', lambda: run.notifications.of('Yara waits for an answer'))


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_approve, test_stopped, test_changed, test_later, test_disturb, test_end]))
