/* SPDX-License-Identifier: MIT */
#include "so-hit-row.h"

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

static gint64
day_number (GDateTime *time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (time), g_date_time_get_month (time), g_date_time_get_year (time));
  return g_date_get_julian (&date);
}

char *
so_short_time (gint64 ms, gint64 now, GTimeZone *zone)
{
  g_autoptr (GTimeZone) local = zone ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) utc_now = g_date_time_new_from_unix_utc (now / 1000);
  g_autoptr (GDateTime) time = utc ? g_date_time_to_timezone (utc, local) : NULL;
  g_autoptr (GDateTime) today = utc_now ? g_date_time_to_timezone (utc_now, local) : NULL;
  gint64 days;

  if (ms == 0 || !time || !today)
    return g_strdup ("");
  days = day_number (today) - day_number (time);
  if (days == 0)
    return g_date_time_format (time, "%H:%M");
  if (days > 0 && days < 7)
    return g_date_time_format (time, "%a %H:%M");
  if (g_date_time_get_year (time) == g_date_time_get_year (today))
    return g_date_time_format (time, _("%-e %b"));
  return g_date_time_format (time, "%x");
}

char *
so_hit_describe (const SoHit *hit, gint64 now, GTimeZone *zone)
{
  g_autofree char *when = so_short_time (hit->when, now, zone);
  g_autoptr (GString) plain = g_string_new (hit->snippet);
  const char *kind = hit->kind == SO_HIT_CONTACT ? _("person") : hit->kind == SO_HIT_KNOWLEDGE ? _("knowledge") : _("message");

  g_string_replace (plain, MATCH_START, "", 0);
  g_string_replace (plain, MATCH_END, "", 0);
  return g_strdup_printf ("%s, %s%s%s, %s", hit->contact_name, kind, *when ? ", " : "", when, plain->str);
}

static const char *
icon_of (const SoHit *hit)
{
  SoChannelKind channel;

  if (hit->kind == SO_HIT_CONTACT)
    return "avatar-default-symbolic";
  if (hit->kind == SO_HIT_KNOWLEDGE)
    return "accessories-dictionary-symbolic";
  if (hit->channel && so_channel_kind_parse (hit->channel, &channel) && channel == SO_CHANNEL_MAIL)
    return "mail-unread-symbolic";
  return "chat-message-new-symbolic";
}

void
so_hit_row_show (SoHitRow *self, const SoHit *hit, GTimeZone *zone)
{
  g_autofree char *markup = so_hit_markup (hit->snippet);
  g_autofree char *when = so_short_time (hit->when, so_now (), zone);

  g_return_if_fail (SO_IS_HIT_ROW (self));

  gtk_image_set_from_icon_name (self->icon, icon_of (hit));
  gtk_label_set_label (self->name, hit->contact_name);
  gtk_label_set_label (self->when, when);
  gtk_label_set_label (self->snippet, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->snippet), *markup);
}

static void
so_hit_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SO_TYPE_HIT_ROW);
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
