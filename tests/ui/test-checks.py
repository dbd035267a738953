#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What speaks against a draft, in the real window: what stops it says so and changes nothing, a warning wants to be read, and what is
red leaves only by the button with its name. Each claim is checked in the database. Prints TAP.

    test-checks.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sqlite3
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import PATIENCE, wait_for

# Who is written to, the draft, and what the card says: each stops it.
STOPS = (('Ana', 'Hi {first name}, you have a place.', 'A part in {braces} is not filled in'),
         ('Bea', 'You have a place. ' * 300 + 'Yes.', 'The answer is longer than this channel takes'),
         ('Cleo', 'The plan is attached, Cleo.', 'An attachment is not there any more'),
         ('Dora', 'You have a place, Dora.', 'Nobody is known in this conversation'),
         ('Edda', 'Dance with us, Edda.', 'This person asked not to be written to'))
LINK, NUMBER = 'Look at https://elsewhere.example/plan, Fee.', 'Ask Raj about it: +49 151 23456789, Gerda.'
NAMED = 'Send As It Is'
VCARD = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Raj M.\r\nTEL:+49 151 23456789\r\nEND:VCARD\r\n'


def draft_of(run, name, column='id'):
    return run.one(f"SELECT d.{column} FROM draft d JOIN thread t ON t.id = d.thread_id JOIN contact c ON c.id = t.contact_id WHERE c.name = ?", name)


def spoil(run):
    """What happens between the draft and its approval: a file is deleted, a number forgotten, somebody opts out."""
    path = os.path.join(run.desktop.folder, 'plan.txt')
    with open(path, 'w') as plan:
        plan.write('Monday: tango')
    run.ctl('attach', draft_of(run, 'Cleo'), path)
    for folder, _, names in os.walk(os.path.join(run.data, 'files')):
        for name in names:
            os.remove(os.path.join(folder, name))
    identities = 'contact_id = (SELECT id FROM contact WHERE name = ?)'
    connection = sqlite3.connect(run.database, timeout=PATIENCE)
    with connection:
        connection.execute(f'UPDATE identity SET deleted_at = 1 WHERE {identities}', ('Dora',))
        connection.execute(f"INSERT INTO consent (id, identity_id, channel, purpose, state, how, at, created_at) SELECT 'c' || id, id, '', 'service', 'withdrawn', 'owner', 1, 1 FROM identity WHERE {identities}", ('Edda',))
    connection.close()


def test_start(run):
    """five drafts that cannot be sent, one with a strange link, one with somebody else's number"""
    run.init()
    drafts = [(name, text) for name, text, _ in STOPS] + [('Fee', LINK), ('Gerda', NUMBER)]
    run.import_chats([name for name, _ in drafts])
    path = os.path.join(run.desktop.folder, 'people.vcf')
    with open(path, 'w') as people:
        people.write(VCARD)
    run.ctl('import', path)
    for name, text in drafts:
        thread = run.one('SELECT t.id FROM thread t JOIN contact c ON c.id = t.contact_id WHERE c.name = ?', name)
        run.ctl('reply', thread, '--text', text)
    spoil(run)
    run.undo_window(60)
    run.open()
    run.desktop.key('Alt+7')
    run.app.find(start='Gerda, ', role='list item')


def show(run, name, text):
    """Its conversation in front, and the draft on the card."""
    run.desktop.key('g', 'i')
    wait_for('the list', lambda: run.app.focus_name()[0] == 'list item')
    run.choose(name + ', ')
    wait_for(f'the draft to {name}', lambda: run.app.text(run.app.look('Reply')) == text)


def nothing_changed(run, name, state='edited'):
    assert draft_of(run, name, 'state') == state, draft_of(run, name, 'state')
    assert run.one('SELECT count(*) FROM approval WHERE draft_id = ?', draft_of(run, name)) == 0


def test_stopped(run):
    """what cannot be sent says what to do, as often as a is pressed, and is as it was"""
    for name, text, sentence in STOPS:
        show(run, name, text)
        assert run.decide() == 'stops', name
        run.app.wait_focus(start=sentence)
        if name == 'Ana':
            run.picture('stops')
        assert run.decide() == 'stops', name
        assert not run.app.look(NAMED, 'button'), name
        nothing_changed(run, name)


def test_stopped_in_editor(run):
    """Ctrl+Enter sends it as little: out of the editor to what speaks against it, and the text is kept"""
    show(run, *STOPS[0][:2])
    run.desktop.key('Enter')
    run.app.wait_focus('Reply')
    run.desktop.type(' Soon')
    run.desktop.key('Ctrl+Enter')
    run.app.wait_focus(start=STOPS[0][2])
    wait_for('the text kept', lambda: draft_of(run, 'Ana', 'text') == STOPS[0][1] + ' Soon')
    wait_for('it left', lambda: draft_of(run, 'Ana', 'state') == 'edited')
    nothing_changed(run, 'Ana')


def test_empty(run):
    """an empty draft is not sent"""
    show(run, 'Ana', STOPS[0][1] + ' Soon')
    run.desktop.key('Enter')
    run.app.wait_focus('Reply')
    run.desktop.key('Ctrl+a', 'BackSpace', 'Ctrl+Enter')
    run.desktop.key('Esc')
    wait_for('it left', lambda: draft_of(run, 'Ana', 'state') in ('edited', 'proposed'))
    nothing_changed(run, 'Ana', draft_of(run, 'Ana', 'state'))


def test_mended(run):
    """once what stopped it is mended, it goes"""
    run.ctl('edit', draft_of(run, 'Ana'), '--text', 'Hi Ana, you have a place.')
    show(run, 'Ana', 'Hi Ana, you have a place.')
    assert run.decide() == 'go'
    wait_for('approved', lambda: draft_of(run, 'Ana', 'state') == 'queued')


def test_warned(run):
    """a warning takes the first a for itself; the second, after it could be read, approves, and the approval knows of it"""
    show(run, 'Fee', LINK)
    assert run.decide() == 'warns'
    run.app.wait_focus(start='A link in this answer leads to where')
    run.picture('warns')
    nothing_changed(run, 'Fee')
    assert run.decide() == 'go'
    wait_for('approved', lambda: draft_of(run, 'Fee', 'state') == 'queued')
    assert run.one('SELECT warnings FROM approval WHERE draft_id = ?', draft_of(run, 'Fee')) == 'unknown_link'


def test_red(run):
    """a never sends what is red, however often: it leads to the button with the name, and Enter there sends it"""
    show(run, 'Gerda', NUMBER)
    for _ in range(3):
        assert run.decide() == 'named button'
        run.app.wait_focus(NAMED, 'button')
    run.picture('red')
    nothing_changed(run, 'Gerda')
    run.desktop.key('Enter')
    wait_for('approved', lambda: draft_of(run, 'Gerda', 'state') == 'queued')
    assert run.one('SELECT warnings FROM approval WHERE draft_id = ?', draft_of(run, 'Gerda')) == 'other_person'


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_stopped, test_stopped_in_editor, test_empty, test_mended, test_warned, test_red, test_end]))
