/* SPDX-License-Identifier: MIT */
#include "so-escalation-page.h"

#include "so-category-words.h"
#include "so-escalation.h"
#include "so-facts.h"
#include "so-intent.h"
#include "so-never-auto.h"
#include "so-preferences-say.h"
#include "so-verb.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SoEscalationPage {
  AdwNavigationPage parent_instance;

  SoStudio *studio;
  AdwSpinRow *score;                             /* borrowed, as all below */
  AdwSwitchRow *categories[SO_N_CATEGORIES];     /* NULL: it counts in any case */
};

G_DEFINE_FINAL_TYPE (SoEscalationPage, so_escalation_page, ADW_TYPE_NAVIGATION_PAGE)

#define KEY "so-key"

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoEscalationPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
}

static void
save (SoEscalationPage *self, const char *key, const char *value)
{
  so_studio_do_async (self->studio, SO_VERB_SAVE_SETTING, key, value, NULL, on_saved, g_object_ref (self));
}

static void
on_reason (AdwSwitchRow *row, GParamSpec *pspec, SoEscalationPage *self)
{
  save (self, g_object_get_data (G_OBJECT (row), KEY), adw_switch_row_get_active (row) ? "1" : "0");
}

static void
on_score (SoEscalationPage *self)
{
  g_autofree char *value = g_strdup_printf ("%d", (int) adw_spin_row_get_value (self->score));

  save (self, SO_SETTING_ESCALATE_SCORE, value);
}

static void
on_category (SoEscalationPage *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) chosen = NULL;
  g_autofree char *value = NULL;

  for (guint i = 0; i < SO_N_CATEGORIES; i++)
    if (self->categories[i] && adw_switch_row_get_active (self->categories[i]))
      g_strv_builder_add (builder, so_category_words[i].nick);
  chosen = g_strv_builder_end (builder);
  value = g_strjoinv (" ", chosen);
  save (self, SO_SETTING_ESCALATE_CATEGORIES, *value ? value : NULL);
}

/* "storno, geld zurück" is shown, a word a line is kept. */
static char *
swap (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  for (char **part = parts; *part; part++)
    if (*g_strstrip (*part))
      g_strv_builder_add (builder, *part);
  kept = g_strv_builder_end (builder);
  return g_strjoinv (to, kept);
}

static void
on_words (AdwEntryRow *row, SoEscalationPage *self)
{
  g_autofree char *lines = swap (gtk_editable_get_text (GTK_EDITABLE (row)), ",", "\n");

  save (self, g_object_get_data (G_OBJECT (row), KEY), *lines ? lines : NULL);
}

static void
so_escalation_page_finalize (GObject *object)
{
  g_clear_object (&SO_ESCALATION_PAGE (object)->studio);
  G_OBJECT_CLASS (so_escalation_page_parent_class)->finalize (object);
}

static void
so_escalation_page_class_init (SoEscalationPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_escalation_page_finalize;
}

static void
so_escalation_page_init (SoEscalationPage *self)
{
}

static AdwPreferencesGroup *
add_group (GtkWidget *page, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

static AdwSwitchRow *
add_switch (AdwPreferencesGroup *group, const char *title, const char *subtitle, gboolean on)
{
  AdwSwitchRow *row = ADW_SWITCH_ROW (adw_switch_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_switch_row_set_active (row, on);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

static void
add_reasons (SoEscalationPage *self, GtkWidget *page)
{
  static const struct { const char *title, *subtitle; } words[SO_N_ESCALATIONS] = {
    [SO_ESCALATION_COMPLAINT] = { N_ ("Complaints and What Is Urgent"), N_ ("No answer goes out by itself in any case") },
    [SO_ESCALATION_WORDS] = { N_ ("Refunds, Cancellations, Injuries…"), N_ ("Words in six languages, and yours below") },
    [SO_ESCALATION_SCORE] = { N_ ("Hot Leads"), N_ ("Whoever has a higher score than the one below") },
    [SO_ESCALATION_NO_RESPONSE] = { N_ ("Late Answers"), N_ ("After the minutes under Waiting Customers") },
  };
  AdwPreferencesGroup *group = add_group (page, NULL, _("Such conversations stand first in every list, and you are notified of them. What you change here counts for messages that come from now on."));

  for (SoEscalation i = 0; i <= SO_ESCALATION_NO_RESPONSE; i++)
    {
      g_autofree char *key = g_strconcat ("escalate.", so_escalation_nick (i), NULL), *value = so_studio_dup_setting (self->studio, key);
      AdwSwitchRow *row = add_switch (group, _(words[i].title), _(words[i].subtitle), g_strcmp0 (value, "0") != 0);

      g_object_set_data_full (G_OBJECT (row), KEY, g_steal_pointer (&key), g_free);
      g_signal_connect_object (row, "notify::active", G_CALLBACK (on_reason), self, 0);
    }
}

static void
add_score (SoEscalationPage *self, GtkWidget *page)
{
  g_autofree char *value = so_studio_dup_setting (self->studio, SO_SETTING_ESCALATE_SCORE);

  self->score = ADW_SPIN_ROW (adw_spin_row_new_with_range (1, 100, 1));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->score), _("Lead Score Above"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->score), _("Usually 80: then 80 itself waits its turn, 81 comes first"));
  adw_spin_row_set_numeric (self->score, TRUE);
  adw_spin_row_set_value (self->score, value ? g_ascii_strtod (value, NULL) : SO_NEVER_ESCALATION_SCORE);
  adw_preferences_group_add (add_group (page, NULL, NULL), GTK_WIDGET (self->score));
  g_signal_connect_object (self->score, "notify::value", G_CALLBACK (on_score), self, G_CONNECT_SWAPPED);
}

static void
add_categories (SoEscalationPage *self, GtkWidget *page)
{
  AdwPreferencesGroup *group = add_group (page, _("More That Comes First"), NULL);
  g_autofree char *value = so_studio_dup_setting (self->studio, SO_SETTING_ESCALATE_CATEGORIES);
  g_auto (GStrv) chosen = g_strsplit (value ? value : "", " ", -1);

  for (guint i = 0; i < SO_N_CATEGORIES; i++)
    {
      const char *nick = so_category_words[i].nick;

      if (!strcmp (nick, "COMPLAINT") || !strcmp (nick, "URGENT"))
        continue;
      self->categories[i] = add_switch (group, _(so_category_words[i].label), NULL, g_strv_contains ((const char *const *) chosen, nick));
      g_signal_connect_object (self->categories[i], "notify::active", G_CALLBACK (on_category), self, G_CONNECT_SWAPPED);
    }
}

static void
add_words (SoEscalationPage *self, GtkWidget *page)
{
  static const char *const names[] = { N_ ("English"), N_ ("German"), N_ ("Spanish"), N_ ("French"), N_ ("Portuguese"), N_ ("Hindi") };
  AdwPreferencesGroup *group = add_group (page, _("Your Own Words"), _("With commas between; “refund*” is any ending of it. Messages with one come first, and are never answered without you."));

  for (guint i = 0; so_escalation_languages ()[i]; i++)
    {
      AdwEntryRow *row = ADW_ENTRY_ROW (adw_entry_row_new ());
      g_autofree char *key = g_strconcat (SO_SETTING_ESCALATE_WORDS, so_escalation_languages ()[i], NULL), *value = so_studio_dup_setting (self->studio, key);
      g_autofree char *shown = swap (value ? value : "", "\n", ", ");

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(names[i]));
      gtk_editable_set_text (GTK_EDITABLE (row), shown);
      adw_entry_row_set_show_apply_button (row, TRUE);
      adw_preferences_group_add (group, GTK_WIDGET (row));
      g_object_set_data_full (G_OBJECT (row), KEY, g_steal_pointer (&key), g_free);
      g_signal_connect_object (row, "apply", G_CALLBACK (on_words), self, 0);
    }
}

AdwNavigationPage *
so_escalation_page_new (SoStudio *studio)
{
  SoEscalationPage *self = g_object_new (SO_TYPE_ESCALATION_PAGE, "title", _("What Comes First"), NULL);
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new ();

  self->studio = g_object_ref (studio);
  add_reasons (self, page);
  add_score (self, page);
  add_categories (self, page);
  add_words (self, page);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  return ADW_NAVIGATION_PAGE (self);
}

static void
on_open (GtkWidget *row, SoStudio *studio)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog)
    adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog), so_escalation_page_new (studio));
}

GtkWidget *
so_escalation_page_row (SoStudio *studio)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("What Comes First"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Complaints, words, hot leads, more categories"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_data (row, "activated", G_CALLBACK (on_open), g_object_ref (studio), (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  return row;
}
