/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoConsentGroup: whether a person wants to be written to, what was said about it when and how, and a dialog in which the
 * owner enters what she was told.
 */
#define SO_TYPE_CONSENT_GROUP (so_consent_group_get_type ())
G_DECLARE_FINAL_TYPE (SoConsentGroup, so_consent_group, SO, CONSENT_GROUP, AdwPreferencesGroup)

/* Reads the ledger of @contact anew. */
void so_consent_group_show (SoConsentGroup *self, SoStudio *studio, const SoContact *contact);

G_END_DECLS
