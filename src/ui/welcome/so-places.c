/* SPDX-License-Identifier: MIT */
#include "so-places.h"

#include <gio/gio.h>

/* zone.tab of tzdata: "DE\t+5230+01322\tEurope/Berlin\tmost of Germany" */
static const char *const tables[] = { "/usr/share/zoneinfo/zone.tab", "/etc/zoneinfo/zone.tab" };

typedef struct {
  char country[3];
  const char *calling;
  const char *currency;
} Country;

static const Country countries[] = {
  { "AE", "971", "AED" }, { "AR", "54", "ARS" }, { "AT", "43", "EUR" }, { "AU", "61", "AUD" }, { "BE", "32", "EUR" },
  { "BG", "359", "EUR" }, { "BR", "55", "BRL" }, { "CA", "1", "CAD" }, { "CH", "41", "CHF" }, { "CL", "56", "CLP" },
  { "CN", "86", "CNY" }, { "CO", "57", "COP" }, { "CZ", "420", "CZK" }, { "DE", "49", "EUR" }, { "DK", "45", "DKK" },
  { "EE", "372", "EUR" }, { "EG", "20", "EGP" }, { "ES", "34", "EUR" }, { "FI", "358", "EUR" }, { "FR", "33", "EUR" },
  { "GB", "44", "GBP" }, { "GR", "30", "EUR" }, { "HK", "852", "HKD" }, { "HR", "385", "EUR" }, { "HU", "36", "HUF" },
  { "ID", "62", "IDR" }, { "IE", "353", "EUR" }, { "IL", "972", "ILS" }, { "IN", "91", "INR" }, { "IS", "354", "ISK" },
  { "IT", "39", "EUR" }, { "JP", "81", "JPY" }, { "KE", "254", "KES" }, { "KR", "82", "KRW" }, { "LT", "370", "EUR" },
  { "LU", "352", "EUR" }, { "LV", "371", "EUR" }, { "MX", "52", "MXN" }, { "MY", "60", "MYR" }, { "NG", "234", "NGN" },
  { "NL", "31", "EUR" }, { "NO", "47", "NOK" }, { "NZ", "64", "NZD" }, { "PE", "51", "PEN" }, { "PH", "63", "PHP" },
  { "PL", "48", "PLN" }, { "PT", "351", "EUR" }, { "RO", "40", "RON" }, { "RS", "381", "RSD" }, { "SE", "46", "SEK" },
  { "SG", "65", "SGD" }, { "SI", "386", "EUR" }, { "SK", "421", "EUR" }, { "TH", "66", "THB" }, { "TR", "90", "TRY" },
  { "TW", "886", "TWD" }, { "UA", "380", "UAH" }, { "US", "1", "USD" }, { "VN", "84", "VND" }, { "ZA", "27", "ZAR" },
};

static const char *const currencies[] = {
  "AED", "ARS", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD", "HUF", "IDR",
  "ILS", "INR", "ISK", "JPY", "KES", "KRW", "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PLN", "RON", "RSD", "SEK",
  "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR", NULL,
};

static GStrv
read_lines (const char *table)
{
  g_autofree char *text = NULL;

  if (table)
    g_file_get_contents (table, &text, NULL, NULL);
  else
    for (guint i = 0; i < G_N_ELEMENTS (tables) && !text; i++)
      g_file_get_contents (tables[i], &text, NULL, NULL);
  return g_strsplit (text ? text : "", "\n", -1);
}

char *
so_places_local_zone (void)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (local);

  return g_strdup (name && !g_path_is_absolute (name) ? name : "UTC");
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

static gboolean
holds (GPtrArray *zones, const char *zone)
{
  return g_ptr_array_find_with_equal_func (zones, zone, g_str_equal, NULL);
}

GStrv
so_places_zones (const char *table)
{
  g_auto (GStrv) lines = read_lines (table);
  g_autofree char *local = so_places_local_zone ();
  GPtrArray *zones = g_ptr_array_new ();

  for (char **line = lines; *line; line++)
    {
      g_auto (GStrv) columns = g_strsplit (**line == '#' ? "" : *line, "\t", 4);

      if (g_strv_length (columns) >= 3 && *columns[2] && !holds (zones, columns[2]))
        g_ptr_array_add (zones, g_strdup (columns[2]));
    }
  if (!holds (zones, "UTC"))
    g_ptr_array_add (zones, g_strdup ("UTC"));
  if (!holds (zones, local))
    g_ptr_array_add (zones, g_strdup (local));
  g_ptr_array_sort (zones, compare);
  g_ptr_array_add (zones, NULL);
  return (GStrv) g_ptr_array_free (zones, FALSE);
}

static const Country *
country_of (const char *table, const char *zone)
{
  g_auto (GStrv) lines = read_lines (table);

  for (char **line = lines; *line; line++)
    {
      g_auto (GStrv) columns = g_strsplit (**line == '#' ? "" : *line, "\t", 4);

      if (g_strv_length (columns) < 3 || g_strcmp0 (columns[2], zone))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
        if (g_str_equal (columns[0], countries[i].country))
          return &countries[i];
    }
  return NULL;
}

const char *
so_places_calling_code (const char *table, const char *zone)
{
  const Country *country = country_of (table, zone);

  return country ? country->calling : NULL;
}

const char *
so_places_currency (const char *table, const char *zone)
{
  const Country *country = country_of (table, zone);

  return country ? country->currency : NULL;
}

const char *const *
so_places_currencies (void)
{
  return currencies;
}
