/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* SoInquiryGroup: what the studio still wants to know of a lead, the next question first, to be answered there. Not shown where nothing is left, or of customers. */
#define SO_TYPE_INQUIRY_GROUP (so_inquiry_group_get_type ())
G_DECLARE_FINAL_TYPE (SoInquiryGroup, so_inquiry_group, SO, INQUIRY_GROUP, AdwPreferencesGroup)

void so_inquiry_group_show (SoInquiryGroup *self, SoStudio *studio, const SoContact *contact);

G_END_DECLS
