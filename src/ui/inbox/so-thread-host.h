/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-conversation.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoThreadHost: a page on which the owner decides about conversations. It says which one is meant and
 * what comes next; the actions "thread.done" and so on are the same everywhere.
 */
#define SO_TYPE_THREAD_HOST (so_thread_host_get_type ())
G_DECLARE_INTERFACE (SoThreadHost, so_thread_host, SO, THREAD_HOST, GtkWidget)

struct _SoThreadHostInterface {
  GTypeInterface parent;
  SoStudio *(*get_studio) (SoThreadHost *self);
  /* Ids of the conversations that are meant: those ticked, or the one in front. NULL-terminated, free with g_strfreev(). */
  GStrv (*dup_targets) (SoThreadHost *self);
  /* The conversation in front, or NULL. */
  SoConversation *(*get_conversation) (SoThreadHost *self);
  /* It was decided: on to the next one. */
  void (*advance) (SoThreadHost *self);
  /* What a popover points to. */
  GtkWidget *(*get_anchor) (SoThreadHost *self);
};

/* Installs the actions on a page's class. */
void so_thread_host_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
