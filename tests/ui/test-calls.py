#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The page of calls in the real window, by keyboard alone: none yet, calls that come by themselves, one in full, search and filter, who it was, a task, a booking, what they come to,
a call that rings, the card in the conversation, 360 pixels. Prints TAP.

    test-calls.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import hashlib
import json
import os
import struct
import subprocess
import sys
import wave
from datetime import datetime, timedelta, timezone

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import CTL, main
from window import wait_for

PRIYA = '+4915112345678'


def tell(run, number, event, **more):
    """What another telephone system tells of a call."""
    text = json.dumps({'source': 'asterisk', 'id': number, 'event': event, **more})
    done = subprocess.run([CTL, '--data', run.data, '--json', 'event'], env=run.desktop.env, input=text, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)['id']


def call(run, number, at, by, source=PRIYA, name=None, seconds=0, **more):
    return tell(run, number, 'call.ended', at=at, answered_by=by, seconds=seconds, **({'from': source} if source else {}), **({'name': name} if name else {}), to='+4930111', **more)


def ago(minutes):
    return (datetime.now(timezone.utc) - timedelta(minutes=minutes)).strftime('%Y-%m-%dT%H:%M:%SZ')


def rows(run):
    """What the rows of the list are called, as they stand; only those that have a place."""
    found = run.app.look('Calls', 'list')
    return [node.get_name() for node in run.app.walk(found) if node.get_role_name() == 'list item' and node.get_name()] if found else []


def wait_rows(run, what, *starts):
    look = lambda: len(rows(run)) == len(starts) and all(row.startswith(start) for row, start in zip(rows(run), starts))
    try:
        wait_for(f'{what}: {starts}', look)
    except AssertionError as error:
        raise AssertionError(f'{error}: {rows(run)}')


def test_nothing(run):
    """no calls yet: g p says how they come, and leads there"""
    run.init()
    run.desktop.env['STUDIO_OS_SOUND_SINK'] = 'fakesink sync=true'
    run.open()
    run.app.find('Conversations', 'list')
    run.go('g', 'p')
    run.app.find('No Calls Yet')
    run.app.wait_focus('Accounts', 'button')
    run.picture('calls-nothing')


def test_come(run):
    """calls come by themselves, newest first, a heading for each day; a voicemail that nobody has heard says so"""
    call(run, '1', '2026-03-10T10:00:00Z', 'person', name='Priya Sharma', seconds=250, talk_seconds=240, consent='announced')
    call(run, '2', '2026-03-10T11:00:00Z', 'nobody', '+4915222222222', 'Bo Berg')
    call(run, '3', ago(3), 'voicemail', '+4915333333333', 'Clara Cruz', seconds=31)
    call(run, '4', ago(2), 'assistant', None, seconds=75)
    call(run, '5', ago(1), 'voicemail', PRIYA, seconds=9)
    tell(run, '3', 'call.transcript', language='en', segments=[{'start': 0, 'end': 2000, 'who': 'caller', 'text': 'Is there a place on Friday?'}])
    tell(run, '3', 'call.intent', intent='class_information')
    wait_rows(run, 'five calls', 'Priya Sharma, not heard yet, Voicemail', 'Withheld number, ', 'Clara Cruz, not heard yet, Voicemail', 'Bo Berg, Missed', 'Priya Sharma, ')
    run.app.find(start='Tuesday, 10 March', role='label')
    run.picture('calls')


def test_one(run):
    """j and k go through them, Enter opens one, Escape goes back"""
    choose(run, 'Priya Sharma, not heard yet')
    run.desktop.key('j')
    run.app.wait_focus(start='Withheld number, ', role='list item')
    run.desktop.key('j')
    run.app.wait_focus(start='Clara Cruz, ', role='list item')
    run.desktop.key('k', 'j', 'Enter')
    for words in ('Clara Cruz', 'To the studio', '+4915333333333', 'asterisk', 'Class Information'):
        run.app.find(words, 'label')
    run.picture('call')
    run.desktop.key('Esc')
    run.app.wait_focus(start='Clara Cruz, ', role='list item')


def test_search(run):
    """/ finds a name or a number; letters stay letters there"""
    run.desktop.key('/')
    run.app.wait_focus('Search calls')
    run.desktop.type('CLARA')
    wait_rows(run, 'by name', 'Clara Cruz, ')
    run.desktop.key('Ctrl+a')
    run.desktop.type('01522')
    wait_rows(run, 'by number', 'Bo Berg, ')
    run.desktop.key('Ctrl+a')
    run.desktop.type('npjk')
    run.app.find('No Call Matches')
    run.desktop.key('Esc')
    wait_rows(run, 'all again', 'Priya Sharma, ', 'Withheld number, ', 'Clara Cruz, ', 'Bo Berg, ', 'Priya Sharma, ')
    run.app.wait_focus(role='list item')


def test_filter(run):
    """f and a digit: missed ones, voicemails, answered ones, all"""
    for digit, starts in (('2', ['Bo Berg, Missed']), ('3', ['Priya Sharma, not heard', 'Clara Cruz, ']), ('5', ['Withheld number, ', 'Priya Sharma, '])):
        run.desktop.key('f')
        run.app.find('Which Calls')
        run.desktop.key(digit)
        wait_rows(run, 'of filter ' + digit, *starts)
        run.app.wait_focus(role='list item')
    run.picture('calls-answered')
    run.desktop.key('f')
    run.app.find('Which Calls')
    run.desktop.key('1')
    wait_rows(run, 'all', 'Priya Sharma, ', 'Withheld number, ', 'Clara Cruz, ', 'Bo Berg, ', 'Priya Sharma, ')
    run.app.wait_focus(role='list item')


def record(run, number, seconds, high):
    """The recording of a call has been fetched: a tone that is there as the program keeps its files."""
    path = os.path.join(run.desktop.folder, 'tone.wav')
    with wave.open(path, 'wb') as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b''.join(struct.pack('<h', high * (1 if i // 10 % 2 else -1)) for i in range(8000 * seconds)))
    with open(path, 'rb') as file:
        data = file.read()
    name = hashlib.sha256(data).hexdigest()
    folder = os.path.join(run.data, 'files', name[:2])
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), 'wb') as file:
        file.write(data)
    run.change("INSERT INTO part (id, message_id, position, kind, mime, name, sha256, size) SELECT 'part' || remote_id, message_id, 1, 'audio', 'audio/wav', 'call.wav', "
               f"'{name}', {len(data)} FROM call WHERE remote_id = '{number}'")
    # Parts alone change nothing that is seen: that they came is told with their message.
    run.change(f"UPDATE call SET updated_at = updated_at + 1 WHERE remote_id = '{number}'")


def test_hear(run):
    """Space plays the voicemail, n the next one that nobody has heard, and what was heard is not marked any more"""
    for number, high in (('3', 6000), ('5', 9000)):
        record(run, number, 40, high)
    choose(run, 'Priya Sharma, not heard yet')
    run.app.find('Place in the recording', 'slider')
    run.desktop.key('Space')
    run.app.find('Pause', 'button')
    run.picture('call-plays')
    run.desktop.key('Space')
    run.app.gone('Pause', 'button')
    wait_rows(run, 'one is heard', 'Priya Sharma, Voicemail', 'Withheld number, ', 'Clara Cruz, not heard yet, Voicemail', 'Bo Berg, ', 'Priya Sharma, ')
    run.desktop.key('n')
    run.app.wait_focus(start='Clara Cruz, ', role='list item')
    run.app.find('Pause', 'button')
    run.app.find('Is there a place on Friday?', 'label')
    run.desktop.key('Ctrl+Space')
    run.app.gone('Pause', 'button')
    wait_rows(run, 'both are heard', 'Priya Sharma, Voicemail', 'Withheld number, ', 'Clara Cruz, Voicemail', 'Bo Berg, ', 'Priya Sharma, ')
    run.desktop.key('n')
    run.app.find('No other voicemail waits to be heard')


def choose(run, start):
    """By k and j to the row that begins so."""
    run.go('g', 'p')
    run.app.wait_focus(role='list item')
    run.choose(start)


def test_task(run):
    """d makes a task of a missed call, and z takes it back"""
    choose(run, 'Bo Berg, ')
    run.desktop.key('d')
    run.until('the task', "SELECT count(*) FROM task WHERE title = 'Call Bo Berg back' AND deleted_at IS NULL", lambda n: n == 1)
    run.app.find('Task added')
    run.key_until('z', 'no task', lambda: not run.one("SELECT count(*) FROM task WHERE title = 'Call Bo Berg back' AND deleted_at IS NULL"))


def test_stage(run):
    """m and a digit move who called on the board of leads"""
    choose(run, 'Bo Berg, ')
    run.desktop.key('m')
    run.app.find(start='2  Contacted')
    run.desktop.key('2')
    run.until('the stage', "SELECT stage FROM contact WHERE name = 'Bo Berg'", lambda stage: stage == 'CONTACTED')


def test_who(run):
    """a caller without a number is somebody new, once the owner says who"""
    choose(run, 'Withheld number, ')
    run.app.find('Say Who It Was…', 'button')
    run.desktop.key('w')
    run.app.find('Who Was It?')
    run.desktop.type('Dora Dahl')
    run.app.find(start='New Person')
    run.picture('call-who')
    run.desktop.key('Enter')
    wait_for('her name in the row', lambda: any(row.startswith('Dora Dahl, ') for row in rows(run)))
    run.app.gone('Say Who It Was…', 'button')


def test_booking(run):
    """b links what was booked because of the call, and again takes it off"""
    room = run.json('room', 'add', 'Hall')['id']
    kind = run.json('class', 'add', 'Salsa')['id']
    day = (datetime.now(timezone.utc) + timedelta(days=3)).strftime('%Y-%m-%d')
    run.json('schedule', 'add', kind, day + 'T18:00', '--room', room)
    session = next(one['id'] for one in run.json('schedule', 'week', day) if one['day'] == day)
    bo = run.one("SELECT id FROM contact WHERE name = 'Bo Berg'")
    booking = run.json('booking', 'add', session, bo)['id']
    choose(run, 'Bo Berg, ')
    run.app.find(start='Contacted\nNext: Salsa')
    run.desktop.key('b')
    run.app.find('What Was Booked')
    run.picture('call-book')
    run.desktop.key('1')
    run.until('the link', "SELECT booking_id FROM call WHERE remote_id = '2'", lambda linked: linked == booking)
    run.desktop.key('b')
    run.app.find('What Was Booked')
    run.desktop.key('2')
    run.until('no link', "SELECT booking_id IS NULL FROM call WHERE remote_id = '2'", lambda none: none == 1)


def tiles(run):
    """What the tiles say, by their names."""
    found = run.app.look('Numbers', 'panel') or run.app.look('Numbers')
    names = [node.get_name() for node in run.app.walk() if ': ' in (node.get_name() or '') and 'focusable' in run.app.states(node)]
    return dict(name.split(': ', 1) for name in names)


def test_numbers(run):
    """Alt+2 shows what they come to, as studioctl counts it, each with what it counts"""
    run.desktop.key('Alt+2')
    run.app.wait_focus(start='Calls: ')
    counted = lambda *period: {row['name']: row['value'] for row in run.json('call', 'numbers', *period)}
    recent = counted('--from', ago(60 * 24 * 20)[:10])
    assert recent['total'] == 3 and recent['voicemail'] == 2 and recent['missed'] == 0, recent
    look = lambda: (tiles(run).get('Calls'), tiles(run).get('Voicemails'), tiles(run).get('Answer rate'), tiles(run).get('Average call'))
    wait_for('those of 30 days', lambda: look() == ('3', '2', '33 %', '1 min 15 s'))
    assert tiles(run)['Handed to a person'] == '0 %', tiles(run)
    run.app.find('Answered calls, divided by all calls to the studio.', 'label')
    run.picture('calls-numbers')
    run.desktop.key('Right')
    run.app.wait_focus(start='Answered: ')
    call(run, '6', ago(0), 'nobody', '+4915266666666', 'Emil')
    wait_for('one more, by itself', lambda: look()[0] == '4')
    run.tab_to('Last 30 Days', 'toggle button', key='Shift+Tab')
    run.desktop.key('Enter')
    wait_for('its list', lambda: run.app.focused().get_role_name() == 'list item')
    run.desktop.key('Home', 'Enter')
    run.app.wait_focus('Today', 'toggle button')
    wait_for('those of today', lambda: tiles(run)['Talk time'] == '1 min 15 s')
    run.desktop.key('Esc')
    run.app.wait_focus(role='list item')
    wait_for('the new one in the list', lambda: rows(run)[0].startswith('Emil, Missed'))


def test_rings(run):
    """a call that rings is told in the window with whom it is, and goes when it is over"""
    run.change("UPDATE contact SET temperature = 'HOT', score = 91 WHERE name = 'Priya Sharma'")
    tell(run, '7', 'call.started', **{'at': ago(0), 'from': PRIYA, 'to': '+4930111'})
    run.app.find('Incoming: Priya Sharma, HOT')
    wait_for('the row that rings', lambda: any(row.startswith('Priya Sharma, Ringing') for row in rows(run)))
    run.picture('call-rings')
    run.go('g', 'i')
    run.app.find('Show the Call', 'button')
    run.tab_to('Show the Call', 'button', key='F6')
    run.desktop.key('Enter')
    run.app.gone('Conversations', 'list')
    run.app.find('Hot · New', 'label')
    call(run, '7', ago(0), 'person', seconds=20)
    run.app.gone('Incoming: Priya Sharma, HOT')
    wait_for('the row that is over', lambda: any(row.startswith('Priya Sharma, Answered · 20 s') for row in rows(run)))


def test_conversation(run):
    """o opens the conversation with a card for each call, which leads back; the person's timeline has them, too"""
    choose(run, 'Clara Cruz, ')
    run.desktop.key('o')
    run.app.find('Conversations', 'list')
    run.app.find('Show the call: Voicemail · 31 s', 'button')
    run.app.find('Place in the recording', 'slider')
    run.app.find('Is there a place on Friday?', 'label')
    run.picture('call-card')
    run.tab_to('Show the call: Voicemail', 'button')
    run.desktop.key('Enter')
    run.app.gone('Conversations', 'list')
    run.app.find('+4915333333333', 'label')
    run.desktop.key('p')
    run.app.find('Clara Cruz')
    run.app.gone('Search calls')


def test_narrow(run):
    """360 pixels: the list, then one in full, then the numbers, and back; nothing is cut off"""
    run.app.resize(360, 640)
    run.go('g', 'p')
    run.app.wait_focus()
    run.key_until('Esc', 'the list', lambda: run.app.focus_name()[0] == 'list item')
    run.picture('calls-360')
    run.desktop.key('Enter')
    run.app.find('To the studio', 'label')
    run.picture('call-360')
    run.desktop.key('Esc')
    run.app.wait_focus(role='list item')
    run.desktop.key('Alt+2')
    run.app.wait_focus(start='Calls: ')
    run.picture('calls-numbers-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.desktop.key('Alt+1')
    run.app.wait_focus(role='list item')
    nameless = lambda: [run.app.size(node) for node in run.app.walk() if node.get_role_name() in ('button', 'toggle button')
                        and 'focusable' in run.app.states(node) and not node.get_name()]
    wait_for('a name for every button', lambda: not nameless())
    run.end()


TESTS = [test_nothing, test_come, test_one, test_search, test_filter, test_hear, test_task, test_stage, test_who, test_booking, test_numbers, test_rings, test_conversation, test_narrow]

if __name__ == '__main__':
    sys.exit(main(TESTS))
