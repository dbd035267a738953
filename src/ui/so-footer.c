/* SPDX-License-Identifier: MIT */
#include "so-footer.h"

#include "so-actions.h"
#include "so-clock.h"
#include "so-draft-words.h"
#include "so-draft.h"
#include "so-facts.h"
#include "so-item.h"
#include "so-outbox.h"
#include "so-sync.h"

#include <glib/gi18n.h>

#define LOOKS_AFTER_CHANGE 4

struct _SoFooter {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *practice;
  GtkButton *paused;
  GtkLabel *countdown;
  GtkButton *undo_button;

  GListModel *outbox;    /* or NULL */
  SoStudio *studio;      /* or NULL */
  GNetworkMonitor *network;
  guint timer;           /* runs only while something counts down, or may begin to */
  guint looks;           /* of the timer, still to come where nothing counts down */
};

G_DEFINE_FINAL_TYPE (SoFooter, so_footer, ADW_TYPE_BIN)

/* Due, and yet it does not leave: another computer sends it, or the hub is to say first. */
static gboolean
waits (const SoDraft *draft)
{
  g_autofree char *words = so_draft_words_waits (draft, so_now ());

  return words && draft->not_before <= so_now ();
}

/* What goes out next (yours), and how many wait for the network or for an answer. */
static SoItem *
look (GListModel *outbox, guint *queued, guint *held, guint *offline)
{
  SoItem *next = NULL;

  *queued = *held = *offline = 0;
  for (guint i = 0, n = outbox ? g_list_model_get_n_items (outbox) : 0; i < n && i < 100; i++)
    {
      g_autoptr (SoItem) item = g_list_model_get_item (outbox, i);
      const SoDraft *draft = so_item_get_value (item);

      if (draft && draft->state == SO_DRAFT_QUEUED && waits (draft))
        {
          *held += 1;
          continue;
        }
      *held += draft && draft->state == SO_DRAFT_HELD;
      *offline += draft && draft->state == SO_DRAFT_HELD && !g_strcmp0 (draft->reason, "offline");
      if (!draft || draft->state != SO_DRAFT_QUEUED)
        continue;
      *queued += 1;
      if (!next || draft->not_before < ((const SoDraft *) so_item_get_value (next))->not_before)
        g_set_object (&next, item);
    }
  return next;
}

/* How many were approved together with @next. */
static guint
count_batch (GListModel *outbox, const SoDraft *next)
{
  guint together = 0;

  for (guint i = 0, n = next && next->batch_id ? g_list_model_get_n_items (outbox) : 0; i < n && i < 100; i++)
    {
      g_autoptr (SoItem) item = g_list_model_get_item (outbox, i);
      const SoDraft *draft = so_item_get_value (item);

      together += draft && draft->state == SO_DRAFT_QUEUED && !g_strcmp0 (draft->batch_id, next->batch_id);
    }
  return together;
}

/* What she asked to be read, or is read for the first time; NULL for nothing. */
static char *
reading_words (SoStudio *studio)
{
  SoSync sync;

  so_sync_get (studio, &sync);
  if (!sync.running)
    return NULL;
  return sync.received ? g_strdup_printf (ngettext ("Reading… %u message", "Reading… %u messages", sync.received), sync.received) : g_strdup (_("Reading…"));
}

static char *
dup_text (SoFooter *self, const SoDraft *next, guint queued, guint held, guint offline, guint together)
{
  gint64 left = next ? (next->not_before - so_now () + 999) / 1000 : 0;
  char *reading;

  if (self->studio && so_outbox_is_elsewhere (self->studio))
    return g_strdup (_("Another window or program sends for this studio"));
  if (offline && !next)
    return g_strdup_printf (ngettext ("Offline – %u approved message waits", "Offline – %u approved messages wait", offline), offline);
  if (self->studio && !so_outbox_is_online (self->studio) && !next && !held)
    return g_strdup (_("Offline"));

  if (next && left <= 0)
    return g_strdup_printf (_("Sending to %s…"), next->contact_name);
  if (next && together > 1 && together == queued)
    return g_strdup_printf (ngettext ("Sending %u message in %d s", "Sending %u messages in %d s", together), together, (int) left);
  if (next && queued > 1)
    return g_strdup_printf (ngettext ("Sending to %s in %d s, and %u more", "Sending to %s in %d s, and %u more", queued - 1),
                            next->contact_name, (int) left, queued - 1);
  if (next)
    return g_strdup_printf (_("Sending to %s in %d s"), next->contact_name, (int) left);
  if (self->studio && (reading = reading_words (self->studio)))
    return reading;
  if (held)
    return g_strdup_printf (ngettext ("%u approved message waits", "%u approved messages wait", held), held);
  return NULL;
}

static gboolean
is_reading (SoFooter *self)
{
  SoSync sync = { 0 };

  if (self->studio)
    so_sync_get (self->studio, &sync);
  return sync.running > 0;
}

/* TRUE while something counts. */
static gboolean
update (SoFooter *self)
{
  guint queued, held, offline;
  g_autoptr (SoItem) next = look (self->outbox, &queued, &held, &offline);
  const SoDraft *draft = next ? so_item_get_value (next) : NULL;
  g_autofree char *text = dup_text (self, draft, queued, held, offline, count_batch (self->outbox, draft));

  if (text)
    gtk_label_set_label (self->countdown, text);
  gtk_widget_set_visible (GTK_WIDGET (self->countdown), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), next || held);
  gtk_button_set_label (self->undo_button, next ? _("Undo") : _("Review"));
  if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (self->undo_button)), next ? "win.undo" : "go.outbox"))
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->undo_button), next ? "win.undo" : "go.outbox");
      so_action_describe (GTK_WIDGET (self->undo_button), next ? "win.undo" : "go.outbox");
    }
  gtk_revealer_set_reveal_child (self->revealer, text || gtk_widget_get_visible (GTK_WIDGET (self->practice)) || gtk_widget_get_visible (GTK_WIDGET (self->paused)));
  return next || is_reading (self);
}

static gboolean
on_second_passed (gpointer user_data)
{
  SoFooter *self = user_data;

  if (update (self))
    return G_SOURCE_CONTINUE;
  if (self->looks && self->looks--)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  return G_SOURCE_REMOVE;
}

static void
on_outbox_changed (SoFooter *self)
{
  if (update (self) && !self->timer)
    self->timer = g_timeout_add (250, on_second_passed, self);
}

/* That everything is paused has to be seen, or it is forgotten. */
static void
show_paused (SoFooter *self)
{
  g_autofree char *paused = self->studio ? so_studio_dup_setting (self->studio, "standing.paused") : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->paused), !g_strcmp0 (paused, "1"));
}

/* What was held and leaves now is the same row of the list, which is read anew in a moment. */
static void
on_store_changed (SoFooter *self, guint what)
{
  if (what & SO_CHANGED_SETTINGS)
    {
      show_paused (self);
      update (self);
    }
  if (!(what & SO_CHANGED_DRAFTS))
    return;
  self->looks = LOOKS_AFTER_CHANGE;
  if (!self->timer)
    self->timer = g_timeout_add (250, on_second_passed, self);
}

static void
on_network_changed (SoFooter *self)
{
  so_outbox_set_online (self->studio, g_network_monitor_get_network_available (self->network));
  update (self);
}

static void
watch (SoFooter *self, SoStudio *studio)
{
  if (self->studio == studio)
    return;
  if (self->studio)
    {
      g_signal_handlers_disconnect_by_data (so_studio_get_store (self->studio), self);
      g_signal_handlers_disconnect_by_data (self->studio, self);
      g_signal_handlers_disconnect_by_data (self->network, self);
    }
  g_set_object (&self->studio, studio);
  if (!studio)
    return;
  self->network = g_network_monitor_get_default ();
  g_signal_connect_swapped (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self);
  g_signal_connect_swapped (studio, "sender-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (studio, "sync-changed", G_CALLBACK (on_outbox_changed), self);
  g_signal_connect_swapped (self->network, "notify::network-available", G_CALLBACK (on_network_changed), self);
}

static void
so_footer_dispose (GObject *object)
{
  SoFooter *self = SO_FOOTER (object);

  watch (self, NULL);
  self->studio = NULL;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->outbox)
    g_signal_handlers_disconnect_by_data (self->outbox, self);
  g_clear_object (&self->outbox);
  /* The revealer is the bin's child and the template's: the bin has to let go of it first. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_FOOTER);
  G_OBJECT_CLASS (so_footer_parent_class)->dispose (object);
}

static void
so_footer_class_init (SoFooterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_footer_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-footer.ui");
  gtk_widget_class_bind_template_child (widget_class, SoFooter, revealer);
  gtk_widget_class_bind_template_child (widget_class, SoFooter, practice);
  gtk_widget_class_bind_template_child (widget_class, SoFooter, paused);
  gtk_widget_class_bind_template_child (widget_class, SoFooter, countdown);
  gtk_widget_class_bind_template_child (widget_class, SoFooter, undo_button);
}

static void
so_footer_init (SoFooter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  so_action_describe (GTK_WIDGET (self->paused), "assistant.pause");
}

void
so_footer_set_outbox (SoFooter *self, SoStudio *studio, GListModel *outbox)
{
  g_return_if_fail (SO_IS_FOOTER (self));

  if (self->outbox)
    g_signal_handlers_disconnect_by_data (self->outbox, self);
  g_set_object (&self->outbox, outbox);
  if (outbox)
    g_signal_connect_swapped (outbox, "items-changed", G_CALLBACK (on_outbox_changed), self);
  watch (self, studio);
  /* Not before the first frame: it asks the system. */
  if (studio && outbox)
    on_network_changed (self);
  show_paused (self);
  gtk_widget_set_visible (GTK_WIDGET (self->practice), studio && so_studio_is_demo (studio));
  on_outbox_changed (self);
}
