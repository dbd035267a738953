/* SPDX-License-Identifier: MIT */
#include "so-call-detail.h"

#include "so-age.h"
#include "so-call-booked.h"
#include "so-call-facts.h"
#include "so-call-words.h"
#include "so-face.h"
#include "so-facts.h"
#include "so-group-rows.h"
#include "so-insight-words.h"
#include "so-player-view.h"
#include "so-stage.h"
#include "so-transcript-view.h"

#include <glib/gi18n.h>

/* Of a person: the newest, among which the linked one is. */
#define MOST_BOOKINGS 12

struct _SoCallDetail {
  AdwPreferencesPage parent_instance;

  AdwAvatar *avatar;
  GtkLabel *name, *person, *state, *time;
  GtkWidget *back, *write, *conversation, *task, *who;
  GtkWidget *sound, *sound_box, *links;
  AdwPreferencesGroup *reading, *facts;
  AdwActionRow *booking, *stage, *contact;
  SoPlayerView *player;
  SoTranscriptView *transcript;

  SoStudio *studio;
  SoCallEntry *entry;        /* NULL: nothing is shown */
  char *sha256;              /* what the player has; NULL: nothing */
  SoGroupRows reading_rows, fact_rows;
};

G_DEFINE_FINAL_TYPE (SoCallDetail, so_call_detail, ADW_TYPE_PREFERENCES_PAGE)

/* Rows ---------------------------------------------------------------------------------------------------- */

/* Title and text by turns; what is not known is left out. */
static void
show_rows (AdwPreferencesGroup *group, SoGroupRows *rows, const char *const *facts, guint n)
{
  g_autoptr (GString) signature = g_string_new (NULL);
  guint shown = 0;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (signature, "%s\n", facts[i] ? facts[i] : "");
  if (!so_group_rows_begin (rows, group, signature->str))
    return;
  for (guint i = 0; i + 1 < n; i += 2)
    {
      GtkWidget *row;

      if (!facts[i + 1] || !*facts[i + 1])
        continue;
      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), facts[i]);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), facts[i + 1]);
      adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
      gtk_widget_set_name (row, facts[i]);
      gtk_widget_add_css_class (row, "property");
      so_group_rows_add (rows, group, row);
      shown++;
    }
  so_group_rows_end (rows, group, GTK_WIDGET (group));
  gtk_widget_set_visible (GTK_WIDGET (group), shown > 0);
}

static void
show_reading (SoCallDetail *self, const SoCall *call)
{
  g_autofree char *rating = so_call_words_satisfaction (call);
  g_autofree char *satisfaction = rating && call->satisfaction_why && *call->satisfaction_why ? g_strdup_printf ("%s\n“%s”", rating, call->satisfaction_why) : g_strdup (rating);
  const char *const facts[] = {
    _("Summary"), call->summary, _("Intent"), so_call_words_intent (call), _("Outcome"), call->outcome && *call->outcome ? so_insight_words_outcome (call->outcome) : NULL,
    _("Satisfaction"), satisfaction,
  };

  show_rows (self->reading, &self->reading_rows, facts, G_N_ELEMENTS (facts));
}

static const char *
direction_of (const SoCall *call)
{
  return call->outbound ? _("From the studio") : _("To the studio");
}

static void
show_facts (SoCallDetail *self, const SoCall *call, SoCallSoundState sound)
{
  g_autofree char *length = call->seconds ? so_call_words_length (call->seconds) : NULL, *talk = call->talk ? so_call_words_length (call->talk) : NULL;
  const char *const facts[] = {
    _("Direction"), direction_of (call), _("Number"), so_call_is_anonymous (call->number) ? _("Withheld number") : call->number,
    _("Name in the Network"), call->name, _("Line"), call->line, _("Length"), length, _("Of That Spoken"), talk,
    _("Recording"), so_call_words_consent (call, sound), _("Told By"), call->provider,
  };

  show_rows (self->facts, &self->fact_rows, facts, G_N_ELEMENTS (facts));
}

/* Who ----------------------------------------------------------------------------------------------------- */

static void
show_booking (SoCallDetail *self, const SoCall *call, GPtrArray *bookings)
{
  g_autofree char *words = NULL;

  for (guint i = 0; call->booking_id && i < bookings->len; i++)
    if (!g_strcmp0 (((const SoBooked *) bookings->pdata[i])->booking->id, call->booking_id))
      words = so_call_booked_words (bookings->pdata[i]);
  if (call->booking_id && !words)
    words = g_strdup (_("Linked to a booking"));
  adw_action_row_set_subtitle (self->booking, words ? words : _("None is linked. Choose what was booked because of this call."));
}

static void
show_person (SoCallDetail *self, const SoCall *call)
{
  g_autoptr (SoContact) contact = call->contact_id ? so_studio_find_contact (self->studio, call->contact_id) : NULL;
  g_autoptr (GPtrArray) bookings = contact ? so_studio_list_booked (self->studio, contact->id, MOST_BOOKINGS) : g_ptr_array_new ();
  g_autofree char *known = contact ? so_call_words_person (contact) : g_strdup (""), *coming = contact ? so_call_booked_dup_next (self->studio, contact->id) : NULL;
  g_autofree char *words = g_strconcat (known, *known && coming ? "\n" : "", coming, NULL);
  SoStage stage;

  gtk_label_set_label (self->person, words);
  gtk_widget_set_visible (GTK_WIDGET (self->person), *words != '\0');
  adw_avatar_set_text (self->avatar, contact || call->name ? so_call_words_who (call) : "");
  so_face_set_avatar (self->avatar, self->studio, contact ? contact->photo : NULL);
  adw_action_row_set_subtitle (self->stage, contact && so_stage_parse (contact->stage, &stage) ? _(so_stage_label (stage)) : "");
  gtk_widget_set_visible (self->links, contact != NULL);
  gtk_widget_set_visible (self->task, contact != NULL);
  gtk_widget_set_visible (self->who, !contact && call->thread_id);
  show_booking (self, call, bookings);
}

/* All of it ------------------------------------------------------------------------------------------------ */

/* What was said is read on another thread, and comes or not. */
static void
update_sound (SoCallDetail *self)
{
  gtk_widget_set_visible (self->sound, gtk_widget_get_visible (GTK_WIDGET (self->player)) || gtk_widget_get_visible (GTK_WIDGET (self->transcript)));
}

static void
show_sound (SoCallDetail *self, const SoCall *call, SoCallSoundState sound, const char *sha256)
{
  g_set_str (&self->sha256, sha256);
  so_player_view_set_why (self->player, so_call_words_no_sound (call, sound));
  so_player_view_set_sound (self->player, self->studio, sha256, call->message_id);
  so_transcript_view_set_message (self->transcript, self->studio, call->message_id, sha256);
  gtk_widget_set_visible (GTK_WIDGET (self->player), sound != SO_CALL_SOUND_NONE || call->state == SO_CALL_VOICEMAIL);
  update_sound (self);
}

static void
show (SoCallDetail *self)
{
  const SoCall *call = self->entry->call;
  g_autofree char *line = so_call_words_line (call), *time = so_age_dup_moment (call->started_at), *sha256 = NULL;
  SoCallSoundState sound = so_studio_find_call_sound (self->studio, call->message_id, &sha256);

  gtk_label_set_label (self->name, so_call_words_who (call));
  gtk_label_set_label (self->state, line);
  gtk_label_set_label (self->time, time);
  gtk_widget_set_visible (self->back, !so_call_is_anonymous (call->number));
  gtk_widget_set_visible (self->write, call->thread_id && call->contact_id);
  gtk_widget_set_visible (self->conversation, call->thread_id != NULL);
  show_person (self, call);
  show_sound (self, call, sound, sha256);
  show_reading (self, call);
  show_facts (self, call, sound);
}

static void
read_anew (SoCallDetail *self, const char *id)
{
  SoCallEntry *entry = so_studio_find_call (self->studio, id);

  /* Erased since: what was shown goes with its row. */
  if (!entry)
    return;
  g_clear_pointer (&self->entry, so_call_entry_free);
  self->entry = entry;
  show (self);
}

static void
on_store_changed (SoCallDetail *self, guint changes)
{
  g_autofree char *id = self->entry ? g_strdup (self->entry->call->id) : NULL;

  if (id && changes & (SO_CHANGED_CALLS | SO_CHANGED_CONTACTS | SO_CHANGED_MESSAGES | SO_CHANGED_SCHEDULE | SO_CHANGED_SHARING))
    read_anew (self, id);
}

void
so_call_detail_set_call (SoCallDetail *self, const char *id)
{
  g_return_if_fail (SO_IS_CALL_DETAIL (self) && self->studio);

  if (!g_strcmp0 (id, self->entry ? self->entry->call->id : NULL))
    return;
  if (id)
    {
      read_anew (self, id);
      adw_preferences_page_scroll_to_top (ADW_PREFERENCES_PAGE (self));
      return;
    }
  g_clear_pointer (&self->entry, so_call_entry_free);
  g_clear_pointer (&self->sha256, g_free);
  so_player_view_set_sound (self->player, NULL, NULL, NULL);
  so_transcript_view_set_message (self->transcript, NULL, NULL, NULL);
}

void
so_call_detail_set_studio (SoCallDetail *self, SoStudio *studio)
{
  g_return_if_fail (SO_IS_CALL_DETAIL (self) && !self->studio);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
}

const SoCall *
so_call_detail_get_call (SoCallDetail *self)
{
  return self->entry ? self->entry->call : NULL;
}

GtkWidget *
so_call_detail_get_booking_row (SoCallDetail *self)
{
  return GTK_WIDGET (self->booking);
}

GtkWidget *
so_call_detail_get_stage_row (SoCallDetail *self)
{
  return GTK_WIDGET (self->stage);
}

gboolean
so_call_detail_play (SoCallDetail *self)
{
  if (!self->entry || !self->sha256)
    return FALSE;
  so_player_view_toggle (self->player);
  return TRUE;
}

/* The sound, where there is one: that is what one comes for. */
static gboolean
so_call_detail_grab_focus (GtkWidget *widget)
{
  SoCallDetail *self = SO_CALL_DETAIL (widget);

  if (self->sha256 && gtk_widget_child_focus (GTK_WIDGET (self->player), GTK_DIR_TAB_FORWARD))
    return TRUE;
  return gtk_widget_grab_focus (gtk_widget_get_visible (self->back) ? self->back : gtk_widget_get_visible (self->who) ? self->who : self->conversation);
}

static void
so_call_detail_dispose (GObject *object)
{
  SoCallDetail *self = SO_CALL_DETAIL (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->entry, so_call_entry_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_CALL_DETAIL);
  G_OBJECT_CLASS (so_call_detail_parent_class)->dispose (object);
}

static void
so_call_detail_finalize (GObject *object)
{
  SoCallDetail *self = SO_CALL_DETAIL (object);

  so_group_rows_clear (&self->reading_rows);
  so_group_rows_clear (&self->fact_rows);
  g_free (self->sha256);
  G_OBJECT_CLASS (so_call_detail_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-call-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, avatar);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, name);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, person);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, state);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, time);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, back);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, write);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, conversation);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, task);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, who);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, sound);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, sound_box);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, reading);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, links);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, booking);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, stage);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, contact);
  gtk_widget_class_bind_template_child (widget_class, SoCallDetail, facts);
}

static void
so_call_detail_class_init (SoCallDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_call_detail_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_call_detail_finalize;
  widget_class->grab_focus = so_call_detail_grab_focus;
  bind_template (widget_class);
}

/* What was said is as high as it wants to be; of a page that scrolls it would get no more than it needs. */
static void
give_room (SoCallDetail *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (self->sound, GTK_TYPE_VIEWPORT);

  if (viewport)
    gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
}

static void
so_call_detail_init (SoCallDetail *self)
{
  so_group_rows_init (&self->reading_rows);
  so_group_rows_init (&self->fact_rows);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->player = SO_PLAYER_VIEW (so_player_view_new ());
  self->transcript = SO_TRANSCRIPT_VIEW (so_transcript_view_new ());
  give_room (self);
  gtk_box_append (GTK_BOX (self->sound_box), GTK_WIDGET (self->player));
  gtk_box_append (GTK_BOX (self->sound_box), GTK_WIDGET (self->transcript));
  g_signal_connect_object (self->transcript, "notify::visible", G_CALLBACK (update_sound), self, G_CONNECT_SWAPPED);
}
