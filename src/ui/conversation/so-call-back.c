/* SPDX-License-Identifier: MIT */
#include "so-call-back.h"

#include "so-error.h"
#include "so-phone.h"
#include "so-window.h"

#include <glib/gi18n.h>

static const SoIdentity *
phone_of (const SoContact *contact)
{
  for (guint i = 0; contact->identities && i < contact->identities->len; i++)
    {
      const SoIdentity *identity = contact->identities->pdata[i];

      if (identity->kind == SO_IDENTITY_PHONE)
        return identity;
    }
  return NULL;
}

typedef struct {
  GtkWidget *widget;
  char *number;
} Call;

static void
call_free (Call *call)
{
  g_object_unref (call->widget);
  g_free (call->number);
  g_free (call);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
tell (GtkWidget *widget, const char *sentence)
{
  SoWindow *window = so_window_of (widget);
  g_autoptr (GError) error = g_error_new_literal (SO_ERROR, SO_ERROR_CHANGE, sentence);

  if (window)
    so_window_show_error (window, error);
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  /* Translators: %s is a telephone number */
  g_autofree char *sentence = g_strdup_printf (_("No program here makes calls. The number is %s."), call->number);

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    tell (call->widget, sentence);
}

/* @shown: as the owner knows the number. */
static void
launch (GtkWidget *widget, const char *number, const char *shown)
{
  g_autofree char *uri = g_strconcat ("tel:", number, NULL);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);
  Call *call = g_new (Call, 1);

  *call = (Call) { g_object_ref (widget), g_strdup (shown) };
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (so_window_of (widget)), NULL, on_launched, call);
}

void
so_call_back (GtkWidget *widget, const SoContact *contact)
{
  const SoIdentity *phone = phone_of (contact);
  SoWindow *window = so_window_of (widget);
  g_autoptr (SoProfile) profile = window ? so_studio_dup_profile (so_window_get_studio (window)) : NULL;
  /* What stands in an address book is not trusted as it is: a link has digits and nothing else. */
  g_autofree char *number = phone ? so_phone_normalise (phone->value, profile ? profile->country : NULL) : NULL;
  g_autofree char *sentence = number ? NULL : g_strdup_printf (_("No telephone number of %s is known."), contact->name);

  if (number)
    launch (widget, number, phone->value);
  else
    tell (widget, sentence);
}

void
so_call_back_number (GtkWidget *widget, const char *number)
{
  g_autofree char *normal = so_phone_normalise (number, NULL);

  /* Translators: %s is a telephone number */
  g_autofree char *sentence = normal ? NULL : g_strdup_printf (_("“%s” is no number that can be called."), number);

  if (normal)
    launch (widget, normal, number);
  else
    tell (widget, sentence);
}
