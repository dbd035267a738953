/* SPDX-License-Identifier: MIT */
#include "so-fill.h"

#include "so-json.h"
#include "so-match.h"
#include "so-memo.h"
#include "so-money.h"
#include "so-prices.h"
#include "so-settings.h"
#include "so-standing.h"
#include "so-standing-text.h"
#include "so-template.h"
#include "so-text.h"

#include <string.h>

#define LONGEST_NAME 20
#define LONGEST_KEY 40

struct _SoFill {
  SoDb *db;
  SoProfile *profile;      /* or NULL: not set up yet */
  GPtrArray *prices;       /* SoPrice */
  char *first_name;        /* or NULL */
  char *asked;
  char *language;
  JsonArray *sources;
};

/* "Priya" of "Priya S."; NULL of "+49 30 123", "priya@x.org", or of what is too long to be a name. A name is what
 * a stranger typed: only letters of it get into a draft. */
char *
so_fill_first_name (const char *name)
{
  const char *p = name ? name : "";
  guint letters = 0;

  while (g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  const char *start = p;

  for (; *p && !g_unichar_isspace (g_utf8_get_char (p)); p = g_utf8_next_char (p), letters++)
    if (!g_unichar_isalpha (g_utf8_get_char (p)) && !g_unichar_ismark (g_utf8_get_char (p)) && *p != '-' && *p != '\'')
      return NULL;
  return letters >= 2 && letters <= LONGEST_NAME ? g_strndup (start, p - start) : NULL;
}

/* Whole names first, "Beginner Salsa" in any case; then, without an argument, the one that the customer named. */
static const SoPrice *
find_price (SoFill *fill, const char *name)
{
  g_autofree char *wanted = name ? so_text_fold (name) : NULL;
  const SoPrice *named = NULL;

  for (guint i = 0; i < fill->prices->len; i++)
    {
      const SoPrice *price = g_ptr_array_index (fill->prices, i);
      g_autofree char *folded = so_text_fold (price->name);

      if (wanted ? !strcmp (folded, wanted) : so_match_names (fill->asked, price->name) && (!named || strlen (price->name) > strlen (named->name)))
        named = price;
    }
  return named;
}

static char *
price_of (SoFill *fill, const char *name)
{
  const SoPrice *price = find_price (fill, name);

  if (!price)
    return NULL;
  so_fill_add_source (fill, "price", price->id, price->name, price->version);
  return so_money_format (price->amount, price->currency, fill->language);
}

/* What the owner calls her own: "{wifi name}" is the setting "variable.wifi_name". */
static char *
own_variable (SoFill *fill, const char *name)
{
  g_autofree char *key = g_strconcat ("variable.", name, NULL);

  g_strdelimit (key, " ", '_');
  return strlen (name) <= LONGEST_KEY ? so_setting_get (fill->db, key) : NULL;
}

static char *
open_hours (SoFill *fill)
{
  g_autoptr (SoHours) hours = so_standing_load_hours (fill->db, fill->profile);

  return hours ? so_standing_hours (hours, fill->language) : NULL;
}

static char *
value_of (const char *name, const char *argument, gpointer data)
{
  SoFill *fill = data;

  if (!strcmp (name, "first name"))
    return g_strdup (fill->first_name);
  if (!strcmp (name, "studio"))
    return g_strdup (fill->profile ? fill->profile->name : NULL);
  if (!strcmp (name, "class"))
    {
      const SoPrice *price = find_price (fill, NULL);

      return g_strdup (price ? price->name : NULL);
    }
  if (!strcmp (name, "open"))
    return open_hours (fill);
  if (!strcmp (name, "price"))
    return price_of (fill, argument);
  return own_variable (fill, name);
}

/* The same for all messages that come in one go. */
static GPtrArray *
load_prices (SoDb *db, GError **error)
{
  static const char *const tables[] = { "price", NULL };
  GPtrArray *prices = so_memo_get (db, "prices");

  if (!prices && (prices = so_price_list (db, error)))
    so_memo_put (db, "prices", tables, prices, (GDestroyNotify) g_ptr_array_unref);
  return prices ? g_ptr_array_ref (prices) : NULL;
}

SoFill *
so_fill_new (SoDb *db, const char *contact_name, const char *asked, const char *language, GError **error)
{
  g_autoptr (GPtrArray) prices = load_prices (db, error);
  SoFill *fill;

  if (!prices)
    return NULL;
  fill = g_new0 (SoFill, 1);
  fill->db = db;
  fill->profile = so_profile_load (db, NULL);
  fill->prices = g_steal_pointer (&prices);
  fill->first_name = so_fill_first_name (contact_name);
  fill->asked = g_strdup (asked ? asked : "");
  fill->language = g_strdup (language);
  fill->sources = json_array_new ();
  return fill;
}

void
so_fill_free (SoFill *fill)
{
  if (!fill)
    return;
  so_profile_free (fill->profile);
  g_ptr_array_unref (fill->prices);
  g_free (fill->first_name);
  g_free (fill->asked);
  g_free (fill->language);
  json_array_unref (fill->sources);
  g_free (fill);
}

void
so_fill_set_language (SoFill *fill, const char *language)
{
  g_set_str (&fill->language, language);
}

const char *
so_fill_get_studio (SoFill *fill)
{
  return fill->profile ? fill->profile->name : NULL;
}

GPtrArray *
so_fill_get_prices (SoFill *fill)
{
  return fill->prices;
}

char *
so_fill_text (SoFill *fill, const char *text, GStrv *missing)
{
  return so_template_fill (text, value_of, fill, missing);
}

void
so_fill_add_source (SoFill *fill, const char *kind, const char *id, const char *title, gint64 version)
{
  JsonObject *source;

  for (guint i = 0; i < json_array_get_length (fill->sources); i++)
    if (!g_strcmp0 (so_json_string (json_array_get_object_element (fill->sources, i), "id"), id))
      return;
  source = json_object_new ();
  json_object_set_string_member (source, "kind", kind);
  json_object_set_string_member (source, "id", id);
  json_object_set_string_member (source, "title", title);
  json_object_set_int_member (source, "version", version);
  json_array_add_object_element (fill->sources, source);
}

void
so_fill_forget_sources (SoFill *fill)
{
  json_array_unref (fill->sources);
  fill->sources = json_array_new ();
}

char *
so_fill_dup_sources (SoFill *fill)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);

  json_node_set_array (root, fill->sources);
  return so_json_write (root, FALSE);
}
