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
    run.app.find('Nobody Is There Twice')
    assert run.one('SELECT count(*) FROM contact_apart WHERE deleted_at IS NULL') == 1
    assert merged(run) == 0
    run.picture('who-no-pairs')
    run.tab_to('Undo', 'button')
    run.desktop.key('Enter')
    run.app.find(start='Bia', role='list item')
    assert run.one('SELECT count(*) FROM contact_apart WHERE deleted_at IS NULL') == 0


def test_suggested(run):
    """a pair is merged after a look at what comes of it; the list and the banner know"""
    run.tab_to('Bia', 'list item')
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
    run.desktop.key('Down')                            # the other one stays
    wait_for('the other one to stay', lambda: run.app.focus_name()[1].startswith('Anna'))
    run.desktop.key('space')
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
    run.app.find(start='Anna Lopez-Garcia and Ana Lopez are one person now')
    run.app.gone('Who Stays')


def test_undo(run):
    """Z makes them two again, and what was chosen is as it was"""
    run.close_dialogs()
    run.go('z')
    run.until('two', f"SELECT merged_into FROM contact WHERE id = '{run.ana}'", lambda into: into is None)
    assert run.one('SELECT name FROM contact WHERE id = ?', run.anna) == 'Anna Lopez-Garcia'


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
    run.desktop.key('Tab')
    run.app.wait_focus(start='Whose is anna@example.org?')
    run.desktop.key('Enter')
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
    run.app.find(start='The address is somebody else')


def test_end(run):
    """nothing is too wide and nothing is complained about"""
    assert not run.too_wide(), run.too_wide()[:3]
    run.close_dialogs()
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_apart, test_suggested, test_merge, test_undo, test_take_apart, test_split, test_end]))
