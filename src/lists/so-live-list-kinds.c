/* SPDX-License-Identifier: MIT */
#include "so-live-list-private.h"

/* What lists there are, and how each is told to show something else. */

SoLiveList *
so_live_list_new_threads (SoStore *store, const SoThreadFilter *filter)
{
  return so_live_list_new_of (store, &(SoLiveSource) { .kind = SO_SOURCE_THREADS, .filter = *filter, .contact_id = (char *) filter->contact_id });
}

SoLiveList *
so_live_list_new_messages (SoStore *store, const char *thread_id, const char *contact_id)
{
  return so_live_list_new_of (store, &(SoLiveSource) { .kind = SO_SOURCE_MESSAGES, .thread_id = (char *) thread_id, .contact_id = (char *) contact_id });
}

SoLiveList *
so_live_list_new_contacts (SoStore *store, const char *query)
{
  return so_live_list_new_of (store, &(SoLiveSource) { .kind = SO_SOURCE_CONTACTS, .query = (char *) query });
}

SoLiveList *
so_live_list_new_drafts (SoStore *store, guint states)
{
  return so_live_list_new_of (store, &(SoLiveSource) { .kind = SO_SOURCE_DRAFTS, .states = states });
}

SoLiveList *
so_live_list_new_drafts_by_change (SoStore *store, guint states)
{
  return so_live_list_new_of (store, &(SoLiveSource) { .kind = SO_SOURCE_DRAFTS, .states = states, .by_change = TRUE });
}

SoLiveList *
so_live_list_new_knowledge (SoStore *store, const char *query)
{
  return so_live_list_new_of (store, &(SoLiveSource) { .kind = SO_SOURCE_KNOWLEDGE, .query = (char *) query });
}

SoLiveList *
so_live_list_new_prices (SoStore *store, const char *query)
{
  return so_live_list_new_of (store, &(SoLiveSource) { .kind = SO_SOURCE_PRICES, .query = (char *) query });
}

SoLiveList *
so_live_list_new_templates (SoStore *store, const char *query)
{
  return so_live_list_new_of (store, &(SoLiveSource) { .kind = SO_SOURCE_TEMPLATES, .query = (char *) query });
}

SoLiveList *
so_live_list_new_questions (SoStore *store, const char *query)
{
  return so_live_list_new_of (store, &(SoLiveSource) { .kind = SO_SOURCE_QUESTIONS, .query = (char *) query });
}

SoLiveList *
so_live_list_new_log (SoStore *store, const SoLogFilter *filter)
{
  return so_live_list_new_of (store, &(SoLiveSource) { .kind = SO_SOURCE_LOG, .log = *filter, .contact_id = (char *) filter->contact_id,
                                            .query = (char *) filter->text });
}

SoLiveList *
so_live_list_new_calls (SoStore *store, const SoCallLogFilter *filter)
{
  return so_live_list_new_of (store, &(SoLiveSource) { .kind = SO_SOURCE_CALLS, .calls = *filter, .query = (char *) filter->text });
}

void
so_live_list_set_call_filter (SoLiveList *self, const SoCallLogFilter *filter)
{
  SoLiveSource *source = so_live_list_get_source (self);

  g_return_if_fail (source->kind == SO_SOURCE_CALLS);

  g_set_str (&source->query, filter->text);
  source->calls = (SoCallLogFilter) { filter->shown, source->query };
  so_live_list_restart (self);
}

static void
set_lead_filter (SoLiveSource *source, const SoLeadFilter *filter)
{
  g_set_str (&source->came_by, filter ? filter->source : NULL);
  g_set_str (&source->temperature, filter ? filter->temperature : NULL);
  g_set_str (&source->tag, filter ? filter->tag : NULL);
  g_set_str (&source->query, filter ? filter->text : NULL);
  source->lead = (SoLeadFilter) { source->came_by, source->temperature, source->tag, source->query, filter ? filter->before : 0 };
}

SoLiveList *
so_live_list_new_leads (SoStore *store, SoStage stage, const SoLeadFilter *filter)
{
  SoLiveSource *source = g_new0 (SoLiveSource, 1);
  SoLiveList *self;

  source->kind = SO_SOURCE_LEADS;
  source->stage = stage;
  set_lead_filter (source, filter);
  self = so_live_list_new_of (store, source);
  so_live_source_free (source);
  return self;
}

void
so_live_list_set_lead_filter (SoLiveList *self, const SoLeadFilter *filter)
{
  g_return_if_fail (so_live_list_get_source (self)->kind == SO_SOURCE_LEADS);

  set_lead_filter (so_live_list_get_source (self), filter);
  so_live_list_restart (self);
}

void
so_live_list_set_log_filter (SoLiveList *self, const SoLogFilter *filter)
{
  SoLiveSource *source = so_live_list_get_source (self);

  g_return_if_fail (source->kind == SO_SOURCE_LOG);

  g_set_str (&source->contact_id, filter->contact_id);
  g_set_str (&source->query, filter->text);
  source->log = *filter;
  source->log.contact_id = source->contact_id;
  source->log.text = source->query;
  so_live_list_restart (self);
}

void
so_live_list_set_filter (SoLiveList *self, const SoThreadFilter *filter)
{
  SoLiveSource *source = so_live_list_get_source (self);

  g_return_if_fail (source->kind == SO_SOURCE_THREADS);

  g_set_str (&source->contact_id, filter->contact_id);
  source->filter = *filter;
  source->filter.contact_id = source->contact_id;
  so_live_list_restart (self);
}

void
so_live_list_set_query (SoLiveList *self, const char *query)
{
  SoLiveSource *source = so_live_list_get_source (self);

  g_return_if_fail (source->kind == SO_SOURCE_CONTACTS || (source->kind >= SO_SOURCE_KNOWLEDGE && source->kind < SO_SOURCE_LOG));

  g_set_str (&source->query, query);
  so_live_list_restart (self);
}
