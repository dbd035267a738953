/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-message-template.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoTemplateFill: the gaps of one template and, above them, what the customer will read, while they are filled in.
 * Signal "taken": it is the conversation's answer now.
 */
#define SO_TYPE_TEMPLATE_FILL (so_template_fill_get_type ())
G_DECLARE_FINAL_TYPE (SoTemplateFill, so_template_fill, SO, TEMPLATE_FILL, AdwNavigationPage)

/* @draft_template: as of so_template_picker_new(). The template can be used: see so_message_template_dup_hindrance(). */
AdwNavigationPage *so_template_fill_new (SoStudio *studio, const char *thread_id, const SoMessageTemplate *template, const char *title,
                                         const char *draft_template);

G_END_DECLS
