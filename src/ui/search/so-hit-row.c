/* SPDX-License-Identifier: MIT */
#include "so-hit-row.h"

#include "so-age.h"
#include "so-channel-kind.h"
#include "so-clock.h"

#include <glib/gi18n.h>

#define MATCH_START "\u2068"
#define MATCH_END "\u2069"

struct _SoHitRow {
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *when;
  GtkLabel *snippet;
};

G_DEFINE_FINAL_TYPE (SoHitRow, so_hit_row, GTK_TYPE_WIDGET)

char *
so_hit_markup (const char *snippet)
{
  g_autofree char *escaped = g_markup_escape_text (snippet ? snippet : "", -1);
  GString *markup = g_string_new (NULL);
  gboolean open = FALSE;

  /* A message may hold these marks itself, so pairs are never taken for granted. */
  for (const char *p = escaped; *p; p = g_utf8_next_char (p))
    {
      gboolean start = g_str_has_prefix (p, MATCH_START), end = g_str_has_prefix (p, MATCH_END);

      if (start && !open)
        g_string_append (markup, "<b>");
      else if (end && open)
        g_string_append (markup, "</b>");
      if (start || end)
        open = start;
      else
        g_string_append_len (markup, p, g_utf8_next_char (p) - p);
    }
  if (open)
    g_string_append (markup, "</b>");
  return g_string_free_and_steal (markup);
}

/* People and knowledge have no time of their own. */
static char *
dup_when (const SoHit *hit, gint64 now)
{
  return (hit->kind == SO_HIT_MESSAGE || hit->kind == SO_HIT_NOTE) && hit->when ? so_age_dup_short (hit->when, now) : g_strdup ("");
}

char *
so_hit_dup_plain (const SoHit *hit)
{
  GString *plain = g_string_new (hit->snippet);

  g_string_replace (plain, MATCH_START, "", 0);
  g_string_replace (plain, MATCH_END, "", 0);
  return g_string_free_and_steal (plain);
}

char *
so_hit_describe (const SoHit *hit, gint64 now)
{
  g_autofree char *when = dup_when (hit, now);
  g_autofree char *plain = so_hit_dup_plain (hit);
  const char *kinds[SO_N_HITS] = {
    [SO_HIT_MESSAGE] = _("message"), [SO_HIT_CONTACT] = _("person"), [SO_HIT_KNOWLEDGE] = _("knowledge"), [SO_HIT_NOTE] = _("note"),
  };

  return g_strdup_printf ("%s, %s%s%s, %s", hit->contact_name, kinds[hit->kind], *when ? ", " : "", when, plain);
}

const char *
so_hit_icon (const SoHit *hit)
{
  SoChannelKind channel;

  if (hit->kind == SO_HIT_CONTACT)
    return "avatar-default-symbolic";
  if (hit->kind == SO_HIT_KNOWLEDGE)
    return "accessories-dictionary-symbolic";
  if (hit->kind == SO_HIT_NOTE)
    return "document-edit-symbolic";
  if (hit->channel && so_channel_kind_parse (hit->channel, &channel) && channel == SO_CHANNEL_MAIL)
    return "mail-unread-symbolic";
  return "chat-message-new-symbolic";
}

void
so_hit_row_show (SoHitRow *self, const SoHit *hit)
{
  g_autofree char *markup = so_hit_markup (hit->snippet);
  g_autofree char *when = dup_when (hit, so_now ());

  g_return_if_fail (SO_IS_HIT_ROW (self));

  gtk_image_set_from_icon_name (self->icon, so_hit_icon (hit));
  gtk_label_set_label (self->name, hit->contact_name);
  gtk_label_set_label (self->when, when);
  gtk_label_set_label (self->snippet, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->snippet), *markup);
}

static void
so_hit_row_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), SO_TYPE_HIT_ROW);
  /* it only lets go of children that have a name */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (so_hit_row_parent_class)->dispose (object);
}

static void
so_hit_row_class_init (SoHitRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_hit_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-hit-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SoHitRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SoHitRow, name);
  gtk_widget_class_bind_template_child (widget_class, SoHitRow, when);
  gtk_widget_class_bind_template_child (widget_class, SoHitRow, snippet);
}

static void
so_hit_row_init (SoHitRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
so_hit_row_new (void)
{
  return g_object_new (SO_TYPE_HIT_ROW, NULL);
}
