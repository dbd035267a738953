/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "so-account.h"
#include "so-channel-kind.h"
#include "so-hit.h"
#include "so-identity.h"
#include "so-incoming.h"
#include "so-intent.h"
#include "so-part.h"
#include "so-profile.h"
#include "so-stage.h"
#include "so-thread.h"
#include "so-update.h"

/* The list as it was ordered: category by category. */
static const struct { const char *category; guint subs; const char *first; } categories[SO_N_CATEGORIES] = {
  { "INQUIRY", 5, "class_information" }, { "PRICING", 4, "fee_inquiry" }, { "BOOKING", 4, "new_enrollment" },
  { "SCHEDULING", 4, "reschedule_request" }, { "COMPLAINT", 4, "service_issue" }, { "FEEDBACK", 4, "positive_review" },
  { "GENERAL", 4, "greeting" }, { "URGENT", 4, "emergency_contact" },
};

static void
test_intents (void)
{
  guint n = 0, i = 0;
  const SoSubCategory *all = so_sub_categories (&n);

  g_assert_cmpuint (n, ==, SO_N_SUB_CATEGORIES);
  for (guint c = 0; c < G_N_ELEMENTS (categories); c++)
    {
      g_assert_cmpstr (all[i].nick, ==, categories[c].first);
      for (guint k = 0; k < categories[c].subs; k++, i++)
        {
          g_assert_cmpstr (all[i].category, ==, categories[c].category);
          g_assert_true (so_sub_category_find (all[i].nick) == &all[i]);
          g_assert_cmpuint (strlen (all[i].label), >, 3);
        }
    }
  g_assert_cmpuint (i, ==, n);
  g_assert_null (so_sub_category_find ("pricing"));
  g_assert_null (so_sub_category_find (""));
  g_assert_null (so_sub_category_find (NULL));
  g_assert_nonnull (so_sub_categories (NULL));
}

static void
test_channels (void)
{
  static const struct { const char *text; int kind; } rows[] = {
    { "whatsapp", SO_CHANNEL_WHATSAPP }, { "WhatsApp", SO_CHANNEL_WHATSAPP }, { "wa", SO_CHANNEL_WHATSAPP }, { "ig", SO_CHANNEL_INSTAGRAM },
    { "email", SO_CHANNEL_MAIL }, { "Gmail", SO_CHANNEL_MAIL }, { "e-mail", SO_CHANNEL_MAIL }, { "sms", SO_CHANNEL_SMS },
    { "phone", SO_CHANNEL_CALL }, { "web", SO_CHANNEL_WEB }, { "practice", SO_CHANNEL_LOOPBACK }, { "messenger", SO_CHANNEL_MESSENGER },
    { "", -1 }, { "fax", -1 }, { "mai", -1 }, { NULL, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoChannelKind kind = SO_N_CHANNELS;

      g_assert_cmpint (so_channel_kind_parse (rows[i].text, &kind), ==, rows[i].kind >= 0);
      g_assert_cmpint (kind, ==, rows[i].kind >= 0 ? rows[i].kind : SO_N_CHANNELS);
    }
  for (SoChannelKind kind = 0; kind < SO_N_CHANNELS; kind++)
    {
      SoChannelKind back = SO_N_CHANNELS;

      g_assert_true (so_channel_kind_parse (so_channel_kind_nick (kind), &back) && back == kind);
      g_assert_cmpuint (strlen (so_channel_kind_label (kind)), >, 2);
      g_assert_cmpuint (so_channel_kind_undo_seconds (kind), <=, 10);
    }
  g_assert_cmpuint (so_channel_kind_undo_seconds (SO_CHANNEL_MAIL), ==, 10);
  g_assert_cmpuint (so_channel_kind_undo_seconds (SO_CHANNEL_WHATSAPP), ==, 5);
  g_assert_cmpuint (so_channel_kind_undo_seconds (SO_CHANNEL_WEB), ==, 3);
}

static void
test_identities (void)
{
  static const struct { SoIdentityKind kind; const char *value, *country, *expected; } rows[] = {
    { SO_IDENTITY_PHONE, "0151 234567", "49", "+49151234567" }, { SO_IDENTITY_PHONE, "+49 (0)151 234567", NULL, "+49151234567" },
    { SO_IDENTITY_PHONE, "no Number", "49", "no number" }, { SO_IDENTITY_PHONE, "", "49", NULL }, { SO_IDENTITY_PHONE, NULL, "49", NULL },
    { SO_IDENTITY_EMAIL, " Anna@Example.ORG ", NULL, "anna@example.org" }, { SO_IDENTITY_EMAIL, "José@x.org", NULL, "josé@x.org" },
    { SO_IDENTITY_EMAIL, "  ", NULL, NULL }, { SO_IDENTITY_INSTAGRAM, "Anna.Dances", NULL, "anna.dances" },
    { SO_IDENTITY_ALIAS, " Priya   S. ", NULL, "priya s." }, { SO_IDENTITY_ALIAS, "JOSÉ", NULL, "jose" },
    { SO_IDENTITY_ALIAS, "\342\200\216\342\200\252", NULL, NULL }, { SO_IDENTITY_ALIAS, "0151 234567", "49", "0151 234567" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *normal = so_identity_normalise (rows[i].kind, rows[i].value, rows[i].country);
      g_assert_cmpstr (normal, ==, rows[i].expected);
    }
  for (SoIdentityKind kind = 0; kind < SO_N_IDENTITIES; kind++)
    {
      SoIdentityKind back = SO_N_IDENTITIES;
      g_assert_true (so_identity_kind_parse (so_identity_kind_nick (kind), &back) && back == kind);
    }
  g_assert_false (so_identity_kind_parse ("fax", &(SoIdentityKind) { 0 }));
  g_assert_false (so_identity_kind_parse (NULL, &(SoIdentityKind) { 0 }));
}

static void
test_parts (void)
{
  static const struct { const char *name, *mime; } names[] = {
    { "a.jpg", "image/jpeg" }, { "A.JPEG", "image/jpeg" }, { "voice.opus", "audio/ogg" }, { "a.b.pdf", "application/pdf" },
    { "noending", "application/octet-stream" }, { "jpg", "application/octet-stream" }, { ".", "application/octet-stream" },
    { "", "application/octet-stream" }, { NULL, "application/octet-stream" }, { "a.exe", "application/octet-stream" },
  };
  static const struct { const char *mime; SoPartKind kind; } mimes[] = {
    { "image/png", SO_PART_IMAGE }, { "IMAGE/PNG", SO_PART_IMAGE }, { "audio/ogg; codecs=opus", SO_PART_AUDIO }, { "Video/mp4", SO_PART_VIDEO },
    { "text/html", SO_PART_DOCUMENT }, { "imagefoo", SO_PART_DOCUMENT }, { "", SO_PART_DOCUMENT }, { NULL, SO_PART_DOCUMENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (so_part_mime_from_name (names[i].name), ==, names[i].mime);
  for (guint i = 0; i < G_N_ELEMENTS (mimes); i++)
    {
      g_autoptr (SoPart) part = so_part_new_file (mimes[i].mime, "x", NULL, 3);
      g_assert_cmpint (part->kind, ==, mimes[i].kind);
    }
  for (SoPartKind kind = 0; kind < SO_N_PARTS; kind++)
    {
      SoPartKind back = SO_N_PARTS;
      g_assert_true (so_part_kind_parse (so_part_kind_nick (kind), &back) && back == kind);
    }
  g_assert_false (so_part_kind_parse ("Text", &(SoPartKind) { 0 }));
}

static void
test_incoming_text (void)
{
  g_autoptr (SoIncoming) incoming = so_incoming_new (SO_CHANNEL_MAIL);
  g_autoptr (SoIncoming) other = so_incoming_ref (incoming);
  g_autofree char *none = so_incoming_dup_text (incoming), *some = NULL;

  g_assert_cmpstr (none, ==, "");
  g_ptr_array_add (incoming->parts, so_part_new_text ("a"));
  g_ptr_array_add (incoming->parts, so_part_new (SO_PART_IMAGE));
  g_ptr_array_add (incoming->parts, so_part_new_text (""));
  g_ptr_array_add (incoming->parts, so_part_new_text ("b\nc"));
  some = so_incoming_dup_text (incoming);
  g_assert_cmpstr (some, ==, "a\nb\nc");
}

static void
test_nicks (void)
{
  for (SoThreadState state = 0; state < SO_N_THREAD_STATES; state++)
    {
      SoThreadState back = SO_N_THREAD_STATES;
      g_assert_true (so_thread_state_parse (so_thread_state_nick (state), &back) && back == state);
    }
  for (SoSplit split = 0; split < SO_N_SPLITS; split++)
    {
      SoSplit back = SO_N_SPLITS;
      g_assert_true (so_split_parse (so_split_nick (split), &back) && back == split);
    }
  g_assert_false (so_thread_state_parse (NULL, &(SoThreadState) { 0 }) || so_split_parse ("", &(SoSplit) { 0 }));
  g_assert_cmpstr (so_split_nick (SO_SPLIT_TO_APPROVE), ==, "to-approve");
  g_assert_cmpstr (so_hit_kind_nick (SO_HIT_CONTACT), ==, "contact");
  g_assert_cmpuint (g_strv_length ((GStrv) so_profile_kinds ()), ==, 7);
  g_assert_true (so_profile_kind_is_known ("medspa"));
  g_assert_false (so_profile_kind_is_known ("bank") || so_profile_kind_is_known (NULL) || so_profile_kind_is_known (""));
}

/* Whatever order they are told in, and how often, the same holds in the end. */
static void
test_delivery (void)
{
  static const SoDelivery all[] = { SO_DELIVERY_SENT, SO_DELIVERY_FAILED, SO_DELIVERY_DELIVERED, SO_DELIVERY_READ };

  g_assert_cmpint (so_delivery_step (SO_DELIVERY_SENT, SO_DELIVERY_FAILED), ==, SO_DELIVERY_FAILED);
  g_assert_cmpint (so_delivery_step (SO_DELIVERY_DELIVERED, SO_DELIVERY_FAILED), ==, SO_DELIVERY_DELIVERED);
  g_assert_cmpint (so_delivery_step (SO_DELIVERY_READ, SO_DELIVERY_DELIVERED), ==, SO_DELIVERY_READ);
  for (guint i = 0; i < 4; i++)
    for (guint k = 0; k < 4; k++)
      g_assert_cmpint (so_delivery_step (all[i], all[k]), ==, so_delivery_step (all[k], all[i]));
}

static void
test_stages (void)
{
  SoStage stage;

  for (SoStage i = 0; i < SO_N_STAGES; i++)
    {
      g_assert_true (so_stage_parse (so_stage_nick (i), &stage));
      g_assert_cmpint (stage, ==, i);
      g_assert_cmpuint (strlen (so_stage_label (i)), >, 2);
    }
  g_assert_false (so_stage_parse ("new", &stage));
  g_assert_false (so_stage_parse ("", &stage));
  g_assert_false (so_stage_parse (NULL, &stage));
}

/* A setting that is missing, of another type, or in what is no object of settings is none. */
static void
test_account_settings (void)
{
  static const struct { const char *settings, *from; } rows[] = {
    { "{\"from\":\"+4930\"}", "+4930" }, { "{\"from\":\"\"}", "" }, { "{\"from\":1}", NULL }, { "{\"to\":\"+4930\"}", NULL },
    { "[\"from\"]", NULL },              { "{\"from\":", NULL },    { "", NULL },              { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SoAccount account = { .settings = (char *) rows[i].settings };
      g_autofree char *from = so_account_dup_setting (&account, "from");

      g_assert_cmpstr (from, ==, rows[i].from);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/intents", test_intents);
  g_test_add_func ("/model/channels", test_channels);
  g_test_add_func ("/model/identities", test_identities);
  g_test_add_func ("/model/parts", test_parts);
  g_test_add_func ("/model/incoming-text", test_incoming_text);
  g_test_add_func ("/model/nicks", test_nicks);
  g_test_add_func ("/kinds/delivery", test_delivery);
  g_test_add_func ("/kinds/stages", test_stages);
  g_test_add_func ("/kinds/account-settings", test_account_settings);
  return g_test_run ();
}
