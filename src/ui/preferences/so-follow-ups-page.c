/* SPDX-License-Identifier: MIT */
#include "so-follow-ups-page.h"

#include "so-json.h"
#include "so-preferences-say.h"
#include "so-verb.h"

#include <glib/gi18n.h>

#define DAYS 3

struct _SoFollowUpsPage {
  AdwNavigationPage parent_instance;

  SoStudio *studio;
  char *id;                        /* NULL: new */
  GtkWidget *page, *save;          /* borrowed, as all below */
  GtkEditable *name;
  AdwPreferencesGroup *messages, *more;
  GPtrArray *days, *texts;         /* AdwSpinRow, GtkEditable: one of each for each message */
};

G_DEFINE_FINAL_TYPE (SoFollowUpsPage, so_follow_ups_page, ADW_TYPE_NAVIGATION_PAGE)

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoFollowUpsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_do_finish (SO_STUDIO (source), result, &error);
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  gtk_widget_set_sensitive (self->save, TRUE);
  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
  else if (dialog)
    adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (dialog));
}

/* A message whose text was emptied is taken out. */
static SoSequence *
read_form (SoFollowUpsPage *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  SoSequence *sequence = so_sequence_new (name);

  for (guint i = 0; i < self->texts->len; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->texts->pdata[i])));

      if (*text)
        so_sequence_add (sequence, (guint) adw_spin_row_get_value (self->days->pdata[i]), text);
    }
  return sequence;
}

static char *
dup_wish (const SoSequence *sequence)
{
  g_autofree char *steps = so_sequence_to_json (sequence);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  json_object_set_string_member (object, "name", sequence->name);
  json_object_set_member (object, "steps", so_json_parse (steps, -1, 0, NULL));
  return so_json_write (node, FALSE);
}

static void
on_save (SoFollowUpsPage *self)
{
  g_autoptr (SoSequence) sequence = read_form (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  if (!so_sequence_check (sequence, &error))
    {
      so_preferences_say (GTK_WIDGET (self), error->message);
      gtk_widget_grab_focus (*sequence->name ? self->texts->pdata[0] : GTK_WIDGET (self->name));
      return;
    }
  json = dup_wish (sequence);
  gtk_widget_set_sensitive (self->save, FALSE);
  so_studio_do_async (self->studio, SO_VERB_FOLLOW_UPS_SAVE, self->id ? self->id : "new", json, NULL, on_saved, g_object_ref (self));
}

static void
on_remove (SoFollowUpsPage *self)
{
  so_studio_do_async (self->studio, SO_VERB_FOLLOW_UPS_DELETE, self->id, NULL, NULL, on_saved, g_object_ref (self));
}

static void
add_message (SoFollowUpsPage *self, guint days, const char *text)
{
  guint number = self->texts->len + 1;
  g_autofree char *when = number == 1 ? g_strdup (_("Days until the First Message")) : g_strdup_printf (_("Days until Message %u"), number);
  g_autofree char *what = g_strdup_printf (_("What Message %u Says"), number);
  GtkWidget *spin = adw_spin_row_new_with_range (1, SO_SEQUENCE_MOST_DAYS, 1), *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (spin), when);
  adw_spin_row_set_value (ADW_SPIN_ROW (spin), days);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), what);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  adw_preferences_group_add (self->messages, spin);
  adw_preferences_group_add (self->messages, entry);
  g_ptr_array_add (self->days, spin);
  g_ptr_array_add (self->texts, entry);
  gtk_widget_set_visible (GTK_WIDGET (self->more), number < SO_SEQUENCE_MOST_STEPS);
}

static void
on_more (SoFollowUpsPage *self)
{
  add_message (self, DAYS, "");
  gtk_widget_grab_focus (self->texts->pdata[self->texts->len - 1]);
}

static void
add_button (GtkWidget *page, AdwPreferencesGroup *group, const char *title, const char *style, GCallback activated, SoFollowUpsPage *self)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (style)
    gtk_widget_add_css_class (row, style);
  g_signal_connect_swapped (row, "activated", activated, self);
  adw_preferences_group_add (group, row);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
}

static void
so_follow_ups_page_finalize (GObject *object)
{
  SoFollowUpsPage *self = SO_FOLLOW_UPS_PAGE (object);

  g_clear_object (&self->studio);
  g_free (self->id);
  g_ptr_array_unref (self->days);
  g_ptr_array_unref (self->texts);
  G_OBJECT_CLASS (so_follow_ups_page_parent_class)->finalize (object);
}

static void
so_follow_ups_page_class_init (SoFollowUpsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_follow_ups_page_finalize;
}

static void
so_follow_ups_page_init (SoFollowUpsPage *self)
{
  self->days = g_ptr_array_new ();
  self->texts = g_ptr_array_new ();
}

static void
fill (SoFollowUpsPage *self, const SoSequence *sequence)
{
  GtkWidget *first = adw_preferences_group_new (), *name = adw_entry_row_new ();

  self->name = GTK_EDITABLE (name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name), _("Name"));
  gtk_editable_set_text (self->name, sequence ? sequence->name : "");
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (first), _("They end when the person writes, becomes a customer or is lost. Filled in: {first name|there}, {studio}, {price:NAME}, {open}."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (first), name);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (first));
  self->messages = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), self->messages);
  self->more = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  add_button (self->page, self->more, _("Add Another Message"), NULL, G_CALLBACK (on_more), self);
  for (guint i = 0; sequence && i < sequence->steps->len; i++)
    add_message (self, ((SoSequenceStep *) sequence->steps->pdata[i])->days, ((SoSequenceStep *) sequence->steps->pdata[i])->text);
  if (!sequence)
    add_message (self, DAYS, "");
  else
    add_button (self->page, ADW_PREFERENCES_GROUP (adw_preferences_group_new ()), _("Remove Follow-Ups"), "destructive-action", G_CALLBACK (on_remove), self);
}

AdwNavigationPage *
so_follow_ups_page_new (SoStudio *studio, const SoSequence *sequence)
{
  SoFollowUpsPage *self = g_object_new (SO_TYPE_FOLLOW_UPS_PAGE, "title", sequence ? sequence->name : _("New Follow-Ups"), NULL);
  GtkWidget *view = adw_toolbar_view_new (), *header = adw_header_bar_new ();

  self->studio = g_object_ref (studio);
  self->id = sequence ? g_strdup (sequence->id) : NULL;
  self->page = adw_preferences_page_new ();
  self->save = gtk_button_new_with_mnemonic (_("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (on_save), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);
  fill (self, sequence);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), self->page);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  return ADW_NAVIGATION_PAGE (self);
}
