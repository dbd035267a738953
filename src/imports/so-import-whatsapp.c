/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "so-error.h"
#include "so-hash.h"
#include "so-import-whatsapp-body.h"
#include "so-import-whatsapp-chat.h"
#include "so-import-whatsapp-reader.h"
#include "so-import-whatsapp-words.h"
#include "so-import-zip.h"
#include "so-phone.h"
#include "so-text.h"

/* One export while it is read. It is read three times: how dates are written, who writes, then for good. */
typedef struct {
  const SoImportSource *source;
  SoImportSink *sink;
  GCancellable *cancellable;
  GTimeZone *zone;
  int fd;                 /* the text */
  guint64 size;
  gboolean zip;
  char *file_name;        /* whose name tells the title */
  GHashTable *there;      /* base names in the zip, or NULL */
  GHashTable *shapes;
  SoWhatsappChat *chat;
  GHashTable *seen;       /* hash of minute, sender, text → how many so far */
} Run;

static void
run_clear (Run *run)
{
  if (run->fd >= 0)
    close (run->fd);
  g_clear_pointer (&run->zone, g_time_zone_unref);
  g_free (run->file_name);
  g_clear_pointer (&run->there, g_hash_table_unref);
  g_clear_pointer (&run->shapes, g_hash_table_unref);
  g_clear_pointer (&run->chat, so_whatsapp_chat_free);
  g_clear_pointer (&run->seen, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* "_chat.txt" is the chat for sure, "WhatsApp Chat with X.txt" nearly; any other .txt may be a file that
 * somebody sent. */
static guint
rank_of (const char *base)
{
  g_autofree char *title = NULL;

  if (!g_str_has_suffix (base, ".txt"))
    return 0;
  if (!strcmp (base, "_chat.txt"))
    return 3;
  title = so_whatsapp_words_title (base);
  return title ? 2 : 1;
}

/* Copies the chat's text out of the zip and notes what else is in it. */
static gboolean
open_zip (Run *run, GError **error)
{
  g_autoptr (SoImportZip) zip = so_import_zip_open (run->source->path, error);
  g_autoptr (GError) inner = NULL;
  const char *name;
  guint best = 0;

  if (!zip)
    return FALSE;
  run->there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while ((name = so_import_zip_next (zip, run->sink, run->cancellable, &inner)))
    {
      g_autofree char *base = so_part_base_name (name);
      guint rank = base ? rank_of (base) : 0;
      if (rank > best)
        {
          int fd = so_import_open_scratch (error);
          if (fd < 0)
            return FALSE;
          if (run->fd >= 0)
            close (run->fd);
          run->fd = fd;
          best = rank;
          if (!so_import_zip_copy (zip, fd, SO_IMPORT_MAX_FILE, &run->size, run->cancellable, &inner))
            {
              if (g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_CANCELLED))
                break;
              so_import_skip (run->sink, base, inner->message);
              g_clear_error (&inner);
            }
          if (rank == 2)
            {
              g_free (run->file_name);
              run->file_name = g_strdup (base);
            }
        }
      if (base)
        g_hash_table_add (run->there, g_steal_pointer (&base));
    }
  if (inner)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (so_import_zip_get_damage (zip))
    so_import_skip (run->sink, run->file_name, so_import_zip_get_damage (zip));
  return run->fd >= 0 || so_fail (error, SO_ERROR_CHANGE, _("There is no chat in this zip file. Export the chat from WhatsApp again and choose that file."));
}

static gboolean
open_source (Run *run, GError **error)
{
  char magic[4] = { 0 };

  run->file_name = g_path_get_basename (run->source->path);
  run->fd = so_import_open_text (run->source->path, &run->size, error);
  if (run->fd < 0)
    return FALSE;
  if (pread (run->fd, magic, 4, 0) != 4 || memcmp (magic, "PK", 2))
    return TRUE;
  close (run->fd);
  run->fd = -1;
  run->zip = TRUE;
  return open_zip (run, error);
}

static gboolean
keep_zip_media (Run *run, GError **error)
{
  g_autoptr (SoImportZip) zip = so_import_zip_open (run->source->path, error);
  g_autoptr (GError) inner = NULL;
  const char *name;

  if (!zip)
    return FALSE;
  while ((name = so_import_zip_next (zip, NULL, run->cancellable, &inner)))
    {
      g_autofree char *base = so_part_base_name (name);
      SoWhatsappMedia *media = base ? g_hash_table_lookup (run->chat->media, base) : NULL;
      g_autoptr (SoPullStream) stream = NULL;
      if (!media || media->sha256)
        continue;
      stream = so_import_zip_stream (zip);
      if (!so_import_keep (run->sink, stream, base, &media->sha256, &media->size, run->cancellable, error))
        return FALSE;
    }
  if (!inner)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gssize
pull_fd (gpointer data, void *buffer, gsize count, GError **error)
{
  gssize n = read (GPOINTER_TO_INT (data), buffer, count);

  if (n < 0)
    so_fail (error, SO_ERROR_CHANGE, _("The file could not be read."));
  return n;
}

/* An unpacked export: the files lie beside the text. */
static gboolean
keep_folder_media (Run *run, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (run->source->path);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, run->chat->media);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      SoWhatsappMedia *media = value;
      g_autofree char *base = so_part_base_name (name);
      g_autofree char *path = base ? g_build_filename (folder, base, NULL) : NULL;
      g_autoptr (SoPullStream) stream = NULL;
      int fd = path && g_file_test (path, G_FILE_TEST_IS_REGULAR) ? so_import_open (path, NULL, NULL) : -1;
      gboolean ok;
      if (fd < 0)
        continue;
      stream = so_pull_stream_new (pull_fd, GINT_TO_POINTER (fd));
      ok = so_import_keep (run->sink, stream, base, &media->sha256, &media->size, run->cancellable, error);
      close (fd);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

static SoIdentity *
identity_of (Run *run, const char *name)
{
  g_autofree char *number = so_phone_normalise (name, run->source->country);

  return so_identity_new (number ? SO_IDENTITY_PHONE : SO_IDENTITY_ALIAS, name, number ? NULL : name);
}

/* The minute, not the second: Android writes none, and so the same chat of two telephones is one. */
static char *
remote_id (Run *run, gint64 sent_at, const char *sender, const char *text)
{
  g_autofree char *minute = g_strdup_printf ("%lld", (long long) (sent_at / 60000));
  g_autofree char *who = so_text_fold (sender ? sender : "");
  g_autofree char *same = so_hash_strings (run->chat->key, minute, who, text, SO_HASH_END);
  g_autofree char *head = g_strndup (same, 16);
  guint64 key = g_ascii_strtoull (head, NULL, 16);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (run->seen, GSIZE_TO_POINTER ((gsize) key)));
  g_autofree char *ordinal = g_strdup_printf ("%u", n);

  g_hash_table_insert (run->seen, GSIZE_TO_POINTER ((gsize) key), GUINT_TO_POINTER (n + 1));
  return n ? so_hash_strings (same, ordinal, SO_HASH_END) : g_steal_pointer (&same);
}

static void
add_others (Run *run, SoIncoming *incoming, const char *sender)
{
  const SoWhatsappChat *chat = run->chat;

  for (guint i = 0; i < chat->names->len && incoming->others->len < 64; i++)
    {
      const char *name = g_ptr_array_index (chat->names, i);
      if (g_strcmp0 (name, sender) && g_strcmp0 (name, chat->me))
        g_ptr_array_add (incoming->others, identity_of (run, name));
    }
  if (!incoming->others->len && !chat->group && chat->title && (!sender || !g_strcmp0 (sender, chat->me)))
    g_ptr_array_add (incoming->others, identity_of (run, chat->title));
}

/* Of "A changed the subject" nobody is the sender; a missed call in a chat of two is from the other. */
static void
set_sender (Run *run, SoIncoming *incoming, const char *sender)
{
  SoPart *part = g_ptr_array_index (incoming->parts, 0);

  if (!sender && part->kind == SO_PART_CALL && !run->chat->group && run->chat->title)
    sender = run->chat->title;
  incoming->outbound = sender && !g_strcmp0 (sender, run->chat->me);
  incoming->sender = sender ? identity_of (run, sender) : NULL;
  add_others (run, incoming, sender);
}

static gboolean
give (Run *run, const SoWhatsappMessage *message, GError **error)
{
  g_autoptr (SoIncoming) incoming = so_incoming_new (SO_CHANNEL_WHATSAPP);
  g_autofree char *where = g_strdup_printf (_("line %llu"), (unsigned long long) message->line);
  const char *text = message->text;
  g_autofree char *sender = so_whatsapp_chat_split (run->chat, &text);
  const SoWhatsappChat *chat = run->chat;

  if (!so_whatsapp_header_time (&message->header, message->order, run->zone, &incoming->sent_at))
    {
      so_import_skip (run->sink, where, _("Its date does not exist."));
      return TRUE;
    }
  if (message->cut)
    so_import_skip (run->sink, where, _("The message is longer than 1 MB; its beginning was kept."));
  if (!so_whatsapp_body_parts (text, !sender, chat->media, incoming->parts))
    g_clear_pointer (&sender, g_free);
  incoming->remote_id = remote_id (run, incoming->sent_at, sender, text);
  incoming->thread_key = g_strconcat (chat->group ? "whatsapp-group:" : "whatsapp:", chat->key, NULL);
  incoming->title = chat->group ? g_strdup (chat->title) : NULL;
  incoming->group = chat->group;
  set_sender (run, incoming, sender);
  return !run->sink->message || run->sink->message (run->sink, incoming, message->end, error);
}

static gboolean
give_all (Run *run, GError **error)
{
  g_autoptr (SoWhatsappReader) reader = so_whatsapp_reader_new (run->fd, run->shapes);
  g_autoptr (GError) inner = NULL;
  SoWhatsappMessage message;
  guint n = 0;

  while (so_whatsapp_reader_next (reader, &message, run->cancellable, &inner))
    {
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
        return FALSE;
      if (!message.line && *message.text)
        so_import_skip (run->sink, _("the beginning"), _("There is text before the first message."));
      else if (message.line && !give (run, &message, error))
        return FALSE;
      if (n++ % 256 == 0)
        so_import_progress (run->sink, message.end, run->size);
    }
  if (inner)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  so_import_progress (run->sink, run->size, run->size);
  return TRUE;
}

/* Only where people write the month first: North America, by calling code or by zone. */
static gboolean
month_first (const SoImportSource *source)
{
  if (source->country)
    return !strcmp (source->country, "1");
  return source->zone && g_str_has_prefix (g_time_zone_get_identifier (source->zone), "America/");
}

gboolean
so_import_whatsapp_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  g_auto (Run) run = { .source = source, .sink = sink, .cancellable = cancellable, .fd = -1 };

  run.zone = source->zone ? g_time_zone_ref (source->zone) : g_time_zone_new_utc ();
  run.seen = g_hash_table_new (NULL, NULL);
  if (!open_source (&run, error))
    return FALSE;
  run.shapes = so_whatsapp_shapes_learn (run.fd, month_first (source), cancellable, error);
  if (!run.shapes)
    return FALSE;
  if (!g_hash_table_size (run.shapes))
    return so_fail (error, SO_ERROR_CHANGE, _("No WhatsApp messages were found in this file. Export the chat from WhatsApp again and choose that file."));
  run.chat = so_whatsapp_chat_survey (run.fd, run.shapes, run.file_name, run.there, cancellable, error);
  if (!run.chat)
    return FALSE;
  so_whatsapp_chat_settle (run.chat, source, sink);
  if (g_hash_table_size (run.chat->media) || run.zip)
    if (!(run.zip ? keep_zip_media (&run, error) : keep_folder_media (&run, error)))
      return FALSE;
  return give_all (&run, error);
}
