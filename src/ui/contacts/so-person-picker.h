/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* @contact_id: who was chosen. @owner is the one given to so_person_picker_present(). */
typedef void (*SoPersonPicked) (const char *contact_id, const char *name, gpointer owner);

/* Asks for a person: a dialog called @title in which a few letters find everybody but @but (may be NULL). @owner (a GObject) is kept until it is closed. */
void so_person_picker_present (GtkWidget *parent, SoStudio *studio, const char *title, const char *but, SoPersonPicked picked, gpointer owner);

G_END_DECLS
