#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Answers longer than their card, in the real window: each is sent while the text still scrolls to the cursor. Prints TAP.

    test-long-answer.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main

ANSWERS, LINES = 8, 12


def test_answers(run):
    """eight answers of thirteen lines, each sent as soon as it is written"""
    run.init()
    path = os.path.join(run.desktop.folder, 'zoe.json')
    with open(path, 'w') as script:
        json.dump([{'from': 'Zoe', 'say': 'Which classes are there?'}], script)
    run.ctl('account', 'add', 'loopback', 'name=Zoe', 'script=' + path)
    run.undo_window(0)
    run.open()
    run.app.wait_focus(role='list item')
    run.desktop.key('g', 'i')
    run.key_until('period', 'her row', lambda: run.app.look(start='Zoe', role='list item'))
    run.choose('Zoe')
    for answer in range(ANSWERS):
        run.key_until('r', 'an answer begun', lambda: run.app.typing())
        for line in range(LINES):
            run.desktop.type(f'Class {line}')
            run.desktop.key('Shift+Enter')
        run.desktop.type(f'That was list {answer}')
        run.desktop.key('Ctrl+Enter')
        run.until('it sent', f"SELECT count(*) FROM message WHERE text LIKE 'Class 0\n%That was list {answer}'", lambda n: n == 1)


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_answers, test_end]))
