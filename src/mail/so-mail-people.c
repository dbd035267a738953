/* SPDX-License-Identifier: MIT */
#include "so-mail-people.h"

#include "so-mail-private.h"

#include <string.h>

#define MOST_HEADER (256 * 1024)
#define DEEPEST_GROUP 4
#define MOST_PEOPLE 1000

static GPtrArray *
new_people (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free);
}

static void
add_list (GPtrArray *people, InternetAddressList *list, guint depth)
{
  for (int i = 0; list && i < internet_address_list_length (list) && people->len < MOST_PEOPLE; i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);

      if (INTERNET_ADDRESS_IS_MAILBOX (address))
        {
          const char *value = internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address));
          if (value && *value)
            g_ptr_array_add (people, so_identity_new (SO_IDENTITY_EMAIL, value, internet_address_get_name (address)));
        }
      else if (INTERNET_ADDRESS_IS_GROUP (address) && depth < DEEPEST_GROUP)
        add_list (people, internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address)), depth + 1);
    }
}

/* "<mailto:salsa@lists.example?subject=x>, <https://…>" → salsa@lists.example */
static void
add_mailto (GPtrArray *people, const char *text)
{
  const char *at = text ? strstr (text, "<mailto:") : NULL;
  gsize n = at ? strcspn (at + 8, "?>") : 0;
  g_autofree char *address = n ? g_uri_unescape_segment (at + 8, at + 8 + n, NULL) : NULL;

  if (address && strchr (address, '@'))
    g_ptr_array_add (people, so_identity_new (SO_IDENTITY_EMAIL, address, NULL));
}

/* What stands more than once, as each hop that delivers adds it. */
static void
add_deliveries (SoMailPeople *people, GMimeHeaderList *headers)
{
  static const char *const names[] = { "Delivered-To", "X-Original-To", "Envelope-To", NULL };

  for (int i = 0; i < g_mime_header_list_get_count (headers) && people->ours->len < MOST_PEOPLE; i++)
    {
      GMimeHeader *header = g_mime_header_list_get_header_at (headers, i);
      const char *name = g_mime_header_get_name (header);

      for (guint k = 0; names[k]; k++)
        if (!g_ascii_strcasecmp (name, names[k]))
          {
            InternetAddressList *list = internet_address_list_parse (NULL, g_mime_header_get_value (header));
            add_list (people->ours, list, 0);
            g_clear_object (&list);
          }
    }
}

static void
read_header (SoMailPeople *people, GMimeMessage *message)
{
  GMimeObject *object = GMIME_OBJECT (message);
  const char *precedence = g_mime_object_get_header (object, "Precedence"), *post = g_mime_object_get_header (object, "List-Post");

  add_list (people->senders, g_mime_message_get_reply_to (message), 0);
  if (!people->senders->len)
    add_list (people->senders, g_mime_message_get_from (message), 0);
  add_list (people->receivers, g_mime_message_get_to (message), 0);
  add_list (people->receivers, g_mime_message_get_cc (message), 0);
  add_mailto (people->lists, post);
  add_deliveries (people, g_mime_object_get_header_list (object));
  people->list = post || g_mime_object_get_header (object, "List-Id") || (precedence && (g_strrstr (precedence, "list") || g_strrstr (precedence, "bulk")));
}

SoMailPeople *
so_mail_people_read (GBytes *mail)
{
  SoMailPeople *people = g_new0 (SoMailPeople, 1);
  gsize size;
  const char *data = g_bytes_get_data (mail, &size);
  g_autofree char *copy = g_strndup (data ? data : "", MIN (size, MOST_HEADER));
  const char *end = strstr (copy, "\n\r\n"), *bare = strstr (copy, "\n\n");
  gsize length = end || bare ? (gsize) ((end && (!bare || end < bare) ? end : bare) + 1 - copy) : strlen (copy);
  g_autoptr (GMimeStream) stream = NULL;
  g_autoptr (GMimeParser) parser = NULL;
  g_autoptr (GMimeMessage) message = NULL;

  *people = (SoMailPeople) { new_people (), new_people (), new_people (), new_people (), FALSE };
  so_mail_init ();
  so_mail_guard (copy, length);
  stream = g_mime_stream_mem_new_with_buffer (copy, length);
  parser = g_mime_parser_new_with_stream (stream);
  message = g_mime_parser_construct_message (parser, NULL);
  if (message)
    read_header (people, message);
  return people;
}

void
so_mail_people_free (SoMailPeople *people)
{
  if (!people)
    return;
  g_ptr_array_unref (people->senders);
  g_ptr_array_unref (people->receivers);
  g_ptr_array_unref (people->lists);
  g_ptr_array_unref (people->ours);
  g_free (people);
}
