/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-standing.h"

#include "so-assistant-settings.h"
#include "so-capability.h"
#include "so-clock.h"
#include "so-drafter.h"
#include "so-drafts.h"
#include "so-escalation.h"
#include "so-events.h"
#include "so-json.h"
#include "so-knowledge-base.h"
#include "so-match.h"
#include "so-prices.h"
#include "so-settings.h"
#include "so-sources.h"
#include "so-standing-text.h"
#include "so-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_UNDO_SECONDS 20
#define LONGEST_UNDO_SECONDS 300
#define MOST_A_DAY 5                                        /* to one person: two machines would talk for ever */
#define LATEST_MS (60 * 60 * G_GINT64_CONSTANT (1000))      /* an answer by itself comes at once or not at all */
#define CLOCK_SLACK_MS (10 * 60 * G_GINT64_CONSTANT (1000))

void
so_standing_context_free (SoStandingContext *context)
{
  if (!context)
    return;
  so_profile_free (context->profile);
  so_hours_free (context->hours);
  g_clear_pointer (&context->entries, g_ptr_array_unref);
  g_clear_pointer (&context->prices, g_ptr_array_unref);
  for (guint i = 0; i < SO_N_STANDINGS; i++)
    so_standing_free (context->standings[i]);
  g_free (context->own_words);
  g_strfreev (context->links);
  g_strfreev (context->languages);
  g_free (context);
}

SoHours *
so_standing_load_hours (SoDb *db, const SoProfile *profile)
{
  g_autofree char *json = so_setting_get (db, SO_SETTING_HOURS);
  g_autoptr (GTimeZone) zone = profile && profile->zone ? g_time_zone_new_identifier (profile->zone) : NULL;
  g_autoptr (GError) error = NULL;
  SoHours *hours = json && *json ? so_hours_parse (json, zone, &error) : NULL;

  if (error)
    g_message ("The opening hours cannot be read: %s", error->message);
  return hours;
}

static gboolean
load_entries (SoDb *db, SoStandingContext *context, GError **error)
{
  g_autoptr (GArray) numbers = so_knowledge_numbers (db, NULL, error);

  context->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) so_knowledge_free);
  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      SoKnowledge *entry = so_knowledge_load (db, g_array_index (numbers, gint64, i), error);

      if (!entry)
        return FALSE;
      g_ptr_array_add (context->entries, entry);
    }
  return numbers != NULL;
}

SoStandingContext *
so_standing_context_load (SoDb *db, GError **error)
{
  g_autoptr (SoStandingContext) context = g_new0 (SoStandingContext, 1);
  g_autofree char *paused = so_setting_get (db, SO_SETTING_PAUSED);

  context->profile = so_profile_load (db, NULL);
  context->hours = so_standing_load_hours (db, context->profile);
  context->own_words = so_escalation_load_words (db);
  context->links = so_setting_get_words (db, SO_SETTING_LINKS);
  context->languages = so_setting_get_words (db, SO_SETTING_LANGUAGES);
  context->paused = !g_strcmp0 (paused, "1");
  context->manual = so_assistant_is_manual (db);
  for (guint i = 0; i < SO_N_STANDINGS; i++)
    if (!(context->standings[i] = so_standing_load (db, so_standing_kind_nick (i), error)))
      return NULL;
  context->prices = so_price_list (db, error);
  return context->prices && load_entries (db, context, error) ? g_steal_pointer (&context) : NULL;
}

void
so_standing_verdict_clear (SoStandingVerdict *verdict)
{
  g_free (verdict->text);
  g_free (verdict->missing);
  g_free (verdict->period);
  g_free (verdict->entry_id);
  g_free (verdict->entry_title);
  g_free (verdict->entry_answer);
}

/* Where facts are told, nothing that was asked may be left out: every unanswered text is of some such kind, or greets. */
static gboolean
all_fit (const SoStandingSituation *s, SoStandingKind kind)
{
  if (!so_standing_kind_tells_facts (kind) && kind != SO_STANDING_GREETING)
    return TRUE;
  for (guint i = 0; s->texts[i]; i++)
    if (!so_standing_kind_fits (kind, s->texts[i], FALSE) && !so_standing_kind_fits (SO_STANDING_GREETING, s->texts[i], FALSE))
      return FALSE;
  return TRUE;
}

/* A call has no words, and what answers words answers no call. */
static gboolean
is_of_kind (const SoStandingSituation *s, SoStandingKind kind, gboolean closed)
{
  if (kind == SO_STANDING_MISSED_CALL)
    return s->missed_call && !s->texted_back;
  return g_strcmp0 (s->channel, so_channel_kind_nick (SO_CHANNEL_CALL)) && so_standing_kind_fits (kind, s->texts[0], closed);
}

/* A notice once per closed period, a greeting once a day, facts once per question; the 24 hours of a call are counted (texted_back). */
static char *
period_of (const SoStandingContext *context, const SoStandingSituation *s, SoStandingKind kind, gint64 now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000), local = NULL;
  g_autofree char *at = NULL;

  if (kind == SO_STANDING_OUT_OF_HOURS)
    return so_hours_dup_period (context->hours, now);
  if (so_standing_kind_tells_facts (kind) || kind == SO_STANDING_MISSED_CALL)
    return g_strdup_printf ("message %" G_GINT64_FORMAT, s->at);
  local = context->hours ? g_date_time_to_timezone (utc, context->hours->tz) : g_date_time_ref (utc);
  return g_date_time_format (local, "%Y-%m-%d");
}

/* The one row of the price list that the newest text names, the longest name first ("Beginner Salsa" and not "Salsa" beside it);
 * NULL where it names none, or several. */
static const SoPrice *
pick_price (const SoStandingContext *context, const char *text)
{
  const SoPrice *picked = NULL;

  for (guint i = 0; i < context->prices->len; i++)
    {
      const SoPrice *price = g_ptr_array_index (context->prices, i);

      if (so_match_names (text, price->name) && (!picked || so_match_names (price->name, picked->name)))
        picked = price;
    }
  for (guint i = 0; picked && i < context->prices->len; i++)
    {
      const SoPrice *price = g_ptr_array_index (context->prices, i);

      if (price != picked && so_match_names (text, price->name) &&
          (!so_match_names (picked->name, price->name) || so_match_names (price->name, picked->name)))
        return NULL;
    }
  return picked;
}

/* The studio's own entry of that topic that answers the newest text, or NULL. */
static const SoKnowledge *
pick_entry (const SoStandingContext *context, const SoStandingSituation *s, SoStandingKind kind)
{
  const SoKnowledge *entry = so_drafter_pick (s->texts[0], context->entries);

  return entry && entry->quotable && so_standing_kind_is_about (kind, entry->category) ? entry : NULL;
}

/* What the answer copies: for a price its row of the price list, else the studio's own entry. */
static void
find_answer (const SoStandingContext *context, const SoStandingSituation *s, SoStandingKind kind, SoStandingVerdict *verdict)
{
  const SoPrice *price = kind == SO_STANDING_PRICE_FACTS ? pick_price (context, s->texts[0]) : NULL;
  const SoKnowledge *entry = price ? NULL : pick_entry (context, s, kind);

  if (!price && !entry)
    return;
  verdict->entry_kind = price ? "price" : "knowledge";
  verdict->entry_id = g_strdup (price ? price->id : entry->id);
  verdict->entry_title = g_strdup (price ? price->name : entry->question);
  verdict->entry_answer = price ? so_sources_price_sentence (price, s->texts[0]) : g_strdup (entry->answer);
  verdict->entry_version = price ? price->version : entry->version;
}

static void
write_text (const SoStandingContext *context, const SoStandingSituation *s, SoStandingKind kind, gint64 now, SoStandingVerdict *verdict)
{
  const SoStanding *standing = context->standings[kind];
  const char *text = standing->text ? standing->text : so_standing_kind_text (kind);
  SoStandingValues values = {
    .name = s->contact_name, .studio = context->profile ? context->profile->name : NULL, .phone = context->profile ? context->profile->phone : NULL,
    .hours = context->hours, .now = now,
  };

  if (so_standing_kind_tells_facts (kind) && strstr (text, "{answer"))
    find_answer (context, s, kind, verdict);
  values.answer = verdict->entry_answer;
  verdict->text = so_standing_fill (text, &values, &verdict->missing);
}

static gboolean
came_in_time (const SoStandingContext *context, const SoStandingSituation *s, SoStandingKind kind, gint64 now)
{
  g_autofree char *then = NULL, *period = NULL;

  if (kind != SO_STANDING_OUT_OF_HOURS)
    return now - s->at <= LATEST_MS;
  /* What came in another closed period, while this computer was off, is for the morning's list. */
  then = so_hours_dup_period (context->hours, s->at);
  period = so_hours_dup_period (context->hours, now);
  return then && !g_strcmp0 (then, period);
}

/* Who asked for a person is not answered by anything else, also when that person has written meanwhile. */
static gboolean
asked_for_person (const SoStandingSituation *s)
{
  for (guint i = 0; s->said[i]; i++)
    if (so_never_auto_asks_for_person (s->said[i]))
      return TRUE;
  return FALSE;
}

/* Two lists of words that know nothing of each other say the same: sure enough. Whether somebody asks for the hours or for the
 * timetable is one sub-category. */
static gboolean
is_agreed (SoStandingKind kind, const char *sub_category)
{
  return so_standing_kind_is_about (kind, sub_category) || (kind == SO_STANDING_OPENING_HOURS && !g_strcmp0 (sub_category, "schedule_query"));
}

static guint
judge (const SoStandingContext *context, const SoStandingSituation *s, SoStandingKind kind, gint64 now, const char *headers, const SoStandingVerdict *verdict)
{
  static const char *const windows[] = { "whatsapp", "instagram", "messenger", NULL };
  const char *own[] = {
    context->standings[kind]->text ? context->standings[kind]->text : so_standing_kind_text (kind), context->profile && context->profile->phone ? context->profile->phone : "",
    "", NULL,
  };
  /* A priority without a category is our own mark (so-escalation.h), which the texts below tell better. */
  g_autofree char *mail = !g_strcmp0 (s->channel, "mail") ? g_strdup (s->address) : NULL;
  SoNeverFacts facts = {
    .now = now, .inbound = (const char *const *) s->texts, .reply = verdict->text, .own_words = context->own_words,
    .acknowledges = so_standing_kind_acknowledges (kind), .intent = s->intent, .sub_category = s->sub_category, .sentiment = s->sentiment,
    .priority = s->intent ? s->priority : NULL, .classified = s->confidence >= 0 && s->intent && !so_standing_kind_acknowledges (kind) && !is_agreed (kind, s->sub_category), .confidence = s->confidence, .language = s->missed_call ? NULL : so_standing_language (s->texts[0]),
    .languages = (const char *const *) context->languages, .facts_missing = !verdict->text, .not_understood = s->not_understood, .score = s->score,
    .sensitive = s->sensitive, .only_me = s->only_me || asked_for_person (s), .opted_out = s->opted_out, .blocked = s->blocked,
    .never_wrote = !s->contact_id || s->group, .chat_window = g_strv_contains (windows, s->channel), .newest_inbound_at = s->at,
    .person_wrote_at = s->person_wrote_at, .person_has_it_open = s->person_at_it,
    .automatic_last = s->waiting || s->automatic_at >= s->at || s->automatic_today >= MOST_A_DAY, .machine = so_never_auto_is_machine (mail, headers),
    .own_data = own, .links = (const char *const *) context->links, .imported = s->imported, .demo = context->profile && context->profile->demo,
    .copied = context->copied, .clock_changed = s->at > now + CLOCK_SLACK_MS,
  };
  /* Copied unchanged: its own numbers are the studio's. */
  if (verdict->entry_answer)
    own[2] = verdict->entry_answer;
  return so_never_auto (&facts);
}

void
so_standing_consider (const SoStandingContext *context, const SoStandingSituation *s, SoStandingKind kind, gint64 now, const char *headers, SoStandingVerdict *verdict)
{
  gboolean closed = context->hours && !so_hours_is_open (context->hours, now);

  memset (verdict, 0, sizeof *verdict);
  if (!s->texts[0] || !is_of_kind (s, kind, closed) || !all_fit (s, kind) || !came_in_time (context, s, kind, now))
    return;
  verdict->fits = TRUE;
  verdict->period = period_of (context, s, kind, now);
  write_text (context, s, kind, now, verdict);
  verdict->never = judge (context, s, kind, now, headers, verdict);
}

gboolean
so_standing_withdraw (SoDb *db, const char *thread_id, GError **error)
{
  g_auto (GStrv) waiting = so_standing_waiting (db, thread_id, error);

  for (guint i = 0; waiting && waiting[i]; i++)
    if (!so_draft_step (db, waiting[i], SO_DRAFT_EVENT_UNDO, NULL, NULL, error) ||
        !so_draft_step (db, waiting[i], SO_DRAFT_EVENT_SUPERSEDE, "new_inbound", NULL, error))
      return FALSE;
  return waiting != NULL;
}

static gint64
undo_ms (SoDb *db)
{
  return (gint64) so_setting_get_number (db, SO_SETTING_STANDING_UNDO, 0, LONGEST_UNDO_SECONDS, DEFAULT_UNDO_SECONDS) * 1000;
}

static void
add_source (JsonBuilder *builder, const char *kind, const char *id, const char *title, gint64 version)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, kind);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, id);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, title);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, version);
  json_builder_end_object (builder);
}

static char *
describe (SoStandingKind kind, const SoStanding *standing, const SoStandingVerdict *verdict)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  add_source (builder, "standing", standing->id, so_standing_kind_label (kind), 0);
  if (verdict->entry_id)
    add_source (builder, verdict->entry_kind, verdict->entry_id, verdict->entry_title, verdict->entry_version);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return so_json_write (root, FALSE);
}

static gboolean
approve (SoDb *db, const char *draft_id, const SoStanding *standing, gint64 now, GError **error)
{
  g_autofree char *data = g_strdup_printf ("{\"kind\":\"%s\",\"version\":%" G_GINT64_FORMAT "}", standing->kind, standing->version);
  /* The owner approved these words for whoever writes, in whichever language; links are judged by her own list before. */
  SoApprovalNote note = { .approver = "standing", .method = "rule", .warnings = "other_language unknown_link", .standing_id = standing->id, .standing_version = standing->version };

  return so_origin_check (so_origin_of_approval (note.approver, note.method, note.standing_version), SO_EFFECT_APPROVE, error) &&
         so_standing_set_draft (db, draft_id, standing->id, error) &&
         so_draft_approve (db, draft_id, &note, now + undo_ms (db), error) &&
         so_event_log (db, "standing", "draft.approved", "draft", draft_id, data, error);
}

/* The draft, approved and waiting out its undo window; NULL without an error where the period has had its message. */
static char *
make_draft (SoDb *db, SoStandingKind kind, const SoStandingContext *context, const SoStandingSituation *s, const char *message_id,
            const SoStandingVerdict *verdict, gint64 now, GError **error)
{
  const SoStanding *standing = context->standings[kind];
  g_autofree char *sources = describe (kind, standing, verdict), *id = NULL;
  SoDraftNew values = { .thread_id = s->thread_id, .text = verdict->text, .origin = "rule", .sources = sources, .reply_to = message_id };
  gboolean taken;

  if (so_standing_was_used (db, standing->id, s->contact_id, verdict->period))
    return NULL;
  id = so_draft_add (db, &values, error);
  if (!id || !so_standing_use (db, standing->id, s->contact_id, verdict->period, id, &taken, error))
    return NULL;
  if (!taken)
    return so_draft_step (db, id, SO_DRAFT_EVENT_SUPERSEDE, "new_inbound", NULL, error), NULL;
  return approve (db, id, standing, now, error) ? g_steal_pointer (&id) : NULL;
}

/* The first kind that fits decides, also against an answer: a question that a person has to answer gets no other kind's. */
static gboolean
answer_by_kind (SoDb *db, const SoStandingContext *context, const SoStandingSituation *s, const char *message_id, const char *headers, char **draft_id,
                gboolean *answered, GError **error)
{
  gint64 now = so_now ();

  for (SoStandingKind kind = 0; kind < SO_N_STANDINGS; kind++)
    {
      g_auto (SoStandingVerdict) verdict = { 0 };
      g_autoptr (GError) failed = NULL;

      if (!context->standings[kind]->enabled)
        continue;
      so_standing_consider (context, s, kind, now, headers, &verdict);
      /* What the studio has no answer to may still be told that it was received. */
      if (!verdict.fits || (so_standing_kind_tells_facts (kind) && !verdict.text))
        continue;
      if (verdict.never || !verdict.text)
        return TRUE;
      *draft_id = make_draft (db, kind, context, s, message_id, &verdict, now, &failed);
      *answered = *draft_id && !so_standing_kind_acknowledges (kind);
      if (!failed)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  return TRUE;
}

gboolean
so_standing_answer (SoDb *db, const char *message_id, const char *headers, gboolean copied, char **draft_id, gboolean *answered, GError **error)
{
  g_autoptr (SoStandingSituation) before = NULL, s = NULL;
  g_autoptr (SoStandingContext) context = NULL;
  g_autofree char *draft = NULL;
  gboolean done = FALSE;

  if (answered)
    *answered = FALSE;
  if (draft_id)
    *draft_id = NULL;
  if (!so_standing_any (db))
    return TRUE;
  before = so_standing_situation (db, message_id, FALSE, error);
  if (!before || !so_standing_withdraw (db, before->thread_id, error))
    return FALSE;
  s = so_standing_situation (db, message_id, TRUE, error);
  context = s ? so_standing_context_load (db, error) : NULL;
  if (!context)
    return FALSE;
  context->copied = copied;
  if (context->paused || context->manual || !answer_by_kind (db, context, s, message_id, headers, &draft, &done, error))
    return context->paused || context->manual;
  if (draft_id)
    *draft_id = g_steal_pointer (&draft);
  if (answered)
    *answered = done;
  return TRUE;
}
