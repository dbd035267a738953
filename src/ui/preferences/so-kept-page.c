/* SPDX-License-Identifier: MIT */
#include "so-kept-page.h"

#include "so-choice-row.h"
#include "so-keeping.h"
#include "so-preferences-say.h"
#include "so-record-rule-row.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoKeptPage {
  AdwNavigationPage parent_instance;

  SoStudio *studio;
  AdwComboRow *rows[SO_N_KEPT];        /* borrowed */
  GCancellable *cancellable;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoKeptPage, so_kept_page, ADW_TYPE_NAVIGATION_PAGE)

static const guint choices[] = { 0, 1, 3, 6, 12, 24, 36, 60, 120 };

static const char *const explained[SO_N_KEPT] = {
  [SO_KEPT_MESSAGES] = N_("Of your channels, not what was imported"),
  [SO_KEPT_RECORDINGS] = N_("Sound of messages and calls; that there was some stays"),
  [SO_KEPT_IMPORTS] = N_("History that an import brought"),
  [SO_KEPT_LEADS] = N_("People, so long after they were lost and last wrote"),
  [SO_KEPT_BIN] = N_("What is in such conversations"),
};

/* One wish: the page stays as long as it is asked about. */
typedef struct {
  SoKeptPage *page;
  SoKept kind;
  guint months;
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->page);
  g_free (wish);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static char *
dup_time (guint months)
{
  guint years = months / 12;

  if (!months)
    return g_strdup (_("For Ever"));
  if (months % 12)
    return g_strdup_printf (ngettext ("%u Month", "%u Months", months), months);
  return g_strdup_printf (ngettext ("%u Year", "%u Years", years), years);
}

static void
show (SoKeptPage *self, SoKept kind)
{
  guint months = so_studio_get_months_kept (self->studio, kind);
  g_autofree char *value = g_strdup_printf ("%u", months), *label = dup_time (months);

  self->filling = TRUE;
  so_choice_row_select (self->rows[kind], value);
  /* Said in a terminal, say. */
  if (g_strcmp0 (so_choice_row_get (self->rows[kind]), value))
    {
      so_choice_row_add (self->rows[kind], label, value);
      so_choice_row_select (self->rows[kind], value);
    }
  self->filling = FALSE;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (!wish->page->studio)
    return;
  if (error)
    so_preferences_say (GTK_WIDGET (wish->page), error->message);
  show (wish->page, wish->kind);
}

/* Takes @wish. */
static void
save (Wish *wish)
{
  g_autofree char *value = g_strdup_printf ("%u", wish->months);

  so_studio_do_async (wish->page->studio, SO_VERB_SAVE_SETTING, so_kept_setting (wish->kind), value, NULL, on_saved, wish);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;

  if (!wish->page->studio)
    return;
  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "erase"))
    save (g_steal_pointer (&wish));
  else
    show (wish->page, wish->kind);
}

static char *
dup_question (SoKept kind, gint64 n)
{
  const gulong many = (gulong) n;

  if (kind == SO_KEPT_LEADS)
    return g_strdup_printf (ngettext ("Erase %'lu Person?", "Erase %'lu People?", many), many);
  if (kind == SO_KEPT_RECORDINGS)
    return g_strdup_printf (ngettext ("Erase %'lu Recording?", "Erase %'lu Recordings?", many), many);
  return g_strdup_printf (ngettext ("Erase %'lu Message?", "Erase %'lu Messages?", many), many);
}

/* Takes @wish. */
static void
ask (Wish *wish, gint64 n)
{
  g_autofree char *heading = dup_question (wish->kind, n);
  AdwDialog *alert = adw_alert_dialog_new (heading, _("So many are older than that now. They are erased within minutes, and from then on once a day, for good. Backups that were made before still "
                                                      "have them."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "keep", _("_Keep"), "erase", _("_Erase for Good"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (alert), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "keep");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), GTK_WIDGET (wish->page), NULL, on_answered, wish);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (GError) error = NULL;
  gint64 n = so_keeping_count_finish (SO_STUDIO (source), result, &error);

  if (!wish->page->studio || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (wish->page->rows[wish->kind]), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (wish->page->rows[wish->kind]));
  if (error)
    {
      so_preferences_say (GTK_WIDGET (wish->page), error->message);
      show (wish->page, wish->kind);
    }
  else if (n > 0 && gtk_widget_get_mapped (GTK_WIDGET (wish->page)))
    ask (g_steal_pointer (&wish), n);
  else if (!n)
    save (g_steal_pointer (&wish));
}

static void
on_selected (AdwComboRow *row, GParamSpec *pspec, SoKeptPage *self)
{
  Wish *wish;
  SoKept kind = 0;

  if (self->filling)
    return;
  while (kind < SO_N_KEPT && self->rows[kind] != row)
    kind++;
  wish = g_new0 (Wish, 1);
  *wish = (Wish) { g_object_ref (self), kind, (guint) g_ascii_strtoull (so_choice_row_get (row), NULL, 10) };
  gtk_widget_set_sensitive (GTK_WIDGET (row), FALSE);
  so_keeping_count_async (self->studio, kind, wish->months, self->cancellable, on_counted, wish);
}

static void
so_kept_page_dispose (GObject *object)
{
  SoKeptPage *self = SO_KEPT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_kept_page_parent_class)->dispose (object);
}

static void
so_kept_page_class_init (SoKeptPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_kept_page_dispose;
}

static void
so_kept_page_init (SoKeptPage *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
add_row (SoKeptPage *self, AdwPreferencesGroup *group, SoKept kind)
{
  AdwComboRow *row = so_choice_row_new (_(so_kept_label (kind)));

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *label = dup_time (choices[i]), *value = g_strdup_printf ("%u", choices[i]);

      so_choice_row_add (row, label, value);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(explained[kind]));
  adw_preferences_group_add (group, GTK_WIDGET (row));
  self->rows[kind] = row;
  show (self, kind);
  so_choice_row_name_items (row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_selected), self, 0);
}

AdwNavigationPage *
so_kept_page_new (SoStudio *studio)
{
  SoKeptPage *self = g_object_new (SO_TYPE_KEPT_PAGE, "title", _("How Long Data Is Kept"), NULL);
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new (), *group = adw_preferences_group_new (), *rules = adw_preferences_group_new ();

  self->studio = g_object_ref (studio);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("What is older is erased once a day: on this computer, on the others of the studio and at its hub. Conversations that are starred or in which a "
                                           "draft waits stay as they are, and so does everything of people with an open task."));
  for (SoKept i = 0; i < SO_N_KEPT; i++)
    add_row (self, ADW_PREFERENCES_GROUP (group), i);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (rules), so_record_rule_row_new (studio));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (rules));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  return ADW_NAVIGATION_PAGE (self);
}

char *
so_kept_page_dup_summary (SoStudio *studio)
{
  GString *text = g_string_new (NULL);

  for (SoKept i = 0; i < SO_N_KEPT; i++)
    {
      guint months = so_studio_get_months_kept (studio, i);
      g_autofree char *time = dup_time (months);

      if (months)
        g_string_append_printf (text, "%s%s: %s", text->len ? " · " : "", _(so_kept_label (i)), time);
    }
  return g_string_free_and_steal (text->len ? text : g_string_append (text, _("Everything is kept for ever")));
}
