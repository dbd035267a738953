/* SPDX-License-Identifier: MIT */
#include "so-call-banner.h"

#include "so-call-facts.h"
#include "so-call-words.h"
#include "so-clock.h"
#include "so-facts.h"
#include "so-minute.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoCallBanner {
  AdwBin parent_instance;

  AdwBanner *banner;
  SoStudio *studio;
  char *id;              /* of the call that is shown; NULL: none */
};

G_DEFINE_FINAL_TYPE (SoCallBanner, so_call_banner, ADW_TYPE_BIN)

static void
show (SoCallBanner *self, const SoCall *call)
{
  g_autoptr (SoContact) contact = call->contact_id ? so_studio_find_contact (self->studio, call->contact_id) : NULL;
  g_autofree char *words = so_call_words_live (call, contact);
  gboolean another = g_set_str (&self->id, call->id);
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  adw_banner_set_title (self->banner, words);
  adw_banner_set_revealed (self->banner, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (another && window)
    so_window_announce (window, words);
}

static void
update (SoCallBanner *self)
{
  g_autoptr (GPtrArray) calls = self->studio ? so_studio_list_live_calls (self->studio, so_now ()) : g_ptr_array_new ();

  if (calls->len)
    {
      show (self, calls->pdata[0]);
      return;
    }
  g_clear_pointer (&self->id, g_free);
  adw_banner_set_revealed (self->banner, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* A call whose end nobody tells goes by itself. */
static void
on_minute (GtkWidget *widget)
{
  update (SO_CALL_BANNER (widget));
}

static void
on_store_changed (SoCallBanner *self, guint changes)
{
  if (changes & SO_CHANGED_CALLS || (self->id && changes & SO_CHANGED_CONTACTS))
    update (self);
}

static void
on_button_clicked (SoCallBanner *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window && self->id)
    so_window_open_call (window, self->id);
}

void
so_call_banner_set_studio (SoCallBanner *self, SoStudio *studio)
{
  g_return_if_fail (SO_IS_CALL_BANNER (self));

  if (self->studio)
    g_signal_handlers_disconnect_by_data (so_studio_get_store (self->studio), self);
  g_set_object (&self->studio, studio);
  if (studio)
    g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
so_call_banner_dispose (GObject *object)
{
  g_clear_object (&SO_CALL_BANNER (object)->studio);
  G_OBJECT_CLASS (so_call_banner_parent_class)->dispose (object);
}

static void
so_call_banner_finalize (GObject *object)
{
  g_free (SO_CALL_BANNER (object)->id);
  G_OBJECT_CLASS (so_call_banner_parent_class)->finalize (object);
}

static void
so_call_banner_class_init (SoCallBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_call_banner_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_call_banner_finalize;
}

static void
so_call_banner_init (SoCallBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_banner_set_button_label (self->banner, _("Show the Call"));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (on_button_clicked), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  so_minute_watch (GTK_WIDGET (self), on_minute);
}
