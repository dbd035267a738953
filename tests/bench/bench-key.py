#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""From a key press to the frame that shows what it did, in the real window with 40 waiting drafts: median and p99.

    bench-key.py STUDIO_OS STUDIOCTL

The program notes both moments itself (STUDIO_OS_TRACE_KEYS): the event at its window, and the end of the paint that
follows the action. Never a gate; the aim is less than 50 ms."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ui'))
import subprocess

from window import Desktop, ask, wait_for

DRAFTS, AIM = 40, 50.0


def make_studio(ctl, desktop, data):
    run = lambda *words: subprocess.run([ctl, '--data', data, *words], env=desktop.env, check=True, stdout=subprocess.DEVNULL)
    run('init', '--name', 'Bench', '--kind', 'dance', '--zone', 'Europe/Berlin')
    for n in range(DRAFTS):
        path = os.path.join(desktop.folder, f'WhatsApp Chat with Customer {n:02}.txt')
        with open(path, 'w') as chat:
            chat.write(f'12/11/2026, 18:02 - Customer {n:02}: Do you have places on Tuesday?\n12/11/2026, 18:03 - Bench: Yes\n'
                       f'12/11/2026, 18:04 - Customer {n:02}: And what does it cost?\n')
        run('import', path, '--me', 'Bench')
    for thread, in ask(os.path.join(data, 'studio.db'), 'SELECT id FROM thread'):
        run('reply', thread, '--text', f'Fifteen euros, {thread}.')


def times_of(log):
    with open(log, errors='replace') as lines:
        rows = [line.split() for line in lines if line.startswith('key-to-frame ')]
    return [(row[1], float(row[2])) for row in rows]


def show(name, values):
    values = sorted(values)
    if values:
        print(f'{name}: {len(values)} keys, median {values[len(values) // 2]:.1f} ms, p99 {values[min(len(values) - 1, len(values) * 99 // 100)]:.1f} ms, '
              f'most {values[-1]:.1f} ms (aim {AIM:.0f} ms)', flush=True)


def main():
    program, ctl = sys.argv[1:3]
    desktop = Desktop()
    data = os.path.join(desktop.folder, 'studio')
    try:
        make_studio(ctl, desktop, data)
        app = desktop.app([program, '--data', data], STUDIO_OS_TRACE_KEYS='1')
        app.find('Conversations', 'list')
        time.sleep(1)
        for key in ['j'] * 39 + ['k'] * 39 + ['j'] * 30 + ['k'] * 30:
            desktop.key(key)
            time.sleep(0.08)
        desktop.key('g', 'a')
        time.sleep(1)
        for key in ['j'] * 30 + ['k'] * 30:
            desktop.key(key)
            time.sleep(0.08)
        for _ in range(20):
            time.sleep(0.9)             # a draft has to stand before a key may approve it
            desktop.key('a')
        wait_for('all painted', lambda: len(times_of(app.log)) >= 200, 20)
        times = times_of(app.log)
        for id in ('thread.next', 'thread.previous', 'draft.approve'):
            show(id, [ms for name, ms in times if name == id])
        show('all', [ms for _, ms in times])
    finally:
        desktop.close()


main()
