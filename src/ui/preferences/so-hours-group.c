/* SPDX-License-Identifier: MIT */
#include "so-hours-group.h"

#include "so-hours-words.h"
#include "so-preferences-say.h"
#include "so-standing-verbs.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoHoursGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  AdwEntryRow *days[7];        /* borrowed, as all below */
  AdwEntryRow *closures;
  char *stored[8];             /* what the rows showed last of what is stored; the closures come last */
};

G_DEFINE_FINAL_TYPE (SoHoursGroup, so_hours_group, ADW_TYPE_PREFERENCES_GROUP)

static AdwEntryRow *
row_at (SoHoursGroup *self, guint i)
{
  return i < G_N_ELEMENTS (self->days) ? self->days[i] : self->closures;
}

static char *
dup_line (const SoHours *hours, guint i)
{
  if (!hours)
    return g_strdup ("");
  return i < 7 ? so_hours_words_of_day (hours, i) : so_hours_words_of_closures (hours);
}

/* What is stored now where it is something else than before: what is being typed in other rows stays. */
static void
fill (SoHoursGroup *self, const SoHours *hours)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->stored); i++)
    {
      g_autofree char *line = dup_line (hours, i);

      if (!g_set_str (&self->stored[i], line) || gtk_widget_get_focus_child (GTK_WIDGET (row_at (self, i))))
        continue;
      gtk_editable_set_text (GTK_EDITABLE (row_at (self, i)), line);
    }
}

static void
refill (SoHoursGroup *self)
{
  g_autoptr (SoHours) hours = so_studio_dup_hours (self->studio);

  fill (self, hours);
}

void
so_hours_group_propose (SoHoursGroup *self, const char *json)
{
  g_autoptr (SoHours) there = NULL, usual = NULL;

  g_return_if_fail (SO_IS_HOURS_GROUP (self) && json);

  there = so_studio_dup_hours (self->studio);
  usual = there ? NULL : so_hours_parse (json, so_studio_get_zone (self->studio), NULL);
  for (guint i = 0; usual && i < G_N_ELEMENTS (self->days); i++)
    {
      g_autofree char *line = dup_line (usual, i);

      gtk_editable_set_text (GTK_EDITABLE (self->days[i]), line);
    }
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoHoursGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
}

char *
so_hours_group_dup_json (SoHoursGroup *self)
{
  const char *lines[8] = { NULL };
  g_autoptr (SoHours) before = NULL;

  g_return_val_if_fail (SO_IS_HOURS_GROUP (self), NULL);

  before = so_studio_dup_hours (self->studio);
  for (guint i = 0; i < G_N_ELEMENTS (self->days); i++)
    lines[i] = gtk_editable_get_text (GTK_EDITABLE (self->days[i]));
  return so_hours_words_to_json (lines, gtk_editable_get_text (GTK_EDITABLE (self->closures)), before ? before->zone : NULL);
}

static void
on_applied (SoHoursGroup *self)
{
  g_autofree char *json = so_hours_group_dup_json (self);

  so_studio_do_async (self->studio, SO_VERB_SET_HOURS, "hours", json, NULL, on_saved, g_object_ref (self));
}

static void
on_store_changed (SoHoursGroup *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    refill (self);
}

static void
so_hours_group_finalize (GObject *object)
{
  SoHoursGroup *self = SO_HOURS_GROUP (object);

  g_clear_object (&self->studio);
  for (guint i = 0; i < G_N_ELEMENTS (self->stored); i++)
    g_free (self->stored[i]);
  G_OBJECT_CLASS (so_hours_group_parent_class)->finalize (object);
}

static void
so_hours_group_class_init (SoHoursGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_hours_group_finalize;
}

static AdwEntryRow *
add_entry (SoHoursGroup *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  return ADW_ENTRY_ROW (row);
}

static void
so_hours_group_init (SoHoursGroup *self)
{
  static const char *const days[7] = { N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday") };
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  adw_preferences_group_set_title (group, _("Opening Hours"));
  adw_preferences_group_set_description (group, _("Such as 9:00–12:00, 14:00–20:00; past midnight 18:00–2:00; empty where it is closed."));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    self->days[i] = add_entry (self, _(days[i]));
  self->closures = add_entry (self, _("Closed on, such as 2026-12-24 – 2027-01-01 Christmas; 2026-11-27"));
}

void
so_hours_group_leave_saving (SoHoursGroup *self)
{
  g_return_if_fail (SO_IS_HOURS_GROUP (self));

  for (guint i = 0; i < G_N_ELEMENTS (self->stored); i++)
    adw_entry_row_set_show_apply_button (row_at (self, i), FALSE);
}

GtkWidget *
so_hours_group_new (SoStudio *studio)
{
  SoHoursGroup *self = g_object_new (SO_TYPE_HOURS_GROUP, NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  refill (self);
  return GTK_WIDGET (self);
}
