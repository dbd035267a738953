/* SPDX-License-Identifier: MIT */
#include "so-account-answers.h"

#include "so-account-jobs.h"
#include "so-account-verbs.h"
#include "so-choice-row.h"

#include <glib/gi18n.h>

/* What the choice means for the list of calls, since that is where it is seen. */
static void
describe (AdwComboRow *row)
{
  const char *answers = so_choice_row_get (row);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), !answers ? _("A call that was taken counts as answered")
                                                     : g_str_equal (answers, SO_ANSWERS_DIAL) ? _("Who hangs up before was missed")
                                                                                              : _("A call that was taken counts as one with the assistant"));
}

AdwComboRow *
so_account_answers_row (void)
{
  AdwComboRow *row = so_choice_row_new (_("Who Takes the Calls"));

  so_choice_row_add (row, _("A Person"), NULL);
  so_choice_row_add (row, _("Put Through"), SO_ANSWERS_DIAL);
  so_choice_row_add (row, _("An Assistant"), SO_ANSWERS_ASSISTANT);
  g_signal_connect (row, "notify::selected", G_CALLBACK (describe), NULL);
  describe (row);
  return row;
}

typedef struct {
  SoStudio *studio;
  char *id;
} Kept;

static void
kept_free (gpointer data, GClosure *closure)
{
  Kept *kept = data;

  g_object_unref (kept->studio);
  g_free (kept->id);
  g_free (kept);
}

static void
on_chosen (AdwComboRow *row, GParamSpec *pspec, Kept *kept)
{
  so_account_jobs_answers (GTK_WIDGET (row), kept->studio, kept->id, so_choice_row_get (row));
}

GtkWidget *
so_account_answers_new (SoStudio *studio, const SoAccount *account)
{
  g_autofree char *answers = so_account_dup_setting (account, "answers");
  AdwComboRow *row = so_account_answers_row ();
  Kept *kept = g_new0 (Kept, 1);

  kept->studio = g_object_ref (studio);
  kept->id = g_strdup (account->id);
  so_choice_row_select (row, answers);
  g_signal_connect_data (row, "notify::selected", G_CALLBACK (on_chosen), kept, kept_free, 0);
  return GTK_WIDGET (row);
}
