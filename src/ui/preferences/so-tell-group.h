/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"
#include "so-verb.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* SoTellGroup: how the owner is told of what needs her, where: her own address or number, and the code by which she confirms it. What she is told follows below. */
#define SO_TYPE_TELL_GROUP (so_tell_group_get_type ())
G_DECLARE_DERIVABLE_TYPE (SoTellGroup, so_tell_group, SO, TELL_GROUP, AdwPreferencesGroup)

struct _SoTellGroupClass {
  AdwPreferencesGroupClass parent_class;

  /* static; of the class: */
  const char *address, *asked;     /* settings: what is confirmed, and what is not yet (so-tell-code.h) */
  SoVerb ask, confirm;
  GtkInputPurpose purpose;
  /* Shows what is set in the rows below; @known: there is an address. Nothing that changes meanwhile is taken for hers. */
  void (*refill) (SoTellGroup *self, SoStudio *studio, gboolean known);
};

/* The first two rows; @address: title of the first, translated. */
void so_tell_group_add_address (SoTellGroup *self, const char *address);
/* A further row, which is the group's; @signal calls @changed with the group. */
void so_tell_group_add_row (SoTellGroup *self, GtkWidget *row, const char *title, const char *signal, GCallback changed);
/* Once, after the rows are there. */
void so_tell_group_set_studio (SoTellGroup *self, SoStudio *studio);
SoStudio *so_tell_group_get_studio (SoTellGroup *self);

/* SO_VERB_SAVE_SETTING; what is refused is said, and shown as it was. */
void so_tell_group_save (SoTellGroup *self, const char *key, const char *value);

G_END_DECLS
