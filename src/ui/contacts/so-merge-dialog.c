/* SPDX-License-Identifier: MIT */
#include "so-merge-dialog.h"

#include "so-choice-row.h"
#include "so-contact-row.h"
#include "so-error.h"
#include "so-exchange-person.h"
#include "so-facts.h"
#include "so-insight-words.h"
#include "so-json.h"
#include "so-merge-words.h"
#include "so-people-facts.h"
#include "so-preference-group.h"
#include "so-text.h"
#include "so-toasts.h"
#include "so-verb.h"

#include <glib/gi18n.h>

#define MOST_CHARS 80      /* of a note, where it is chosen */

enum { NAME, BIRTHDAY, STAGE, NOTES, N_FIELDS };

static const char *const field_names[N_FIELDS] = { "name", "birthday", "stage", "notes" };

struct _SoMergeDialog {
  AdwDialog parent_instance;

  AdwToastOverlay *errors;          /* borrowed, as all widgets */
  GtkWidget *merge;
  GtkCheckButton *stays[2];
  AdwPreferencesGroup *then;
  AdwComboRow *fields[N_FIELDS];    /* NULL: both have the same */
  GPtrArray *others;                /* rows of the studio's own fields */

  SoWindow *window;                 /* weak: the dialog lives in it */
  AdwToastOverlay *toasts;          /* weak, or NULL */
  SoStudio *studio;
  SoContact *people[2];
  SoPersonCounts counts[2];
};

G_DEFINE_FINAL_TYPE (SoMergeDialog, so_merge_dialog, ADW_TYPE_DIALOG)

static guint
survivor_of (SoMergeDialog *self)
{
  return gtk_check_button_get_active (self->stays[0]) ? 0 : 1;
}

static GtkWidget *
add_property (AdwPreferencesGroup *group, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  gtk_widget_add_css_class (row, "property");
  gtk_widget_set_visible (row, *value != '\0');
  adw_preferences_group_add (group, row);
  return row;
}

/* What they have then ------------------------------------------------------------------------------ */

static AdwComboRow *
add_choice (SoMergeDialog *self, guint field, const char *title)
{
  AdwComboRow *row = so_choice_row_new (title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_combo_row_set_use_subtitle (row, TRUE);
  adw_preferences_group_add (self->then, GTK_WIDGET (row));
  self->fields[field] = row;
  return row;
}

/* What the survivor has stands for no value: it stays as it is. */
static void
offer (SoMergeDialog *self, guint field, const char *title, const char *own, const char *theirs, const char *proposed)
{
  AdwComboRow *row;

  if (!theirs || !*theirs || !g_strcmp0 (own, theirs))
    return;
  row = add_choice (self, field, title);
  so_choice_row_add (row, own && *own ? own : _("None"), NULL);
  so_choice_row_add (row, theirs, theirs);
  so_choice_row_select (row, proposed);
}

static void
offer_stage (SoMergeDialog *self, const SoContact *own, const SoContact *theirs, const char *proposed)
{
  AdwComboRow *row;

  if (!g_strcmp0 (own->stage, theirs->stage))
    return;
  row = add_choice (self, STAGE, _("Stage"));
  so_choice_row_add (row, so_contact_stage_label (own->stage), NULL);
  so_choice_row_add (row, so_contact_stage_label (theirs->stage), theirs->stage);
  so_choice_row_select (row, proposed);
}

static void
offer_notes (SoMergeDialog *self, const SoContact *own, const SoContact *theirs, const char *proposed)
{
  g_autofree char *mine = so_text_snippet (own->notes ? own->notes : "", MOST_CHARS), *other = so_text_snippet (theirs->notes ? theirs->notes : "", MOST_CHARS);
  gboolean both = proposed && g_strcmp0 (proposed, theirs->notes);
  AdwComboRow *row;

  if (!*other || !g_strcmp0 (own->notes, theirs->notes))
    return;
  row = add_choice (self, NOTES, _("Notes"));
  so_choice_row_add (row, *mine ? mine : _("None"), NULL);
  so_choice_row_add (row, other, theirs->notes);
  if (both)
    so_choice_row_add (row, _("Both"), proposed);
  so_choice_row_select (row, proposed);
}

static const char *
value_of (GPtrArray *fields, const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((const SoContactField *) fields->pdata[i])->name, name))
      return ((const SoContactField *) fields->pdata[i])->value;
  return NULL;
}

/* The studio's own fields are not chosen: what only one of them has is shown, and where both have one, that of who stays. */
static void
show_others (SoMergeDialog *self, const SoContact *own, const SoContact *theirs)
{
  g_autoptr (GPtrArray) mine = so_studio_list_fields (self->studio, own->id), other = so_studio_list_fields (self->studio, theirs->id);

  for (guint i = 0; i < self->others->len; i++)
    adw_preferences_group_remove (self->then, self->others->pdata[i]);
  g_ptr_array_set_size (self->others, 0);
  for (guint i = 0; i < other->len; i++)
    {
      const SoContactField *field = other->pdata[i];
      const char *value = value_of (mine, field->name);
      /* Translators: the first %s is a value that is shown, the second one that is not */
      g_autofree char *text = value ? g_strdup_printf (_("%s (the other one keeps “%s”)"), value, field->value) : g_strdup (field->value);

      if (!value || g_strcmp0 (value, field->value))
        g_ptr_array_add (self->others, add_property (self->then, so_insight_words_field (field->name), text));
    }
}

static void
offer_fields (SoMergeDialog *self)
{
  const SoContact *own = self->people[survivor_of (self)], *theirs = self->people[1 - survivor_of (self)];
  SoMergeChoice proposed = { 0 };

  for (guint i = 0; i < N_FIELDS; i++)
    if (self->fields[i])
      adw_preferences_group_remove (self->then, GTK_WIDGET (self->fields[i]));
  memset (self->fields, 0, sizeof self->fields);
  so_studio_propose_merge (self->studio, own->id, theirs->id, &proposed, NULL);
  offer (self, NAME, _("Name"), own->name, theirs->name, proposed.name);
  offer (self, BIRTHDAY, _("Birthday"), own->birthday, theirs->birthday, proposed.birthday);
  offer_stage (self, own, theirs, proposed.stage);
  offer_notes (self, own, theirs, proposed.notes);
  so_merge_choice_clear (&proposed);
  show_others (self, own, theirs);
  gtk_widget_set_visible (GTK_WIDGET (self->then), self->fields[NAME] || self->fields[BIRTHDAY] || self->fields[STAGE] || self->fields[NOTES] || self->others->len);
}

/* Doing it ----------------------------------------------------------------------------------------- */

static char *
dup_wish (SoMergeDialog *self, const char *other)
{
  JsonObject *wish = json_object_new ();

  json_object_set_string_member (wish, "other", other);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      const char *value = self->fields[i] ? so_choice_row_get (self->fields[i]) : NULL;

      json_object_set_string_member (wish, field_names[i], value ? value : "");
    }
  return so_json_write_object (wish);
}

static void
tell (SoMergeDialog *self, const SoContact *survivor, const SoContact *other)
{
  g_autofree char *message = so_merge_words_done (survivor->name, other->name);

  if (self->toasts)
    so_toasts_note (self->toasts, message, "win.undo");
  else if (self->window)
    so_window_add_undo_toast (self->window, message);
  if (!self->window)
    return;
  so_window_announce (self->window, message);
  if (!self->toasts && !g_strcmp0 (so_window_get_page (self->window), "contacts"))
    so_window_open_contact (self->window, survivor->id);
}

static void
on_merged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoMergeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  guint survivor;

  if (!self->people[0])
    return;
  survivor = survivor_of (self);
  gtk_widget_set_sensitive (self->merge, TRUE);
  if (error)
    return so_toasts_error (self->errors, error->message);
  /* Escape may have been quicker: it was begun, so it was done. */
  if (gtk_widget_get_root (GTK_WIDGET (self)))
    adw_dialog_close (ADW_DIALOG (self));
  tell (self, self->people[survivor], self->people[1 - survivor]);
}

static void
on_merge (SoMergeDialog *self)
{
  guint survivor = survivor_of (self);
  g_autofree char *wish = dup_wish (self, self->people[1 - survivor]->id);

  gtk_widget_set_sensitive (self->merge, FALSE);
  so_studio_do_async (self->studio, SO_VERB_MERGE, self->people[survivor]->id, wish, NULL, on_merged, g_object_ref (self));
}

/* Making it ---------------------------------------------------------------------------------------- */

static void
add_person (SoMergeDialog *self, AdwPreferencesGroup *group, guint i)
{
  const SoContact *contact = self->people[i];
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  g_autofree char *summary = so_merge_words_person (contact, &self->counts[i]);

  self->stays[i] = GTK_CHECK_BUTTON (check);
  gtk_check_button_set_group (self->stays[i], i ? self->stays[0] : NULL);
  gtk_check_button_set_active (self->stays[i], i == 0);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *contact->name ? contact->name : _("Without a name"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), summary);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (group, row);
}

static void
fill (SoMergeDialog *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *who = so_preference_group_add (GTK_WIDGET (page), _("Who Stays"),
                                                      _("The other one is shown as this person from now on. Nothing is moved, so the two can be taken apart again at any time."));
  AdwPreferencesGroup *together;
  g_autofree char *addresses = so_merge_words_addresses (self->people[0], self->people[1]);
  g_autofree char *amount = so_merge_words_amount (&self->counts[0], &self->counts[1]);

  add_person (self, who, 0);
  add_person (self, who, 1);
  self->then = so_preference_group_add (GTK_WIDGET (page), _("What They Have Then"), NULL);
  together = so_preference_group_add (GTK_WIDGET (page), _("Together"), NULL);
  add_property (together, _("Reached At"), addresses);
  add_property (together, _("On One Page"), amount);
  gtk_widget_set_visible (GTK_WIDGET (together), *addresses || *amount);
  offer_fields (self);
  g_signal_connect_object (self->stays[0], "toggled", G_CALLBACK (offer_fields), self, G_CONNECT_SWAPPED);
}

static void
on_cancel (SoMergeDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static GtkWidget *
make_header (SoMergeDialog *self)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->merge = gtk_button_new_with_mnemonic (_("_Merge"));
  gtk_widget_add_css_class (self->merge, "suggested-action");
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (on_cancel), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->merge, "clicked", G_CALLBACK (on_merge), self, G_CONNECT_SWAPPED);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->merge);
  return header;
}

static void
so_merge_dialog_dispose (GObject *object)
{
  SoMergeDialog *self = SO_MERGE_DIALOG (object);

  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->toasts);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->people[0], so_contact_free);
  g_clear_pointer (&self->people[1], so_contact_free);
  G_OBJECT_CLASS (so_merge_dialog_parent_class)->dispose (object);
}

static void
so_merge_dialog_class_init (SoMergeDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_merge_dialog_dispose;
}

static void
so_merge_dialog_init (SoMergeDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->others = g_ptr_array_new ();
  self->errors = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), make_header (self));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->errors));
  adw_dialog_set_title (ADW_DIALOG (self), _("Merge"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->merge);
}

void
so_merge_dialog_present (GtkWidget *parent, SoWindow *window, const char *a, const char *b, AdwToastOverlay *toasts)
{
  SoStudio *studio = so_window_get_studio (window);
  g_autoptr (SoContact) one = so_studio_find_contact (studio, a), other = so_studio_find_contact (studio, b);
  SoMergeDialog *self;
  GtkWidget *page;

  /* While it was asked, somebody elsewhere may have merged or erased them. */
  if (!one || !other || g_str_equal (one->id, other->id))
    {
      so_window_add_toast (window, one && other ? _("These are one person already.") : _("There is no such person in this studio."));
      return;
    }
  self = g_object_new (SO_TYPE_MERGE_DIALOG, NULL);
  g_set_weak_pointer (&self->window, window);
  g_set_weak_pointer (&self->toasts, toasts);
  self->studio = g_object_ref (studio);
  self->people[0] = g_steal_pointer (&one);
  self->people[1] = g_steal_pointer (&other);
  for (guint i = 0; i < 2; i++)
    so_exchange_person_count (studio, self->people[i]->id, &self->counts[i], NULL);
  page = adw_preferences_page_new ();
  fill (self, ADW_PREFERENCES_PAGE (page));
  adw_toast_overlay_set_child (self->errors, page);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->stays[0]));
  adw_dialog_present (ADW_DIALOG (self), parent);
}
