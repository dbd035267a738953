/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-kind.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Usual questions with a line for each answer. The answers are knowledge: what is there already
 * is shown, and what is changed is stored under the same entry. */
#define SO_TYPE_ANSWERS_FORM (so_answers_form_get_type ())
G_DECLARE_FINAL_TYPE (SoAnswersForm, so_answers_form, SO, ANSWERS_FORM, AdwPreferencesPage)

/* The questions of @kind, which is the form's from now on (NULL: none are asked). */
GtkWidget *so_answers_form_new (SoStudio *studio, SoKind *kind, const char *title, const char *description);

/* Stores what was changed, in the background; failures come to the window as toasts. */
void so_answers_form_save (SoAnswersForm *self);

G_END_DECLS
