/* SPDX-License-Identifier: MIT */
#include "so-actions.h"

#include "so-bindings.h"

#include <glib/gi18n.h>

#define ALL SO_SCOPE_EVERYWHERE
#define LIST SO_SCOPE_LIST
#define TALK SO_SCOPE_CONVERSATION
#define WEEK SO_SCOPE_SCHEDULE
#define CALLS SO_SCOPE_CALLS

static const SoAction actions[] = {
  { "win.search", N_("Search"), "slash|<Control>f", SO_SECTION_GENERAL, ALL },
  { "win.palette", N_("Commands"), "<Control>k", SO_SECTION_GENERAL, ALL },
  { "win.undo", N_("Undo"), "z|<Control>z", SO_SECTION_GENERAL, ALL },
  { "assistant.pause", N_("Pause Automatic Answers"), "<Control><Shift>p", SO_SECTION_GENERAL, ALL },
  { "win.disturb", N_("Do Not Disturb"), "<Control><Shift>n", SO_SECTION_GENERAL, ALL },
  { "win.new-message", N_("New Message"), "c|<Control>n", SO_SECTION_GENERAL, LIST | TALK },
  { "win.sync", N_("Sync Now"), "F5|<Control>r", SO_SECTION_GENERAL, ALL },
  { "win.accounts", N_("Accounts"), "", SO_SECTION_GENERAL, ALL },
  { "win.changes", N_("Changes by Others"), "g s", SO_SECTION_GENERAL, ALL },
  { "win.import", N_("Import"), "<Control>o", SO_SECTION_GENERAL, ALL },
  { "win.classes", N_("Classes"), "", SO_SECTION_GENERAL, ALL },
  { "win.rooms", N_("Rooms"), "", SO_SECTION_GENERAL, ALL },
  { "win.teachers", N_("Teachers"), "", SO_SECTION_GENERAL, ALL },
  { "win.terms", N_("Terms"), "", SO_SECTION_GENERAL, ALL },
  { "win.closures", N_("Closures"), "", SO_SECTION_GENERAL, ALL },
  { "win.new-series", N_("Put a Class on the Schedule"), "", SO_SECTION_GENERAL, ALL },
  { "win.setup", N_("Set Up Your Studio"), "", SO_SECTION_GENERAL, ALL },
  { "win.preferences", N_("Preferences"), "<Control>comma", SO_SECTION_GENERAL, ALL },
  { "win.hours", N_("Opening Hours"), "", SO_SECTION_GENERAL, ALL },
  { "win.follow-ups", N_("Follow-Ups in Preferences"), "", SO_SECTION_GENERAL, ALL },
  { "demo.call", N_("Try a Call"), "", SO_SECTION_GENERAL, ALL },
  { "demo.appointment", N_("Try an Appointment"), "", SO_SECTION_GENERAL, ALL },
  { "win.studios", N_("Studios"), "<Control><Shift>o", SO_SECTION_GENERAL, ALL },
  { "win.health", N_("Health"), "", SO_SECTION_GENERAL, ALL },
  { "win.shortcuts", N_("Keyboard Shortcuts"), "question|<Control>question", SO_SECTION_GENERAL, ALL },
  { "win.key-card", N_("Print the Keys"), "", SO_SECTION_GENERAL, ALL },
  { "win.help", N_("Help"), "F1", SO_SECTION_GENERAL, ALL },
  { "win.tour", N_("Tour"), "<Shift>F1", SO_SECTION_GENERAL, ALL },
  { "win.about", N_("About Studio OS"), "", SO_SECTION_GENERAL, ALL },
  { "win.menu", N_("Main Menu"), "F10", SO_SECTION_GENERAL, ALL },
  { "win.next-pane", N_("Next Pane"), "F6", SO_SECTION_GENERAL, ALL },
  { "win.previous-pane", N_("Previous Pane"), "<Shift>F6", SO_SECTION_GENERAL, ALL },
  { "win.close", N_("Close Window"), "<Control>w", SO_SECTION_GENERAL, ALL },
  { "app.quit", N_("Quit"), "<Control>q", SO_SECTION_GENERAL, ALL },

  { "go.today", N_("Today"), "g h", SO_SECTION_GO, ALL },
  { "go.inbox", N_("Inbox"), "g i", SO_SECTION_GO, ALL },
  { "go.approve", N_("Approve"), "g a", SO_SECTION_GO, ALL },
  { "go.outbox", N_("Outbox"), "g o", SO_SECTION_GO, ALL },
  { "go.log", N_("Decisions"), "g l", SO_SECTION_GO, ALL },
  { "go.leads", N_("Leads"), "g b", SO_SECTION_GO, ALL },
  { "go.schedule", N_("Schedule"), "g w", SO_SECTION_GO, ALL },
  { "go.calls", N_("Calls"), "g p", SO_SECTION_GO, ALL },
  { "go.analytics", N_("Analytics"), "g n", SO_SECTION_GO, ALL },
  { "go.contacts", N_("Contacts"), "g c", SO_SECTION_GO, ALL },
  { "go.knowledge", N_("Knowledge"), "g k", SO_SECTION_GO, ALL },
  { "go.report", N_("Weekly Report"), "g r", SO_SECTION_GO, ALL },

  { "knowledge.add", N_("New Answer"), "<Control>n", SO_SECTION_KNOWLEDGE, SO_SCOPE_KNOWLEDGE },
  { "knowledge.save", N_("Save the Answer"), "<Control>s", SO_SECTION_KNOWLEDGE, SO_SCOPE_KNOWLEDGE },
  { "knowledge.delete", N_("Delete the Answer"), "<Control>d", SO_SECTION_KNOWLEDGE, SO_SCOPE_KNOWLEDGE },
  { "knowledge.history", N_("Earlier Answers"), "<Control>h", SO_SECTION_KNOWLEDGE, SO_SCOPE_KNOWLEDGE },
  { "knowledge.answers", N_("List Answers"), "<Alt>1", SO_SECTION_KNOWLEDGE, SO_SCOPE_KNOWLEDGE },
  { "knowledge.prices", N_("List Prices"), "<Alt>2", SO_SECTION_KNOWLEDGE, SO_SCOPE_KNOWLEDGE },
  { "knowledge.templates", N_("List Templates"), "<Alt>3", SO_SECTION_KNOWLEDGE, SO_SCOPE_KNOWLEDGE },
  { "knowledge.questions", N_("List Unanswered Questions"), "<Alt>4", SO_SECTION_KNOWLEDGE, SO_SCOPE_KNOWLEDGE },

  { "decision.next", N_("Next Decision"), "j", SO_SECTION_DECISIONS, SO_SCOPE_DECISIONS, TRUE },
  { "decision.previous", N_("Previous Decision"), "k", SO_SECTION_DECISIONS, SO_SCOPE_DECISIONS, TRUE },
  { "decision.conversation", N_("Open the Conversation"), "o", SO_SECTION_DECISIONS, SO_SCOPE_DECISIONS },
  { "decision.filter", N_("Filter Decisions"), "f", SO_SECTION_DECISIONS, SO_SCOPE_DECISIONS },
  { "decision.export", N_("Save Decisions as CSV"), "<Control>s", SO_SECTION_DECISIONS, SO_SCOPE_DECISIONS },

  { "lead.next", N_("Next Lead"), "j", SO_SECTION_LEADS, SO_SCOPE_LEADS, TRUE },
  { "lead.previous", N_("Previous Lead"), "k", SO_SECTION_LEADS, SO_SCOPE_LEADS, TRUE },
  { "lead.column-right", N_("Column to the Right"), "Right|l", SO_SECTION_LEADS, SO_SCOPE_LEADS, TRUE },
  { "lead.column-left", N_("Column to the Left"), "Left|h", SO_SECTION_LEADS, SO_SCOPE_LEADS, TRUE },
  { "lead.move", N_("Move to a Stage"), "m", SO_SECTION_LEADS, SO_SCOPE_LEADS },
  { "lead.right", N_("Move to the Right"), "<Control>Right", SO_SECTION_LEADS, SO_SCOPE_LEADS },
  { "lead.left", N_("Move to the Left"), "<Control>Left", SO_SECTION_LEADS, SO_SCOPE_LEADS },
  { "lead.open", N_("Open the Person"), "p", SO_SECTION_LEADS, SO_SCOPE_LEADS },
  { "lead.conversation", N_("Open the Conversation"), "o", SO_SECTION_LEADS, SO_SCOPE_LEADS },
  { "lead.find", N_("Find Leads"), "f", SO_SECTION_LEADS, SO_SCOPE_LEADS },
  { "lead.filter", N_("Filter Leads"), "<Shift>f", SO_SECTION_LEADS, SO_SCOPE_LEADS },

  { "thread.next", N_("Next Conversation"), "j", SO_SECTION_CONVERSATIONS, LIST, TRUE },
  { "thread.previous", N_("Previous Conversation"), "k", SO_SECTION_CONVERSATIONS, LIST, TRUE },
  { "thread.done", N_("Done"), "e", SO_SECTION_CONVERSATIONS, LIST | TALK },
  { "thread.later", N_("Later"), "h", SO_SECTION_CONVERSATIONS, LIST | TALK },
  { "thread.unread", N_("Mark as Unread"), "u", SO_SECTION_CONVERSATIONS, LIST | TALK },
  { "thread.star", N_("Star"), "s", SO_SECTION_CONVERSATIONS, LIST | TALK },
  { "thread.tags", N_("Tags"), "l", SO_SECTION_CONVERSATIONS, LIST | TALK },
  { "thread.priority", N_("Priority"), "p", SO_SECTION_CONVERSATIONS, LIST | TALK },
  { "thread.stage", N_("Stage of the Lead"), "m", SO_SECTION_CONVERSATIONS, LIST | TALK },
  { "thread.call", N_("Call Back"), "t", SO_SECTION_CONVERSATIONS, LIST | TALK },
  { "thread.follow-ups", N_("Follow-Ups"), "<Shift>f", SO_SECTION_CONVERSATIONS, LIST | TALK },
  { "thread.follow-ups-stop", N_("Stop Follow-Ups"), "", SO_SECTION_CONVERSATIONS, LIST | TALK },
  { "thread.spam", N_("Spam"), "exclam", SO_SECTION_CONVERSATIONS, LIST | TALK },
  { "thread.bin", N_("Move to Bin"), "numbersign|Delete", SO_SECTION_CONVERSATIONS, LIST | TALK },
  { "thread.reopen", N_("Back to Inbox"), "", SO_SECTION_CONVERSATIONS, LIST | TALK },
  { "list.show-new", N_("Show What Is New"), "period", SO_SECTION_CONVERSATIONS, LIST },
  { "thread.select", N_("Select"), "x", SO_SECTION_CONVERSATIONS, LIST },
  { "thread.select-all", N_("Select All"), "asterisk|<Control>a", SO_SECTION_CONVERSATIONS, LIST },
  { "thread.extend-next", N_("Select Downwards"), "<Shift>j|<Shift>Down", SO_SECTION_CONVERSATIONS, LIST, TRUE },
  { "thread.extend-previous", N_("Select Upwards"), "<Shift>k|<Shift>Up", SO_SECTION_CONVERSATIONS, LIST, TRUE },
  { "split.next", N_("Next Tab"), "<Control>Tab|<Control>Page_Down", SO_SECTION_CONVERSATIONS, LIST, TRUE },
  { "split.previous", N_("Previous Tab"), "<Control><Shift>Tab|<Control>Page_Up", SO_SECTION_CONVERSATIONS, LIST, TRUE },
  { "split.to-approve", N_("Tab To Approve"), "<Alt>1", SO_SECTION_CONVERSATIONS, LIST },
  { "split.urgent", N_("Tab Urgent"), "<Alt>2", SO_SECTION_CONVERSATIONS, LIST },
  { "split.hot", N_("Tab Hot"), "<Alt>3", SO_SECTION_CONVERSATIONS, LIST },
  { "split.unread", N_("Tab Unread"), "<Alt>4", SO_SECTION_CONVERSATIONS, LIST },
  { "split.waiting", N_("Tab Waiting"), "<Alt>5", SO_SECTION_CONVERSATIONS, LIST },
  { "split.snoozed", N_("Tab Snoozed"), "<Alt>6", SO_SECTION_CONVERSATIONS, LIST },
  { "order.due", N_("Order: Most Urgent First"), "", SO_SECTION_CONVERSATIONS, LIST },
  { "order.newest", N_("Order: Newest First"), "", SO_SECTION_CONVERSATIONS, LIST },
  { "order.channel", N_("Order: By Channel"), "", SO_SECTION_CONVERSATIONS, LIST },
  { "split.all", N_("Tab All"), "<Alt>7", SO_SECTION_CONVERSATIONS, LIST },

  { "draft.approve", N_("Approve"), "a", SO_SECTION_DRAFT, TALK },
  { "draft.approve-stay", N_("Approve and Stay"), "<Shift>a", SO_SECTION_DRAFT, TALK },
  { "draft.approve-done", N_("Approve and Mark as Done"), "<Shift><Control>Return|<Shift><Control>KP_Enter", SO_SECTION_DRAFT, TALK },
  { "draft.send-later", N_("Send Later"), "<Shift>h", SO_SECTION_DRAFT, TALK },
  { "draft.edit", N_("Edit"), "Return|KP_Enter", SO_SECTION_DRAFT, TALK },
  { "draft.send", N_("Approve the Edited Text"), "<Control>Return|<Control>KP_Enter", SO_SECTION_DRAFT, TALK },
  { "draft.discard", N_("Discard"), "d", SO_SECTION_DRAFT, TALK },
  { "draft.redo", N_("Redo"), "n", SO_SECTION_DRAFT, TALK },
  { "draft.previous-version", N_("Previous Version"), "bracketleft", SO_SECTION_DRAFT, TALK },
  { "draft.next-version", N_("Next Version"), "bracketright", SO_SECTION_DRAFT, TALK },
  { "draft.shorter", N_("Shorter"), "1", SO_SECTION_DRAFT, TALK },
  { "draft.warmer", N_("Warmer"), "2", SO_SECTION_DRAFT, TALK },
  { "draft.offer", N_("With an Offer"), "3", SO_SECTION_DRAFT, TALK },
  { "draft.question", N_("With a Question"), "4", SO_SECTION_DRAFT, TALK },
  { "draft.why", N_("Why"), "i", SO_SECTION_DRAFT, TALK },
  { "draft.reply", N_("Write Your Own Reply"), "r", SO_SECTION_DRAFT, TALK },
  { "draft.reply-all", N_("Reply to All of the Mail"), "<Shift>r", SO_SECTION_DRAFT, TALK },
  { "draft.sender", N_("Answer From Another Number"), "f|<Control><Shift>f", SO_SECTION_DRAFT, TALK },
  { "draft.way-next", N_("Answer by Another Channel or Number"), "<Control><Shift>Down", SO_SECTION_DRAFT, TALK },
  { "draft.way-previous", N_("Answer by the Channel Before"), "<Control><Shift>Up", SO_SECTION_DRAFT, TALK },
  { "draft.suggested", N_("Do What Is Suggested"), "o", SO_SECTION_DRAFT, TALK },
  { "draft.template", N_("Send a Template"), "semicolon|<Control><Shift>t", SO_SECTION_DRAFT, TALK },

  { "read.page-down", N_("Scroll Down"), "space|Page_Down", SO_SECTION_READING, TALK, TRUE },
  { "read.page-up", N_("Scroll Up"), "<Shift>space|Page_Up", SO_SECTION_READING, TALK, TRUE },
  { "read.play", N_("Play or Pause the Recording"), "<Control>space", SO_SECTION_READING, TALK },
  { "read.play-next", N_("Play the Next Recording"), "<Control><Shift>space", SO_SECTION_READING, TALK },
  { "read.details", N_("Contact Details"), "F9", SO_SECTION_READING, TALK },
  { "read.analysis", N_("What the Conversation Says"), "<Shift>i", SO_SECTION_READING, TALK },

  { "schedule.next", N_("Next Class"), "j", SO_SECTION_SCHEDULE, WEEK, TRUE },
  { "schedule.previous", N_("Previous Class"), "k", SO_SECTION_SCHEDULE, WEEK, TRUE },
  { "schedule.move", N_("Move the Class"), "m", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.edit", N_("Edit the Class"), "e", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.copy", N_("Copy the Class"), "c", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.suggest", N_("Suggest Places"), "s", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.roll", N_("Roll Call"), "r", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.bookings", N_("Bookings"), "b", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.substitute", N_("Find a Substitute"), "<Shift>s", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.menu", N_("Menu of the Class"), "<Shift>F10|Menu", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.plan", N_("Plan the Week"), "<Shift>p", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.conflicts", N_("Conflicts of the Week"), "<Shift>c", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.week-next", N_("Next Week"), "n", SO_SECTION_SCHEDULE, WEEK, TRUE },
  { "schedule.week-previous", N_("Previous Week"), "p", SO_SECTION_SCHEDULE, WEEK, TRUE },
  { "schedule.today", N_("This Week"), "t", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.day", N_("Show One Day"), "d", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.week", N_("Show the Week"), "w", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.lanes", N_("Rooms, Teachers, or Together"), "l", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.save", N_("Save the Week as a Picture or PDF"), "<Control>s", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.print", N_("Print the Week"), "<Control>p", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.import", N_("Import a Calendar or a Table"), "", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.export", N_("Export as a Calendar (.ics) or a Table (.csv)"), "", SO_SECTION_SCHEDULE, WEEK },
  { "schedule.zoom-in", N_("Zoom In"), "<Control>plus|<Control>equal|<Control>KP_Add", SO_SECTION_SCHEDULE, WEEK, TRUE },
  { "schedule.zoom-out", N_("Zoom Out"), "<Control>minus|<Control>KP_Subtract", SO_SECTION_SCHEDULE, WEEK, TRUE },
  { "schedule.zoom-normal", N_("Normal Size"), "<Control>0|<Control>KP_0", SO_SECTION_SCHEDULE, WEEK },

  { "call.next", N_("Next Call"), "j", SO_SECTION_CALLS, CALLS, TRUE },
  { "call.previous", N_("Previous Call"), "k", SO_SECTION_CALLS, CALLS, TRUE },
  { "call.voicemail", N_("Hear the Next Voicemail"), "n", SO_SECTION_CALLS, CALLS },
  { "call.play", N_("Play or Pause the Recording"), "space|<Control>space", SO_SECTION_CALLS, CALLS },
  { "call.back", N_("Call Back"), "t", SO_SECTION_CALLS, CALLS },
  { "call.write", N_("Write a Message"), "r", SO_SECTION_CALLS, CALLS },
  { "call.conversation", N_("Open the Conversation"), "o", SO_SECTION_CALLS, CALLS },
  { "call.person", N_("Open the Person"), "p", SO_SECTION_CALLS, CALLS },
  { "call.who", N_("Say Who It Was"), "w", SO_SECTION_CALLS, CALLS },
  { "call.task", N_("Make a Task of It"), "d", SO_SECTION_CALLS, CALLS },
  { "call.book", N_("Link a Booking"), "b", SO_SECTION_CALLS, CALLS },
  { "call.stage", N_("Stage of the Lead"), "m", SO_SECTION_CALLS, CALLS },
  { "call.filter", N_("Which Calls"), "f", SO_SECTION_CALLS, CALLS },
  { "call.list", N_("List Calls"), "<Alt>1", SO_SECTION_CALLS, CALLS },
  { "call.numbers", N_("Numbers of Calls"), "<Alt>2", SO_SECTION_CALLS, CALLS },

  { "analytics.overview", N_("Tab Overview"), "<Alt>1", SO_SECTION_ANALYTICS, SO_SCOPE_ANALYTICS },
  { "analytics.calls", N_("Tab Calls"), "<Alt>2", SO_SECTION_ANALYTICS, SO_SCOPE_ANALYTICS },
  { "analytics.appointments", N_("Tab Appointments"), "<Alt>3", SO_SECTION_ANALYTICS, SO_SCOPE_ANALYTICS },
  { "analytics.growth", N_("Tab Growth"), "<Alt>4", SO_SECTION_ANALYTICS, SO_SCOPE_ANALYTICS },
  { "analytics.clients", N_("Tab Clients"), "<Alt>5", SO_SECTION_ANALYTICS, SO_SCOPE_ANALYTICS },
  { "analytics.period", N_("Period"), "f", SO_SECTION_ANALYTICS, SO_SCOPE_ANALYTICS },
};

const SoAction *
so_actions (guint *n)
{
  *n = G_N_ELEMENTS (actions);
  return actions;
}

const SoAction *
so_action_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].id, id))
      return &actions[i];
  return NULL;
}

const char *
so_action_label (const SoAction *action)
{
  return _(action->label);
}

const char *
so_section_label (SoSection section)
{
  static const char *const labels[SO_N_SECTIONS] = {
    N_("General"), N_("Go To"), N_("Conversations"), N_("Draft"), N_("Reading"), N_("Knowledge"), N_("Decisions"), N_("Leads"), N_("Schedule"),
    N_("Calls"), N_("Analytics"),
  };

  return _(labels[section]);
}

GStrv
so_action_dup_keys (const SoAction *action)
{
  return so_key_dup_labels (so_bindings_get_keys (so_bindings_in_force (), action));
}

static void
describe (GtkWidget *widget, const SoAction *action)
{
  g_auto (GStrv) keys = so_action_dup_keys (action);
  g_autofree char *tooltip = keys[0] ? g_strdup_printf ("%s (%s)", so_action_label (action), keys[0]) : g_strdup (so_action_label (action));

  gtk_widget_set_tooltip_text (widget, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, keys[0] ? keys[0] : "", -1);
}

/* Every widget that names a key, so that it can name another one: widget → SoAction, both borrowed. */
static GHashTable *described;

static void
on_widget_gone (gpointer unused, GObject *widget)
{
  g_hash_table_remove (described, widget);
}

static void
on_bindings_changed (gpointer unused)
{
  GHashTableIter iter;
  gpointer widget, action;

  g_hash_table_iter_init (&iter, described);
  while (g_hash_table_iter_next (&iter, &widget, &action))
    describe (widget, action);
}

void
so_action_describe (GtkWidget *widget, const char *id)
{
  const SoAction *action = so_action_find (id);

  g_return_if_fail (action);
  if (!described)
    {
      described = g_hash_table_new (NULL, NULL);
      so_bindings_watch (on_bindings_changed, NULL);
    }
  if (!g_hash_table_contains (described, widget))
    g_object_weak_ref (G_OBJECT (widget), on_widget_gone, NULL);
  g_hash_table_insert (described, widget, (gpointer) action);
  describe (widget, action);
}
