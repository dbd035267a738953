/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-demo.h"

#include "so-care.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-demo-private.h"
#include "so-drafts.h"
#include "so-due.h"
#include "so-error.h"
#include "so-escalation.h"
#include "so-id.h"
#include "so-intent.h"
#include "so-kind.h"
#include "so-knowledge-base.h"
#include "so-lost-reason.h"
#include "so-match.h"
#include "so-never-auto.h"
#include "so-prices.h"
#include "so-questions.h"
#include "so-reply-templates.h"
#include "so-schedules.h"
#include "so-settings.h"
#include "so-intents.h"
#include "so-threads.h"
#include "so-weekly.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DUE_MINUTES "720"      /* this studio answers within half a day: some of its messages are late, some are not */
#define DAY ((gint64) 24 * 3600 * 1000)

/* A plan on its way into the store. */
typedef struct {
  SoStudio *studio;
  SoDemoPlan *plan;
  SoDb *db;
  const char *country;
  char *accounts[SO_N_CHANNELS];   /* ids */
  GHashTable *knowledge;           /* key → id */
  GHashTable *questions;           /* key → question; borrowed */
  char **threads;                  /* id of each conversation */
  char **asked;                    /* id of the newest message of the customer in each */
  SoDemoCounts counts;
} Fill;

/* What a demo knows before anybody wrote ----------------------------------------------------------- */

/* The practice customer has said the first line of so-loopback.c, for here others write: what was just opened has nothing that is new. */
static gboolean
quieten_practice (SoDb *db, GError **error)
{
  g_autoptr (GPtrArray) accounts = so_account_list (db, error);
  g_autofree char *cursor = g_strdup_printf ("1/0/%" G_GINT64_FORMAT, so_now ());
  gboolean ok = accounts != NULL;

  for (guint i = 0; ok && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];

      ok = account->channel != SO_CHANNEL_LOOPBACK || so_account_pulled (db, account->id, cursor, so_now (), error);
    }
  return ok;
}

static gboolean
add_accounts (Fill *fill, GError **error)
{
  JsonArray *accounts = so_json_array (fill->plan->profile, "accounts");

  if (!quieten_practice (fill->db, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (accounts); i++)
    {
      JsonObject *object = json_array_get_object_element (accounts, i);
      SoAccount account = { .name = (char *) so_json_string (object, "name"), .address = (char *) so_json_string (object, "address"),
                            .transport = (char *) "loopback" };

      so_channel_kind_parse (so_json_string (object, "channel"), &account.channel);
      fill->accounts[account.channel] = so_account_add (fill->db, &account, error);
      if (!fill->accounts[account.channel])
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_knowledge (Fill *fill, GError **error)
{
  JsonArray *entries = so_json_array (fill->plan->profile, "knowledge");

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *object = json_array_get_object_element (entries, i);
      SoKnowledge entry = { .category = (char *) so_json_string (object, "category"), .question = (char *) so_json_string (object, "question"),
                            .answer = (char *) so_json_string (object, "answer"), .language = (char *) "en", .quotable = TRUE };
      char *id = so_knowledge_save (fill->db, &entry, error);

      if (!id)
        return FALSE;
      g_hash_table_insert (fill->knowledge, g_strdup (so_json_string (object, "key")), id);
      g_hash_table_insert (fill->questions, g_strdup (so_json_string (object, "key")), entry.question);
      fill->counts.knowledge++;
    }
  return TRUE;
}

static gboolean
add_prices (Fill *fill, GError **error)
{
  JsonArray *prices = so_json_array (fill->plan->profile, "services");
  JsonObject *studio = so_json_object (fill->plan->profile, "studio");

  for (guint i = 0; prices && i < json_array_get_length (prices); i++)
    {
      JsonObject *object = json_array_get_object_element (prices, i);
      SoPrice price = { .name = (char *) so_json_string (so_json_object (object, "name"), "en"), .amount = so_json_int (object, "amount"),
                        .currency = (char *) so_json_string (studio, "currency"), .unit = (char *) so_json_string (so_json_object (object, "unit"), "en") };
      g_autofree char *id = so_price_save (fill->db, &price, error);

      if (!id)
        return FALSE;
    }
  return TRUE;
}

/* The demo's customers write English, whatever the owner reads. */
static char *
english (JsonObject *object, const char *name)
{
  return (char *) so_json_string (so_json_object (object, name), "en");
}

static gboolean
add_templates (Fill *fill, GError **error)
{
  JsonArray *templates = so_json_array (fill->plan->profile, "templates");

  for (guint i = 0; templates && i < json_array_get_length (templates); i++)
    {
      JsonObject *object = json_array_get_object_element (templates, i);
      SoReplyTemplate reply = { .name = english (object, "name"), .category = (char *) so_json_string (object, "category"),
                                .text = english (object, "text"), .language = (char *) "en" };
      g_autofree char *id = so_reply_template_save (fill->db, &reply, error);

      if (!id)
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_card (Fill *fill, SoDemoPerson *person, GError **error)
{
  static const SoChannelKind ways[] = { SO_CHANNEL_WHATSAPP, SO_CHANNEL_MAIL, SO_CHANNEL_INSTAGRAM };
  SoDemoPlan *plan = fill->plan;
  g_autoptr (SoCard) card = so_card_new (person->full);
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  gboolean added;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    g_ptr_array_add (card->identities, so_demo_identity (person, ways[i]));
  if (person->member)
    g_strv_builder_add (tags, "Member");
  if (so_demo_pick (plan, 3) == 0)
    g_strv_builder_add (tags, so_demo_pick_string (plan, so_json_array (plan->profile, "tags")));
  card->tags = g_strv_builder_end (tags);
  if (so_demo_pick (plan, 6) == 0)
    card->notes = g_strdup (so_demo_pick_string (plan, so_json_array (plan->profile, "notes")));
  if (person->member && so_demo_pick (plan, 2))
    card->birthday = g_strdup_printf ("%u-%02u-%02u", 1962 + so_demo_pick (plan, 45), 1 + so_demo_pick (plan, 12), 1 + so_demo_pick (plan, 28));
  return so_contact_add_card (fill->db, card, fill->country, NULL, &added, error);
}

static gboolean
add_people (Fill *fill, GError **error)
{
  for (guint i = 0; i < fill->plan->people->len; i++)
    {
      SoDemoPerson *person = fill->plan->people->pdata[i];
      if (!person->stranger && !add_card (fill, person, error))
        return FALSE;
    }
  return TRUE;
}

/* Messages --------------------------------------------------------------------------------------- */

/* Files lie beside the database: they are kept before the transaction begins. */
static gboolean
keep_files (Fill *fill, GError **error)
{
  for (guint i = 0; i < fill->plan->messages->len; i++)
    {
      SoDemoMessage *message = fill->plan->messages->pdata[i];
      g_autoptr (GInputStream) stream = NULL;
      g_autofree char *sha256 = NULL;
      gint64 size = 0;

      if (!message->file)
        continue;
      stream = g_memory_input_stream_new_from_bytes (message->file->bytes);
      if (!so_store_keep_file (so_studio_get_store (fill->studio), stream, G_MAXINT32, &sha256, &size, NULL, error))
        return FALSE;
      g_ptr_array_add (message->incoming->parts, so_part_new_file (message->file->mime, message->file->name, sha256, size));
    }
  return TRUE;
}

static gboolean
classify (Fill *fill, const SoDemoMessage *message, const char *id, GError **error)
{
  const SoSubCategory *about = message->sub_category ? so_sub_category_find (message->sub_category) : NULL;
  SoMessageIntent intent = {
    .intent = about ? about->category : NULL, .sub_category = message->sub_category,
    .priority = message->level ? message->level : "NORMAL", .sentiment = message->mood ? message->mood : "neutral",
    .language = message->language ? message->language : "en", .confidence = (70 + so_demo_pick (fill->plan, 29)) / 100.0,
  };

  return !about || so_message_set_intent (fill->db, id, &intent, error);
}

static gboolean
add_message (Fill *fill, const SoDemoMessage *message, GError **error)
{
  SoIngest how = { .account_id = fill->accounts[message->incoming->channel], .country = fill->country };
  g_auto (SoIngested) result = { 0 };

  if (!so_ingest (fill->db, message->incoming, &how, &result, error) || !classify (fill, message, result.message_id, error))
    return FALSE;
  /* What ended with the customer's last word long ago was seen; only the newest wait. */
  if (message->incoming->sent_at < fill->plan->now - 3 * DAY && !so_thread_expects_nothing (fill->db, result.thread_id, 0, error))
    return FALSE;
  g_set_str (&fill->threads[message->talk], result.thread_id);
  if (!message->incoming->outbound)
    g_set_str (&fill->asked[message->talk], result.message_id);
  return TRUE;
}

/* What became of them ---------------------------------------------------------------------------- */

static char *
dup_sources (Fill *fill, const char *key)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  JsonObject *source = json_object_new ();

  json_object_set_string_member (source, "kind", "knowledge");
  json_object_set_string_member (source, "id", g_hash_table_lookup (fill->knowledge, key));
  json_object_set_string_member (source, "title", g_hash_table_lookup (fill->questions, key));
  json_object_set_int_member (source, "version", 1);
  json_array_add_object_element (array, source);
  json_node_take_array (node, array);
  return so_json_write (node, FALSE);
}

static gboolean
add_draft (Fill *fill, guint i, GError **error)
{
  const SoDemoTalk *talk = fill->plan->talks->pdata[i];
  const char *draft = so_json_string (talk->open, "draft"), *edit = so_json_string (talk->open, "edit");
  g_autofree char *text = draft ? so_demo_expand (draft, talk->words) : NULL;
  g_autofree char *edited = edit ? so_demo_expand (edit, talk->words) : NULL;
  g_autofree char *sources = draft ? dup_sources (fill, so_json_string (talk->open, "knows")) : NULL;
  SoDraftNew values = { fill->threads[i], text, "knowledge", sources, fill->asked[i] };
  g_autofree char *id = NULL;

  if (!draft)
    return TRUE;
  id = so_draft_add (fill->db, &values, error);
  fill->counts.drafts += id != NULL;
  return id && (!edited || so_draft_set_text (fill->db, id, edited, error));
}

static gboolean
set_person (Fill *fill, guint i, const char *contact_id, GError **error)
{
  static const char *const stages[] = { "NEW", "NEW", "CONTACTED", "CONTACTED", "QUALIFIED", "TRIAL_SCHEDULED", "LOST" };
  const SoDemoTalk *talk = fill->plan->talks->pdata[i];
  const char *stage = talk->open ? so_json_string (talk->open, "stage") : NULL;
  const char *tag = talk->open ? so_json_string (talk->open, "tag") : NULL;
  gint64 score = talk->open ? so_json_int (talk->open, "score") : 0;
  guint dice = so_demo_pick (fill->plan, G_N_ELEMENTS (stages));

  if (!stage)
    stage = talk->person->member ? "CONVERTED" : stages[dice];
  if (!score)
    score = talk->person->member ? 40 + so_demo_pick (fill->plan, 30) : 15 + so_demo_pick (fill->plan, 60);
  return so_demo_set_stage (fill->db, fill->plan, talk, contact_id, stage, strcmp (stage, "LOST") ? NULL : so_lost_reason_nick ((dice + i) % SO_N_LOST_REASONS), error) &&
         so_contact_set_score (fill->db, contact_id, (int) score, error)
         && (!tag || so_tag_set (fill->db, "thread", fill->threads[i], tag, TRUE, error));
}

/* Answered ones are read, and most are put away; a few are starred or snoozed. */
static gboolean
set_state (Fill *fill, guint i, GError **error)
{
  SoDemoPlan *plan = fill->plan;
  const SoDemoTalk *talk = plan->talks->pdata[i];
  const char *id = fill->threads[i];
  guint dice = so_demo_pick (plan, 100);
  gint64 old = plan->now - talk->last_at;

  if (dice % 20 == 0 && !talk->spam && !so_thread_set_starred (fill->db, id, TRUE, error))
    return FALSE;
  if (talk->open)
    return TRUE;
  if (!so_thread_set_unread (fill->db, id, FALSE, error) || !so_thread_expects_nothing (fill->db, id, 0, error))
    return FALSE;
  if (talk->spam)
    return so_thread_set_state (fill->db, id, SO_THREAD_SPAM, 0, error);
  if (old > 3 * DAY && dice >= 96)
    return so_thread_set_state (fill->db, id, SO_THREAD_SNOOZED, plan->now + (1 + dice % 4) * DAY, error);
  return old < 2 * DAY || dice < 25 || so_thread_set_state (fill->db, id, SO_THREAD_DONE, 0, error);
}

static gboolean
finish_talk (Fill *fill, guint i, GError **error)
{
  const SoDemoTalk *talk = fill->plan->talks->pdata[i];
  g_autoptr (SoThread) thread = NULL;

  if (!fill->threads[i])
    return TRUE;
  if (!set_state (fill, i, error))
    return FALSE;
  if (talk->spam)
    return TRUE;
  thread = so_thread_find (fill->db, fill->threads[i], error);
  return thread && set_person (fill, i, thread->contact_id, error) && (!talk->open || add_draft (fill, i, error));
}

/* Open questions that nobody has an answer for yet. */
static gboolean
add_questions (Fill *fill, GError **error)
{
  for (guint i = 0; i < fill->plan->talks->len; i++)
    {
      const SoDemoTalk *talk = fill->plan->talks->pdata[i];
      g_autoptr (SoMessage) asked = talk->open && !talk->spam && fill->asked[i] && !so_json_string (talk->open, "draft")
                                      ? so_message_find (fill->db, fill->asked[i], NULL) : NULL;

      if (asked && so_match_asks (asked->text) && !so_never_auto_needs_person (asked->text) && !so_question_add (fill->db, asked->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_hours (Fill *fill, GError **error)
{
  JsonObject *hours = so_json_object (fill->plan->profile, "hours");
  g_autofree char *json = NULL;

  /* A dance studio's classes say when it is open. */
  if (!json_object_has_member (fill->plan->profile, "peak"))
    return TRUE;
  json = so_json_write_object (json_object_ref (hours));
  return so_setting_set (fill->db, SO_SCHEDULE_HOURS, json, error);
}

/* All of it -------------------------------------------------------------------------------------- */

static gboolean
store_plan (Fill *fill, GError **error)
{
  if (!add_accounts (fill, error) || !add_knowledge (fill, error) || !add_people (fill, error))
    return FALSE;
  for (guint i = 0; i < fill->plan->messages->len; i++)
    if (!add_message (fill, fill->plan->messages->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < fill->plan->talks->len; i++)
    if (!finish_talk (fill, i, error))
      return FALSE;
  return so_setting_set (fill->db, SO_SETTING_DUE_MINUTES, DUE_MINUTES, error) && add_hours (fill, error) && add_prices (fill, error) && add_templates (fill, error) &&
         add_questions (fill, error) && so_demo_add_calls (fill->db, fill->plan, fill->country, error) &&
         so_demo_add_phone (fill->db, fill->plan, fill->country, error) && so_demo_add_decisions (fill->db, error) && so_demo_add_schedule (fill->db, fill->plan, error) &&
         so_demo_add_history (fill->db, fill->plan, error) && so_demo_add_fields (fill->db, fill->plan, error) &&
         so_demo_add_tasks (fill->db, fill->plan, error) && so_escalation_settle (fill->db, fill->plan->now, error);   /* at last: nothing is told as new */
}

static void
fill_clear (Fill *fill)
{
  guint n = fill->plan->talks->len;

  g_clear_pointer (&fill->db, so_db_release);
  for (guint i = 0; i < SO_N_CHANNELS; i++)
    g_free (fill->accounts[i]);
  for (guint i = 0; i < n; i++)
    {
      g_free (fill->threads[i]);
      g_free (fill->asked[i]);
    }
  g_free (fill->threads);
  g_free (fill->asked);
  g_hash_table_unref (fill->knowledge);
  g_hash_table_unref (fill->questions);
}

/* It would be a demonstration from then on, and never send again. */
static gboolean
require_empty (SoDb *db, GError **error)
{
  gboolean begun = TRUE;

  return so_care_is_begun (db, &begun, error) && (!begun || so_fail (error, SO_ERROR_CHANGE, _("This studio is not empty: make the demonstration in another folder.")));
}

static gboolean
is_empty (SoStudio *studio, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  return db && require_empty (db, error);
}

/* Asked once more whether it is empty: another program may be filling it, too. */
static gboolean
store_all (SoStudio *studio, SoDemoPlan *plan, SoDemoCounts *counts, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  Fill fill = { .studio = studio, .plan = plan, .country = so_json_string (so_json_object (plan->profile, "studio"), "country") };
  SoCareCounts all;
  gboolean ok;

  fill.knowledge = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fill.questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fill.threads = g_new0 (char *, plan->talks->len);
  fill.asked = g_new0 (char *, plan->talks->len);
  ok = keep_files (&fill, error) && so_demo_keep_sounds (store, plan, error) && (fill.db = so_store_begin (store, NULL, error)) && require_empty (fill.db, error) && store_plan (&fill, error)
       && so_care_count (fill.db, &all, error) && so_store_commit (store, &fill.db, error);
  if (ok && counts)
    {
      *counts = fill.counts;
      counts->contacts = (guint) all.contacts;
      counts->threads = (guint) all.threads;
      counts->messages = (guint) all.messages;
    }
  fill_clear (&fill);
  return ok;
}

static JsonNode *
load_data (const char *name, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/org/studioos/library/demos/%s.json", name);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  gsize length = 0;
  const char *data = bytes ? g_bytes_get_data (bytes, &length) : NULL;

  if (data)
    return so_json_parse (data, (gssize) length, 0, error);
  so_fail (error, SO_ERROR_GIVE_UP, _("The demonstration for “%s” is not ready: use dance."), name);
  return NULL;
}

/* What the demo does not say itself is as @from says. */
static void
lend (JsonObject *demo, JsonObject *from)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, from);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!json_object_has_member (demo, name))
      json_object_set_member (demo, name, json_node_copy (node));
}

JsonNode *
so_demo_load (const char *name, GError **error)
{
  g_autoptr (SoKind) kind = so_kind_load (name, error);
  g_autoptr (JsonNode) node = kind ? load_data (name, error) : NULL;
  g_autoptr (JsonNode) people = node ? load_data ("people", error) : NULL;

  if (!people)
    return NULL;
  lend (so_json_root (node), so_kind_data (kind));
  lend (so_json_root (node), so_json_root (people));
  return g_steal_pointer (&node);
}

static gboolean
set_up (SoStudio *studio, JsonObject *profile, GError **error)
{
  JsonObject *studio_words = so_json_object (profile, "studio");
  SoProfile made = {
    .name = (char *) so_json_string (studio_words, "name"), .kind = (char *) so_json_string (profile, "kind"),
    .zone = (char *) so_json_string (studio_words, "zone"), .currency = (char *) so_json_string (studio_words, "currency"),
    .country = (char *) so_json_string (studio_words, "country"), .owner = (char *) so_json_string (studio_words, "owner"),
    .email = (char *) so_json_string (studio_words, "email"), .phone = (char *) so_json_string (studio_words, "phone"), .demo = TRUE,
  };

  return so_studio_set_up (studio, &made, error);
}

/* First of all it becomes a demo: if the rest fails, what there is can still not send. */
static gboolean
fill_studio (SoStudio *studio, JsonObject *profile, guint weeks, guint seed, SoDemoCounts *counts, GError **error)
{
  g_autoptr (SoDemoPlan) plan = NULL;

  if (!set_up (studio, profile, error))
    return FALSE;
  plan = so_demo_plan_new (profile, weeks, seed, so_now (), so_studio_get_zone (studio));
  so_demo_add_people (plan);
  so_demo_add_talks (plan);
  return store_all (studio, plan, counts, error) && so_weekly_pass (studio, error);
}

gboolean
so_demo_fill (SoStudio *studio, const char *kind, guint weeks, guint seed, SoDemoCounts *counts, GError **error)
{
  const char *fixed = g_getenv ("SO_DEMO_NOW");
  gint64 now = fixed ? g_ascii_strtoll (fixed, NULL, 10) : 0;
  g_autoptr (JsonNode) profile = NULL;
  gboolean ok;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && kind && weeks, FALSE);

  profile = so_demo_load (kind, error);
  if (!profile || !is_empty (studio, error))
    return FALSE;
  if (now)
    so_clock_set (now);
  so_id_seed ((guint64) seed << 32 | 1);
  ok = fill_studio (studio, json_node_get_object (profile), weeks, seed, counts, error);
  so_id_seed (0);
  if (now)
    so_clock_set (0);
  return ok;
}

typedef struct {
  char *kind;
  guint weeks, seed;
} Job;

static void
job_free (Job *job)
{
  g_free (job->kind);
  g_free (job);
}

static void
run_fill (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  SoDemoCounts counts;
  GError *error = NULL;

  if (so_demo_fill (source, job->kind, job->weeks, job->seed, &counts, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
so_demo_fill_async (SoStudio *studio, const char *kind, guint weeks, guint seed, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, so_demo_fill_async);
  job->kind = g_strdup (kind);
  job->weeks = weeks;
  job->seed = seed;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  so_studio_run (studio, task, run_fill);
}

gboolean
so_demo_fill_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
