/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "so-error.h"
#include "so-import-lines.h"
#include "so-mail-text.h"
#include "so-phone.h"

#define MAX_PROPERTY (256u * 1024)
/* Of a photo as it stands in the card: a third more than its bytes. */
#define MAX_PHOTO (6u * 1024 * 1024)

typedef struct {
  const SoImportSource *source;
  SoImportSink *sink;
  GString *line;        /* a property, unfolded */
  guint64 number;       /* of its first line */
  gboolean soft;        /* 2.1: the line ended with "=", the next one belongs to it */
  guint inner;          /* cards inside the card: 2.1's AGENT */
  gboolean agent;       /* the property before was "AGENT:" */
  SoCard *card;         /* that is being read, or NULL */
  guint64 card_number;
  GCancellable *cancellable;
  char *family_name;    /* the name made of N, for cards without FN */
  char *company;
  gboolean is_group;
} Run;

static void
run_clear (Run *run)
{
  g_string_free (run->line, TRUE);
  g_clear_pointer (&run->card, so_card_free);
  g_free (run->family_name);
  g_free (run->company);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* "item1.TEL;TYPE=CELL;CHARSET=UTF-8:…" taken apart. */
typedef struct {
  char *name;       /* upper case, without group */
  char *charset;
  char *type;       /* all TYPE words, as they stand and in lower case */
  gboolean quoted;  /* quoted-printable */
  gboolean binary;
  const char *value;
} Property;

static void
property_clear (Property *property)
{
  g_free (property->name);
  g_free (property->charset);
  g_free (property->type);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Property, property_clear)

/* The ":" before the value; those in quotes do not count. */
static const char *
find_value (const char *line)
{
  gboolean quoted = FALSE;

  for (; *line; line++)
    if (*line == '"')
      quoted = !quoted;
    else if (*line == ':' && !quoted)
      return line;
  return NULL;
}

static void
read_parameter (Property *property, const char *parameter)
{
  g_autofree char *lower = g_ascii_strdown (parameter, -1);

  if (!strcmp (lower, "quoted-printable") || !strcmp (lower, "encoding=quoted-printable"))
    property->quoted = TRUE;
  else if (!strcmp (lower, "base64") || !strcmp (lower, "encoding=base64") || !strcmp (lower, "encoding=b"))
    property->binary = TRUE;
  else if (g_str_has_prefix (lower, "charset="))
    {
      g_free (property->charset);
      property->charset = g_strdup (parameter + strlen ("charset="));
    }
  else
    {
      char *all = g_strconcat (property->type ? property->type : "", " ", lower, NULL);
      g_free (property->type);
      property->type = all;
    }
}

static gboolean
property_parse (const char *line, Property *property)
{
  const char *colon = find_value (line);
  g_autofree char *head = colon ? g_strndup (line, colon - line) : NULL;
  g_auto (GStrv) words = head ? g_strsplit (head, ";", -1) : NULL;
  const char *dot;

  *property = (Property) { 0 };
  if (!words || !words[0] || !*words[0])
    return FALSE;
  dot = strrchr (words[0], '.');
  property->name = g_ascii_strup (g_strstrip (dot ? (char *) dot + 1 : words[0]), -1);
  property->value = colon + 1;
  for (guint i = 1; words[i]; i++)
    read_parameter (property, g_strstrip (words[i]));
  return TRUE;
}

static char *
decode_quoted (const char *value, gsize *length)
{
  GString *out = g_string_new (NULL);

  for (const char *p = value; *p; p++)
    if (*p == '=' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
      {
        g_string_append_c (out, g_ascii_xdigit_value (p[1]) << 4 | g_ascii_xdigit_value (p[2]));
        p += 2;
      }
    else if (*p != '=' || p[1])
      g_string_append_c (out, *p);
  *length = out->len;
  return g_string_free_and_steal (out);
}

/* The value in UTF-8, still with its backslashes. */
static char *
decoded (const Property *property)
{
  g_autofree char *bytes = NULL;
  gsize length = strlen (property->value);

  if (property->quoted)
    bytes = decode_quoted (property->value, &length);
  return so_mail_decode (bytes ? bytes : property->value, length, property->charset);
}

static char *
unescaped (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p; p++)
    if (*p == '\\' && p[1])
      {
        p++;
        g_string_append_c (out, *p == 'n' || *p == 'N' ? '\n' : *p);
      }
    else
      g_string_append_c (out, *p);
  g_strstrip (out->str);
  g_string_set_size (out, strlen (out->str));
  return g_string_free_and_steal (out);
}

/* Parts between @separator where no backslash stands before it, each unescaped. */
static GStrv
split (const char *text, char separator)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  const char *start = text;

  for (const char *p = text;; p++)
    {
      if (*p == '\\' && p[1])
        p++;
      else if (!*p || *p == separator)
        {
          g_autofree char *part = g_strndup (start, p - start);
          g_strv_builder_take (parts, unescaped (part));
          start = p + 1;
        }
      if (!*p)
        return g_strv_builder_end (parts);
    }
}

/* "Ana María García" of "García;Ana;María;Dr.;" */
static char *
name_of (const char *value)
{
  g_auto (GStrv) parts = split (value, ';');
  static const guint order[] = { 1, 2, 0 };
  g_autoptr (GString) name = g_string_new (NULL);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (order[i] < n && *parts[order[i]])
      g_string_append_printf (name, "%s%s", name->len ? " " : "", parts[order[i]]);
  return g_string_free_and_steal (g_steal_pointer (&name));
}

static void
add_note (SoCard *card, const char *note)
{
  g_autofree char *before = g_steal_pointer (&card->notes);

  card->notes = before ? g_strjoin ("\n", before, note, NULL) : g_strdup (note);
}

static void
add_categories (SoCard *card, const char *value)
{
  g_auto (GStrv) parts = split (value, ',');
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  gboolean any = card->tags != NULL;

  if (card->tags)
    g_strv_builder_addv (tags, (const char **) card->tags);
  for (guint i = 0; parts[i]; i++)
    if (*parts[i])
      {
        g_strv_builder_add (tags, parts[i]);
        any = TRUE;
      }
  g_strfreev (card->tags);
  card->tags = any ? g_strv_builder_end (tags) : NULL;
}

static void
add_phone (Run *run, const char *text)
{
  g_autofree char *plain = g_strdup (g_ascii_strncasecmp (text, "tel:", 4) ? text : text + 4);
  g_autofree char *number = NULL;

  plain[strcspn (plain, ";")] = 0;
  number = so_phone_normalise (plain, run->source->country);
  if (number)
    so_import_card_add (run->card, SO_IDENTITY_PHONE, plain);
  else if (*plain)
    add_note (run->card, plain);
}

static void
add_address (Run *run, const Property *property, const char *text)
{
  g_autofree char *name = NULL;

  if (strstr (text, "instagram.com/") || (property->type && strstr (property->type, "instagram")))
    {
      const char *plain = strrchr (text, ':');
      name = so_import_instagram_name (plain && !strstr (text, "instagram.com/") ? plain + 1 : text);
    }
  if (name)
    so_import_card_add (run->card, SO_IDENTITY_INSTAGRAM, name);
}

static void
set_text (char **field, char *text)
{
  if (*field && **field)
    g_free (text);
  else
    {
      g_free (*field);
      *field = text;
    }
}

static void
skip_here (Run *run, guint64 number, const char *why)
{
  g_autofree char *where = g_strdup_printf (_("line %llu"), (unsigned long long) number);

  so_import_skip (run->sink, where, why);
}

/* "data:image/png;base64,AAAA" of 4.0, or what is base64 by its parameters in 2.1 and 3.0. */
static gboolean
take_photo (Run *run, const Property *property, GError **error)
{
  const char *base64 = strstr (property->value, ";base64,");
  const char *text = base64 && !g_ascii_strncasecmp (property->value, "data:", 5) ? base64 + strlen (";base64,") : property->value;

  if (text == property->value && !property->binary)
    {
      skip_here (run, run->number, _("The photo of this card is elsewhere, and nothing is fetched."));
      return TRUE;
    }
  if (run->card->photo)
    return TRUE;
  return so_import_photo (run->sink, run->card, text, run->number, run->cancellable, error);
}

/* What our own cards say beside what all cards can. */
static void
apply_own (Run *run, const char *name, const char *raw, const char *text)
{
  g_auto (GStrv) parts = NULL;

  if (!strcmp (name, "X-STUDIO-STAGE"))
    set_text (&run->card->stage, so_import_stage (text));
  else if (!strcmp (name, "X-STUDIO-SOURCE") && *text)
    set_text (&run->card->source, g_strdup (text));
  else if (!strcmp (name, "X-STUDIO-FIELD"))
    {
      parts = split (raw, ';');
      if (*parts[0] && parts[1] && *parts[1])
        so_card_add_field (run->card, parts[0], parts[1]);
    }
}

static void
apply (Run *run, const Property *property)
{
  g_autofree char *raw = decoded (property);
  g_autofree char *text = unescaped (raw);
  const char *name = property->name;
  SoCard *card = run->card;

  if (!strcmp (name, "FN"))
    set_text (&card->name, g_steal_pointer (&text));
  else if (!strcmp (name, "N"))
    set_text (&run->family_name, name_of (raw));
  else if (!strcmp (name, "TEL"))
    add_phone (run, text);
  else if (!strcmp (name, "EMAIL"))
    so_import_card_add (card, SO_IDENTITY_EMAIL, g_ascii_strncasecmp (text, "mailto:", 7) ? text : text + 7);
  else if (!strcmp (name, "NOTE") && *text)
    add_note (card, text);
  else if (!strcmp (name, "BDAY"))
    set_text (&card->birthday, so_import_birthday (text, FALSE));
  else if (!strcmp (name, "CATEGORIES"))
    add_categories (card, raw);
  else if (!strcmp (name, "UID"))
    set_text (&card->source_id, g_steal_pointer (&text));
  else if (!strcmp (name, "ORG") || !strcmp (name, "NICKNAME"))
    {
      g_auto (GStrv) parts = split (raw, ';');
      set_text (&run->company, g_strdup (parts[0]));
    }
  else if (!strcmp (name, "URL") || !strcmp (name, "IMPP") || !strcmp (name, "X-SOCIALPROFILE"))
    add_address (run, property, text);
  else if (!strcmp (name, "KIND") || !strcmp (name, "X-ADDRESSBOOKSERVER-KIND"))
    run->is_group = !g_ascii_strcasecmp (text, "group");
  else
    apply_own (run, name, raw, text);
}

static gboolean
finish (Run *run, GError **error)
{
  g_autoptr (SoCard) card = g_steal_pointer (&run->card);
  g_autofree char *where = g_strdup_printf (_("line %llu"), (unsigned long long) run->card_number);
  g_autofree char *family_name = g_steal_pointer (&run->family_name);
  g_autofree char *company = g_steal_pointer (&run->company);

  set_text (&card->name, g_strdup (family_name ? family_name : ""));
  set_text (&card->name, g_strdup (company ? company : ""));
  card->line = run->card_number;
  if (!run->is_group)
    return so_import_give_card (run->sink, card, where, error);
  so_import_skip (run->sink, where, _("It is a group of people, not a person."));
  return TRUE;
}

static void
begin (Run *run)
{
  run->card = so_card_new ("");
  run->card_number = run->number;
  run->is_group = FALSE;
}

/* One whole property. A card that has no end ends where the next one begins. */
static gboolean
take_property (Run *run, GError **error)
{
  g_auto (Property) property = { 0 };
  gboolean agent = run->agent, ok = TRUE;
  g_autofree char *value = NULL;

  run->agent = FALSE;
  if (!run->line->len || !property_parse (run->line->str, &property))
    return TRUE;
  value = g_strstrip (g_ascii_strup (property.value, 64));
  if (!strcmp (property.name, "BEGIN") && !strcmp (value, "VCARD"))
    {
      if (run->card && (agent || run->inner))
        run->inner++;
      else
        {
          if (run->card)
            ok = finish (run, error);
          begin (run);
        }
    }
  else if (!strcmp (property.name, "END") && !strcmp (value, "VCARD"))
    {
      if (run->inner)
        run->inner--;
      else if (run->card)
        ok = finish (run, error);
    }
  else if (run->card && !run->inner)
    {
      run->agent = !strcmp (property.name, "AGENT");
      if (!strcmp (property.name, "PHOTO"))
        ok = take_photo (run, &property, error);
      else if (run->line->len < MAX_PROPERTY && !property.binary)
        apply (run, &property);
      else if (!property.binary)
        skip_here (run, run->number, _("It is longer than a card can hold and was left out."));
    }
  return ok;
}

static gboolean
is_quoted (const char *line)
{
  g_auto (Property) property = { 0 };

  return property_parse (line, &property) && property.quoted;
}

/* "PHOTO;…", "item1.PHOTO;…" */
static gboolean
is_photo (const char *line)
{
  gsize n = strcspn (line, ";:");

  return n >= 5 && !g_ascii_strncasecmp (line + n - 5, "PHOTO", 5) && (n == 5 || line[n - 6] == '.');
}

/* Adds a piece of a line to the property, or ends the one before. */
static gboolean
add_line (Run *run, const SoImportLine *line, GError **error)
{
  gsize length = so_import_line_trim (line);
  const char *text = line->text;

  if (line->at == 0 && length >= 3 && !memcmp (text, "\357\273\277", 3))
    text += 3, length -= 3;
  if (line->begins && !run->soft)
    {
      if (length && (*text == ' ' || *text == '\t'))
        text++, length--;
      else
        {
          if (!take_property (run, error))
            return FALSE;
          g_string_truncate (run->line, 0);
          run->number = line->number;
        }
    }
  if (run->line->len < (is_photo (run->line->str) ? MAX_PHOTO : MAX_PROPERTY))
    for (gsize i = 0; i < length; i++)
      if (text[i])
        g_string_append_c (run->line, text[i]);
  if (!line->ends)
    return TRUE;
  run->soft = run->line->len && run->line->str[run->line->len - 1] == '=' && is_quoted (run->line->str);
  if (run->soft)
    g_string_truncate (run->line, run->line->len - 1);
  return TRUE;
}

static gboolean
read_all (Run *run, int fd, guint64 size, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoImportLines) lines = so_import_lines_new (fd, 0);
  g_autoptr (GError) inner = NULL;
  SoImportLine line;

  while (so_import_lines_next (lines, &line, cancellable, &inner))
    {
      if (!add_line (run, &line, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      so_import_progress (run->sink, line.at + line.length, size);
    }
  if (inner)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (!take_property (run, error))
    return FALSE;
  if (run->card)
    {
      g_autofree char *where = g_strdup_printf (_("line %llu"), (unsigned long long) run->card_number);
      so_import_skip (run->sink, where, _("The last card has no end: the file may have been cut off. What was there was kept."));
      return finish (run, error);
    }
  return TRUE;
}

gboolean
so_import_vcard_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  g_auto (Run) run = { .source = source, .sink = sink, .line = g_string_new (NULL), .cancellable = cancellable };
  guint64 size;
  int fd = so_import_open_text (source->path, &size, error);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = read_all (&run, fd, size, cancellable, error);
  close (fd);
  return ok;
}
