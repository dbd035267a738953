/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where an action makes sense. Bits, because several pages can be in one scope. */
typedef enum {
  SO_SCOPE_EVERYWHERE = 1 << 0,
  SO_SCOPE_LIST = 1 << 1,          /* a list of conversations is on the page */
  SO_SCOPE_CONVERSATION = 1 << 2,  /* a conversation is on the page */
  SO_SCOPE_KNOWLEDGE = 1 << 3,     /* the page of knowledge */
  SO_SCOPE_DECISIONS = 1 << 4,     /* the log of decisions */
  SO_SCOPE_LEADS = 1 << 5,         /* the board */
  SO_SCOPE_SCHEDULE = 1 << 6,      /* the week */
  SO_SCOPE_CALLS = 1 << 7,         /* the list of calls */
  SO_SCOPE_ANALYTICS = 1 << 8,     /* numbers and charts */
} SoScope;

typedef enum {
  SO_SECTION_GENERAL,
  SO_SECTION_GO,
  SO_SECTION_CONVERSATIONS,
  SO_SECTION_DRAFT,
  SO_SECTION_READING,
  SO_SECTION_KNOWLEDGE,
  SO_SECTION_DECISIONS,
  SO_SECTION_LEADS,
  SO_SECTION_SCHEDULE,
  SO_SECTION_CALLS,
  SO_SECTION_ANALYTICS,
  SO_N_SECTIONS,
} SoSection;

/* Everything that a key, a button, a menu or the command palette can start. */
typedef struct {
  const char *id;     /* name of the action as widgets install it: "thread.done" */
  const char *label;  /* untranslated: so_action_label() */
  const char *keys;   /* accelerators with | between, two keys in a row with a space ("e", "g i"); "" for none. Those of
                       * the preset Studio: so_bindings_get_keys() for what is in force */
  SoSection section;
  SoScope scope;
  gboolean repeats;   /* a held key goes on; approving must not */
} SoAction;

/* The one table. Shortcuts dialog, palette, tooltips and the keyboard are made from it. */
const SoAction *so_actions (guint *n);
const SoAction *so_action_find (const char *id);

const char *so_action_label (const SoAction *action);
const char *so_section_label (SoSection section);

/* Every key in force of an action as people read it ("E", "Ctrl+Enter", "G then I"), NULL-terminated. */
GStrv so_action_dup_keys (const SoAction *action);

/* Tooltip "Done (E)", and the same for screen readers; it follows when the keys change. */
void so_action_describe (GtkWidget *widget, const char *id);

G_END_DECLS
