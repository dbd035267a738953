/* SPDX-License-Identifier: MIT */
#include "so-call-does.h"

#include "so-call-back.h"
#include "so-call-booked.h"
#include "so-call-words.h"
#include "so-choice-popover.h"
#include "so-do.h"
#include "so-facts.h"
#include "so-lookup.h"
#include "so-message-owner.h"
#include "so-stage-choice.h"
#include "so-thread.h"
#include "so-window.h"

#include <glib/gi18n.h>

/* As many as there are digits, and one of them is "none". */
#define MOST_BOOKINGS 8
#define MOST_THREADS 20

typedef struct {
  SoCallDetail *detail;
  SoStudio *studio;
  const SoCall *call;
} Wish;

static void
say (SoCallDetail *detail, const char *words)
{
  SoWindow *window = so_window_of (GTK_WIDGET (detail));

  if (window)
    so_window_add_toast (window, words);
}

static void
call_back (const Wish *wish)
{
  if (so_call_is_anonymous (wish->call->number))
    say (wish->detail, _("They withheld their number: it cannot be called back"));
  else
    so_call_back_number (GTK_WIDGET (wish->detail), wish->call->number);
}

/* Where they can be written to: their newest conversation that is no call, else that of the call, whose answer may leave by another way. */
static char *
dup_thread_to_write (const Wish *wish)
{
  g_autoptr (GPtrArray) threads = so_studio_list_threads_of (wish->studio, wish->call->contact_id, MOST_THREADS);

  for (guint i = 0; i < threads->len; i++)
    {
      const SoThread *thread = threads->pdata[i];

      if (thread->channel != SO_CHANNEL_CALL && !thread->group)
        return g_strdup (thread->id);
    }
  return g_strdup (wish->call->thread_id);
}

static void
write_to (const Wish *wish)
{
  SoWindow *window = so_window_of (GTK_WIDGET (wish->detail));
  g_autofree char *thread = wish->call->contact_id ? dup_thread_to_write (wish) : NULL;

  if (!thread)
    return say (wish->detail, _("Nobody knows who it was: say who it was first"));
  so_window_open_thread (window, thread, NULL);
  so_window_activate (window, "draft.reply");
}

static void
open_conversation (const Wish *wish)
{
  if (wish->call->thread_id)
    so_window_open_thread (so_window_of (GTK_WIDGET (wish->detail)), wish->call->thread_id, wish->call->message_id);
}

static void
open_person (const Wish *wish)
{
  if (wish->call->contact_id)
    so_window_open_contact (so_window_of (GTK_WIDGET (wish->detail)), wish->call->contact_id);
}

static void
ask_who (const Wish *wish)
{
  g_autoptr (SoThread) thread = so_lookup_thread (so_studio_get_store (wish->studio), wish->call->thread_id);

  if (thread)
    so_message_owner_ask (GTK_WIDGET (wish->detail), wish->studio, thread, wish->call->message_id);
}

static void
add_task (const Wish *wish)
{
  /* Translators: a task; %s is a name */
  g_autofree char *title = g_strdup_printf (_("Call %s back"), so_call_words_who (wish->call));

  if (!wish->call->contact_id)
    return say (wish->detail, _("Nobody knows who it was: say who it was first"));
  so_do_said (GTK_WIDGET (wish->detail), wish->studio, SO_VERB_TASK_ADD, wish->call->contact_id, title, _("Task added"));
}

/* Which booking ------------------------------------------------------------------------------------------- */

static void
on_booking_chosen (guint number, gpointer owner)
{
  GtkWidget *row = owner;
  GStrv ids = g_object_get_data (G_OBJECT (row), "so-bookings");
  SoStudio *studio = g_object_get_data (G_OBJECT (row), "so-studio");
  const char *call = g_object_get_data (G_OBJECT (row), "so-call");
  const char *booking = number <= g_strv_length (ids) ? ids[number - 1] : NULL;

  so_do_said (row, studio, SO_VERB_CALL_BOOK, call, booking, booking ? _("Booking linked") : _("No booking is linked any more"));
}

static void
choose_booking (const Wish *wish)
{
  g_autoptr (GPtrArray) booked = wish->call->contact_id ? so_studio_list_booked (wish->studio, wish->call->contact_id, MOST_BOOKINGS) : g_ptr_array_new ();
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new (), labels = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  GtkWidget *row = so_call_detail_get_booking_row (wish->detail);
  guint current = booked->len + 1;

  if (!booked->len)
    return say (wish->detail, _("They have booked nothing yet: book it first, at the person or in the schedule"));
  for (guint i = 0; i < booked->len; i++)
    {
      const SoBooked *one = booked->pdata[i];

      g_strv_builder_add (ids, one->booking->id);
      g_strv_builder_take (labels, so_call_booked_words (one));
      if (!g_strcmp0 (one->booking->id, wish->call->booking_id))
        current = i + 1;
    }
  g_strv_builder_add (labels, _("None"));
  all = g_strv_builder_end (labels);
  g_object_set_data_full (G_OBJECT (row), "so-bookings", g_strv_builder_end (ids), (GDestroyNotify) g_strfreev);
  g_object_set_data_full (G_OBJECT (row), "so-call", g_strdup (wish->call->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "so-studio", g_object_ref (wish->studio), g_object_unref);
  so_choice_popover_present (row, _("What Was Booked"), (const char *const *) all, current, on_booking_chosen, row);
}

/* Which stage --------------------------------------------------------------------------------------------- */

static void
on_stage_chosen (SoStage stage, const char *reason, gpointer owner)
{
  GtkWidget *row = owner;
  g_autofree char *argument = so_stage_choice_dup_argument (stage, reason);

  so_do_said (row, g_object_get_data (G_OBJECT (row), "so-studio"), SO_VERB_STAGE, g_object_get_data (G_OBJECT (row), "so-contact"), argument, _("Stage changed"));
}

static void
choose_stage (const Wish *wish)
{
  g_autoptr (SoContact) contact = wish->call->contact_id ? so_studio_find_contact (wish->studio, wish->call->contact_id) : NULL;
  GtkWidget *row = so_call_detail_get_stage_row (wish->detail);
  SoStage stage;

  if (!contact)
    return say (wish->detail, _("Nobody knows who it was: say who it was first"));
  g_object_set_data_full (G_OBJECT (row), "so-contact", g_strdup (contact->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "so-studio", g_object_ref (wish->studio), g_object_unref);
  so_stage_choice_present (row, so_stage_parse (contact->stage, &stage) ? (int) stage : -1, on_stage_chosen, row);
}

void
so_call_does (SoCallDetail *detail, SoStudio *studio, const char *action)
{
  static const struct { const char *action; void (*act) (const Wish *wish); } all[] = {
    { "call.back", call_back }, { "call.write", write_to }, { "call.conversation", open_conversation }, { "call.person", open_person },
    { "call.who", ask_who },    { "call.task", add_task },  { "call.book", choose_booking },           { "call.stage", choose_stage },
  };
  const Wish wish = { detail, studio, so_call_detail_get_call (detail) };

  for (guint i = 0; wish.call && i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (action, all[i].action))
      all[i].act (&wish);
}
