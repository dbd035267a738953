/* SPDX-License-Identifier: MIT */
#include "so-demo-dialog.h"

#include "so-kind.h"
#include "so-preference-group.h"
#include "so-profile.h"

#include <glib/gi18n.h>

typedef struct {
  AdwDialog *dialog;         /* owns this */
  SoDemoChosen chosen;
  GWeakRef user_data;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_weak_ref_clear (&choice->user_data);
  g_free (choice);
}

static void
on_activated (GtkWidget *row, gpointer data)
{
  Choice *choice = data;
  const char *kind = g_object_get_data (G_OBJECT (row), "so-kind");
  g_autoptr (GObject) who = g_weak_ref_get (&choice->user_data);
  g_autofree char *own = g_strdup (kind);
  SoDemoChosen chosen = choice->chosen;

  adw_dialog_close (choice->dialog);
  if (who)
    chosen (own, who);
}

static GtkWidget *
make_row (const char *kind, Choice *choice)
{
  g_autoptr (SoKind) is = so_kind_load (kind, NULL);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), is ? so_kind_label (is) : kind);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "so-kind", g_strdup (kind), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (on_activated), choice);
  return row;
}

AdwDialog *
so_demo_dialog_new (SoDemoChosen chosen, GObject *user_data)
{
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new ();
  const char *const *kinds = so_profile_kinds ();
  Choice *choice = g_new0 (Choice, 1);
  AdwPreferencesGroup *group;

  g_weak_ref_init (&choice->user_data, user_data);
  choice->chosen = chosen;
  choice->dialog = adw_dialog_new ();
  g_object_set_data_full (G_OBJECT (choice->dialog), "so-choice", choice, choice_free);
  group = so_preference_group_add (page, NULL, _("A made-up studio with its customers, in a folder of its own. It can never send anything."));
  for (guint i = 0; kinds[i]; i++)
    adw_preferences_group_add (group, make_row (kinds[i], choice));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (choice->dialog, _("Which Demo?"));
  adw_dialog_set_content_width (choice->dialog, 420);
  adw_dialog_set_child (choice->dialog, view);
  return choice->dialog;
}
