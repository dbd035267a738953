#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Two computers of one studio, each with a real window, a display, a bus and a key ring of its own, and a real hub between them: one lets the other in, they see
where the other is and who writes, a draft is taken over, and in Preferences computers are listed, get another role and are removed. By keyboard alone.
Prints TAP.

    test-presence.py STUDIO-OS STUDIOCTL [FOLDER FOR PICTURES]"""
import multiprocessing
import os
import shutil
import subprocess
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '..', 'support')]
from studio import PROGRAM, Studio, main
from window import wait_for

HUB = os.path.join(os.path.dirname(PROGRAM), '..', 'hub', 'studio-os-hub')
PERSON = 'Ana Lopez'
LOOKING, WRITING = 'Office is looking', 'Office is editing this draft'


class Hub:
    def __init__(self, folder, port=0):
        self.folder = folder
        if not os.path.exists(folder):
            os.makedirs(folder)
            with open(folder + '/hub.conf', 'w') as file:
                file.write('[hub]\npublic-url=https://hub.example.org\n')
        self.process = subprocess.Popen([HUB, '--data', folder, '--listen', f'127.0.0.1:{port}'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.url = 'http://' + self.process.stdout.readline().split()[-1]

    def code(self, *words):
        return subprocess.run([HUB, '--data', self.folder, '--pair', *words], capture_output=True, text=True, check=True).stdout.strip()

    def end(self):
        self.process.terminate()
        self.process.wait(30)


# --- the other computer: a process of its own, which does what it is told ---


def serve(pipe):
    run = Studio()
    try:
        while True:
            name, words = pipe.recv()
            if name is None:
                break
            try:
                pipe.send((True, globals()[name](run, *words)))
            except BaseException as error:      # noqa: BLE001
                pipe.send((False, f'{type(error).__name__}: {error}'))
    finally:
        run.desktop.close()


class Other:
    def __init__(self):
        context = multiprocessing.get_context('spawn')
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs,), daemon=True)
        self.process.start()

    def __call__(self, function, *words):
        self.pipe.send((function.__name__, words))
        if not self.pipe.poll(300):
            raise AssertionError(f'the other computer does not answer: {function.__name__}')
        good, answer = self.pipe.recv()
        if not good:
            raise AssertionError(f'the other computer, {function.__name__}: {answer}')
        return answer

    def end(self):
        self.pipe.send((None, ()))
        self.process.join(30)


def joins(run, studio, url, code, name):
    """On a copy of the studio, so that conversations have the same ids."""
    run.desktop.keyring()
    if studio:
        shutil.copytree(studio, run.data)
    return run.ctl('hub', 'pair', url, code, '--name', name)


def opens(run, dark=False):
    env = {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'} if dark else {}
    run.app = run.desktop.app([PROGRAM, '--data', run.data], **env)
    run.app.wait_focus()


def goes_to(run, person):
    run.desktop.key('g', 'i')
    run.key_until('period', 'the row', lambda: run.app.look(start=person, role='list item', within=run.app.look('Conversations', 'list')))
    run.choose(person)
    run.app.find('Messages')


def sees(run, words, seconds=90):
    run.app.find(words, seconds=seconds)
    return time.time()


def sees_no_more(run, words):
    run.app.gone(words)


def replies(run, text):
    run.desktop.key('r')
    run.app.wait_focus('Reply')
    if text:
        run.desktop.type(text)


def may_not_write(run):
    """No key and no button opens the draft."""
    button = run.app.find('Write a reply…') if run.app.look('Write a reply…') else None
    run.desktop.key('r')
    run.desktop.key('Tab', 'Shift+Tab')     # answered one after the other
    typing = run.app.typing()
    open_button = button is not None and 'sensitive' in run.app.states(button)
    return typing, open_button, run.app.focus_name()


def takes_over(run):
    run.tab_to('Take Over', 'button', limit=80)
    run.desktop.key('Enter')
    run.app.wait_focus('Reply')


def shows(run, name, *sizes):
    for size in sizes:
        run.app.resize(*size)
        run.picture(f'{name}-{size[0]}')
        assert not run.too_wide(), (name, run.too_wide()[:3])


def narrow_page(run):
    run.app.resize(360, 640)


def ends(run):
    assert run.app.quit() == 0
    assert not run.app.warnings(), run.app.warnings()[:5]


def in_preferences(run):
    run.key_until('Ctrl+comma', 'Preferences', lambda: run.app.look('Preferences', 'dialog'))
    run.tab_to('Hub', 'list item', limit=120)
    run.desktop.key('Enter')
    run.app.find('Computers')


def has(run, words):
    return any(words in (node.get_name() or '') or words in (node.get_description() or '') for node in run.app.walk())


# --- what happens ---


def test_start(run):
    """the office lets the front desk in, by a code that it makes"""
    run.hub, run.other = Hub(os.path.join(run.desktop.folder, 'hub')), Other()
    run.init()
    run.import_chats([PERSON, 'Ben Adler'])
    copy = os.path.join(run.desktop.folder, 'copy')
    shutil.copytree(run.data, copy)
    joins(run, None, run.hub.url, run.hub.code(), 'Office')
    code = run.json('hub', 'invite', '--role', 'front-desk')
    assert code['role'] == 'front-desk' and code['until'], code
    run.other(joins, copy, run.hub.url, code['code'], 'Front desk')
    opens(run)
    run.other(opens, True)


def test_look(run):
    """who looks at the same conversation is seen, soon"""
    goes_to(run, PERSON)
    run.other(goes_to, PERSON)
    began = time.time()
    sees(run, 'Front desk is looking')
    print(f'# seen after {time.time() - began:.1f} s')
    run.other(sees, LOOKING)
    here = run.json('hub', 'presence')['here']
    assert sorted((h['name'], h['what'], h['self']) for h in here) == [('Front desk', 'looking', False), ('Office', 'looking', True)], here
    assert len({h['thread'] for h in here}) == 1
    shows(run, 'presence-looking', (1600, 900), (900, 700))
    run.app.resize(1180, 760)


def test_elsewhere(run):
    """who goes to another conversation is not there any more"""
    run.other(goes_to, 'Ben Adler')
    sees_no_more(run, 'Front desk is looking')
    run.other(goes_to, PERSON)
    sees(run, 'Front desk is looking')


def test_write(run):
    """who writes is seen, and nobody else writes then"""
    replies(run, 'See you on')
    began = time.time()
    at = run.other(sees, WRITING)
    print(f'# seen after {at - began:.1f} s')
    tried = run.other(may_not_write)
    assert not tried[0] and not tried[1], tried
    assert run.json('hub', 'presence')['here'][0]['what'] == 'editing'
    run.other(shows, 'presence-held-dark', (1600, 900), (900, 700))


def test_take(run):
    """it is taken over on purpose: here it is closed, and what was written is kept"""
    run.other(takes_over)
    sees(run, 'Front desk is editing this draft')
    wait_for('the editor to be closed', lambda: not run.app.typing())
    run.until('the text', "SELECT text FROM draft WHERE state NOT IN ('discarded')", lambda text: text == 'See you on')
    run.other(sees_no_more, WRITING)
    assert run.app.look('Take Over', 'button')
    run.app.wait_focus()


def test_batch(run):
    """what is written on the other computer is left out where several are approved together, and says so"""
    ben = next(thread['id'] for thread in run.json('threads') if thread['contact'] == 'Ben Adler')
    run.json('reply', ben, '--text', 'Until then')
    run.desktop.key('g', 'i', 'Alt+7')
    run.key_until('period', 'the row', lambda: run.app.look(start='Ben Adler', role='list item'))
    wait_for('the list', lambda: run.app.focus_name()[0] == 'list item')
    run.choose('Ben Adler')
    run.desktop.key('Shift+j')
    run.desktop.key('Shift+a')
    run.app.find('Approve Together', 'dialog')
    wait_for('who writes', lambda: any((node.get_name() or '').startswith(PERSON + ', WhatsApp: See you on') and
                                       'Front desk is editing this draft' in node.get_name() for node in run.app.walk()))
    wait_for('all checked', lambda: any((node.get_name() or '').startswith('Ben Adler, ') for node in run.app.walk()))
    run.picture('presence-batch')
    run.app.resize(360, 640)
    run.picture('presence-batch-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)
    run.close_dialogs()
    run.desktop.key('Esc')
    goes_to(run, PERSON)


def test_leave(run):
    """who closes their window is gone, and the draft is free"""
    run.other(ends)
    sees_no_more(run, 'Front desk is editing this draft')
    replies(run, ' Tuesday')


def test_no_hub(run):
    """without a network nothing is closed"""
    port = int(run.hub.url.rsplit(':', 1)[1])
    run.other(opens, True)
    run.other(goes_to, PERSON)
    run.other(sees, WRITING)
    run.hub.end()
    run.other(sees_no_more, WRITING)
    run.other(replies, 'On my own')
    run.hub = Hub(run.hub.folder, port)
    run.desktop.key('Esc')
    run.other(ends)


def test_computers(run):
    """Preferences list the computers; one that is let in gets a code to be read out"""
    in_preferences(run)
    wait_for('who is there', lambda: has(run, 'Front desk') and has(run, 'Owner · This computer'))
    run.tab_to('Add a Computer…', limit=60)
    run.picture('computers')
    run.desktop.key('Enter')
    run.app.find('Add a Computer')
    run.app.find(start='People, answers, tasks')
    run.tab_to('Make a Code', limit=20)
    run.desktop.key('Enter')
    run.app.wait_focus('Copy Code')
    run.picture('computers-code')
    run.app.resize(360, 640)
    run.picture('computers-code-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.desktop.key('Esc')
    run.app.gone('Make a Code')
    run.picture('computers-360')
    assert not run.too_wide(), run.too_wide()[:3]
    run.app.resize(1180, 760)


def test_manage(run):
    """one gets another role, and is removed after a question; it is shut out then"""
    run.tab_to('Front desk', limit=60, key='Shift+Tab')
    run.desktop.key('Enter')
    run.app.find('Role')
    run.picture('computers-open')
    run.tab_to('Role', limit=20)
    run.desktop.key('Space')
    run.app.find('Teacher')
    run.desktop.key('End', 'Enter')
    wait_for('the role', lambda: any(line.startswith('teacher') for line in devices(run)))
    wait_for('the row', lambda: has(run, 'Teacher · '))
    run.tab_to('Front desk', limit=60)
    run.desktop.key('Enter')
    run.tab_to('Remove…', limit=30)
    run.desktop.key('Enter')
    run.app.find('Remove “Front desk”?')
    run.picture('computers-remove')
    run.tab_to('Remove', 'button', limit=20)
    run.desktop.key('Enter')
    wait_for('it to be shut out', lambda: len(devices(run)) == 1)
    run.app.gone('Front desk')
    assert 'not know this computer' in run.other(asks_hub)


def devices(run):
    text = subprocess.run([HUB, '--data', run.hub.folder, '--devices'], capture_output=True, text=True, check=True).stdout
    return [line.split('\t')[-1] for line in text.splitlines()]


def asks_hub(run):
    done = subprocess.run([sys.argv[2], '--data', run.data, 'hub', 'presence'], env=run.desktop.env, capture_output=True, text=True)
    return done.stderr


def test_end(run):
    """both end well"""
    run.close_dialogs()
    run.other.end()
    run.end()
    run.hub.end()


if __name__ == '__main__':
    sys.exit(main([test_start, test_look, test_elsewhere, test_write, test_take, test_batch, test_leave, test_no_hub, test_computers, test_manage, test_end]))
