/* SPDX-License-Identifier: MIT */
#include "so-entry-pages.h"
#include "so-entry-rows.h"

#include <glib/gi18n.h>

AdwNavigationPage *
so_room_form_new (SoStudio *studio, const SoSchedule *schedule, const char *id)
{
  g_autoptr (SoRoom) usual = so_room_new ();
  const SoRoom *there = id ? so_schedule_room (schedule, id) : NULL, *room = there ? there : usual;
  SoEntryForm *form = so_entry_form_new (studio, there ? room->name : _("New Room"), SO_VERB_ROOM_SAVE, there ? id : "new", _("Room saved"));

  so_entry_add_text (form, "name", _("Name"), room->name);
  so_entry_add_number (form, "capacity", _("People"), there ? room->capacity : 12, 1, 10000, 1);
  so_entry_add_words (form, "features", _("What It Has: Mirrors, Barres"), room->features);
  so_entry_add_number (form, "turnover", _("Minutes Between Two Classes"), room->turnover, 0, 240, 5);
  if (there)
    {
      so_entry_form_add_group (form, NULL, NULL);
      so_entry_form_add_button (form, _("Remove Room"), TRUE, SO_VERB_ROOM_REMOVE, "{}", _("Room removed"));
    }
  so_entry_form_begin (form, !there);
  return ADW_NAVIGATION_PAGE (form);
}
