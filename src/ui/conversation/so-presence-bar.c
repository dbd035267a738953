/* SPDX-License-Identifier: MIT */
#include "so-presence-bar.h"

#include "so-presence-words.h"
#include "so-share-presence.h"

#include <glib/gi18n.h>

#define AVATAR_SIZE 20
#define MOST_AVATARS 3
/* Who is in another program for so long does not look any more. */
#define AWAY_SECONDS 120

struct _SoPresenceBar {
  AdwBin parent_instance;

  GtkBox *avatars;
  GtkLabel *label;
  GtkWidget *take;

  SoDraftCard *card;       /* borrowed */
  SoStudio *studio;
  char *thread_id;
  gboolean held;           /* another computer changes the draft */
  gboolean taking;         /* it was asked for, and the hub has not answered */
  gulong changed;
  GtkWindow *window;       /* while it is mapped; borrowed */
  gulong activated;
  guint away;              /* timer, 0: she is here */
};

enum { PROP_0, PROP_HELD, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SoPresenceBar, so_presence_bar, ADW_TYPE_BIN)

static const char *
draft_of (SoPresenceBar *self)
{
  const SoDraft *draft = so_draft_card_get_draft (self->card);

  return draft ? draft->id : NULL;
}

/* Showing ---------------------------------------------------------------------------------------- */

static void
show_avatars (SoPresenceBar *self, const GPtrArray *others)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->avatars))))
    gtk_box_remove (self->avatars, child);
  for (guint i = 0; i < MIN (others->len, MOST_AVATARS); i++)
    {
      child = adw_avatar_new (AVATAR_SIZE, ((const SoHubHere *) others->pdata[i])->name, TRUE);
      /* The names stand beside them. */
      gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      gtk_box_append (self->avatars, child);
    }
}

static void
set_held (SoPresenceBar *self, gboolean held)
{
  gboolean inside = gtk_widget_get_focus_child (GTK_WIDGET (self->card)) != NULL;

  if (self->held == held)
    return;
  self->held = held;
  /* What had the focus is closed now, and the way on is here; or the other way round. */
  if (held && inside)
    gtk_widget_grab_focus (self->take);
  else if (!held && gtk_widget_has_focus (self->take))
    gtk_widget_grab_focus (GTK_WIDGET (self->card));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HELD]);
}

static void
show (SoPresenceBar *self)
{
  SoSharePresence *presence = self->thread_id ? so_share_presence_of (self->studio) : NULL;
  g_autoptr (GPtrArray) others = presence ? so_share_presence_list (presence, self->thread_id) : g_ptr_array_new ();
  const SoHubHere *editor = presence ? so_share_presence_find_editor (presence, self->thread_id, draft_of (self)) : NULL;
  g_autofree char *words = so_presence_words (others, editor);

  if (words && g_strcmp0 (words, gtk_label_get_label (self->label)))
    {
      show_avatars (self, others);
      gtk_label_set_label (self->label, words);
      if (editor)
        gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  if (!words)
    gtk_label_set_label (self->label, "");
  gtk_widget_set_visible (self->take, editor != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
  set_held (self, editor != NULL);
}

/* Saying ----------------------------------------------------------------------------------------- */

/* What this computer writes, or that it does not. */
static void
tell_draft (SoPresenceBar *self, gboolean take)
{
  gboolean editing = so_draft_card_is_editing (self->card);
  const char *draft = draft_of (self);

  if (self->thread_id && !self->held)
    so_share_presence_edit (so_share_presence_of (self->studio), editing || take ? (draft ? draft : self->thread_id) : NULL, take);
}

static void
on_presence_changed (SoPresenceBar *self)
{
  show (self);
  if (self->taking && !self->held)
    {
      self->taking = FALSE;
      if (draft_of (self))
        so_draft_card_edit (self->card);
      else
        so_draft_card_reply (self->card);
    }
  /* It was taken over there; what was written here so far is kept. */
  else if (self->held && so_draft_card_is_editing (self->card))
    so_draft_card_leave (self->card);
}

/* She began to write or ended, or there is a draft now where there was none. */
static void
on_card_changed (SoPresenceBar *self)
{
  if (!self->thread_id || self->taking)
    return;
  show (self);
  tell_draft (self, FALSE);
}

static void
on_take (SoPresenceBar *self)
{
  const char *draft = draft_of (self);

  if (!self->thread_id || self->taking)
    return;
  self->taking = TRUE;
  so_share_presence_edit (so_share_presence_of (self->studio), draft ? draft : self->thread_id, TRUE);
}

/* Where she looks -------------------------------------------------------------------------------- */

static void
come (SoPresenceBar *self)
{
  g_clear_handle_id (&self->away, g_source_remove);
  if (!self->thread_id || !gtk_widget_get_mapped (gtk_widget_get_parent (GTK_WIDGET (self))))
    return;
  so_share_presence_look (so_share_presence_of (self->studio), self, self->thread_id);
  tell_draft (self, FALSE);
}

static void
go (SoPresenceBar *self)
{
  g_clear_handle_id (&self->away, g_source_remove);
  self->taking = FALSE;
  if (self->studio)
    so_share_presence_look (so_share_presence_of (self->studio), self, NULL);
}

static gboolean
on_away (gpointer data)
{
  SoPresenceBar *self = data;

  self->away = 0;
  go (self);
  return G_SOURCE_REMOVE;
}

static void
on_active (SoPresenceBar *self)
{
  if (gtk_window_is_active (self->window))
    come (self);
  else if (!self->away)
    self->away = g_timeout_add_seconds (AWAY_SECONDS, on_away, self);
}

static void
forget_window (SoPresenceBar *self)
{
  if (self->window)
    g_clear_signal_handler (&self->activated, self->window);
  self->window = NULL;
}

/* Of what it stands in: it is hidden itself while nobody else is here. */
static void
on_map (SoPresenceBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  forget_window (self);
  if (GTK_IS_WINDOW (root))
    {
      self->window = GTK_WINDOW (root);
      self->activated = g_signal_connect_swapped (root, "notify::is-active", G_CALLBACK (on_active), self);
    }
  come (self);
}

static void
on_unmap (SoPresenceBar *self)
{
  forget_window (self);
  go (self);
}

/* Making it -------------------------------------------------------------------------------------- */

void
so_presence_bar_set_card (SoPresenceBar *self, SoDraftCard *card)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  self->card = card;
  g_signal_connect_object (card, "shown", G_CALLBACK (on_card_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (parent, "map", G_CALLBACK (on_map), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (parent, "unmap", G_CALLBACK (on_unmap), self, G_CONNECT_SWAPPED);
}

void
so_presence_bar_set_thread (SoPresenceBar *self, SoStudio *studio, const char *thread_id)
{
  g_return_if_fail (SO_IS_PRESENCE_BAR (self));

  go (self);
  if (self->changed)
    g_clear_signal_handler (&self->changed, so_share_presence_of (self->studio));
  g_set_object (&self->studio, studio);
  g_set_str (&self->thread_id, studio ? thread_id : NULL);
  if (self->thread_id)
    {
      self->changed = g_signal_connect_swapped (so_share_presence_of (studio), "changed", G_CALLBACK (on_presence_changed), self);
      come (self);
    }
  show (self);
}

gboolean
so_presence_bar_get_held (SoPresenceBar *self)
{
  g_return_val_if_fail (SO_IS_PRESENCE_BAR (self), FALSE);
  return self->held;
}

static void
so_presence_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, SO_PRESENCE_BAR (object)->held);
}

static void
so_presence_bar_dispose (GObject *object)
{
  SoPresenceBar *self = SO_PRESENCE_BAR (object);

  go (self);
  forget_window (self);
  if (self->changed)
    g_clear_signal_handler (&self->changed, so_share_presence_of (self->studio));
  g_clear_object (&self->studio);
  g_clear_pointer (&self->thread_id, g_free);
  G_OBJECT_CLASS (so_presence_bar_parent_class)->dispose (object);
}

static void
so_presence_bar_class_init (SoPresenceBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = so_presence_bar_dispose;
  object_class->get_property = so_presence_bar_get_property;
  props[PROP_HELD] = g_param_spec_boolean ("held", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
so_presence_bar_init (SoPresenceBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *avatars = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3), *label = gtk_label_new ("");

  self->avatars = GTK_BOX (avatars);
  self->label = GTK_LABEL (label);
  self->take = gtk_button_new_with_mnemonic (_("_Take Over"));
  gtk_widget_set_valign (avatars, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->take, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->take, _("Write here, and close the draft there"));
  gtk_widget_add_css_class (self->take, "flat");
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (box, "presence-bar");
  gtk_box_append (GTK_BOX (box), avatars);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->take);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Who Is Here"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->take, "clicked", G_CALLBACK (on_take), self, G_CONNECT_SWAPPED);
}
