/* SPDX-License-Identifier: MIT */
#include "so-demo-private.h"

#include "so-text.h"

#define PEOPLE_PER_WEEK 15
#define TALKS_PER_WEEK 20

guint
so_demo_count_people (guint weeks)
{
  return weeks * PEOPLE_PER_WEEK;
}

guint
so_demo_count_talks (guint weeks)
{
  return weeks * TALKS_PER_WEEK;
}

guint
so_demo_pick (SoDemoPlan *plan, guint n)
{
  return n > 1 ? (guint) g_rand_int_range (plan->rand, 0, (gint32) n) : 0;
}

const char *
so_demo_pick_string (SoDemoPlan *plan, JsonArray *array)
{
  return json_array_get_string_element (array, so_demo_pick (plan, json_array_get_length (array)));
}

static void
person_free (SoDemoPerson *person)
{
  g_free (person->first);
  g_free (person->full);
  g_free (person->phone);
  g_free (person->email);
  g_free (person->handle);
  g_free (person);
}

static void
talk_free (SoDemoTalk *talk)
{
  g_free (talk->key);
  g_free (talk->subject);
  g_free (talk->last_id);
  g_clear_pointer (&talk->words, g_hash_table_unref);
  g_free (talk);
}

void
so_demo_message_free (gpointer data)
{
  SoDemoMessage *message = data;

  so_incoming_unref (message->incoming);
  so_demo_file_free (message->file);
  g_free (message);
}

/* Where the profile says when most people write, it is not while somebody is there to answer. */
static SoHours *
read_hours (JsonObject *profile, GTimeZone *zone)
{
  g_autofree char *json = json_object_has_member (profile, "peak") ? so_json_write_object (json_object_ref (so_json_object (profile, "hours"))) : NULL;

  return json ? so_hours_parse (json, zone, NULL) : NULL;
}

SoDemoPlan *
so_demo_plan_new (JsonObject *profile, guint weeks, guint seed, gint64 now, GTimeZone *zone)
{
  SoDemoPlan *plan = g_new0 (SoDemoPlan, 1);
  const guint32 seeds[] = { seed, weeks };

  plan->profile = json_object_ref (profile);
  plan->rand = g_rand_new_with_seed_array (seeds, 2);
  plan->now = now;
  plan->weeks = weeks;
  plan->seed = seed;
  plan->zone = g_time_zone_ref (zone);
  plan->hours = read_hours (profile, zone);
  plan->people = g_ptr_array_new_with_free_func ((GDestroyNotify) person_free);
  plan->talks = g_ptr_array_new_with_free_func ((GDestroyNotify) talk_free);
  plan->messages = g_ptr_array_new_with_free_func (so_demo_message_free);
  return plan;
}

void
so_demo_plan_free (SoDemoPlan *plan)
{
  if (!plan)
    return;
  g_ptr_array_unref (plan->messages);
  g_ptr_array_unref (plan->talks);
  g_ptr_array_unref (plan->people);
  g_time_zone_unref (plan->zone);
  g_clear_pointer (&plan->hours, so_hours_free);
  g_rand_free (plan->rand);
  json_object_unref (plan->profile);
  for (guint i = 0; i < G_N_ELEMENTS (plan->sounds); i++)
    g_free (plan->sounds[i]);
  g_free (plan);
}

/* "José O'Connor" → "jose.oconnor". */
static char *
dup_handle (const char *name, char separator)
{
  g_autofree char *folded = so_text_fold (name);
  g_autofree char *ascii = g_str_to_ascii (folded, "C");
  GString *out = g_string_new (NULL);

  for (const char *p = ascii; *p; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (out, *p);
    else if (*p == ' ')
      g_string_append_c (out, separator);
  return g_string_free_and_steal (out);
}

/* Numbers and addresses that belong to nobody: such as +49 30 23125 000 to 999 are kept free for films (by the Bundesnetzagentur and by
 * Ofcom), and example.com, .net and .org for examples. With more people than numbers, a digit more. */
static void
make_reachable (SoDemoPlan *plan, SoDemoPerson *person, guint i)
{
  static const char *const hosts[] = { "example.com", "example.net", "example.org" };
  g_autofree char *mail = dup_handle (person->full, '.');
  g_autofree char *handle = dup_handle (person->full, '_');

  person->phone = g_strdup_printf ("%s%03u", so_json_string (so_json_object (plan->profile, "studio"), "numbers"), 2 + i);
  person->email = g_strdup_printf ("%s@%s", mail, hosts[so_demo_pick (plan, G_N_ELEMENTS (hosts))]);
  person->handle = i % 3 ? g_strdup (handle) : g_strdup_printf ("%s_%02u", handle, 70 + so_demo_pick (plan, 30));
}

static SoDemoPerson *
add_person (SoDemoPlan *plan, GHashTable *taken)
{
  JsonArray *cultures = so_json_array (plan->profile, "names");
  SoDemoPerson *person = g_new0 (SoDemoPerson, 1);

  for (guint tries = 0;; tries++)
    {
      JsonObject *culture = json_array_get_object_element (cultures, so_demo_pick (plan, json_array_get_length (cultures)));
      const char *first = so_demo_pick_string (plan, so_json_array (culture, "first"));
      const char *last = so_demo_pick_string (plan, so_json_array (culture, "last"));

      g_set_str (&person->first, first);
      g_free (person->full);
      /* All names are taken after some years of weeks: then people are called "Anna Becker 2". */
      person->full = tries < 200 ? g_strdup_printf ("%s %s", first, last)
                                 : g_strdup_printf ("%s %s %u", first, last, plan->people->len);
      if (g_hash_table_add (taken, g_strdup (person->full)))
        break;
    }
  person->member = so_demo_pick (plan, 100) < 58;
  make_reachable (plan, person, plan->people->len);
  g_ptr_array_add (plan->people, person);
  return person;
}

void
so_demo_add_people (SoDemoPlan *plan)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < so_demo_count_people (plan->weeks); i++)
    add_person (plan, taken);
}

SoDemoPerson *
so_demo_add_stranger (SoDemoPlan *plan, const char *name)
{
  SoDemoPerson *person = g_new0 (SoDemoPerson, 1);

  person->first = g_strdup (name);
  person->full = g_strdup (name);
  person->stranger = TRUE;
  make_reachable (plan, person, plan->people->len);
  if (*name)
    {
      g_free (person->handle);
      person->handle = dup_handle (name, '_');
    }
  g_ptr_array_add (plan->people, person);
  return person;
}

SoIdentity *
so_demo_identity (const SoDemoPerson *person, SoChannelKind channel)
{
  const char *name = *person->full ? person->full : NULL;

  if (channel == SO_CHANNEL_MAIL)
    return so_identity_new (SO_IDENTITY_EMAIL, person->email, name);
  if (channel == SO_CHANNEL_INSTAGRAM)
    return so_identity_new (SO_IDENTITY_INSTAGRAM, person->handle, name);
  return so_identity_new (SO_IDENTITY_PHONE, person->phone, name);
}
