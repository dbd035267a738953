/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-gmail-private.h"

#include "so-error.h"
#include "so-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_DAYS 365
/* "modify" reads, labels and archives; both are asked for by name, so that the page says what they are for. */
#define SCOPE_MODIFY "https://www.googleapis.com/auth/gmail.modify"
#define SCOPE_SEND "https://www.googleapis.com/auth/gmail.send"
#define SCOPES SCOPE_MODIFY " " SCOPE_SEND

static void so_gmail_channel_init (SoChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoGmail, so_gmail, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (SO_TYPE_CHANNEL, so_gmail_channel_init))

static void
add_item (GPtrArray *items, const char *name, gboolean good, const char *sentence)
{
  g_ptr_array_add (items, so_setup_item_new (name, good ? NULL : sentence ? sentence : ""));
}

/* What only time can mend says nothing about the account. */
static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, SO_ERROR, SO_ERROR_WAIT) || error->domain == G_IO_ERROR;
}

/* "Jo.Doe+x@googlemail.com" → "jodoe@gmail.com": Google takes all of these for one. */
static char *
fold_address (const char *address)
{
  g_autofree char *low = g_utf8_strdown (address, -1);
  char *at = strrchr (low, '@');
  GString *folded = g_string_new (NULL);
  gboolean google = at && (g_str_equal (at, "@gmail.com") || g_str_equal (at, "@googlemail.com"));

  for (const char *p = low; google && p < at && *p != '+'; p++)
    if (*p != '.')
      g_string_append_c (folded, *p);
  g_string_append (folded, google ? "@gmail.com" : low);
  return g_string_free_and_steal (folded);
}

static gboolean
is_same_address (const char *a, const char *b)
{
  g_autofree char *one = fold_address (a), *other = fold_address (b);

  return g_str_equal (one, other);
}

static char *
words_of_other (const char *address)
{
  return g_strdup_printf (_("You are signed in as %s: sign in with the other account, or change the address here"), address);
}

gboolean
so_gmail_is_mine (SoGmail *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) profile = so_gmail_get (self, "/profile", NULL, cancellable, NULL);
  const char *address = profile ? so_json_string (json_node_get_object (profile), "emailAddress") : NULL;
  g_autofree char *other = address ? words_of_other (address) : NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return !address || is_same_address (address, self->address) || so_fail (error, SO_ERROR_CHANGE, "%s", other);
}

/* What was not ticked on Google's page. "modify" reads and sends. */
static void
add_scopes (SoGmail *self, GPtrArray *items, gboolean *may_read)
{
  g_auto (GStrv) missing = so_oauth_dup_missing (self->oauth);
  gboolean read = !missing || !g_strv_contains ((const char *const *) missing, SCOPE_MODIFY);
  gboolean send = read || !g_strv_contains ((const char *const *) missing, SCOPE_SEND);

  *may_read = read;
  if (!read)
    add_item (items, _("Mail may be read"), FALSE, _("On Google's page reading mail was not allowed: sign in again and leave all boxes ticked"));
  add_item (items, _("Mail may be sent"), send, _("On Google's page sending mail was not allowed: sign in again and leave all boxes ticked"));
}

static gboolean
so_gmail_check (SoChannel *channel, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  SoGmail *self = SO_GMAIL (channel);
  GError *why = NULL;
  g_autoptr (SoSecret) authorization = so_oauth_authorization (self->oauth, cancellable, &why);
  g_autoptr (JsonNode) profile = authorization ? so_gmail_get (self, "/profile", NULL, cancellable, &why) : NULL;
  const char *address = profile ? so_json_string (json_node_get_object (profile), "emailAddress") : NULL;
  g_autofree char *other = address ? words_of_other (address) : NULL;
  gboolean may_read = TRUE;

  if (why && is_passing (why))
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  g_ptr_array_add (items, so_setup_item_new_error (_("You are signed in at Google"), authorization ? NULL : why));
  if (authorization)
    add_scopes (self, items, &may_read);
  if (authorization && may_read)
    add_item (items, _("Mail may be read"), profile != NULL, why ? why->message : NULL);
  if (profile)
    add_item (items, _("The mailbox is the one of this account"), address && is_same_address (address, self->address),
              other ? other : _("Google does not say whose mailbox it is: try again"));
  g_clear_error (&why);
  return TRUE;
}

static guint
so_gmail_can (SoChannel *channel)
{
  return SO_CAN_PULL | SO_CAN_SEND_FILES | SO_CAN_BEGIN | SO_CAN_RECONCILE;
}

static void
so_gmail_channel_init (SoChannelInterface *iface)
{
  iface->pull = so_gmail_pull;
  iface->send = so_gmail_send;
  iface->reconcile = so_gmail_reconcile;
  iface->fetch = so_gmail_fetch;
  iface->check = so_gmail_check;
  iface->can = so_gmail_can;
}

static void
so_gmail_finalize (GObject *object)
{
  SoGmail *self = SO_GMAIL (object);

  g_clear_pointer (&self->oauth, so_oauth_unref);
  g_clear_pointer (&self->shelf, so_gmail_shelf_free);
  g_free (self->base);
  g_free (self->address);
  g_free (self->name);
  G_OBJECT_CLASS (so_gmail_parent_class)->finalize (object);
}

static void
so_gmail_class_init (SoGmailClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_gmail_finalize;
}

static void
so_gmail_init (SoGmail *self)
{
  self->shelf = so_gmail_shelf_new ();
}

static const char *
setting (JsonObject *settings, const char *name, const char *fallback)
{
  const char *value = settings ? so_json_string (settings, name) : NULL;

  return value && *value ? value : fallback;
}

/* Google's, or where another server is asked the one there; free with g_free(). */
static char *
base_of (JsonObject *settings, const char *name, const char *googles, const char *path)
{
  const char *api = setting (settings, "api_base", NULL), *own = setting (settings, name, NULL);

  return own ? g_strdup (own) : api ? g_strconcat (api, path, NULL) : g_strdup (googles);
}

SoGmail *
so_gmail_new (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  g_autoptr (JsonNode) node = account->settings ? so_json_parse (account->settings, -1, 0, NULL) : NULL;
  JsonObject *settings = so_json_root (node);
  g_autofree char *label = g_strdup_printf ("Studio OS: %s", account->address ? account->address : account->name);
  g_autofree char *auth = base_of (settings, "auth_base", "https://accounts.google.com/o/oauth2/v2/auth", "/o/oauth2/v2/auth");
  g_autofree char *token = base_of (settings, "token_base", "https://oauth2.googleapis.com/token", "/token");
  g_autofree char *revoke_base = base_of (settings, "revoke_base", "https://oauth2.googleapis.com/revoke", "/revoke");
  SoOauthProvider provider = {
    .name = "Google",
    .auth_base = auth,
    .token_base = token,
    .revoke_base = revoke_base,
    .client_id = setting (settings, "client_id", NULL),
    .client_secret = setting (settings, "client_secret", NULL),
    .scopes = SCOPES,
    .extra = "access_type=offline&prompt=consent",
    .port = (guint16) g_ascii_strtoull (setting (settings, "port", "0"), NULL, 10),
  };
  SoGmail *self;

  if (!account->address || !strchr (account->address, '@'))
    return so_fail (error, SO_ERROR_CHANGE, _("The mail account has no address: give it one")), NULL;
  if (!provider.client_id)
    return so_fail (error, SO_ERROR_CHANGE, _("The mail account has no client id: make one for a desktop app in the Google Cloud console and put it into the settings")), NULL;
  self = g_object_new (SO_TYPE_GMAIL, NULL);
  self->oauth = so_oauth_new (&provider, secrets, account->id, label);
  self->base = g_strdup (setting (settings, "api_base", "https://gmail.googleapis.com"));
  self->address = g_strdup (account->address);
  self->name = g_strdup (account->name);
  self->days = (guint) g_ascii_strtoull (setting (settings, "days", G_STRINGIFY (DEFAULT_DAYS)), NULL, 10);
  return self;
}

SoOauth *
so_gmail_get_oauth (SoGmail *self)
{
  return self->oauth;
}

char *
so_gmail_thread_key (const char *thread_id)
{
  guint64 number;

  if (strlen (thread_id) == 16 && g_ascii_string_to_unsigned (thread_id, 16, 0, G_MAXUINT64, &number, NULL))
    return g_strdup_printf ("gmail:%" G_GUINT64_FORMAT, number);
  return g_strconcat ("gmail:", thread_id, NULL);
}

char *
so_gmail_thread_id (const char *thread_key)
{
  const char *id = thread_key && g_str_has_prefix (thread_key, "gmail:") ? thread_key + strlen ("gmail:") : NULL;
  guint64 number;

  if (id && g_ascii_string_to_unsigned (id, 10, 0, G_MAXUINT64, &number, NULL))
    return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", number);
  return id && *id ? g_strdup (id) : NULL;
}
