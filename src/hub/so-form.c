/* SPDX-License-Identifier: MIT */
#include "so-form.h"

#include <string.h>

void
so_form_field_free (SoFormField *field)
{
  g_string_free (field->name, TRUE);
  g_string_free (field->value, TRUE);
  g_free (field);
}

static GString *
decode (const char *text, gsize length)
{
  GString *bytes = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (text[i] == '%' && i + 2 < length && g_ascii_isxdigit (text[i + 1]) && g_ascii_isxdigit (text[i + 2]))
      {
        g_string_append_c (bytes, (char) (g_ascii_xdigit_value (text[i + 1]) * 16 + g_ascii_xdigit_value (text[i + 2])));
        i += 2;
      }
    else
      g_string_append_c (bytes, text[i] == '+' ? ' ' : text[i]);
  return bytes;
}

GPtrArray *
so_form_parse (const char *data, gsize length)
{
  GPtrArray *form = g_ptr_array_new_with_free_func ((GDestroyNotify) so_form_field_free);
  const char *end = data + length;

  while (data < end)
    {
      const char *amp = memchr (data, '&', end - data), *stop = amp ? amp : end;
      const char *equal = memchr (data, '=', stop - data), *split = equal ? equal : stop;

      if (stop > data)
        {
          SoFormField *field = g_new (SoFormField, 1);

          field->name = decode (data, split - data);
          field->value = equal ? decode (equal + 1, stop - equal - 1) : g_string_new (NULL);
          g_ptr_array_add (form, field);
        }
      data = stop + 1;
    }
  return form;
}

const char *
so_form_get (GPtrArray *form, const char *name)
{
  for (guint i = 0; i < form->len; i++)
    {
      SoFormField *field = form->pdata[i];

      if (!strcmp (field->name->str, name))
        return field->value->str;
    }
  return NULL;
}
