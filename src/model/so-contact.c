/* SPDX-License-Identifier: MIT */
#include "so-contact.h"

void
so_contact_free (SoContact *contact)
{
  if (!contact)
    return;
  g_free (contact->id);
  g_free (contact->name);
  g_clear_pointer (&contact->identities, g_ptr_array_unref);
  g_free (contact->stage);
  g_free (contact->temperature);
  g_strfreev (contact->tags);
  g_free (contact->notes);
  g_free (contact->birthday);
  g_free (contact->photo);
  g_free (contact->opinion_why);
  g_free (contact->source);
  g_free (contact->first_touch);
  g_free (contact);
}

const char *
so_lead_temperature (int score)
{
  return score >= SO_LEAD_HOT ? "HOT" : score >= SO_LEAD_WARM ? "WARM" : "COLD";
}
