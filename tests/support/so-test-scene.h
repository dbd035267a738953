/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-test-channel.h"
#include "so-test-studio.h"

G_BEGIN_DECLS

/* A conversation with Priya on an account whose channel fares as the test says, and one approved answer that is
 * due at SECONDS (5). */
typedef struct {
  SoTestStudio *test;
  SoTestChannel *channel;
  char *account;
  char *thread;
  char *draft;
} SoTestScene;

#define SECONDS(n) (SO_TEST_NOW + (n) * G_GINT64_CONSTANT (1000))

/* For g_test_add(). */
void so_test_scene_set_up (SoTestScene *scene, gconstpointer data);
void so_test_scene_tear_down (SoTestScene *scene, gconstpointer data);

/* Writes @text in @thread and approves it: the draft. */
char *so_test_scene_approve (SoTestScene *scene, const char *thread, const char *text);
/* The next run of the program, with the same channel. */
void so_test_scene_reopen (SoTestScene *scene);

G_END_DECLS
