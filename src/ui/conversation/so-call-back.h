/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-contact.h"

G_BEGIN_DECLS

/* Has the computer's telephone program call @contact (a "tel:" link, RFC 3966). Where there is no number, or no such program,
 * the owner is told so, with the number to dial herself. @widget is in the window. */
void so_call_back (GtkWidget *widget, const SoContact *contact);
/* The same for a number in international form. */
void so_call_back_number (GtkWidget *widget, const char *number);

G_END_DECLS
