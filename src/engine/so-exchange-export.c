/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "so-care.h"
#include "so-contacts.h"
#include "so-error.h"
#include "so-exchange-tables.h"
#include "so-knowledge-base.h"
#include "so-mbox-write.h"
#include "so-threads.h"
#include "so-time.h"

/* What an export writes into, and what it knows so far. */
typedef struct {
  SoStudio *studio;
  SoStore *store;
  SoDb *db;
  const char *folder;
  SoProfile *profile;
  GHashTable *people;     /* id → SoContact */
  GHashTable *files;      /* SHA-256 that are copied */
  FILE *messages, *index;
  int mbox;
  GCancellable *cancellable;
} Export;

static const char readme[] =
  "Everything that this studio has, in open formats. Texts are UTF-8, times RFC 3339 in UTC.\n"
  "\n"
  "studio.db      the studio's SQLite database as Studio OS uses it, with all that the tables below leave out; together\n"
  "               with files/ it is a whole studio\n"
  "contacts.csv   people: id, name, phone, email, instagram, other, stage, temperature, score, tags, notes, birthday\n"
  "               (several numbers or addresses: separated by \" ; \")\n"
  "contacts.vcf   the same people as vCard 4.0 (RFC 6350), for any address book\n"
  "messages.csv   all messages of all channels, a conversation after the other: thread, channel, subject, contact_id,\n"
  "               contact, id, remote_id, direction (inbound or outbound), sent_at, sender, text, files (SHA-256,\n"
  "               separated by a space), state, intent, sub_category, tags\n"
  "mail.mbox      the mails among them, for any mail program (mboxrd, RFC 4155)\n"
  "knowledge.csv  what the studio knows: id, category, question, answer, language\n"
  "files/         attachments, each once, named by their SHA-256\n"
  "files.csv      what they were called: file, name, type, bytes, message\n"
  "\n"
  "CSV is RFC 4180: commas, double quotes, lines that end with CR LF. A spreadsheet may take a text that begins with\n"
  "\"=\" for a formula: open the columns as text.\n";

static gboolean
disk_failed (const char *name, GError **error)
{
  return so_fail (error, SO_ERROR_CHANGE, _("%s could not be written (%s): make room on the disk or choose another folder."),
                  name, g_strerror (errno));
}

static FILE *
open_file (Export *export, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (export->folder, name, NULL);
  FILE *file = g_fopen (path, "wbxe");

  if (!file)
    disk_failed (name, error);
  return file;
}

static gboolean
close_file (FILE *file, const char *name, GError **error)
{
  gboolean failed = ferror (file) || fflush (file) != 0 || fsync (fileno (file)) != 0;

  return (fclose (file) == 0 && !failed) || disk_failed (name, error);
}

static gboolean
write_readme (Export *export, GError **error)
{
  FILE *file = open_file (export, "README.txt", error);

  if (!file)
    return FALSE;
  fputs (readme, file);
  return close_file (file, "README.txt", error);
}

/* People ----------------------------------------------------------------------------------------- */

static char *
join_identities (const SoContact *contact, SoIdentityKind kind, gboolean others)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < contact->identities->len; i++)
    {
      const SoIdentity *identity = contact->identities->pdata[i];
      gboolean other = identity->kind != SO_IDENTITY_PHONE && identity->kind != SO_IDENTITY_EMAIL
                       && identity->kind != SO_IDENTITY_INSTAGRAM && identity->kind != SO_IDENTITY_ALIAS;
      if (others ? other : identity->kind == kind)
        g_ptr_array_add (values, identity->value);
    }
  g_ptr_array_add (values, NULL);
  return g_strjoinv (" ; ", (char **) values->pdata);
}

static gboolean
write_contact (Export *export, FILE *csv, FILE *vcf, const SoContact *contact, GError **error)
{
  g_autoptr (SoCard) card = so_contact_dup_card (export->db, contact, error);
  g_autofree char *phone = join_identities (contact, SO_IDENTITY_PHONE, FALSE);
  g_autofree char *email = join_identities (contact, SO_IDENTITY_EMAIL, FALSE);
  g_autofree char *instagram = join_identities (contact, SO_IDENTITY_INSTAGRAM, FALSE);
  g_autofree char *other = join_identities (contact, 0, TRUE);
  g_autofree char *score = contact->score >= 0 ? g_strdup_printf ("%d", contact->score) : NULL;
  g_autofree char *tags = g_strjoinv (" ; ", contact->tags);
  const char *cells[] = { contact->id, contact->name, phone, email, instagram, other, contact->stage, contact->temperature,
                          score, tags, contact->notes, contact->birthday };

  if (!card)
    return FALSE;
  so_exchange_csv_row (csv, cells, G_N_ELEMENTS (cells));
  so_exchange_vcard (vcf, card, NULL);
  return TRUE;
}

static gboolean
write_people (Export *export, GError **error)
{
  static const char *const head[] = { "id", "name", "phone", "email", "instagram", "other", "stage", "temperature", "score",
                                      "tags", "notes", "birthday" };
  g_autoptr (GArray) numbers = so_contact_numbers (export->db, NULL, error);
  FILE *csv = numbers ? open_file (export, "contacts.csv", error) : NULL;
  FILE *vcf = csv ? open_file (export, "contacts.vcf", error) : NULL;
  gboolean ok = vcf != NULL;

  if (ok)
    so_exchange_csv_row (csv, head, G_N_ELEMENTS (head));
  for (guint i = 0; ok && i < numbers->len; i++)
    {
      SoContact *contact = so_contact_load (export->db, g_array_index (numbers, gint64, i), error);
      ok = contact != NULL;
      if (!ok)
        break;
      ok = write_contact (export, csv, vcf, contact, error);
      g_hash_table_insert (export->people, contact->id, contact);
    }
  if (csv && !close_file (csv, "contacts.csv", ok ? error : NULL))
    ok = FALSE;
  return vcf && close_file (vcf, "contacts.vcf", ok ? error : NULL) && ok;
}

/* Messages --------------------------------------------------------------------------------------- */

/* Where an attachment lies in the export; NULL if it has no file. */
static char *
dup_copy_path (Export *export, const SoPart *part)
{
  return part->sha256 ? g_build_filename (export->folder, "files", part->sha256, NULL) : NULL;
}

static gboolean
copy_part (Export *export, const SoMessage *message, const SoPart *part, GError **error)
{
  g_autofree char *from = so_store_file_path (export->store, part->sha256);
  g_autofree char *to = dup_copy_path (export, part);
  g_autofree char *size = g_strdup_printf ("%" G_GINT64_FORMAT, part->size);
  const char *cells[] = { part->sha256, part->name, part->mime, size, message->id };
  g_autoptr (GFile) source = from ? g_file_new_for_path (from) : NULL;
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) wrong = NULL;

  so_exchange_csv_row (export->index, cells, G_N_ELEMENTS (cells));
  if (!source || !g_hash_table_add (export->files, g_strdup (part->sha256)))
    return TRUE;
  if (g_file_copy (source, target, G_FILE_COPY_NOFOLLOW_SYMLINKS, export->cancellable, NULL, NULL, &wrong)
      /* A file that is gone is the business of “check”, and no reason to keep the rest. */
      || g_error_matches (wrong, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  if (g_error_matches (wrong, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_propagate_error (error, g_steal_pointer (&wrong)), FALSE;
  return so_fail (error, SO_ERROR_CHANGE, _("An attachment could not be written (%s): make room on the disk or choose another folder."),
                  wrong->message);
}

static const char *
find_address (Export *export, const char *contact_id)
{
  const SoContact *contact = contact_id ? g_hash_table_lookup (export->people, contact_id) : NULL;

  for (guint i = 0; contact && i < contact->identities->len; i++)
    if (((SoIdentity *) contact->identities->pdata[i])->kind == SO_IDENTITY_EMAIL)
      return ((SoIdentity *) contact->identities->pdata[i])->value;
  return "unknown@studio.invalid";
}

static gboolean
write_mail (Export *export, const SoThread *thread, const SoMessage *message, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new (), types = g_ptr_array_new ();
  const char *studio = export->profile && export->profile->email ? export->profile->email : "studio@studio.invalid";
  const char *person = find_address (export, message->outbound ? thread->contact_id : message->contact_id);
  SoMboxMail mail = { message->remote_id, message->sender, message->outbound ? studio : person,
                      message->outbound ? thread->contact_name : NULL, message->outbound ? person : studio,
                      thread->title, message->text, message->sent_at };

  for (guint i = 0; message->parts && i < message->parts->len; i++)
    {
      const SoPart *part = message->parts->pdata[i];
      if (!part->sha256)
        continue;
      g_ptr_array_add (paths, dup_copy_path (export, part));
      g_ptr_array_add (names, part->name);
      g_ptr_array_add (types, part->mime);
    }
  g_ptr_array_add (paths, NULL);
  mail.paths = (const char *const *) paths->pdata;
  mail.names = (const char *const *) names->pdata;
  mail.types = (const char *const *) types->pdata;
  return so_mbox_write (export->mbox, &mail, error);
}

static gboolean
write_message (Export *export, const SoThread *thread, const SoMessage *message, GError **error)
{
  g_autofree char *sent_at = so_time_format (message->sent_at);
  g_autofree char *tags = g_strjoinv (" ; ", message->tags);
  g_autoptr (GString) files = g_string_new (NULL);
  const char *cells[] = { thread->id, so_channel_kind_nick (thread->channel), thread->title, thread->contact_id,
                          thread->contact_name, message->id, message->remote_id, message->outbound ? "outbound" : "inbound",
                          sent_at, message->sender, message->text, NULL, message->state, message->intent,
                          message->sub_category, tags };

  for (guint i = 0; message->parts && i < message->parts->len; i++)
    {
      const SoPart *part = message->parts->pdata[i];
      if (!part->sha256)
        continue;
      g_string_append_printf (files, "%s%s", files->len ? " " : "", part->sha256);
      if (!copy_part (export, message, part, error))
        return FALSE;
    }
  cells[11] = files->str;
  so_exchange_csv_row (export->messages, cells, G_N_ELEMENTS (cells));
  return thread->channel != SO_CHANNEL_MAIL || message->system || write_mail (export, thread, message, error);
}

static gboolean
write_thread (Export *export, gint64 n, GError **error)
{
  g_autoptr (SoThread) thread = so_thread_load (export->db, n, error);
  g_autoptr (GArray) numbers = thread ? so_message_numbers (export->db, thread->id, NULL, error) : NULL;

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoMessage) message = so_message_load (export->db, g_array_index (numbers, gint64, i), error);
      if (!message || g_cancellable_set_error_if_cancelled (export->cancellable, error)
          || !write_message (export, thread, message, error))
        return FALSE;
    }
  return numbers != NULL;
}

static gboolean
write_threads (Export *export, GError **error)
{
  static const SoSplit splits[] = { SO_SPLIT_ALL, SO_SPLIT_SPAM, SO_SPLIT_BIN };

  for (guint s = 0; s < G_N_ELEMENTS (splits); s++)
    {
      SoThreadFilter filter = { splits[s], -1, NULL };
      g_autoptr (GArray) numbers = so_thread_numbers (export->db, &filter, 0, error);

      if (!numbers)
        return FALSE;
      for (guint i = 0; i < numbers->len; i++)
        if (!write_thread (export, g_array_index (numbers, gint64, i), error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
write_messages (Export *export, GError **error)
{
  static const char *const head[] = { "thread", "channel", "subject", "contact_id", "contact", "id", "remote_id", "direction",
                                      "sent_at", "sender", "text", "files", "state", "intent", "sub_category", "tags" };
  static const char *const index_head[] = { "file", "name", "type", "bytes", "message" };
  g_autofree char *mbox = g_build_filename (export->folder, "mail.mbox", NULL);
  gboolean ok;

  export->messages = open_file (export, "messages.csv", error);
  export->index = export->messages ? open_file (export, "files.csv", error) : NULL;
  export->mbox = export->index ? g_open (mbox, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
  ok = export->mbox >= 0 || (export->index && disk_failed ("mail.mbox", error));
  if (ok)
    {
      so_exchange_csv_row (export->messages, head, G_N_ELEMENTS (head));
      so_exchange_csv_row (export->index, index_head, G_N_ELEMENTS (index_head));
      ok = write_threads (export, error);
    }
  if (export->mbox >= 0 && close (export->mbox) != 0 && ok)
    ok = disk_failed ("mail.mbox", error);
  if (export->index && !close_file (export->index, "files.csv", ok ? error : NULL))
    ok = FALSE;
  return export->messages && close_file (export->messages, "messages.csv", ok ? error : NULL) && ok;
}

static gboolean
write_knowledge (Export *export, GError **error)
{
  static const char *const head[] = { "id", "category", "question", "answer", "language" };
  g_autoptr (GArray) numbers = so_knowledge_numbers (export->db, NULL, error);
  FILE *file = numbers ? open_file (export, "knowledge.csv", error) : NULL;

  if (!file)
    return FALSE;
  so_exchange_csv_row (file, head, G_N_ELEMENTS (head));
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoKnowledge) entry = so_knowledge_load (export->db, g_array_index (numbers, gint64, i), error);
      const char *cells[5];

      if (!entry)
        return close_file (file, "knowledge.csv", NULL) && FALSE;
      memcpy (cells, (const char *[]) { entry->id, entry->category, entry->question, entry->answer, entry->language }, sizeof cells);
      so_exchange_csv_row (file, cells, G_N_ELEMENTS (cells));
    }
  return close_file (file, "knowledge.csv", error);
}

/* All of it -------------------------------------------------------------------------------------- */

static gboolean
make_folder (const char *folder, GError **error)
{
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  g_autofree char *shown = g_filename_display_name (folder);

  if (g_mkdir_with_parents (files, 0700) != 0)
    return so_fail (error, SO_ERROR_CHANGE, _("The folder “%s” cannot be made (%s): choose another one."), shown, g_strerror (errno));
  return TRUE;
}

static gboolean
is_empty (const char *folder, GError **error)
{
  g_autofree char *shown = g_filename_display_name (folder);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  if (dir ? g_dir_read_name (dir) != NULL : g_file_test (folder, G_FILE_TEST_EXISTS))
    return so_fail (error, SO_ERROR_CHANGE, _("The folder “%s” is not empty: choose a new or an empty one."), shown);
  return TRUE;
}

static gboolean
write_all (Export *export, GError **error)
{
  g_autofree char *copy = g_build_filename (export->folder, "studio.db", NULL);

  return make_folder (export->folder, error) && write_people (export, error) && write_messages (export, error)
         && write_knowledge (export, error) && so_care_copy (export->store, copy, export->cancellable, error)
         && write_readme (export, error);
}

/* Nothing half done: an export that failed leaves the folder as it was, empty. */
static void
remove_all (const char *folder, GHashTable *files)
{
  static const char *const names[] = { "README.txt", "contacts.csv", "contacts.vcf", "messages.csv", "files.csv", "mail.mbox",
                                       "knowledge.csv", "studio.db" };
  g_autofree char *inner = g_build_filename (folder, "files", NULL);
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_unlink (path);
    }
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_build_filename (inner, name, NULL);
      g_unlink (path);
    }
  g_rmdir (inner);
  g_rmdir (folder);
}

gboolean
so_exchange_export (SoStudio *studio, const char *folder, GCancellable *cancellable, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  Export export = { studio, store, NULL, folder, NULL, NULL, NULL, NULL, NULL, -1, cancellable };
  gboolean ok;

  if (!is_empty (folder, error))
    return FALSE;
  export.db = so_store_read (store, error);
  if (!export.db)
    return FALSE;
  export.profile = so_studio_dup_profile (studio);
  export.people = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) so_contact_free);
  export.files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ok = write_all (&export, error);
  if (!ok)
    remove_all (folder, export.files);
  g_hash_table_unref (export.people);
  g_hash_table_unref (export.files);
  so_profile_free (export.profile);
  so_db_release (export.db);
  return ok;
}
