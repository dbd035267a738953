/* SPDX-License-Identifier: MIT */
#include "so-help-dialog.h"

#include <glib/gi18n.h>

static const SoHelpPage pages[] = {
  { "start", N_("First Steps"), {
    N_("Everything stays in one folder on this computer. Try it with the demo first: its people do not exist, and nothing leaves it."),
    N_("Then give your studio a name, write down prices and what customers ask most under Knowledge, and connect one channel under Preferences."),
    N_("Ctrl+K opens the commands: type what you want to do. The question mark shows all keys, and prints them on one page."),
    NULL } },
  { "inbox", N_("Inbox"), {
    N_("All channels are in one list. What is urgent, or late, stands first; the tabs above show what waits for what."),
    N_("J and K go up and down, E is done, H puts a conversation off until later, and Z takes the last step back."),
    N_("A draft below the conversation is a proposal. Nobody gets it before you approve it."),
    NULL } },
  { "approve", N_("Approve"), {
    N_("Here every draft comes to you once. A sends it after a few seconds in which Z calls it back; Enter lets you change it; D discards it and asks why."),
    N_("Yellow and red lines say what speaks against it: a price that changed, somebody else’s name, a message that came since. Read them before you approve."),
    N_("A notification has an Approve button only where the whole answer stands in it and nothing speaks against it."),
    NULL } },
  { "outbox", N_("Outbox"), {
    N_("What you approved and what has not left yet. Something is held where a check failed at the last moment; the row says why."),
    N_("“May have been sent” means that the answer of the service was lost. Look into the channel itself, then say what happened: it is never sent twice by itself."),
    NULL } },
  { "leads", N_("Leads"), {
    N_("People on their way to becoming customers, in columns by stage. Move a card with the mouse, or with Ctrl and an arrow key."),
    N_("The score says who is likely to come. Why shows every point of it, and Preferences let you change what counts."),
    NULL } },
  { "schedule", N_("Schedule"), {
    N_("The week of your classes. Drag a class to move it; clashes are shown while you drag. Plan the Week proposes a better one, which you accept or not."),
    N_("Roll call, bookings and the waitlist belong to each class. Whom a change concerns gets a draft, which you approve as any other."),
    NULL } },
  { "calls", N_("Calls"), {
    N_("Calls and voicemails with what was said, where somebody wrote it down. T calls back, N plays the next voicemail."),
    NULL } },
  { "contacts", N_("Contacts"), {
    N_("Everybody who wrote, called or came, once each. Two entries of the same person can be merged, and taken apart again."),
    N_("Erasing a person removes what they wrote, their names and numbers, here and on the studio’s other computers."),
    NULL } },
  { "knowledge", N_("Knowledge"), {
    N_("What the studio knows: answers, prices, templates, and the questions that nobody could answer yet. Drafts may state only what stands here."),
    N_("An entry that may be quoted is copied word for word. Change it once, and every later answer says the new thing."),
    NULL } },
  { "safe", N_("Keeping It Safe"), {
    N_("Preferences, Data, Back Up saves the whole studio into one file while you go on working. Keep it on another disk."),
    N_("Health in the main menu tells whether the database is whole, the disk has room and every account can be reached, and what helps where something is wrong."),
    N_("Restore keeps what was there before in a folder beside it."),
    NULL } },
  { "quiet", N_("Not to Be Disturbed"), {
    N_("Under Preferences, Assistant you set quiet hours. Ctrl+Shift+N switches notifications off until you press it again. Only what is urgent breaks through, unless you switch that off too."),
    N_("Under Preferences, Keyboard you choose whether Studio OS goes on while its window is closed, and whether it starts when you log in."),
    NULL } },
};

const SoHelpPage *
so_help_pages (guint *n)
{
  *n = G_N_ELEMENTS (pages);
  return pages;
}
