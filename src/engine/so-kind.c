/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-kind.h"

#include "so-error.h"
#include "so-json.h"
#include "so-profile.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SoKind {
  JsonNode *node;
  JsonObject *data;              /* of the node */
  GArray *questions, *sandbox, *services, *facts, *replies;
  char *hours;
  GStrv modules, qualify;
};

static const char *const all_modules[] = { "leads", "schedule", "calls", "log", NULL };

/* Of the languages of {"en": …, "de": …} the one that this person reads, static. */
static const char *
choose_language (JsonObject *texts)
{
  const char *const *languages = g_get_language_names ();

  for (guint i = 0; texts && languages[i]; i++)
    if (so_json_string (texts, languages[i]))
      return g_intern_string (languages[i]);
  return "en";
}

/* A text is one string, or one for each language. NULL where it is missing. */
static const char *
say (JsonObject *object, const char *name)
{
  JsonObject *texts = so_json_object (object, name);

  return texts ? so_json_string (texts, choose_language (texts)) : so_json_string (object, name);
}

static GArray *
read_list (JsonObject *data, const char *name, guint size, void (*read) (JsonObject *object, gpointer made))
{
  JsonArray *array = so_json_array (data, name);
  guint n = array ? json_array_get_length (array) : 0;
  GArray *list = g_array_sized_new (FALSE, TRUE, size, n);

  g_array_set_size (list, n);
  for (guint i = 0; i < n; i++)
    read (so_json_element (array, i), list->data + (gsize) i * size);
  return list;
}

static void
read_question (JsonObject *object, gpointer made)
{
  *(SoKindQuestion *) made = (SoKindQuestion) { say (object, "question"), so_json_string (object, "category"), say (object, "answer") };
}

static void
read_sandbox (JsonObject *object, gpointer made)
{
  *(SoKindSandbox *) made = (SoKindSandbox) { say (object, "question"), so_json_string (object, "category"), say (object, "good"),
                                              so_json_string (object, "knows"), so_json_string (object, "must") };
}

static void
read_service (JsonObject *object, gpointer made)
{
  *(SoKindService *) made = (SoKindService) { say (object, "name"), say (object, "unit"), so_json_int (object, "amount"), (int) so_json_int (object, "minutes"),
                                        (int) so_json_int (object, "people") };
}

static void
read_fact (JsonObject *object, gpointer made)
{
  *(SoKindFact *) made = (SoKindFact) { so_json_string (object, "key"), so_json_string (object, "category"), so_json_string (object, "question"), so_json_string (object, "answer") };
}

static void
read_reply (JsonObject *object, gpointer made)
{
  *(SoKindReply *) made = (SoKindReply) { say (object, "name"), so_json_string (object, "category"), say (object, "text"), choose_language (so_json_object (object, "text")) };
}

static GStrv
read_names (JsonObject *data, const char *name)
{
  JsonArray *array = so_json_array (data, name);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    g_strv_builder_add (names, json_array_get_string_element (array, i));
  return g_strv_builder_end (names);
}

static char *
write_hours (JsonObject *data)
{
  JsonObject *hours = so_json_object (data, "hours");

  return hours ? so_json_write_object (json_object_ref (hours)) : NULL;
}

SoKind *
so_kind_load (const char *kind, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/org/studioos/library/profiles/%s.json", kind);
  g_autoptr (GBytes) bytes = so_profile_kind_is_known (kind) ? g_resources_lookup_data (path, 0, NULL) : NULL;
  gsize length = 0;
  const char *text = bytes ? g_bytes_get_data (bytes, &length) : NULL;
  g_autoptr (JsonNode) node = text ? so_json_parse (text, (gssize) length, 0, error) : NULL;
  SoKind *self;

  if (!text)
    so_fail (error, SO_ERROR_GIVE_UP, _("There is no kind of studio called “%s”"), kind);
  if (!node)
    return NULL;
  self = g_new0 (SoKind, 1);
  self->node = g_steal_pointer (&node);
  self->data = so_json_root (self->node);
  self->questions = read_list (self->data, "guided", sizeof (SoKindQuestion), read_question);
  self->sandbox = read_list (self->data, "sandbox", sizeof (SoKindSandbox), read_sandbox);
  self->services = read_list (self->data, "services", sizeof (SoKindService), read_service);
  self->facts = read_list (self->data, "knowledge", sizeof (SoKindFact), read_fact);
  self->replies = read_list (self->data, "templates", sizeof (SoKindReply), read_reply);
  self->hours = write_hours (self->data);
  self->modules = read_names (self->data, "modules");
  self->qualify = read_names (self->data, "qualify");
  return self;
}

void
so_kind_free (SoKind *kind)
{
  if (!kind)
    return;
  g_array_unref (kind->questions);
  g_array_unref (kind->sandbox);
  g_array_unref (kind->services);
  g_array_unref (kind->facts);
  g_array_unref (kind->replies);
  g_free (kind->hours);
  g_strfreev (kind->modules);
  g_strfreev (kind->qualify);
  json_node_unref (kind->node);
  g_free (kind);
}

const char *
so_kind_label (const SoKind *kind)
{
  return say (kind->data, "label");
}

const char *
so_kind_word (const SoKind *kind, const char *word)
{
  const char *text = say (so_json_object (kind->data, "words"), word);

  return text ? text : word;
}

char *
so_kind_dup_title (const SoKind *kind, const char *word)
{
  const char *text = so_kind_word (kind, word);
  GString *title = g_string_new (NULL);

  g_string_append_unichar (title, g_unichar_totitle (g_utf8_get_char (text)));
  g_string_append (title, *text ? g_utf8_next_char (text) : "");
  return g_string_free_and_steal (title);
}

static gconstpointer
give (const GArray *list, guint *n)
{
  *n = list->len;
  return list->data;
}

const SoKindQuestion *
so_kind_questions (const SoKind *kind, guint *n)
{
  return give (kind->questions, n);
}

const SoKindSandbox *
so_kind_sandbox (const SoKind *kind, guint *n)
{
  return give (kind->sandbox, n);
}

const SoKindService *
so_kind_services (const SoKind *kind, guint *n)
{
  return give (kind->services, n);
}

const SoKindFact *
so_kind_facts (const SoKind *kind, guint *n)
{
  return give (kind->facts, n);
}

const SoKindReply *
so_kind_replies (const SoKind *kind, guint *n)
{
  return give (kind->replies, n);
}

const char *
so_kind_hours_json (const SoKind *kind)
{
  return kind->hours;
}

const char *const *
so_kind_modules (const SoKind *kind)
{
  return (const char *const *) kind->modules;
}

gboolean
so_kind_has_module (const SoKind *kind, const char *module)
{
  return g_strv_contains (so_kind_modules (kind), module);
}

const char *const *
so_kind_all_modules (void)
{
  return all_modules;
}

gboolean
so_kind_counts_clients (const SoKind *kind)
{
  return json_object_get_boolean_member_with_default (kind->data, "counts-clients", FALSE);
}

const char *const *
so_kind_qualify (const SoKind *kind)
{
  return (const char *const *) kind->qualify;
}

JsonObject *
so_kind_data (const SoKind *kind)
{
  return kind->data;
}
