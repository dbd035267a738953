#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""SMS as the law wants it, by keyboard alone in the real window, against a Twilio that is played here: SMS are counted while one types,
at night a message waits for the morning or goes because the owner says so, CANCEL leads to a telephone or to another channel, and what
the customer says at the desk is entered and taken back. Prints TAP.

    test-consent.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import datetime
import os
import sqlite3
import sys
import zoneinfo

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from fake_graph import PHONE, TOKEN, WABA, conversation, graph
from fake_twilio import CANARY, SID, say, twilio
from studio import main
from window import PATIENCE, wait_for

SENT = "SELECT count(*) FROM message WHERE direction = 'outbound' AND text = '{}'"


def night(run):
    """Hours that are not now, whenever this runs."""
    hour = datetime.datetime.now(zoneinfo.ZoneInfo('Europe/Berlin')).hour
    run.ctl('hours', 'quiet', '00:00-01:00' if 2 <= hour < 23 else '12:00-13:00')


def past(server, hours):
    """What the server has was written so long ago."""
    when = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=hours)
    server.messages[0]['date_created'] = server.messages[0]['date_sent'] = when.strftime('%a, %d %b %Y %H:%M:%S +0000')


def bodies(run):
    return [m['body'] for m in run.server.messages if m['direction'] != 'inbound']


def test_start(run):
    """an SMS of yesterday, and the same person on WhatsApp"""
    run.server, run.graph = twilio(), graph()
    past(run.server, 20)
    run.desktop.keyring()
    run.init()
    run.ctl('hours', 'quiet', 'off')
    run.undo_window(0)
    run.connect('sms', run.server, CANARY, f'sid={SID}', 'from=+4930123456')
    run.ctl('sync', '--once')
    run.contact = run.one("SELECT contact_id FROM thread WHERE channel = 'sms'")
    run.thread = run.one("SELECT id FROM thread WHERE channel = 'sms'")
    run.connect('whatsapp', run.graph, TOKEN, f'phone_number_id={PHONE}', f'waba_id={WABA}', 'name=Studio')
    other = conversation(run.database, run.one("SELECT id FROM account WHERE channel = 'whatsapp'"), hours_ago=1)
    connection = sqlite3.connect(run.database, timeout=PATIENCE)
    with connection:
        connection.execute('UPDATE thread SET contact_id = ? WHERE id = ?', (run.contact, other))
        connection.execute('UPDATE message SET contact_id = ? WHERE thread_id = ?', (run.contact, other))
    connection.close()
    run.ctl('reply', run.thread, '--text', 'We meet at the door. ' * 9)
    run.open()
    run.go('Alt+7')
    run.app.find(start='+49', role='list item')


def test_counter(run):
    """what stands there is counted, and counted on while one types; at each width it stays on its line"""
    run.go('g', 'a')
    run.app.find('189 of 306 characters, 2 SMS')
    run.go('Enter')
    run.app.wait_focus('Reply')
    run.desktop.key('Ctrl+End')
    run.desktop.type('x')
    run.app.find('190 of 306 characters, 2 SMS')
    run.picture('counter')
    run.desktop.key('Ctrl+a')
    run.desktop.type('Yes')
    label = run.app.find('3 of 160 characters, 1 SMS')
    for width in 360, 900, 1600:
        run.app.resize(width, 800)
        wait_for(f'the counter at {width}', lambda: 0 < run.app.size(label)[0] < width and 0 < run.app.size(label)[1] < 40)
        # What is typed next stands in the text, whatever folded.
        run.app.wait_focus('Reply')
        run.desktop.key('!', 'BackSpace')
        run.picture(f'counter-{width}')
    assert not run.too_wide(), run.too_wide()[:3]
    run.desktop.key('Esc')
    wait_for('the editor closed', lambda: not run.app.typing())
    run.until('it saved', "SELECT text FROM draft", lambda text: text == 'Yes')


def test_waits(run):
    """at night the first a says that it waits, the second lets it wait; from the outbox it goes"""
    night(run)
    run.app.find('Send Now Anyway', 'button')
    assert run.decide() == 'warns'
    run.picture('night')
    assert run.decide() == 'go'
    run.until('it held', "SELECT reason FROM draft", lambda reason: reason == 'outside_quiet_hours')
    assert bodies(run) == []
    run.go('g', 'o')
    run.app.find(start='Send Now', role='button')
    run.picture('night-outbox')
    run.tab_to('Send Now', 'button')
    run.desktop.key('Enter')
    wait_for('it sent', lambda: bodies(run) == ['Yes'], 60)
    run.until('it stored', SENT.format('Yes'), lambda n: n == 1)


def test_now(run):
    """the button beside the warning sends it at once"""
    run.ctl('reply', run.thread, '--text', 'The street is flooded')
    run.go('g', 'a')
    run.app.find('21 of 160 characters, 1 SMS')
    run.app.find('Send Now Anyway', 'button')
    assert run.decide() == 'warns'
    run.tab_to('Send Now Anyway', 'button')
    run.desktop.key('Enter')
    wait_for('it sent', lambda: bodies(run) == ['Yes', 'The street is flooded'], 60)


def test_cancel(run):
    """CANCEL comes first in the inbox, with what to do about it, and nothing may be sent"""
    say(run.server, 'Cancel', 1)
    run.until('the word', "SELECT count(*) FROM message WHERE text = 'Cancel'", lambda n: n == 1)
    run.go('g', 'i')
    run.key_until('period', 'her row', lambda: run.app.look(start='+49', role='list item'))
    run.choose('+4915112345678, SMS')
    run.app.find(start='They may have unsubscribed by accident')
    run.app.find('Call', 'button')
    assert run.one("SELECT count(*) FROM draft WHERE state = 'proposed'") == 0
    assert run.one("SELECT escalated_at > 0 FROM thread WHERE channel = 'sms'") == 1
    for width in 360, 900, 1600:
        run.app.resize(width, 800)
        if width == 360:
            # There is room for the list or the conversation.
            wait_for('the list alone', lambda: not run.app.look('Call', 'button'))
            run.desktop.key('Enter')
            run.app.find('Call', 'button')
        run.picture(f'cancel-{width}')
    assert not run.too_wide(), run.too_wide()[:3]
    run.ctl('reply', run.thread, '--text', 'Which class?')
    run.app.find(start='This person asked not to be written to')
    run.picture('cancel-stops')


def test_leads_on(run):
    """its buttons call, and lead to the other conversation with the same person"""
    run.tab_to('Call', 'button')
    run.desktop.key('Enter')
    run.app.find(start='No program here makes calls')
    run.tab_to('Answer by WhatsApp', 'button')
    run.desktop.key('Enter')
    run.app.wait_focus('Reply')
    assert not run.app.look(start='They may have unsubscribed')
    run.desktop.key('Esc')


def test_desk(run):
    """what they said at the desk is entered with a note, and taken back: the ledger only grows"""
    run.tab_to('Enter What They Said…', limit=120)
    run.desktop.key('Enter')
    run.app.find('How You Know')
    run.tab_to('How You Know')
    run.desktop.type('at the desk')
    run.picture('consent-enter')
    run.desktop.key('Enter')
    run.until('the entry', "SELECT count(*) FROM consent WHERE how = 'owner' AND note = 'at the desk'", lambda n: n == 1)
    run.app.find(start='Wants no messages: nothing is sent')
    run.picture('consent')
    run.desktop.key('Ctrl+z')
    run.until('what held before', "SELECT count(*) FROM consent WHERE how = 'undo' AND state = 'none'", lambda n: n == 1)
    run.app.find(start='Unsubscribed from SMS')
    assert run.one('SELECT count(*) FROM consent') == 3


def test_start_again(run):
    """START takes the bar away"""
    run.go('g', 'i')
    run.app.find('Messages', 'list')
    run.choose('+4915112345678, SMS')
    run.app.find(start='They may have unsubscribed by accident')
    say(run.server, 'START', 2)
    run.until('the word', "SELECT count(*) FROM consent WHERE state = 'given'", lambda n: n == 1)
    run.app.gone(start='They may have unsubscribed by accident')


def test_end(run):
    """it ends with an empty log"""
    run.server.shutdown()
    run.graph.shutdown()
    assert run.app.quit() == 0
    # This desktop shows no notifications, and somebody was escalated.
    warnings = [line for line in run.app.warnings() if 'Notifications' not in line]
    assert not warnings, warnings[:5]


if __name__ == '__main__':
    sys.exit(main([test_start, test_counter, test_waits, test_now, test_cancel, test_leads_on, test_desk, test_start_again, test_end]))
