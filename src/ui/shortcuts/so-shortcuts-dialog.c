/* SPDX-License-Identifier: MIT */
#include "so-shortcuts-dialog.h"

#include "so-bindings.h"
#include "so-fuzzy.h"

#include <glib/gi18n.h>

typedef struct {
  const SoAction *action;
  GtkWidget *row;         /* borrowed */
  char *words;            /* what is searched */
} Line;

struct _SoShortcutsDialog {
  AdwDialog parent_instance;

  GtkEditable *entry;
  GtkStack *stack;
  AdwPreferencesPage *page;

  GArray *lines;
  GtkWidget *groups[SO_N_SECTIONS];
};

G_DEFINE_FINAL_TYPE (SoShortcutsDialog, so_shortcuts_dialog, ADW_TYPE_DIALOG)

GtkWidget *
so_shortcut_row_new (const SoAction *action)
{
  GtkWidget *row = adw_action_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_auto (GStrv) keys = so_action_dup_keys (action);
  g_autofree char *joined = g_strjoinv (_(" or "), keys);
  g_autofree char *name = g_strdup_printf ("%s, %s", so_action_label (action), joined);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), so_action_label (action));
  for (char **key = keys; *key; key++)
    {
      GtkWidget *label = gtk_label_new (*key);

      gtk_widget_add_css_class (label, "so-key");
      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), label);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static gboolean
matches (const Line *line, const char *query)
{
  return so_fuzzy_score (query, line->words) >= 200 || so_fuzzy_score (query, so_action_label (line->action)) > 0;
}

static void
on_search_changed (SoShortcutsDialog *self)
{
  const char *query = gtk_editable_get_text (self->entry);
  gboolean any = FALSE, in_group[SO_N_SECTIONS] = { FALSE };

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      gboolean shown = matches (line, query);

      gtk_widget_set_visible (line->row, shown);
      in_group[line->action->section] |= shown;
      any |= shown;
    }
  for (guint i = 0; i < SO_N_SECTIONS; i++)
    if (self->groups[i])
      gtk_widget_set_visible (self->groups[i], in_group[i]);
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "none");
}

static void
on_stop_search (SoShortcutsDialog *self)
{
  if (*gtk_editable_get_text (self->entry))
    gtk_editable_set_text (self->entry, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
add_action (SoShortcutsDialog *self, const SoAction *action)
{
  GtkWidget **group = &self->groups[action->section];
  g_auto (GStrv) keys = so_action_dup_keys (action);
  g_autofree char *joined = g_strjoinv (" ", keys);
  Line line = { action, so_shortcut_row_new (action), NULL };

  line.words = g_strconcat (joined, " ", so_section_label (action->section), " ", so_action_label (action), NULL);
  if (!*group)
    {
      *group = adw_preferences_group_new ();
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (*group), so_section_label (action->section));
      adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (*group));
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (*group), line.row);
  g_array_append_val (self->lines, line);
}

static void
clear_line (Line *line)
{
  g_free (line->words);
}

static void
so_shortcuts_dialog_dispose (GObject *object)
{
  SoShortcutsDialog *self = SO_SHORTCUTS_DIALOG (object);

  g_clear_pointer (&self->lines, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_SHORTCUTS_DIALOG);
  G_OBJECT_CLASS (so_shortcuts_dialog_parent_class)->dispose (object);
}

static void
so_shortcuts_dialog_class_init (SoShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_shortcuts_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SoShortcutsDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, SoShortcutsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SoShortcutsDialog, page);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
}

static void
so_shortcuts_dialog_init (SoShortcutsDialog *self)
{
  guint n;
  const SoAction *actions = so_actions (&n);

  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, (GDestroyNotify) clear_line);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n; i++)
    if (*so_bindings_get_keys (so_bindings_in_force (), &actions[i]))
      add_action (self, &actions[i]);
}

AdwDialog *
so_shortcuts_dialog_new (void)
{
  return g_object_new (SO_TYPE_SHORTCUTS_DIALOG, NULL);
}
