/* SPDX-License-Identifier: MIT */
#include "so-entry-list.h"

#include "so-entry-pages.h"
#include "so-entry-words.h"
#include "so-group-rows.h"
#include "so-schedule-facts.h"
#include "so-studio-kind.h"

#include <glib/gi18n.h>

struct _SoEntryList {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  SoScheduleSetupPart part;
  SoGroupRows rows;
  GtkWidget *add;              /* borrowed */
};

G_DEFINE_FINAL_TYPE (SoEntryList, so_entry_list, ADW_TYPE_PREFERENCES_GROUP)

static const struct {
  const char *words, *add, *none;
  AdwNavigationPage *(*form) (SoStudio *studio, const SoSchedule *schedule, const char *id);
  const char *add_word, *none_word, *about_word;   /* of the studio's kind, instead of these; or NULL */
} parts[SO_N_SETUP_PARTS] = {
  { N_("What you teach, and what the planner is to see to."), N_("Add a Class"), N_("No Classes Yet"), so_class_form_new, "add-session", "no-sessions", "sessions-about" },
  { N_("Where you teach, and how many people fit in."), N_("Add a Room"), N_("No Rooms Yet"), so_room_form_new },
  { N_("Who teaches, what, and when they are there."), N_("Add a Teacher"), N_("No Teachers Yet"), so_teacher_form_new, "add-staff", "no-staff", "staff-about" },
  { N_("Seasons with which series begin and end."), N_("Add a Term"), N_("No Terms Yet"), so_term_form_new },
  { N_("Times without classes: holidays, a broken heating. Removed, what was closed takes place again."), N_("Add a Closure"), N_("No Closures Yet"), so_closure_form_new },
};

/* What the rows show: id, title and subtitle of each. */
typedef struct {
  char *id, *title, *subtitle;
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->id);
  g_free (line->title);
  g_free (line->subtitle);
  g_free (line);
}

static void
add_line (GPtrArray *lines, const char *id, const char *title, char *subtitle)
{
  Line *line = g_new0 (Line, 1);

  *line = (Line) { g_strdup (id), g_strdup (title), subtitle };
  g_ptr_array_add (lines, line);
}

static GPtrArray *
lines_of (const SoSchedule *schedule, SoScheduleSetupPart part)
{
  GPtrArray *const lists[SO_N_SETUP_PARTS] = { schedule->kinds, schedule->rooms, schedule->teachers, schedule->terms, schedule->closures };
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  for (guint i = 0; i < lists[part]->len; i++)
    {
      gpointer value = lists[part]->pdata[i];
      const SoClassKind *kind = value;
      const SoRoom *room = value;
      const SoTeacher *teacher = value;
      const SoTerm *term = value;
      const SoClosure *closure = value;

      switch (part)
        {
        case SO_SETUP_CLASSES: add_line (lines, kind->id, kind->name, so_entry_words_class (kind)); break;
        case SO_SETUP_ROOMS: add_line (lines, room->id, room->name, so_entry_words_room (room)); break;
        case SO_SETUP_TEACHERS: add_line (lines, teacher->id, teacher->name, so_entry_words_teacher (teacher)); break;
        case SO_SETUP_TERMS: add_line (lines, term->id, term->name, so_entry_words_term (term)); break;
        /* Those of the opening hours are in the preferences. */
        case SO_SETUP_CLOSURES: if (*closure->id) add_line (lines, closure->id, closure->label, so_entry_words_closure (closure, schedule)); break;
        case SO_N_SETUP_PARTS: default: break;
        }
    }
  return lines;
}

static void
open_form (SoEntryList *self, const char *id)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  g_autoptr (SoSchedule) schedule = so_studio_read_schedule (self->studio, NULL);

  if (dialog && schedule)
    adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog), parts[self->part].form (self->studio, schedule, id));
}

static void
on_row_activated (GtkWidget *row, SoEntryList *self)
{
  open_form (self, gtk_widget_get_name (row));
}

static void
on_add (SoEntryList *self)
{
  open_form (self, NULL);
}

static GtkWidget *
row_new (SoEntryList *self, const Line *line)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_set_name (row, line->id);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line->subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, 0);
  return row;
}

/* In the words of the studio's kind, where it has its own. */
static char *
dup_label (SoEntryList *self, const char *word, const char *label)
{
  return word ? so_studio_dup_word (self->studio, word) : g_strdup (_(label));
}

static GtkWidget *
empty_row_new (SoEntryList *self)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *none = dup_label (self, parts[self->part].none_word, parts[self->part].none);
  g_autofree char *add = dup_label (self, parts[self->part].add_word, parts[self->part].add);

  gtk_widget_set_name (row, "none");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), none);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), add);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  return row;
}

static void
refill (SoEntryList *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSchedule) schedule = so_studio_read_schedule (self->studio, &error);
  g_autoptr (GPtrArray) lines = schedule ? lines_of (schedule, self->part) : NULL;
  g_autoptr (GString) signature = g_string_new (NULL);

  if (!lines)
    return g_message ("The schedule could not be read: %s", error->message);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = lines->pdata[i];

      g_string_append_printf (signature, "%s\n%s\n%s\n", line->id, line->title, line->subtitle);
    }
  if (!so_group_rows_begin (&self->rows, group, signature->str))
    return;
  for (guint i = 0; i < lines->len; i++)
    so_group_rows_add (&self->rows, group, row_new (self, lines->pdata[i]));
  if (!lines->len)
    so_group_rows_add (&self->rows, group, empty_row_new (self));
  so_group_rows_end (&self->rows, group, self->add);
}

static void
on_store_changed (SoEntryList *self, guint changes)
{
  if (changes & SO_CHANGED_SCHEDULE)
    refill (self);
}

static void
so_entry_list_finalize (GObject *object)
{
  SoEntryList *self = SO_ENTRY_LIST (object);

  so_group_rows_clear (&self->rows);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_entry_list_parent_class)->finalize (object);
}

static void
so_entry_list_class_init (SoEntryListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_entry_list_finalize;
}

static void
so_entry_list_init (SoEntryList *self)
{
  so_group_rows_init (&self->rows);
}

GtkWidget *
so_entry_list_new (SoStudio *studio, SoScheduleSetupPart part)
{
  SoEntryList *self;
  g_autofree char *add = NULL, *about = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && part < SO_N_SETUP_PARTS, NULL);

  self = g_object_new (SO_TYPE_ENTRY_LIST, NULL);
  self->studio = g_object_ref (studio);
  self->part = part;
  about = dup_label (self, parts[part].about_word, parts[part].words);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), about);
  add = dup_label (self, parts[part].add_word, parts[part].add);
  self->add = so_group_rows_add_button (ADW_PREFERENCES_GROUP (self), add);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  refill (self);
  return GTK_WIDGET (self);
}
