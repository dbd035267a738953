/* SPDX-License-Identifier: MIT */
#include "so-threads-private.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-events.h"
#include "so-hash.h"
#include "so-hit.h"
#include "so-id.h"
#include "so-people.h"
#include "so-search-index.h"
#include "so-senders.h"
#include "so-tags.h"
#include "so-text.h"
#include "so-updates.h"

#define LONGEST_TOUCH 300

/* What one message leads to while it is stored. */
typedef struct {
  SoDb *db;
  const SoIncoming *in;
  const SoIngest *how;
  SoIngested *result;
  char *text;
  char *sender_id;    /* contact of the sender of an inbound message, or NULL */
  char *person_id;    /* contact whose thread it is, or NULL */
  gint64 n;
} Ingest;

static void
ingest_clear (Ingest *i)
{
  g_free (i->text);
  g_free (i->sender_id);
  g_free (i->person_id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ingest, ingest_clear)

void
so_ingested_clear (SoIngested *result)
{
  g_clear_pointer (&result->message_id, g_free);
  g_clear_pointer (&result->thread_id, g_free);
}

static char *
message_id (const SoIncoming *in, const char *remote_id)
{
  g_autofree char *scope = g_strconcat ("message:", so_channel_kind_nick (in->channel), NULL);

  return so_id_derive (scope, remote_id);
}

/* A source without ids of its own: the same thread, time, writer and text is the same message. */
static char *
own_remote_id (Ingest *i)
{
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, i->in->sent_at);
  g_autofree char *hash = so_hash_strings (i->in->thread_key, at, i->in->sender ? i->in->sender->value : "", i->text, SO_HASH_END);

  return g_strconcat ("derived:", hash, NULL);
}

/* How the sender is shown. */
static const char *
sender_name (Ingest *i)
{
  const SoIdentity *sender = i->in->sender;

  if (!sender)
    return "";
  return sender->name && *sender->name ? sender->name : sender->value;
}

/* A line that nobody wrote ("You added Ana"). What the studio sends may go without saying by whom. */
static gboolean
is_system (const SoIncoming *in)
{
  return !in->sender && !in->outbound;
}

/* What was imported, or told long afterwards, wakes nobody. */
static gboolean
is_news (Ingest *i)
{
  return !i->how->import_id && !i->in->past;
}

/* Two texts of one mail: a copy through a mailing list has a footer more. */
static gboolean
says_the_same (const char *a, const char *b)
{
  return strstr (a, b) || strstr (b, a);
}

/* Mail programs of last century, tests and spam give one Message-ID to several mails. What has another sender, time (a mail
 * tells seconds, a provider more) or text than the mail that is known under this id is another mail, with an id of its own. */
static char *
id_of_mail (Ingest *i, const char *remote_id)
{
  g_autofree char *id = message_id (i->in, remote_id);
  g_autofree char *at = NULL, *hash = NULL, *own = NULL;
  g_autoptr (SoStmt) known = NULL;

  if (i->in->channel != SO_CHANNEL_MAIL || !i->how->import_id)
    return g_steal_pointer (&id);
  known = so_db_query (i->db, NULL, "SELECT sent_at, sender, text FROM message WHERE id = ?", "t", id);
  if (!known || !so_stmt_next (known, NULL) ||
      (so_stmt_int (known, 0) / 1000 == i->in->sent_at / 1000 && !strcmp (so_stmt_text (known, 1), sender_name (i)) &&
       says_the_same (so_stmt_text (known, 2), i->text)))
    return g_steal_pointer (&id);
  at = g_strdup_printf ("%" G_GINT64_FORMAT, i->in->sent_at);
  hash = so_hash_strings (at, sender_name (i), i->text, SO_HASH_END);
  own = g_strconcat (remote_id, "#", hash, NULL);
  return message_id (i->in, own);
}

/* Mail: the thread of a message that this one answers, the nearest first. */
static char *
thread_of_references (Ingest *i)
{
  for (guint k = i->in->references ? g_strv_length (i->in->references) : 0; k-- > 0;)
    {
      g_autofree char *id = message_id (i->in, i->in->references[k]);
      char *thread = so_db_text (i->db, "SELECT thread_id FROM message WHERE id = ? AND deleted_at IS NULL", "t", id);
      if (thread)
        return thread;
    }
  return NULL;
}

static char *
thread_of_key (Ingest *i, const char *key)
{
  g_autofree char *scope = g_strconcat ("thread:", so_channel_kind_nick (i->in->channel), NULL);

  return so_id_derive (scope, key);
}

static gboolean
is_known (Ingest *i, const char *thread)
{
  return so_db_int (i->db, 0, "SELECT n FROM thread WHERE id = ? AND deleted_at IS NULL", "t", thread) != 0;
}

static char *
thread_of_aliases (Ingest *i)
{
  for (guint k = 0; k < i->in->aliases->len; k++)
    {
      const SoIdentity *alias = g_ptr_array_index (i->in->aliases, k);
      g_autofree char *id = thread_of_key (i, *alias->value == '+' ? alias->value + 1 : alias->value);
      if (is_known (i, id))
        return g_steal_pointer (&id);
    }
  return NULL;
}

/* A way to write a number that no rule knows, but that the network answered with when it was written to. */
static char *
thread_of_told_alias (Ingest *i, const SoIdentity *person)
{
  g_autofree char *value = so_people_address_of_alias (i->db, person, i->how->country);
  g_autofree char *id = value ? thread_of_key (i, *value == '+' ? value + 1 : value) : NULL;

  return id && is_known (i, id) ? g_steal_pointer (&id) : NULL;
}

/* WhatsApp: who showed a number yesterday and today only the id of a user name goes on in the same conversation, and so in reverse. */
static char *
thread_of_same_person (Ingest *i)
{
  const SoIdentity *person = i->in->outbound && i->in->others->len ? g_ptr_array_index (i->in->others, 0) : i->in->sender;
  char *thread = i->in->group ? NULL : thread_of_aliases (i);

  if (!thread && !i->in->group && person)
    thread = thread_of_told_alias (i, person);
  if (thread || i->in->group || i->in->channel != SO_CHANNEL_WHATSAPP || !i->how->account_id || !person || !i->person_id)
    return thread;
  /* Two numbers of one person stay two conversations: each is answered where it came from. */
  return so_db_text (i->db, "SELECT id FROM thread WHERE contact_id = ? AND channel = 'whatsapp' AND account_id = ? AND is_group = 0"
                     " AND deleted_at IS NULL AND (? OR remote_key GLOB '[A-Z][A-Z].*') ORDER BY last_at DESC LIMIT 1",
                     "tti", i->person_id, i->how->account_id, (gint64) (*person->value != '+'));
}

/* Each call without a number may be of somebody else: it is a conversation of its own. */
static const char *
key_of (Ingest *i)
{
  const SoIdentity *sender = i->in->sender;

  return i->in->thread_key && !(sender && so_identity_is_anonymous (sender->kind, sender->value)) ? i->in->thread_key : i->result->message_id;
}

static char *
thread_id (Ingest *i)
{
  g_autofree char *id = NULL, *same = NULL;
  char *answered;

  if (i->how->thread_id)
    return g_strdup (i->how->thread_id);
  answered = i->in->channel == SO_CHANNEL_MAIL ? thread_of_references (i) : NULL;
  if (answered)
    return answered;
  id = thread_of_key (i, key_of (i));
  if (!is_known (i, id))
    same = thread_of_same_person (i);
  return same ? g_steal_pointer (&same) : g_steal_pointer (&id);
}

/* Who is known by another of their names is not made a second time, and is known by both from now on. */
static gboolean
join_aliases (Ingest *i, const SoIdentity *person, GError **error)
{
  g_autofree char *known = so_people_own (i->db, person, i->how->country);

  for (guint k = 0; !known && k < i->in->aliases->len; k++)
    {
      known = so_people_own (i->db, g_ptr_array_index (i->in->aliases, k), i->how->country);
      if (known && !so_people_add_identity (i->db, known, person, i->how->country, i->how->import_id, error))
        return FALSE;
    }
  return TRUE;
}

/* Another way to write a number is only looked up: as a second number of theirs it would be one too many. */
static gboolean
keep_aliases (Ingest *i, GError **error)
{
  for (guint k = 0; k < i->in->aliases->len; k++)
    {
      const SoIdentity *alias = g_ptr_array_index (i->in->aliases, k);
      if (*alias->value != '+' && !so_people_add_identity (i->db, i->person_id, alias, i->how->country, i->how->import_id, error))
        return FALSE;
    }
  return TRUE;
}

/* Kept of who is new, and told by nobody else: a later advertisement did not bring them. */
static gboolean
keep_touch (Ingest *i, GError **error)
{
  g_autofree char *touch = NULL;

  if (!i->result->new_contact || i->in->outbound || !i->in->touch || !*i->in->touch)
    return TRUE;
  touch = g_utf8_substring (i->in->touch, 0, MIN (g_utf8_strlen (i->in->touch, -1), LONGEST_TOUCH));
  return so_db_run (i->db, error, "UPDATE contact SET first_touch = ?1 WHERE id = ?2 AND first_touch IS NULL", "tt", touch, i->person_id);
}

static gboolean
find_people (Ingest *i, GError **error)
{
  const char *source = so_channel_kind_nick (i->in->channel);
  const SoIdentity *other = i->in->others->len ? g_ptr_array_index (i->in->others, 0) : NULL;
  const SoIdentity *person = i->in->outbound || !i->in->sender ? other : i->in->sender;

  if (i->how->thread_id)
    {
      i->person_id = so_db_text (i->db, "SELECT contact_id FROM thread WHERE id = ?", "t", i->how->thread_id);
      return TRUE;
    }
  /* An empty address ("undisclosed-recipients") is nobody, and so is a number that is withheld. */
  if (!person || !person->value || !*person->value || so_identity_is_anonymous (person->kind, person->value))
    return TRUE;
  if (!join_aliases (i, person, error))
    return FALSE;
  if (i->how->machine)
    {
      i->person_id = so_people_own (i->db, person, i->how->country);
      i->sender_id = i->in->outbound ? NULL : g_strdup (i->person_id);
      return TRUE;
    }
  i->person_id = so_people_find_or_make (i->db, person, i->how->country, source, i->how->import_id, &i->result->new_contact, error);
  if (!i->person_id || !keep_touch (i, error) || !keep_aliases (i, error))
    return FALSE;
  if (!i->in->outbound && i->in->sender)
    i->sender_id = g_strdup (i->person_id);
  return TRUE;
}

static gboolean
find_thread (Ingest *i, GError **error)
{
  gboolean news = is_news (i);
  gint64 known = so_db_int (i->db, 0, "SELECT n FROM thread WHERE id = ? AND deleted_at IS NULL", "t", i->result->thread_id);

  if (known)
    {
      /* Its answers go the way that the customer came: an imported conversation has had no account, another one perhaps an older. */
      if (news && i->how->account_id && !i->how->draft_id && (!so_db_run (i->db, error, "UPDATE thread SET account_id = ?1 WHERE n = ?2 AND account_id IS NOT ?1"
                                                                          " AND (NOT ?3 OR account_id IS NULL)", "tii", i->how->account_id, known, (gint64) i->in->outbound) ||
                                                              (so_db_changes (i->db) && !so_sender_refresh (i->db, i->result->thread_id, error))))
        return FALSE;
      if (!i->person_id)
        return TRUE;
      return so_db_run (i->db, error, "UPDATE thread SET contact_id = ? WHERE n = ? AND contact_id IS NULL", "ti", i->person_id, known);
    }
  i->result->new_thread = TRUE;
  return so_db_run (i->db, error,
    "INSERT INTO thread (id, account_id, channel, remote_key, contact_id, title, is_group, state, import_id, created_at,"
    " read_at, score) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, (SELECT score FROM contact WHERE id = " SO_PERSON_ROOT ("?5") "))"
    /* One that was taken back or erased begins anew: its sums are those of no message. */
    " ON CONFLICT (id) DO UPDATE SET deleted_at = NULL, state = excluded.state, import_id = excluded.import_id,"
    " contact_id = excluded.contact_id, account_id = excluded.account_id, remote_key = excluded.remote_key, title = excluded.title,"
    " score = excluded.score, snoozed_until = 0, starred = 0, read_at = 0, last_at = 0, last_outbound = 0, snippet = NULL,"
    " messages = 0, unread = 0, last_inbound_at = 0, priority = NULL, intent = NULL, sub_category = NULL, waiting_since = 0,"
    " answer_due_at = NULL, due_at = NULL, escalated_at = 0, told_at = 0", "ttttttitti",
    i->result->thread_id, i->how->account_id, so_channel_kind_nick (i->in->channel),
    key_of (i), i->person_id, i->in->title, (gint64) i->in->group,
    news ? "open" : "done", i->how->import_id, so_now ());
}

static gboolean
insert_message (Ingest *i, const char *remote_id, GError **error)
{
  const SoIncoming *in = i->in;
  g_autofree char *written_from = i->sender_id ? so_people_identity_id (in->sender, i->how->country) : NULL;

  /* A row that an undone import left comes back to life. */
  if (!so_db_run (i->db, error,
        "INSERT INTO message (id, thread_id, contact_id, remote_id, direction, is_system, sent_at, sender, text, state, draft_id,"
        " practice, import_id, created_at, account_id, identity_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET deleted_at = NULL, import_id = excluded.import_id, thread_id = excluded.thread_id,"
        " text = excluded.text, sender = excluded.sender, identity_id = excluded.identity_id, contact_id = excluded.contact_id, remote_id = excluded.remote_id,"
        " sent_at = excluded.sent_at, direction = excluded.direction, is_system = excluded.is_system, state = excluded.state",
        "tttttiittttititt", i->result->message_id, i->result->thread_id, i->sender_id, remote_id,
        in->outbound ? "outbound" : "inbound", (gint64) is_system (in), in->sent_at, sender_name (i), i->text,
        in->outbound ? "accepted" : "received", i->how->draft_id, (gint64) i->how->practice, i->how->import_id, so_now (),
        i->how->account_id, written_from))
    return FALSE;
  i->n = so_db_int (i->db, 0, "SELECT n FROM message WHERE id = ?", "t", i->result->message_id);
  return TRUE;
}

/* What nobody wrote is about nothing: its place among the topics is free. */
static gboolean
mark_automatic (Ingest *i, GError **error)
{
  return !i->how->automatic || i->in->outbound ||
         so_db_run (i->db, error, "UPDATE message SET sub_category = '" SO_TOPIC_MACHINE "' WHERE n = ? AND sub_category IS NULL", "i", i->n);
}

gboolean
so_message_is_automatic (SoDb *db, const char *id)
{
  return so_db_int (db, 0, "SELECT sub_category IS '" SO_TOPIC_MACHINE "' FROM message WHERE id = ?", "t", id) != 0;
}

static gboolean
insert_parts (Ingest *i, GError **error)
{
  GPtrArray *parts = i->in->parts;

  if (parts->len == 1 && ((SoPart *) g_ptr_array_index (parts, 0))->kind == SO_PART_TEXT)
    return TRUE;
  for (guint k = 0; k < parts->len; k++)
    {
      SoPart *part = g_ptr_array_index (parts, k);
      g_autofree char *position = g_strdup_printf ("%u", k);
      g_autofree char *id = so_id_derive (i->result->message_id, position);

      if (!so_db_run (i->db, error, "INSERT INTO part (id, message_id, position, kind, mime, name, text, sha256, size, remote)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, mime = excluded.mime,"
                      " name = excluded.name, text = excluded.text, sha256 = excluded.sha256, size = excluded.size, remote = excluded.remote",
                      "ttitttttit", id, i->result->message_id, (gint64) k, so_part_kind_nick (part->kind), part->mime, part->name, part->text,
                      part->sha256, part->size, part->sha256 ? NULL : part->remote))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_payload (Ingest *i, GError **error)
{
  g_autoptr (GConverter) zlib = NULL;
  g_autoptr (GBytes) packed = NULL;

  if (!i->in->raw)
    return TRUE;
  zlib = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6));
  packed = g_converter_convert_bytes (zlib, i->in->raw, error);
  return packed && so_db_run (i->db, error, "INSERT OR IGNORE INTO payload (message_id, body, size) VALUES (?, ?, ?)", "tbi",
                              i->result->message_id, packed, (gint64) g_bytes_get_size (i->in->raw));
}

char *
so_message_meta (const char *channel, gboolean outbound, const GPtrArray *parts, const char *text)
{
  GString *meta = g_string_new ("xall");

  g_string_append_printf (meta, " xin%s %s", channel, outbound ? "xsent" : "xreceived");
  for (guint k = 0; k < parts->len; k++)
    {
      const SoPart *part = g_ptr_array_index (parts, k);
      g_string_append_printf (meta, " xhas%s", so_part_kind_nick (part->kind));
      if (part->sha256)
        g_string_append (meta, " xhasfile");
    }
  if (strstr (text, "http://") || strstr (text, "https://"))
    g_string_append (meta, " xhaslink");
  return g_string_free_and_steal (meta);
}

static void
index_message (Ingest *i)
{
  const SoIncoming *in = i->in;
  g_autofree char *meta = so_message_meta (so_channel_kind_nick (in->channel), in->outbound, in->parts, i->text);
  g_autofree char *person = i->person_id ? so_db_text (i->db, "SELECT name FROM contact WHERE id = " SO_PERSON_ROOT ("?1"), "t", i->person_id) : NULL;
  g_autoptr (GString) who = g_string_new (sender_name (i)), body = g_string_new (i->text);

  if (in->sender && in->sender->value && strcmp (in->sender->value, who->str))
    g_string_append_printf (who, " %s", in->sender->value);
  if (in->sender && in->sender->kind == SO_IDENTITY_PHONE)
    {
      g_autofree char *normal = so_identity_normalise (SO_IDENTITY_PHONE, in->sender->value, i->how->country);
      so_search_index_add_phone (who, normal);
    }
  if (person)
    g_string_append_printf (who, " %s", person);

  for (guint k = 0; k < in->parts->len; k++)
    {
      const SoPart *part = g_ptr_array_index (in->parts, k);
      if (part->name)
        g_string_append_printf (body, "\n%s", part->name);
    }
  so_search_index_put (i->db, SO_HIT_MESSAGE, i->n, in->sent_at, body->str, who->str, in->title, meta);
}

/* The same for whom the thread is with, and whom they are shown as. */
static gboolean
count_for_person (Ingest *i, gboolean inbound, GError **error)
{
  return so_db_run (i->db, error,
    "UPDATE contact SET last_at = max (last_at, ?2), last_inbound_at = CASE WHEN ?3 THEN max (last_inbound_at, ?2) ELSE last_inbound_at END"
    " WHERE id IN (SELECT contact_id FROM thread WHERE id = ?1 UNION ALL SELECT c.root FROM thread t JOIN contact c ON c.id = t.contact_id WHERE t.id = ?1)"
    " AND (last_at < ?2 OR (?3 AND last_inbound_at < ?2))", "tii", i->result->thread_id, i->in->sent_at, (gint64) inbound);
}

/* Adds the message to its thread's sums without reading the others. */
static gboolean
count_message (Ingest *i, GError **error)
{
  g_autofree char *snippet = so_text_snippet (i->text, 160);
  gboolean news = is_news (i), inbound = !i->in->outbound && i->in->sender;

  if (!so_db_run (i->db, error,
        "UPDATE thread SET messages = messages + 1,"
        " snippet = CASE WHEN ?2 >= last_at THEN ?3 ELSE snippet END,"
        " last_outbound = CASE WHEN ?2 >= last_at THEN ?4 ELSE last_outbound END,"
        " last_at = max (last_at, ?2),"
        " last_inbound_at = CASE WHEN ?5 THEN max (last_inbound_at, ?2) ELSE last_inbound_at END,"
        " unread = unread + (?5 AND ?6 AND ?2 > read_at)"
        " WHERE id = ?1", "titiii", i->result->thread_id, i->in->sent_at, snippet, (gint64) i->in->outbound,
        (gint64) inbound, (gint64) news) || !count_for_person (i, inbound, error))
    return FALSE;
  if (!news || is_system (i->in) || i->how->keep_state)
    return TRUE;
  if (!(inbound ? so_thread_waits (i->db, i->result->thread_id, i->in->sent_at, error) : so_thread_answered (i->db, i->result->thread_id, i->in->sent_at, error)))
    return FALSE;
  /* Who writes again is open again; who was answered is waited for, unless the answer comes to us later than what was
   * written after it. Spam and bin stay where they are. */
  return so_db_run (i->db, error, "UPDATE thread SET state = ?2, snoozed_until = 0 WHERE id = ?1 AND"
                    " state IN ('open', 'waiting', 'done', 'snoozed') AND state <> ?2 AND (?3 OR last_inbound_at <= ?4)", "ttii",
                    i->result->thread_id, inbound ? "open" : "waiting", (gint64) inbound, i->in->sent_at);
}

/* Labels of the source are the owner's own order of things; folders of the mail program are not. */
static gboolean
is_own_label (const char *label)
{
  static const char *const folders[] = { "inbox", "sent", "unread", "opened", "archived", "important", "starred", "draft", "drafts",
                                         "spam", "trash", "chat", "all mail",
                                         /* Gmail writes them in the owner's language. */
                                         "posteingang", "gesendet", "geoffnet", "ungelesen", "archiviert", "wichtig", "markiert",
                                         "entwurf", "entwurfe", "papierkorb", "recibidos", "enviado", "enviados", "abierto",
                                         "abiertos", "no leidos", "archivado", "importante", "destacados", "borrador", "borradores",
                                         "papelera", "boite de reception", "messages envoyes", "envoyes", "ouvert", "ouverts",
                                         "non lus", "archive", "importants", "suivis", "brouillons", "corbeille", NULL };
  g_autofree char *folded = so_text_fold (label);

  return *folded && !g_strv_contains (folders, folded) && !g_str_has_prefix (folded, "category ");
}

static gboolean
tag_labels (Ingest *i, GError **error)
{
  for (guint k = 0; i->in->labels && i->in->labels[k]; k++)
    if (is_own_label (i->in->labels[k]) &&
        !so_tag_set_from (i->db, "thread", i->result->thread_id, i->in->labels[k], TRUE, "import", i->how->import_id, error))
      return FALSE;
  return TRUE;
}

/* It came from another computer, and its conversation never did: that computer is gone, say, and the hub was set back. */
static gboolean
begin_missing_thread (Ingest *i, GError **error)
{
  g_autofree char *id = NULL;

  if (so_db_int (i->db, 0, "SELECT 1 FROM thread WHERE id = ?", "t", i->result->thread_id))
    return TRUE;
  if (!find_people (i, error))
    return FALSE;
  id = thread_id (i);
  return g_strcmp0 (id, i->result->thread_id) || find_thread (i, error);
}

gboolean
so_ingest (SoDb *db, const SoIncoming *in, const SoIngest *how, SoIngested *result, GError **error)
{
  g_auto (Ingest) i = { .db = db, .in = in, .how = how, .result = result };
  g_autofree char *remote_id = NULL;

  memset (result, 0, sizeof *result);
  i.text = so_incoming_dup_text (in);
  remote_id = in->remote_id ? g_strdup (in->remote_id) : own_remote_id (&i);
  result->message_id = id_of_mail (&i, remote_id);
  /* What was erased because it was too old is known for ever, but to who imports it on purpose. */
  result->thread_id = so_db_text (db, "SELECT thread_id FROM message WHERE id = ?1 AND (deleted_at IS NULL OR (?2 AND EXISTS (SELECT 1 FROM erasure WHERE id = ?1)))", "ti",
                                  result->message_id, (gint64) (how->import_id == NULL));
  if (result->thread_id)
    return begin_missing_thread (&i, error);
  result->added = TRUE;
  if (!find_people (&i, error))
    return FALSE;
  result->thread_id = thread_id (&i);
  if (!find_thread (&i, error) || !insert_message (&i, remote_id, error) || !mark_automatic (&i, error) ||
      !insert_parts (&i, error) || !insert_payload (&i, error) || !count_message (&i, error) || !tag_labels (&i, error))
    return FALSE;
  index_message (&i);
  if (!so_told_apply (db, result->message_id, error))
    return FALSE;
  if (!is_news (&i))
    return TRUE;
  return so_event_log (db, "channel", in->outbound ? "message.sent" : "message.received", "message", result->message_id, NULL, error);
}
