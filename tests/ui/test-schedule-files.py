#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A calendar comes onto the schedule in the real window, and the schedule into a calendar: what it would bring is shown first, and it is taken back. Verified in the database and
in the file. Prints TAP.

    test-schedule-files.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import datetime
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

MONDAY = datetime.date.today() - datetime.timedelta(days=datetime.date.today().weekday())
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/Berlin:{day}T190000
DURATION:PT1H
RRULE:FREQ=WEEKLY
SUMMARY:Tango
LOCATION:Hall
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:{day}
SUMMARY:Holiday
END:VEVENT
END:VCALENDAR
"""


def command(run, name):
    run.key_until('Ctrl+k', 'the commands', lambda: run.app.look('Commands', 'dialog') or run.app.typing())
    run.desktop.type(name)
    run.app.find(start=name, role='list item')
    run.desktop.key('Enter')


def given(run, name, text):
    path = os.path.join(run.desktop.folder, name)
    with open(path, 'w') as file:
        file.write(text)
    return path


def series(run):
    return run.one('SELECT count(*) FROM series WHERE deleted_at IS NULL')


def test_import(run):
    """what a calendar brings is shown first; then it is on the schedule"""
    run.init()
    run.open()
    run.go('g', 'w')
    run.app.find(start='Classes')
    command(run, 'Import a Calendar')
    run.app.save_as(given(run, 'tango.ics', CALENDAR.format(day=MONDAY.strftime('%Y%m%d'))), first='Ctrl+l')
    run.app.find('Import “tango.ics”?')
    run.app.find(start='1 time comes onto the schedule')
    run.picture('schedule-import')
    assert series(run) == 0
    run.desktop.key('Enter')
    wait_for('the series', lambda: series(run) == 1)
    run.app.find(start='Tango, Monday 19:00, Hall')
    run.picture('schedule-imported')


def test_export(run):
    """the schedule as a calendar"""
    path = os.path.join(run.desktop.folder, 'out.ics')
    command(run, 'Export as a Calendar')
    run.app.save_as(path)
    wait_for('the file', lambda: os.path.exists(path))
    with open(path) as file:
        text = file.read()
    assert 'SUMMARY:Tango' in text and 'RRULE:FREQ=WEEKLY' in text, text


def test_undo(run):
    """the import is taken back"""
    run.ctl('undo')
    wait_for('no series', lambda: series(run) == 0 and run.one('SELECT count(*) FROM room WHERE deleted_at IS NULL') == 0)
    run.app.gone(start='Tango, ')


if __name__ == '__main__':
    sys.exit(main([test_import, test_export, test_undo]))
