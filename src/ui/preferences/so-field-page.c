/* SPDX-License-Identifier: MIT */
#include "so-field-page.h"

#include "so-choice-row.h"
#include "so-json.h"
#include "so-preferences-say.h"
#include "so-verb.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SoFieldPage {
  AdwNavigationPage parent_instance;

  SoStudio *studio;
  char *name;                      /* NULL: new */
  GtkWidget *label, *choices, *secret, *save;   /* borrowed, as below */
  AdwComboRow *kind;
};

G_DEFINE_FINAL_TYPE (SoFieldPage, so_field_page, ADW_TYPE_NAVIGATION_PAGE)

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoFieldPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = so_studio_do_finish (SO_STUDIO (source), result, &error);
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  gtk_widget_set_sensitive (self->save, TRUE);
  if (error)
    {
      so_preferences_say (GTK_WIDGET (self), error->message);
      gtk_widget_grab_focus (self->label);
    }
  else if (dialog)
    adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (dialog));
}

/* "A, B , C" → one a line, as it is stored. */
static char *
dup_choices (SoFieldPage *self)
{
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->choices)), ",", -1);
  GString *all = g_string_new (NULL);

  for (guint i = 0; parts[i]; i++)
    if (*g_strstrip (parts[i]))
      g_string_append_printf (all, "%s%s", all->len ? "\n" : "", parts[i]);
  return g_string_free_and_steal (all);
}

static char *
dup_wish (SoFieldPage *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->label)))), *choices = dup_choices (self);
  const char *kind = so_choice_row_get (self->kind);
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  json_object_set_string_member (object, "label", label);
  json_object_set_string_member (object, "kind", kind);
  if (!strcmp (kind, "choice"))
    json_object_set_string_member (object, "choices", choices);
  json_object_set_int_member (object, "sensitive", adw_switch_row_get_active (ADW_SWITCH_ROW (self->secret)));
  return so_json_write (node, FALSE);
}

static void
on_save (SoFieldPage *self)
{
  g_autofree char *wish = dup_wish (self);

  gtk_widget_set_sensitive (self->save, FALSE);
  so_studio_do_async (self->studio, SO_VERB_FIELD_KIND, self->name ? self->name : "new", wish, NULL, on_saved, g_object_ref (self));
}

static void
on_remove (SoFieldPage *self)
{
  so_studio_do_async (self->studio, SO_VERB_FIELD_KIND_REMOVE, self->name, NULL, NULL, on_saved, g_object_ref (self));
}

static void
on_kind_changed (SoFieldPage *self)
{
  gtk_widget_set_visible (self->choices, !g_strcmp0 (so_choice_row_get (self->kind), "choice"));
}

static AdwComboRow *
make_kind (void)
{
  AdwComboRow *row = so_choice_row_new (_("What Is Entered"));

  so_choice_row_add (row, _("Text"), "text");
  so_choice_row_add (row, _("Date"), "date");
  so_choice_row_add (row, _("Number"), "number");
  so_choice_row_add (row, _("Choice"), "choice");
  so_choice_row_add (row, _("Yes or No"), "yes-no");
  return row;
}

static GtkWidget *
make_secret (gboolean is_new)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Only on This Computer"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), is_new ? _("For what is sensitive: no other computer, no language model and no search is told. This cannot be changed later.")
                                                            : _("This was said when the field was made."));
  gtk_widget_set_sensitive (row, is_new);
  return row;
}

static GtkWidget *
make_entry (const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  return row;
}

static void
add_remove (SoFieldPage *self, GtkWidget *page)
{
  GtkWidget *group = adw_preferences_group_new (), *row = adw_button_row_new ();

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("What was entered for people is kept, and shown again if a field of this name is added."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Remove This Field"));
  gtk_widget_add_css_class (row, "destructive-action");
  g_signal_connect_swapped (row, "activated", G_CALLBACK (on_remove), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
}

static GtkWidget *
make_form (SoFieldPage *self, const SoFieldKind *kind)
{
  GtkWidget *page = adw_preferences_page_new (), *group = adw_preferences_group_new ();
  g_auto (GStrv) choices = kind && kind->choices ? g_strsplit (kind->choices, "\n", -1) : NULL;
  g_autofree char *shown = choices ? g_strjoinv (", ", choices) : NULL;

  self->label = make_entry (_("Name"));
  self->kind = make_kind ();
  self->choices = make_entry (_("Choices, With Commas Between"));
  self->secret = make_secret (!kind);
  gtk_editable_set_text (GTK_EDITABLE (self->label), kind ? kind->label : "");
  gtk_editable_set_text (GTK_EDITABLE (self->choices), shown ? shown : "");
  so_choice_row_select (self->kind, kind ? kind->kind : "text");
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->secret), kind && kind->sensitive);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->label);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->kind));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->choices);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->secret);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (on_kind_changed), self);
  on_kind_changed (self);
  if (kind)
    add_remove (self, page);
  return page;
}

static void
so_field_page_shown (AdwNavigationPage *page)
{
  SoFieldPage *self = SO_FIELD_PAGE (page);

  if (!self->name)
    gtk_widget_grab_focus (self->label);
}

static void
so_field_page_finalize (GObject *object)
{
  g_clear_object (&SO_FIELD_PAGE (object)->studio);
  g_free (SO_FIELD_PAGE (object)->name);
  G_OBJECT_CLASS (so_field_page_parent_class)->finalize (object);
}

static void
so_field_page_class_init (SoFieldPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_field_page_finalize;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = so_field_page_shown;
}

static void
so_field_page_init (SoFieldPage *self)
{
}

AdwNavigationPage *
so_field_page_new (SoStudio *studio, const SoFieldKind *kind)
{
  SoFieldPage *self = g_object_new (SO_TYPE_FIELD_PAGE, "title", kind ? kind->label : _("New Field"), NULL);
  GtkWidget *view = adw_toolbar_view_new (), *header = adw_header_bar_new ();

  self->studio = g_object_ref (studio);
  self->name = kind ? g_strdup (kind->name) : NULL;
  self->save = gtk_button_new_with_mnemonic (_("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (on_save), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), make_form (self, kind));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  return ADW_NAVIGATION_PAGE (self);
}
