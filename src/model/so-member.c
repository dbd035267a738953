/* SPDX-License-Identifier: MIT */
#include "so-member.h"

void
so_member_free (SoMember *member)
{
  if (!member)
    return;
  g_free (member->household_id);
  g_free (member->household);
  g_free (member->contact_id);
  g_free (member->name);
  g_free (member->role);
  g_free (member);
}
