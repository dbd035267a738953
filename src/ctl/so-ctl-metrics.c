/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-advice.h"
#include "so-ctl-metrics.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-growth.h"
#include "so-numbers.h"
#include "so-report-words.h"
#include "so-time.h"

/* The numbers of a period, as the pages show them: one object, or their series as CSV. */

/* What is asked for ---------------------------------------------------------------------------------------- */

typedef struct {
  char *from, *to, *period, *csv;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_free (wish->from);
  g_free (wish->to);
  g_free (wish->period);
  g_free (wish->csv);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static gboolean
read_days (SoCtl *ctl, const Wish *wish, SoPeriod *period, GError **error)
{
  int first = 0, last = so_numbers_period (ctl->studio, SO_PERIOD_TODAY).first;

  if (!wish->from)
    return so_ctl_misused (error, "Say also with which day it begins: --from 2026-11-01");
  if (!so_day_parse (wish->from, &first))
    return so_ctl_misused (error, "“%s” is no day: write --from 2026-11-01, and --to the last day", wish->from);
  if (wish->to && !so_day_parse (wish->to, &last))
    return so_ctl_misused (error, "“%s” is no day: write it as 2026-11-21", wish->to);
  if (last < first)
    return so_ctl_misused (error, "The last day comes before the first");
  *period = so_numbers_days (ctl->studio, first, last);
  return TRUE;
}

static gboolean
read_period (SoCtl *ctl, const Wish *wish, SoPeriod *period, GError **error)
{
  SoPeriodKind kind = SO_PERIOD_30_DAYS;

  if (wish->from || wish->to)
    return wish->period ? so_ctl_misused (error, "Say either --period or --from and --to") : read_days (ctl, wish, period, error);
  if (wish->period && (!so_period_parse (wish->period, &kind) || kind == SO_PERIOD_DAYS))
    return so_ctl_misused (error, "“%s” is no period: today, week, month, 30days or 12weeks", wish->period);
  *period = so_numbers_period (ctl->studio, kind);
  return TRUE;
}

/* JSON ----------------------------------------------------------------------------------------------------- */

static void
set_value (JsonObject *object, const char *name, gboolean known, SoUnit unit, double value, const char *currency)
{
  JsonObject *money;

  if (!known)
    json_object_set_null_member (object, name);
  else if (unit == SO_UNIT_MONEY)
    {
      money = json_object_new ();
      json_object_set_int_member (money, "amount", (gint64) (value + 0.5));
      so_ctl_json_set (money, "currency", currency);
      json_object_set_object_member (object, name, money);
    }
  else if (unit == SO_UNIT_COUNT || unit == SO_UNIT_MINUTES)
    json_object_set_int_member (object, name, (gint64) value);
  else
    json_object_set_double_member (object, name, value);
}

static void
set_metric (JsonObject *object, const char *name, const SoFigures *figures, SoMetric metric, const char *currency)
{
  double value;
  gboolean known = so_metric_value (figures, metric, &value, NULL);

  set_value (object, name, known, so_metric_unit (metric), value, currency);
}

static JsonObject *
describe_metric (const SoOverview *overview, SoMetric metric)
{
  JsonObject *object = json_object_new ();
  SoGrowth growth;
  gboolean grown = so_growth (overview->previous, overview->figures, metric, &growth);

  so_ctl_json_set (object, "name", so_metric_nick (metric));
  set_metric (object, "value", overview->figures, metric, overview->currency);
  so_ctl_json_set (object, "unit", so_unit_nick (so_metric_unit (metric)));
  json_object_set_int_member (object, "n", growth.n_now);
  set_metric (object, "previous", overview->previous, metric, overview->currency);
  json_object_set_int_member (object, "previous_n", growth.n_before);
  set_value (object, "change", grown, SO_UNIT_RATIO, growth.change, NULL);
  so_ctl_json_set (object, "label", so_metric_label (metric));
  so_ctl_json_set (object, "definition", so_metric_definition (metric));
  return object;
}

static void
set_metrics (JsonObject *object, const SoOverview *overview)
{
  JsonObject *metrics = json_object_new ();

  for (SoMetric metric = 0; metric < SO_N_METRICS; metric++)
    json_object_set_object_member (metrics, so_metric_nick (metric), describe_metric (overview, metric));
  json_object_set_object_member (object, "metrics", metrics);
}

static JsonObject *
describe_period (const SoPeriod *period)
{
  JsonObject *object = json_object_new ();
  g_autofree char *first = so_day_format (period->first), *last = so_day_format (period->last);

  so_ctl_json_set (object, "kind", so_period_nick (period->kind));
  so_ctl_json_set (object, "first", first);
  so_ctl_json_set (object, "last", last);
  so_ctl_json_set_time (object, "from", period->from);
  so_ctl_json_set_time (object, "to", period->to);
  return object;
}

static void
set_advice (JsonObject *object, const SoOverview *overview)
{
  g_autoptr (GPtrArray) advices = so_advice_list (overview);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < advices->len; i++)
    {
      const SoAdvice *advice = advices->pdata[i];
      JsonObject *one = json_object_new ();

      so_ctl_json_set (one, "kind", so_advice_nick (advice->kind));
      so_ctl_json_set (one, "title", advice->title);
      so_ctl_json_set (one, "detail", advice->detail);
      so_ctl_json_set (one, "action", so_advice_action_nick (advice->action));
      so_ctl_json_set (one, "target", advice->target);
      json_object_set_double_member (one, "value", advice->value);
      json_object_set_int_member (one, "n", advice->n);
      json_array_add_object_element (array, one);
    }
  json_object_set_array_member (object, "advice", array);
}

static void
set_series (JsonObject *object, const char *name, GPtrArray *series, const char *currency)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < series->len; i++)
    {
      const SoPeriodFigures *point = series->pdata[i];
      JsonObject *one = describe_period (&point->period);

      for (SoMetric metric = 0; metric < SO_N_METRICS; metric++)
        if (!so_metric_is_now (metric))
          set_metric (one, so_metric_nick (metric), point->figures, metric, currency);
      json_array_add_object_element (array, one);
    }
  json_object_set_array_member (object, name, array);
}

static JsonObject *
describe (const SoOverview *overview)
{
  JsonObject *object = json_object_new ();

  json_object_set_object_member (object, "period", describe_period (&overview->period));
  json_object_set_object_member (object, "before", describe_period (&overview->before));
  so_ctl_json_set_time (object, "now", overview->now);
  so_ctl_json_set (object, "zone", overview->zone);
  so_ctl_json_set (object, "currency", overview->currency);
  so_ctl_json_set (object, "week_start", so_week_start_nick (overview->week_start));
  json_object_set_boolean_member (object, "open_hours_known", overview->open_known);
  set_metrics (object, overview);
  so_ctl_metrics_set_parts (object, overview->figures);
  so_ctl_metrics_set_clients (object, overview->clients);
  set_series (object, "days", overview->days, overview->currency);
  set_series (object, "weeks", overview->weeks, overview->currency);
  set_advice (object, overview);
  return object;
}

/* Text and CSV --------------------------------------------------------------------------------------------- */

/* "83 %", "1 h 5 min", "£48". */
static void
set_words (JsonObject *object, const char *name, const SoFigures *figures, SoMetric metric, const char *currency)
{
  SoReportValue value = { 0 };
  g_autofree char *words = NULL;

  value.known = so_metric_value (figures, metric, &value.value, &value.n);
  words = so_report_words_value (so_metric_unit (metric), &value, currency);
  so_ctl_json_set (object, name, words);
}

/* As people write them; what programs read is JSON and CSV. */
static gboolean
print_table (SoCtl *ctl, const SoOverview *overview)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "label value before n");

  for (SoMetric metric = 0; metric < SO_N_METRICS; metric++)
    {
      JsonObject *object = json_object_new ();
      double value;
      guint n;

      so_metric_value (overview->figures, metric, &value, &n);
      so_ctl_json_set (object, "label", so_metric_label (metric));
      set_words (object, "value", overview->figures, metric, overview->currency);
      if (!so_metric_is_now (metric))
        set_words (object, "before", overview->previous, metric, overview->currency);
      json_object_set_int_member (object, "n", n);
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

/* "12", "0.8333", amounts in minor units; nothing where nothing is known. */
static void
append_cell (GString *line, const SoFigures *figures, SoMetric metric)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  SoUnit unit = so_metric_unit (metric);
  gboolean whole = unit == SO_UNIT_COUNT || unit == SO_UNIT_MINUTES || unit == SO_UNIT_MONEY;
  double value;

  g_string_append_c (line, ',');
  if (so_metric_value (figures, metric, &value, NULL))
    g_string_append (line, g_ascii_formatd (number, sizeof number, whole ? "%.0f" : "%.4f", value));
}

static gboolean
print_csv (const SoOverview *overview, GPtrArray *series)
{
  g_autoptr (GString) text = g_string_new ("first,last");

  for (SoMetric metric = 0; metric < SO_N_METRICS; metric++)
    if (!so_metric_is_now (metric))
      g_string_append_printf (text, ",%s%s%s", so_metric_nick (metric), so_metric_unit (metric) == SO_UNIT_MONEY ? "_minor_" : "",
                              so_metric_unit (metric) == SO_UNIT_MONEY ? overview->currency : "");
  g_string_append (text, "\r\n");
  for (guint i = 0; i < series->len; i++)
    {
      const SoPeriodFigures *point = series->pdata[i];
      g_autofree char *first = so_day_format (point->period.first), *last = so_day_format (point->period.last);

      g_string_append_printf (text, "%s,%s", first, last);
      for (SoMetric metric = 0; metric < SO_N_METRICS; metric++)
        if (!so_metric_is_now (metric))
          append_cell (text, point->figures, metric);
      g_string_append (text, "\r\n");
    }
  g_print ("%s", text->str);
  return TRUE;
}

gboolean
so_ctl_metrics (SoCtl *ctl, GError **error)
{
  g_auto (Wish) wish = { 0 };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &wish.from }, { "to", 0, 0, G_OPTION_ARG_STRING, &wish.to }, { "period", 0, 0, G_OPTION_ARG_STRING, &wish.period },
    { "csv", 0, 0, G_OPTION_ARG_STRING, &wish.csv }, { NULL },
  };
  SoPeriod period;
  GCancellable *cancellable = so_ctl_cancellable ();
  g_autoptr (SoOverview) overview = NULL;

  if (!so_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;
  if (wish.csv && (ctl->json || (g_strcmp0 (wish.csv, "days") && g_strcmp0 (wish.csv, "weeks"))))
    return so_ctl_misused (error, "--csv is of days or of weeks, and goes without --json");
  if (!so_ctl_open (ctl, error) || !read_period (ctl, &wish, &period, error) || !(overview = so_numbers_read (ctl->studio, &period, cancellable, error)))
    return FALSE;
  if (wish.csv)
    return print_csv (overview, g_str_equal (wish.csv, "days") ? overview->days : overview->weeks);
  return ctl->json ? so_ctl_print (ctl, describe (overview)) : print_table (ctl, overview);
}
