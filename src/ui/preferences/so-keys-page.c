/* SPDX-License-Identifier: MIT */
#include "so-keys-page.h"

#include "so-bindings.h"
#include "so-fuzzy.h"
#include "so-key-capture.h"

#include <glib/gi18n.h>

typedef struct {
  const SoAction *action;
  GtkWidget *row, *keys, *reset;
} Line;

struct _SoKeysPage {
  AdwNavigationPage parent_instance;

  GSettings *settings;
  GtkEditable *entry;
  GtkStack *stack;
  AdwPreferencesPage *page;
  GtkWidget *reset_all;
  GtkWidget *groups[SO_N_SECTIONS];
  GArray *lines;
};

G_DEFINE_FINAL_TYPE (SoKeysPage, so_keys_page, ADW_TYPE_NAVIGATION_PAGE)

static void
show_line (const Line *line, const SoBindings *bindings)
{
  g_auto (GStrv) labels = so_key_dup_labels (so_bindings_get_keys (bindings, line->action));
  g_autofree char *joined = g_strjoinv (_(" or "), labels);
  g_autofree char *name = g_strdup_printf ("%s, %s", so_action_label (line->action), *joined ? joined : _("No key"));

  gtk_label_set_label (GTK_LABEL (line->keys), *joined ? joined : _("No key"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (line->reset, so_bindings_is_own (bindings, line->action));
}

static void
show_keys (SoKeysPage *self)
{
  const SoBindings *bindings = so_bindings_in_force ();
  g_autoptr (GVariant) own = g_settings_get_value (self->settings, "key-bindings");

  for (guint i = 0; i < self->lines->len; i++)
    show_line (&g_array_index (self->lines, Line, i), bindings);
  gtk_widget_set_sensitive (self->reset_all, g_variant_n_children (own) > 0);
}

/* By its name, or by a key: "Ctrl+Z" and "G then" find what they are. */
static gboolean
fits (const Line *line, const char *query)
{
  g_autofree char *keys = g_utf8_casefold (gtk_label_get_label (GTK_LABEL (line->keys)), -1);
  g_autofree char *wanted = g_utf8_casefold (query, -1);

  return so_fuzzy_score (query, so_action_label (line->action)) > 0 || g_str_equal (keys, wanted) ||
         (strlen (wanted) > 1 && strstr (keys, wanted));
}

static void
on_search_changed (SoKeysPage *self)
{
  const char *query = gtk_editable_get_text (self->entry);
  gboolean any = FALSE, in_group[SO_N_SECTIONS] = { FALSE };

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      gboolean shown = fits (line, query);

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
on_activated (SoKeysPage *self, AdwActionRow *row)
{
  const SoAction *action = g_object_get_data (G_OBJECT (row), "so-action");

  adw_dialog_present (so_key_capture_new (self->settings, action), GTK_WIDGET (self));
}

static void
on_reset (GtkWidget *button, SoKeysPage *self)
{
  const SoAction *action = g_object_get_data (G_OBJECT (button), "so-action");
  const SoBindings *bindings = so_bindings_in_force ();
  const SoAction *other = so_bindings_conflict (bindings, action, so_key_preset_keys (so_bindings_get_preset (bindings), action));
  g_autoptr (GVariant) own = g_variant_ref_sink (so_bindings_with (bindings, action, NULL));

  /* Somebody else has the key by now: it goes back to where it came from, too. */
  if (other)
    {
      g_autoptr (SoBindings) after = so_bindings_new (so_bindings_get_preset (bindings), own);

      g_variant_unref (own);
      own = g_variant_ref_sink (so_bindings_with (after, other, NULL));
    }
  gtk_widget_grab_focus (gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW));
  g_settings_set_value (self->settings, "key-bindings", own);
}

static void
on_reset_all (SoKeysPage *self)
{
  g_settings_reset (self->settings, "key-bindings");
}

static GtkWidget *
reset_button (SoKeysPage *self, const SoAction *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Back to the Key of the Set"));
  g_object_set_data (G_OBJECT (button), "so-action", (gpointer) action);
  g_signal_connect (button, "clicked", G_CALLBACK (on_reset), self);
  return button;
}

static void
add_line (SoKeysPage *self, const SoAction *action)
{
  GtkWidget **group = &self->groups[action->section];
  Line line = { action, adw_action_row_new (), gtk_label_new (NULL), reset_button (self, action) };

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line.row), so_action_label (action));
  gtk_widget_add_css_class (line.keys, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (line.row), line.keys);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line.row), line.reset);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line.row), TRUE);
  g_object_set_data (G_OBJECT (line.row), "so-action", (gpointer) action);
  g_signal_connect_swapped (line.row, "activated", G_CALLBACK (on_activated), self);
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
add_lines (SoKeysPage *self)
{
  GtkWidget *last = adw_preferences_group_new ();
  guint n;
  const SoAction *actions = so_actions (&n);

  for (guint i = 0; i < n; i++)
    add_line (self, &actions[i]);
  self->reset_all = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reset_all), _("All Keys as in the Set"));
  g_signal_connect_swapped (self->reset_all, "activated", G_CALLBACK (on_reset_all), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (last), self->reset_all);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (last));
}

static GtkWidget *
make_content (SoKeysPage *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *none = adw_status_page_new (), *entry = gtk_search_entry_new ();

  self->entry = GTK_EDITABLE (entry);
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (entry), 0);
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (entry), _("Search by name or key"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search by name or key"), -1);
  gtk_widget_set_margin_start (entry, 12);
  gtk_widget_set_margin_end (entry, 12);
  gtk_widget_set_margin_bottom (entry, 6);
  g_signal_connect_swapped (entry, "search-changed", G_CALLBACK (on_search_changed), self);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _("No Such Shortcut"));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "system-search-symbolic");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->page), "list");
  gtk_stack_add_named (self->stack, none, "none");
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), entry);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->stack));
  return view;
}

/* Not before the settings' own listener, which makes what is in force. */
static void
on_settings_idle (gpointer user_data)
{
  g_autoptr (SoKeysPage) self = user_data;

  if (self->lines)
    show_keys (self);
}

static void
on_settings_changed (SoKeysPage *self)
{
  g_idle_add_once (on_settings_idle, g_object_ref (self));
}

static void
so_keys_page_dispose (GObject *object)
{
  SoKeysPage *self = SO_KEYS_PAGE (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->lines, g_array_unref);
  G_OBJECT_CLASS (so_keys_page_parent_class)->dispose (object);
}

static void
so_keys_page_class_init (SoKeysPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_keys_page_dispose;
}

static void
so_keys_page_init (SoKeysPage *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Keys"));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), make_content (self));
  add_lines (self);
  g_signal_connect_object (self, "shown", G_CALLBACK (gtk_widget_grab_focus), self->entry, G_CONNECT_SWAPPED);
}

GtkWidget *
so_keys_page_new (GSettings *settings)
{
  SoKeysPage *self = g_object_new (SO_TYPE_KEYS_PAGE, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::key-bindings", G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::key-preset", G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);
  show_keys (self);
  return GTK_WIDGET (self);
}
