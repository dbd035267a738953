/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-contact.h"

G_BEGIN_DECLS

/* One person in a list of very many: a single widget that draws its own text. */
#define SO_TYPE_CONTACT_ROW (so_contact_row_get_type ())
G_DECLARE_FINAL_TYPE (SoContactRow, so_contact_row, SO, CONTACT_ROW, GtkWidget)

GtkWidget *so_contact_row_new (void);
/* @contact is only read; @when: short text at the end, or NULL. */
void so_contact_row_show (SoContactRow *self, const SoContact *contact, const char *when);

/* "New", "Qualified"… for people; the word itself where it is none of ours, "" for NULL. */
const char *so_contact_stage_label (const char *stage);

/* What stands under the name: how to reach her, the stage; free with g_free(). */
char *so_contact_summary (const SoContact *contact);

G_END_DECLS
