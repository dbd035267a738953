#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Who is who, by keyboard alone, in the real window: who may be one person, merging with a look before it, taking apart, an address and a
message that are somebody else's. Checked in the database.

    test-who.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

PEOPLE = '''Name,Phone,E-Mail,Birthday,Notes
Bia,+5511987654321,,,
Bia Souza,+551187654321,,,
Anna Lopez-Garcia,+49151111,anna@example.org,1990-04-01,Likes tango
'''


def id_of(run, name):
    return run.one('SELECT id FROM contact WHERE name = ? AND deleted_at IS NULL', name)


def merged(run):
    return run.one('SELECT count(*) FROM contact WHERE merged_into IS NOT NULL AND deleted_at IS NULL')


def open_person(run, name):
    """Their page, from the list of contacts."""
    run.close_dialogs()
    run.go('g', 'c')
    run.app.wait_focus('Search contacts')
    run.desktop.type(name)
    run.app.find(start=name, role='list item')
    run.app.gone(start='Priya', role='list item')      # only those who were searched for
    run.desktop.key('Enter')
    wait_for(f'the page of {name}', lambda: run.app.focus_name()[1] == 'Name')


def test_start(run):
    """two wrote, three stand in an address book; two of these have one telephone, written in two ways"""
    run.init()
    run.import_chats(['Ana Lopez', 'Bea Berg'])
    path = os.path.join(run.desktop.folder, 'people.csv')
    with open(path, 'w') as file:
        file.write(PEOPLE)
    run.ctl('import', path)
    run.open()
    run.go('g', 'c')
    run.app.wait_focus('Search contacts')
    run.app.find(start='1 pair may be one person')
    run.picture('who-banner')


def test_apart(run):
    """the banner leads to the pairs; two who are not the same are not proposed again, until that is undone"""
    run.tab_to('Look…', 'button')
    run.desktop.key('Enter')
    run.app.wait_focus(start='Bia', role='list item')
    run.picture('who-pairs')
    run.tab_to('Not the Same', 'button')
    run.desktop.key('Enter')
    run.until('two people', 'SELECT count(*) FROM contact_apart WHERE deleted_at IS NULL', lambda n: n == 1)
    run.app.gone(start='1 pair may be one person')     # and the dialog, in which nothing was left
    assert merged(run) == 0
    run.go('z')                                        # the button of the note is gone after four seconds
    run.until('as before', 'SELECT count(*) FROM contact_apart WHERE deleted_at IS NULL', lambda n: n == 0)
    run.app.find(start='1 pair may be one person')
    run.tab_to('Look…', 'button')
    run.desktop.key('Enter')
    run.app.wait_focus(start='Bia', role='list item')


def test_suggested(run):
    """a pair is merged after a look at what comes of it; the list and the banner know"""
    run.desktop.key('Enter')
    run.app.find('Who Stays')
    run.picture('who-merge-pair')
    run.tab_to('Merge', 'button')
    assert merged(run) == 0
    run.desktop.key('Enter')
    run.until('the merge', 'SELECT count(*) FROM contact WHERE root IS NOT NULL', lambda n: n == 1)
    run.app.find('Nobody Is There Twice')
    run.close_dialogs()
    run.app.gone(start='1 pair may be one person')


def test_merge(run):
    """somebody else is searched for from a person's page; who stays and each field are chosen"""
    open_person(run, 'Ana Lopez')
    run.ana, run.anna = id_of(run, 'Ana Lopez'), id_of(run, 'Anna Lopez-Garcia')
    run.ctl('field', 'add', 'Level')
    for person, level in ((run.ana, '1'), (run.anna, '2')):
        run.ctl('field', 'set', person, 'level', level)
    run.tab_to('Merge With Somebody Else')
    run.desktop.key('Enter')
    run.text_focus('whom')
    run.desktop.type('anna')
    run.app.find(start='Anna Lopez-Garcia', role='list item')
    wait_for('only Anna', lambda: not run.app.look(start='Bia', role='list item', within=run.app.look(role='dialog')))
    run.picture('who-picker')
    run.desktop.key('Enter')
    run.app.find('Who Stays')
    run.picture('who-merge')
    run.app.find('1 (the other one keeps “2”)')        # a field of the studio's own
    run.desktop.key('Down')                            # the other one stays
    wait_for('the other one to stay', lambda: run.app.focus_name()[1].startswith('Anna'))
    run.desktop.key('space')
    run.app.find('2 (the other one keeps “1”)')
    run.tab_to('Name', 'combo box')
    run.desktop.key('Enter')
    run.app.wait_focus(start='Anna Lopez-Garcia', role='list item')
    run.desktop.key('Down', 'Enter')
    run.picture('who-merge-chosen')
    run.tab_to('Merge', 'button')
    run.desktop.key('Enter')
    run.until('the merge', f"SELECT merged_into FROM contact WHERE id = '{run.ana}'", lambda into: into == run.anna)
    assert run.one('SELECT name FROM contact WHERE id = ?', run.anna) == 'Ana Lopez'
    assert run.one('SELECT birthday FROM contact WHERE id = ?', run.anna) == '1990-04-01'
    run.app.gone('Who Stays')


def test_undo(run):
    """Z makes them two again, and what was chosen is as it was"""
    run.close_dialogs()
    run.go('z')
    run.until('two', f"SELECT merged_into FROM contact WHERE id = '{run.ana}'", lambda into: into is None)
    assert run.one('SELECT name FROM contact WHERE id = ?', run.anna) == 'Anna Lopez-Garcia'
    run.app.find('Anna Lopez-Garcia', 'grouping')      # what the page is called


def test_take_apart(run):
    """who was merged into a person stands on their page, and is taken apart there"""
    run.ctl('contact', 'merge', run.anna, run.ana, '--notes', 'of both')
    open_person(run, 'Anna Lopez')
    run.app.find('Take Ana Lopez Apart')               # the window hears of what another program did
    run.tab_to('Take Ana Lopez Apart', 'button')
    run.picture('who-merged')
    run.desktop.key('Enter')
    run.until('two', f"SELECT root FROM contact WHERE id = '{run.ana}'", lambda root: root is None)
    assert run.one('SELECT notes FROM contact WHERE id = ?', run.anna) == 'Likes tango'
    run.app.gone('Take Ana Lopez Apart')
    wait_for('the keyboard to go on from there', lambda: run.app.focus_name()[1].startswith('Merge With'))


def to_address(run):
    """The menu of the second address."""
    run.tab_to('Phone, WhatsApp', 'list item', limit=120)
    run.desktop.key('Down')
    run.app.wait_focus('E-Mail')
    run.tab_to('Whose is anna@example.org?', limit=4)
    # What changed before may be shown only now, and closes it.
    run.key_until('Enter', 'its menu', lambda: run.app.look(role='menu item'), each=5)
    run.app.wait_focus(role='menu item')


def test_split(run):
    """an address becomes a person of its own, or somebody else's; Z takes it back"""
    to_address(run)
    run.picture('who-address')
    run.desktop.key('Enter')
    run.until('a new person', "SELECT contact_id FROM identity WHERE value = 'anna@example.org'", lambda owner: owner != run.anna)
    assert run.one("SELECT c.name FROM identity i JOIN contact c ON c.id = i.contact_id WHERE i.value = 'anna@example.org'") == 'anna@example.org'
    run.tab_out()
    run.go('z')
    run.until('as it was', "SELECT contact_id FROM identity WHERE value = 'anna@example.org'", lambda owner: owner == run.anna)
    run.app.find('Whose is anna@example.org?')
    to_address(run)
    run.desktop.key('Down', 'Enter')
    run.text_focus('whose it is')
    run.desktop.type('bea')
    run.app.find(start='Bea Berg', role='list item')
    wait_for('only Bea', lambda: not run.app.look(start='Bia', role='list item', within=run.app.look(role='dialog')))
    run.desktop.key('Enter')
    run.until('the address of Bea', "SELECT contact_id FROM identity WHERE value = 'anna@example.org'", lambda owner: owner == id_of(run, 'Bea Berg'))


def pick(run, letters, name):
    """In the dialog that asks for a person."""
    run.text_focus('whom')
    run.desktop.type(letters)
    run.app.find(start=name, role='list item', within=run.app.find(role='dialog'))
    wait_for(f'only {name}', lambda: not run.app.look(start='Priya', role='list item', within=run.app.look(role='dialog')))
    run.desktop.key('Enter')
    wait_for('no dialog', lambda: not run.app.look(role='dialog'))


def in_messages(run):
    node = run.app.focused()
    return node and 'Messages' in (node.get_name(), node.get_parent().get_name())


def to_messages(run, name):
    """The newest message of a conversation."""
    run.close_dialogs()
    run.go('g', 'i')
    run.app.find('Conversations', 'list')
    run.go('Alt+7')
    run.app.find(start=name, role='list item')
    run.choose(name)
    run.desktop.key('Enter')
    run.key_until('F6', 'the focus in the messages', lambda: in_messages(run) and run.app.focus_name()[0] == 'list item')


def test_message(run):
    """a message that is of somebody else is given to them by its menu; Z takes it back"""
    message, thread = run.ask("SELECT id, thread_id FROM message WHERE contact_id = ? AND text LIKE '%xylophone%'", run.ana)[0]
    to_messages(run, 'Ana Lopez')
    assert 'xylophone' in run.app.focus_name()[1], run.app.focus_name()
    run.desktop.key('Shift+F10')
    run.app.wait_focus('1  It Is Somebody Else’s…')
    run.picture('who-message')
    run.desktop.key('1')
    pick(run, 'bea', 'Bea Berg')
    run.until('it moved', f"SELECT contact_id FROM message WHERE id = '{message}'", lambda owner: owner == id_of(run, 'Bea Berg'))
    assert run.one('SELECT t.contact_id FROM message m JOIN thread t ON t.id = m.thread_id WHERE m.id = ?', message) == id_of(run, 'Bea Berg')
    assert run.one('SELECT count(*) FROM message WHERE deleted_at IS NULL AND thread_id = ?', thread) == 3
    wait_for('the keyboard to stay in the messages', lambda: in_messages(run))
    run.go('z')
    run.until('as it was', f"SELECT contact_id || thread_id FROM message WHERE id = '{message}'", lambda owner: owner == run.ana + thread)


def test_unknown(run):
    """a call without a number is of an unknown caller, until it is said who it was"""
    run.change("INSERT INTO thread (id, channel, remote_key, state, created_at, last_at, last_inbound_at, messages, unread, snippet) "
               "VALUES ('unknown', 'sms', 'unknown', 'open', 1, 1795000000000, 1795000000000, 1, 1, 'Call me back')")
    run.change("INSERT INTO message (id, thread_id, remote_id, direction, sent_at, sender, text, state, created_at) "
               "VALUES ('call', 'unknown', 'call', 'inbound', 1795000000000, 'anonymous', 'Call me back', 'received', 1)")
    run.go('g', 'i')
    run.go('Alt+7')
    run.key_until('.', 'what came in the list', lambda: run.app.look(start='Unknown Caller', role='list item'), each=5)
    to_messages(run, 'Unknown Caller')
    run.key_until('F9', 'who it was', lambda: run.app.look('Say Who It Was…', 'button'), each=5)
    run.picture('who-unknown')
    run.tab_to('Say Who It Was…', 'button', limit=90)
    run.desktop.key('Enter')
    pick(run, 'bea', 'Bea Berg')
    run.until('it is hers', "SELECT contact_id FROM thread WHERE id = 'unknown'", lambda owner: owner == id_of(run, 'Bea Berg'))
    assert run.one("SELECT contact_id FROM message WHERE id = 'call'") == id_of(run, 'Bea Berg')
    run.app.gone('Say Who It Was…')
    run.picture('who-known')
    run.tab_out()
    run.go('z')
    run.until('nobody again', "SELECT count(*) FROM thread WHERE id = 'unknown' AND contact_id IS NULL", lambda n: n == 1)
    run.app.find('Say Who It Was…')


def test_new(run):
    """whoever is not there yet becomes a person by the name that is typed; taken back, nobody knows them"""
    run.tab_to('Say Who It Was…', 'button', limit=90)
    run.desktop.key('Enter')
    run.app.wait_focus('Name, number or address')
    run.desktop.type('Xaver Neu')
    run.app.find('New Person “Xaver Neu”', 'list item')
    run.picture('who-new')
    run.desktop.key('Enter')
    run.until('it is his', "SELECT c.name FROM thread t JOIN contact c ON c.id = t.contact_id WHERE t.id = 'unknown'", lambda name: name == 'Xaver Neu')
    run.app.gone('Say Who It Was…')
    assert [p['name'] for p in run.json('contacts', '--query', 'xaver')] == ['Xaver Neu']
    run.tab_out()
    run.go('z')
    run.until('nobody again', "SELECT count(*) FROM thread WHERE id = 'unknown' AND contact_id IS NULL", lambda n: n == 1)
    run.until('no such person', "SELECT count(*) FROM contact WHERE name = 'Xaver Neu' AND deleted_at IS NULL", lambda n: n == 0)
    assert run.json('contacts', '--query', 'xaver') == []
    run.app.find('Say Who It Was…')


LONG = 'Maria Magdalena Aurora de la Concepcion Fernandez-Villanueva of the Wednesday Beginners'


def test_narrow(run):
    """the same at 360 pixels, with a name that is longer than the window"""
    run.close_dialogs()
    run.ctl('contact', 'unmerge', id_of(run, 'Bia'))
    run.change(f"UPDATE contact SET name = '{LONG}', notes = 'Came with her sister. ' || hex(zeroblob(60)) WHERE name = 'Bia Souza'")
    for width, height in ((1600, 900), (900, 700), (360, 700)):
        run.app.resize(width, height)
        run.go('g', 'c')
        run.key_until('Esc', 'the list', lambda: run.app.look('Search contacts'))
        run.app.find(start='1 pair may be one person')
        run.picture(f'who-{width}')
        run.tab_to('Look…', 'button')
        run.desktop.key('Enter')
        run.app.wait_focus(start='Bia', role='list item')
        run.picture(f'who-pairs-{width}')
        run.desktop.key('Enter')
        run.app.find('Who Stays')
        run.tab_to('Notes', 'combo box')
        run.picture(f'who-merge-{width}')
        run.tab_to('Cancel', 'button')
        run.desktop.key('Enter')
        run.app.gone('Who Stays')
        run.close_dialogs()
        assert not run.too_wide(), (width, run.too_wide()[:3])
    assert merged(run) == 0
    run.app.resize(1180, 760)


def test_end(run):
    """nothing is too wide and nothing is complained about"""
    assert not run.too_wide(), run.too_wide()[:3]
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_apart, test_suggested, test_merge, test_undo, test_take_apart, test_split, test_message, test_unknown, test_new, test_narrow, test_end]))
