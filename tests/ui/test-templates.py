#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""WhatsApp's templates by keyboard alone, in the real window, against a strict Graph server that is played here and a real key ring: the
window of a conversation is closed, a template is found, filled in, approved and sent. Prints TAP.

    test-templates.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from fake_graph import PHONE, PHONE_2, TOKEN, WABA, conversation, graph
from studio import main
from window import wait_for

READS = 'See you soon\n\nHi Ana, your class Salsa begins at 19:00. See you there!'


def connect(run, name, phone):
    path = os.path.join(run.desktop.folder, 'secret')
    with open(path, 'w') as file:
        file.write(TOKEN)
    before = {a['id'] for a in run.json('account', 'list')}
    added = run.json('account', 'add', 'whatsapp', '--api-base', f'http://127.0.0.1:{run.server.server_port}', '--secret-file', path,
                     f'phone_number_id={phone}', f'waba_id={WABA}', f'name={name}')
    os.unlink(path)
    return next(a['id'] for a in added if a['id'] not in before)


def test_start(run):
    """a WhatsApp account, one customer who wrote thirty hours ago and one who did two hours ago"""
    run.server = graph()
    run.desktop.keyring()
    run.init()
    run.undo_window(60)
    run.account = connect(run, 'Studio', PHONE)
    run.closed = conversation(run.database, run.account)
    run.open_one = conversation(run.database, run.account, 'Raj Mehta', '+34600333444', 'Can I bring a friend?', 22.5)
    run.open()
    run.until('the templates of the first pull', 'SELECT count(*) FROM message_template', lambda n: n == 5)
    run.go('Alt+7')
    run.app.find(start='Ana Lopez', role='list item')


def test_window(run):
    """what the channel takes is said where answers are written"""
    run.choose('Raj Mehta')
    run.app.find(start='Closes in 1 h')
    assert not run.app.look('Choose a Template…')
    run.picture('window-open')
    run.choose('Ana Lopez')
    run.app.find(start='More than 24 hours')
    run.app.find('Choose a Template…')
    run.picture('window-closed')


def test_picker(run):
    """r opens the list instead of the editor; what Meta refused is there, with why, and cannot be taken"""
    run.go('r')
    run.app.find('Send a Template', 'dialog')
    run.app.wait_focus('Search approved templates')
    run.picture('templates')
    run.desktop.type('sale')
    run.app.find('summer sale', 'list item')
    run.app.gone('class reminder', 'list item')
    run.app.find(start='Meta refused it: it advertises')
    run.desktop.key('Enter')
    run.app.wait_focus('Search approved templates')
    run.desktop.key('Ctrl+a')
    run.desktop.type('xyz')
    run.app.find('No Template Found')
    run.desktop.key('Ctrl+a')
    run.desktop.type('your class')
    run.app.find('class reminder', 'list item')
    run.app.gone('trial named', 'list item')


def test_fill(run):
    """its gaps are filled in under what the customer will read; an empty one is pointed out"""
    run.desktop.key('Enter')
    run.app.wait_focus(start='Gap 2')
    run.app.find(start='See you soon\n\nHi Ana, your class {{2}} begins')
    run.desktop.type('Salsa')
    run.app.find(start='See you soon\n\nHi Ana, your class Salsa begins at {{3}}')
    run.picture('template-fill')
    run.tab_to('Use This Template')
    run.desktop.key('Enter')
    run.app.find(start='Fill in every gap')
    run.app.wait_focus(start='Gap 3')
    run.desktop.type('19:00')
    run.app.find(READS)
    run.desktop.key('Enter')
    run.app.gone('Send a Template', 'dialog')
    run.until('the draft', 'SELECT text FROM draft WHERE template IS NOT NULL', lambda text: text == READS)
    run.app.find('Draft')
    run.picture('template-draft')


def test_again(run):
    """Enter opens its values, not its words; Escape changes nothing"""
    run.key_until('Enter', 'the list', lambda: run.app.look('Send a Template', 'dialog'))
    run.app.wait_focus('Search approved templates')
    run.desktop.type('class rem')
    run.desktop.key('Enter')
    run.app.find(READS)
    run.app.wait_focus('Use This Template')
    run.tab_to('Gap 2', key='Shift+Tab')
    run.desktop.key('Ctrl+a')
    run.desktop.type('Tango')
    run.app.find(start='See you soon\n\nHi Ana, your class Tango')
    run.close_dialogs()
    assert run.one('SELECT text FROM draft WHERE template IS NOT NULL') == READS


def test_send(run):
    """approved with a key as any other, it leaves as the template that it is"""
    run.undo_window(0)
    assert run.decide() == 'go'
    wait_for('it sent', lambda: run.server.sent, 60)
    (number, message), = run.server.sent
    assert number == PHONE and message['type'] == 'template', message
    assert message['template'] == {'name': 'class_reminder', 'language': {'code': 'en'}, 'components': [
        {'type': 'body', 'parameters': [{'type': 'text', 'text': text} for text in ('Ana', 'Salsa', '19:00')]}]}, message
    run.until('it stored', "SELECT text FROM message WHERE direction = 'outbound'", lambda text: text == READS)
    assert not run.server.refused, run.server.refused


def test_narrow(run):
    """at 360 pixels nothing is too wide, and the list can be asked for anew"""
    run.server.templates = run.server.templates[:2]
    run.app.resize(360, 640)
    run.go('Alt+7')
    run.choose('Raj Mehta')
    run.desktop.key('Enter')
    run.app.find(start='Closes in 1 h')
    run.picture('window-open-360')
    run.key_until('Ctrl+Shift+t', 'the list', lambda: run.app.look('Send a Template', 'dialog'))
    run.app.find('new prices', 'list item')
    run.picture('templates-360')
    run.tab_to('Ask Meta for Templates', key='Shift+Tab')
    run.desktop.key('Space')
    run.app.gone('new prices', 'list item')
    run.app.find('class reminder', 'list item')
    run.tab_to('Search approved templates')
    run.desktop.type('named')
    run.app.find('trial named', 'list item')
    run.desktop.key('Enter')
    run.app.find(start='Hello Raj! A trial lesson at Salsa Nord')
    run.app.wait_focus('Use This Template')
    run.picture('template-fill-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.close_dialogs()


def test_sender(run):
    """of two numbers the one that the customer wrote to answers, until another is chosen for them"""
    run.app.resize(1180, 760)
    second = connect(run, 'Second Studio', PHONE_2)
    run.server.sent.clear()
    run.app.find('From Studio')
    run.key_until('Ctrl+Shift+f', 'the choice', lambda: run.app.look('Answer From'))
    run.picture('sender')
    run.desktop.key('2')
    run.app.find('From Second Studio')
    run.app.find(start='More than 24 hours')
    run.until('the choice', 'SELECT account_id FROM sender_choice', lambda account: account == second)
    run.key_until('f', 'the choice', lambda: run.app.look('Answer From'))
    run.desktop.key('1')
    run.app.find(start='Closes in 1 h')
    run.go('r')
    run.app.wait_focus('Reply')
    run.desktop.type('Yes')
    run.desktop.key('Ctrl+Enter')
    wait_for('it sent', lambda: run.server.sent, 60)
    assert [(number, message['text']['body']) for number, message in run.server.sent] == [(PHONE, 'Yes')], run.server.sent


def test_told_later(run):
    """WhatsApp says hours later that its 24 hours were over: the message says so, and a template is offered"""
    run.until('it stored', "SELECT count(*) FROM message WHERE text = 'Yes'", lambda n: n == 1)
    run.change("UPDATE message SET state = 'failed', failure = '131047: Message failed to send' WHERE text = 'Yes'")
    run.choose('Raj Mehta')
    run.app.find(start='More than 24 hours since they wrote')
    run.app.find('Choose a Template…')
    run.picture('window-told-later')
    run.app.resize(360, 640)
    run.picture('window-told-later-360')
    assert not run.too_wide(), run.too_wide()[:3]


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.server.shutdown()
    assert run.app.quit() == 0
    assert not run.app.warnings(), run.app.warnings()[:5]


if __name__ == '__main__':
    sys.exit(main([test_start, test_window, test_picker, test_fill, test_again, test_send, test_narrow, test_sender, test_told_later, test_end]))
