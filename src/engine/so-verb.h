/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* Everything small that an owner does to a conversation or a draft: the same verbs behind keys,
 * buttons, the palette and studioctl. */
typedef enum {
  SO_VERB_DONE,            /* thread */
  SO_VERB_REOPEN,          /* thread: back to the inbox, from done, spam, bin or snoozed */
  SO_VERB_SNOOZE,          /* thread; argument: RFC 3339 time */
  SO_VERB_STAR,            /* thread */
  SO_VERB_UNSTAR,          /* thread */
  SO_VERB_READ,            /* thread; not undoable: it follows from looking */
  SO_VERB_UNREAD,          /* thread */
  SO_VERB_SPAM,            /* thread */
  SO_VERB_BIN,             /* thread */
  SO_VERB_TAG,             /* thread; argument: name of the tag */
  SO_VERB_UNTAG,           /* thread; argument: name of the tag */
  SO_VERB_PRIORITY,        /* thread; argument: "URGENT" … "LOW": what the owner says, until the customer writes again */
  SO_VERB_STAGE,           /* contact; argument: "NEW" … "CONVERTED", or "LOST" and why ("LOST price"), the place on the lead board */
  SO_VERB_TAG_CONTACT,     /* contact; argument: name of the tag */
  SO_VERB_UNTAG_CONTACT,   /* contact; argument: name of the tag */
  SO_VERB_RENAME_CONTACT,  /* contact; argument: name */
  SO_VERB_NOTE_CONTACT,    /* contact; argument: the notes */
  SO_VERB_CONSENT,         /* contact; argument: "withdrawn service * note", see so-consent-verbs.h */
  SO_VERB_PROPOSE,         /* thread: make a draft from what the studio knows; result: draft id, NULL if nothing fits */
  SO_VERB_WRITE,           /* thread; argument: text. The owner's own draft (a new one, or the open one takes this text); result: draft id */
  SO_VERB_SENDER,          /* thread; argument: id of the account that answers this person from now on (so-senders.h) */
  SO_VERB_TEMPLATE,        /* thread; argument: see so-message-template-verbs.h. The open draft, or a new one, is that template; result: draft id */
  SO_VERB_EDIT,            /* draft; argument: text */
  SO_VERB_WAY,             /* draft; argument: "next", "previous" or a channel: it leaves by another way (so-way-verbs.h); result: to where */
  SO_VERB_COPIES,          /* draft of a mail; argument: who else gets it, "ana@example.org bcc: ben@example.org", "" nobody */
  SO_VERB_LEAVE,           /* draft: the caret left the editor */
  SO_VERB_REDO,            /* draft; argument: what to change ("shorter", "in German", "parking"), or NULL for another version */
  SO_VERB_VERSION,         /* draft; argument: "previous" or "next" text that it has had */
  SO_VERB_APPROVE,         /* draft: queued until the undo window is over; argument: how ("key 1830": with a key, after 1830 ms), or NULL */
  SO_VERB_APPROVE_BATCH,   /* drafts, ids with spaces between, at most 25, all or none; result: how many */
  SO_VERB_SCHEDULE,        /* draft; argument: RFC 3339 time at which it shall leave */
  SO_VERB_ACKNOWLEDGE,     /* draft; argument: nicks of warnings the owner has seen (so_check_reason()), spaces between */
  SO_VERB_ATTACH,          /* draft; argument: path of a file, which is copied */
  SO_VERB_DETACH,          /* draft; argument: id of the attachment */
  SO_VERB_SEND_HELD,       /* id: a reason ("app_was_closed"): all that is held for it is approved again; result: how many */
  SO_VERB_CONFIRM_COPY,    /* id: "here". This folder is the active copy of the studio: it may send */
  SO_VERB_DISCARD,         /* draft; argument: "1" to "8" */
  SO_VERB_RECALL,          /* draft: out of the outbox, back to edited */
  SO_VERB_SEND_AGAIN,      /* draft that failed, is held, is scheduled or may have been sent: queued again, as a new approval */
  SO_VERB_SENT_ALREADY,    /* draft that may have been sent: the owner says it was */
  SO_VERB_SAVE_SETTING,    /* id: key; argument: value */
  SO_VERB_STANDING_ON,     /* id: nick of a standing approval; refused with a sentence where it may not be */
  SO_VERB_STANDING_OFF,    /* id: the same */
  SO_VERB_STANDING_TEXT,   /* id: the same; argument: its words ("": the default): a new version, off until it is switched on again */
  SO_VERB_PAUSE,           /* id: "standing": nothing goes out by itself */
  SO_VERB_RESUME,          /* id: "standing" */
  SO_VERB_SET_HOURS,       /* id: "hours"; argument: JSON as in so-hours.h, "" forgets them */
  SO_VERB_RULE_SAVE,       /* id: of a rule, or "new"; argument: JSON of so-rule.h with its name; result: its id */
  SO_VERB_RULE_ON,         /* id: of a rule */
  SO_VERB_RULE_OFF,        /* id: of a rule */
  SO_VERB_RULE_DELETE,     /* id: of a rule */
  SO_VERB_FOLLOW_UPS_SAVE, /* id: of follow-ups, or "new"; argument: {"name": …, "steps": JSON of so-sequence.h}; result: their id */
  SO_VERB_FOLLOW_UPS_DELETE, /* id: of follow-ups */
  SO_VERB_FOLLOW_UPS_START, /* thread; argument: id or name of follow-ups */
  SO_VERB_FOLLOW_UPS_STOP, /* thread: all that run with this person */
  SO_VERB_DETAIL_ACCEPT,   /* id: of a finding (so-insight.h) about a person; argument: "replace" where something else stands there, or NULL */
  SO_VERB_DETAIL_DISMISS,  /* id: of any finding */
  SO_VERB_TASK_FROM,       /* id: of a finding that is an action; result: id of the task */
  SO_VERB_TRIAL_BOOK,      /* contact; argument: a time, and on a second line the class; result: its id */
  SO_VERB_TRIAL_STATE,     /* id: of a trial class; argument: "attended", "no-show", "cancelled", "booked" */
  SO_VERB_TRIAL_CONVERT,   /* id: of a trial class: the person became a customer */
  SO_VERB_TASK_ADD,        /* contact; argument: what is to be done, and on a second line when, as below; result: its id */
  SO_VERB_TASK_DUE,        /* id: of a task; argument: its day, "2026-11-24", "fri 9", RFC 3339, or "none" */
  SO_VERB_TASK_DONE,       /* id: of a task */
  SO_VERB_TASK_REOPEN,     /* id: of a task */
  SO_VERB_TASK_REMOVE,     /* id: of a task */
  SO_VERB_MERGE,           /* contact; argument: JSON, as all below in so-people-verbs.h */
  SO_VERB_UNMERGE,         /* id: who was merged, or whom somebody was merged into; result: who is themselves again */
  SO_VERB_APART,           /* contact; argument: id of somebody else whom no suggestion calls the same from now on */
  SO_VERB_SPLIT,           /* contact; argument: JSON; result: whose the address is now */
  SO_VERB_MOVE_MESSAGE,    /* id: of a message; argument: id of the person it is of */
  SO_VERB_MOVE_MESSAGE_TO_NEW, /* id: of a message; argument: name of a new person it is of; result: their id */
  SO_VERB_NOTE_ADD,        /* contact; argument: the text; result: its id */
  SO_VERB_NOTE_SET,        /* id: of a note; argument: the text */
  SO_VERB_NOTE_REMOVE,     /* id: of a note */
  SO_VERB_HOUSEHOLD_JOIN,  /* contact; argument: JSON; result: the household's id */
  SO_VERB_HOUSEHOLD_LEAVE, /* contact; argument: the household's id */
  SO_VERB_REFERRAL,        /* contact; argument: id of who sent them, or "" */
  SO_VERB_HOUSEHOLD_RENAME, /* id: of a household; argument: name */
  SO_VERB_FIELD,           /* contact; argument: JSON: the value of a custom field */
  SO_VERB_FIELD_KIND,      /* id: name of a custom field, or "new"; argument: JSON; result: its name */
  SO_VERB_FIELD_KIND_REMOVE, /* id: its name */
  SO_VERB_FILTER_SAVE,     /* id: its name; argument: what is typed to find people (so-people-filter.h); result: its id */
  SO_VERB_FILTER_REMOVE,   /* id: of a saved filter */
  SO_VERB_KEEP_FILE,       /* contact; argument: path of a file, which is copied; result: its id */
  SO_VERB_DROP_FILE,       /* id: of a file of a person */
  SO_VERB_ROOM_SAVE, /* id: of a room, or "new"; argument: JSON, as all below in so-schedule-verbs.h; result: its id */
  SO_VERB_ROOM_REMOVE, /* id: of a room */
  SO_VERB_TEACHER_SAVE, /* id: of a teacher, or "new"; argument: JSON; result: its id */
  SO_VERB_TEACHER_REMOVE, /* id: of a teacher */
  SO_VERB_TEACHER_DAY, /* id: of a teacher; argument: JSON: other hours on some days */
  SO_VERB_CLASS_SAVE, /* id: of a class, or "new"; argument: JSON; result: its id */
  SO_VERB_CLASS_REMOVE, /* id: of a class */
  SO_VERB_TERM_SAVE, /* id: of a term, or "new"; argument: JSON; result: its id */
  SO_VERB_TERM_REMOVE, /* id: of a term */
  SO_VERB_TERM_COPY, /* id: of a term; argument: JSON; result: id of the new one */
  SO_VERB_CLOSURE_SAVE, /* id: of a closure, or "new"; argument: JSON; result: its id */
  SO_VERB_CLOSURE_REMOVE, /* id: of a closure: what it closed takes place again */
  SO_VERB_SERIES_ADD, /* id: of a class; argument: JSON; result: ids of the series, one a line */
  SO_VERB_SESSION_EDIT, /* id: of a session (so-session.h); argument: JSON; result: JSON, who is to be told */
  SO_VERB_SESSION_CANCEL, /* id: of a session; argument: JSON; result: JSON */
  SO_VERB_SESSION_RESTORE, /* id: of a session: it takes place as its series says; result: JSON */
  SO_VERB_SESSION_KEEP, /* id: of a session: it takes place although it is closed then; result: JSON */
  SO_VERB_PLAN_APPLY, /* id: a day of the week; argument: JSON, as all of these; result: JSON, what changed */
  SO_VERB_SUBSTITUTE_ASK, /* id: of a session; argument: JSON: whom; result: JSON, what that makes */
  SO_VERB_SCHEDULE_IMPORT, /* id: path of a file (.ics, .csv); argument: JSON, or NULL; result: JSON (so-schedule-import.h) */
  SO_VERB_BOOK, /* contact; argument: JSON; result: id of the booking */
  SO_VERB_ENROL, /* contact; argument: JSON: all sessions of a series; result: JSON, how many */
  SO_VERB_BOOKING_CANCEL, /* id: of a booking; result: JSON, to whom the place is offered */
  SO_VERB_BOOKING_CALL, /* id: of a booking; argument: "attended", "late", "no-show", "excused", "booked" */
  SO_VERB_BOOKING_WAIVE, /* id: of a booking; argument: why */
  SO_VERB_BOOKING_ACCEPT, /* id: of a booking; argument: "anyway", or NULL */
  SO_VERB_BOOKING_PLACE, /* id: of a booking; argument: place on the waitlist */
  SO_VERB_WAITLIST_OFFER, /* id: of a session; result: JSON */
  SO_VERB_WAITLIST_CHAIN, /* draft that offers a place; argument: as of SO_VERB_APPROVE: approved, also for who waits next (so-waitlist-chain.h) */
  SO_VERB_WAITLIST_STOP, /* id: of a session: nobody is offered a place there without being asked any more */
  SO_VERB_CREDIT_ADD, /* contact; argument: JSON; result: its id */
  SO_VERB_CALL_BOOK,       /* id: of a call; argument: id of the booking that was made because of it, or NULL (so-call-tell.h) */
  SO_VERB_TELL_MAIL_ASK,   /* id: the owner's address, to which a code goes, or "none" (so-tell-mail-verbs.h) */
  SO_VERB_TELL_MAIL_CONFIRM, /* id: that code */
  SO_VERB_TELL_TEXT_ASK,   /* id: the owner's telephone number, to which a code goes, or "none" (so-tell-text.h) */
  SO_VERB_TELL_TEXT_CONFIRM, /* id: that code */
  SO_VERB_TELL_TEXT_TRY,   /* one goes there now */
  SO_VERB_TELL_MAIL_REPORT, /* id: a week ("2026-W47"): its report goes to the owner by mail */
  SO_VERB_PUT_BACK,        /* id: number of a notice (so-share-notices.h): what was here before somebody else's change, as a change of one's own */
  SO_VERB_KEEP_THEIRS,     /* id: the same: it was seen, and stays as it is */
  SO_VERB_UNDO,            /* id NULL: the newest step, or the newest recallable message; result: what was undone, NULL if nothing */
  SO_N_VERBS,
} SoVerb;

/* Blocking. *@result (may be NULL) is yours; errors are sentences for the owner. */
gboolean so_studio_do (SoStudio *studio, SoVerb verb, const char *id, const char *argument, char **result, GError **error);

/* The same on the worker thread, in the order of the calls. */
void so_studio_do_async (SoStudio *studio, SoVerb verb, const char *id, const char *argument,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* The result as above (NULL is no failure: look at @error). */
char *so_studio_do_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
