/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-way-verbs.h"

#include "so-drafts.h"
#include "so-error.h"
#include "so-ways.h"

#include <glib/gi18n-lib.h>

/* The place of the way by which the draft leaves now; 0 is its own. */
static guint
find_now (const GPtrArray *ways, const SoDraft *draft)
{
  for (guint i = 0; i < ways->len; i++)
    if (!g_strcmp0 (((const SoWay *) ways->pdata[i])->thread_id, so_draft_get_way (draft)))
      return i;
  return 0;
}

static const SoWay *
find_wanted (const GPtrArray *ways, const SoDraft *draft, const char *wanted, GError **error)
{
  guint now = find_now (ways, draft);
  SoChannelKind channel;

  if (!g_strcmp0 (wanted, "next"))
    return ways->pdata[(now + 1) % ways->len];
  if (!g_strcmp0 (wanted, "previous"))
    return ways->pdata[(now + ways->len - 1) % ways->len];
  for (guint i = 0; so_channel_kind_parse (wanted, &channel) && i < ways->len; i++)
    if (((const SoWay *) ways->pdata[i])->channel == channel)
      return ways->pdata[i];
  so_fail (error, SO_ERROR_CHANGE, _("This person cannot be reached by “%s”: add the number or address to the contact, or connect an account"), wanted);
  return NULL;
}

gboolean
so_way_verb (SoVerbCall *call, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (call->db, call->id, error);
  g_autoptr (GPtrArray) ways = draft ? so_way_list (call->db, draft->thread_id, error) : NULL;
  const SoWay *way;

  if (!ways)
    return FALSE;
  if (ways->len < 2)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no other way to this person: add a number or an address to the contact, or connect an account"));
  way = find_wanted (ways, draft, call->argument, error);
  if (!way)
    return FALSE;
  if (way->channel != SO_CHANNEL_MAIL && (draft->cc || draft->bcc))
    return so_fail (error, SO_ERROR_CHANGE, _("Only a mail can go to others, too: take Cc and Bcc out"));
  *call->result = g_strdup_printf ("%s, %s", _(so_channel_kind_label (way->channel)), way->to->value);
  return so_way_choose (call->db, draft, way, error);
}
