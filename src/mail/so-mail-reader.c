/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-mail-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-text.h"

/* A mail up to this size is kept as it came; of a larger one only the header: its attachments are files
 * of their own already. */
#define RAW_WHOLE (128 * 1024)
#define RAW_HEADER (64 * 1024)

static const char *const sent_labels[] = {
  "sent", "gesendet", "enviado", "enviados", "enviadas", "envoyes", "messages envoyes", "posta inviata", "inviati",
  "verzonden", "wysłane", "wyslane", "отправленные", "gonderilmis", "gonderilmis postalar", "skickat", "sendt", NULL,
};

void
so_mail_init (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      g_mime_init ();
      g_once_init_leave (&once, 1);
    }
}

void
so_mail_skip (const SoMailSink *sink, const char *where, const char *why)
{
  if (sink->skipped)
    sink->skipped (sink->data, where, why);
}

SoMailReader *
so_mail_reader_new (const char *const *me, const SoMailSink *sink, GCancellable *cancellable)
{
  static const char *fallbacks[] = { "utf-8", "windows-1252", NULL };
  SoMailReader *self = g_new0 (SoMailReader, 1);

  so_mail_init ();
  self->sink = sink;
  self->cancellable = cancellable;
  self->me = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; me && me[i]; i++)
    {
      char *address = so_identity_normalise (SO_IDENTITY_EMAIL, me[i], NULL);
      if (address)
        g_hash_table_add (self->me, address);
    }
  self->options = g_mime_parser_options_new ();
  g_mime_parser_options_set_allow_addresses_without_domain (self->options, TRUE);
  g_mime_parser_options_set_fallback_charsets (self->options, fallbacks);
  return self;
}

void
so_mail_reader_free (SoMailReader *self)
{
  if (!self)
    return;
  g_mime_parser_options_free (self->options);
  g_hash_table_unref (self->me);
  g_free (self);
}

void
so_mail_reader_set_time (SoMailReader *self, gint64 ms)
{
  self->last_time = ms;
}

static char *
clean (const char *text)
{
  return text && *text ? so_text_clean (text, -1) : NULL;
}

/* A header's text without its folds; NULL where there is none or it is empty. */
static char *
header (GMimeMessage *message, const char *name)
{
  g_autofree char *text = clean (g_mime_object_get_header (GMIME_OBJECT (message), name));

  if (text)
    g_strstrip (text);
  return text && *text ? g_steal_pointer (&text) : NULL;
}

static SoIdentity *
identity_of (InternetAddress *address)
{
  g_autofree char *name = clean (internet_address_get_name (address));
  g_autofree char *value = clean (internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address)));

  if (value)
    g_strstrip (value);
  if (name)
    g_strstrip (name);
  if (value && *value)
    return so_identity_new (SO_IDENTITY_EMAIL, value, name && *name ? name : NULL);
  return name && *name ? so_identity_new (SO_IDENTITY_ALIAS, name, name) : NULL;
}

/* All mailboxes of a header, groups opened ("friends: a@x, b@x;"), but no deeper than one level. */
static void
add_people (GPtrArray *people, InternetAddressList *list, guint depth)
{
  int n = list ? internet_address_list_length (list) : 0;

  for (int i = 0; i < n; i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);
      SoIdentity *identity;
      if (INTERNET_ADDRESS_IS_GROUP (address) && depth < 4)
        add_people (people, internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address)), depth + 1);
      else if (INTERNET_ADDRESS_IS_MAILBOX (address) && (identity = identity_of (address)))
        g_ptr_array_add (people, identity);
    }
}

static gboolean
is_me (SoMailReader *mail, const SoIdentity *identity)
{
  g_autofree char *value = so_identity_normalise (SO_IDENTITY_EMAIL, identity->value, NULL);

  return value && g_hash_table_contains (mail->me, value);
}

/* From, else Sender, else Reply-To, else what stands in the "From " line, else what From says that is no address. */
static SoIdentity *
find_sender (GMimeMessage *message, const char *from_line)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free);
  g_autofree char *text = NULL;

  add_people (people, g_mime_message_get_from (message), 0);
  if (!people->len)
    add_people (people, g_mime_message_get_sender (message), 0);
  if (!people->len)
    add_people (people, g_mime_message_get_reply_to (message), 0);
  if (people->len)
    return g_ptr_array_steal_index (people, 0);
  text = header (message, "From");
  if (text)
    return so_identity_new (SO_IDENTITY_ALIAS, text, text);
  if (from_line)
    {
      g_auto (GStrv) words = g_strsplit (from_line, " ", 3);
      if (words[0] && words[1] && strchr (words[1], '@'))
        text = so_text_clean (words[1], -1);
      if (text && !g_str_has_suffix (text, "@xxx"))
        return so_identity_new (SO_IDENTITY_EMAIL, text, NULL);
    }
  return NULL;
}

static gboolean
has_identity (GPtrArray *people, const SoIdentity *wanted)
{
  for (guint i = 0; i < people->len; i++)
    if (!g_ascii_strcasecmp (((SoIdentity *) g_ptr_array_index (people, i))->value, wanted->value))
      return TRUE;
  return FALSE;
}

static void
set_people (SoMailReader *mail, GMimeMessage *message, SoIncoming *incoming, const char *from_line)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free);
  guint others;

  incoming->sender = find_sender (message, from_line);
  add_people (people, g_mime_message_get_to (message), 0);
  add_people (people, g_mime_message_get_cc (message), 0);
  add_people (people, g_mime_message_get_bcc (message), 0);
  for (guint i = 0; i < people->len; i++)
    {
      SoIdentity *person = g_ptr_array_index (people, i);
      if (!is_me (mail, person) && !has_identity (incoming->others, person) &&
          !(incoming->sender && !g_ascii_strcasecmp (incoming->sender->value, person->value)))
        g_ptr_array_add (incoming->others, so_identity_copy (person));
    }
  if (incoming->sender && is_me (mail, incoming->sender))
    incoming->outbound = TRUE;
  for (guint i = 0; incoming->labels && incoming->labels[i]; i++)
    {
      g_autofree char *folded = so_text_fold (incoming->labels[i]);
      incoming->outbound |= g_strv_contains (sent_labels, folded);
    }
  /* With the owner unknown, one of the receivers of what came in is she. */
  others = incoming->others->len + !incoming->outbound;
  incoming->group = others > (g_hash_table_size (mail->me) || incoming->outbound ? 1u : 2u);
}

GStrv
so_mail_labels (const char *text)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr (GString) label = g_string_new (NULL);
  gboolean quoted = FALSE, any = FALSE;

  for (const char *p = text ? text : "";; p++)
    if (*p == '"')
      quoted = !quoted;
    else if (*p && (*p != ',' || quoted))
      g_string_append_c (label, *p == '\n' || *p == '\r' ? ' ' : *p);
    else
      {
        g_strstrip (label->str);
        if (*label->str)
          {
            g_strv_builder_add (labels, label->str);
            any = TRUE;
          }
        g_string_truncate (label, 0);
        if (!*p)
          break;
      }
  return any ? g_strv_builder_end (labels) : NULL;
}

static gboolean
is_plausible (gint64 ms)
{
  return ms > 0 && ms < so_now () + 366ll * 86400 * 1000;
}

static gboolean
use_date (GDateTime *date, gint64 *ms)
{
  gint64 time;

  if (!date)
    return FALSE;
  time = g_date_time_to_unix (date) * 1000;
  if (!is_plausible (time))
    return FALSE;
  *ms = time;
  return TRUE;
}

static gboolean
from_line_time (const char *line, gint64 *ms)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

  for (const char *p = line; p && (p = strchr (p, ' ')); p++)
    for (guint i = 0; i < G_N_ELEMENTS (days); i++)
      if (g_str_has_prefix (p + 1, days[i]))
        {
          g_autoptr (GDateTime) date = g_mime_utils_header_decode_date (p + 1);
          if (use_date (date, ms))
            return TRUE;
        }
  return FALSE;
}

/* Date, else the "From " line, else the last hop that received it, else the time of the mail before: said then. */
static void
set_time (SoMailReader *mail, GMimeMessage *message, SoIncoming *incoming, const char *from_line, const char *where)
{
  g_autofree char *received = NULL;
  const char *date;

  if (use_date (g_mime_message_get_date (message), &incoming->sent_at) ||
      from_line_time (from_line, &incoming->sent_at))
    return;
  received = header (message, "Received");
  date = received ? strrchr (received, ';') : NULL;
  if (date)
    {
      g_autoptr (GDateTime) hop = g_mime_utils_header_decode_date (date + 1);
      if (use_date (hop, &incoming->sent_at))
        return;
    }
  incoming->sent_at = mail->last_time;
  so_mail_skip (mail->sink, where, _("The message was kept, but it has no date; it stands where the message before it stands."));
}

/* What it answers, nearest last. */
static GStrv
find_references (SoMailReader *mail, GMimeMessage *message)
{
  static const char *const names[] = { "References", "In-Reply-To" };
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autofree char *last = NULL;
  guint any = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = header (message, names[i]);
      GMimeReferences *list = text ? g_mime_references_parse (mail->options, text) : NULL;
      int n = list ? g_mime_references_length (list) : 0;
      for (int j = 0; j < n && any < 1000; j++)
        {
          g_autofree char *id = clean (g_mime_references_get_message_id (list, j));
          if (!id || !g_strcmp0 (id, last))
            continue;
          g_strv_builder_add (ids, id);
          g_free (last);
          last = g_steal_pointer (&id);
          any++;
        }
      if (list)
        g_mime_references_free (list);
    }
  return any ? g_strv_builder_end (ids) : NULL;
}

static void
set_ids (SoMailReader *mail, GMimeMessage *message, SoIncoming *incoming, SoMailSpool *spool)
{
  g_autofree char *gmail = header (message, "X-GM-THRID");

  incoming->remote_id = clean (g_mime_message_get_message_id (message));
  if (incoming->remote_id)
    g_strstrip (incoming->remote_id);
  if (!incoming->remote_id || !*incoming->remote_id)
    {
      g_autofree char *sum = so_mail_spool_checksum (spool);
      g_free (incoming->remote_id);
      incoming->remote_id = g_strconcat ("sha256:", sum, NULL);
    }
  incoming->references = find_references (mail, message);
  if (gmail)
    incoming->thread_key = g_strconcat ("gmail:", gmail, NULL);
  else
    incoming->thread_key = g_strdup (incoming->references ? incoming->references[0] : incoming->remote_id);
}

static GBytes *
raw_of (SoMailSpool *spool)
{
  g_autoptr (GBytes) head = NULL;
  const char *data, *end;
  gsize size;

  if (so_mail_spool_length (spool) <= RAW_WHOLE)
    return so_mail_spool_head (spool, RAW_WHOLE);
  head = so_mail_spool_head (spool, RAW_HEADER);
  data = g_bytes_get_data (head, &size);
  end = g_strstr_len (data, size, "\n\n");
  end = end ? end : g_strstr_len (data, size, "\n\r\n");
  return g_bytes_new (data, end ? (gsize) (end + 1 - data) : size);
}

static void
guard (SoMailSpool *spool)
{
  GByteArray *memory = so_mail_spool_memory (spool);
  gsize length = so_mail_spool_length (spool);
  char *data;

  if (memory)
    so_mail_guard ((char *) memory->data, memory->len);
  else if ((data = mmap (NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, so_mail_spool_fd (spool), 0)) != MAP_FAILED)
    {
      so_mail_guard (data, length);
      munmap (data, length);
    }
}

static GMimeStream *
stream_of (SoMailSpool *spool)
{
  GByteArray *memory = so_mail_spool_memory (spool);
  GMimeStream *stream;

  guard (spool);
  if (!memory)
    return g_mime_stream_fs_new_with_bounds (dup (so_mail_spool_fd (spool)), 0, so_mail_spool_length (spool));
  stream = g_mime_stream_mem_new_with_byte_array (memory);
  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  return stream;
}

SoIncoming *
so_mail_reader_read (SoMailReader *self, SoMailSpool *spool, const char *from_line, const char *where, GError **error)
{
  g_autoptr (GMimeStream) stream = stream_of (spool);
  g_autoptr (GMimeParser) parser = g_mime_parser_new_with_stream (stream);
  g_autoptr (GMimeMessage) message = g_mime_parser_construct_message (parser, self->options);
  g_autoptr (SoIncoming) incoming = so_incoming_new (SO_CHANNEL_MAIL);
  g_autofree char *labels = NULL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;
  if (!message)
    {
      so_mail_skip (self->sink, where, _("It is not a mail that can be read."));
      return NULL;
    }
  labels = header (message, "X-Gmail-Labels");
  incoming->labels = so_mail_labels (labels);
  set_time (self, message, incoming, from_line, where);
  self->last_time = incoming->sent_at;
  set_ids (self, message, incoming, spool);
  set_people (self, message, incoming, from_line);
  incoming->title = clean (g_mime_message_get_subject (message));
  incoming->raw = raw_of (spool);
  return so_mail_add_parts (self, message, incoming, where, error) ? g_steal_pointer (&incoming) : NULL;
}
