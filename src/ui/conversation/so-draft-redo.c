/* SPDX-License-Identifier: MIT */
#include "so-draft-redo.h"

#include "so-conversation.h"
#include "so-do.h"
#include "so-draft-card.h"
#include "so-draft-popovers.h"
#include "so-list-verbs.h"
#include "so-redo-popover.h"
#include "so-source-dialog.h"
#include "so-verb.h"
#include "so-writer.h"

#include <glib/gi18n.h>

/* What was asked about: the card may show another draft by the time of the answer. */
#define SO_TYPE_DRAFT_ASKED (so_draft_asked_get_type ())
G_DECLARE_FINAL_TYPE (SoDraftAsked, so_draft_asked, SO, DRAFT_ASKED, GObject)

struct _SoDraftAsked {
  GObject parent_instance;
  GtkWidget *owner;
  SoStudio *studio;
  char *id;          /* of the draft, or of the thread */
};

G_DEFINE_FINAL_TYPE (SoDraftAsked, so_draft_asked, G_TYPE_OBJECT)

static void
so_draft_asked_finalize (GObject *object)
{
  SoDraftAsked *self = SO_DRAFT_ASKED (object);

  g_object_unref (self->owner);
  g_object_unref (self->studio);
  g_free (self->id);
  G_OBJECT_CLASS (so_draft_asked_parent_class)->finalize (object);
}

static void
so_draft_asked_class_init (SoDraftAskedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_draft_asked_finalize;
}

static void
so_draft_asked_init (SoDraftAsked *self)
{
}

static SoDraftAsked *
asked_new (GtkWidget *owner, SoStudio *studio, const char *id)
{
  SoDraftAsked *asked = g_object_new (SO_TYPE_DRAFT_ASKED, NULL);

  asked->owner = g_object_ref (owner);
  asked->studio = g_object_ref (studio);
  asked->id = g_strdup (id);
  return asked;
}

/* What was asked at a button is answered: keys are for the conversation again, Enter for the draft. */
static void
leave_button (SoDraftAsked *asked)
{
  GtkWidget *conversation = gtk_widget_get_ancestor (asked->owner, SO_TYPE_CONVERSATION);

  if (conversation)
    gtk_widget_grab_focus (conversation);
}

static void
on_proposed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoDraftAsked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_do_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = so_window_of (asked->owner);

  if (error && window)
    so_window_show_error (window, error);
  else if (!error && so_writer_has_model (asked->studio))
    so_writer_start (asked->studio, asked->id, "");
  else if (!id && window)
    so_window_add_toast (window, _("Nothing in your knowledge answers this. R writes your own reply."));
}

void
so_draft_redo_propose (GtkWidget *owner, SoStudio *studio, const char *thread_id)
{
  so_studio_do_async (studio, SO_VERB_PROPOSE, thread_id, NULL, NULL, on_proposed, asked_new (owner, studio, thread_id));
}

static void
on_hint_chosen (const char *hint, gpointer user_data)
{
  SoDraftAsked *asked = user_data;
  const SoDraft *now = so_draft_card_get_draft (SO_DRAFT_CARD (asked->owner));

  leave_button (asked);
  if (now && g_str_equal (now->id, asked->id))
    so_draft_card_change (SO_DRAFT_CARD (asked->owner), SO_VERB_REDO, hint);
  else
    so_do (asked->owner, asked->studio, SO_VERB_REDO, asked->id, hint);
}

void
so_draft_redo_ask (GtkWidget *owner, GtkWidget *button, SoStudio *studio, const char *draft_id)
{
  g_auto (GStrv) hints = so_studio_list_hints (studio);
  g_autoptr (SoDraftAsked) asked = asked_new (owner, studio, draft_id);

  so_redo_popover_show (button, hints, on_hint_chosen, asked);
}

static void
on_source_saved (gpointer user_data)
{
  SoDraftAsked *asked = user_data;

  leave_button (asked);
  so_draft_redo_propose (asked->owner, asked->studio, asked->id);
}

static void
on_source_chosen (const char *kind, const char *id, gpointer user_data)
{
  SoWindow *window = so_window_of (((SoDraftAsked *) user_data)->owner);

  if (window)
    so_source_dialog_show (window, kind, id, on_source_saved, user_data);
}

void
so_draft_redo_why (GtkWidget *owner, GtkWidget *button, SoStudio *studio, const SoDraft *draft)
{
  g_autoptr (SoDraftAsked) asked = asked_new (owner, studio, draft->thread_id);

  so_draft_popovers_why (button, draft, on_source_chosen, asked);
}
