/* SPDX-License-Identifier: MIT */
#include "so-inbox-filter.h"

#include "so-facts.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoInboxFilter {
  GObject parent_instance;
  SoSplitBar *tabs;
  SoStudio *studio;         /* or NULL */
  int channel;              /* SoChannelKind, or -1 for all */
  SoThreadOrder orders[SO_N_SPLITS];
};

G_DEFINE_FINAL_TYPE (SoInboxFilter, so_inbox_filter, G_TYPE_OBJECT)

enum { PROP_0, PROP_ORDER, N_PROPS };
static GParamSpec *props[N_PROPS];
static guint changed;

static void
on_changed (SoInboxFilter *self)
{
  g_signal_emit (self, changed, 0);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ORDER]);
}

static void
so_inbox_filter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_static_string (value, so_thread_order_nick (so_inbox_filter_get (SO_INBOX_FILTER (object)).order));
}

static void
so_inbox_filter_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SoThreadOrder order;

  if (so_thread_order_parse (g_value_get_string (value), &order))
    so_inbox_filter_set_order (SO_INBOX_FILTER (object), order);
}

static void
so_inbox_filter_dispose (GObject *object)
{
  g_clear_object (&SO_INBOX_FILTER (object)->tabs);
  g_clear_object (&SO_INBOX_FILTER (object)->studio);
  G_OBJECT_CLASS (so_inbox_filter_parent_class)->dispose (object);
}

static void
so_inbox_filter_class_init (SoInboxFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_inbox_filter_dispose;
  G_OBJECT_CLASS (klass)->get_property = so_inbox_filter_get_property;
  G_OBJECT_CLASS (klass)->set_property = so_inbox_filter_set_property;
  props[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  changed = g_signal_new ("changed", SO_TYPE_INBOX_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_inbox_filter_init (SoInboxFilter *self)
{
  self->channel = -1;
  for (SoSplit split = 0; split < SO_N_SPLITS; split++)
    self->orders[split] = SO_ORDER_DUE;
}

SoInboxFilter *
so_inbox_filter_new (SoSplitBar *tabs)
{
  SoInboxFilter *self = g_object_new (SO_TYPE_INBOX_FILTER, NULL);

  self->tabs = g_object_ref (tabs);
  g_signal_connect_object (tabs, "notify::split", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  return self;
}

static char *
order_key (SoSplit split)
{
  return g_strdup_printf ("inbox.order.%s", so_split_nick (split));
}

void
so_inbox_filter_set_studio (SoInboxFilter *self, SoStudio *studio)
{
  g_return_if_fail (SO_IS_INBOX_FILTER (self) && SO_IS_STUDIO (studio));

  g_set_object (&self->studio, studio);
  for (SoSplit split = 0; split < SO_N_SPLITS; split++)
    {
      g_autofree char *key = order_key (split), *value = so_studio_dup_setting (studio, key);

      so_thread_order_parse (value, &self->orders[split]);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ORDER]);
}

static void
on_kept (GObject *studio, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *none = so_studio_do_finish (SO_STUDIO (studio), result, &error);

  if (error)
    g_message ("The order of the inbox was not kept: %s", error->message);
}

void
so_inbox_filter_set_order (SoInboxFilter *self, SoThreadOrder order)
{
  SoSplit split = so_inbox_filter_get_split (self);
  g_autofree char *key = order_key (split);

  if (self->orders[split] == order)
    return;
  self->orders[split] = order;
  if (self->studio)
    so_studio_do_async (self->studio, SO_VERB_SAVE_SETTING, key, so_thread_order_nick (order), NULL, on_kept, NULL);
  on_changed (self);
}

SoSplit
so_inbox_filter_get_split (SoInboxFilter *self)
{
  return so_split_bar_get_split (self->tabs);
}

SoThreadFilter
so_inbox_filter_get (SoInboxFilter *self)
{
  return (SoThreadFilter) {
    .split = so_inbox_filter_get_split (self), .channel = self->channel, .order = self->orders[so_inbox_filter_get_split (self)],
  };
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
so_inbox_filter_insert_action (SoInboxFilter *self, GtkWidget *widget)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) action = g_property_action_new ("order", self, "order");

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (widget, "sort", G_ACTION_GROUP (group));
}

void
so_inbox_filter_install_actions (GtkWidgetClass *widget_class, GtkWidgetActionActivateFunc activate)
{
  static const char *const splits[] = {
    "split.next", "split.previous", "split.to-approve", "split.urgent", "split.hot", "split.unread", "split.waiting",
    "split.snoozed", "split.all", "order.due", "order.newest", "order.channel",
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
  SoThreadOrder order;
  SoSplit split;

  g_return_if_fail (SO_IS_INBOX_FILTER (self));

  if (g_str_has_prefix (action, "split."))
    go (self, action + strlen ("split."));
  else if (g_str_has_prefix (action, "order.") && so_thread_order_parse (action + strlen ("order."), &order))
    so_inbox_filter_set_order (self, order);
  else if (g_str_equal (action, "inbox.show"))
    so_split_bar_set_split (self->tabs, so_split_parse (given, &split) ? split : SO_SPLIT_ALL);
  else if (g_str_equal (action, "inbox.channel"))
    {
      self->channel = so_channel_kind_parse (given, &channel) ? (int) channel : -1;
      on_changed (self);
    }
}
