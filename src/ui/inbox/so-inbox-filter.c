/* SPDX-License-Identifier: MIT */
#include "so-inbox-filter.h"

#include <glib/gi18n.h>

struct _SoInboxFilter {
  GObject parent_instance;
  SoSplitBar *tabs;
  int channel;              /* SoChannelKind, or -1 for all */
};

G_DEFINE_FINAL_TYPE (SoInboxFilter, so_inbox_filter, G_TYPE_OBJECT)

static guint changed;

static void
on_changed (SoInboxFilter *self)
{
  g_signal_emit (self, changed, 0);
}

static void
so_inbox_filter_dispose (GObject *object)
{
  g_clear_object (&SO_INBOX_FILTER (object)->tabs);
  G_OBJECT_CLASS (so_inbox_filter_parent_class)->dispose (object);
}

static void
so_inbox_filter_class_init (SoInboxFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_inbox_filter_dispose;
  changed = g_signal_new ("changed", SO_TYPE_INBOX_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_inbox_filter_init (SoInboxFilter *self)
{
  self->channel = -1;
}

SoInboxFilter *
so_inbox_filter_new (SoSplitBar *tabs)
{
  SoInboxFilter *self = g_object_new (SO_TYPE_INBOX_FILTER, NULL);

  self->tabs = g_object_ref (tabs);
  g_signal_connect_object (tabs, "notify::split", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  return self;
}

SoSplit
so_inbox_filter_get_split (SoInboxFilter *self)
{
  return so_split_bar_get_split (self->tabs);
}

SoThreadFilter
so_inbox_filter_get (SoInboxFilter *self)
{
  return (SoThreadFilter) { .split = so_inbox_filter_get_split (self), .channel = self->channel };
}

const char *
so_inbox_filter_title (SoInboxFilter *self)
{
  SoSplit split = so_inbox_filter_get_split (self);

  return split > SO_SPLIT_ALL ? so_split_bar_label (split) : _("Inbox");
}

const char *
so_inbox_filter_subtitle (SoInboxFilter *self)
{
  return self->channel < 0 ? "" : _(so_channel_kind_label (self->channel));
}

void
so_inbox_filter_install_actions (GtkWidgetClass *widget_class, GtkWidgetActionActivateFunc activate)
{
  static const char *const splits[] = {
    "split.next", "split.previous", "split.to-approve", "split.urgent", "split.hot", "split.unread", "split.waiting",
    "split.snoozed", "split.all",
  };

  for (guint i = 0; i < G_N_ELEMENTS (splits); i++)
    gtk_widget_class_install_action (widget_class, splits[i], NULL, activate);
  gtk_widget_class_install_action (widget_class, "inbox.show", "s", activate);
  gtk_widget_class_install_action (widget_class, "inbox.channel", "s", activate);
}

/* @name: "next", "previous", or a tab's nick; from a view without a tab, into the first or last one. */
static void
go (SoInboxFilter *self, const char *name)
{
  int at = so_split_bar_get_split (self->tabs), n = SO_SPLIT_ALL + 1;
  SoSplit split;

  if (g_str_equal (name, "next"))
    so_split_bar_set_split (self->tabs, at >= n ? SO_SPLIT_TO_APPROVE : (at + 1) % n);
  else if (g_str_equal (name, "previous"))
    so_split_bar_set_split (self->tabs, at >= n ? SO_SPLIT_ALL : (at + n - 1) % n);
  else if (so_split_parse (name, &split))
    so_split_bar_set_split (self->tabs, split);
}

void
so_inbox_filter_activate (SoInboxFilter *self, const char *action, GVariant *parameter)
{
  const char *given = parameter ? g_variant_get_string (parameter, NULL) : NULL;
  SoChannelKind channel;
  SoSplit split;

  g_return_if_fail (SO_IS_INBOX_FILTER (self));

  if (g_str_has_prefix (action, "split."))
    go (self, action + strlen ("split."));
  else if (g_str_equal (action, "inbox.show"))
    so_split_bar_set_split (self->tabs, so_split_parse (given, &split) ? split : SO_SPLIT_ALL);
  else if (g_str_equal (action, "inbox.channel"))
    {
      self->channel = so_channel_kind_parse (given, &channel) ? (int) channel : -1;
      on_changed (self);
    }
}
