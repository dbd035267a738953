/* SPDX-License-Identifier: MIT */
#include "so-setup-channels.h"

#include "so-accounts-group.h"
#include "so-preference-group.h"

#include <glib/gi18n.h>

GtkWidget *
so_setup_channels_new (SoStudio *studio)
{
  GtkWidget *page = adw_preferences_page_new (), *accounts = so_accounts_group_new (studio);

  so_preference_group_add (page, _("Where Messages Come In"),
                           _("Each channel is connected on a page of its own, which checks whether everything is in place. What you leave out can be connected in Preferences at any time. What is connected is read once you go live."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (accounts));
  return page;
}
