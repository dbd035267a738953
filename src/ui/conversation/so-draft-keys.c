/* SPDX-License-Identifier: MIT */
#include "so-draft-keys.h"

#include "so-bindings.h"

/* In the editor letters are letters; what approves it there has Ctrl, whatever the owner's keys are. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, SoDraftCard *card)
{
  gboolean is_prefix, plain;
  const SoAction *action;

  if (keyval == GDK_KEY_Escape && so_draft_card_leave (card))
    return GDK_EVENT_STOP;
  action = so_bindings_find (so_bindings_in_force (), keyval, modifiers, 0, SO_SCOPE_CONVERSATION, &is_prefix, &plain);
  if (!action || !(modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  if (g_str_equal (action->id, "draft.send"))
    so_draft_card_send (card);
  else if (g_str_equal (action->id, "draft.approve-done"))
    so_draft_card_approve_then (card, SO_DRAFT_THEN_DONE);
  else if (g_str_equal (action->id, "draft.way-next"))
    so_draft_card_way (card, "next");
  else if (g_str_equal (action->id, "draft.way-previous"))
    so_draft_card_way (card, "previous");
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

void
so_draft_keys_attach (GtkWidget *text, SoDraftCard *card)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Before the text view, for which Ctrl+Enter is a new line. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), card);
  gtk_widget_add_controller (text, keys);
}
