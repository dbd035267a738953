/* SPDX-License-Identifier: MIT */
#include "so-rules-group.h"

#include "so-follow-ups-page.h"
#include "so-preferences-say.h"
#include "so-rule-page.h"
#include "so-rulebook.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoRulesGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  SoRulebook *book;          /* what the rows show; NULL before it is read */
  GPtrArray *rows;           /* borrowed */
  gboolean follow_ups;       /* the group of those, not of rules */
  gboolean reading, again, filling;
};

G_DEFINE_FINAL_TYPE (SoRulesGroup, so_rules_group, ADW_TYPE_PREFERENCES_GROUP)

static void read_book (SoRulesGroup *self);

static AdwPreferencesDialog *
dialog_of (SoRulesGroup *self)
{
  return ADW_PREFERENCES_DIALOG (gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG));
}

static void
open_page (SoRulesGroup *self, gpointer item)
{
  AdwPreferencesDialog *dialog = dialog_of (self);

  if (!dialog || !self->book)
    return;
  adw_preferences_dialog_push_subpage (dialog, self->follow_ups ? so_follow_ups_page_new (self->studio, item) : so_rule_page_new (self->studio, item, self->book));
}

static void
on_add (SoRulesGroup *self)
{
  open_page (self, NULL);
}

static void
on_row_activated (AdwActionRow *row, SoRulesGroup *self)
{
  guint i;

  if (self->book && g_ptr_array_find (self->rows, row, &i))
    open_page (self, self->follow_ups ? self->book->sequences->pdata[i] : self->book->rules->pdata[i]);
}

static void
on_switched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoRulesGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (!error)
    return;
  so_preferences_say (GTK_WIDGET (self), error->message);
  read_book (self);
}

static void
on_toggled (GtkSwitch *toggle, GParamSpec *pspec, SoRulesGroup *self)
{
  const char *id = g_object_get_data (G_OBJECT (toggle), "so-id");

  if (!self->filling)
    so_studio_do_async (self->studio, gtk_switch_get_active (toggle) ? SO_VERB_RULE_ON : SO_VERB_RULE_OFF, id, NULL, NULL, on_switched, g_object_ref (self));
}

static void
add_switch (SoRulesGroup *self, AdwActionRow *row, const SoRule *rule)
{
  GtkWidget *toggle = gtk_switch_new ();
  g_autofree char *label = g_strdup_printf (_("Rule “%s” is on"), rule->name);

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (toggle), rule->enabled);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (toggle), "so-id", g_strdup (rule->id), g_free);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_toggled), self, 0);
  adw_action_row_add_suffix (row, toggle);
}

static void
add_row (SoRulesGroup *self, const char *title, const char *subtitle, const SoRule *rule)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_set_subtitle_lines (row, 3);
  if (rule)
    add_switch (self, row, rule);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

static void
add_sequence (SoRulesGroup *self, const SoSequence *sequence)
{
  g_autofree char *messages = g_strdup_printf (ngettext ("%u message", "%u messages", sequence->steps->len), sequence->steps->len);
  g_autofree char *running = g_strdup_printf (ngettext ("runs in %u conversation", "runs in %u conversations", sequence->running), sequence->running);
  /* Translators: "3 messages · runs in 2 conversations" */
  g_autofree char *subtitle = g_strdup_printf (_("%s · %s"), messages, running);

  add_row (self, sequence->name, subtitle, NULL);
}

static void
fill (SoRulesGroup *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; self->follow_ups && i < self->book->sequences->len; i++)
    add_sequence (self, self->book->sequences->pdata[i]);
  for (guint i = 0; !self->follow_ups && i < self->book->rules->len; i++)
    add_row (self, ((SoRule *) self->book->rules->pdata[i])->name, self->book->words->pdata[i], self->book->rules->pdata[i]);
  self->filling = FALSE;
}

/* What a switch itself has just changed is no reason to take the row, and with it the focus, away. */
static gboolean
shows_the_same (SoRulesGroup *self, const SoRulebook *book)
{
  if (self->follow_ups || !self->book || self->book->rules->len != book->rules->len)
    return FALSE;
  for (guint i = 0; i < book->rules->len; i++)
    {
      const SoRule *old = self->book->rules->pdata[i], *new = book->rules->pdata[i];

      if (g_strcmp0 (old->id, new->id) || g_strcmp0 (old->name, new->name) || g_strcmp0 (self->book->words->pdata[i], book->words->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

static GtkSwitch *
switch_in (GtkWidget *widget)
{
  GtkSwitch *found = GTK_IS_SWITCH (widget) ? GTK_SWITCH (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = switch_in (child);
  return found;
}

static void
set_switches (SoRulesGroup *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    gtk_switch_set_active (switch_in (self->rows->pdata[i]), ((SoRule *) self->book->rules->pdata[i])->enabled);
  self->filling = FALSE;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoRulesGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoRulebook) book = so_studio_read_rulebook_finish (SO_STUDIO (source), result, &error);
  gboolean same = book && shows_the_same (self, book);

  self->reading = FALSE;
  if (book)
    {
      so_rulebook_free (self->book);
      self->book = g_steal_pointer (&book);
      if (same)
        set_switches (self);
      else
        fill (self);
    }
  else
    g_message ("The rules could not be read: %s", error->message);
  if (self->again)
    read_book (self);
}

static void
read_book (SoRulesGroup *self)
{
  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  so_studio_read_rulebook_async (self->studio, NULL, on_read, g_object_ref (self));
}

static void
on_store_changed (SoRulesGroup *self, guint changes)
{
  if (changes & (SO_CHANGED_SETTINGS | SO_CHANGED_KNOWLEDGE))
    read_book (self);
}

static void
so_rules_group_finalize (GObject *object)
{
  SoRulesGroup *self = SO_RULES_GROUP (object);

  g_clear_object (&self->studio);
  so_rulebook_free (self->book);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (so_rules_group_parent_class)->finalize (object);
}

static void
so_rules_group_class_init (SoRulesGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_rules_group_finalize;
}

static void
so_rules_group_init (SoRulesGroup *self)
{
  self->rows = g_ptr_array_new ();
}

static GtkWidget *
make (SoStudio *studio, gboolean follow_ups, const char *title, const char *description, const char *add)
{
  SoRulesGroup *self = g_object_new (SO_TYPE_RULES_GROUP, "title", title, "description", description, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  self->studio = g_object_ref (studio);
  self->follow_ups = follow_ups;
  gtk_widget_set_tooltip_text (button, add);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, add, -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_add), self);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  read_book (self);
  return GTK_WIDGET (self);
}

GtkWidget *
so_rules_group_new (SoStudio *studio)
{
  return make (studio, FALSE, _("Your Own Rules"), _("If a message is like this, then treat it like that. They sort and propose, and never send."), _("Add a Rule"));
}

GtkWidget *
so_rules_group_new_follow_ups (SoStudio *studio)
{
  return make (studio, TRUE, _("Follow-Ups"), _("Messages that are proposed to you some days later, while nobody has written. A rule begins them, or you do, from a conversation’s menu."), _("Add Follow-Ups"));
}
