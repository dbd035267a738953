#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the window asks the desktop for by portals, as it does in a sandbox: folders are shown in the file manager, a studio's folder is chosen, the keys are printed;
and what the desktop refuses is said where the owner looks. By keyboard alone, with a stand-in for the portals. Prints TAP.

    test-portals.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import re
import sys
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from portal import Portal
from studio import PICTURES, main
from window import wait_for


def studios(run):
    run.key_until('Ctrl+Shift+o', 'the studios', lambda: run.app.look('Studios', 'dialog'), each=5.0)


def preferences(run, page):
    run.key_until('Ctrl+,', 'the preferences', lambda: run.app.look('Preferences', 'dialog'), each=5.0)
    run.tab_to('Studio', 'page tab', limit=80, key='Shift+Tab')
    for _ in range(('Studio', 'Assistant', 'Keyboard', 'Data').index(page)):
        run.desktop.key('Right')
    run.desktop.key('space')


def command(run, words, row):
    run.key_until('Ctrl+k', 'the commands', lambda: run.app.typing(), each=4.0)
    run.desktop.type(words)
    run.app.find(start=row, role='list item')
    run.desktop.key('Enter', taken=False)


def test_start(run):
    """a studio on a desktop with portals, and another one's folder"""
    run.init()
    run.import_chats(['Ana Lopez'])
    run.other = os.path.join(run.desktop.folder, 'other')
    kept, run.data = run.data, run.other
    run.init('Tango Süd')
    run.data = kept
    run.portal = Portal(run.desktop.env['DBUS_SESSION_BUS_ADDRESS'])
    run.desktop.env['GDK_DEBUG'] = 'portals'
    run.open()
    run.app.find('Conversations', 'list')


def test_show(run):
    """a studio is shown in the file manager; where the desktop has none, the dialog says so"""
    studios(run)
    run.tab_to('Show in Files', 'button')
    run.desktop.key('space')
    wait_for('its folder', lambda: run.portal.opened)
    assert [path for _, path in run.portal.opened] == [os.path.realpath(run.data)], run.portal.opened
    run.portal.yes = False
    run.desktop.key('space')
    run.app.find('No program could show the folder')
    run.picture('portals-no-files')
    run.portal.yes = True


def test_folder(run):
    """Open Folder…: chosen by nobody nothing happens; a folder without a studio is said in the dialog; one with a studio opens in a window of its own"""
    run.tab_to('Open Folder…')
    run.desktop.key('Enter', taken=False)
    wait_for('the question', lambda: run.portal.chosen == ['Open a Studio’s Folder'])
    run.app.find('Studios', 'dialog')
    run.portal.file = run.desktop.folder
    run.desktop.key('Enter', taken=False)
    said = run.app.find('There is no studio.db in that folder')
    run.picture('portals-no-studio')
    dialog = run.app.look('Studios', 'dialog')
    assert dialog and said, 'it is closed'
    run.portal.file = run.other
    run.key_until('Enter', 'two windows', lambda: run.app.root.get_child_count() == 2, each=5.0)
    frames = [run.app.root.get_child_at_index(i) for i in range(2)]
    wait_for('the other studio', lambda: any(run.app.look('Tango Süd', within=frame) for frame in frames))
    other = next(frame for frame in frames if frame != run.app.frame)
    assert run.one('SELECT count(*) FROM contact') > 0 and other


def test_end(run):
    """Ctrl+Q ends both with status 0 and an empty log"""
    run.end()


def test_again(run):
    """the row of the studio's folder in Preferences shows it, or says that it cannot"""
    run.portal.opened.clear()
    run.open()
    run.app.find('Conversations', 'list')
    preferences(run, 'Data')
    run.tab_to('Show in Files', 'button', limit=80)
    run.desktop.key('space')
    wait_for('its folder', lambda: run.portal.opened)
    assert [path for _, path in run.portal.opened] == [os.path.realpath(run.data)], run.portal.opened
    run.portal.yes = False
    run.desktop.key('space')
    run.app.find('No program could show the folder')
    run.picture('portals-data')
    run.portal.yes = True


def test_export(run):
    """everything is exported into a new folder below the one that is chosen"""
    run.portal.file = os.path.join(run.desktop.folder, 'exports')
    os.makedirs(run.portal.file)
    run.tab_to('Export', limit=80)
    run.desktop.key('Enter', taken=False)
    run.app.find(start='Exported to ' + run.portal.file)
    folder, = os.listdir(run.portal.file)
    assert os.listdir(os.path.join(run.portal.file, folder)), 'nothing in it'
    run.close_dialogs()


def pages(pdf):
    """How many: some of a document's parts are packed."""
    parts = [pdf]
    for stream in re.findall(rb'stream\r?\n(.*?)endstream', pdf, re.S):
        try:
            parts.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            pass
    return sum(len(re.findall(rb'/Type\s*/Page\b', part)) for part in parts)


def test_print(run):
    """the keys are printed on one page; who changes her mind prints nothing"""
    run.portal.yes = False
    command(run, 'Print the Keys', 'Print the Keys')
    wait_for('the question', lambda: 'print' in run.portal.chosen)
    assert not run.portal.printed
    run.portal.yes = True
    run.app.wait_focus(role='list item')
    command(run, 'Print the Keys', 'Print the Keys')
    wait_for('the page', lambda: run.portal.printed)
    (_, page), = run.portal.printed
    assert page.startswith(b'%PDF-') and len(page) > 3000 and pages(page) == 1, (len(page), page[:200])
    if PICTURES:
        with open(os.path.join(PICTURES, 'portals-keys.pdf'), 'wb') as file:
            file.write(page)


def test_week(run):
    """the week is printed, or not, in the same way"""
    run.portal.printed.clear()
    run.portal.chosen.clear()
    run.portal.yes = False
    run.go('g', 'w')
    run.app.gone('Conversations', 'list')
    command(run, 'Print the Week', 'Print the Week')
    wait_for('the question', lambda: run.portal.chosen == ['print'])
    run.portal.yes = True
    run.app.gone('Commands', 'dialog')
    command(run, 'Print the Week', 'Print the Week')
    wait_for('the page', lambda: run.portal.printed)
    (_, page), = run.portal.printed
    assert page.startswith(b'%PDF-') and pages(page) == 1, (len(page), page[:200])


def test_quit(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_show, test_folder, test_end, test_again, test_export, test_print, test_week, test_quit]))
