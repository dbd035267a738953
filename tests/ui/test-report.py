#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The weekly report by keyboard alone in the real window: Today says that one is ready, it is read, a goal is set, an earlier week is opened, it is saved as PDF,
HTML and CSV, and nothing of it is too wide for 360 pixels.

    test-report.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for


def test_start(run):
    """a demonstration has the reports of all its weeks at once, and Today says so"""
    run.ctl('demo', '--weeks', '5', '--seed', '3')
    # customers and their bookings are there before the first message, so there may be more than five
    run.weeks = [report['week'] for report in run.json('report', 'list')]
    assert len(run.weeks) >= 5 and run.weeks == sorted(run.weeks, reverse=True), run.weeks
    run.open()
    run.app.find('Conversations', 'list')
    run.go('g', 'h')
    run.app.find(start='Your weekly report is ready: ')
    run.picture('report-today')


def test_open(run):
    """from there by Enter to the report; the banner is gone afterwards"""
    run.key_until('Tab', 'the button of the banner', lambda: run.app.focus_name() == ('button', 'Open'), each=0.2)
    run.desktop.key('Enter')
    run.app.find('Messages received')
    run.app.find('What to Do')
    run.until('the report is seen', "SELECT value FROM setting WHERE key = 'report.seen'", lambda value: value == run.weeks[0])
    run.picture('report-page')
    run.go('g', 'h')
    run.app.gone(start='Your weekly report is ready: ')
    run.go('g', 'r')
    run.app.find('Messages received')


def test_goal(run):
    """a goal is typed and kept; what is none is refused with a sentence, and the last one stays"""
    run.tab_to('Calls · ')
    run.desktop.type('40')
    run.desktop.key('Enter')
    run.until('the goal', "SELECT value FROM setting WHERE key = 'report.goals' AND deleted_at IS NULL", lambda value: value and json.loads(value) == {'calls': 40})
    run.app.find(start='Calls · ', role=None)
    run.desktop.key('Ctrl+a')
    run.desktop.type('many')
    run.desktop.key('Enter')
    run.app.find(start='“many” is no goal')
    assert json.loads(run.one("SELECT value FROM setting WHERE key = 'report.goals'")) == {'calls': 40}
    run.picture('report-goals')


def test_growth(run):
    """Analytics leads to the report from its tab Growth, and has the goals, too"""
    run.tab_out()
    run.go('g', 'n')
    run.key_until('Alt+4', 'the tab Growth', lambda: run.app.look('Week over Week'), each=5.0)
    run.app.find(start='Calls · ')
    run.tab_to('Calls · ', limit=120)
    run.desktop.key('Ctrl+a')
    run.desktop.type('50')
    run.desktop.key('Enter')
    run.until('the goal', "SELECT value FROM setting WHERE key = 'report.goals'", lambda value: json.loads(value) == {'calls': 50})
    run.tab_out()
    run.picture('report-growth')
    run.tab_to('Open the Weekly Report', limit=120)
    run.desktop.key('Enter')
    run.app.find('Messages received')


def test_week_start(run):
    """the day on which weeks begin is chosen in Preferences, and by studioctl; what is none is refused"""
    assert run.json('hours', 'week-start') == {'week_start': 'monday'}
    run.key_until('Ctrl+,', 'the preferences', lambda: run.app.look('Preferences', 'dialog'), each=5.0)
    row = run.tab_to('Weeks Begin On', limit=150)
    run.picture('report-week-start')
    run.desktop.key('Enter')
    run.app.find('Saturday')
    run.desktop.key(*['Down'] * 6, 'Enter')
    run.until('Sunday', "SELECT value FROM setting WHERE key = 'week.start'", lambda value: value == 'sunday')
    assert run.json('hours', 'week-start') == {'week_start': 'sunday'}
    assert run.json('hours', 'week-start', 'saturday') == {'week_start': 'saturday'}
    run.app.find('Saturday', within=row)
    run.ctl('hours', 'week-start', 'monday')
    run.close_dialogs()


def test_earlier(run):
    """an earlier week from the list at the end"""
    first = run.json('report', 'list')[1]
    run.tab_to(str(int(first['from'][8:])) + ' ', 'list item', limit=80)
    run.picture('report-weeks')
    run.desktop.key('Enter')
    week = int(first['week'][6:])
    run.app.find(start=f'Week {week}, ')


def save(run, name, path):
    run.tab_to(name, limit=120)
    run.desktop.key('Enter')
    run.app.save_as(path)
    wait_for('all of it', lambda: os.path.exists(path) and os.path.getsize(path) > 1000)
    with open(path, 'rb') as file:
        return file.read()


def test_save(run):
    """as PDF, HTML and CSV"""
    folder = run.desktop.folder
    assert save(run, 'Save as PDF…', os.path.join(folder, 'week.pdf')).startswith(b'%PDF-')
    html = save(run, 'Save as HTML…', os.path.join(folder, 'week.html')).decode()
    assert html.startswith('<!DOCTYPE html>') and run.weeks[1] in html and '<script' not in html
    assert save(run, 'Save as CSV…', os.path.join(folder, 'week.csv')).decode().startswith('"week","from","to","metric"')


def test_mail(run):
    """a demonstration mails nothing, and says so"""
    run.tab_to('Mail to Me', limit=120)
    run.desktop.key('Enter')
    run.app.find(start='This is a demonstration')
    assert not run.one('SELECT count(*) FROM alert_mail')


def test_narrow(run):
    """at 360 pixels"""
    run.app.resize(360, 640)
    run.narrow(['g', 'r'], 'Messages received')
    run.picture('report-narrow')


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_open, test_goal, test_growth, test_week_start, test_earlier, test_save, test_mail, test_narrow, test_end]))
