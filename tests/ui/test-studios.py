#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Several studios at one computer: listed, opened each in a window of its own in the same program, and neither knows anything of the other. Prints TAP.

    test-studios.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import CTL, main
from window import wait_for


def frames(run):
    return [run.app.root.get_child_at_index(i) for i in range(run.app.root.get_child_count())]


def folder(run, name):
    return os.path.join(run.desktop.env['XDG_DATA_HOME'], 'studio-os', name)


def test_start(run):
    """a studio somewhere else, and a demo where studios are kept"""
    run.init()
    run.import_chats(['Ana Lopez'])
    subprocess.run([CTL, '--data', folder(run, 'demo'), 'demo', '--weeks', '1'], env=run.desktop.env, check=True, capture_output=True)
    os.makedirs(folder(run, 'empty'))
    os.makedirs(folder(run, 'broken'))
    with open(os.path.join(folder(run, 'broken'), 'studio.db'), 'w') as file:
        file.write('this is no database' * 1000)
    run.open(auto_advance='next')
    run.app.find('Conversations', 'list')


def test_list(run):
    """all of them are listed with kind, DEMO mark and folder; a folder without a studio is none, a broken one is not hidden"""
    run.key_until('Ctrl+Shift+o', 'the studios', lambda: run.app.look('Studios', 'dialog'))
    for name in 'Salsa Nord', 'Luna Dance Studio', 'broken':
        run.app.find(name, 'list item')
    assert not run.app.look('empty', 'list item')
    run.app.find(start='Dance studio · Demo: it can never send')
    run.app.find(start='It cannot be read')
    run.app.find('This studio', within=run.app.find('Salsa Nord', 'list item'))
    run.picture('studios')


def test_open(run):
    """another opens in a window of its own, of the same program"""
    run.tab_to('Luna Dance Studio', 'list item')
    run.desktop.key('Enter', taken=False)
    wait_for('two windows', lambda: len(frames(run)) == 2)
    assert run.app.process.poll() is None
    # neither was written into by the other
    assert run.one("SELECT count(*) FROM contact WHERE name = 'Ana Lopez'") == 1
    run.app.frame = wait_for('the demo', lambda: next((frame for frame in frames(run) if run.app.look('Luna Dance Studio', within=frame)), None))
    assert not run.app.look(start='Ana Lopez')


def test_end(run):
    """Ctrl+Q ends both with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_list, test_open, test_end]))
