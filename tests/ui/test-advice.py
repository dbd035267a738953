#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the numbers suggest is done where it stands, by keyboard alone in the real window: a topic that more people ask about becomes an answer by Create FAQ, which
begins with its category. Prints TAP.

    test-advice.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import datetime
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import wait_for

MONDAY = datetime.datetime.combine(datetime.date.today() - datetime.timedelta(days=datetime.date.today().weekday()), datetime.time())


def ask_about_fees(run, weeks_ago, part):
    """Of the messages that came in that whole week, one of @part asks what it costs; the others want to book."""
    start, end = (int((MONDAY - datetime.timedelta(weeks=weeks)).timestamp() * 1000) for weeks in (weeks_ago, weeks_ago - 1))
    week = f"direction = 'inbound' AND sent_at >= {start} AND sent_at < {end}"
    run.change(f"UPDATE message SET intent = 'BOOKING', sub_category = 'class_booking' WHERE {week}")
    run.change(f"UPDATE message SET intent = 'PRICING', sub_category = 'fee_inquiry' WHERE {week} AND n % {part} = 0")
    return run.one(f"SELECT count(*) FROM message WHERE {week} AND intent = 'PRICING'")


def test_start(run):
    """twice as many ask about prices as in the week before, and Today suggests an answer"""
    run.ctl('demo', '--weeks', '4', '--seed', '3')
    asked = ask_about_fees(run, 2, 4), ask_about_fees(run, 1, 2)
    assert asked[0] >= 5 and asked[1] >= 10, asked
    run.open()
    run.app.find('Conversations', 'list')
    run.go('g', 'h')
    run.app.find(start='“Prices” takes a larger part of your messages')
    run.picture('advice')


def test_create(run):
    """Create FAQ begins an entry of that category; typed and saved, it is among the answers"""
    run.tab_to('Create FAQ', 'button', limit=120)
    run.picture('advice-button')
    run.desktop.key('Enter')
    run.app.wait_focus('Question', 'text')
    run.picture('advice-entry')
    run.desktop.type('What does a single class cost?')
    run.tab_to('Answer', 'text', limit=10)
    run.desktop.type('It is 15 euros.')
    run.desktop.key('Ctrl+s')
    query = "SELECT category FROM knowledge WHERE question = 'What does a single class cost?' AND answer = 'It is 15 euros.' AND deleted_at IS NULL"
    run.until('the answer', query, lambda category: category == 'fee_inquiry')
    run.app.find(start='What does a single class cost?', role='list item')


def test_narrow(run):
    """at 360 pixels the suggestion and its button have their place"""
    run.app.resize(360, 640)
    run.tab_out()
    run.go('g', 'h')
    button = run.app.find('Create FAQ', 'button')
    wait_for('its place', lambda: 0 < run.app.size(button)[0] <= 360)
    assert not run.too_wide(), run.too_wide()[:3]


def test_end(run):
    """Ctrl+Q ends it with status 0 and an empty log"""
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_create, test_narrow, test_end]))
