/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-draft.h"
#include "so-studio.h"
#include "so-thread.h"

G_BEGIN_DECLS

/**
 * SoTemplatePicker: the templates that a provider has approved for the account of a conversation. Typing finds one, Enter takes it, its
 * gaps are filled in under what the customer will read, and Enter makes it the answer of the conversation: a draft as any other.
 */
#define SO_TYPE_TEMPLATE_PICKER (so_template_picker_get_type ())
G_DECLARE_FINAL_TYPE (SoTemplatePicker, so_template_picker, SO, TEMPLATE_PICKER, AdwDialog)

/* @draft_template: what the draft is now, where it is one, so that its values stand there; or NULL. */
AdwDialog *so_template_picker_new (SoStudio *studio, const char *thread_id, const char *draft_template);

/* TRUE where free words cannot leave in this conversation, but a template can. */
gboolean so_template_picker_is_due (SoStudio *studio, const SoThread *thread);
/* Opens the picker in place of the editor: where the draft is a template, or would have to be one. FALSE where words can be written;
 * @own: an answer of her own is meant, whatever is proposed. */
gboolean so_template_picker_instead (GtkWidget *widget, SoStudio *studio, const char *thread_id, const SoDraft *draft, gboolean own);
/* Opens it for this conversation. */
void so_template_picker_open (GtkWidget *widget, SoStudio *studio, const char *thread_id);

G_END_DECLS
