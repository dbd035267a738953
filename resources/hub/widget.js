// SPDX-License-Identifier: MIT
// The chat of a studio's website: one script, no dependency. It keeps one thing, the token of the visit, in localStorage.
(function () {
  'use strict';
  var script = document.currentScript;
  if (!script || !script.src || !window.fetch || !Element.prototype.attachShadow) return;
  var base = script.src.replace(/\/[^/]*$/, ''), place = 'studio-chat ' + base;
  var page = document.documentElement, lang = (page.lang || navigator.language || 'en').slice(0, 2).toLowerCase();
  var WORDS = {
    en: {
      open: 'Chat with us', title: 'Chat', close: 'Close chat', message: 'Your message', send: 'Send', you: 'You', hello: 'Hello! How can we help you?',
      away: 'We are away just now. Leave us a message, and how we can reach you.', name: 'Your name', contact: 'E-mail or telephone',
      sent: 'Sent', sending: 'Sending…', failed: 'Not sent.', again: 'Try again', thanks: 'Thank you! We answer as soon as we are back, here or by what you left.',
      many: 'That was too much at once. Please wait a minute.', offline: 'No connection. It is tried again.', fresh: 'New message from '
    },
    de: {
      open: 'Schreiben Sie uns', title: 'Chat', close: 'Chat schließen', message: 'Ihre Nachricht', send: 'Senden', you: 'Sie', hello: 'Hallo! Wie können wir helfen?',
      away: 'Gerade ist niemand da. Hinterlassen Sie uns eine Nachricht und wie wir Sie erreichen.', name: 'Ihr Name', contact: 'E-Mail oder Telefon',
      sent: 'Gesendet', sending: 'Wird gesendet…', failed: 'Nicht gesendet.', again: 'Noch einmal', thanks: 'Danke! Wir antworten, sobald wir zurück sind, hier oder auf Ihrem Weg.',
      many: 'Das war zu viel auf einmal. Bitte warten Sie eine Minute.', offline: 'Keine Verbindung. Es wird noch einmal versucht.', fresh: 'Neue Nachricht von '
    },
    es: {
      open: 'Escríbenos', title: 'Chat', close: 'Cerrar el chat', message: 'Tu mensaje', send: 'Enviar', you: 'Tú', hello: '¡Hola! ¿En qué podemos ayudarte?',
      away: 'Ahora no hay nadie. Déjanos un mensaje y cómo podemos contactarte.', name: 'Tu nombre', contact: 'Correo o teléfono',
      sent: 'Enviado', sending: 'Enviando…', failed: 'No enviado.', again: 'Reintentar', thanks: '¡Gracias! Responderemos en cuanto volvamos, aquí o donde nos digas.',
      many: 'Demasiado a la vez. Espera un minuto, por favor.', offline: 'Sin conexión. Se intenta de nuevo.', fresh: 'Mensaje nuevo de '
    }
  };
  var T = WORDS[lang] || WORDS.en;
  // A sheet made by script needs no 'unsafe-inline' of the page, and :host !important wins over the page's own rules.
  var CSS = ':host{all:initial!important}*{box-sizing:border-box}[hidden]{display:none!important}' +
    '.w{position:fixed;inset-block-end:16px;inset-inline-end:16px;z-index:2147483000;font:16px/1.4 var(--font,system-ui,sans-serif);--bg:#fff;--fg:#1b1b1f;--line:#75757d;--soft:#eeeef1}' +
    '.w.dark{--bg:#1e1e22;--fg:#f3f3f5;--line:#9a9aa3;--soft:#35353b}' +
    'button,input,textarea{font:inherit;color:inherit;margin:0}button{cursor:pointer}' +
    ':focus-visible{outline:3px solid var(--fg);outline-offset:2px;box-shadow:0 0 0 2px var(--bg)}' +
    '.open,.send{background:var(--c);color:var(--on);border:1px solid var(--on);border-radius:24px;min-height:44px;padding:8px 20px;font-weight:600}' +
    '.open{box-shadow:0 2px 10px #0006;max-width:calc(100vw - 32px)}.n:not(:empty){margin-inline-start:8px}' +
    '.d{position:absolute;inset-block-end:0;inset-inline-end:0;width:min(380px,calc(100vw - 32px));height:min(560px,calc(100vh - 32px));display:flex;flex-direction:column;' +
    'background:var(--bg);color:var(--fg);border:1px solid var(--line);border-radius:14px;overflow:hidden;box-shadow:0 4px 24px #0006;animation:up .15s}' +
    '@keyframes up{from{opacity:0;transform:translateY(12px)}}@media(prefers-reduced-motion:reduce){.d{animation:none}}' +
    'header{display:flex;align-items:center;gap:8px;background:var(--c);color:var(--on);padding:4px 16px}h2{font-size:17px;margin:0;flex:1;overflow-wrap:anywhere}' +
    'header :focus-visible{outline-color:var(--on);box-shadow:none;outline-offset:-4px}' +
    '.x{background:none;border:0;color:inherit;font-size:24px;min-width:44px;min-height:44px;border-radius:8px}' +
    '.log{flex:1;overflow-y:auto;padding:12px 16px;display:flex;flex-direction:column;gap:8px}.log:focus-visible{outline-offset:-3px}' +
    '.m{max-width:85%;padding:8px 12px;border-radius:14px;background:var(--soft);align-self:flex-start;white-space:pre-wrap;overflow-wrap:anywhere}' +
    '.m.own{align-self:flex-end;background:var(--c);color:var(--on)}.s{align-self:flex-end;font-size:13px}.s button{background:none;border:0;text-decoration:underline;min-height:24px}' +
    'form{display:flex;flex-direction:column;gap:6px;padding:10px 16px;border-top:1px solid var(--line)}label{font-size:14px}' +
    'input,textarea{width:100%;background:var(--bg);border:1px solid var(--line);border-radius:8px;padding:8px}textarea{resize:none;height:64px}.send{align-self:flex-end}' +
    '.note{padding:0 16px;font-size:14px;overflow-wrap:anywhere}.note:not(:empty){padding-block:6px}.v{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}' +
    '@media(forced-colors:active){.d,.m{border:1px solid}}';

  function make(tag, options, children) {
    var node = document.createElement(tag);
    Object.keys(options || {}).forEach(function (key) {
      if (key === 'text') node.textContent = options[key];
      else node.setAttribute(key, options[key]);
    });
    (children || []).forEach(function (child) { node.appendChild(child); });
    return node;
  }
  function field(tag, id, words, options) {
    var input = make(tag, Object.assign({ id: id, required: '' }, options));
    return { input: input, box: make('div', {}, [make('label', { for: id, text: words }), input]) };
  }

  var host = make('studio-chat'), root = host.attachShadow({ mode: 'open' });
  var sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [sheet];

  var count = make('span', { class: 'n' }), label = make('span', { text: T.open });
  var opener = make('button', { type: 'button', class: 'open', 'aria-haspopup': 'dialog', 'aria-expanded': 'false' }, [label, count]);
  var heading = make('h2', { id: 'h', text: T.title });
  var closer = make('button', { type: 'button', class: 'x', 'aria-label': T.close, text: '×' });
  var log = make('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-labelledby': 'h', tabindex: '0' });
  var note = make('div', { class: 'note', role: 'status' });
  var name = field('input', 'name', T.name, { maxlength: '200', autocomplete: 'name' });
  var contact = field('input', 'contact', T.contact, { maxlength: '200', autocomplete: 'email' });
  var text = field('textarea', 'text', T.message, { maxlength: '4000', rows: '2' });
  var form = make('form', {}, [name.box, contact.box, text.box, make('button', { class: 'send', text: T.send })]);
  var dialog = make('section', { class: 'd', role: 'dialog', 'aria-labelledby': 'h', hidden: '' },
    [make('header', {}, [heading, closer]), log, note, form]);
  var news = make('div', { class: 'v', role: 'status' });
  var wrap = make('div', { class: 'w' }, [opener, dialog, news]);
  root.appendChild(wrap);

  var studio = '', away = false, written = false, last = 0, unread = 0, waits = 1, timer = 0, polling = null, greeting = null, known = {}, caught = false;
  var token = null;
  try { token = localStorage.getItem(place); } catch (e) { /* a page that may keep nothing: the visit ends with it */ }

  function keep(fresh) {
    token = fresh;
    try {
      if (fresh) localStorage.setItem(place, fresh);
      else localStorage.removeItem(place);
    } catch (e) { /* as above */ }
  }

  function ask(what, body, signal) {
    var headers = { 'Content-Type': 'application/json' };
    if (token && what !== 'hello') headers.Authorization = 'Bearer ' + token;
    return fetch(base + '/' + what, {
      method: 'POST', mode: 'cors', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', headers: headers, body: JSON.stringify(body), signal: signal
    }).then(function (answer) {
      if (answer.ok) return answer.json();
      if (answer.status === 401) keep(null);
      throw answer.status;
    });
  }

  function dark() {
    var rgb = (getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g) || []).map(Number);
    if (rgb.length < 3 || rgb[3] === 0) return matchMedia('(prefers-color-scheme: dark)').matches;
    return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2] < 128;
  }
  function paint(colour) {
    var parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour || '') || ['', '1c', '5f', 'b0'];
    var light = parts.slice(1).map(function (hex) {
      var c = parseInt(hex, 16) / 255;
      return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    });
    // Black or white, whichever is read better on it.
    wrap.style.setProperty('--c', '#' + parts.slice(1).join(''));
    wrap.style.setProperty('--on', 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] > 0.179 ? '#000' : '#fff');
    wrap.style.setProperty('--font', getComputedStyle(document.body).fontFamily);
    wrap.dir = getComputedStyle(document.body).direction;
    wrap.lang = WORDS[lang] ? lang : 'en';
    wrap.classList.toggle('dark', dark());
  }

  function down() { log.scrollTop = log.scrollHeight; }
  function bubble(own, words) {
    var node = make('div', { class: own ? 'm own' : 'm' }, [make('span', { class: 'v', text: (own ? T.you : studio || T.title) + ': ' }), make('span', { dir: 'auto', text: words })]);
    log.appendChild(node);
    down();
    return node;
  }
  function show(line) {
    if (line.n <= last) return;
    last = line.n;
    if (known[line.id]) return;
    known[line.id] = true;
    written = true;
    bubble(!line.answer, line.text);
    if (line.answer && dialog.hidden && caught) {
      unread++;
      count.textContent = '(' + unread + ')';
      news.textContent = T.fresh + (studio || T.title);
    }
  }

  function poll() {
    clearTimeout(timer);
    if (!token || polling || document.hidden) return;
    polling = new AbortController();
    ask('poll', { after: last, wait: 25 }, polling.signal).then(function (answer) {
      polling = null;
      waits = 1;
      if (note.textContent === T.offline) note.textContent = '';
      answer.lines.forEach(show);
      caught = true;
      turn(answer.away);
      // The page has them: what is asked next says so.
      timer = setTimeout(poll, answer.lines.length ? 0 : 300);
    }, function (why) {
      polling = null;
      if (why && why.name === 'AbortError') return;
      if (why === 401) last = 0;
      waits = Math.min(waits * 2, 64);
      if (typeof why !== 'number' && !dialog.hidden) note.textContent = T.offline;
      timer = setTimeout(poll, 1000 * waits * (0.5 + Math.random()));
    });
  }

  function turn(gone) {
    away = gone;
    var asks = away && !written;
    [name, contact].forEach(function (one) {
      one.box.hidden = !asks;
      one.input.disabled = !asks;
    });
    if (greeting) greeting.lastChild.textContent = asks ? T.away : greeting.words;
  }

  function fresh() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map.call(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join('');
  }
  function send(what, body, state) {
    state.textContent = T.sending;
    (token ? Promise.resolve() : ask('visit', {}).then(function (answer) {
      last = 0;
      keep(answer.token);
    })).then(function () { return ask(what, body); }).then(function () {
      state.textContent = what === 'form' ? T.thanks : T.sent;
      poll();
    }).catch(function (why) {
      var again = make('button', { type: 'button', text: T.again });
      state.textContent = (why === 429 ? T.many : T.failed) + ' ';
      state.appendChild(again);
      again.addEventListener('click', function () {
        text.input.focus();
        send(what, body, state);
      });
    });
  }
  function say(event) {
    event.preventDefault();
    var words = text.input.value.trim(), asks = !name.input.disabled;
    if (!words) return text.input.focus();
    if (asks && !form.reportValidity()) return;
    var body = { id: fresh(), text: words, page: location.origin + location.pathname };
    if (asks) {
      body.name = name.input.value;
      body.contact = contact.input.value;
    }
    known[body.id] = true;
    written = true;
    bubble(true, words);
    var state = make('div', { class: 's', role: 'status' });
    log.appendChild(state);
    down();
    text.input.value = '';
    turn(away);
    text.input.focus();
    send(asks ? 'form' : 'message', body, state);
  }

  function open(yes) {
    dialog.hidden = !yes;
    opener.hidden = yes;
    opener.setAttribute('aria-expanded', String(yes));
    if (!yes) return opener.focus();
    unread = 0;
    count.textContent = news.textContent = '';
    wrap.classList.toggle('dark', dark());
    down();
    (name.input.disabled ? text : name).input.focus();
    poll();
  }

  opener.addEventListener('click', function () { open(true); });
  closer.addEventListener('click', function () { open(false); });
  form.addEventListener('submit', say);
  text.input.addEventListener('keydown', function (event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  // The page's own keys are not for what is typed here.
  wrap.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && !dialog.hidden && !event.isComposing) open(false);
    event.stopPropagation();
  });
  document.addEventListener('visibilitychange', function () {
    if (document.hidden && polling) polling.abort();
    else poll();
  });

  function begin(answer) {
    studio = answer.title || '';
    if (studio) heading.textContent = studio;
    paint(answer.colour);
    greeting = bubble(false, answer.greeting || T.hello);
    greeting.words = answer.greeting || T.hello;
    turn(answer.away);
    document.body.appendChild(host);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', function () { wrap.classList.toggle('dark', dark()); });
    poll();
  }
  // Where the hub cannot be asked, or does not know this website, the page stays as it is.
  function start() { ask('hello', {}).then(begin, function () {}); }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
