/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sounds that tests make themselves: a tone that never repeats itself, so that each moment of it is known again, in every kind of file. */

/* Sample @at of channel @channel; the same for the same numbers. The second channel is silent in every second second. */
gint16 so_test_sound_sample (guint rate, guint channel, guint64 at);

/* The kinds of files: "wav", "wav-float", "wav-24", "wav-mulaw", "wav-alaw", "mp3-32", "mp3-128", "mp3-vbr", "mp3-vbr-xing", "opus", "vorbis". */
extern const char *const so_test_sound_kinds[];

/* A file of @frames of it, as @kind. */
GBytes *so_test_sound_file (const char *kind, guint rate, guint channels, guint64 frames);

/* A memfd of @bytes, to be closed. */
int so_test_sound_open (gconstpointer bytes, gsize length);

G_END_DECLS
