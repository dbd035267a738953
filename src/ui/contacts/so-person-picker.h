/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoPersonPicker: asks for one person, by typing a part of a name, a number or an address.
 */
#define SO_TYPE_PERSON_PICKER (so_person_picker_get_type ())
G_DECLARE_FINAL_TYPE (SoPersonPicker, so_person_picker, SO, PERSON_PICKER, AdwDialog)

/* @contact_id is good for the call. Only called where somebody was chosen, after the dialog is gone. */
typedef void (*SoPersonChosen) (const char *contact_id, gpointer owner);

/* @without: id of a person who is not offered, or NULL. @owner (a GObject) is kept until the dialog is gone. */
AdwDialog *so_person_picker_new (SoWindow *window, const char *title, const char *without, SoPersonChosen chosen, gpointer owner);

/* @name: as typed, good for the call. */
typedef void (*SoPersonNamed) (const char *name, gpointer owner);

/* Below whom it finds the picker offers a new person of the name that is typed; @named is called in place of @chosen then. */
void so_person_picker_offer_new (SoPersonPicker *self, SoPersonNamed named);

G_END_DECLS
