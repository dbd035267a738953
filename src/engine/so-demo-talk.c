/* SPDX-License-Identifier: MIT */
#include "so-demo-private.h"

#include <string.h>

#include "so-day.h"
#include "so-id.h"

#define MINUTE ((gint64) 60 * 1000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define NIGHT (18 * HOUR)
#define NIGHTS_OF_100 88
#define DAYS_OFF_OF_100 50

/* A script in the making: who says what when, counted from its first line. */
typedef struct {
  SoDemoPlan *plan;
  guint talk;
  JsonObject *script;
  GHashTable *words;
  GPtrArray *made;       /* SoDemoMessage; sent_at is still an offset */
} Scene;

/* Words ------------------------------------------------------------------------------------------ */

char *
so_demo_expand (const char *text, GHashTable *words)
{
  GString *out = g_string_new (NULL);

  while (*text)
    {
      const char *end = *text == '{' ? strchr (text, '}') : NULL;
      g_autofree char *name = end ? g_strndup (text + 1, (gsize) (end - text - 1)) : NULL;
      const char *value = name ? g_hash_table_lookup (words, name) : NULL;

      if (value)
        {
          g_string_append (out, value);
          text = end + 1;
        }
      else
        g_string_append_c (out, *text++);
    }
  return g_string_free_and_steal (out);
}

static GHashTable *
choose_words (SoDemoPlan *plan, const SoDemoPerson *person)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonArray *classes = so_json_array (plan->profile, "classes"), *children = so_json_array (plan->profile, "children");
  JsonObject *chosen = json_array_get_object_element (classes, so_demo_pick (plan, json_array_get_length (classes)));
  SoDemoPerson *friend = plan->people->pdata[so_demo_pick (plan, so_demo_count_people (plan->weeks))];
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, chosen);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    g_hash_table_insert (words, g_strdup (name), g_strdup (json_node_get_string (value)));
  g_hash_table_insert (words, g_strdup ("first"), g_strdup (person->first));
  g_hash_table_insert (words, g_strdup ("full"), g_strdup (person->full));
  g_hash_table_insert (words, g_strdup ("friend"), g_strdup (friend->first));
  g_hash_table_insert (words, g_strdup ("child"),
                       g_strdup (json_array_get_string_element (children, g_str_hash (person->full) % json_array_get_length (children))));
  return words;
}

/* Messages --------------------------------------------------------------------------------------- */

/* A mail has a greeting and an end where a chat has none. */
static char *
dress_mail (Scene *scene, char *text, gboolean outbound, gboolean bare)
{
  const SoDemoTalk *talk = scene->plan->talks->pdata[scene->talk];
  const char *sign = so_json_string (so_json_object (scene->plan->profile, "studio"), "sign");
  const char *studio = so_json_string (so_json_object (scene->plan->profile, "studio"), "name");
  g_autofree char *plain = text;

  if (talk->channel != SO_CHANNEL_MAIL || bare)
    return g_steal_pointer (&plain);
  if (outbound && g_str_has_prefix (plain, "Dear "))
    return g_strdup_printf ("%s\n\nBest wishes\n%s", plain, sign);
  if (outbound)
    return g_strdup_printf ("Hi %s,\n\n%s\n\nBest wishes\n%s\n%s", talk->person->first, plain, sign, studio);
  return g_strdup_printf ("Hello,\n\n%s\n\nKind regards\n%s", plain, talk->person->full);
}

static char *
next_id (SoDemoPlan *plan, SoChannelKind channel)
{
  g_autofree char *name = g_strdup_printf ("%u/%u/%u", plan->seed, plan->weeks, plan->ids++);
  g_autofree char *id = so_id_derive ("demo", name);

  const char *host = strchr (so_json_string (so_json_object (plan->profile, "studio"), "email"), '@');

  return channel == SO_CHANNEL_MAIL ? g_strconcat (id, host, NULL) : g_strconcat ("demo.", id, NULL);
}

static SoIdentity *
studio_identity (SoDemoPlan *plan, SoChannelKind channel)
{
  JsonObject *studio = so_json_object (plan->profile, "studio");
  const char *name = so_json_string (studio, "sign");

  if (channel == SO_CHANNEL_MAIL)
    return so_identity_new (SO_IDENTITY_EMAIL, so_json_string (studio, "email"), name);
  if (channel == SO_CHANNEL_INSTAGRAM)
    return so_identity_new (SO_IDENTITY_INSTAGRAM, so_json_string (studio, "instagram"), name);
  return so_identity_new (SO_IDENTITY_PHONE, so_json_string (studio, "phone"), name);
}

static SoDemoFile *
file_of_line (SoDemoPlan *plan, JsonObject *line)
{
  if (so_json_int (line, "voice"))
    return so_demo_file_voice ((guint) so_json_int (line, "voice"), so_demo_pick (plan, 1000));
  if (json_object_has_member (line, "image"))
    return so_demo_file_image (so_demo_pick (plan, 1000));
  return so_json_string (line, "file") ? so_demo_file_document (so_json_string (line, "file")) : NULL;
}

static void
add_line (Scene *scene, JsonObject *line, gint64 at)
{
  SoDemoPlan *plan = scene->plan;
  SoDemoTalk *talk = plan->talks->pdata[scene->talk];
  const char *them = so_json_string (line, "them");
  gboolean outbound = them == NULL;
  g_autofree char *text = so_demo_expand (outbound ? so_json_string (line, "us") : them, scene->words);
  SoDemoMessage *message = g_new0 (SoDemoMessage, 1);
  SoIncoming *incoming = so_incoming_new (talk->channel);
  SoIdentity *person = so_demo_identity (talk->person, talk->channel);

  incoming->sent_at = at;
  incoming->outbound = outbound;
  incoming->sender = outbound ? studio_identity (plan, talk->channel) : person;
  if (outbound)
    g_ptr_array_add (incoming->others, person);
  if (*text)
    g_ptr_array_add (incoming->parts, so_part_new_text (text));
  message->incoming = incoming;
  message->file = file_of_line (plan, line);
  message->talk = scene->talk;
  message->sub_category = so_json_string (line, "is");
  message->mood = so_json_string (line, "mood");
  message->level = so_json_string (line, "level");
  message->language = so_json_string (line, "lang");
  if (*text)
    {
      SoPart *part = incoming->parts->pdata[0];
      part->text = dress_mail (scene, part->text, outbound, talk->spam || message->language);
    }
  g_ptr_array_add (scene->made, message);
}

/* Not all of them at eight. */
static int
late_riser (SoDemoPlan *plan)
{
  return json_object_has_member (plan->profile, "peak") ? (int) so_demo_pick (plan, 8) : 0;
}

/* Nobody writes to a studio at night: what falls into it comes in the morning. */
static gint64
leave_night_late (SoDemoPlan *plan, gint64 at, int late)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, plan->zone);
  int hour = g_date_time_get_hour (local);

  if (hour >= 22)
    return at + (32 - hour + late) * HOUR;
  return hour < 8 ? at + (8 - hour + late) * HOUR : at;
}

static gint64
leave_night (SoDemoPlan *plan, gint64 at)
{
  return leave_night_late (plan, at, late_riser (plan));
}

/* Where the profile says when most people write, most write then. */
static gint64
move_to_peak (SoDemoPlan *plan, gint64 at)
{
  JsonArray *peak = so_json_array (plan->profile, "peak");
  gint64 from = peak ? json_array_get_int_element (peak, 0) : 0, to = peak ? json_array_get_int_element (peak, 1) : 0;

  if (!peak || so_demo_pick (plan, 100) < 45)
    return at;
  return so_day_at (so_day_of (at, plan->zone, NULL), (int) (from * 60 + so_demo_pick (plan, (guint) (to - from) * 60)), plan->zone);
}

/* Who asks in the evening has an answer the next morning, most of them; over two days off fewer are left waiting. */
static gint64
answer_when_open (SoDemoPlan *plan, gint64 at)
{
  gint64 opens = plan->hours ? so_hours_next_open (plan->hours, at) : at;

  if (opens <= at || so_demo_pick (plan, 100) >= (opens - at < NIGHT ? NIGHTS_OF_100 : DAYS_OFF_OF_100))
    return at;
  return opens + (2 + (gint64) so_demo_pick (plan, 40) * (1 + (gint64) so_demo_pick (plan, 4))) * MINUTE;
}

/* Lines of @script from @start on. Returns when the last one is sent. */
static gint64
play (SoDemoPlan *plan, guint talk, JsonObject *script, gint64 start, GPtrArray *made, GHashTable **words)
{
  const SoDemoTalk *t = plan->talks->pdata[talk];
  g_autoptr (GHashTable) chosen = choose_words (plan, t->person);
  Scene scene = { plan, talk, script, chosen, made };
  JsonArray *lines = so_json_array (script, "lines");
  gint64 at = start;

  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *line = json_array_get_object_element (lines, i);
      if (i)
        at += MAX (so_json_int (line, "wait"), 1) * MINUTE * (60 + (gint64) so_demo_pick (plan, 80)) / 100;
      at = leave_night (plan, at + so_demo_pick (plan, 60) * 1000);
      if (!json_object_has_member (line, "them"))
        at = answer_when_open (plan, at);
      add_line (&scene, line, at);
    }
  if (words)
    *words = g_steal_pointer (&chosen);
  return at;
}

/* Scripts ---------------------------------------------------------------------------------------- */

static gboolean
is_on (JsonObject *script, const char *role, SoChannelKind channel)
{
  JsonArray *on = so_json_array (script, "on");

  if (g_strcmp0 (so_json_string (script, "role"), role))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (on); i++)
    if (!g_strcmp0 (json_array_get_string_element (on, i), so_channel_kind_nick (channel)))
      return TRUE;
  return FALSE;
}

static JsonObject *
pick_script (SoDemoPlan *plan, const char *role, SoChannelKind channel)
{
  JsonArray *scripts = so_json_array (plan->profile, "scripts");
  g_autoptr (GPtrArray) fit = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (scripts); i++)
    {
      JsonObject *script = json_array_get_object_element (scripts, i);
      if (is_on (script, role, channel))
        g_ptr_array_add (fit, script);
    }
  return fit->pdata[so_demo_pick (plan, fit->len)];
}

static SoChannelKind
pick_channel (SoDemoPlan *plan)
{
  guint n = so_demo_pick (plan, 100);

  return n < 52 ? SO_CHANNEL_WHATSAPP : n < 70 ? SO_CHANNEL_INSTAGRAM : n < 88 ? SO_CHANNEL_MAIL : SO_CHANNEL_SMS;
}

/* One conversation ------------------------------------------------------------------------------- */

static guint
add_talk (SoDemoPlan *plan, SoDemoPerson *person, SoChannelKind channel)
{
  SoDemoTalk *talk = g_new0 (SoDemoTalk, 1);

  talk->person = person;
  talk->channel = channel;
  if (channel == SO_CHANNEL_INSTAGRAM)
    talk->key = g_strdup (person->handle);
  else if (channel != SO_CHANNEL_MAIL)
    talk->key = g_strdup (person->phone);
  g_ptr_array_add (plan->talks, talk);
  return plan->talks->len - 1;
}

static void
set_subject (SoDemoPlan *plan, guint index, JsonObject *script, GHashTable *words)
{
  SoDemoTalk *talk = plan->talks->pdata[index];
  const char *subject = so_json_string (script, "subject");

  if (talk->channel == SO_CHANNEL_MAIL && !talk->subject && subject)
    talk->subject = so_demo_expand (subject, words);
}

/* When somebody wrote first: more do every week. Where many write by several ways ("grows"), the first of which counts, each begins later. */
static gint64
pick_beginning (SoDemoPlan *plan, const SoDemoTalk *talk, gint64 from, gint64 until)
{
  double one = g_rand_double (plan->rand), other = g_rand_double (plan->rand);
  gboolean late = json_object_has_member (plan->profile, "grows") || (!talk->person->member && other >= 0.7);

  return from + (gint64) ((double) (until - from) * 0.92 * (late ? MAX (one, other) : one));
}

/* What was said before: in a chat everything goes on in one conversation, a mail has its subject. */
static void
add_history (SoDemoPlan *plan, guint index, gint64 until, GPtrArray *made)
{
  SoDemoTalk *talk = plan->talks->pdata[index];
  gint64 from = plan->now - plan->weeks * 7 * DAY;
  guint episodes = talk->channel == SO_CHANNEL_MAIL ? 1 : talk->person->member ? 2 + so_demo_pick (plan, 4) : 1 + so_demo_pick (plan, 2);
  gboolean begins = (json_object_has_member (plan->profile, "peak") || json_object_has_member (plan->profile, "grows")) && !so_demo_is_old (talk->person);
  gint64 step, at;

  if (begins)
    from = pick_beginning (plan, talk, from, until);
  step = (until - from) / episodes;
  at = from;
  for (guint i = 0; i < episodes; i++)
    {
      gboolean first = i == 0 && (talk->channel != SO_CHANNEL_MAIL || !talk->person->member);
      JsonObject *script = pick_script (plan, first ? "lead" : "member", talk->channel);
      g_autoptr (GHashTable) words = NULL;
      guint before = made->len;
      gint64 drawn = from + step * i + (gint64) (g_rand_double (plan->rand) * (double) (begins && i == 0 ? MIN (step, DAY) : step));
      gint64 start = leave_night (plan, MAX (at + HOUR, move_to_peak (plan, drawn)));

      at = play (plan, index, script, start, made, &words);
      set_subject (plan, index, script, words);
      /* What would not be over yet has not begun. */
      if (at > until && made->len > before)
        {
          g_ptr_array_set_size (made, (int) before);
          break;
        }
    }
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const SoDemoMessage *x = *(const SoDemoMessage *const *) a, *y = *(const SoDemoMessage *const *) b;

  return x->incoming->sent_at < y->incoming->sent_at ? -1 : x->incoming->sent_at > y->incoming->sent_at;
}

/* Ids, keys and references, once it is known what is said; then they belong to the plan. */
static void
finish_talk (SoDemoPlan *plan, guint index, GPtrArray *made)
{
  SoDemoTalk *talk = plan->talks->pdata[index];

  for (guint i = 0; i < made->len; i++)
    {
      SoDemoMessage *message = made->pdata[i];
      SoIncoming *incoming = message->incoming;

      incoming->remote_id = next_id (plan, talk->channel);
      if (!talk->key)
        talk->key = g_strdup (incoming->remote_id);
      talk->first_at = i ? MIN (talk->first_at, incoming->sent_at) : incoming->sent_at;
      if (talk->channel == SO_CHANNEL_MAIL && talk->last_id)
        incoming->references = g_strdupv ((char *[]) { talk->last_id, NULL });
      incoming->thread_key = g_strdup (talk->key);
      if (talk->subject)
        incoming->title = g_strconcat (i ? "Re: " : "", talk->subject, NULL);
      g_set_str (&talk->last_id, incoming->remote_id);
      talk->last_at = incoming->sent_at;
      talk->person->wrote_at = talk->person->wrote_at ? MIN (talk->person->wrote_at, incoming->sent_at) : incoming->sent_at;
      talk->messages++;
      g_ptr_array_add (plan->messages, message);
    }
  g_ptr_array_set_free_func (made, NULL);
}

/* When an unanswered message came: something urgent just now, the rest within a day, by day: most can still be answered freely. */
static gint64
pick_open_time (SoDemoPlan *plan, JsonObject *script)
{
  JsonObject *first = so_json_element (so_json_array (script, "lines"), 0);
  gboolean urgent = !g_strcmp0 (so_json_string (first, "level"), "URGENT");
  gint64 at = plan->now - (urgent ? 8 + (gint64) so_demo_pick (plan, 40) : 20 + (gint64) so_demo_pick (plan, 13 * 60)) * MINUTE;
  gint64 morning = leave_night_late (plan, at, 0);

  return urgent || morning == at ? at : morning - 12 * HOUR;
}

static gboolean
shift_to (GPtrArray *made, guint from, gint64 last)
{
  gint64 by;

  if (made->len == from)
    return FALSE;
  by = last - ((SoDemoMessage *) made->pdata[made->len - 1])->incoming->sent_at;
  for (guint i = from; i < made->len; i++)
    ((SoDemoMessage *) made->pdata[i])->incoming->sent_at += by;
  return TRUE;
}

static void
add_open (SoDemoPlan *plan, guint index, JsonObject *script, GPtrArray *made)
{
  SoDemoTalk *talk = plan->talks->pdata[index];
  gint64 last = pick_open_time (plan, script);
  guint from;

  talk->open = script;
  if (talk->channel != SO_CHANNEL_MAIL && talk->person->member)
    add_history (plan, index, last - DAY, made);
  from = made->len;
  play (plan, index, script, last, made, &talk->words);
  shift_to (made, from, last);
  set_subject (plan, index, script, talk->words);
}

static void
make_talk (SoDemoPlan *plan, SoDemoPerson *person, SoChannelKind channel, JsonObject *open)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (so_demo_message_free);
  guint index = add_talk (plan, person, channel);

  if (open)
    add_open (plan, index, open, made);
  else
    add_history (plan, index, plan->now - 3 * HOUR, made);
  g_ptr_array_sort (made, compare_offsets);
  finish_talk (plan, index, made);
}

/* All of them ------------------------------------------------------------------------------------ */

static SoChannelKind
channel_of (JsonObject *script)
{
  SoChannelKind channel = SO_CHANNEL_WHATSAPP;

  so_channel_kind_parse (json_array_get_string_element (so_json_array (script, "on"), 0), &channel);
  return channel;
}

/* Each unanswered script once, with somebody it fits, and the spam. */
static guint
add_open_talks (SoDemoPlan *plan)
{
  JsonArray *scripts = so_json_array (plan->profile, "scripts");
  guint person = 0, made = 0;

  for (guint i = 0; i < json_array_get_length (scripts); i++)
    {
      JsonObject *script = json_array_get_object_element (scripts, i);
      const char *role = so_json_string (script, "role");

      if (!g_strcmp0 (role, "spam"))
        {
          SoDemoPerson *stranger = so_demo_add_stranger (plan, so_json_string (script, "name"));
          g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (so_demo_message_free);
          g_autoptr (GHashTable) words = NULL;
          guint index = add_talk (plan, stranger, channel_of (script));

          ((SoDemoTalk *) plan->talks->pdata[index])->spam = TRUE;
          if (play (plan, index, script, plan->now - (3 + (gint64) so_demo_pick (plan, 4)) * DAY, lines, &words) > plan->now - HOUR)
            shift_to (lines, 0, plan->now - HOUR);
          set_subject (plan, index, script, words);
          finish_talk (plan, index, lines);
        }
      else if (!g_strcmp0 (role, "open") && person < so_demo_count_people (plan->weeks))
        {
          SoDemoPerson *who = plan->people->pdata[person++];
          who->member = json_object_has_member (script, "member");
          make_talk (plan, who, channel_of (script), script);
          made++;
        }
    }
  return made;
}

/* A chat goes on where it was; what begins anew is a mail. */
static SoChannelKind
pick_other_channel (SoDemoPlan *plan, const SoDemoPerson *person)
{
  SoChannelKind channel = pick_channel (plan);

  for (guint i = 0; i < plan->talks->len; i++)
    {
      const SoDemoTalk *talk = plan->talks->pdata[i];
      if (talk->person == person && talk->channel == channel)
        return SO_CHANNEL_MAIL;
    }
  return channel;
}

void
so_demo_add_talks (SoDemoPlan *plan)
{
  guint people = so_demo_count_people (plan->weeks);
  guint made = add_open_talks (plan);

  /* Everybody once, then some again on another channel. */
  for (guint i = made; i < so_demo_count_talks (plan->weeks); i++)
    {
      gboolean again = i >= people;
      SoDemoPerson *person = plan->people->pdata[again ? so_demo_pick (plan, people) : i];
      make_talk (plan, person, again ? pick_other_channel (plan, person) : pick_channel (plan), NULL);
    }
  g_ptr_array_sort (plan->messages, compare_offsets);
}
