/* SPDX-License-Identifier: MIT */
#include "so-log-detail.h"

#include "so-age.h"
#include "so-checks.h"
#include "so-draft-words.h"
#include "so-log-words.h"
#include "so-lookup.h"

#include <glib/gi18n.h>

struct _SoLogDetail {
  AdwPreferencesPage parent_instance;

  GtkLabel *name, *summary, *text, *proposed;
  GtkWidget *open;
  GtkToggleButton *only;
  AdwPreferencesGroup *text_group, *proposed_group, *facts, *times;

  SoStudio *studio;
  SoLogEntry *entry;       /* NULL: nothing is shown */
  GPtrArray *fact_rows, *time_rows;   /* borrowed from their groups */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoLogDetail, so_log_detail, ADW_TYPE_PREFERENCES_PAGE)

enum { ONLY_PERSON, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

/* A name above and what it is below, as long as it has to be. */
static void
add_row (AdwPreferencesGroup *group, GPtrArray *rows, const char *title, const char *value)
{
  GtkWidget *row;

  if (!value || !*value)
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

static char *
dup_warnings (const SoLogEntry *entry)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint bits = so_checks_parse (entry->warnings);

  for (SoCheck check = 0; check < SO_N_CHECKS; check++)
    if (bits & (1u << check))
      g_string_append_printf (words, "%s%s", words->len ? "\n" : "", so_check_sentence (check));
  if (!words->len && entry->approved_at)
    g_string_append (words, _("Nothing spoke against it"));
  return g_strdup (words->str);
}

/* "1.8 s": how long it stood before who approved it. */
static char *
dup_visible (const SoLogEntry *entry)
{
  gint64 s = entry->visible_ms / 1000;

  if (!entry->visible_ms)
    return NULL;
  if (s >= 3600)
    return g_strdup (_("Longer than an hour"));
  if (s >= 60)
    /* Translators: minutes and seconds */
    return g_strdup_printf (_("%d min %d s"), (int) (s / 60), (int) (s % 60));
  return g_strdup_printf (_("%.1f s"), (double) entry->visible_ms / 1000);
}

static char *
dup_sources (const SoLogEntry *entry)
{
  SoDraft draft = { .sources = entry->sources };
  g_auto (GStrv) titles = so_draft_words_sources (&draft);

  return g_strjoinv (", ", titles);
}

/* "Out of Hours, version 3". */
static char *
dup_by (const SoLogEntry *entry)
{
  g_autofree char *by = so_log_words_by (entry);

  if (entry->by == SO_LOG_BY_NOBODY)
    return g_strdup (_("Nobody: it closed by itself"));
  if (entry->by == SO_LOG_BY_OWNER)
    return g_strdup (_("You"));
  if (entry->by == SO_LOG_BY_STAFF)
    return g_strdup (entry->approver);
  if (entry->rule_version)
    /* Translators: by which standing approval, and which wording of it: "by itself: Out of Hours, version 3" */
    return g_strdup_printf (_("%s, version %d"), by, (int) entry->rule_version);
  return g_steal_pointer (&by);
}

static void
show_facts (SoLogDetail *self)
{
  const SoLogEntry *entry = self->entry;
  g_autofree char *outcome = so_log_words_outcome (entry), *reason = so_log_words_reason (entry), *by = dup_by (entry);
  g_autofree char *whole = *reason ? g_strdup_printf ("%s\n%s", outcome, reason) : g_strdup (outcome);
  g_autofree char *edit = so_log_words_edit (entry), *warnings = dup_warnings (entry), *visible = dup_visible (entry), *sources = dup_sources (entry);
  g_autofree char *leaves = entry->state == SO_DRAFT_SCHEDULED ? so_age_dup_moment (entry->not_before) : NULL;

  clear_rows (self->facts, self->fact_rows);
  add_row (self->facts, self->fact_rows, _("Outcome"), whole);
  add_row (self->facts, self->fact_rows, _("Leaves"), leaves);
  add_row (self->facts, self->fact_rows, _("Decided By"), by);
  add_row (self->facts, self->fact_rows, _("How"), so_log_words_how (entry));
  add_row (self->facts, self->fact_rows, _("Wording"), edit ? edit : entry->proposed ? _("As it was proposed") : NULL);
  add_row (self->facts, self->fact_rows, _("Checks"), entry->approved_at ? warnings : NULL);
  add_row (self->facts, self->fact_rows, _("Was Before You For"), visible);
  add_row (self->facts, self->fact_rows, _("Made From"), sources);
}

static void
show_times (SoLogDetail *self, GPtrArray *times)
{
  clear_rows (self->times, self->time_rows);
  for (guint i = 0; times && i < times->len; i++)
    {
      const SoLogTime *time = g_ptr_array_index (times, i);
      g_autofree char *when = so_age_dup_moment (time->at), *words = so_log_words_time (time);
      g_autofree char *whole = time->detail && *time->detail ? g_strdup_printf ("%s\n%s", words, time->detail) : g_strdup (words);

      add_row (self->times, self->time_rows, when, whole);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->times), self->time_rows->len > 0);
}

static void
show (SoLogDetail *self, GPtrArray *times)
{
  const SoLogEntry *entry = self->entry;
  g_autofree char *when = so_age_dup_moment (entry->decided_at);
  g_autofree char *summary = g_strdup_printf ("%s · %s", so_log_words_channel (entry), when);

  gtk_label_set_label (self->name, entry->contact_name);
  gtk_label_set_label (self->summary, summary);
  adw_preferences_group_set_title (self->text_group, entry->sent_at ? _("Text as Sent") : _("Text"));
  gtk_label_set_label (self->text, entry->text);
  gtk_label_set_label (self->proposed, entry->edited ? entry->proposed : "");
  gtk_widget_set_visible (GTK_WIDGET (self->proposed_group), entry->edited);
  gtk_widget_set_visible (GTK_WIDGET (self->only), entry->contact_id != NULL);
  show_facts (self);
  show_times (self, times);
}

/* Rows that say what they said already keep the focus and the selected words. */
static gboolean
is_shown (SoLogDetail *self, const SoLogEntry *entry, GPtrArray *times)
{
  const SoLogEntry *old = self->entry;

  return old && times && times->len == self->time_rows->len && old->state == entry->state && old->decided_at == entry->decided_at &&
         !g_strcmp0 (old->id, entry->id) && !g_strcmp0 (old->text, entry->text) && !g_strcmp0 (old->reason, entry->reason) &&
         !g_strcmp0 (old->detail, entry->detail) && !g_strcmp0 (old->contact_name, entry->contact_name);
}

static void
read_anew (SoLogDetail *self, const char *id)
{
  SoStore *store = so_studio_get_store (self->studio);
  g_autoptr (SoLogEntry) entry = so_lookup_decision (store, id);
  g_autoptr (GPtrArray) times = entry ? so_lookup_decision_times (store, id) : NULL;

  /* Taken back since: what was shown stays until another row is chosen. */
  if (!entry || is_shown (self, entry, times))
    return;
  g_clear_pointer (&self->entry, so_log_entry_free);
  self->entry = g_steal_pointer (&entry);
  show (self, times);
}

static void
on_store_changed (SoLogDetail *self, guint changes)
{
  g_autofree char *id = self->entry ? g_strdup (self->entry->id) : NULL;

  if (id && changes & (SO_CHANGED_DRAFTS | SO_CHANGED_CONTACTS))
    read_anew (self, id);
}

static void
on_only_toggled (SoLogDetail *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[ONLY_PERSON], 0);
}

void
so_log_detail_set_draft (SoLogDetail *self, const char *draft_id)
{
  g_return_if_fail (SO_IS_LOG_DETAIL (self) && self->studio);

  if (!g_strcmp0 (draft_id, self->entry ? self->entry->id : NULL))
    return;
  if (!draft_id)
    {
      g_clear_pointer (&self->entry, so_log_entry_free);
      return;
    }
  read_anew (self, draft_id);
  adw_preferences_page_scroll_to_top (ADW_PREFERENCES_PAGE (self));
}

void
so_log_detail_set_studio (SoLogDetail *self, SoStudio *studio)
{
  g_return_if_fail (SO_IS_LOG_DETAIL (self) && !self->studio);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
}

const char *
so_log_detail_get_id (SoLogDetail *self)
{
  return self->entry ? self->entry->id : NULL;
}

const char *
so_log_detail_get_thread_id (SoLogDetail *self)
{
  return self->entry ? self->entry->thread_id : NULL;
}

const char *
so_log_detail_get_contact_id (SoLogDetail *self)
{
  return self->entry ? self->entry->contact_id : NULL;
}

const char *
so_log_detail_get_name (SoLogDetail *self)
{
  return self->entry ? self->entry->contact_name : NULL;
}

gboolean
so_log_detail_get_only (SoLogDetail *self)
{
  return gtk_toggle_button_get_active (self->only);
}

void
so_log_detail_set_only (SoLogDetail *self, gboolean only)
{
  self->filling = TRUE;
  gtk_toggle_button_set_active (self->only, only);
  self->filling = FALSE;
}

static gboolean
so_log_detail_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SO_LOG_DETAIL (widget)->open);
}

static void
so_log_detail_dispose (GObject *object)
{
  SoLogDetail *self = SO_LOG_DETAIL (object);

  self->filling = TRUE;
  g_clear_object (&self->studio);
  g_clear_pointer (&self->entry, so_log_entry_free);
  g_clear_pointer (&self->fact_rows, g_ptr_array_unref);
  g_clear_pointer (&self->time_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_LOG_DETAIL);
  G_OBJECT_CLASS (so_log_detail_parent_class)->dispose (object);
}

static void
so_log_detail_class_init (SoLogDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_log_detail_dispose;
  widget_class->grab_focus = so_log_detail_grab_focus;
  signals[ONLY_PERSON] = g_signal_new ("only-person", SO_TYPE_LOG_DETAIL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-log-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, SoLogDetail, name);
  gtk_widget_class_bind_template_child (widget_class, SoLogDetail, summary);
  gtk_widget_class_bind_template_child (widget_class, SoLogDetail, text);
  gtk_widget_class_bind_template_child (widget_class, SoLogDetail, proposed);
  gtk_widget_class_bind_template_child (widget_class, SoLogDetail, open);
  gtk_widget_class_bind_template_child (widget_class, SoLogDetail, only);
  gtk_widget_class_bind_template_child (widget_class, SoLogDetail, text_group);
  gtk_widget_class_bind_template_child (widget_class, SoLogDetail, proposed_group);
  gtk_widget_class_bind_template_child (widget_class, SoLogDetail, facts);
  gtk_widget_class_bind_template_child (widget_class, SoLogDetail, times);
  gtk_widget_class_bind_template_callback (widget_class, on_only_toggled);
}

static void
so_log_detail_init (SoLogDetail *self)
{
  self->fact_rows = g_ptr_array_new ();
  self->time_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
