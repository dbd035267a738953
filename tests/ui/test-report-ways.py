#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The other way to the weekly report, by keyboard alone in the real window: the banner of Analytics. Prints TAP.

    test-report-ways.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main


def test_banner(run):
    """Analytics says that a report is ready, and its button opens it"""
    run.ctl('demo', '--weeks', '3', '--seed', '3')
    week = run.json('report', 'list')[0]['week']
    run.open()
    run.app.find('Conversations', 'list')
    run.go('g', 'n')
    run.app.find(start='Your weekly report is ready: ')
    run.key_until('Tab', 'the button of the banner', lambda: run.app.focus_name() == ('button', 'Open'), each=0.2)
    run.picture('ways-banner')
    run.desktop.key('Enter')
    run.app.find('Messages received')
    run.until('the report is seen', "SELECT value FROM setting WHERE key = 'report.seen'", lambda value: value == week)


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_banner, test_end]))
