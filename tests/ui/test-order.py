#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The order of the inbox by its menu and the palette, kept over a restart; how much time is left, in the row and above the
conversation; what the desktop is told of what is urgent. In the real window, by keyboard alone. Prints TAP.

    test-order.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import re
import sqlite3
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from notifications import Notifications
from studio import main
from window import PATIENCE, wait_for

MINUTE = 60000
NEVER = 2 ** 63 - 1
PEOPLE = ('Ada', 'Bea', 'Cleo', 'Dora')

def change(run, name, **values):
    """Writes facts of a conversation as if time had passed; no program is running."""
    connection = sqlite3.connect(run.database, timeout=PATIENCE)
    with connection:
        assert connection.execute(f"UPDATE thread SET {', '.join(f'{key} = ?' for key in values)} WHERE contact_id = "
                                  "(SELECT id FROM contact WHERE name = ?)", (*values.values(), name)).rowcount == 1
    connection.close()


def waits(run, name, since, due=NEVER, last=None, **more):
    now = int(time.time() * 1000)
    change(run, name, state='open', waiting_since=now - since * MINUTE, last_at=now - since * MINUTE, last_inbound_at=now - (last or since) * MINUTE,
           answer_due_at=due if due == NEVER else now + due * MINUTE, due_at=min(now + 24 * 60 * MINUTE - (last or since) * MINUTE, due if due == NEVER else now + due * MINUTE),
           told_at=1, **more)


def rows(run):
    return [node.get_name().split(',')[0] for node in run.app.walk(run.app.look('Conversations', 'list')) if node.get_role_name() == 'list item']


def shows(run, *names):
    wait_for(f'the order {names}', lambda: [name for name in rows(run) if name in PEOPLE] == list(names))


def customer(run, name, words):
    path = os.path.join(run.desktop.folder, name + '.json')
    with open(path, 'w') as script:
        json.dump([{'from': name, 'say': words}], script)
    run.ctl('account', 'add', 'loopback', 'name=' + name, 'script=' + path)


def test_start(run):
    """who has the least time stands first, whoever wrote last"""
    run.init()
    run.import_chats(PEOPLE)
    run.ctl('sync', '--once')
    waits(run, 'Ada', 23 * 60 + 15)                            # her window closes in 45 minutes
    waits(run, 'Bea', 18, due=12, last=2)                      # her answer is due in 12 minutes
    waits(run, 'Dora', 20 * 60, score=90)                      # four hours are left
    change(run, 'Cleo', state='waiting', last_at=int(time.time() * 1000))
    run.notifications = Notifications(run.desktop.env['DBUS_SESSION_BUS_ADDRESS'])
    run.open()
    shows(run, 'Bea', 'Ada', 'Dora', 'Cleo')


def test_row(run):
    """a row says how much time is left, and so does what stands above the conversation"""
    ada = run.app.find(start='Ada, ', role='list item').get_name()
    assert re.search(r'window closes in [1-4]\d min', ada), ada
    bea = run.app.find(start='Bea, ', role='list item').get_name()
    assert re.search(r'answer due in \d+ min, window closes in 23 h \d\d', bea), bea
    cleo = run.app.find(start='Cleo, ', role='list item').get_name()
    assert 'window' not in cleo and 'answer' not in cleo, cleo
    run.app.wait_focus(start='Bea, ')
    run.desktop.key('j', 'j')                                  # Priya, Ada
    run.app.wait_focus(start='Ada, ')
    run.app.find(start='WhatsApp · window closes in ', role='label')
    run.picture('closing')
    run.desktop.key('j', 'j')                                  # Dora, Cleo
    run.app.wait_focus(start='Cleo, ')
    run.app.find('WhatsApp · window closed – only templates', 'label')
    run.picture('closed')


def test_palette(run):
    """the palette knows the orders: newest first"""
    run.desktop.key('Ctrl+k')
    run.app.wait_focus(role='entry')
    run.desktop.type('newest first')
    run.app.find(start='Order: Newest First', role='list item')
    run.desktop.key('Enter')
    shows(run, 'Cleo', 'Bea', 'Dora', 'Ada')
    wait_for('it is kept', lambda: run.one("SELECT value FROM setting WHERE key = 'inbox.order.all'") == 'newest')


def test_menu(run):
    """each tab has its own order, chosen in a menu by keys"""
    run.desktop.key('Alt+4')
    run.app.find(start='Priya S.', role='list item')
    run.tab_to('Order', 'toggle button')
    run.picture('order-button')
    run.desktop.key('Space')
    wait_for('the menu', lambda: 'menu item' in run.app.focus_name()[0])
    run.picture('order-menu')
    run.desktop.key('Down', 'Down', 'Enter')                   # its items: urgent, newest, by channel
    wait_for('it is kept', lambda: run.one("SELECT value FROM setting WHERE key = 'inbox.order.unread'") == 'channel')
    assert run.one("SELECT value FROM setting WHERE key = 'inbox.order.all'") == 'newest'
    run.desktop.key('Alt+7')
    shows(run, 'Cleo', 'Bea', 'Dora', 'Ada')


def test_told(run):
    """a complaint is told to the desktop, once, without its words; a click opens it"""
    run.end()
    assert not run.notifications.told, run.notifications.told
    customer(run, 'Zoe', 'I want a refund')
    run.open()
    shows(run, 'Cleo', 'Bea', 'Dora', 'Ada')                   # the order is what it was before
    wait_for('a notification', lambda: run.notifications.of('Zoe'))
    number, title, body = run.notifications.of('Zoe')[0]
    assert title == 'Urgent: Zoe' and 'refund' not in body and 'Practice' in body, (title, body)
    run.notifications.click(number)
    run.app.find('I want a refund', 'label', within=run.app.find('Messages', 'list'))


def test_told_with_text(run):
    """with its words where the owner says so, taken back when it is done; not at all where she says that; never twice"""
    run.end()
    run.setting('notify.text', '1')
    customer(run, 'Yara', 'This is a complaint, I want a refund')
    run.open()
    wait_for('a notification', lambda: run.notifications.of('Yara'))
    number, _, body = run.notifications.of('Yara')[0]
    assert 'a complaint' in body, body
    run.ctl('done', run.one("SELECT t.id FROM thread t JOIN contact c ON c.id = t.contact_id WHERE c.name = 'Yara'"))
    wait_for('it is taken back', lambda: number in run.notifications.closed)
    assert len(run.notifications.of('Zoe')) == 1 and len(run.notifications.told) == 2, run.notifications.told
    run.end()
    run.setting('notify.escalated', '0')
    customer(run, 'Xenia', 'I want a refund')
    run.open()
    told = "SELECT told_at > 0 FROM thread t JOIN contact c ON c.id = t.contact_id WHERE c.name = 'Xenia'"
    wait_for('it was seen', lambda: run.one(told) == 1)


def test_preferences(run):
    """Preferences, Assistant: the time to answer in and both switches"""
    run.desktop.key('Ctrl+comma')
    run.app.find('Assistant')
    run.tab_to('Studio', 'page tab')
    run.desktop.key('Right', 'Space')
    run.app.find('Waiting Customers')
    run.tab_to('Answer Within', 'spin button')
    run.desktop.key('Up')
    run.until('five minutes more', "SELECT value FROM setting WHERE key = 'answer.minutes'", lambda minutes: minutes in ('31', '35'))
    run.picture('preferences')
    run.setting('notify.escalated', 1)
    run.tab_to('Try Notifications', limit=200)
    run.desktop.key('Enter')
    run.app.find(start='This desktop took it')
    assert run.notifications.told.pop()[3] == 'A notification of Studio OS'
    run.setting('notify.escalated', 0)
    run.tab_to('Show Text in Notifications', key='Shift+Tab', limit=200)
    run.desktop.key('Space')
    run.until('no text', "SELECT value FROM setting WHERE key = 'notify.text'", lambda value: value == '0')
    run.close_dialogs()
    run.app.gone('Assistant')


def test_narrow(run):
    """nothing is cut off at 360 pixels"""
    run.app.resize(360, 640)
    run.picture('order-narrow')
    run.narrow(('g', 'i'), 'Conversations', role='list')


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log; nothing more was told"""
    run.end()
    assert not run.notifications.of('Xenia') and len(run.notifications.told) == 2, run.notifications.told


TESTS = [test_start, test_row, test_palette, test_menu, test_told, test_told_with_text, test_preferences, test_narrow, test_end]

if __name__ == '__main__':
    sys.exit(main(TESTS))
