/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-whatsapp-private.h"

#include <glib/gi18n-lib.h>

#define FIELDS "name,language,status,category,components,rejected_reason"
#define PAGE 100
#define MOST_PAGES 60   /* an account has 6000 at most */

/* "NONE" is what Meta says of those that it did not refuse. */
static const char *
reason_of (JsonObject *object)
{
  const char *reason = so_json_string (object, "rejected_reason");

  return reason && *reason && g_strcmp0 (reason, "NONE") ? reason : NULL;
}

static void
add_template (JsonObject *object, GPtrArray *templates)
{
  const char *name = so_json_string (object, "name"), *language = so_json_string (object, "language"), *status = so_json_string (object, "status");
  const char *category = so_json_string (object, "category");
  SoMessageTemplate *template;

  /* What has no name cannot be sent, whatever else is known of it. */
  if (!name || !*name || !language || !*language || !status || !*status)
    return;
  template = g_new0 (SoMessageTemplate, 1);
  template->name = g_strdup (name);
  template->language = g_strdup (language);
  template->status = g_ascii_strup (status, -1);
  template->category = g_ascii_strup (category ? category : "", -1);
  template->reason = g_strdup (reason_of (object));
  template->components = so_json_array (object, "components") ? so_json_write (json_object_get_member (object, "components"), FALSE) : g_strdup ("[]");
  g_ptr_array_add (templates, template);
}

/* Where the next page begins, or NULL. Its "next" is an address with the token in it, which is never followed: only the cursor is taken. */
static char *
dup_after (JsonObject *answer)
{
  JsonObject *paging = so_json_object (answer, "paging"), *cursors = paging ? so_json_object (paging, "cursors") : NULL;
  const char *after = cursors ? so_json_string (cursors, "after") : NULL;

  return paging && so_json_string (paging, "next") && after && *after ? g_uri_escape_string (after, NULL, FALSE) : NULL;
}

/* *@after (yours) is the cursor of the next page. */
static gboolean
list_page (SoMeta *meta, const char *waba, char **after, GPtrArray *templates, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/%s/message_templates?fields=" FIELDS "&limit=%d%s%s", waba, PAGE, *after ? "&after=" : "", *after ? *after : "");
  g_auto (SoMetaAnswer) answer = { 0 };
  JsonArray *data;

  if (!so_meta_call (meta, &(SoMetaRequest) { .path = path }, &answer, cancellable, error))
    return FALSE;
  data = so_json_array (answer.object, "data");
  if (!data)
    return so_fail (error, SO_ERROR_WAIT, _("WhatsApp did not say which templates this account has: try again later"));
  for (guint i = 0; i < json_array_get_length (data); i++)
    {
      JsonObject *object = so_json_element (data, i);

      if (object)
        add_template (object, templates);
    }
  g_free (*after);
  *after = dup_after (answer.object);
  return TRUE;
}

gboolean
so_whatsapp_list_templates (SoMeta *meta, GPtrArray *templates, GCancellable *cancellable, GError **error)
{
  const char *id = so_meta_need (meta, "waba_id", _("The account's “waba_id” is missing: copy the id of the WhatsApp Business account from WhatsApp Manager"), error);
  g_autofree char *waba = id ? g_uri_escape_string (id, NULL, FALSE) : NULL, *after = NULL;
  guint pages = 0;

  if (!waba)
    return FALSE;
  do
    {
      if (!list_page (meta, waba, &after, templates, cancellable, error))
        return FALSE;
    }
  while (after && ++pages < MOST_PAGES);
  /* Half a list would take the other half away. */
  return !after || so_fail (error, SO_ERROR_GIVE_UP, _("This account has more templates than Studio OS reads: delete some in WhatsApp Manager"));
}
