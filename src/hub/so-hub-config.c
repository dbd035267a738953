/* SPDX-License-Identifier: MIT */
#include "so-hub-config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "so-error.h"
#include "so-http.h"

#define MOST_SECRETS 32
#define SHORTEST_SECRET 8

struct _SoHubConfig {
  char *folder;
  GKeyFile *file;
  SoHubPlace place;
  char *listen, *public_url, *certificates_url;
  guint keep_days, acked_days;
  guint files_mb;
  gboolean other_servers;
  GPtrArray *endpoints;
  GPtrArray *chats;
  GPtrArray *studios;              /* NULL at its end */
  GHashTable *secrets;             /* "NAME.secret" → char ** */
};

static void
endpoint_free (gpointer data)
{
  SoHubEndpoint *endpoint = data;

  g_free (endpoint->name);
  g_free (endpoint->studio);
  g_free (endpoint->audience);
  g_free (endpoint->push_account);
  g_free (endpoint->voicemail_text);
  g_free (endpoint->voicemail_language);
  g_free (endpoint);
}

static void
chat_free (gpointer data)
{
  SoHubChat *chat = data;

  g_free (chat->name);
  g_free (chat->studio);
  g_free (chat->title);
  g_free (chat->colour);
  g_free (chat->greeting);
  g_strfreev (chat->origins);
  g_free (chat);
}

static void
secrets_free (gpointer data)
{
  char **lines = data;

  for (guint i = 0; lines[i]; i++)
    explicit_bzero (lines[i], strlen (lines[i]));
  g_strfreev (lines);
}

void
so_hub_config_free (SoHubConfig *self)
{
  if (!self)
    return;
  g_free (self->folder);
  g_free (self->place.path);
  g_free (self->place.server);
  if (self->place.password)
    explicit_bzero (self->place.password, strlen (self->place.password));
  g_free (self->place.password);
  g_key_file_unref (self->file);
  g_free (self->listen);
  g_free (self->public_url);
  g_free (self->certificates_url);
  g_ptr_array_unref (self->endpoints);
  g_ptr_array_unref (self->chats);
  g_ptr_array_unref (self->studios);
  g_hash_table_unref (self->secrets);
  g_free (self);
}

/* What may stand in a path and in the name of a file. */
static gboolean
is_name (const char *name)
{
  for (const char *c = name; *c; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '-')
      return FALSE;
  return *name && *name != '-' && strlen (name) <= 64;
}

static char *
get_text (SoHubConfig *self, const char *group, const char *key, const char *fallback)
{
  char *text = g_key_file_get_string (self->file, group, key, NULL);

  return text && *g_strstrip (text) ? text : (g_free (text), g_strdup (fallback));
}

static gboolean
read_days (SoHubConfig *self, const char *key, guint fallback, guint *days, GError **error)
{
  g_autofree char *text = get_text (self, "hub", key, NULL);
  guint64 number = fallback;

  if (text && !g_ascii_string_to_unsigned (text, 10, 1, 3650, &number, NULL))
    return so_fail (error, SO_ERROR_CHANGE, "hub.conf: “%s=%s” is not a number of days from 1 to 3650.", key, text);
  *days = number;
  return TRUE;
}

static gboolean
read_files (SoHubConfig *self, GError **error)
{
  g_autofree char *text = get_text (self, "hub", "files-mb", "2048");
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 0, 1000000, &number, NULL))
    return so_fail (error, SO_ERROR_CHANGE, "hub.conf: “files-mb=%s” is not a number of megabytes from 0 to 1000000.", text);
  self->files_mb = number;
  return TRUE;
}

/* A word that is misspelt would be passed over in silence, and the owner believes it. */
static gboolean
check_keys (SoHubConfig *self, const char *group, const char *const *known, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->file, group, NULL, NULL);

  for (guint i = 0; keys && keys[i]; i++)
    if (!g_strv_contains (known, keys[i]))
      return so_fail (error, SO_ERROR_CHANGE, "hub.conf: there is no setting “%s” in [%s].", keys[i], group);
  return TRUE;
}

static void
add_studio (SoHubConfig *self, const char *name)
{
  for (guint i = 0; i < self->studios->len; i++)
    if (!g_strcmp0 (self->studios->pdata[i], name))
      return;
  g_ptr_array_add (self->studios, g_strdup (name));
}

static char *
secret_path (SoHubConfig *self, const char *name)
{
  return g_build_filename (self->folder, "secrets", name, NULL);
}

/* What systemd hands over is readable by this process alone; of a file of ours we look. */
static char *
load_secret (SoHubConfig *self, const char *name)
{
  const char *folder = g_getenv ("CREDENTIALS_DIRECTORY");
  g_autofree char *given = folder ? g_build_filename (folder, name, NULL) : NULL, *own = secret_path (self, name);
  char *text = NULL;
  GStatBuf info;

  if (given && g_file_get_contents (given, &text, NULL, NULL))
    return text;
  if (g_stat (own, &info) == 0 && (info.st_mode & 077))
    g_message ("%s is not used: others may read it; chmod 600 it", own);
  else if (g_file_get_contents (own, &text, NULL, NULL))
    return text;
  return NULL;
}

/* @name=yes or no. */
static gboolean
read_yes (SoHubConfig *self, const char *name, const char *fallback, gboolean *value, GError **error)
{
  g_autofree char *text = get_text (self, "hub", name, fallback);

  *value = !strcmp (text, "yes");
  return *value || !strcmp (text, "no") || so_fail (error, SO_ERROR_CHANGE, "hub.conf: %s= is “yes” or “no”.", name);
}

/* storage=sqlite or postgresql://…, notify=yes or no. The address is not said again: somebody may have put a password into it. */
static gboolean
read_place (SoHubConfig *self, GError **error)
{
  g_autofree char *storage = get_text (self, "hub", "storage", "sqlite");

  self->place.path = g_build_filename (self->folder, "hub.db", NULL);
  if (!read_yes (self, "notify", "yes", &self->place.notify, error) || !read_yes (self, "other-servers", "no", &self->other_servers, error))
    return FALSE;
  if (!strcmp (storage, "sqlite"))
    return TRUE;
  if (!g_str_has_prefix (storage, "postgresql://") && !g_str_has_prefix (storage, "postgres://"))
    return so_fail (error, SO_ERROR_CHANGE, "hub.conf: storage= is “sqlite”, or an address such as postgresql://hub@db.example.org/hub.");
  self->place.server = g_steal_pointer (&storage);
  self->place.password = load_secret (self, "storage.password");
  if (self->place.password)
    self->place.password[strcspn (self->place.password, "\r\n")] = '\0';
  return TRUE;
}

static gboolean
read_hub (SoHubConfig *self, GError **error)
{
  static const char *const known[] = { "listen", "public-url", "certificates-url", "keep-days", "acked-days", "files-mb", "storage", "notify", "other-servers", NULL };
  gsize length;

  self->listen = get_text (self, "hub", "listen", "127.0.0.1:8787");
  self->public_url = get_text (self, "hub", "public-url", NULL);
  self->certificates_url = get_text (self, "hub", "certificates-url", "https://www.googleapis.com/oauth2/v1/certs");
  length = self->public_url ? strlen (self->public_url) : 0;
  if (length && self->public_url[length - 1] == '/')
    self->public_url[length - 1] = '\0';
  if ((self->public_url && !so_http_is_allowed (self->public_url)) || !so_http_is_allowed (self->certificates_url))
    return so_fail (error, SO_ERROR_CHANGE, "hub.conf: an address begins with https://.");
  return check_keys (self, "hub", known, error) && read_place (self, error) && read_days (self, "keep-days", 90, &self->keep_days, error) &&
         read_days (self, "acked-days", 7, &self->acked_days, error) && read_files (self, error);
}

/* [endpoint NAME] */
static gboolean
read_endpoint (SoHubConfig *self, const char *group, GError **error)
{
  static const char *const known[] = { "provider", "studio", "audience", "push-account", "voicemail-text", "voicemail-language", NULL };
  SoHubEndpoint *endpoint = g_new0 (SoHubEndpoint, 1);
  g_autofree char *provider = NULL, *names = g_strjoinv (", ", (char **) so_webhook_provider_names ()), *audience = NULL;

  g_ptr_array_add (self->endpoints, endpoint);
  endpoint->name = g_strstrip (g_strdup (group + strlen ("endpoint ")));
  if (!is_name (endpoint->name))
    return so_fail (error, SO_ERROR_CHANGE, "hub.conf: [%s] needs a name of small letters, digits and “-”.", group);
  provider = get_text (self, group, "provider", endpoint->name);
  endpoint->provider = so_webhook_provider (provider);
  if (!endpoint->provider)
    return so_fail (error, SO_ERROR_CHANGE, "hub.conf: [%s] needs “provider=”, one of %s.", group, names);
  endpoint->studio = get_text (self, group, "studio", "default");
  if (!is_name (endpoint->studio))
    return so_fail (error, SO_ERROR_CHANGE, "hub.conf: the studio of [%s] needs a name of small letters, digits and “-”.", group);
  add_studio (self, endpoint->studio);
  audience = g_strdup_printf ("%s/hook/%s", self->public_url ? self->public_url : "", endpoint->name);
  endpoint->audience = get_text (self, group, "audience", self->public_url ? audience : NULL);
  endpoint->push_account = get_text (self, group, "push-account", NULL);
  endpoint->voicemail_text = get_text (self, group, "voicemail-text", "Hello! We cannot answer right now. Please leave a message after the tone.");
  endpoint->voicemail_language = get_text (self, group, "voicemail-language", "en-US");
  if (!g_strcmp0 (provider, "gmail") && (!endpoint->push_account || !endpoint->audience))
    return so_fail (error, SO_ERROR_CHANGE, "hub.conf: [%s] needs “push-account=”, the service account of the subscription, and public-url= in [hub].", group);
  if (!g_strcmp0 (provider, "twilio") && !self->public_url)
    return so_fail (error, SO_ERROR_CHANGE, "hub.conf: Twilio signs the address that it calls: say public-url= in [hub].");
  return check_keys (self, group, known, error);
}

/* "https://www.example.org": as a browser says it, so that it is compared letter by letter. */
static gboolean
is_origin (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri && so_http_is_allowed (text) && g_uri_get_host (uri) && *g_uri_get_host (uri) && !*g_uri_get_path (uri) && !g_uri_get_query (uri) &&
         !g_uri_get_fragment (uri) && !g_uri_get_userinfo (uri);
}

static gboolean
read_origins (SoHubChat *chat, const char *group, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text ? text : "", " ,;", -1);
  g_autoptr (GStrvBuilder) origins = g_strv_builder_new ();

  for (guint i = 0; words[i]; i++)
    if (*words[i] && !is_origin (words[i]))
      return so_fail (error, SO_ERROR_CHANGE, "hub.conf: “%s” in [%s] is no website: write it like https://www.example.org, without a slash at its end.", words[i], group);
    else if (*words[i])
      g_strv_builder_take (origins, g_ascii_strdown (words[i], -1));
  chat->origins = g_strv_builder_end (origins);
  return *chat->origins || so_fail (error, SO_ERROR_CHANGE, "hub.conf: [%s] needs “origins=”, the websites that may use it, like https://www.example.org.", group);
}

static gboolean
is_colour (const char *text)
{
  guint n = 0;

  for (; *text && n < 8; n++, text++)
    if (n ? !g_ascii_isxdigit (*text) : *text != '#')
      return FALSE;
  return n == 7;
}

/* [chat NAME] */
static gboolean
read_chat (SoHubConfig *self, const char *group, GError **error)
{
  static const char *const known[] = { "origins", "studio", "title", "colour", "greeting", NULL };
  SoHubChat *chat = g_new0 (SoHubChat, 1);
  g_autofree char *origins = get_text (self, group, "origins", NULL);

  g_ptr_array_add (self->chats, chat);
  chat->name = g_strstrip (g_strdup (group + strlen ("chat ")));
  chat->studio = get_text (self, group, "studio", "default");
  if (!is_name (chat->name) || !is_name (chat->studio))
    return so_fail (error, SO_ERROR_CHANGE, "hub.conf: [%s] and its studio need names of small letters, digits and “-”.", group);
  if (so_hub_config_find (self, chat->name))
    return so_fail (error, SO_ERROR_CHANGE, "hub.conf: [%s] needs a name that no endpoint has.", group);
  add_studio (self, chat->studio);
  chat->title = get_text (self, group, "title", "");
  chat->colour = get_text (self, group, "colour", "#1c5fb0");
  chat->greeting = get_text (self, group, "greeting", NULL);
  if (!is_colour (chat->colour))
    return so_fail (error, SO_ERROR_CHANGE, "hub.conf: “colour=%s” in [%s] is no colour: write it like #1c5fb0.", chat->colour, group);
  return check_keys (self, group, known, error) && read_origins (chat, group, origins, error);
}

static gboolean
read_groups (SoHubConfig *self, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (self->file, NULL);

  for (guint i = 0; groups[i]; i++)
    if (g_str_has_prefix (groups[i], "endpoint "))
      {
        if (!read_endpoint (self, groups[i], error))
          return FALSE;
      }
    else if (!g_str_has_prefix (groups[i], "chat ") && strcmp (groups[i], "hub"))
      return so_fail (error, SO_ERROR_CHANGE, "hub.conf: there is no section [%s]; there are [hub], [endpoint NAME] and [chat NAME].", groups[i]);
  /* After the endpoints, whose names they may not have. */
  for (guint i = 0; groups[i]; i++)
    if (g_str_has_prefix (groups[i], "chat ") && !read_chat (self, groups[i], error))
      return FALSE;
  return TRUE;
}

SoHubConfig *
so_hub_config_new (const char *folder, const char *file, GError **error)
{
  g_autoptr (SoHubConfig) self = g_new0 (SoHubConfig, 1);
  g_autofree char *usual = g_build_filename (folder, "hub.conf", NULL);
  g_autoptr (GError) inner = NULL;

  self->folder = g_strdup (folder);
  self->file = g_key_file_new ();
  self->endpoints = g_ptr_array_new_with_free_func (endpoint_free);
  self->chats = g_ptr_array_new_with_free_func (chat_free);
  self->studios = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, secrets_free);
  add_studio (self, "default");
  if (!g_key_file_load_from_file (self->file, file ? file : usual, G_KEY_FILE_NONE, &inner) &&
      (file || !g_error_matches (inner, G_FILE_ERROR, G_FILE_ERROR_NOENT)))
    {
      so_fail (error, SO_ERROR_CHANGE, "The settings in %s cannot be read: %s.", file ? file : usual, inner->message);
      return NULL;
    }
  if (!read_hub (self, error) || !read_groups (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

const SoHubPlace *
so_hub_config_get_place (SoHubConfig *self)
{
  return &self->place;
}

const char *
so_hub_config_get_listen (SoHubConfig *self)
{
  return self->listen;
}

const char *
so_hub_config_get_public_url (SoHubConfig *self)
{
  return self->public_url;
}

const char *
so_hub_config_get_certificates_url (SoHubConfig *self)
{
  return self->certificates_url;
}

guint
so_hub_config_get_keep_days (SoHubConfig *self)
{
  return self->keep_days;
}

guint
so_hub_config_get_acked_days (SoHubConfig *self)
{
  return self->acked_days;
}

gint64
so_hub_config_get_file_bytes (SoHubConfig *self)
{
  return (gint64) self->files_mb * 1024 * 1024;
}

const char *const *
so_hub_config_get_studios (SoHubConfig *self)
{
  return (const char *const *) self->studios->pdata;
}

GPtrArray *
so_hub_config_get_endpoints (SoHubConfig *self)
{
  return self->endpoints;
}

const SoHubEndpoint *
so_hub_config_find (SoHubConfig *self, const char *name)
{
  for (guint i = 0; i < self->endpoints->len; i++)
    {
      SoHubEndpoint *endpoint = self->endpoints->pdata[i];

      if (!strcmp (endpoint->name, name))
        return endpoint;
    }
  return NULL;
}

GPtrArray *
so_hub_config_get_chats (SoHubConfig *self)
{
  return self->chats;
}

const SoHubChat *
so_hub_config_find_chat (SoHubConfig *self, const char *name)
{
  for (guint i = 0; i < self->chats->len; i++)
    if (!strcmp (((SoHubChat *) self->chats->pdata[i])->name, name))
      return self->chats->pdata[i];
  return NULL;
}

static const char *const *
get_lines (SoHubConfig *self, const SoHubEndpoint *endpoint, const char *what)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", endpoint->name, what), *text = NULL;
  char **lines = g_hash_table_lookup (self->secrets, name);
  guint n = 0;

  if (!lines)
    {
      text = load_secret (self, name);
      lines = g_strsplit (text ? text : "", "\n", MOST_SECRETS + 1);
      if (text)
        explicit_bzero (text, strlen (text));
      /* One that is next to nothing can be guessed. */
      for (guint i = 0; lines[i]; i++)
        if (strlen (g_strstrip (lines[i])) >= SHORTEST_SECRET)
          lines[n++] = lines[i];
        else
          g_free (lines[i]);
      lines[n] = NULL;
      g_hash_table_insert (self->secrets, g_steal_pointer (&name), lines);
    }
  return *lines ? (const char *const *) lines : NULL;
}

const char *const *
so_hub_config_get_secrets (SoHubConfig *self, const SoHubEndpoint *endpoint)
{
  return get_lines (self, endpoint, "secret");
}

const char *
so_hub_config_get_verify_token (SoHubConfig *self, const SoHubEndpoint *endpoint)
{
  const char *const *lines = get_lines (self, endpoint, "verify-token");

  return lines ? lines[0] : NULL;
}

gboolean
so_hub_config_allows_other_servers (SoHubConfig *self)
{
  return self->other_servers;
}

char *
so_hub_config_dup_secret (SoHubConfig *self, const char *name)
{
  return load_secret (self, name);
}

gboolean
so_hub_config_keep_secret (SoHubConfig *self, const char *name, const char *secret, GError **error)
{
  g_autofree char *path = secret_path (self, name), *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents_full (path, secret, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL) ||
         so_fail (error, SO_ERROR_CHANGE, "%s could not be stored in %s: check the disk and the folder's permissions.", name, folder);
}

gboolean
so_hub_config_add_secret (SoHubConfig *self, const SoHubEndpoint *endpoint, const char *secret, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s.secret", endpoint->name);
  const char *const *before = so_hub_config_get_secrets (self, endpoint);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = before ? g_strv_length ((char **) before) : 0;
  gboolean done;

  for (guint i = n >= MOST_SECRETS ? n - MOST_SECRETS + 1 : 0; i < n; i++)
    g_string_append_printf (text, "%s\n", before[i]);
  g_string_append_printf (text, "%s\n", secret);
  done = so_hub_config_keep_secret (self, name, text->str, error);
  explicit_bzero (text->str, text->len);
  g_hash_table_remove (self->secrets, name);
  return done;
}
