/* SPDX-License-Identifier: MIT */
#include "so-attention.h"

#include "so-account-words.h"
#include "so-clock.h"
#include "so-facts.h"

#include <glib/gi18n.h>

#define STYLE "needs-owner"

struct _SoAttention {
  GtkButton parent_instance;

  GtkLabel *label;       /* borrowed */
  SoStudio *studio;      /* or NULL */
  char *words;           /* that are shown, or NULL */
};

G_DEFINE_FINAL_TYPE (SoAttention, so_attention, GTK_TYPE_BUTTON)

char *
so_attention_pick (SoStudio *studio, char **words)
{
  g_autoptr (GPtrArray) accounts = so_studio_list_accounts (studio, NULL);
  const SoAccount *worst = NULL;
  guint n = 0;

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];

      if (!so_health_needs_owner (so_account_health (account)))
        continue;
      n++;
      if (!worst || so_account_health (account) > so_account_health (worst))
        worst = account;
    }
  if (words && n == 1)
    {
      g_autofree char *status = so_account_words_status (worst, &(SoAccountNow) { .now = so_now () });

      *words = g_strdup_printf ("%s: %s", worst->name, status);
    }
  else if (words)
    *words = n ? g_strdup_printf (ngettext ("%u account needs you", "%u accounts need you", n), n) : NULL;
  return worst ? g_strdup (worst->id) : NULL;
}

static void
update (SoAttention *self)
{
  g_autofree char *words = NULL, *id = self->studio ? so_attention_pick (self->studio, &words) : NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!g_strcmp0 (words, self->words) && gtk_widget_get_visible (GTK_WIDGET (self)) == (id != NULL))
    return;
  g_set_str (&self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self), id != NULL);
  if (root && id)
    gtk_widget_add_css_class (GTK_WIDGET (root), STYLE);
  else if (root)
    gtk_widget_remove_css_class (GTK_WIDGET (root), STYLE);
  if (!words)
    return;
  gtk_label_set_label (self->label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_store_changed (SoAttention *self, guint changes)
{
  if (changes & SO_CHANGED_ACCOUNTS)
    update (self);
}

static void
so_attention_dispose (GObject *object)
{
  SoAttention *self = SO_ATTENTION (object);

  if (self->studio)
    g_signal_handlers_disconnect_by_data (so_studio_get_store (self->studio), self);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (so_attention_parent_class)->dispose (object);
}

static void
so_attention_class_init (SoAttentionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_attention_dispose;
}

static void
so_attention_init (SoAttention *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_lines (self->label, 3);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.accounts");
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self), "attention");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
so_attention_set_studio (SoAttention *self, SoStudio *studio)
{
  g_return_if_fail (SO_IS_ATTENTION (self));

  if (self->studio)
    g_signal_handlers_disconnect_by_data (so_studio_get_store (self->studio), self);
  g_set_object (&self->studio, studio);
  if (studio)
    g_signal_connect_swapped (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self);
  update (self);
}
