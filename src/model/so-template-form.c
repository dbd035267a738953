/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-template-form.h"

#include "so-error.h"
#include "so-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_GAP 64
#define MOST_BUTTONS 10

/* What is owned of a gap; the public one comes first, so that a pointer to either is one to both. */
typedef struct {
  SoTemplateGap gap;
  char *name, *example, *before;
} Gap;

typedef struct {
  char *type;   /* "QUICK_REPLY", "URL", "COPY_CODE", "PHONE_NUMBER" */
  char *text;
  char *url;
} Button;

struct _SoTemplateForm {
  char *header, *body, *footer;
  GPtrArray *buttons;
  GPtrArray *gaps;
  const char *hindrance;
  gboolean named;
};

static void
gap_free (Gap *gap)
{
  g_free (gap->name);
  g_free (gap->example);
  g_free (gap->before);
  g_free (gap);
}

static void
button_free (Button *button)
{
  g_free (button->type);
  g_free (button->text);
  g_free (button->url);
  g_free (button);
}

void
so_template_form_free (SoTemplateForm *form)
{
  if (!form)
    return;
  g_free (form->header);
  g_free (form->body);
  g_free (form->footer);
  g_ptr_array_unref (form->buttons);
  g_ptr_array_unref (form->gaps);
  g_free (form);
}

/* The next "{{name}}" from @text on: where it begins, and *@end behind it; NULL where there is none. */
static const char *
find_gap (const char *text, const char **end, char **name)
{
  for (const char *open = strstr (text, "{{"); open; open = strstr (open + 1, "{{"))
    {
      const char *close = strstr (open, "}}");
      g_autofree char *inside = close ? g_strndup (open + 2, (gsize) (close - open - 2)) : NULL;

      if (!close)
        return NULL;
      g_strstrip (inside);
      if (!*inside || strlen (inside) > LONGEST_GAP || strspn (inside, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != strlen (inside))
        continue;
      *end = close + 2;
      *name = g_steal_pointer (&inside);
      return open;
    }
  return NULL;
}

static gboolean
has_gap (SoTemplateForm *form, SoTemplatePlace place, guint button, const char *name)
{
  for (guint i = 0; i < form->gaps->len; i++)
    {
      const SoTemplateGap *gap = form->gaps->pdata[i];

      if (gap->place == place && gap->button == button && !strcmp (gap->name, name))
        return TRUE;
    }
  return FALSE;
}

static void
add_gap (SoTemplateForm *form, SoTemplatePlace place, guint button, const char *name, const char *example, const char *before, gsize length)
{
  Gap *gap = g_new0 (Gap, 1);

  gap->name = g_strdup (name);
  gap->example = g_strdup (example);
  gap->before = g_strndup (before, length);
  gap->gap = (SoTemplateGap) { place, button, gap->name, gap->example, gap->before };
  g_ptr_array_add (form->gaps, gap);
}

/* Examples come as [["Ana", "Tuesday"]], ["Ana"], or [{"param_name": "who", "example": "Ana"}]. */
static const char *
find_example (JsonObject *example, SoTemplatePlace place, const char *name, guint position)
{
  gboolean header = place == SO_TEMPLATE_HEADER;
  JsonArray *named = example ? so_json_array (example, header ? "header_text_named_params" : "body_text_named_params") : NULL;
  JsonArray *list = example ? so_json_array (example, header ? "header_text" : "body_text") : NULL;
  JsonNode *first = list && json_array_get_length (list) ? json_array_get_element (list, 0) : NULL, *node;

  for (guint i = 0; named && i < json_array_get_length (named); i++)
    {
      JsonObject *one = so_json_element (named, i);

      if (one && !g_strcmp0 (so_json_string (one, "param_name"), name))
        return so_json_string (one, "example");
    }
  if (first && JSON_NODE_HOLDS_ARRAY (first))
    list = json_node_get_array (first);
  node = list && position < json_array_get_length (list) ? json_array_get_element (list, position) : NULL;
  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* "{{2}} … {{1}}": what is sent is in the order of the numbers, not in that of the words. */
static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const SoTemplateGap *first = *(const SoTemplateGap *const *) a, *second = *(const SoTemplateGap *const *) b;

  if (first->place != second->place || first->button != second->button)
    return first->place != second->place ? (int) first->place - (int) second->place : (int) first->button - (int) second->button;
  return (int) g_ascii_strtoll (first->name, NULL, 10) - (int) g_ascii_strtoll (second->name, NULL, 10);
}

static gboolean
is_number (const char *name)
{
  return *name && strspn (name, "0123456789") == strlen (name);
}

static void
find_gaps (SoTemplateForm *form, SoTemplatePlace place, guint button, const char *text, JsonObject *example)
{
  const char *end = text;
  char *name = NULL;
  guint position = 0;

  for (const char *from = text, *open; (open = find_gap (from, &end, &name)); from = end)
    {
      if (!is_number (name) && (place == SO_TEMPLATE_HEADER || place == SO_TEMPLATE_BODY))
        form->named = TRUE;
      if (!has_gap (form, place, button, name))
        add_gap (form, place, button, name, find_example (example, place, name, is_number (name) ? (guint) g_ascii_strtoll (name, NULL, 10) - 1 : position),
                 from, (gsize) (open - from));
      position++;
      g_clear_pointer (&name, g_free);
    }
}

static void
read_header (SoTemplateForm *form, JsonObject *component)
{
  const char *format = so_json_string (component, "format"), *text = so_json_string (component, "text");

  if (format && g_ascii_strcasecmp (format, "TEXT"))
    form->hindrance = _("It begins with a picture, a film, a file or a place, which Studio OS cannot put in: use one that begins with words");
  else if (text)
    {
      g_set_str (&form->header, text);
      find_gaps (form, SO_TEMPLATE_HEADER, 0, text, so_json_object (component, "example"));
    }
}

static void
read_button (SoTemplateForm *form, JsonObject *object, guint i)
{
  static const char *const known[] = { "QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "VOICE_CALL", NULL };
  Button *button = g_new0 (Button, 1);

  button->type = g_ascii_strup (so_json_string (object, "type") ? so_json_string (object, "type") : "", -1);
  button->text = g_strdup (so_json_string (object, "text"));
  button->url = g_strdup (so_json_string (object, "url"));
  g_ptr_array_add (form->buttons, button);
  if (!g_strv_contains (known, button->type))
    form->hindrance = _("It has a button that Studio OS cannot fill in: use one without");
  else if (!strcmp (button->type, "URL") && button->url)
    find_gaps (form, SO_TEMPLATE_LINK, i, button->url, NULL);
  else if (!strcmp (button->type, "COPY_CODE"))
    add_gap (form, SO_TEMPLATE_CODE, i, "code", so_json_string (object, "example"), "", 0);
}

static void
read_buttons (SoTemplateForm *form, JsonArray *buttons)
{
  for (guint i = 0; buttons && i < MIN (json_array_get_length (buttons), MOST_BUTTONS); i++)
    {
      JsonObject *button = so_json_element (buttons, i);

      if (button)
        read_button (form, button, i);
    }
}

static void
read_component (SoTemplateForm *form, JsonObject *component)
{
  const char *type = so_json_string (component, "type"), *text = so_json_string (component, "text");

  if (!type)
    return;
  if (!g_ascii_strcasecmp (type, "HEADER"))
    read_header (form, component);
  else if (!g_ascii_strcasecmp (type, "BODY") && text)
    {
      g_set_str (&form->body, text);
      find_gaps (form, SO_TEMPLATE_BODY, 0, text, so_json_object (component, "example"));
    }
  else if (!g_ascii_strcasecmp (type, "FOOTER"))
    g_set_str (&form->footer, text);
  else if (!g_ascii_strcasecmp (type, "BUTTONS"))
    read_buttons (form, so_json_array (component, "buttons"));
  else if (g_ascii_strcasecmp (type, "BODY"))
    form->hindrance = _("It has a part that Studio OS cannot fill in: use a simpler one");
}

SoTemplateForm *
so_template_form_new (const char *components)
{
  g_autoptr (JsonNode) node = components ? so_json_parse (components, -1, 0, NULL) : NULL;
  g_autoptr (SoTemplateForm) form = NULL;

  if (!node || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  form = g_new0 (SoTemplateForm, 1);
  form->buttons = g_ptr_array_new_with_free_func ((GDestroyNotify) button_free);
  form->gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) gap_free);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonObject *component = so_json_element (json_node_get_array (node), i);

      if (component)
        read_component (form, component);
    }
  g_ptr_array_sort (form->gaps, compare_numbers);
  return form->body ? g_steal_pointer (&form) : NULL;
}

guint
so_template_form_get_n_gaps (SoTemplateForm *form)
{
  return form->gaps->len;
}

const SoTemplateGap *
so_template_form_get_gap (SoTemplateForm *form, guint i)
{
  return i < form->gaps->len ? form->gaps->pdata[i] : NULL;
}

const char *
so_template_form_get_hindrance (SoTemplateForm *form)
{
  return form->hindrance;
}

static const char *
value_of (SoTemplateForm *form, const char *const *values, SoTemplatePlace place, guint button, const char *name)
{
  for (guint i = 0; i < form->gaps->len; i++)
    {
      const SoTemplateGap *gap = form->gaps->pdata[i];

      if (gap->place == place && gap->button == button && !strcmp (gap->name, name))
        return values[i] && *values[i] ? values[i] : NULL;
    }
  return NULL;
}

/* Values are put in as they are and never looked at again. */
static void
append_filled (SoTemplateForm *form, GString *out, const char *text, SoTemplatePlace place, guint button, const char *const *values)
{
  const char *from = text, *end = text, *open;
  char *name = NULL;

  while ((open = find_gap (from, &end, &name)))
    {
      const char *value = value_of (form, values, place, button, name);

      g_string_append_len (out, from, open - from);
      if (value)
        g_string_append (out, value);
      else
        g_string_append_len (out, open, end - open);
      g_clear_pointer (&name, g_free);
      from = end;
    }
  g_string_append (out, from);
}

static void
append_button (SoTemplateForm *form, GString *out, const Button *button, guint i, const char *const *values)
{
  g_string_append_printf (out, "%s[%s]", i ? "\n" : "\n\n", button->text ? button->text : button->type);
  if (!strcmp (button->type, "URL") && button->url)
    {
      g_string_append_c (out, ' ');
      append_filled (form, out, button->url, SO_TEMPLATE_LINK, i, values);
    }
}

char *
so_template_form_preview (SoTemplateForm *form, const char *const *values)
{
  GString *out = g_string_new (NULL);

  if (form->header)
    {
      append_filled (form, out, form->header, SO_TEMPLATE_HEADER, 0, values);
      g_string_append (out, "\n\n");
    }
  append_filled (form, out, form->body, SO_TEMPLATE_BODY, 0, values);
  if (form->footer)
    g_string_append_printf (out, "\n\n%s", form->footer);
  for (guint i = 0; i < form->buttons->len; i++)
    append_button (form, out, form->buttons->pdata[i], i, values);
  return g_string_free_and_steal (out);
}

const char *
so_template_form_check_value (const char *value)
{
  if (!value || !*value || strspn (value, " ") == strlen (value))
    return _("Fill in every gap: WhatsApp refuses a template with an empty one");
  if (strpbrk (value, "\n\r\t") || strstr (value, "     "))
    return _("What stands in a gap is one line without long gaps: take line breaks out");
  if (strstr (value, "{{") || strstr (value, "}}"))
    return _("What stands in a gap has no {{ }} of its own: take them out");
  return NULL;
}

/* Writing ------------------------------------------------------------------------------------------ */

static JsonObject *
parameter_of (SoTemplateForm *form, const SoTemplateGap *gap, const char *value)
{
  JsonObject *object = json_object_new ();
  gboolean code = gap->place == SO_TEMPLATE_CODE;

  json_object_set_string_member (object, "type", code ? "coupon_code" : "text");
  if (form->named && (gap->place == SO_TEMPLATE_HEADER || gap->place == SO_TEMPLATE_BODY))
    json_object_set_string_member (object, "parameter_name", gap->name);
  json_object_set_string_member (object, code ? "coupon_code" : "text", value);
  return object;
}

static JsonObject *
component_of (const SoTemplateGap *gap)
{
  static const char *const types[] = { "header", "body", "button", "button" };
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", types[gap->place]);
  if (gap->place >= SO_TEMPLATE_LINK)
    {
      g_autofree char *index = g_strdup_printf ("%u", gap->button);

      json_object_set_string_member (object, "sub_type", gap->place == SO_TEMPLATE_LINK ? "url" : "copy_code");
      json_object_set_string_member (object, "index", index);
    }
  json_object_set_array_member (object, "parameters", json_array_new ());
  return object;
}

static JsonArray *
components_of (SoTemplateForm *form, const char *const *values)
{
  JsonArray *components = json_array_new ();
  const SoTemplateGap *last = NULL;
  JsonObject *component = NULL;

  for (guint i = 0; i < form->gaps->len; i++)
    {
      const SoTemplateGap *gap = form->gaps->pdata[i];

      if (!last || last->place != gap->place || last->button != gap->button)
        json_array_add_object_element (components, component = component_of (gap));
      json_array_add_object_element (json_object_get_array_member (component, "parameters"), parameter_of (form, gap, values[i]));
      last = gap;
    }
  return components;
}

char *
so_template_form_write (SoTemplateForm *form, const char *name, const char *language, const char *const *values, GError **error)
{
  JsonObject *object;

  if (form->hindrance)
    return so_fail (error, SO_ERROR_CHANGE, "%s", form->hindrance), NULL;
  for (guint i = 0; i < form->gaps->len; i++)
    if (so_template_form_check_value (values[i]))
      return so_fail (error, SO_ERROR_CHANGE, "%s", so_template_form_check_value (values[i])), NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "language", language);
  json_object_set_array_member (object, "components", components_of (form, values));
  return so_json_write_object (object);
}

/* The text of the @k-th parameter of the part that @gap belongs to. */
static const char *
written_value (JsonArray *components, const SoTemplateGap *gap, guint k)
{
  for (guint i = 0; components && i < json_array_get_length (components); i++)
    {
      JsonObject *component = so_json_element (components, i), *parameter;
      g_autoptr (JsonObject) wanted = component_of (gap);

      if (!component || g_strcmp0 (so_json_string (component, "type"), so_json_string (wanted, "type")) ||
          g_strcmp0 (so_json_string (component, "index"), so_json_string (wanted, "index")))
        continue;
      parameter = so_json_element (so_json_array (component, "parameters"), k);
      if (parameter)
        return so_json_string (parameter, gap->place == SO_TEMPLATE_CODE ? "coupon_code" : "text");
    }
  return NULL;
}

GStrv
so_template_form_read (SoTemplateForm *form, const char *message)
{
  g_autoptr (JsonNode) node = message ? so_json_parse (message, -1, 0, NULL) : NULL;
  JsonArray *components = node && JSON_NODE_HOLDS_OBJECT (node) ? so_json_array (json_node_get_object (node), "components") : NULL;
  GStrv values = g_new0 (char *, form->gaps->len + 1);
  const SoTemplateGap *last = NULL;

  for (guint i = 0, k = 0; i < form->gaps->len; i++)
    {
      const SoTemplateGap *gap = form->gaps->pdata[i];
      const char *value;

      k = last && last->place == gap->place && last->button == gap->button ? k + 1 : 0;
      value = written_value (components, gap, k);
      values[i] = g_strdup (value ? value : "");
      last = gap;
    }
  return values;
}
