/* SPDX-License-Identifier: MIT */
#include "so-advice-group.h"

#include "so-advice.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoAdviceGroup {
  AdwPreferencesGroup parent_instance;

  gboolean with_leads;
  GPtrArray *rows;       /* borrowed */
  GPtrArray *advices;    /* SoAdvice, of the rows */
  char *shown;           /* what they show */
};

G_DEFINE_FINAL_TYPE (SoAdviceGroup, so_advice_group, ADW_TYPE_PREFERENCES_GROUP)

/* Where each leads: a page, and what is started there. */
static const struct {
  const char *page, *action;
} ways[SO_N_ADVICE_ACTIONS] = {
  [SO_ADVICE_OPEN_KNOWLEDGE] = { "knowledge", "knowledge.add" },
  [SO_ADVICE_OPEN_HOURS] = { NULL, "win.preferences" },
  [SO_ADVICE_OPEN_REMINDERS] = { NULL, "win.preferences" },
  [SO_ADVICE_OPEN_LEADS] = { "leads", NULL },
  [SO_ADVICE_OPEN_SCHEDULE] = { "schedule", NULL },
  [SO_ADVICE_OPEN_CONTACTS] = { "contacts", NULL },
};

static void
on_clicked (GtkWidget *button, const SoAdvice *advice)
{
  SoWindow *window = so_window_of (button);

  if (!window)
    return;
  if (advice->action == SO_ADVICE_OPEN_THREAD)
    {
      if (advice->target)
        so_window_open_thread (window, advice->target, NULL);
      return;
    }
  if (advice->action == SO_ADVICE_OPEN_CALLS_MISSED || advice->action == SO_ADVICE_OPEN_CALLS_AFTER_HOURS)
    so_window_show_calls (window, advice->action == SO_ADVICE_OPEN_CALLS_MISSED ? SO_CALLS_MISSED : SO_CALLS_AFTER_HOURS);
  if (ways[advice->action].page)
    so_window_show_page (window, ways[advice->action].page);
  if (ways[advice->action].action)
    so_window_activate (window, ways[advice->action].action);
}

static void
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "dim-label");
    }
  gtk_box_append (GTK_BOX (box), label);
}

/* The button stands below: beside it a sentence would have no room in a narrow window. */
static void
add_row (SoAdviceGroup *self, SoAdvice *advice)
{
  GtkWidget *row = adw_preferences_row_new (), *button = gtk_button_new_with_label (_(so_advice_action_label (advice->action))), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), advice->title);
  add_label (box, advice->title, NULL);
  if (advice->detail)
    add_label (box, advice->detail, "caption");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), advice);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "so-tile");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, advice->title, -1);
  gtk_widget_set_name (row, so_advice_nick (advice->kind));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static char *
dup_signature (GPtrArray *advices)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < advices->len; i++)
    {
      const SoAdvice *advice = advices->pdata[i];

      g_string_append_printf (all, "%s\n%s\n%s\n", advice->title, advice->detail ? advice->detail : "", advice->target ? advice->target : "");
    }
  return g_string_free_and_steal (all);
}

void
so_advice_group_show (SoAdviceGroup *self, const SoOverview *overview)
{
  g_autoptr (GPtrArray) advices = so_advice_list (overview);
  g_autofree char *signature = NULL;

  g_return_if_fail (SO_IS_ADVICE_GROUP (self));

  for (guint i = advices->len; !self->with_leads && i-- > 0;)
    if (((const SoAdvice *) advices->pdata[i])->kind == SO_ADVICE_HOT_LEADS)
      g_ptr_array_remove_index (advices, i);
  signature = dup_signature (advices);
  /* The focus may be on one of them. */
  if (!g_set_str (&self->shown, signature))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->advices, g_ptr_array_unref);
  self->advices = g_steal_pointer (&advices);
  for (guint i = 0; i < self->advices->len; i++)
    add_row (self, self->advices->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self), self->advices->len > 0);
}

static void
so_advice_group_finalize (GObject *object)
{
  SoAdviceGroup *self = SO_ADVICE_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->advices, g_ptr_array_unref);
  g_free (self->shown);
  G_OBJECT_CLASS (so_advice_group_parent_class)->finalize (object);
}

static void
so_advice_group_class_init (SoAdviceGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_advice_group_finalize;
}

static void
so_advice_group_init (SoAdviceGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("What the Numbers Suggest"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

SoAdviceGroup *
so_advice_group_new (gboolean with_leads)
{
  SoAdviceGroup *self = g_object_new (SO_TYPE_ADVICE_GROUP, NULL);

  self->with_leads = with_leads;
  return self;
}
