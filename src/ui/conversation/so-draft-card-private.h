/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-card.h"
#include "so-draft-copies.h"

G_BEGIN_DECLS

/* Shared by so-draft-card.c (what is shown) and so-draft-card-approve.c (how what is typed is saved and approved). */
struct _SoDraftCard {
  AdwBin parent_instance;

  GtkWidget *write_button;
  GtkWidget *card;
  GtkLabel *state;
  GtkLabel *saved;
  SoDraftCopies *copies;
  GtkLabel *note;
  GtkTextView *text;
  SoDraftChecks *checks;
  GtkWidget *approve_button, *edit_button, *discard_button, *redo_button, *why_button, *later_button;

  SoStudio *studio;
  char *thread_id;
  char *contact_name;
  SoDraft *draft;          /* as it is stored, or NULL */
  gboolean editing;
  gboolean own;            /* what is written is a reply of the owner's own: not yet the stored draft's text */
  gboolean blank;          /* … in which nothing was typed yet */
  gboolean mail;           /* the conversation is one, and can have copies */
  gboolean dirty;          /* typed, not saved */
  gboolean filling;        /* the text is being set by us */
  gpointer pending;        /* a save on its way that has receivers to store, or NULL */
  gboolean busy;           /* an approval is under way */
  SoDraftThen then;        /* what follows it */
  char *approved;          /* id of the draft that was approved here last, or NULL */
  guint autosave;
  gulong store_changed;
  gulong writing_changed;
  char *writing;           /* what a model has written so far, or NULL: shown instead of the draft's text */
};

char *so_draft_card_dup_text (SoDraftCard *self);
/* Reads the draft anew; what is being typed stays. */
void so_draft_card_reload (SoDraftCard *self);
void so_draft_card_show_error (SoDraftCard *self, const GError *error);
void so_draft_card_announce (SoDraftCard *self, const char *message);
void so_draft_card_emit_approved (SoDraftCard *self, const char *thread_id);
/* While what she wrote is being approved nothing more can be typed into it: the next keys are keys already, not letters of a text that is
 * on its way. */
void so_draft_card_set_busy (SoDraftCard *self, gboolean busy);

typedef enum {
  SO_DRAFT_SAVE_TYPED,     /* in the middle of typing: half an address is none yet */
  SO_DRAFT_SAVE_LEFT,
  SO_DRAFT_SAVE_SEND,      /* and approved then */
} SoDraftSave;

/* Saves what was typed. FALSE where there was nothing to save. */
gboolean so_draft_card_save (SoDraftCard *self, SoDraftSave how);
/* Something was typed: saved half a second after the last key. */
void so_draft_card_typed (SoDraftCard *self);
void so_draft_card_copies_typed (SoDraftCard *self);
void so_draft_card_send_anyway (SoDraftCard *self);

G_END_DECLS
