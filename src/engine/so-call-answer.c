/* SPDX-License-Identifier: MIT */
#include "so-call-answer.h"

#include "so-assistant-settings.h"
#include "so-capability.h"
#include "so-drafter.h"
#include "so-drafts.h"
#include "so-events.h"
#include "so-fill.h"
#include "so-never-auto.h"
#include "so-reply-templates.h"
#include "so-standing.h"
#include "so-talk.h"
#include "so-threads.h"
#include "so-trials.h"
#include "so-ways.h"

#include <string.h>

#define ORIGIN "call"

/* To customers, in their language: not translated with the window. */
static const struct { const char *language, *missed, *voicemail; } tongues[] = {
  { "en", "Hi {first name|there}, sorry that we missed your call. How can we help?", "Hi {first name|there}, thank you for your message on our voicemail. We will get back to you." },
  { "de", "Hallo {first name|zusammen}, leider haben wir deinen Anruf verpasst. Wie können wir helfen?", "Hallo {first name|zusammen}, danke für deine Nachricht auf unserer Mailbox. Wir melden uns." },
  { "es", "Hola {first name|}, sentimos no haber podido atender tu llamada. ¿En qué podemos ayudarte?", "Hola {first name|}, gracias por tu mensaje en el buzón de voz. Te responderemos." },
  { "fr", "Bonjour {first name|}, désolés d’avoir manqué votre appel. Comment pouvons-nous vous aider ?", "Bonjour {first name|}, merci pour votre message vocal. Nous vous répondrons." },
  { "pt", "Olá {first name|}, lamentamos não ter atendido a sua chamada. Como podemos ajudar?", "Olá {first name|}, obrigado pela sua mensagem de voz. Vamos responder." },
};

const char *
so_call_answer_text (gboolean voicemail, const char *language)
{
  guint tongue = 0;

  for (guint i = 0; language && i < G_N_ELEMENTS (tongues); i++)
    if (!strcmp (tongues[i].language, language))
      tongue = i;
  return voicemail ? tongues[tongue].voicemail : tongues[tongue].missed;
}

/* The owner's own words go before ours. */
static char *
dup_text (SoDb *db, gboolean voicemail, const char *language)
{
  g_autoptr (GPtrArray) own = so_reply_template_list (db, NULL);

  for (guint i = 0; own && i < own->len; i++)
    {
      const SoReplyTemplate *reply = own->pdata[i];

      if (!g_ascii_strcasecmp (reply->name, voicemail ? "Voicemail" : "Missed call"))
        return g_strdup (reply->text);
    }
  return g_strdup (so_call_answer_text (voicemail, language));
}

static char *
write_general (SoDb *db, const SoCall *call, GError **error)
{
  g_autoptr (SoThread) thread = so_thread_find (db, call->thread_id, error);
  gboolean voicemail = call->state == SO_CALL_VOICEMAIL;
  g_autofree char *language = so_trial_language (db, call->thread_id), *words = dup_text (db, voicemail, language), *text = NULL, *sources = NULL, *id = NULL;
  g_autoptr (SoFill) fill = thread ? so_fill_new (db, call->contact, NULL, language, error) : NULL;

  if (!fill || !so_origin_check (SO_ORIGIN_RULE, SO_EFFECT_PROPOSE, error))
    return NULL;
  text = so_fill_text (fill, words, NULL);
  so_fill_add_source (fill, ORIGIN, call->id, so_call_state_label (call->state, call->after_hours), 1);
  sources = so_fill_dup_sources (fill);
  id = so_draft_add (db, &(SoDraftNew) { .thread_id = call->thread_id, .text = text, .origin = ORIGIN, .sources = sources, .reply_to = call->message_id }, error);
  return id && so_event_log (db, "rule", "draft.proposed", "draft", id, NULL, error) ? g_steal_pointer (&id) : NULL;
}

/* It leaves by another way (so_draft_add()). */
static gboolean
write_answer (SoDb *db, const SoCall *call, GError **error)
{
  g_autofree char *said = so_talk_dup_said (db, call->message_id), *id = NULL;
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoDraft) open = so_draft_of_thread (db, call->thread_id, &failed);

  if (!failed && said && !so_never_auto_needs_person (said))
    id = so_drafter_propose (db, call->thread_id, TRUE, &failed);
  if (!failed && !id && !open && !(said && so_never_auto_needs_person (said)) && !so_draft_is_reply (db, call->thread_id, call->message_id))
    id = write_general (db, call, &failed);
  return !failed || (g_propagate_error (error, g_steal_pointer (&failed)), FALSE);
}

gboolean
so_call_answer_propose (SoDb *db, const SoCall *call, GError **error)
{
  g_autoptr (GPtrArray) ways = NULL;

  if (so_call_is_anonymous (call->number) || so_assistant_is_manual (db))
    return TRUE;
  ways = so_way_list (db, call->thread_id, error);
  return ways && (!so_way_after_call (ways) || write_answer (db, call, error));
}

gboolean
so_call_answer_withdraw (SoDb *db, const char *thread_id, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoDraft) open = so_draft_of_thread (db, thread_id, &failed);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (!so_standing_withdraw (db, thread_id, error))
    return FALSE;
  return !open || open->state != SO_DRAFT_PROPOSED || so_draft_step (db, open->id, SO_DRAFT_EVENT_ANSWERED, "answered_elsewhere", NULL, error);
}
