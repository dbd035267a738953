/* SPDX-License-Identifier: MIT */
#include "so-test-updates.h"

#include <string.h>

static void
put_identity (GString *out, const SoIdentity *identity)
{
  if (!identity)
    g_string_append (out, " -");
  else if (identity->name)
    g_string_append_printf (out, " %s(%s)", identity->value, identity->name);
  else
    g_string_append_printf (out, " %s", identity->value);
}

static void
put_part (GString *out, const SoPart *part)
{
  g_string_append_printf (out, " %s:", so_part_kind_nick (part->kind));
  if (part->mime)
    g_string_append_printf (out, "%s;", part->mime);
  if (part->name)
    g_string_append_printf (out, "%s;", part->name);
  if (part->remote)
    g_string_append_printf (out, "<%s>", part->remote);
  for (const char *c = part->text; c && *c; c++)
    if (*c == '\n')
      g_string_append (out, "|");
    else
      g_string_append_c (out, *c);
}

static void
put_incoming (GString *out, const SoIncoming *in)
{
  g_string_append (out, in->outbound ? " out" : " in");
  put_identity (out, in->sender);
  for (guint i = 0; i < in->others->len; i++)
    g_string_append (out, " to"), put_identity (out, in->others->pdata[i]);
  g_string_append_printf (out, " key=%s", in->thread_key ? in->thread_key : "");
  for (guint i = 0; i < in->aliases->len; i++)
    g_string_append_printf (out, " aka=%s", ((SoIdentity *) in->aliases->pdata[i])->value);
  if (in->touch)
    g_string_append_printf (out, " through=[%s]", in->touch);
  if (in->group)
    g_string_append (out, " group");
  if (in->past)
    g_string_append (out, " past");
  for (guint i = 0; in->references && in->references[i]; i++)
    g_string_append_printf (out, " re=%s", in->references[i]);
  g_assert_cmpuint (in->parts->len, >, 0);
  for (guint i = 0; i < in->parts->len; i++)
    put_part (out, in->parts->pdata[i]);
}

static void
put_update (GString *out, const SoUpdate *update)
{
  static const char *const kinds[] = { "MESSAGE", "EDIT", "UNSEND", "REACTION", "STATE", "CALL", "MOVED" };
  static const char *const states[] = { "sent", "failed", "delivered", "read" };
  const char *id = update->incoming && update->kind == SO_UPDATE_MESSAGE ? update->incoming->remote_id : update->remote_id;

  g_string_append_printf (out, "%s %s %" G_GINT64_FORMAT, kinds[update->kind], id ? id : "-", update->at / 1000);
  if (update->incoming)
    put_incoming (out, update->incoming);
  if (update->sender)
    put_identity (out, update->sender);
  if (update->to)
    g_string_append (out, " to"), put_identity (out, update->to);
  if (update->kind == SO_UPDATE_STATE)
    g_string_append_printf (out, " %s", states[update->state]);
  if (update->tag)
    g_string_append_printf (out, " tag=%s", update->tag);
  if (update->code)
    g_string_append_printf (out, " code=%s", update->code);
  if (update->text)
    g_string_append_printf (out, " “%s”", update->text);
  g_string_append_c (out, '\n');
}

char *
so_test_updates (GPtrArray *updates)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < updates->len; i++)
    put_update (out, updates->pdata[i]);
  return g_string_free_and_steal (out);
}

GPtrArray *
so_test_updates_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
}

void
so_test_updates_check (SoChannel *channel, const char *body, const char *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (GPtrArray) updates = so_test_updates_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;

  g_test_message ("%s", body);
  g_assert_true (so_channel_parse (channel, bytes, updates, &error));
  g_assert_no_error (error);
  told = so_test_updates (updates);
  g_assert_cmpstr (told, ==, expected);
}

SoSecrets *
so_test_secrets (const char *token)
{
  SoSecrets *secrets = so_secrets_memory ();

  if (token)
    g_assert_true (so_secrets_store (secrets, "a", "token", "test", token, NULL, NULL));
  return secrets;
}
