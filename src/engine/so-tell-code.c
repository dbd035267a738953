/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-tell-code.h"

#include "so-alert-mails.h"
#include "so-clock.h"
#include "so-settings.h"

#include <string.h>

enum { ADDRESS, CODE, UNTIL, WRONG };

static GStrv
load (SoDb *db, const char *key)
{
  g_autofree char *asked = so_setting_get (db, key);

  return g_strsplit (asked ? asked : "", " ", 4);
}

gboolean
so_tell_code_ask (SoDb *db, const SoTellCode *code, const char *address, GError **error)
{
  g_autofree char *asked = g_strdup_printf ("%s %06u %" G_GINT64_FORMAT, address, g_random_int_range (0, 1000000), so_now () + code->lasts), *id = NULL;

  id = so_setting_set (db, code->key, asked, error) ? so_alert_mail_add (db, NULL, code->reason, address, NULL, error) : NULL;
  return id != NULL;
}

/* A code of six digits is soon found by who may try as often as he likes: after SO_TELL_CODE_TRIES it is worth nothing. */
static SoTellCodeAnswer
count_wrong (SoVerbCall *call, const SoTellCode *code, GStrv parts, GError **error)
{
  guint wrong = (guint) (parts[WRONG] ? g_ascii_strtoull (parts[WRONG], NULL, 10) : 0) + 1;
  g_autofree char *asked = wrong < SO_TELL_CODE_TRIES ? g_strdup_printf ("%s %s %s %u", parts[ADDRESS], parts[CODE], parts[UNTIL], wrong) : NULL;

  if (!so_setting_set (call->db, code->key, asked, error))
    return SO_TELL_CODE_FAILED;
  call->keeps = TRUE;
  return asked ? SO_TELL_CODE_WRONG : SO_TELL_CODE_ENDED;
}

SoTellCodeAnswer
so_tell_code_check (SoVerbCall *call, const SoTellCode *code, char **address, GError **error)
{
  g_autofree char *typed = g_strstrip (g_strdup (call->id));
  g_auto (GStrv) parts = load (call->db, code->key);

  if (g_strv_length (parts) < WRONG)
    return SO_TELL_CODE_NONE;
  *address = g_strdup (parts[ADDRESS]);
  if (g_ascii_strtoll (parts[UNTIL], NULL, 10) < so_now ())
    return SO_TELL_CODE_OLD;
  return strcmp (parts[CODE], typed) ? count_wrong (call, code, parts, error) : SO_TELL_CODE_RIGHT;
}

char *
so_tell_code_dup (SoDb *db, const char *key)
{
  g_auto (GStrv) parts = load (db, key);

  return g_strv_length (parts) < WRONG ? NULL : g_strdup (parts[CODE]);
}
