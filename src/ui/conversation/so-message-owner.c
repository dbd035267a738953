/* SPDX-License-Identifier: MIT */
#include "so-message-owner.h"

#include "so-choice-popover.h"
#include "so-facts.h"
#include "so-person-picker.h"
#include "so-thread-words.h"
#include "so-verb.h"
#include "so-write-down.h"

#include <glib/gi18n.h>

/* What is asked about, while the person is chosen: by then another conversation may be shown. */
#define SO_TYPE_OWNER_QUESTION (so_owner_question_get_type ())
G_DECLARE_FINAL_TYPE (SoOwnerQuestion, so_owner_question, SO, OWNER_QUESTION, GObject)

struct _SoOwnerQuestion {
  GObject parent_instance;
  SoWindow *window;      /* weak */
  SoStudio *studio;
  char *message_id;
  char *name;            /* of who was chosen */
};

G_DEFINE_FINAL_TYPE (SoOwnerQuestion, so_owner_question, G_TYPE_OBJECT)

static void
so_owner_question_finalize (GObject *object)
{
  SoOwnerQuestion *self = SO_OWNER_QUESTION (object);

  g_clear_weak_pointer (&self->window);
  g_object_unref (self->studio);
  g_free (self->message_id);
  g_free (self->name);
  G_OBJECT_CLASS (so_owner_question_parent_class)->finalize (object);
}

static void
so_owner_question_class_init (SoOwnerQuestionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_owner_question_finalize;
}

static void
so_owner_question_init (SoOwnerQuestion *self)
{
}

static void
on_moved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoOwnerQuestion) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  g_autofree char *done = NULL;

  if (!question->window)
    return;
  if (error)
    return so_window_show_error (question->window, error);
  /* Translators: %s is a name */
  done = g_strdup_printf (_("The message is with %s now"), question->name);
  so_window_add_undo_toast (question->window, done);
}

static void
on_person_chosen (const char *contact_id, gpointer owner)
{
  SoOwnerQuestion *question = owner;
  g_autoptr (SoContact) contact = so_studio_find_contact (question->studio, contact_id);

  g_set_str (&question->name, contact && *contact->name ? contact->name : _("Without a name"));
  so_studio_do_async (question->studio, SO_VERB_MOVE_MESSAGE, question->message_id, contact_id, NULL, on_moved, g_object_ref (question));
}

static void
on_person_named (const char *name, gpointer owner)
{
  SoOwnerQuestion *question = owner;

  g_set_str (&question->name, name);
  so_studio_do_async (question->studio, SO_VERB_MOVE_MESSAGE_TO_NEW, question->message_id, name, NULL, on_moved, g_object_ref (question));
}

void
so_message_owner_ask (GtkWidget *widget, SoStudio *studio, const SoThread *thread, const char *message_id)
{
  SoWindow *window = so_window_of (widget);
  g_autoptr (SoOwnerQuestion) question = NULL;
  AdwDialog *picker;

  if (!window || thread->group)
    return;
  /* Where it goes back to after the dialog: what was pressed is gone by then. */
  gtk_widget_grab_focus (widget);
  question = g_object_new (SO_TYPE_OWNER_QUESTION, NULL);
  g_set_weak_pointer (&question->window, window);
  question->studio = g_object_ref (studio);
  question->message_id = g_strdup (message_id);
  picker = so_person_picker_new (window, thread->contact_id ? _("Whose Message Is It?") : _("Who Was It?"), thread->contact_id, on_person_chosen, question);
  so_person_picker_offer_new (SO_PERSON_PICKER (picker), on_person_named);
  adw_dialog_present (picker, widget);
}

/* The menu of a message ---------------------------------------------------------------------------- */

/* @number: of what is offered; what is not is left out, so "Write It Down Now" may be the first. */
static void
on_chosen (guint number, gpointer anchor)
{
  const char *id = g_object_get_data (G_OBJECT (anchor), "so-message");
  gboolean whose = number == 1 && g_object_get_data (G_OBJECT (anchor), "so-whose");

  if (id && whose)
    gtk_widget_activate_action (GTK_WIDGET (anchor), "read.whose", "s", id);
  else if (id)
    so_write_down (GTK_WIDGET (anchor), id);
}

void
so_message_owner_offer (GtkWidget *anchor, const char *message_id, gboolean whose, gboolean write)
{
  const char *labels[3] = { NULL };
  guint n = 0;

  if (whose)
    labels[n++] = _("It Is Somebody Else’s…");
  if (write)
    labels[n++] = _("Write It Down Now");
  g_object_set_data_full (G_OBJECT (anchor), "so-message", g_strdup (message_id), g_free);
  g_object_set_data (G_OBJECT (anchor), "so-whose", GINT_TO_POINTER (whose));
  so_choice_popover_present (anchor, _("This Message"), labels, 0, on_chosen, anchor);
}

/* Nobody ------------------------------------------------------------------------------------------- */

GtkWidget *
so_message_owner_nobody_new (void)
{
  GtkWidget *page = adw_status_page_new (), *button = gtk_button_new_with_mnemonic (_("_Say Who It Was…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "read.whose");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (page, "compact");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

void
so_message_owner_nobody_show (GtkWidget *page, const SoThread *thread)
{
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), thread->group ? "system-users-symbolic" : "avatar-default-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), thread->group ? _("A Group") : so_thread_words_person (thread));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), thread->group ? _("It is of several people. Each message says who wrote it.")
                                   : _("No number and no address came with it. Once you say who it was, the whole conversation is theirs."));
  gtk_widget_set_visible (adw_status_page_get_child (ADW_STATUS_PAGE (page)), !thread->group);
}
