/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-loopback.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-hash.h"
#include "so-json.h"
#include "so-text.h"

#include <glib/gi18n-lib.h>

#define AFTER_REPLY (-1)
#define MAX_LINES 1000

typedef struct {
  char *from;
  char *say;
  gint64 after;   /* seconds, or AFTER_REPLY */
} Line;

struct _SoLoopback {
  GObject parent;
  GPtrArray *script;      /* Line */
  SoSendOutcome answer;
  guint replies;
};

/* Where the talk is. As a cursor: "2/1/1763722167000". */
typedef struct {
  guint step;        /* lines said so far */
  guint replies;     /* sent when the last one was said */
  gint64 said_at;    /* ms */
} Talk;

/* A next customer comes two minutes after the last line. The third complains: what a studio never
 * answers without thinking. */
static const struct {
  const char *from;
  const char *say;
  gint64 after;
} built_in[] = {
  { "Priya S.", N_ ("Hi, what's the fee for %s?"), 0 },
  { "Priya S.", N_ ("Great, can I come on Tuesday?"), AFTER_REPLY },
  { "Priya S.", N_ ("Perfect. Where exactly are you?"), AFTER_REPLY },
  { "Priya S.", N_ ("Thank you, see you then!"), AFTER_REPLY },
  { "Raj M.", N_ ("Hello! Do you offer a trial class?"), 120 },
  { "Raj M.", N_ ("And what should I bring?"), AFTER_REPLY },
  { "Jo B.", N_ ("I was charged twice this month and want a refund."), 120 },
  { "Jo B.", N_ ("OK, thanks for looking into it."), AFTER_REPLY },
};

/* What a customer of each kind of studio asks for first; the first of them where the kind is not known. */
static const struct {
  const char *kind;
  const char *wish;
} wishes[] = {
  { "dance", N_ ("beginner salsa") }, { "yoga", N_ ("a yoga class for beginners") }, { "fitness", N_ ("a personal training") },
  { "music", N_ ("a piano lesson") }, { "salon", N_ ("a haircut") }, { "medspa", N_ ("a facial") },
  { "agency", N_ ("a small website") },
};

static void so_loopback_channel_init (SoChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoLoopback, so_loopback, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SO_TYPE_CHANNEL, so_loopback_channel_init))

static void
line_free (Line *line)
{
  g_free (line->from);
  g_free (line->say);
  g_free (line);
}

static void
add_line (GPtrArray *script, const char *from, const char *say, gint64 after)
{
  Line *line = g_new0 (Line, 1);

  line->from = g_strdup (from);
  line->say = g_strdup (say);
  line->after = after;
  g_ptr_array_add (script, line);
}

static gboolean
read_after (JsonObject *object, guint i, gint64 *after, GError **error)
{
  JsonNode *node = json_object_get_member (object, "after");

  *after = i ? AFTER_REPLY : 0;
  if (!node || !g_strcmp0 (so_json_string (object, "after"), "reply"))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return so_fail (error, SO_ERROR_CHANGE, _("Line %u of the practice script: “after” must be \"reply\" or a number of seconds"), i + 1);
  *after = CLAMP (json_node_get_int (node), 0, G_MAXINT32);
  return TRUE;
}

static gboolean
read_line (GPtrArray *script, JsonObject *object, guint i, GError **error)
{
  const char *say = object ? so_json_string (object, "say") : NULL;
  const char *from = object ? so_json_string (object, "from") : NULL;
  Line *before = i ? g_ptr_array_index (script, i - 1) : NULL;
  gint64 after;

  if (!say || !*say)
    return so_fail (error, SO_ERROR_CHANGE, _("Line %u of the practice script has no “say”"), i + 1);
  if (!read_after (object, i, &after, error))
    return FALSE;
  if (!from || !*from)
    from = before ? before->from : built_in[0].from;
  add_line (script, from, say, after);
  return TRUE;
}

static gboolean
read_script (GPtrArray *script, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);
  g_autofree char *data = NULL;
  gsize length;

  if (!info || g_file_info_get_size (info) > SO_JSON_MAX_BYTES || !g_file_load_contents (file, NULL, &data, &length, NULL, NULL))
    return so_fail (error, SO_ERROR_CHANGE, _("The practice script “%s” cannot be read: choose another file"), path);

  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) node = so_json_parse (data, length, 0, &why);

  if (!node || !JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) > MAX_LINES)
    return so_fail (error, SO_ERROR_CHANGE, _("The practice script “%s” is not a list of at most %d lines: %s"), path, MAX_LINES,
                    why ? why->message : "[{\"from\": …, \"say\": …}]");
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    if (!read_line (script, so_json_element (json_node_get_array (node), i), i, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_answer (const char *text, SoSendOutcome *answer, GError **error)
{
  static const char *const nicks[] = {
    [SO_SEND_ACCEPTED] = "accept", [SO_SEND_REFUSED] = "refuse", [SO_SEND_RETRY] = "retry", [SO_SEND_LOST] = "lose",
  };

  for (guint i = 0; text && i < G_N_ELEMENTS (nicks); i++)
    if (!g_strcmp0 (text, nicks[i]))
      return *answer = i, TRUE;
  return !text || so_fail (error, SO_ERROR_CHANGE, _("The practice account's “answer” must be accept, refuse, retry or lose"));
}

static void
parse_cursor (const char *cursor, Talk *talk)
{
  g_auto (GStrv) fields = g_strsplit (cursor ? cursor : "", "/", 3);
  guint64 step = 0, replies = 0;

  *talk = (Talk) { 0 };
  if (g_strv_length (fields) != 3 || !g_ascii_string_to_unsigned (fields[0], 10, 0, MAX_LINES, &step, NULL) ||
      !g_ascii_string_to_unsigned (fields[1], 10, 0, G_MAXUINT, &replies, NULL))
    return;
  talk->step = step;
  talk->replies = replies;
  g_ascii_string_to_signed (fields[2], 10, 0, G_MAXINT64, &talk->said_at, NULL);
}

static gboolean
is_due (const Line *line, const Talk *talk, guint replies, gint64 now)
{
  if (!talk->step)
    return TRUE;
  return line->after == AFTER_REPLY ? replies > talk->replies : now >= talk->said_at + line->after * 1000;
}

static SoIncoming *
say (const Line *line, guint step, gint64 now)
{
  SoIncoming *incoming = so_incoming_new (SO_CHANNEL_LOOPBACK);
  g_autofree char *key = so_text_fold (line->from);
  g_autofree char *hash = so_hash_strings (line->from, line->say, SO_HASH_END);

  /* Two practice accounts with scripts of their own must not take each other's lines for known. */
  incoming->remote_id = g_strdup_printf ("practice-%u-%.16s", step, hash);
  incoming->thread_key = g_strconcat (SO_LOOPBACK_THREADS, key, NULL);
  incoming->sent_at = now;
  incoming->sender = so_identity_new (SO_IDENTITY_LOOPBACK, key, line->from);
  g_ptr_array_add (incoming->parts, so_part_new_text (line->say));
  return incoming;
}

static gboolean
so_loopback_pull (SoChannel *channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more,
                  GCancellable *cancellable, GError **error)
{
  SoLoopback *self = SO_LOOPBACK (channel);
  gint64 now = so_now ();
  Talk talk;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  for (parse_cursor (cursor, &talk); talk.step < self->script->len; talk.step++)
    {
      const Line *line = g_ptr_array_index (self->script, talk.step);

      if (!is_due (line, &talk, self->replies, now))
        break;
      g_ptr_array_add (updates, so_update_new_message (say (line, talk.step, now)));
      talk.replies = self->replies;
      talk.said_at = now;
    }
  *next = g_strdup_printf ("%u/%u/%" G_GINT64_FORMAT, talk.step, talk.replies, talk.said_at);
  return TRUE;
}

static SoSendOutcome
so_loopback_send (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  SoLoopback *self = SO_LOOPBACK (channel);

  switch (self->answer)
    {
    case SO_SEND_REFUSED:
      so_fail (error, SO_ERROR_GIVE_UP, _("The practice account refuses everything: change its “answer”"));
      break;
    case SO_SEND_RETRY:
      so_fail (error, SO_ERROR_WAIT, _("The practice account is busy for ever: change its “answer”"));
      break;
    case SO_SEND_LOST:
      so_fail (error, SO_ERROR_WAIT, _("The practice account never answers: change its “answer”"));
      break;
    case SO_SEND_ACCEPTED:
    default:
      *remote_id = g_strdup_printf ("practice-%s", outgoing->tag);
      self->replies++;
    }
  return self->answer;
}

static void
add_built_in (GPtrArray *script, const char *kind)
{
  guint wish = 0;

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    if (!g_strcmp0 (kind, wishes[i].kind))
      wish = i;
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    {
      g_auto (GStrv) around = g_strsplit (_(built_in[i].say), "%s", 2);
      g_autofree char *line = g_strjoinv (_(wishes[wish].wish), around);

      add_line (script, built_in[i].from, line, built_in[i].after);
    }
}

static void
so_loopback_finalize (GObject *object)
{
  g_ptr_array_unref (SO_LOOPBACK (object)->script);

  G_OBJECT_CLASS (so_loopback_parent_class)->finalize (object);
}

static void
so_loopback_class_init (SoLoopbackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_loopback_finalize;
}

static void
so_loopback_channel_init (SoChannelInterface *iface)
{
  iface->pull = so_loopback_pull;
  iface->send = so_loopback_send;
}

static void
so_loopback_init (SoLoopback *self)
{
  self->script = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
}

SoLoopback *
so_loopback_new (const char *settings, GError **error)
{
  g_autoptr (SoLoopback) self = g_object_new (SO_TYPE_LOOPBACK, NULL);
  g_autoptr (JsonNode) node = settings ? so_json_parse (settings, -1, 0, error) : NULL;
  JsonObject *object = so_json_root (node);
  const char *path = object ? so_json_string (object, "script") : NULL;

  if (settings && !node)
    return NULL;
  if (object && !read_answer (so_json_string (object, "answer"), &self->answer, error))
    return NULL;
  if (path && !read_script (self->script, path, error))
    return NULL;
  if (!path)
    add_built_in (self->script, object ? so_json_string (object, "kind") : NULL);
  return g_steal_pointer (&self);
}

void
so_loopback_set_replies (SoLoopback *self, guint replies)
{
  g_return_if_fail (SO_IS_LOOPBACK (self));

  self->replies = replies;
}
