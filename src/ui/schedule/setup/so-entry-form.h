/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "so-verb.h"

G_BEGIN_DECLS

/**
 * SoEntryForm: a page on which something is written down that a verb takes as JSON: its rows (so-entry-rows.h) stand for members of it. Saved, it says only what was
 * changed on it, so that what somebody else changed meanwhile stays. What cannot be stays on the page, with a sentence why.
 */
#define SO_TYPE_ENTRY_FORM (so_entry_form_get_type ())
G_DECLARE_FINAL_TYPE (SoEntryForm, so_entry_form, SO, ENTRY_FORM, AdwNavigationPage)

/* @id: as @verb takes it. @said: "Room saved", once it is done. */
SoEntryForm *so_entry_form_new (SoStudio *studio, const char *title, SoVerb verb, const char *id, const char *said);

/* What is added from now on is in this group. Borrowed. */
AdwPreferencesGroup *so_entry_form_add_group (SoEntryForm *self, const char *title, const char *description);
void so_entry_form_add (SoEntryForm *self, GtkWidget *row);

typedef enum {
  SO_ENTRY_CHANGED,    /* said where it was changed */
  SO_ENTRY_ALWAYS,     /* always said, but alone it changes nothing */
} SoEntrySaid;

/* What @row says is the member @name. @read: its value now, yours; NULL: it says nothing. */
typedef JsonNode *(*SoEntryRead) (GtkWidget *row);
void so_entry_form_add_member (SoEntryForm *self, const char *name, GtkWidget *row, SoEntryRead read, SoEntrySaid said);

/* What the rows show now is how it is; @whole: all of it is said. The last call of who fills a form. */
void so_entry_form_begin (SoEntryForm *self, gboolean whole);
/* Whether anything was changed on it that is not saved. */
gboolean so_entry_form_is_changed (SoEntryForm *self);
/* As its button does: what is stored leaves the page, what cannot be stays on it with a sentence. */
void so_entry_form_save (SoEntryForm *self);
/* Back to the page before, or closes its dialog; nothing is asked. */
void so_entry_form_leave (SoEntryForm *self);
/* All that the rows say, as JSON; free with g_free(). */
char *so_entry_form_dup_json (SoEntryForm *self);

/* Another one that the verb is done with. */
void so_entry_form_set_id (SoEntryForm *self, const char *id);

/* A button of the form that does something else with the same id: @verb with @argument, or, where that is NULL, with what is always said. */
GtkWidget *so_entry_form_add_button (SoEntryForm *self, const char *label, gboolean destructive, SoVerb verb, const char *argument, const char *said);

/* A row that leads to another page of the same window; what happens is for its "activated". */
GtkWidget *so_entry_form_add_way (SoEntryForm *self, const char *title, const char *subtitle);
/* Shows @page above this one. */
void so_entry_form_push (SoEntryForm *self, AdwNavigationPage *page);

SoStudio *so_entry_form_get_studio (SoEntryForm *self);
/* A sentence at its lower edge, also spoken. */
void so_entry_form_say (SoEntryForm *self, const char *sentence);

G_END_DECLS
