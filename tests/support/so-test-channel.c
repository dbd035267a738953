/* SPDX-License-Identifier: MIT */
#include "so-test-channel.h"

#include "so-address-list.h"
#include "so-error.h"
#include "so-outlet.h"

#include <stdlib.h>

/* One that took the question and says nothing. */
#define SO_TYPE_HANGING_CHANNEL (so_hanging_channel_get_type ())
G_DECLARE_FINAL_TYPE (SoHangingChannel, so_hanging_channel, SO, HANGING_CHANNEL, GObject)

struct _SoHangingChannel {
  GObject parent;
  SoTestChannel *test;
};

static void so_hanging_channel_channel_init (SoChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoHangingChannel, so_hanging_channel, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SO_TYPE_CHANNEL, so_hanging_channel_channel_init))

static gboolean
so_hanging_channel_pull (SoChannel *channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more,
                         GCancellable *cancellable, GError **error)
{
  g_atomic_int_inc (&SO_HANGING_CHANNEL (channel)->test->hung);
  while (!g_cancellable_is_cancelled (cancellable))
    g_usleep (5000);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
so_hanging_channel_dispose (GObject *object)
{
  g_clear_object (&SO_HANGING_CHANNEL (object)->test);
  G_OBJECT_CLASS (so_hanging_channel_parent_class)->dispose (object);
}

static void
so_hanging_channel_class_init (SoHangingChannelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_hanging_channel_dispose;
}

static void
so_hanging_channel_channel_init (SoChannelInterface *iface)
{
  iface->pull = so_hanging_channel_pull;
}

static void
so_hanging_channel_init (SoHangingChannel *self)
{
}

static SoChannel *
so_hanging_channel_new (SoTestChannel *test)
{
  SoHangingChannel *self = g_object_new (SO_TYPE_HANGING_CHANNEL, NULL);

  self->test = g_object_ref (test);
  return SO_CHANNEL (self);
}

static void so_test_channel_channel_init (SoChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoTestChannel, so_test_channel, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SO_TYPE_CHANNEL, so_test_channel_channel_init))

static gboolean
so_test_channel_pull (SoChannel *channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more,
                      GCancellable *cancellable, GError **error)
{
  SoTestChannel *self = SO_TEST_CHANNEL (channel);
  g_autoptr (GMutexLocker) locker = NULL;

  g_atomic_int_inc (&self->pulls);
  if (self->offline)
    return so_fail (error, SO_ERROR_WAIT, "The test channel is offline");
  if (self->refusal)
    return g_propagate_error (error, g_error_copy (self->refusal)), FALSE;
  locker = g_mutex_locker_new (&self->lock);
  if (self->on_pull)
    self->on_pull (self, self->on_pull_data);
  for (guint i = 0; i < self->inbox->len; i++)
    g_ptr_array_add (updates, so_update_new_message (so_incoming_ref (g_ptr_array_index (self->inbox, i))));
  while (self->updates->len)
    g_ptr_array_add (updates, g_ptr_array_steal_index (self->updates, 0));
  *next = g_strdup_printf ("%d", (cursor ? atoi (cursor) : 0) + (int) self->inbox->len);
  g_ptr_array_set_size (self->inbox, 0);
  return TRUE;
}

static char *
dup_copies (const SoOutgoing *outgoing)
{
  g_autofree char *cc = so_address_list_write (outgoing->cc), *bcc = so_address_list_write (outgoing->bcc);

  return g_strconcat (cc ? cc : "", "|", bcc ? bcc : "", NULL);
}

static SoSendOutcome
so_test_channel_send (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  SoTestChannel *self = SO_TEST_CHANNEL (channel);

  g_ptr_array_add (self->tags, g_strdup (outgoing->tag));
  g_ptr_array_add (self->to, g_strdup (outgoing->recipient->value));
  if (outgoing->stopped)
    *outgoing->stopped = self->stopped;
  g_ptr_array_add (self->copies, dup_copies (outgoing));
  g_ptr_array_add (self->messages, g_strdup (outgoing->template ? outgoing->template : ""));
  if (self->answer == SO_SEND_ACCEPTED || self->answer == SO_SEND_LOST)
    g_ptr_array_add (self->sent, g_strdup (outgoing->text));
  if (outgoing->progress)
    outgoing->progress (1, 2, outgoing->progress_data);
  if (self->on_send)
    self->on_send (self, self->on_send_data);
  if (self->answer == SO_SEND_ACCEPTED)
    *remote_id = g_strconcat ("test-", outgoing->tag, NULL);
  else if (self->sending)
    g_propagate_error (error, g_error_copy (self->sending));
  else
    so_fail (error, SO_ERROR_WAIT, "The test channel says %d", self->answer);
  return self->answer;
}

static SoReconcile
so_test_channel_reconcile (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  SoTestChannel *self = SO_TEST_CHANNEL (channel);

  if (!self->tells)
    return SO_RECONCILE_UNSURE;
  if (!g_ptr_array_find_with_equal_func (self->sent, outgoing->text, g_str_equal, NULL))
    return SO_RECONCILE_NOT_SENT;
  *remote_id = g_strconcat ("test-", outgoing->tag, NULL);
  return SO_RECONCILE_SENT;
}

static gboolean
so_test_channel_fetch (SoChannel *channel, const char *remote, const char *path, char **mime, SoChannelProgress progress, gpointer data,
                       GCancellable *cancellable, GError **error)
{
  SoTestChannel *self = SO_TEST_CHANNEL (channel);
  const char *content = g_hash_table_lookup (self->files, remote);

  for (guint percent = 0; progress && percent <= 50; percent += 25)
    progress (percent, 100, data);
  if (!self->no_file && content)
    return g_file_set_contents (path, content, -1, error);
  if (self->no_file)
    return g_propagate_error (error, g_error_copy (self->no_file)), FALSE;
  return so_fail (error, SO_ERROR_GIVE_UP, "The file is gone");
}

static gboolean
so_test_channel_templates (SoChannel *channel, GPtrArray *templates, GCancellable *cancellable, GError **error)
{
  SoTestChannel *self = SO_TEST_CHANNEL (channel);

  self->asked++;
  if (self->offline)
    return so_fail (error, SO_ERROR_WAIT, "The test channel is offline");
  for (guint i = 0; self->templates && i < self->templates->len; i++)
    g_ptr_array_add (templates, so_message_template_copy (g_ptr_array_index (self->templates, i)));
  return TRUE;
}

static guint
so_test_channel_can (SoChannel *channel)
{
  return SO_TEST_CHANNEL (channel)->templates ? SO_CAN_TEMPLATES : 0;
}

static void
so_test_channel_finalize (GObject *object)
{
  SoTestChannel *self = SO_TEST_CHANNEL (object);

  g_ptr_array_unref (self->sent);
  g_ptr_array_unref (self->tags);
  g_ptr_array_unref (self->to);
  g_ptr_array_unref (self->opened);
  g_ptr_array_unref (self->inbox);
  g_ptr_array_unref (self->updates);
  g_hash_table_unref (self->files);
  g_clear_error (&self->no_file);
  g_clear_error (&self->refusal);
  g_clear_error (&self->sending);
  g_hash_table_unref (self->hanging);
  g_mutex_clear (&self->lock);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_ptr_array_unref (self->messages);
  g_ptr_array_unref (self->copies);

  G_OBJECT_CLASS (so_test_channel_parent_class)->finalize (object);
}

static void
so_test_channel_class_init (SoTestChannelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_test_channel_finalize;
}

static void
so_test_channel_channel_init (SoChannelInterface *iface)
{
  iface->pull = so_test_channel_pull;
  iface->send = so_test_channel_send;
  iface->reconcile = so_test_channel_reconcile;
  iface->fetch = so_test_channel_fetch;
  iface->templates = so_test_channel_templates;
  iface->can = so_test_channel_can;
}

static void
so_test_channel_init (SoTestChannel *self)
{
  self->sent = g_ptr_array_new_with_free_func (g_free);
  self->tags = g_ptr_array_new_with_free_func (g_free);
  self->to = g_ptr_array_new_with_free_func (g_free);
  self->messages = g_ptr_array_new_with_free_func (g_free);
  self->copies = g_ptr_array_new_with_free_func (g_free);
  self->opened = g_ptr_array_new_with_free_func (g_free);
  self->inbox = g_ptr_array_new_with_free_func ((GDestroyNotify) so_incoming_unref);
  self->updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  self->hanging = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init (&self->lock);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

SoTestChannel *
so_test_channel_new (void)
{
  return g_object_new (SO_TYPE_TEST_CHANNEL, NULL);
}

SoChannel *
so_test_channel_open (const SoAccount *account, const char *transport, gpointer data, GError **error)
{
  SoTestChannel *self = data;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->opened, g_strdup (transport));
  g_mutex_unlock (&self->lock);
  if (!g_strcmp0 (transport, SO_TRANSPORT_LOOPBACK))
    return so_outlet_open (account, transport, NULL, error);
  if (account && g_hash_table_contains (self->hanging, account->id))
    return so_hanging_channel_new (self);
  return SO_CHANNEL (g_object_ref (self));
}
