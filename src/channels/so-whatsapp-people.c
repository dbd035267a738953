/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-whatsapp-private.h"

#include <string.h>

gboolean
so_whatsapp_is_user_id (const char *text)
{
  gsize n = 0;

  if (!text || !g_ascii_isupper (text[0]) || !g_ascii_isupper (text[1]) || text[2] != '.')
    return FALSE;
  /* The parent form has a dot more: "US.ENT.11815799212886844830". */
  for (text += 3; g_ascii_isalnum (*text) || (*text == '.' && n); text++)
    n++;
  return n && n <= 160 && !*text;
}

static gboolean
is_number (const char *text)
{
  gsize n = strspn (text, "0123456789");

  return n >= 6 && n <= 20 && !text[n];
}

void
so_whatsapp_person_add (SoWhatsappPerson *person, const char *id)
{
  if (id && *id == '+')
    id++;
  if (!id || !*id)
    return;
  if (so_whatsapp_is_user_id (id))
    person->user_id = person->user_id ? person->user_id : id;
  else if (!is_number (id))
    return;
  else if (!person->wa_id)
    person->wa_id = id;
  else if (strcmp (person->wa_id, id))
    person->other = id;
}

static SoIdentity *
identity_of_number (const char *wa_id, const char *name)
{
  /* Without its plus sign it would be read as a number of the studio's own country. */
  g_autofree char *value = g_strconcat ("+", wa_id, NULL);

  return so_identity_new (SO_IDENTITY_PHONE, value, name);
}

SoIdentity *
so_whatsapp_person_identity (const SoWhatsappPerson *person)
{
  if (person->wa_id)
    return identity_of_number (person->wa_id, person->name);
  return person->user_id ? so_identity_new (SO_IDENTITY_PHONE, person->user_id, person->name) : NULL;
}

const char *
so_whatsapp_person_key (const SoWhatsappPerson *person)
{
  return person->wa_id ? person->wa_id : person->user_id;
}

void
so_whatsapp_person_aliases (const SoWhatsappPerson *person, GPtrArray *aliases)
{
  g_autofree char *variant = person->wa_id ? so_whatsapp_variant (person->wa_id) : NULL;

  if (!person->wa_id)
    return;
  if (person->user_id)
    g_ptr_array_add (aliases, so_identity_new (SO_IDENTITY_PHONE, person->user_id, NULL));
  if (person->other && g_strcmp0 (person->other, variant))
    g_ptr_array_add (aliases, identity_of_number (person->other, NULL));
  if (variant)
    g_ptr_array_add (aliases, identity_of_number (variant, NULL));
}

static char *
without (const char *text, gsize at)
{
  return g_strdup_printf ("%.*s%s", (int) at, text, text + at + 1);
}

static char *
with (const char *text, gsize at, char digit)
{
  return g_strdup_printf ("%.*s%c%s", (int) at, text, digit, text + at);
}

/* Mobile numbers that a network writes with a digit more than the person does: Brazil's ninth (after 55 and two digits of area), Mexico's
 * 1 (after 52), Argentina's 9 (after 54). */
static const struct {
  const char *country;
  gsize at;           /* where the digit stands */
  char digit;
  gsize longer;       /* digits with it */
} variants[] = {
  { "55", 4, '9', 13 }, { "52", 2, '1', 13 }, { "54", 2, '9', 13 },
};

char *
so_whatsapp_variant (const char *wa_id)
{
  gsize length = strlen (wa_id);

  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      if (!g_str_has_prefix (wa_id, variants[i].country))
        continue;
      if (length == variants[i].longer && wa_id[variants[i].at] == variants[i].digit)
        return without (wa_id, variants[i].at);
      /* A landline of Brazil begins with 2 to 5 and never had nine digits. */
      if (length == variants[i].longer - 1 && !(variants[i].at == 4 && wa_id[4] < '6'))
        return with (wa_id, variants[i].at, variants[i].digit);
    }
  return NULL;
}
