/* SPDX-License-Identifier: MIT */
#include "so-note-group.h"

#include "so-age.h"
#include "so-do.h"
#include "so-group-rows.h"
#include "so-note-dialog.h"
#include "so-person-facts.h"
#include "so-verb.h"

#include <glib/gi18n.h>

/* All of them are in the timeline. */
#define MOST_ROWS 12
#define MOST_CHARS 400

struct _SoNoteGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *add;            /* borrowed, as all below */
  SoGroupRows rows;
  GPtrArray *notes;          /* SoNote, as shown; ours */
  SoStudio *studio;
  char *contact_id;
};

G_DEFINE_FINAL_TYPE (SoNoteGroup, so_note_group, ADW_TYPE_PREFERENCES_GROUP)

/* The name of a row and of its button is the id of the note. */
static const SoNote *
find_note (SoNoteGroup *self, GtkWidget *widget)
{
  for (guint i = 0; i < self->notes->len; i++)
    if (g_str_equal (((SoNote *) self->notes->pdata[i])->id, gtk_widget_get_name (widget)))
      return self->notes->pdata[i];
  return NULL;
}

static void
on_activated (GtkWidget *row, SoNoteGroup *self)
{
  so_note_dialog_present (GTK_WIDGET (self), self->studio, self->contact_id, find_note (self, row));
}

static void
on_remove (GtkWidget *button, SoNoteGroup *self)
{
  so_do_said (GTK_WIDGET (self), self->studio, SO_VERB_NOTE_REMOVE, gtk_widget_get_name (button), NULL, _("Note removed"));
}

static void
on_add (SoNoteGroup *self)
{
  if (self->contact_id)
    so_note_dialog_present (GTK_WIDGET (self), self->studio, self->contact_id, NULL);
}

static void
add_row (SoNoteGroup *self, const SoNote *note)
{
  GtkWidget *row = adw_action_row_new (), *remove;
  g_autofree char *day = so_age_dup_day (note->at), *cut = g_utf8_strlen (note->text, -1) > MOST_CHARS ? g_utf8_substring (note->text, 0, MOST_CHARS) : NULL;
  g_autofree char *text = g_strconcat (cut ? cut : note->text, cut ? "…" : NULL, NULL);
  g_autofree char *subtitle = note->author ? g_strdup_printf ("%s · %s", day, note->author) : g_strdup (day);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_name (row, note->id);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self, 0);
  remove = so_group_rows_button (row, "user-trash-symbolic", _("Remove This Note"));
  gtk_widget_set_name (remove, note->id);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, 0);
  so_group_rows_add (&self->rows, ADW_PREFERENCES_GROUP (self), row);
}

static char *
dup_signature (SoNoteGroup *self)
{
  GString *all = g_string_new (self->contact_id);

  for (guint i = 0; i < self->notes->len && i < MOST_ROWS; i++)
    g_string_append_printf (all, "\n%s %s", ((SoNote *) self->notes->pdata[i])->id, ((SoNote *) self->notes->pdata[i])->text);
  return g_string_free_and_steal (all);
}

void
so_note_group_show (SoNoteGroup *self, SoStudio *studio, const SoContact *contact)
{
  g_autofree char *signature = NULL;

  g_return_if_fail (SO_IS_NOTE_GROUP (self) && contact);

  g_set_object (&self->studio, studio);
  g_set_str (&self->contact_id, contact->id);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  self->notes = so_studio_list_notes (studio, contact->id);
  signature = dup_signature (self);
  if (!so_group_rows_begin (&self->rows, ADW_PREFERENCES_GROUP (self), signature))
    return;
  for (guint i = 0; i < self->notes->len && i < MOST_ROWS; i++)
    add_row (self, self->notes->pdata[i]);
  so_group_rows_end (&self->rows, ADW_PREFERENCES_GROUP (self), self->add);
}

static void
so_note_group_dispose (GObject *object)
{
  g_clear_object (&SO_NOTE_GROUP (object)->studio);
  G_OBJECT_CLASS (so_note_group_parent_class)->dispose (object);
}

static void
so_note_group_finalize (GObject *object)
{
  SoNoteGroup *self = SO_NOTE_GROUP (object);

  so_group_rows_clear (&self->rows);
  g_free (self->contact_id);
  g_ptr_array_unref (self->notes);
  G_OBJECT_CLASS (so_note_group_parent_class)->finalize (object);
}

static void
so_note_group_class_init (SoNoteGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_note_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_note_group_finalize;
}

static void
so_note_group_init (SoNoteGroup *self)
{
  so_group_rows_init (&self->rows);
  self->notes = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Notes by Day"));
  self->add = so_group_rows_add_button (ADW_PREFERENCES_GROUP (self), _("Add a Note…"));
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
}
