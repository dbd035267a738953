/* SPDX-License-Identifier: MIT */
#include "so-play-keys.h"

#include "so-conversation.h"
#include "so-keys.h"
#include "so-lookup.h"
#include "so-sound-desk.h"
#include "so-window.h"

#include <glib/gi18n.h>

/* What was begun in this conversation by a key. */
typedef struct {
  char *thread_id, *message_id, *sha256;
} Begun;

static void
begun_free (gpointer data)
{
  Begun *begun = data;

  g_free (begun->thread_id);
  g_free (begun->message_id);
  g_free (begun->sha256);
  g_free (begun);
}

static const Begun *
begun_in (GtkWidget *conversation)
{
  const Begun *begun = g_object_get_data (G_OBJECT (conversation), "begun");

  return begun && !g_strcmp0 (begun->thread_id, so_conversation_get_thread_id (SO_CONVERSATION (conversation))) ? begun : NULL;
}

/* NULL @after: the newest of the conversation. */
static void
play (GtkWidget *conversation, SoWindow *window, const char *after)
{
  SoStudio *studio = so_window_get_studio (window);
  const char *thread_id = so_conversation_get_thread_id (SO_CONVERSATION (conversation));
  Begun *begun = g_new0 (Begun, 1);

  begun->thread_id = g_strdup (thread_id);
  begun->message_id = so_lookup_recording (so_studio_get_store (studio), thread_id, after, &begun->sha256);
  if (!begun->message_id)
    {
      begun_free (begun);
      so_window_add_toast (window, after ? _("There is no recording after this one.") : _("There is no recording in this conversation."));
      return;
    }
  g_object_set_data_full (G_OBJECT (conversation), "begun", begun, begun_free);
  /* Who is writing goes on writing: it would take the focus. */
  if (!so_keys_typing (gtk_window_get_focus (GTK_WINDOW (window))))
    so_conversation_set_thread (SO_CONVERSATION (conversation), studio, thread_id, begun->message_id);
  so_sound_desk_play (so_sound_desk_of (studio), begun->sha256);
}

/* It was begun here, and has not ended. */
static gboolean
is_paused_here (GtkWidget *conversation, SoSoundDesk *desk, const char *now)
{
  const Begun *begun = begun_in (conversation);
  const SoSound *sound = so_sound_desk_get_sound (desk, now, NULL);

  return begun && sound && !g_strcmp0 (now, begun->sha256) && so_sound_desk_get_frame (desk, now) < sound->frames;
}

/* What plays stands still, wherever it was begun. */
static void
on_play (GtkWidget *conversation, const char *action, GVariant *parameter)
{
  SoWindow *window = so_window_of (conversation);
  SoSoundDesk *desk = window ? so_sound_desk_of (so_window_get_studio (window)) : NULL;
  const char *now = desk ? so_sound_desk_get_sha256 (desk) : NULL;

  if (!desk || !so_conversation_get_thread_id (SO_CONVERSATION (conversation)))
    return;
  if (now && so_sound_desk_is_playing (desk, now))
    so_sound_desk_pause (desk);
  else if (now && is_paused_here (conversation, desk, now))
    so_sound_desk_play (desk, now);
  else
    play (conversation, window, NULL);
}

static void
on_play_next (GtkWidget *conversation, const char *action, GVariant *parameter)
{
  SoWindow *window = so_window_of (conversation);
  g_autofree char *after = begun_in (conversation) ? g_strdup (begun_in (conversation)->message_id) : NULL;

  if (window && so_conversation_get_thread_id (SO_CONVERSATION (conversation)))
    play (conversation, window, after);
}

void
so_play_keys_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "read.play", NULL, on_play);
  gtk_widget_class_install_action (widget_class, "read.play-next", NULL, on_play_next);
}
