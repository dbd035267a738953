/* SPDX-License-Identifier: MIT */
#include "so-player-view.h"

#include "so-file-open.h"
#include "so-play-clock.h"
#include "so-sound-desk.h"
#include "so-waveform.h"
#include "so-window.h"

#include <glib/gi18n.h>

#define TICK_MS 50
#define STEP 5
#define SHORT_STEP 1
/* While it plays, so often somebody who listens to the screen as well is told where it is. */
#define SAY_EACH 10

struct _SoPlayerView {
  AdwBin parent_instance;

  GtkStack *states;
  GtkLabel *why, *times, *problem;
  GtkWidget *play_button, *open_button;
  GtkMenuButton *speed_button;
  SoWaveform *waveform;

  SoStudio *studio;
  SoSoundDesk *desk;       /* while it is looked at */
  char *sha256, *message_id, *name, *mime;
  GSimpleAction *speed;
  guint tick;
  int said;                /* second of which the screen reader heard */
};

G_DEFINE_FINAL_TYPE (SoPlayerView, so_player_view, ADW_TYPE_BIN)

static SoSound *
sound_of (SoPlayerView *self)
{
  return self->desk && self->sha256 ? so_sound_desk_get_sound (self->desk, self->sha256, NULL) : NULL;
}

static gboolean
is_playing (SoPlayerView *self)
{
  return self->desk && so_sound_desk_is_playing (self->desk, self->sha256);
}

/* Showing ---------------------------------------------------------------------------------------------- */

/* "1:02:09", "4:30". */
static char *
dup_clock (double seconds)
{
  guint s = (guint) MAX (seconds, 0);

  return s < 3600 ? g_strdup_printf ("%u:%02u", s / 60, s % 60) : g_strdup_printf ("%u:%02u:%02u", s / 3600, s / 60 % 60, s % 60);
}

/* "0:12 / 4:30", and after it what is wrong: with the file, or with the loudspeaker. */
static void
show_times (SoPlayerView *self, const SoSound *sound, guint64 frame)
{
  g_autofree char *now = dup_clock ((double) frame / sound->rate), *all = dup_clock (so_sound_get_seconds (sound)), *sentence = so_sound_dup_sentence (sound);
  gboolean ours = !g_strcmp0 (so_sound_desk_get_sha256 (self->desk), self->sha256);
  const char *problem = ours ? so_sound_desk_get_problem (self->desk) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  /* Which comes first is the same in every language, as the time in the waveform is. */
  g_string_append_printf (words, "\u2066%s / %s\u2069", now, all);
  if (problem || sentence)
    g_string_append_printf (words, " · %s", problem ? problem : sentence);
  gtk_label_set_label (self->times, words->str);
  gtk_label_set_wrap (self->times, problem || sentence);
  gtk_label_set_ellipsize (self->times, problem || sentence ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
}

static void
show_place (SoPlayerView *self, gboolean say)
{
  SoSound *sound = sound_of (self);
  guint64 frame;

  if (!sound)
    return;
  frame = so_sound_desk_get_frame (self->desk, self->sha256);
  say = say || (int) (frame / sound->rate) / SAY_EACH != self->said / SAY_EACH;
  if (say)
    self->said = (int) (frame / sound->rate);
  so_waveform_set_frame (self->waveform, frame, say);
  show_times (self, sound, frame);
}

static gboolean
on_tick (gpointer user_data)
{
  show_place (SO_PLAYER_VIEW (user_data), FALSE);
  return G_SOURCE_CONTINUE;
}

static void
show_speed (SoPlayerView *self)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *label = NULL, *name = NULL;

  g_ascii_formatd (number, sizeof number, "%g", so_sound_desk_get_speed (self->desk));
  label = g_strdup_printf ("%s×", number);
  /* Translators: how fast a recording is played, as in "Speed 1.5×" */
  name = g_strdup_printf (_("Speed %s"), label);
  gtk_menu_button_set_label (self->speed_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->speed_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_simple_action_set_state (self->speed, g_variant_new_string (number));
}

static void
show_playing (SoPlayerView *self)
{
  gboolean playing = is_playing (self);
  const char *label = playing ? _("Pause") : _("Play");

  gtk_button_set_icon_name (GTK_BUTTON (self->play_button), playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (playing && !self->tick)
    self->tick = g_timeout_add (TICK_MS, on_tick, self);
  else if (!playing)
    g_clear_handle_id (&self->tick, g_source_remove);
}

static void
show_state (SoPlayerView *self, const char *state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean held = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  gtk_stack_set_visible_child_name (self->states, state);
  /* What had the focus may be gone with its page. */
  if (held && !gtk_widget_get_mapped (focus))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
show (SoPlayerView *self)
{
  const char *problem = NULL;
  SoSound *sound, *so_far;

  if (!self->sha256 || !self->desk)
    {
      gtk_stack_set_visible_child_name (self->states, self->sha256 ? "reading" : "none");
      return;
    }
  sound = so_sound_desk_get_sound (self->desk, self->sha256, &problem);
  gtk_label_set_label (self->problem, problem ? problem : "");
  so_far = sound ? NULL : so_sound_desk_get_so_far (self->desk, self->sha256);
  show_state (self, sound || so_far ? "sound" : problem ? "broken" : "reading");
  so_waveform_set_sound (self->waveform, sound ? sound : so_far);
  if (so_far)
    gtk_label_set_label (self->times, _("The recording is being read"));
  show_playing (self);
  show_speed (self);
  show_place (self, TRUE);
}

static void
on_read (SoPlayerView *self, const char *sha256)
{
  if (!g_strcmp0 (sha256, self->sha256))
    show (self);
}

static void
on_changed (SoPlayerView *self, const char *sha256)
{
  if (!*sha256)
    show_speed (self);
  else if (!g_strcmp0 (sha256, self->sha256))
    show (self);
}

/* Looking: a row that is scrolled away costs nothing ---------------------------------------------------- */

static void
look (SoPlayerView *self)
{
  if (self->desk || !self->studio || !self->sha256 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->desk = g_object_ref (so_sound_desk_of (self->studio));
  g_signal_connect_object (self->desk, "read", G_CALLBACK (on_read), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  so_sound_desk_look (self->desk, self->sha256);
  show (self);
}

static void
look_away (SoPlayerView *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  if (!self->desk)
    return;
  g_signal_handlers_disconnect_by_data (self->desk, self);
  so_sound_desk_look_away (self->desk, self->sha256);
  g_clear_object (&self->desk);
}

static void
so_player_view_map (GtkWidget *widget)
{
  SoPlayerView *self = SO_PLAYER_VIEW (widget);
  SoWindow *window = so_window_of (widget);

  GTK_WIDGET_CLASS (so_player_view_parent_class)->map (widget);
  if (!self->studio && window)
    g_set_object (&self->studio, so_window_get_studio (window));
  look (self);
}

static void
so_player_view_unmap (GtkWidget *widget)
{
  look_away (SO_PLAYER_VIEW (widget));
  GTK_WIDGET_CLASS (so_player_view_parent_class)->unmap (widget);
}

/* Doing ------------------------------------------------------------------------------------------------ */

static void
on_play_clicked (SoPlayerView *self)
{
  so_player_view_toggle (self);
}

static void
on_seek (SoPlayerView *self, guint64 frame)
{
  if (self->desk)
    so_sound_desk_seek (self->desk, self->sha256, frame);
}

static void
on_open_clicked (SoPlayerView *self)
{
  g_autofree char *path = so_store_file_path (so_studio_get_store (self->studio), self->sha256);

  if (path)
    so_file_open (GTK_WIDGET (self), path, self->name, self->mime);
}

static void
on_speed (GSimpleAction *action, GVariant *parameter, SoPlayerView *self)
{
  if (self->desk)
    so_sound_desk_set_speed (self->desk, g_ascii_strtod (g_variant_get_string (parameter, NULL), NULL));
}

static gboolean
key_toggle (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SoPlayerView *self = SO_PLAYER_VIEW (widget);

  so_player_view_toggle (self);
  return self->desk && self->sha256;
}

/* Seconds, or to an end: G_MININT, G_MAXINT. */
static gboolean
key_skip (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SoPlayerView *self = SO_PLAYER_VIEW (widget);
  SoSound *sound = sound_of (self);
  int seconds = g_variant_get_int32 (arguments);
  double to;

  if (!sound)
    return FALSE;
  to = (double) so_sound_desk_get_frame (self->desk, self->sha256) + (double) seconds * sound->rate;
  so_sound_desk_seek (self->desk, self->sha256, (guint64) CLAMP (to, 0, (double) sound->frames));
  return TRUE;
}

static gboolean
key_speed (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SoPlayerView *self = SO_PLAYER_VIEW (widget);

  if (!sound_of (self))
    return FALSE;
  so_sound_desk_set_speed (self->desk, so_play_speed_step (so_sound_desk_get_speed (self->desk), g_variant_get_int32 (arguments)));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_menu_button_get_label (self->speed_button), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return TRUE;
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    GdkModifierType modifiers;
    GtkShortcutFunc run;
    int argument;
  } keys[] = {
    { GDK_KEY_Left, 0, key_skip, -STEP },
    { GDK_KEY_Right, 0, key_skip, STEP },
    { GDK_KEY_Left, GDK_SHIFT_MASK, key_skip, -SHORT_STEP },
    { GDK_KEY_Right, GDK_SHIFT_MASK, key_skip, SHORT_STEP },
    { GDK_KEY_Home, 0, key_skip, G_MININT },
    { GDK_KEY_End, 0, key_skip, G_MAXINT },
    { GDK_KEY_bracketleft, 0, key_speed, -1 },
    { GDK_KEY_bracketright, 0, key_speed, 1 },
    { GDK_KEY_less, 0, key_speed, -1 },
    { GDK_KEY_greater, 0, key_speed, 1 },
    { GDK_KEY_less, GDK_SHIFT_MASK, key_speed, -1 },
    { GDK_KEY_greater, GDK_SHIFT_MASK, key_speed, 1 },
  };

  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, key_toggle, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, keys[i].modifiers, keys[i].run, "i", keys[i].argument);
}

/* The object ------------------------------------------------------------------------------------------- */

static void
so_player_view_dispose (GObject *object)
{
  SoPlayerView *self = SO_PLAYER_VIEW (object);

  look_away (self);
  g_clear_object (&self->studio);
  g_clear_object (&self->speed);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_PLAYER_VIEW);
  G_OBJECT_CLASS (so_player_view_parent_class)->dispose (object);
}

static void
so_player_view_finalize (GObject *object)
{
  SoPlayerView *self = SO_PLAYER_VIEW (object);

  g_free (self->sha256);
  g_free (self->message_id);
  g_free (self->name);
  g_free (self->mime);
  G_OBJECT_CLASS (so_player_view_parent_class)->finalize (object);
}

static void
so_player_view_class_init (SoPlayerViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_player_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_player_view_finalize;
  widget_class->map = so_player_view_map;
  widget_class->unmap = so_player_view_unmap;
  g_type_ensure (SO_TYPE_WAVEFORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-player-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SoPlayerView, states);
  gtk_widget_class_bind_template_child (widget_class, SoPlayerView, why);
  gtk_widget_class_bind_template_child (widget_class, SoPlayerView, times);
  gtk_widget_class_bind_template_child (widget_class, SoPlayerView, problem);
  gtk_widget_class_bind_template_child (widget_class, SoPlayerView, play_button);
  gtk_widget_class_bind_template_child (widget_class, SoPlayerView, open_button);
  gtk_widget_class_bind_template_child (widget_class, SoPlayerView, speed_button);
  gtk_widget_class_bind_template_child (widget_class, SoPlayerView, waveform);
  gtk_widget_class_bind_template_callback (widget_class, on_play_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_seek);
  gtk_widget_class_set_css_name (widget_class, "playerview");
  add_keys (widget_class);
}

static void
so_player_view_init (SoPlayerView *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) other = g_simple_action_new ("open", NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->speed = g_simple_action_new_stateful ("speed", G_VARIANT_TYPE_STRING, g_variant_new_string ("1"));
  g_signal_connect_object (self->speed, "activate", G_CALLBACK (on_speed), self, 0);
  g_signal_connect_object (other, "activate", G_CALLBACK (on_open_clicked), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->speed));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (other));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "player", G_ACTION_GROUP (group));
  so_player_view_set_why (self, NULL);
}

GtkWidget *
so_player_view_new (void)
{
  return g_object_new (SO_TYPE_PLAYER_VIEW, NULL);
}

void
so_player_view_set_sound (SoPlayerView *self, SoStudio *studio, const char *sha256, const char *message_id)
{
  g_return_if_fail (SO_IS_PLAYER_VIEW (self));

  g_set_str (&self->message_id, message_id);
  if (!studio && self->studio)
    studio = self->studio;
  if (self->studio == studio && !g_strcmp0 (self->sha256, sha256))
    return;
  look_away (self);
  g_set_object (&self->studio, studio);
  g_set_str (&self->sha256, sha256);
  show (self);
  look (self);
}

void
so_player_view_set_why (SoPlayerView *self, const char *why)
{
  g_return_if_fail (SO_IS_PLAYER_VIEW (self));

  gtk_label_set_label (self->why, why ? why : _("There is no recording."));
}

void
so_player_view_set_file (SoPlayerView *self, const char *name, const char *mime)
{
  g_return_if_fail (SO_IS_PLAYER_VIEW (self));

  g_set_str (&self->name, name);
  g_set_str (&self->mime, mime);
}

void
so_player_view_toggle (SoPlayerView *self)
{
  g_return_if_fail (SO_IS_PLAYER_VIEW (self));

  if (!self->desk || !self->sha256)
    return;
  if (is_playing (self))
    so_sound_desk_pause (self->desk);
  else
    so_sound_desk_play (self->desk, self->sha256);
}
