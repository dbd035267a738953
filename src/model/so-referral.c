/* SPDX-License-Identifier: MIT */
#include "so-referral.h"

void
so_referral_free (SoReferral *referral)
{
  if (!referral)
    return;
  g_free (referral->contact_id);
  g_free (referral->name);
  g_free (referral);
}
