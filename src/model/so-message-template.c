/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-message-template.h"

#include "so-template-form.h"

#include <glib/gi18n-lib.h>

SoMessageTemplate *
so_message_template_copy (const SoMessageTemplate *self)
{
  SoMessageTemplate *copy = g_new0 (SoMessageTemplate, 1);

  *copy = (SoMessageTemplate) {
    .n = self->n, .id = g_strdup (self->id), .account_id = g_strdup (self->account_id), .name = g_strdup (self->name),
    .language = g_strdup (self->language), .category = g_strdup (self->category), .status = g_strdup (self->status),
    .reason = g_strdup (self->reason), .components = g_strdup (self->components), .updated_at = self->updated_at,
  };
  return copy;
}

void
so_message_template_free (SoMessageTemplate *self)
{
  if (!self)
    return;
  g_free (self->id);
  g_free (self->account_id);
  g_free (self->name);
  g_free (self->language);
  g_free (self->category);
  g_free (self->status);
  g_free (self->reason);
  g_free (self->components);
  g_free (self);
}

/* https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates: status */
static const struct {
  const char *status, *label, *sentence;
} statuses[] = {
  { "APPROVED", N_("Approved"), NULL },
  { "PENDING", N_("In review"), N_("Meta is still looking at it: this takes up to a day") },
  { "IN_APPEAL", N_("In review"), N_("Meta is looking at it again") },
  { "REJECTED", N_("Rejected"), N_("Meta refused it: change it in WhatsApp Manager") },
  { "PAUSED", N_("Paused"), N_("Meta paused it because people did not like it: it comes back by itself, or change it") },
  { "DISABLED", N_("Switched off"), N_("Meta switched it off because people did not like it: make another one") },
  { "LIMIT_EXCEEDED", N_("Switched off"), N_("This account has too many templates: delete some in WhatsApp Manager") },
  { "PENDING_DELETION", N_("Being deleted"), N_("It is being deleted") },
  { "DELETED", N_("Being deleted"), N_("It is being deleted") },
};

/* https://developers.facebook.com/docs/whatsapp/message-templates/guidelines: rejected_reason */
static const struct {
  const char *reason, *sentence;
} reasons[] = {
  { "ABUSIVE_CONTENT", N_("Meta refused it: it reads as a threat or an insult") },
  { "INVALID_FORMAT", N_("Meta refused it: its gaps are not {{1}}, {{2}}… in order, or stand at its beginning or end") },
  { "SCAM", N_("Meta refused it: it reads as a fraud") },
  { "TAG_CONTENT_MISMATCH", N_("Meta refused it: its category or language does not fit its words") },
  { "INCORRECT_CATEGORY", N_("Meta refused it: its category does not fit its words") },
  { "PROMOTIONAL", N_("Meta refused it: it advertises, but its category is another") },
};

const char *
so_message_template_status_label (const SoMessageTemplate *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (!g_strcmp0 (self->status, statuses[i].status))
      return _(statuses[i].label);
  return self->status;
}

static char *
status_hindrance (const SoMessageTemplate *self)
{
  for (guint i = 0; self->reason && i < G_N_ELEMENTS (reasons); i++)
    if (!g_strcmp0 (self->status, "REJECTED") && !g_strcmp0 (self->reason, reasons[i].reason))
      return g_strdup (_(reasons[i].sentence));
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (!g_strcmp0 (self->status, statuses[i].status))
      return g_strdup (statuses[i].sentence ? _(statuses[i].sentence) : NULL);
  return g_strdup_printf (_("Meta does not let it be sent now (%s): look at it in WhatsApp Manager"), self->status);
}

char *
so_message_template_dup_hindrance (const SoMessageTemplate *self)
{
  g_autoptr (SoTemplateForm) form = NULL;
  char *why = status_hindrance (self);

  if (why)
    return why;
  if (!g_strcmp0 (self->category, "AUTHENTICATION"))
    return g_strdup (_("It is for codes to sign in with, which Studio OS has none of"));
  form = so_template_form_new (self->components);
  return form ? g_strdup (so_template_form_get_hindrance (form)) : g_strdup (_("Meta describes it in a way that this version does not understand"));
}
