/* SPDX-License-Identifier: MIT */
#include "so-gmail-shelf.h"

/* /tmp may be memory. */
#define MOST_BYTES (128 * 1024 * 1024)

struct _SoGmailShelf {
  GHashTable *mails;     /* id → SoMailSpool */
  guint64 bytes;
  char *held_id;
  SoMailSpool *held;
};

SoGmailShelf *
so_gmail_shelf_new (void)
{
  SoGmailShelf *self = g_new0 (SoGmailShelf, 1);

  self->mails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) so_mail_spool_free);
  return self;
}

void
so_gmail_shelf_free (SoGmailShelf *self)
{
  g_hash_table_unref (self->mails);
  so_mail_spool_free (self->held);
  g_free (self->held_id);
  g_free (self);
}

void
so_gmail_shelf_put (SoGmailShelf *self, const char *id, SoMailSpool *mail)
{
  g_autoptr (SoMailSpool) taken = mail;
  guint64 length = so_mail_spool_length (taken);

  if (self->bytes + length > MOST_BYTES)
    {
      g_hash_table_remove_all (self->mails);
      self->bytes = 0;
    }
  if (length > MOST_BYTES || g_hash_table_contains (self->mails, id) || !so_mail_spool_put_aside (taken, NULL))
    return;
  self->bytes += length;
  g_hash_table_insert (self->mails, g_strdup (id), g_steal_pointer (&taken));
}

SoMailSpool *
so_gmail_shelf_hold (SoGmailShelf *self, const char *id, SoMailSpool *mail)
{
  so_mail_spool_free (self->held);
  self->held = mail;
  g_free (self->held_id);
  self->held_id = g_strdup (id);
  return mail;
}

void
so_gmail_shelf_drop (SoGmailShelf *self, const char *id)
{
  SoMailSpool *mail = g_hash_table_lookup (self->mails, id);

  if (mail)
    self->bytes -= so_mail_spool_length (mail);
  g_hash_table_remove (self->mails, id);
  if (self->held_id && g_str_equal (self->held_id, id))
    so_gmail_shelf_hold (self, NULL, NULL);
}

SoMailSpool *
so_gmail_shelf_find (SoGmailShelf *self, const char *id)
{
  return g_strcmp0 (self->held_id, id) ? g_hash_table_lookup (self->mails, id) : self->held;
}
