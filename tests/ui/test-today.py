#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The page Today in the real window: what needs the owner, and leads there; four numbers, as studioctl counts them; tasks by their day, ticked off, put off
and taken back by keys; the hot leads who wait; a task's day at the person; the next classes. Prints TAP.

    test-today.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import subprocess
import sys
from datetime import datetime, timezone

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import CTL, main
from window import wait_for

OPEN_ALWAYS = '{"week":[["0:00-24:00"],["0:00-24:00"],["0:00-24:00"],["0:00-24:00"],["0:00-24:00"],["0:00-24:00"],["0:00-24:00"]],"closures":[]}'
CLOSED = '{"week":[[],[],[],[],[],[],[]],"closures":[]}'
OPEN = 'SELECT count(*) FROM task WHERE done_at = 0 AND deleted_at IS NULL'


def test_start(run):
    """g h opens it; with nothing to do it says so and leads to the inbox"""
    run.init()
    for account in run.json('account', 'list'):
        run.ctl('account', 'remove', account['id'])
    run.import_chats(['Ana Lopez', 'Bo Berg'])
    run.open()
    run.go('g', 'h')
    run.app.wait_focus('Go to the Inbox', 'button')
    run.picture('today-empty')


def test_days(run):
    """tasks come as they are noted, under their days; who is hot and waits stands there, too"""
    ana, bo = (run.one('SELECT id FROM contact WHERE name = ?', name) for name in ('Ana Lopez', 'Bo Berg'))
    for person, title, due in ((ana, 'Send the prices', '2020-01-02'), (bo, 'Call back', 'in 5 days'), (ana, 'Order shoes', '2099-01-01'), (bo, 'Some day', 'none')):
        run.ctl('task', 'add', person, title, '--due', due)
    run.change("UPDATE contact SET score = 91 WHERE name = 'Bo Berg'")
    run.change("UPDATE thread SET score = 91, last_outbound = 0, state = 'open' WHERE contact_id = (SELECT id FROM contact WHERE name = 'Bo Berg')")
    for title in ('Overdue', 'Hot Leads Who Wait', 'This Week', 'Later', 'No Day'):
        run.app.find(title)
    run.picture('today')
    names = [node.get_name() for node in run.app.walk() if node.get_role_name() == 'check box']
    assert names == ['Send the prices', 'Call back', 'Order shoes', 'Some day'], names


def test_done(run):
    """Space ticks one off, the focus goes to the next, z opens it again"""
    run.tab_to('Send the prices', 'check box')
    run.desktop.key('Space')
    run.until('done', OPEN, lambda n: n == 3)
    run.app.gone('Send the prices', 'check box')
    wait_for('the focus in the list', lambda: run.app.focus_name()[0] in ('check box', 'list item'))
    run.key_until('z', 'open again', lambda: run.one(OPEN) == 4)
    run.app.find('Send the prices', 'check box')


def test_due(run):
    """the button of a task gives it another day, or none"""
    run.tab_to('Some day: when is it due?', 'button')
    run.desktop.key('Enter')
    run.app.find('Tomorrow', 'button')
    run.desktop.key('2')
    run.until('a day', "SELECT due_at FROM task WHERE title = 'Some day'", lambda at: at > 0)
    run.app.gone('No Day')
    run.key_until('z', 'no day', lambda: run.one("SELECT due_at FROM task WHERE title = 'Some day'") == 0)
    run.app.find('No Day')


def test_person(run):
    """a row opens the person, where the day stands at the task, too"""
    run.tab_to('Ana Lopez', 'list item')
    run.desktop.key('Enter')
    run.app.find('Order shoes: when is it due?', 'button')
    run.go('g', 'h')
    run.tab_to('Bo Berg', 'list item')
    run.app.resize(360, 760)
    wait_for('its place', lambda: run.app.size(run.app.find('Call back', 'check box'))[0] > 0)
    run.picture('today-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)


def test_needs(run):
    """what needs the owner stands first as soon as it comes, and Enter leads to it; what is done with is there no more"""
    run.go('g', 'h')
    run.app.find('Nothing needs you now')
    run.change("UPDATE thread SET priority = 'URGENT', state = 'open' WHERE contact_id = (SELECT id FROM contact WHERE name = 'Ana Lopez')")
    event = {'source': 'asterisk', 'id': '1', 'event': 'call.ended', 'at': datetime.now(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'), 'answered_by': 'voicemail', 'seconds': 9,
             'from': '+4915112345678', 'to': '+4930111'}
    subprocess.run([CTL, '--data', run.data, 'event'], env=run.desktop.env, input=json.dumps(event), capture_output=True, text=True, check=True)
    run.app.find('1 voicemail nobody has heard', 'list item')
    run.app.find('1 urgent conversation', 'list item')
    run.app.gone('Nothing needs you now')
    run.picture('today-needs')
    run.tab_to('1 voicemail nobody has heard', 'list item', key='Shift+Tab')
    run.desktop.key('Enter')
    run.app.find('Search calls')
    run.go('g', 'h')


def test_numbers(run):
    """four numbers are those of studioctl metrics, each opens what it counts, and what they count is said"""
    metrics = run.json('metrics', '--period', 'today')['metrics']
    for label, name in (('Messages today', 'messages_in'), ('New leads today', 'leads'), ('Urgent now', 'urgent')):
        run.app.find(f"{label}: {metrics[name]['value']:.0f}", 'button')
    run.tab_to('What These Numbers Count', 'button')
    run.desktop.key('Enter')
    run.app.find(metrics['response_rate']['definition'], 'label')
    run.desktop.key('Esc')
    run.app.wait_focus('What These Numbers Count', 'button')
    run.tab_to('Urgent now: ', 'button')
    run.desktop.key('Enter')
    run.app.find('Conversations', 'list')
    run.go('g', 'h')


def miss_calls(run, day):
    for i in range(6):
        event = {'source': 'asterisk', 'id': f'{day}{i}', 'event': 'call.ended', 'at': datetime.now(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'), 'answered_by': 'nobody', 'seconds': 0,
                 'from': f'+49151123450{i}', 'to': '+4930111'}
        subprocess.run([CTL, '--data', run.data, 'event'], env=run.desktop.env, input=json.dumps(event), capture_output=True, text=True, check=True)


def listed(run):
    return [node.get_name() for node in run.app.walk(run.app.look('Calls', 'list')) if node.get_role_name() == 'list item' and node.get_name()]


def test_calls(run):
    """what the numbers suggest about calls leads to those calls alone: first the missed ones, then those of when it was closed"""
    for hours, advice, button in ((OPEN_ALWAYS, 'Nobody took 6 calls', 'Missed Calls'), (CLOSED, '6 calls came while the studio was closed', 'Calls After Hours')):
        run.ctl('hours', 'set', hours)
        miss_calls(run, button)
        run.go('g', 'h')
        run.app.find(advice)
        run.picture('today-advice-calls')
        run.tab_to(button, 'button', limit=80)
        run.desktop.key('Enter')
        run.app.find('Search calls')
        # of seven, then of thirteen
        wait_for('those six', lambda: len(listed(run)) == 6 and all('Missed after hours' in name if hours == CLOSED else ', Missed, ' in name for name in listed(run)))
        run.picture('today-calls')
    run.go('g', 'h')


def test_many(run):
    """of many tasks the first ten of a day are shown, a key shows the others and the focus is on the first of them"""
    ana = run.one("SELECT id FROM contact WHERE name = 'Ana Lopez'")
    for i in range(12):
        run.ctl('task', 'add', ana, f'Paper {i}', '--due', 'none')
    run.app.find('Show 3 More')
    assert not [node for node in run.app.walk() if node.get_name() == 'Paper 11']
    run.tab_to('Show 3 More', 'button', limit=120)
    run.picture('today-many')
    run.desktop.key('Enter')
    run.app.find('Paper 11', 'check box')
    run.app.gone('Show 3 More')
    wait_for('the focus in the list', lambda: run.app.focus_name() == ('check box', 'Paper 9'))


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_days, test_done, test_due, test_person, test_needs, test_numbers, test_calls, test_many, test_end]))
