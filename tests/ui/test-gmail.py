#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A mailbox by keyboard alone, in the real window, against Google played here and a real key ring. The browser is a program of this test's
own desktop that notes the address; whoever follows it is the test. Connected, a mail is answered with a key, the line is cut in the middle
of another answer, the sign-in ends and is renewed, disconnected. Prints TAP.

    test-gmail.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from fake_gmail import ADDRESS, CLIENT_ID, CLIENT_SECRET, MODIFY, follow, gmail
from studio import main
from window import wait_for


def browser(run):
    """The desktop's own browser: what it is given stands in a file."""
    run.pages = os.path.join(run.desktop.folder, 'pages')
    apps = os.path.join(run.desktop.env['XDG_DATA_HOME'], 'applications')
    script = os.path.join(run.desktop.folder, 'browser')
    os.makedirs(apps)
    with open(script, 'w') as file:
        file.write(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{run.pages}"\n')
    os.chmod(script, 0o700)
    with open(os.path.join(apps, 'browser.desktop'), 'w') as file:
        file.write(f'[Desktop Entry]\nType=Application\nName=Browser\nExec={script} %u\nMimeType=x-scheme-handler/http;x-scheme-handler/https;\n')
    with open(os.path.join(run.desktop.env['XDG_CONFIG_HOME'], 'mimeapps.list'), 'w') as file:
        file.write('[Default Applications]\nx-scheme-handler/http=browser.desktop\nx-scheme-handler/https=browser.desktop\n')
    run.opened = 0


def page(run):
    """The next address that the browser was given."""
    def look():
        with open(run.pages) as file:
            lines = file.read().split()
        return lines[run.opened] if len(lines) > run.opened else None
    url = wait_for('the browser', look)
    run.opened += 1
    return url


def preferences(run):
    run.go('Ctrl+comma')
    run.app.find('Preferences', 'dialog')


def fetch(run):
    preferences(run)
    run.open_account('Salsa Nord')
    run.tab_to('Sync Now')
    run.desktop.key('Enter')


def leave(run):
    """Escape first takes away a note that still stands in the dialog."""
    run.key_until('Esc', 'the preferences closed', lambda: not run.app.look('Preferences', 'dialog'), 5)


def test_start(run):
    """a studio without an account, a key ring and a browser"""
    run.server = gmail()
    run.server.unticked = (MODIFY,)
    run.server.mailbox.arrives('Is there a class on Tuesday?')
    run.desktop.keyring()
    browser(run)
    run.init()
    run.undo_window(60)
    run.open()
    run.app.wait_focus(role='list item')        # a key before that is lost on a slow machine
    preferences(run)


def test_cancel(run):
    """the browser is waited for, and who changes her mind is back where she was"""
    run.tab_to('Connect Gmail…')
    run.desktop.key('Enter')
    run.app.find('Connect Gmail', 'dialog')
    run.app.wait_focus(start='Mail Address')
    run.desktop.type(ADDRESS)
    run.tab_to('Client ID')
    run.desktop.type(CLIENT_ID)
    run.tab_to('Client Secret')
    run.desktop.type(CLIENT_SECRET)
    run.tab_to('Another Server')
    run.desktop.key('Space')
    run.tab_to('Address')
    run.desktop.type(f'http://127.0.0.1:{run.server.server_port}')
    run.tab_to('Signature', key='Shift+Tab')
    run.desktop.type('Ria')
    run.picture('gmail-form')
    run.desktop.key('Enter')
    run.app.find('Your Browser Has Opened')
    page(run)
    run.app.wait_focus('Cancel')
    run.picture('gmail-waiting')
    run.desktop.key('Enter')
    run.app.gone('Your Browser Has Opened')
    run.app.wait_focus(start='Mail Address')
    assert run.one("SELECT count(*) FROM account WHERE channel = 'mail'") == 0


def test_partial(run):
    """what was not ticked on Google's page is said in words"""
    run.tab_to('Connect', 'button')
    run.desktop.key('Enter')
    follow(page(run))
    run.app.find(start='Mail may be read: On Google')
    run.picture('gmail-partial')
    run.desktop.key('Enter')
    run.app.gone('Connect Gmail', 'dialog')


def test_sign_in_again(run):
    """with all boxes ticked everything is in place, and the mail comes in"""
    run.server.unticked = ()
    # on a busy machine the account comes into the list after the dialog has gone: Tab would go by where it will stand
    run.app.find('Sign In Again…', 'button')
    run.picture('gmail-row')
    run.tab_to('Sign In Again…')
    run.desktop.key('Enter')
    run.app.find('Sign In Again', 'dialog')
    run.app.wait_focus('Sign In')
    run.desktop.key('Enter')
    follow(page(run))
    run.app.find('Mail may be read: in place')
    run.app.find('The mailbox is the one of this account: in place')
    run.picture('gmail-points')
    run.desktop.key('Enter')
    run.app.gone('Sign In Again', 'dialog')
    run.open_account('Salsa Nord')
    run.tab_to('Sync Now')
    run.desktop.key('Enter')
    run.until('the mail', "SELECT count(*) FROM message WHERE text = 'Is there a class on Tuesday?'", lambda n: n == 1)
    leave(run)


def write(run, text):
    """An answer that waits for a: written, and put aside."""
    run.desktop.key('r')
    run.app.wait_focus('Reply')
    assert run.app.text(run.app.focused()) == '\n\n-- \nRia', run.app.text(run.app.focused())
    run.desktop.type(text)
    run.tab_out()


def approve(run, text):
    """The key until it is taken: with nothing to approve it does no harm."""
    run.key_until('a', 'it approved', lambda: run.ask("SELECT 1 FROM draft WHERE text LIKE ? || '%' AND state NOT IN ('proposed', 'edited')", text))


def test_answer(run):
    """it is opened, answered, approved with a, and leaves once with the right headers"""
    run.undo_window(0)
    run.desktop.key('g', 'i')
    run.key_until('period', 'her row', lambda: run.app.look(start='Ana Pérez', role='list item'))
    run.choose('Ana Pérez')
    write(run, 'Yes, at seven')
    approve(run, 'Yes, at seven')
    sent = wait_for('it sent', run.server.mailbox.sent)
    (mail, thread), = sent
    assert thread == next(iter(run.server.mailbox.messages)), thread
    assert mail['From'] == f'Salsa Nord <{ADDRESS}>' and mail['To'] == 'Ana Pérez <ana@example.com>', mail.items()
    assert mail['Subject'] == 'Re: Trial class?' and mail['In-Reply-To'] == '<ana-1@example.com>' == mail['References'], mail.items()
    assert mail['Message-ID'].endswith('@studio.example>') and mail.get_content().replace('\r', '').strip() == 'Yes, at seven\n\n-- \nRia'
    run.until('it stored', "SELECT count(*) FROM message WHERE text LIKE 'Yes, at seven%' AND practice = 0", lambda n: n == 1)
    run.picture('gmail-answered')


def test_cut(run):
    """the line is cut after Google took it: nothing is lost, and nothing is sent twice"""
    run.server.mailbox.arrives('And on Wednesday?', ident='ana-2@example.com', thread=next(iter(run.server.mailbox.messages)),
                               headers='In-Reply-To: <ana-1@example.com>\r\n', subject='Re: Trial class?')
    fetch(run)
    run.until('her second mail', "SELECT count(*) FROM message WHERE text = 'And on Wednesday?'", lambda n: n == 1)
    leave(run)
    run.server.cut = 1
    run.desktop.key('g', 'i')
    run.key_until('period', 'her row', lambda: run.app.look(start='Ana Pérez', role='list item'))
    run.choose('Ana Pérez')
    write(run, 'At eight')
    approve(run, 'At eight')
    wait_for('the line cut', lambda: not run.server.cut)
    run.until('what became of it', "SELECT state FROM draft WHERE text LIKE 'At eight%'", lambda state: state in ('unknown', 'accepted'))
    fetch(run)
    run.until('it found', "SELECT state FROM draft WHERE text LIKE 'At eight%'", lambda state: state == 'accepted')
    leave(run)
    fetch(run)
    leave(run)
    texts = [mail.get_content().split('\n')[0].strip() for mail, _ in run.server.mailbox.sent()]
    assert texts == ['Yes, at seven', 'At eight'], texts
    assert run.one("SELECT count(*) FROM message WHERE text LIKE 'At eight%'") == 1
    assert run.one("SELECT count(*) FROM attempt WHERE outcome IS NULL") == 0


def test_mails_to_me(run):
    """the owner's own address is confirmed by the code that came there; a wrong one is not taken"""
    def setting(key):
        return f"SELECT value FROM setting WHERE key = '{key}' AND deleted_at IS NULL"

    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Studio', 'page tab')
    run.desktop.key('Right', 'Space')
    run.app.find('Your Own Rules')
    run.tab_to('Your Own Address', 'text', limit=250)
    run.desktop.type('ria@private.example')
    run.desktop.key('Enter')
    run.until('the question', setting('alert_mail.asked'), lambda value: value and value.startswith('ria@private.example '))
    code = wait_for('the code', lambda: [m['Subject'] for m, _ in run.server.mailbox.sent() if m['To'] == 'ria@private.example'])[0][-6:]
    run.tab_to('Code That Came to ria@private.example', 'text')
    run.desktop.type('12345')
    run.desktop.key('Enter')
    run.picture('gmail-mails-to-me')
    assert run.one(setting('alert_mail.address')) is None
    run.desktop.key('Ctrl+a')
    run.desktop.type(code)
    run.key_until('Enter', 'the address', lambda: run.one(setting('alert_mail.address')) == 'ria@private.example')
    assert run.one(setting('alert_mail.when')) == 'away'
    run.tab_to('With the Words of the Message')
    run.desktop.key('space')
    run.until('the words', setting('alert_mail.text'), lambda value: value == '1')
    run.tab_to('The Weekly Report')
    run.desktop.key('space')
    run.until('the report', setting('alert_mail.report'), lambda value: value == '1')
    assert run.one(setting('alert_mail.report_since')), 'reports of before would be mailed'
    run.desktop.key('space')
    run.until('no report', setting('alert_mail.report'), lambda value: value is None)
    run.picture('gmail-mails-confirmed')
    run.app.resize(360, 640)
    run.picture('gmail-mails-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)
    run.close_dialogs()


def test_ended(run):
    """a sign-in that ended is said once, and renewed"""
    run.server.grants.clear()
    run.server.tokens.clear()
    fetch(run)
    run.until('the account says so', "SELECT error FROM account WHERE channel = 'mail'", lambda words: words and 'sign in again' in words)
    run.app.find('Google asks you to sign in again')
    run.picture('gmail-ended')
    run.tab_to('Sign In Again…')
    run.desktop.key('Enter')
    run.app.wait_focus('Sign In')
    run.desktop.key('Enter')
    follow(page(run))
    run.app.find('Mail may be read: in place')
    run.desktop.key('Enter')
    run.app.gone('Sign In Again', 'dialog')
    assert run.one("SELECT error FROM account WHERE channel = 'mail'") is None


def test_disconnect(run):
    """disconnected, Google does not know the sign-in any more, and the messages stay"""
    run.tab_to('Disconnect…')
    run.desktop.key('Enter')
    run.app.find('Disconnect Salsa Nord?')
    run.tab_to('Disconnect', 'button')
    run.desktop.key('Enter')
    run.until('the account gone', "SELECT count(*) FROM account WHERE channel = 'mail' AND deleted_at IS NULL", lambda n: n == 0)
    assert not run.server.grants and run.one("SELECT count(*) FROM message m JOIN thread t ON t.id = m.thread_id WHERE t.channel = 'mail'") == 4
    leave(run)


def test_end(run):
    """Ctrl+Q ends it with status 0, an empty log, and nothing that Google would have refused"""
    run.server.shutdown()
    assert run.app.quit() == 0
    assert not run.app.warnings(), run.app.warnings()[:5]
    assert not run.server.violations, run.server.violations


if __name__ == '__main__':
    sys.exit(main([test_start, test_cancel, test_partial, test_sign_in_again, test_answer, test_cut, test_mails_to_me, test_ended, test_disconnect, test_end]))
