#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Recordings in the real window, by keyboard alone: they play, stand still, leap, are faster, and what was said follows them. The loudspeaker is one
that nobody hears, which takes as long as a real one. Prints TAP.

    test-player.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import glob
import json
import math
import os
import signal
import struct
import sys
import threading
import time
import wave
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from studio import main
from window import PATIENCE, wait_for

# Long enough for a machine that takes a minute for what another does in a second: so is the second sentence.
SECONDS = 600
STARTS = [0, 5] + list(range(100, SECONDS, 50))
RATE = 8000
CHAT = '''12/11/2026, 18:02 - Messages and calls are end-to-end encrypted.
12/11/2026, 18:02 - Ana Lopez: PTT-20261112-WA0001.opus (file attached)
12/11/2026, 18:05 - Ana Lopez: PTT-20261112-WA0002.wav (file attached)
12/11/2026, 18:07 - Ana Lopez: PTT-20261112-WA0003.wav (file attached)
12/11/2026, 18:08 - Ana Lopez: Did you hear it?
'''
PLACE = 'Place in the recording'


def make_sound(path, channels, hz):
    """A tone that swells each second, in two lanes for two channels."""
    with wave.open(path, 'wb') as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(RATE)
        second = [[int(12000 * (i / RATE if c == 0 else 1 - i / RATE) * math.sin(2 * math.pi * hz * i / RATE)) for c in range(channels)] for i in range(RATE)]
        file.writeframes(b''.join(struct.pack(f'<{channels}h', *frame) for frame in second) * SECONDS)


def make_studio(run):
    run.init()
    folder = run.desktop.folder
    make_sound(os.path.join(folder, 'PTT-20261112-WA0002.wav'), 1, 300)
    make_sound(os.path.join(folder, 'PTT-20261112-WA0003.wav'), 2, 400)
    with open(os.path.join(folder, 'PTT-20261112-WA0001.opus'), 'w') as file:
        file.write('<html><body>Sign in to see this file</body></html>\n')
    path = os.path.join(folder, 'WhatsApp Chat with Ana Lopez.zip')
    with zipfile.ZipFile(path, 'w') as archive:
        archive.writestr('WhatsApp Chat with Ana Lopez.txt', CHAT)
        for name in ('PTT-20261112-WA0001.opus', 'PTT-20261112-WA0002.wav', 'PTT-20261112-WA0003.wav'):
            archive.write(os.path.join(folder, name), name)
    run.ctl('import', path, '--me', 'Salsa Nord')
    run.newest, run.sha256 = run.ask("SELECT message_id, sha256 FROM part WHERE kind = 'audio' ORDER BY n DESC LIMIT 1")[0]
    segments = [{'start': 1000 * start, 'end': 1000 * start + 4500, 'who': 'caller' if i % 2 else 'studio', 'text': f'Sentence number {i}.'} for i, start in enumerate(STARTS)]
    run.change("INSERT INTO transcript (id, message_id, source, host, language, segments, created_at, updated_at) VALUES ('t1', "
               f"'{run.newest}', 'service', 'speech.example.org', 'en', '{json.dumps(segments)}', 1, 1)")


def open_window(run):
    run.desktop.env['STUDIO_OS_SOUND_SINK'] = 'fakesink sync=true'
    run.open()
    run.desktop.key('g', 'i')
    run.choose('Ana Lopez')
    wait_for('both recordings', lambda: len(sliders(run)) == 2)


def sliders(run):
    """From the oldest to the newest."""
    return [node for node in run.app.walk() if node.get_role_name() == 'slider' and node.get_name() == PLACE]


def place(run, which=-1):
    """Where it is, s."""
    return run.app.Atspi.Value.get_current_value(sliders(run)[which])


def words(run, which=-1):
    return run.app.Atspi.Value.get_text(sliders(run)[which])


def playing(run):
    return bool(run.app.look('Pause', 'button'))


def heard(run):
    """The sentence that is marked."""
    return [node.get_name() for node in run.app.walk() if node.get_role_name() == 'list item' and 'Sentence number' in node.get_name()
            and 'selected' in run.app.states(node)]


def wait_words(run, expected):
    seen = []

    def look():
        seen[:] = [words(run)]
        return seen[0] == expected
    try:
        wait_for(expected, look)
    except AssertionError as error:
        raise AssertionError(f'{error}; it is {seen}') from None


def go_to(run, when):
    """The waveform of the message of that time: by F6 to the messages, by the arrows to the message, by Tab into it."""
    run.key_until('F6', 'the messages', lambda: run.app.focus_name()[1].startswith('Ana Lopez, 18:'))
    run.desktop.key('End')
    run.app.wait_focus(start='Ana Lopez, 18:08', role='list item')
    run.key_until('Up', 'the message', lambda: run.app.focus_name()[1].startswith("Ana Lopez, " + when))
    run.tab_to(PLACE, 'slider')


def test_shows(run):
    """a conversation shows its recordings, what is wrong with one, and who wrote down what was said"""
    make_studio(run)
    open_window(run)
    run.app.find(start="This file isn't a recording (it looks like a web page)")
    run.app.find('Written down by the service speech.example.org, to which the sound was sent')
    wait_words(run, '0 seconds of 10 minutes 0')
    assert not playing(run) and not heard(run)
    run.picture('player')


def test_plays(run):
    """Ctrl+Space plays the newest recording, and again lets it stand still, also while a text is written"""
    run.desktop.key('Ctrl+Space')
    run.app.find('Pause', 'button')
    wait_for('the second sentence', lambda: any('Sentence number 1.' in name for name in heard(run)))
    run.picture('player-plays')
    run.desktop.key('r')
    run.text_focus('the reply')
    run.desktop.key('Ctrl+Space')
    run.app.gone('Pause', 'button')
    assert run.app.typing()
    run.desktop.key('Esc')
    run.tab_out()
    at = place(run)
    assert 5 <= at < SECONDS, at
    kept = run.until('what was heard is kept', 'SELECT position_ms FROM playback', lambda ms: ms and ms > 5000 and ms)
    assert abs(kept / 1000 - at) < 1, (kept, at)
    assert place(run) == at, 'it stands still'


def test_keys(run):
    """the arrows, Home and End leap exactly; < and > change the speed"""
    go_to(run, '18:07')
    run.desktop.key('Home')
    wait_words(run, '0 seconds of 10 minutes 0')
    for key, expected in (('Right', '5 seconds'), ('Right', '10 seconds'), ('Shift+Left', '9 seconds'), ('Left', '4 seconds'), ('Shift+Right', '5 seconds'),
                          ('End', '10 minutes 0'), ('Left', '9 minutes 55')):
        run.desktop.key(key)
        wait_words(run, expected + ' of 10 minutes 0')
    wait_for('the sentence there', lambda: any('Sentence number 11.' in name for name in heard(run)))
    run.desktop.key('>')
    run.app.find('Speed 1.25×')
    run.desktop.key('>', '>', '>', '>')
    run.app.find('Speed 2×')
    run.desktop.key('Home')
    run.desktop.key('Space')
    run.app.find('Pause', 'button')
    wait_for('ten seconds, twice as fast', lambda: place(run) > 10)
    run.desktop.key('Space')
    run.app.gone('Pause', 'button')
    run.desktop.key('<', '<', '<', '<')
    run.app.find('Speed 1×')


def test_one(run):
    """only one plays at a time"""
    go_to(run, '18:05')
    run.desktop.key('Space')
    wait_for('the first plays', lambda: place(run, 0) > 0.2)
    run.desktop.key('Ctrl+Space')
    run.app.gone('Pause', 'button')
    at = place(run, 0)
    run.desktop.key('Ctrl+Space')
    run.app.find('Pause', 'button')
    wait_for('the newest plays', lambda: place(run, -1) > 0)
    assert place(run, 0) == at
    run.desktop.key('Ctrl+Space')
    run.app.gone('Pause', 'button')


def test_transcript(run):
    """Enter on what was said goes there"""
    go_to(run, '18:07')
    run.tab_to('Studio', 'list item')
    run.desktop.key('Home')
    run.desktop.key('Down', 'Down')
    run.app.wait_focus(start='Studio · 1:40', role='list item')
    run.desktop.key('Enter')
    run.app.find('Pause', 'button')
    wait_for('the third sentence', lambda: any('Sentence number 2.' in name for name in heard(run)))
    assert 100 <= place(run) < 150, place(run)
    run.desktop.key('Ctrl+Space')
    run.app.gone('Pause', 'button')
    run.kept = place(run)


def test_remembered(run):
    """the next day it goes on where it was left"""
    run.until('it is kept', f"SELECT position_ms FROM playback WHERE sha256 = '{run.sha256}'", lambda ms: ms is not None and abs(ms / 1000 - run.kept) < 0.1)
    run.end()
    open_window(run)
    wait_for('where it was left', lambda: abs(place(run) - run.kept) < 0.1)


def kill_readers(run, killed, seen):
    """Kills what reads a recording for the window as soon as it is there, as the system would that is out of memory, and each that tries it again."""
    end = time.monotonic() + PATIENCE
    while not seen.is_set() and time.monotonic() < end:
        for path in glob.glob(f'/proc/{run.app.process.pid}/task/*/children'):
            try:
                with open(path) as file:
                    children = file.read().split()
                for pid in children:
                    with open(f'/proc/{pid}/comm') as file:
                        if file.read().strip() == 'studio-os-media':
                            os.kill(int(pid), signal.SIGKILL)
                            killed.append(pid)
            except OSError:          # it is gone
                pass
        time.sleep(0.001)


def test_killed(run):
    """what reads a recording is killed: a sentence says so, and the window goes on"""
    folder = run.desktop.folder
    path = os.path.join(folder, 'WhatsApp Chat with Bea Berg.zip')
    with wave.open(os.path.join(folder, 'long.wav'), 'wb') as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for _ in range(90):          # minutes
            file.writeframes(bytes(2 * RATE * 60))
    with zipfile.ZipFile(path, 'w') as archive:
        archive.writestr('WhatsApp Chat with Bea Berg.txt', '12/11/2026, 18:02 - Bea Berg: PTT-20261112-WA0009.wav (file attached)\n')
        archive.write(os.path.join(folder, 'long.wav'), 'PTT-20261112-WA0009.wav')
    run.ctl('import', path, '--me', 'Salsa Nord')
    run.key_until('period', 'the row', lambda: run.app.look(start='Bea Berg', role='list item'))
    killed, seen = [], threading.Event()
    killer = threading.Thread(target=kill_readers, args=(run, killed, seen))
    killer.start()
    try:
        run.choose('Bea Berg')
        wait_for('a sentence', lambda: [node for node in run.app.walk() if 'This recording ' in (node.get_name() or '') and node.get_role_name() == 'label'])
        run.picture('player-killed')
    finally:
        seen.set()
        killer.join()
    assert killed
    run.choose('Ana Lopez')
    wait_for('both recordings', lambda: len(sliders(run)) == 2)


def test_narrow(run):
    """at 360 pixels all of it has its place"""
    run.app.resize(360, 640)
    run.key_until('Enter', 'the conversation', lambda: run.app.look(PLACE, 'slider'))
    assert not run.too_wide(), run.too_wide()[:3]
    run.picture('player-narrow')


def test_end(run):
    """it ends with status 0 while it plays, and an empty log"""
    run.desktop.key('Ctrl+Space')
    run.app.find('Pause', 'button')
    run.end()


if __name__ == '__main__':
    sys.exit(main([test_shows, test_plays, test_keys, test_one, test_transcript, test_remembered, test_killed, test_narrow, test_end]))
