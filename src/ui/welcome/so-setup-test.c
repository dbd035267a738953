/* SPDX-License-Identifier: MIT */
#include "so-setup-test.h"

#include "so-account-try.h"
#include "so-channel-kind.h"
#include "so-facts.h"
#include "so-kind.h"
#include "so-knowledge-verbs.h"
#include "so-practice.h"
#include "so-preference-group.h"
#include "so-sandbox-group.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoSetupTest {
  AdwPreferencesPage parent_instance;

  GtkEditable *question;
  GtkWidget *ask;
  AdwPreferencesGroup *answer_group;
  AdwPreferencesRow *draft;
  GtkWidget *approve;
  GtkWidget *open;

  SoStudio *studio;
  SoPracticeAnswer *answer;
};

G_DEFINE_FINAL_TYPE (SoSetupTest, so_setup_test, ADW_TYPE_PREFERENCES_PAGE)

enum { OPEN_THREAD, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show_error (SoSetupTest *self, const GError *error)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window)
    so_window_show_error (window, error);
}

static void
show_answer (SoSetupTest *self)
{
  gboolean found = self->answer->draft_text != NULL;

  adw_preferences_row_set_title (self->draft, found ? self->answer->draft_text : _("Studio OS proposes nothing here"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->draft),
                               found ? _("Only what your knowledge says. You can edit every draft before it goes out.")
                               : _("Your knowledge holds no answer to this, and nothing is made up. Go back and add it, or answer in your own words."));
  gtk_widget_set_visible (self->approve, found);
  gtk_widget_set_sensitive (self->approve, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->answer_group), TRUE);
  gtk_widget_grab_focus (found ? self->approve : self->open);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoSetupTest) self = user_data;
  g_autoptr (GError) error = NULL;
  SoPracticeAnswer *answer = so_practice_ask_finish (SO_STUDIO (source), result, &error);

  if (!gtk_widget_get_root (GTK_WIDGET (self)))
    {
      so_practice_answer_free (answer);
      return;
    }
  gtk_widget_set_sensitive (self->ask, TRUE);
  if (!answer)
    {
      show_error (self, error);
      return;
    }
  g_clear_pointer (&self->answer, so_practice_answer_free);
  self->answer = answer;
  show_answer (self);
}

static void
on_ask (SoSetupTest *self)
{
  const char *text = gtk_editable_get_text (self->question);

  if (!*text || !gtk_widget_get_sensitive (self->ask))
    return;
  gtk_widget_set_sensitive (self->ask, FALSE);
  so_practice_ask_async (self->studio, text, NULL, on_asked, g_object_ref (self));
}

static void
on_question_changed (SoSetupTest *self)
{
  gtk_widget_set_sensitive (self->ask, *gtk_editable_get_text (self->question));
}

static void
on_approved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoSetupTest) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    {
      gtk_widget_set_sensitive (self->approve, TRUE);
      show_error (self, error);
      return;
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->draft),
                               _("Approved. It goes out in a few seconds; until then it can be called back."));
  gtk_widget_set_visible (self->approve, FALSE);
  if (gtk_widget_get_mapped (self->open))
    gtk_widget_grab_focus (self->open);
}

static void
on_approve (SoSetupTest *self)
{
  if (!self->answer || !self->answer->draft_id)
    return;
  gtk_widget_set_sensitive (self->approve, FALSE);
  so_studio_do_async (self->studio, SO_VERB_APPROVE, self->answer->draft_id, NULL, NULL, on_approved, g_object_ref (self));
}

static void
on_open (SoSetupTest *self)
{
  if (self->answer)
    g_signal_emit (self, signals[OPEN_THREAD], 0, self->answer->thread_id);
}

static gboolean
so_setup_test_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SO_SETUP_TEST (widget)->question));
}

static void
so_setup_test_dispose (GObject *object)
{
  SoSetupTest *self = SO_SETUP_TEST (object);

  g_clear_pointer (&self->answer, so_practice_answer_free);
  g_clear_object (&self->studio);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_SETUP_TEST);
  G_OBJECT_CLASS (so_setup_test_parent_class)->dispose (object);
}

static void
so_setup_test_class_init (SoSetupTestClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_setup_test_dispose;
  widget_class->grab_focus = so_setup_test_grab_focus;
  signals[OPEN_THREAD] = g_signal_new ("open-thread", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-setup-test.ui");
  gtk_widget_class_bind_template_child (widget_class, SoSetupTest, question);
  gtk_widget_class_bind_template_child (widget_class, SoSetupTest, ask);
  gtk_widget_class_bind_template_child (widget_class, SoSetupTest, answer_group);
  gtk_widget_class_bind_template_child (widget_class, SoSetupTest, draft);
  gtk_widget_class_bind_template_child (widget_class, SoSetupTest, approve);
  gtk_widget_class_bind_template_child (widget_class, SoSetupTest, open);
  gtk_widget_class_bind_template_callback (widget_class, on_ask);
  gtk_widget_class_bind_template_callback (widget_class, on_question_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_approve);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
}

static void
so_setup_test_init (SoSetupTest *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A question that the studio can answer shows more than one that it cannot. */
static char *
dup_first_answered (SoStudio *studio, const SoKind *kind)
{
  guint n = 0;
  const SoKindQuestion *questions = kind ? so_kind_questions (kind, &n) : NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SoKnowledge) entry = so_studio_find_answer (studio, questions[i].question);

      if (entry)
        return g_strdup (questions[i].question);
    }
  return g_strdup (n ? questions[0].question : "");
}

/* One row for each account; the practice channel is tried below. */
static void
add_tests (SoSetupTest *self)
{
  g_autoptr (GPtrArray) accounts = so_studio_list_accounts (self->studio, NULL);
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];
      g_autofree char *title = NULL;
      GtkWidget *row;

      if (account->channel == SO_CHANNEL_LOOPBACK)
        continue;
      if (!group)
        group = so_preference_group_add (GTK_WIDGET (self), _("A Message to Yourself"), _("Goes to your own address, through each channel that you connected."));
      row = so_account_try_new (self->studio, account);
      title = g_strdup_printf ("%s: %s", account->name && *account->name ? account->name : _(so_channel_kind_label (account->channel)), _("Send a Test Message"));
      adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_preferences_group_add (group, row);
    }
}

GtkWidget *
so_setup_test_new (SoStudio *studio)
{
  SoSetupTest *self = g_object_new (SO_TYPE_SETUP_TEST, NULL);
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  g_autoptr (SoKind) kind = profile && profile->kind ? so_kind_load (profile->kind, NULL) : NULL;
  g_autofree char *question = NULL;

  self->studio = g_object_ref (studio);
  question = dup_first_answered (studio, kind);
  gtk_editable_set_text (self->question, question);
  add_tests (self);
  if (kind)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (so_sandbox_group_new (studio, g_steal_pointer (&kind))));
  so_preference_group_add (GTK_WIDGET (self), _("Going Live"),
                           _("What you connected is read from now on, and answers are proposed. Nothing is sent until you approve it."));
  return GTK_WIDGET (self);
}
