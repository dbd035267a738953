/* SPDX-License-Identifier: MIT */
#include "so-policy-row.h"

#include "so-booking-policy.h"
#include "so-entry-rows.h"
#include "so-facts.h"
#include "so-json.h"

#include <glib/gi18n.h>

#define POLICY "so-policy"

/* What an owner says differently of single classes; the rest is said by studioctl. */
static const struct { const char *name, *title; int most; } rules[] = {
  { "cancel_hours", N_("Cancelled in Time: Hours Before, at Least"), 720 },
  { "late_keeps_credit", N_("Cancelled Late, the Credit Is Lost"), 1 },
  { "no_show_keeps_credit", N_("Not Come, the Credit Is Lost"), 1 },
  { "make_up_days", N_("Made Up For Within Days"), 400 },
  { "cutoff_minutes", N_("The Waitlist Is Asked Until Minutes Before"), 10080 },
};

/* Goes with its row. */
typedef struct {
  JsonObject *said;                            /* of the class: what has no row is kept */
  GtkWidget *rows[G_N_ELEMENTS (rules)];       /* borrowed */
} Policy;

static void
policy_free (gpointer data)
{
  Policy *policy = data;

  json_object_unref (policy->said);
  g_free (policy);
}

static int
value_of (GtkWidget *row)
{
  return ADW_IS_SWITCH_ROW (row) ? adw_switch_row_get_active (ADW_SWITCH_ROW (row)) : (int) adw_spin_row_get_value (ADW_SPIN_ROW (row));
}

static JsonNode *
read_policy (GtkWidget *row)
{
  const Policy *policy = g_object_get_data (G_OBJECT (row), POLICY);
  JsonObject *object;
  JsonNode *node;
  g_autoptr (GList) names = NULL;

  if (!adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (row)))
    return so_entry_text_node (NULL);
  object = json_object_new ();
  names = json_object_get_members (policy->said);
  for (GList *link = names; link; link = link->next)
    json_object_set_member (object, link->data, json_object_dup_member (policy->said, link->data));
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    json_object_set_int_member (object, rules[i].name, value_of (policy->rows[i]));
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}

static GtkWidget *
rule_row (guint i, int value)
{
  GtkWidget *row = rules[i].most == 1 ? adw_switch_row_new () : adw_spin_row_new_with_range (0, rules[i].most, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(rules[i].title));
  if (rules[i].most == 1)
    adw_switch_row_set_active (ADW_SWITCH_ROW (row), value != 0);
  else
    adw_spin_row_set_value (ADW_SPIN_ROW (row), value);
  return row;
}

/* What holds without it is what the rows begin with. */
static JsonObject *
rules_now (SoStudio *studio, const char *own)
{
  g_autofree char *of_studio = so_studio_dup_setting (studio, SO_SETTING_BOOKING);
  SoBookingPolicy policy = so_booking_policy_usual;

  if (of_studio && *of_studio)
    so_booking_policy_read (&policy, of_studio, NULL);
  if (own)
    so_booking_policy_read (&policy, own, NULL);
  return so_booking_policy_describe (&policy);
}

void
so_policy_row_add (SoEntryForm *form, const char *own)
{
  g_autoptr (JsonObject) now = rules_now (so_entry_form_get_studio (form), own);
  g_autoptr (JsonNode) node = own ? so_json_parse (own, -1, 0, NULL) : NULL;
  GtkWidget *row = adw_expander_row_new ();
  Policy *policy = g_new0 (Policy, 1);

  policy->said = node && JSON_NODE_HOLDS_OBJECT (node) ? json_object_ref (so_json_root (node)) : json_object_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Own Rules for Booking"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), _("Off: as the studio's are"));
  adw_expander_row_set_show_enable_switch (ADW_EXPANDER_ROW (row), TRUE);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), own != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      policy->rows[i] = rule_row (i, (int) so_json_int (now, rules[i].name));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), policy->rows[i]);
    }
  g_object_set_data_full (G_OBJECT (row), POLICY, policy, policy_free);
  so_entry_form_add (form, row);
  so_entry_form_add_member (form, "policy", row, read_policy, SO_ENTRY_CHANGED);
}
