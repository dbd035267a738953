/* SPDX-License-Identifier: MIT */
#include "so-inbox-empty.h"

#include <glib/gi18n.h>

void
so_inbox_empty_show (AdwStatusPage *page, GtkWidget *import_button, const SoThreadFilter *filter)
{
  gboolean all = filter->split == SO_SPLIT_ALL;

  gtk_widget_set_visible (import_button, all && filter->channel < 0);
  adw_status_page_set_icon_name (page, all ? "mail-unread-symbolic" : "object-select-symbolic");
  adw_status_page_set_title (page, all ? _("No Conversations Yet") : _("Nothing Here"));
  adw_status_page_set_description (page, all ? _("Bring your own history along, or wait for the first message.")
                                         : filter->split == SO_SPLIT_TO_APPROVE ? _("Every draft is decided.") : NULL);
}
