/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* Everybody, by name, with what is known of them. */
#define SO_TYPE_CONTACTS_PAGE (so_contacts_page_get_type ())
G_DECLARE_FINAL_TYPE (SoContactsPage, so_contacts_page, SO, CONTACTS_PAGE, AdwBreakpointBin)

GtkWidget *so_contacts_page_new (SoWindow *window);
/* Shows a person, also one who is not in the list yet (it is still read) or is left out by the search. */
void so_contacts_page_show_contact (SoContactsPage *self, const char *contact_id);

G_END_DECLS
