/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-channel.h"

#include "so-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_INTERFACE (SoChannel, so_channel, G_TYPE_OBJECT)

static void
so_channel_default_init (SoChannelInterface *iface)
{
}

gboolean
so_channel_pull (SoChannel *self, const char *cursor, GPtrArray *updates, char **next, gboolean *more,
                 GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (SO_IS_CHANNEL (self) && updates && next && !*next && more, FALSE);

  *more = FALSE;
  return SO_CHANNEL_GET_IFACE (self)->pull (self, cursor, updates, next, more, cancellable, error);
}

SoSendOutcome
so_channel_send (SoChannel *self, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  g_return_val_if_fail (SO_IS_CHANNEL (self) && outgoing && remote_id && !*remote_id, SO_SEND_REFUSED);

  return SO_CHANNEL_GET_IFACE (self)->send (self, outgoing, remote_id, error);
}

SoReconcile
so_channel_reconcile (SoChannel *self, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  SoChannelInterface *iface;

  g_return_val_if_fail (SO_IS_CHANNEL (self) && outgoing && remote_id && !*remote_id, SO_RECONCILE_UNSURE);

  iface = SO_CHANNEL_GET_IFACE (self);
  return iface->reconcile ? iface->reconcile (self, outgoing, remote_id, error) : SO_RECONCILE_UNSURE;
}

gboolean
so_channel_parse (SoChannel *self, GBytes *body, GPtrArray *updates, GError **error)
{
  SoChannelInterface *iface;

  g_return_val_if_fail (SO_IS_CHANNEL (self) && body && updates, FALSE);

  iface = SO_CHANNEL_GET_IFACE (self);
  return iface->parse ? iface->parse (self, body, updates, error) : so_fail (error, SO_ERROR_GIVE_UP, _("This account is told nothing by a hub"));
}

gboolean
so_channel_fetch (SoChannel *self, const char *remote, const char *path, char **mime, SoChannelProgress progress, gpointer data,
                  GCancellable *cancellable, GError **error)
{
  SoChannelInterface *iface;

  g_return_val_if_fail (SO_IS_CHANNEL (self) && remote && path && mime && !*mime, FALSE);

  iface = SO_CHANNEL_GET_IFACE (self);
  return iface->fetch ? iface->fetch (self, remote, path, mime, progress, data, cancellable, error)
                      : so_fail (error, SO_ERROR_GIVE_UP, _("This account has no files to fetch"));
}

gboolean
so_channel_check (SoChannel *self, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  SoChannelInterface *iface;

  g_return_val_if_fail (SO_IS_CHANNEL (self) && items, FALSE);

  iface = SO_CHANNEL_GET_IFACE (self);
  return !iface->check || iface->check (self, items, cancellable, error);
}

gboolean
so_channel_templates (SoChannel *self, GPtrArray *templates, GCancellable *cancellable, GError **error)
{
  SoChannelInterface *iface;

  g_return_val_if_fail (SO_IS_CHANNEL (self) && templates, FALSE);

  iface = SO_CHANNEL_GET_IFACE (self);
  return iface->templates ? iface->templates (self, templates, cancellable, error)
                          : so_fail (error, SO_ERROR_GIVE_UP, _("This account has no templates"));
}

guint
so_channel_can (SoChannel *self)
{
  g_return_val_if_fail (SO_IS_CHANNEL (self), 0);

  return SO_CHANNEL_GET_IFACE (self)->can ? SO_CHANNEL_GET_IFACE (self)->can (self) : 0;
}

void
so_outgoing_file_clear (gpointer file)
{
  g_free (((SoOutgoingFile *) file)->path);
}

SoOutgoingProgress
so_outgoing_progress (const SoOutgoing *outgoing)
{
  SoOutgoingProgress progress = { outgoing, 0, 0 };

  for (guint i = 0; i < outgoing->n_files; i++)
    progress.all += outgoing->files[i].size;
  return progress;
}

void
so_outgoing_uploaded (guint64 now, guint64 all, gpointer data)
{
  SoOutgoingProgress *progress = data;

  /* What stands around a file is not of the file. */
  if (progress->outgoing->progress)
    progress->outgoing->progress (MIN (progress->before + now, progress->all), progress->all, progress->outgoing->progress_data);
}
