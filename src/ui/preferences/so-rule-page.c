/* SPDX-License-Identifier: MIT */
#include "so-rule-page.h"

#include "so-automation.h"
#include "so-category-words.h"
#include "so-channel-kind.h"
#include "so-choice-row.h"
#include "so-intent.h"
#include "so-preferences-say.h"
#include "so-stage.h"
#include "so-verb.h"

#include <glib/gi18n.h>
#include <string.h>

#define EXAMPLES_SHOWN 3

struct _SoRulePage {
  AdwNavigationPage parent_instance;

  SoStudio *studio;
  SoRule *rule;                    /* as it was when the page was opened */
  GtkEditable *name, *words, *tag, *tags;      /* borrowed, as all below */
  AdwComboRow *channel, *category, *stage, *priority, *template, *sequence;
  AdwSpinRow *score;
  AdwSwitchRow *first, *closed, *escalate;
  AdwActionRow *trial;
  GtkWidget *save;
  GCancellable *cancellable;       /* of the trial */
};

G_DEFINE_FINAL_TYPE (SoRulePage, so_rule_page, ADW_TYPE_NAVIGATION_PAGE)

static void
leave (SoRulePage *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog)
    adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (dialog));
}

/* "kids, child*" as its parts; NULL where there are none. */
static GStrv
split (GtkEditable *entry)
{
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (entry), ",", -1);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  g_auto (GStrv) result = NULL;

  for (guint i = 0; parts[i]; i++)
    if (*g_strstrip (parts[i]))
      g_strv_builder_add (list, parts[i]);
  result = g_strv_builder_end (list);
  return *result ? g_steal_pointer (&result) : NULL;
}

static char *
dup_words (GtkEditable *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  return *text ? g_steal_pointer (&text) : NULL;
}

static SoRule *
read_form (SoRulePage *self)
{
  SoRule *rule = so_rule_new (NULL);

  rule->name = dup_words (self->name);
  rule->when.words = split (self->words);
  rule->when.channel = g_strdup (so_choice_row_get (self->channel));
  rule->when.category = g_strdup (so_choice_row_get (self->category));
  rule->when.stage = g_strdup (so_choice_row_get (self->stage));
  rule->when.tag = dup_words (self->tag);
  rule->when.score_over = (int) adw_spin_row_get_value (self->score);
  rule->when.scored = rule->when.score_over > 0;
  rule->when.first = adw_switch_row_get_active (self->first);
  rule->when.closed = adw_switch_row_get_active (self->closed);
  /* What this page does not show stays as it is. */
  rule->when.sentiment = g_strdup (self->rule->when.sentiment);
  rule->when.language = g_strdup (self->rule->when.language);
  rule->then.tags = split (self->tags);
  rule->then.priority = g_strdup (so_choice_row_get (self->priority));
  rule->then.escalate = adw_switch_row_get_active (self->escalate);
  rule->then.template_id = g_strdup (so_choice_row_get (self->template));
  rule->then.sequence_id = g_strdup (so_choice_row_get (self->sequence));
  return rule;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoRulePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_do_finish (SO_STUDIO (source), result, &error);

  gtk_widget_set_sensitive (self->save, TRUE);
  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
  else
    leave (self);
}

static void
on_save (SoRulePage *self)
{
  g_autoptr (SoRule) rule = read_form (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  if (!so_rule_check (rule, &error))
    {
      so_preferences_say (GTK_WIDGET (self), error->message);
      gtk_widget_grab_focus (GTK_WIDGET (rule->name ? self->tags : self->name));
      return;
    }
  json = so_rule_to_json (rule, TRUE);
  gtk_widget_set_sensitive (self->save, FALSE);
  so_studio_do_async (self->studio, SO_VERB_RULE_SAVE, self->rule->id ? self->rule->id : "new", json, NULL, on_saved, g_object_ref (self));
}

static void
on_remove (SoRulePage *self)
{
  so_studio_do_async (self->studio, SO_VERB_RULE_DELETE, self->rule->id, NULL, NULL, on_saved, g_object_ref (self));
}

static void
show_trial (SoRulePage *self, const SoRuleTrial *trial)
{
  g_autofree char *title = g_strdup_printf (_("Would have fitted %u of %u messages"), trial->fitting, trial->messages);
  g_autoptr (GString) examples = g_string_new (NULL);

  for (guint i = 0; i < MIN (trial->examples->len, EXAMPLES_SHOWN); i++)
    {
      const SoRuleExample *example = trial->examples->pdata[i];

      /* Translators: a person's name and what she wrote */
      g_string_append_printf (examples, i ? "\n" : "");
      g_string_append_printf (examples, _("%s: “%s”"), example->contact_name, example->question);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->trial), title);
  adw_action_row_set_subtitle (self->trial, examples->str);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->trial), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoRulePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoRuleTrial) trial = so_studio_try_rule_finish (SO_STUDIO (source), result, &error);

  if (trial)
    show_trial (self, trial);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    so_preferences_say (GTK_WIDGET (self), error->message);
}

static void
on_try (SoRulePage *self)
{
  g_autoptr (SoRule) rule = read_form (self);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  so_studio_try_rule_async (self->studio, rule, self->cancellable, on_tried, g_object_ref (self));
}

static GtkWidget *
add_group (GtkWidget *page, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return group;
}

static GtkEditable *
add_entry (GtkWidget *group, const char *title, const char *value)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), value ? value : "");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return GTK_EDITABLE (row);
}

static GtkEditable *
add_list (GtkWidget *group, const char *title, GStrv values)
{
  g_autofree char *text = values ? g_strjoinv (", ", values) : NULL;

  return add_entry (group, title, text);
}

static AdwSwitchRow *
add_switch (GtkWidget *group, const char *title, gboolean on)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), on);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return ADW_SWITCH_ROW (row);
}

static AdwComboRow *
add_choice (GtkWidget *group, const char *title, const char *none)
{
  AdwComboRow *row = so_choice_row_new (title);

  so_choice_row_add (row, none, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (row));
  return row;
}

static void
add_channels (AdwComboRow *row)
{
  for (SoChannelKind kind = 0; kind < SO_N_CHANNELS; kind++)
    so_choice_row_add (row, so_channel_kind_label (kind), so_channel_kind_nick (kind));
}

static void
add_categories (AdwComboRow *row)
{
  guint n;
  const SoSubCategory *all = so_sub_categories (&n);

  for (guint i = 0; i < SO_N_CATEGORIES; i++)
    {
      so_choice_row_add (row, _(so_category_words[i].label), so_category_words[i].nick);
      for (guint k = 0; k < n; k++)
        if (!strcmp (all[k].category, so_category_words[i].nick))
          so_choice_row_add (row, _(all[k].label), all[k].nick);
    }
  adw_combo_row_set_enable_search (row, TRUE);
}

static void
add_if (SoRulePage *self, GtkWidget *page)
{
  GtkWidget *group = add_group (page, _("If a Message Is Like This"), _("All that is filled in has to hold."));
  const SoRuleIf *when = &self->rule->when;

  self->words = add_list (group, _("It Says One of These, with Commas Between"), when->words);
  self->channel = add_choice (group, _("It Comes By"), _("Any Channel"));
  add_channels (self->channel);
  so_choice_row_select (self->channel, when->channel);
  self->category = add_choice (group, _("It Is About"), _("Anything"));
  add_categories (self->category);
  so_choice_row_select (self->category, when->category);
  self->stage = add_choice (group, _("The Person Is At"), _("Any Stage"));
  for (SoStage stage = 0; stage < SO_N_STAGES; stage++)
    so_choice_row_add (self->stage, _(so_stage_label (stage)), so_stage_nick (stage));
  so_choice_row_select (self->stage, when->stage);
  self->tag = add_entry (group, _("Person or Conversation Has the Tag"), when->tag);
  self->score = ADW_SPIN_ROW (adw_spin_row_new_with_range (0, 100, 1));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->score), _("Lead Score Above"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->score), _("0: whatever it is"));
  adw_spin_row_set_value (self->score, when->scored ? when->score_over : 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->score));
  self->first = add_switch (group, _("It Is the First Message"), when->first);
  self->closed = add_switch (group, _("The Studio Is Closed"), when->closed);
}

static void
add_then (SoRulePage *self, GtkWidget *page, const SoRulebook *book)
{
  GtkWidget *group = add_group (page, _("Then"), _("A rule sorts and proposes. It never sends."));
  const SoRuleThen *then = &self->rule->then;

  self->tags = add_list (group, _("Tags, with Commas Between"), then->tags);
  self->priority = add_choice (group, _("Priority"), _("As It Is"));
  so_choice_row_add (self->priority, _("At Least High"), "HIGH");
  so_choice_row_add (self->priority, _("Urgent"), "URGENT");
  so_choice_row_select (self->priority, then->priority);
  self->escalate = add_switch (group, _("Bring It to Me First"), then->escalate);
  self->template = add_choice (group, _("Propose a Template"), _("None"));
  for (guint i = 0; i < book->templates->len; i++)
    so_choice_row_add (self->template, ((SoReplyTemplate *) book->templates->pdata[i])->name, ((SoReplyTemplate *) book->templates->pdata[i])->id);
  so_choice_row_select (self->template, then->template_id);
  self->sequence = add_choice (group, _("Begin Follow-Ups"), _("None"));
  for (guint i = 0; i < book->sequences->len; i++)
    so_choice_row_add (self->sequence, ((SoSequence *) book->sequences->pdata[i])->name, ((SoSequence *) book->sequences->pdata[i])->id);
  so_choice_row_select (self->sequence, then->sequence_id);
}

static void
add_trial (SoRulePage *self, GtkWidget *page)
{
  GtkWidget *group = add_group (page, _("The Last 30 Days"), NULL), *button = gtk_button_new_with_mnemonic (_("_Try"));

  self->trial = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->trial), _("See what it would have fitted"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->trial), FALSE);
  adw_action_row_set_subtitle_lines (self->trial, 2 * EXAMPLES_SHOWN);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_try), self);
  adw_action_row_add_suffix (self->trial, button);
  adw_action_row_set_activatable_widget (self->trial, button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->trial));
}

static void
add_remove (SoRulePage *self, GtkWidget *page)
{
  GtkWidget *group = add_group (page, NULL, NULL), *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Remove Rule"));
  gtk_widget_add_css_class (row, "destructive-action");
  g_signal_connect_swapped (row, "activated", G_CALLBACK (on_remove), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
so_rule_page_dispose (GObject *object)
{
  SoRulePage *self = SO_RULE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (so_rule_page_parent_class)->dispose (object);
}

static void
so_rule_page_finalize (GObject *object)
{
  SoRulePage *self = SO_RULE_PAGE (object);

  g_clear_object (&self->studio);
  so_rule_free (self->rule);
  G_OBJECT_CLASS (so_rule_page_parent_class)->finalize (object);
}

static void
so_rule_page_class_init (SoRulePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_rule_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_rule_page_finalize;
}

static void
so_rule_page_init (SoRulePage *self)
{
}

AdwNavigationPage *
so_rule_page_new (SoStudio *studio, const SoRule *rule, const SoRulebook *book)
{
  SoRulePage *self = g_object_new (SO_TYPE_RULE_PAGE, "title", rule ? rule->name : _("New Rule"), NULL);
  GtkWidget *view = adw_toolbar_view_new (), *header = adw_header_bar_new (), *page = adw_preferences_page_new ();

  self->studio = g_object_ref (studio);
  self->rule = rule ? so_rule_copy (rule) : so_rule_new (NULL);
  self->save = gtk_button_new_with_mnemonic (_("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (on_save), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);
  self->name = add_entry (add_group (page, NULL, NULL), _("Name"), self->rule->name);
  add_if (self, page);
  add_then (self, page, book);
  add_trial (self, page);
  if (rule)
    add_remove (self, page);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  return ADW_NAVIGATION_PAGE (self);
}
