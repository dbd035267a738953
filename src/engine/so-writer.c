/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-writer.h"

#include "so-asker.h"
#include "so-assistant-settings.h"
#include "so-capability.h"
#include "so-draft-versions.h"
#include "so-drafter.h"
#include "so-error.h"
#include "so-events.h"
#include "so-meaning.h"
#include "so-never-auto.h"
#include "so-reply-facts.h"
#include "so-signature.h"
#include "so-studio-private.h"
#include "so-threads.h"
#include "so-undo.h"
#include "so-writer-ask.h"
#include "so-writing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  SoStudio *studio;
  const char *thread_id;
  const char *hint;          /* NULL: nobody asked */
  char *draft_id;
  char *before;              /* the text that it takes the place of, or NULL: there is no draft yet */
  SoDraftState state;        /* of it */
  GCancellable *stop;
  SoReplyFacts *facts;
} Writer;

static void
writer_clear (Writer *writer)
{
  g_free (writer->draft_id);
  g_free (writer->before);
  g_clear_object (&writer->stop);
  so_reply_facts_free (writer->facts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

/* Before ------------------------------------------------------------------------------------------- */

/* Nobody asked for it: a message that came in, to one person, that nobody and nothing has answered. */
static gboolean
is_wanted (Writer *writer, SoDb *db, const SoThread *thread)
{
  guint on_its_way = 1u << SO_DRAFT_QUEUED | 1u << SO_DRAFT_SCHEDULED | 1u << SO_DRAFT_HELD | 1u << SO_DRAFT_SENDING | 1u << SO_DRAFT_UNKNOWN;
  g_autoptr (GArray) answered = NULL, numbers = NULL;
  g_autoptr (SoMessage) newest = NULL;

  if (writer->hint)
    return TRUE;
  answered = so_draft_numbers (db, on_its_way, thread->id, NULL);
  numbers = so_message_numbers (db, thread->id, NULL, NULL);
  newest = numbers && numbers->len ? so_message_load (db, g_array_index (numbers, gint64, numbers->len - 1), NULL) : NULL;
  return !so_assistant_is_manual (db) && !thread->group && answered && !answered->len && newest && !newest->outbound && !newest->imported && !newest->system &&
         thread->waiting_since;
}

/* Who was answered before is known; what she writes has no more rights for that here: both may be proposed an answer. */
static gboolean
may_propose (const SoThread *thread)
{
  return so_capability (SO_ACT_PROPOSE_REPLY, thread->messages > 1 ? SO_WORDS_CUSTOMER : SO_WORDS_STRANGER) == SO_MAY;
}

/* TRUE with facts where there is something to write. */
static gboolean
prepare (Writer *writer, SoDb *db, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoThread) thread = so_thread_find (db, writer->thread_id, error);
  g_autoptr (SoDraft) open = NULL;
  g_autoptr (SoReplyFacts) facts = NULL;

  if (!thread)
    return FALSE;
  open = so_draft_of_thread (db, thread->id, &failed);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (!is_wanted (writer, db, thread) || !may_propose (thread) || (open && !writer->hint && open->state != SO_DRAFT_PROPOSED))
    return TRUE;
  facts = so_reply_facts_load (writer->studio, db, thread->id, writer->hint && *writer->hint ? writer->hint : NULL, error);
  if (!facts)
    return FALSE;
  if (so_never_auto_needs_person (so_reply_facts_get_text (facts)))
    return !writer->hint || so_fail (error, SO_ERROR_CHANGE, _("This needs your own words: write the answer yourself"));
  if (open)
    {
      writer->draft_id = g_strdup (open->id);
      writer->before = g_strdup (open->text);
      writer->state = open->state;
    }
  writer->facts = g_steal_pointer (&facts);
  return TRUE;
}

/* Where the rules found nothing: a draft that is not one yet. What an earlier run of the program began is over. */
static gboolean
make_draft (Writer *writer, GError **error)
{
  SoStore *store = so_studio_get_store (writer->studio);
  SoDraftNew values = { .thread_id = writer->thread_id, .text = "", .origin = "model", .reply_to = so_reply_facts_get_asked (writer->facts, NULL), .generating = TRUE };
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  writer->state = SO_DRAFT_GENERATING;
  if (!db || !so_origin_check (SO_ORIGIN_MODEL, SO_EFFECT_PROPOSE, error) || !so_draft_end_generating (db, writer->thread_id, SO_DRAFT_EVENT_SUPERSEDE, "redone", error))
    return FALSE;
  writer->draft_id = so_draft_add (db, &values, error);
  return writer->draft_id && so_store_commit (store, &db, error);
}

/* After -------------------------------------------------------------------------------------------- */

/* By its id: two messages may have come in the same second. */
static gboolean
is_newest (Writer *writer, SoDb *db)
{
  g_autoptr (SoMessage) newest = so_drafter_find_question (db, writer->thread_id, NULL);

  return newest && !strcmp (newest->id, so_reply_facts_get_asked (writer->facts, NULL)) && !g_cancellable_is_cancelled (writer->stop);
}

/* The owner has begun to write, or has decided, or the customer has written again. */
static gboolean
is_overtaken (Writer *writer, SoDb *db, const SoDraft *draft)
{
  g_autoptr (SoDraft) open = so_draft_of_thread (db, writer->thread_id, NULL);

  if (!is_newest (writer, db) || draft->state != writer->state)
    return TRUE;
  return writer->before ? strcmp (draft->text, writer->before) != 0 : open != NULL;
}

/* A text that came too late is not lost while she still decides: "[" shows it. */
static gboolean
keep_late (Writer *writer, SoDb *db, const SoDraft *draft, const SoDraftWords *words, GError **error)
{
  if (draft->state == SO_DRAFT_GENERATING)
    return so_draft_step (db, draft->id, SO_DRAFT_EVENT_SUPERSEDE, "redone", NULL, error);
  if (!so_draft_state_is_open (draft->state) || !is_newest (writer, db))
    return TRUE;
  return so_draft_add_version (db, draft->id, words, error);
}

static gboolean
put (Writer *writer, SoDb *db, const SoDraft *draft, const SoDraftWords *words, GError **error)
{
  g_autofree char *label = g_strdup_printf (_("Another version: %s"), draft->contact_name);
  gboolean step = writer->hint && writer->before;

  if (draft->state == SO_DRAFT_GENERATING)
    return so_draft_set_generated (db, draft->id, words, error) && so_event_log (db, "assistant", "draft.proposed", "draft", draft->id, NULL, error);
  return (!step || so_undo_begin (db, label, error)) && so_draft_propose_anew (db, draft->id, words, error) && (!step || so_undo_end (db, error)) &&
         so_event_log (db, "assistant", "draft.redone", "draft", draft->id, NULL, error);
}

static gboolean
store (Writer *writer, const char *text, GError **error)
{
  SoStore *studio = so_studio_get_store (writer->studio);
  g_autoptr (SoDb) db = so_store_begin (studio, NULL, error);
  g_autofree char *sources = so_reply_facts_sources (writer->facts, text), *signature = db ? so_signature_find (db, writer->thread_id) : NULL;
  g_autofree char *whole = so_signature_append (text, signature);
  SoDraftWords words = { whole, "model", sources, writer->hint ? writer->hint : "" };
  g_autoptr (SoDraft) draft = db ? so_draft_find (db, writer->draft_id, error) : NULL;

  if (!draft || !(is_overtaken (writer, db, draft) ? keep_late (writer, db, draft, &words, error) : put (writer, db, draft, &words, error)))
    return FALSE;
  return so_store_commit (studio, &db, error);
}

/* It came to nothing: what the rules know stays, or comes. */
static gboolean
give_up (Writer *writer, const char *why, GError **error)
{
  SoStore *store = so_studio_get_store (writer->studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autoptr (SoDraft) draft = db ? so_draft_find (db, writer->draft_id, error) : NULL;
  g_autofree char *label = draft ? g_strdup_printf (_("Another version: %s"), draft->contact_name) : NULL;

  if (!draft)
    return FALSE;
  if (draft->state == SO_DRAFT_GENERATING)
    return so_draft_step (db, draft->id, SO_DRAFT_EVENT_EXPIRE, SO_REASON_MODEL, why, error) && so_store_commit (store, &db, error);
  if (is_overtaken (writer, db, draft))
    return TRUE;
  if (writer->hint)
    {
      if (!so_undo_begin (db, label, error))
        return FALSE;
      /* That the rules know nothing else is no second failure. */
      so_drafter_redo (db, draft->id, writer->hint, NULL);
      if (!so_undo_end (db, error))
        return FALSE;
    }
  return so_draft_set_note (db, draft->id, SO_REASON_MODEL, why, error) && so_store_commit (store, &db, error);
}

/* Between ------------------------------------------------------------------------------------------ */

static void
on_piece (const char *piece, gpointer data)
{
  Writer *writer = data;

  so_writings_add (so_studio_get_writings (writer->studio), writer->thread_id, writer->stop, piece);
}

/* Stopped by the owner or by the next message is no failure. */
static gboolean
write_down (Writer *writer, GError **error)
{
  g_autoptr (GError) failed = NULL, worse = NULL;
  g_autofree char *text = NULL, *why = NULL;

  text = so_writer_ask (writer->studio, writer->facts, writer->hint ? writer->before : NULL, on_piece, writer, writer->stop, &failed);
  if (text && store (writer, text, &failed))
    {
      so_writings_end (so_studio_get_writings (writer->studio), writer->thread_id, writer->stop, NULL);
      return TRUE;
    }
  if (g_cancellable_is_cancelled (writer->stop) || g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (writer->state == SO_DRAFT_GENERATING)
        give_up (writer, "", &worse);
      so_writings_end (so_studio_get_writings (writer->studio), writer->thread_id, writer->stop, NULL);
      return TRUE;
    }
  why = g_strdup_printf (_("The model gave no answer: %s"), failed->message);
  if (!give_up (writer, why, &worse))
    g_message ("A draft could not be given up: %s", worse->message);
  so_writings_end (so_studio_get_writings (writer->studio), writer->thread_id, writer->stop, why);
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
so_writer_has_model (SoStudio *studio)
{
  return so_asker_has_model (studio, SO_WRITER_AGENT);
}

static void
on_cancelled (GCancellable *outer, GCancellable *stop)
{
  g_cancellable_cancel (stop);
}

/* Before the facts are gathered, which needs no network then. */
static void
read_meaning (Writer *writer, GCancellable *cancellable)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (writer->studio), NULL);
  g_autoptr (SoMessage) asked = db ? so_message_last_written (db, writer->thread_id, TRUE, NULL) : NULL;

  g_clear_pointer (&db, so_db_release);
  if (asked)
    so_meaning_read (writer->studio, asked->id, asked->text, SO_REPLY_FACTS_ENTRIES, cancellable);
}

gboolean
so_writer_write (SoStudio *studio, const char *thread_id, const char *hint, GCancellable *cancellable, GError **error)
{
  g_auto (Writer) writer = { .studio = studio, .thread_id = thread_id, .hint = hint, .stop = g_cancellable_new () };
  g_autoptr (SoDb) db = NULL;
  gulong linked;
  gboolean written;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && thread_id, FALSE);

  if (!so_asker_has_model (studio, SO_WRITER_AGENT))
    return TRUE;
  read_meaning (&writer, cancellable);
  db = so_store_read (so_studio_get_store (studio), error);
  if (!db || !prepare (&writer, db, error))
    return FALSE;
  g_clear_pointer (&db, so_db_release);
  if (!writer.facts)
    return TRUE;
  if (!writer.draft_id && !make_draft (&writer, error))
    return FALSE;
  so_writings_begin (so_studio_get_writings (studio), thread_id, writer.stop);
  linked = cancellable ? g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), g_object_ref (writer.stop), g_object_unref) : 0;
  written = write_down (&writer, error);
  if (linked)
    g_cancellable_disconnect (cancellable, linked);
  return written;
}

/* On a thread of its own --------------------------------------------------------------------------- */

typedef struct {
  char *thread_id;
  char *hint;
} Wish;

static void
wish_free (Wish *wish)
{
  g_free (wish->thread_id);
  g_free (wish->hint);
  g_free (wish);
}

static void
write_wish (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  g_autoptr (GError) error = NULL;

  if (!so_writer_write (source, wish->thread_id, wish->hint, cancellable, &error))
    g_debug ("No draft by a model: %s", error->message);
  g_task_return_boolean (task, !error);
}

void
so_writer_start (SoStudio *studio, const char *thread_id, const char *hint)
{
  g_autoptr (GTask) task = NULL;
  Wish *wish;

  g_return_if_fail (SO_IS_STUDIO (studio) && thread_id);

  wish = g_new0 (Wish, 1);
  wish->thread_id = g_strdup (thread_id);
  wish->hint = g_strdup (hint);
  task = g_task_new (studio, NULL, NULL, NULL);
  g_task_set_source_tag (task, so_writer_start);
  g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
  so_studio_run_writer (studio, task, write_wish);
}

void
so_studio_heard (SoStudio *studio, const char *thread_id)
{
  g_return_if_fail (SO_IS_STUDIO (studio) && thread_id);

  so_studio_stop_writing (studio, thread_id);
}
