/* SPDX-License-Identifier: MIT */
#include "so-live-source.h"

#include "so-call-log.h"
#include "so-contacts.h"
#include "so-decision-log.h"
#include "so-drafts.h"
#include "so-knowledge-base.h"
#include "so-leads.h"
#include "so-prices.h"
#include "so-questions.h"
#include "so-reply-templates.h"

SoLiveSource *
so_live_source_copy (const SoLiveSource *source)
{
  SoLiveSource *copy = g_memdup2 (source, sizeof *source);

  copy->thread_id = g_strdup (source->thread_id);
  copy->contact_id = g_strdup (source->contact_id);
  copy->query = g_strdup (source->query);
  copy->filter.contact_id = copy->contact_id;
  copy->log.contact_id = copy->contact_id;
  copy->log.text = copy->query;
  copy->calls.text = copy->query;
  copy->came_by = g_strdup (source->came_by);
  copy->temperature = g_strdup (source->temperature);
  copy->tag = g_strdup (source->tag);
  copy->lead = (SoLeadFilter) { copy->came_by, copy->temperature, copy->tag, copy->query, source->lead.before };
  return copy;
}

void
so_live_source_free (SoLiveSource *source)
{
  g_free (source->thread_id);
  g_free (source->contact_id);
  g_free (source->query);
  g_free (source->came_by);
  g_free (source->temperature);
  g_free (source->tag);
  g_free (source);
}

gboolean
so_live_source_is_paged (const SoLiveSource *source)
{
  return source->kind == SO_SOURCE_THREADS || source->kind == SO_SOURCE_LOG || source->kind == SO_SOURCE_LEADS || source->kind == SO_SOURCE_CALLS;
}

gboolean
so_live_source_begins_at_once (const SoLiveSource *source)
{
  const SoLogFilter *log = &source->log;

  if (source->kind == SO_SOURCE_CALLS)
    return !source->calls.shown && !(source->calls.text && *source->calls.text);
  return source->kind != SO_SOURCE_LOG || !(log->states || log->by || log->contact_id || (log->text && *log->text));
}

GArray *
so_live_source_numbers (const SoLiveSource *source, SoDb *db, guint limit, GError **error)
{
  switch (source->kind)
    {
    case SO_SOURCE_THREADS:
      return so_thread_numbers (db, &source->filter, limit, error);
    case SO_SOURCE_MESSAGES:
      return so_message_numbers (db, source->thread_id, source->contact_id, error);
    case SO_SOURCE_CONTACTS:
      return limit ? so_contact_quick (db, source->query, error) : so_contact_numbers (db, source->query, error);
    case SO_SOURCE_DRAFTS:
      return source->by_change ? so_draft_numbers_by_change (db, source->states, error) : so_draft_numbers (db, source->states, NULL, error);
    case SO_SOURCE_KNOWLEDGE:
      return so_knowledge_numbers (db, source->query, error);
    case SO_SOURCE_PRICES:
      return so_price_numbers (db, source->query, error);
    case SO_SOURCE_TEMPLATES:
      return so_reply_template_numbers (db, source->query, error);
    case SO_SOURCE_QUESTIONS:
      return so_question_numbers (db, "open", source->query, error);
    case SO_SOURCE_LOG:
      return so_log_numbers (db, &source->log, 0, limit, error);
    case SO_SOURCE_LEADS:
      return so_lead_numbers (db, source->stage, &source->lead, limit, error);
    case SO_SOURCE_CALLS:
      return so_call_log_numbers (db, &source->calls, limit, error);
    default:
      g_assert_not_reached ();
    }
}

gpointer
so_live_source_load (const SoLiveSource *source, SoDb *db, gint64 n)
{
  switch (source->kind)
    {
    case SO_SOURCE_THREADS:
      return so_thread_load (db, n, NULL);
    case SO_SOURCE_MESSAGES:
      return so_message_load (db, n, NULL);
    case SO_SOURCE_CONTACTS:
      return so_contact_load (db, n, NULL);
    case SO_SOURCE_DRAFTS:
      return so_draft_load (db, n, NULL);
    case SO_SOURCE_KNOWLEDGE:
      return so_knowledge_load (db, n, NULL);
    case SO_SOURCE_PRICES:
      return so_price_load (db, n, NULL);
    case SO_SOURCE_TEMPLATES:
      return so_reply_template_load (db, n, NULL);
    case SO_SOURCE_QUESTIONS:
      return so_question_load (db, n, NULL);
    case SO_SOURCE_LOG:
      return so_log_load (db, n, NULL);
    case SO_SOURCE_LEADS:
      return so_lead_load (db, n, NULL);
    case SO_SOURCE_CALLS:
      return so_call_log_load (db, n, NULL);
    default:
      g_assert_not_reached ();
    }
}

static SoMessage *
blank_message (void)
{
  SoMessage *message = g_new0 (SoMessage, 1);

  message->sender = g_strdup ("");
  message->text = g_strdup ("");
  message->state = g_strdup ("");
  message->tags = g_new0 (char *, 1);
  message->parts = g_ptr_array_new ();
  return message;
}

static SoContact *
blank_contact (void)
{
  SoContact *contact = g_new0 (SoContact, 1);

  contact->name = g_strdup ("");
  contact->tags = g_new0 (char *, 1);
  contact->identities = g_ptr_array_new ();
  return contact;
}

static SoLead *
blank_lead (void)
{
  SoLead *lead = g_new0 (SoLead, 1);

  lead->name = g_strdup ("");
  lead->score = -1;
  lead->tags = g_new0 (char *, 1);
  return lead;
}

static SoCallEntry *
blank_call (void)
{
  SoCallEntry *entry = g_new0 (SoCallEntry, 1);

  entry->call = so_call_new ("", "");
  return entry;
}

static SoLogEntry *
blank_entry (void)
{
  SoLogEntry *entry = g_new0 (SoLogEntry, 1);

  entry->contact_name = g_strdup ("");
  entry->text = g_strdup ("");
  return entry;
}

gpointer
so_live_source_blank (const SoLiveSource *source)
{
  SoThread *thread;
  SoDraft *draft;

  switch (source->kind)
    {
    case SO_SOURCE_THREADS:
      thread = g_new0 (SoThread, 1);
      thread->contact_name = g_strdup ("");
      return thread;
    case SO_SOURCE_MESSAGES:
      return blank_message ();
    case SO_SOURCE_CONTACTS:
      return blank_contact ();
    case SO_SOURCE_DRAFTS:
      draft = g_new0 (SoDraft, 1);
      draft->contact_name = g_strdup ("");
      draft->text = g_strdup ("");
      return draft;
    case SO_SOURCE_PRICES:
      return g_new0 (SoPrice, 1);
    case SO_SOURCE_TEMPLATES:
      return g_new0 (SoReplyTemplate, 1);
    case SO_SOURCE_QUESTIONS:
      return g_new0 (SoQuestion, 1);
    case SO_SOURCE_LOG:
      return blank_entry ();
    case SO_SOURCE_LEADS:
      return blank_lead ();
    case SO_SOURCE_CALLS:
      return blank_call ();
    default:
      return g_new0 (SoKnowledge, 1);
    }
}

GDestroyNotify
so_live_source_get_free (const SoLiveSource *source)
{
  static const GDestroyNotify frees[] = {
    [SO_SOURCE_THREADS] = (GDestroyNotify) so_thread_free,   [SO_SOURCE_MESSAGES] = (GDestroyNotify) so_message_free,
    [SO_SOURCE_CONTACTS] = (GDestroyNotify) so_contact_free, [SO_SOURCE_DRAFTS] = (GDestroyNotify) so_draft_free,
    [SO_SOURCE_KNOWLEDGE] = (GDestroyNotify) so_knowledge_free, [SO_SOURCE_PRICES] = (GDestroyNotify) so_price_free,
    [SO_SOURCE_TEMPLATES] = (GDestroyNotify) so_reply_template_free, [SO_SOURCE_QUESTIONS] = (GDestroyNotify) so_question_free,
    [SO_SOURCE_LOG] = (GDestroyNotify) so_log_entry_free,
    [SO_SOURCE_LEADS] = (GDestroyNotify) so_lead_free,
    [SO_SOURCE_CALLS] = (GDestroyNotify) so_call_entry_free,
  };

  return frees[source->kind];
}

gint64
so_live_source_find (const SoLiveSource *source, SoDb *db, const char *id)
{
  g_autoptr (SoThread) thread = source->kind == SO_SOURCE_THREADS ? so_thread_find (db, id, NULL) : NULL;
  g_autoptr (SoMessage) message = source->kind == SO_SOURCE_MESSAGES ? so_message_find (db, id, NULL) : NULL;
  g_autoptr (SoContact) contact = source->kind == SO_SOURCE_CONTACTS ? so_contact_find (db, id, NULL) : NULL;
  g_autoptr (SoDraft) draft = source->kind == SO_SOURCE_DRAFTS ? so_draft_find (db, id, NULL) : NULL;
  g_autoptr (SoKnowledge) entry = source->kind == SO_SOURCE_KNOWLEDGE ? so_knowledge_find (db, id, NULL) : NULL;

  g_autoptr (SoPrice) price = source->kind == SO_SOURCE_PRICES ? so_price_find (db, id, NULL) : NULL;
  g_autoptr (SoReplyTemplate) reply = source->kind == SO_SOURCE_TEMPLATES ? so_reply_template_find (db, id, NULL) : NULL;
  g_autoptr (SoQuestion) question = source->kind == SO_SOURCE_QUESTIONS ? so_question_find (db, id, NULL) : NULL;
  g_autoptr (SoLogEntry) logged = source->kind == SO_SOURCE_LOG ? so_log_find (db, id, NULL) : NULL;

  g_autoptr (SoLead) lead = source->kind == SO_SOURCE_LEADS ? so_lead_find (db, id, NULL) : NULL;

  if (source->kind == SO_SOURCE_CALLS)
    return so_call_log_find (db, id);
  if (logged || lead)
    return logged ? logged->n : lead->n;
  if (price || reply || question)
    return price ? price->n : reply ? reply->n : question->n;
  return thread ? thread->n : message ? message->n : contact ? contact->n : draft ? draft->n : entry ? entry->n : -1;
}

guint
so_live_source_get_bits (const SoLiveSource *source)
{
  static const guint bits[] = {
    [SO_SOURCE_THREADS] = SO_CHANGED_THREADS | SO_CHANGED_CONTACTS,
    [SO_SOURCE_MESSAGES] = SO_CHANGED_MESSAGES,
    [SO_SOURCE_CONTACTS] = SO_CHANGED_CONTACTS,
    [SO_SOURCE_DRAFTS] = SO_CHANGED_DRAFTS | SO_CHANGED_CONTACTS,
    [SO_SOURCE_KNOWLEDGE] = SO_CHANGED_KNOWLEDGE,
    [SO_SOURCE_PRICES] = SO_CHANGED_KNOWLEDGE,
    [SO_SOURCE_TEMPLATES] = SO_CHANGED_KNOWLEDGE,
    [SO_SOURCE_QUESTIONS] = SO_CHANGED_KNOWLEDGE,
    [SO_SOURCE_LOG] = SO_CHANGED_DRAFTS | SO_CHANGED_CONTACTS,
    [SO_SOURCE_LEADS] = SO_CHANGED_CONTACTS,
    [SO_SOURCE_CALLS] = SO_CHANGED_CALLS | SO_CHANGED_CONTACTS | SO_CHANGED_THREADS,
  };

  return bits[source->kind];
}

guint
so_live_source_get_value_bits (const SoLiveSource *source)
{
  return source->kind == SO_SOURCE_CONTACTS || source->kind == SO_SOURCE_LEADS ? SO_CHANGED_THREADS : 0;
}

gboolean
so_live_source_is_slow (const SoLiveSource *source)
{
  return source->kind == SO_SOURCE_LEADS;
}
