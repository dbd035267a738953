# SPDX-License-Identifier: MIT
"""A real browser without a window, driven by its DevTools protocol over two pipes: pages, keys, what it shows to who sees and to who listens."""
import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

PATIENCE = 90.0
KEYS = {'Enter': ('Enter', 13, '\r'), 'Escape': ('Escape', 27, ''), 'Tab': ('Tab', 9, '')}


def find():
    """Its program, or None."""
    return next((path for path in map(shutil.which, ('chromium', 'chromium-browser', 'google-chrome')) if path), None)


class Chromium:
    def __init__(self, program, size=(1000, 700), *options):
        self.profile = tempfile.mkdtemp(prefix='studio-chromium-')
        self.number, self.inbox, self.session, self.violations = 0, b'', None, []
        theirs_in, self.out = os.pipe()
        self.inp, theirs_out = os.pipe()

        # The browser reads from 3 and writes to 4; what the pipes were called here may be one of these.
        def settle():
            low, high = os.dup(theirs_in), os.dup(theirs_out)
            high = high if high > 4 else os.dup(high)
            os.dup2(low, 3)
            os.dup2(high, 4)
        self.process = subprocess.Popen(
            [program, '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking',
             '--disable-component-update', '--disable-sync', '--mute-audio', '--remote-debugging-pipe', '--window-size=%d,%d' % size,
             '--user-data-dir=' + self.profile, *options, 'about:blank'],
            preexec_fn=settle, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        os.set_inheritable(self.out, False)
        target = self.until('a page', lambda: [t for t in self.ask('Target.getTargets')['targetInfos'] if t['type'] == 'page'])[0]
        self.session = self.ask('Target.attachToTarget', targetId=target['targetId'], flatten=True)['sessionId']
        for domain in 'Page', 'Runtime', 'Log', 'Accessibility':
            self.ask(domain + '.enable')

    def ask(self, method, **params):
        self.number += 1
        message = {'id': self.number, 'method': method, 'params': params}
        if self.session:
            message['sessionId'] = self.session
        os.write(self.out, json.dumps(message).encode() + b'\0')
        number, end = self.number, time.monotonic() + PATIENCE
        while True:
            answer = self.read(end)
            if answer.get('id') == number:
                assert 'error' not in answer, (method, answer['error'])
                return answer['result']
            if answer.get('method') == 'Log.entryAdded':
                self.violations.append(answer['params']['entry']['text'])
            if answer.get('method') == 'Runtime.exceptionThrown':
                self.violations.append(json.dumps(answer['params'])[:500])

    def read(self, end):
        while b'\0' not in self.inbox:
            assert select.select([self.inp], [], [], max(0, end - time.monotonic()))[0], 'the browser does not answer'
            got = os.read(self.inp, 1 << 16)
            assert got, 'the browser has ended'
            self.inbox += got
        line, self.inbox = self.inbox.split(b'\0', 1)
        return json.loads(line)

    def until(self, what, look, explain=lambda: ''):
        """The first true value of look()."""
        end = time.monotonic() + PATIENCE
        while True:
            value = look()
            if value:
                return value
            assert time.monotonic() < end, f'not within {PATIENCE} s in the browser: {what} {explain()}'
            time.sleep(0.05)

    def open(self, url):
        self.ask('Page.navigate', url=url)
        self.until(url, lambda: self.run('document.readyState') == 'complete' and self.run('location.href').startswith(url))

    def run(self, script):
        result = self.ask('Runtime.evaluate', expression=script, returnByValue=True, awaitPromise=True)
        assert 'exceptionDetails' not in result, (script, result['exceptionDetails'])
        return result['result'].get('value')

    def key(self, name, shift=False):
        key, code, text = KEYS[name]
        held = {'key': key, 'code': key, 'windowsVirtualKeyCode': code, 'modifiers': 8 if shift else 0}
        self.ask('Input.dispatchKeyEvent', type='keyDown', text=text, **held)
        self.ask('Input.dispatchKeyEvent', type='keyUp', **held)

    def type(self, text):
        self.ask('Input.insertText', text=text)

    def names(self):
        """(role, name) of everything that a screen reader finds."""
        nodes = self.ask('Accessibility.getFullAXTree')['nodes']
        return [(n['role']['value'], n.get('name', {}).get('value', '')) for n in nodes if not n.get('ignored') and 'role' in n]

    def media(self, **features):
        self.ask('Emulation.setEmulatedMedia', features=[{'name': name.replace('_', '-'), 'value': value} for name, value in features.items()])

    def resize(self, width, height):
        self.ask('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=1, mobile=False)

    def picture(self, path):
        with open(path, 'wb') as file:
            file.write(base64.b64decode(self.ask('Page.captureScreenshot', format='png')['data']))

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.out)
        os.close(self.inp)
        shutil.rmtree(self.profile, ignore_errors=True)
