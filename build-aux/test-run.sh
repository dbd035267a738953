#!/bin/sh
# SPDX-License-Identifier: MIT
# Scripts rely on build-aux/run: its output is the program's, its folder the caller's, its status the program's.
set -eu
run=$(cd "$(dirname "$0")" && pwd -P)/run
t=$(mktemp -d "${TMPDIR:-/tmp}/studio run.XXXXXX")
trap 'rm -rf "$t"' EXIT
cd "$t"
bad=0
expect() { # expect WHAT WANTED GOT
  [ "$2" = "$3" ] && return
  echo "$1: wanted \"$2\", got \"$3\""; bad=$((bad + 1))
}
status() { s=0; "$@" >"$t/out" 2>"$t/err" </dev/null || s=$?; echo "$s"; }

expect "status of success" 0 "$(status "$run" studioctl --version)"
expect "lines of output" 1 "$(wc -l <out)"
expect "nothing on standard error" '' "$(cat err)"
expect "status of wrong usage" 2 "$(status "$run" studioctl no-such-command)"
expect "no output of wrong usage" '' "$(cat out)"
expect "status for a program there is not" 2 "$(status "$run" no-such-program)"
expect "a studio in the caller's folder" 0 "$(status "$run" studioctl --data './a studio' init --name 'Tanzhaus' --kind dance)"
expect "that folder" yes "$([ -e 'a studio/studio.db' ] && echo yes)"
printf '15.03.24, 09:12 - Anna: Hallo\n15.03.24, 09:13 - Studio: Hi Anna\n' >'WhatsApp Chat mit Anna.txt'
expect "a file in the caller's folder" 0 "$(status "$run" studioctl --data './a studio' --json import './WhatsApp Chat mit Anna.txt' --me Studio)"
expect "one JSON document" 2 "$(python3 -c 'import json; print(json.load(open("out"))["messages"])')"

pids=
for i in 1 2 3 4; do "$run" studioctl --version >"out$i" 2>&1 & pids="$pids $!"; done
for p in $pids; do wait "$p" || bad=$((bad + 1)); done
for i in 2 3 4; do expect "output of run $i beside others" "$(cat out1)" "$(cat "out$i")"; done
[ "$bad" = 0 ] && echo "build-aux/run keeps its word" || { cat err; exit 1; }
