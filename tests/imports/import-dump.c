/* SPDX-License-Identifier: MIT */
/* import-dump [--dump] [--kind K] [--me NAME]… PATH…: what an import finds, as JSON; keeps nothing. For recounting
 * real files by hand. */
#include <stdio.h>
#include <string.h>

#include "so-import.h"
#include "so-text.h"
#include "so-time.h"

typedef struct {
  SoImportSink sink;
  gboolean dump;
  guint messages, outbound, cards, files, skipped, asked;
  guint64 bytes;
  GHashTable *threads, *ids;
} Dump;

static gboolean
on_message (SoImportSink *sink, SoIncoming *message, guint64 position, GError **error)
{
  Dump *self = (Dump *) sink;
  g_autofree char *text = NULL, *line = NULL, *when = NULL;

  self->messages++;
  self->outbound += message->outbound;
  g_hash_table_add (self->threads, g_strdup (message->thread_key));
  g_hash_table_add (self->ids, g_strdup (message->remote_id));
  if (!self->dump)
    return TRUE;
  text = so_incoming_dup_text (message);
  line = so_text_snippet (text, 100);
  when = so_time_format (message->sent_at);
  printf ("%s %s %s <%s> [%s]%s", when, message->outbound ? ">" : "<",
          message->sender && message->sender->name ? message->sender->name : "",
          message->sender ? message->sender->value : "system", message->title ? message->title : "", message->group ? " group" : "");
  for (guint i = 0; i < message->parts->len; i++)
    {
      SoPart *part = g_ptr_array_index (message->parts, i);
      if (part->kind != SO_PART_TEXT)
        printf (" {%s %s %s %lld}", so_part_kind_nick (part->kind), part->mime ? part->mime : "-", part->name ? part->name : "-",
                (long long) part->size);
    }
  printf (" %s\n", line);
  return TRUE;
}

static gboolean
on_card (SoImportSink *sink, SoCard *card, GError **error)
{
  Dump *self = (Dump *) sink;

  self->cards++;
  if (!self->dump)
    return TRUE;
  printf ("card %s", card->name);
  for (guint i = 0; i < card->identities->len; i++)
    {
      SoIdentity *identity = g_ptr_array_index (card->identities, i);
      printf (" %s=%s", so_identity_kind_nick (identity->kind), identity->value);
    }
  printf (" b=%s stage=%s tags=%s\n", card->birthday ? card->birthday : "", card->stage ? card->stage : "",
          card->tags ? card->tags[0] : "");
  return TRUE;
}

static gboolean
on_file (SoImportSink *sink, GInputStream *stream, guint64 limit, char **sha256, gint64 *size, GCancellable *cancellable,
         GError **error)
{
  Dump *self = (Dump *) sink;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar buffer[16 * 1024];
  gssize n;

  *size = 0;
  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, cancellable, error)) > 0)
    {
      g_checksum_update (sum, buffer, n);
      *size += n;
    }
  if (n < 0)
    return FALSE;
  *sha256 = g_strdup (g_checksum_get_string (sum));
  self->files++;
  self->bytes += *size;
  return TRUE;
}

static void
on_skipped (SoImportSink *sink, const char *where, const char *why)
{
  Dump *self = (Dump *) sink;

  if (self->skipped++ < 20 || self->dump)
    fprintf (stderr, "skipped %s: %s\n", where, why);
}

static const char *
on_who_is_me (SoImportSink *sink, const char *chat, const char *const *names)
{
  ((Dump *) sink)->asked++;
  return NULL;
}

static int
run (Dump *self, const char *path, const char *kind, const char *const *me)
{
  g_autoptr (GError) error = NULL;
  SoImportSource source = { .path = path, .me = me };

  if (kind)
    so_import_kind_parse (kind, &source.kind);
  else
    source.kind = so_import_detect (path, &error);
  if (!error)
    so_import_run (&source, &self->sink, NULL, &error);
  printf ("{\"path\":\"%s\",\"kind\":\"%s\",\"messages\":%u,\"ids\":%u,\"outbound\":%u,\"threads\":%u,\"cards\":%u,"
          "\"files\":%u,\"bytes\":%llu,\"asked\":%u,\"skipped\":%u,\"error\":\"%s\"}\n",
          path, so_import_kind_nick (source.kind), self->messages, g_hash_table_size (self->ids), self->outbound,
          g_hash_table_size (self->threads), self->cards, self->files, (unsigned long long) self->bytes, self->asked,
          self->skipped, error ? error->message : "");
  return error != NULL;
}

int
main (int argc, char **argv)
{
  gboolean dump = FALSE;
  g_auto (GStrv) me = NULL, paths = NULL;
  g_autofree char *kind = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "dump", 0, 0, G_OPTION_ARG_NONE, &dump, "Print each message", NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, "Do not detect the kind", "KIND" },
    { "me", 0, 0, G_OPTION_ARG_STRING_ARRAY, &me, "A name or address of the owner", "NAME" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, "PATH…" },
    { 0 },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  int failed = 0;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || !paths)
    return fprintf (stderr, "%s\n", error ? error->message : "no path"), 2;
  for (guint i = 0; paths[i]; i++)
    {
      Dump self = { .sink = { on_message, on_card, on_file, on_skipped, NULL, on_who_is_me }, .dump = dump };
      self.threads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      failed |= run (&self, paths[i], kind, (const char *const *) me);
      g_hash_table_unref (self.threads);
      g_hash_table_unref (self.ids);
    }
  return failed;
}
