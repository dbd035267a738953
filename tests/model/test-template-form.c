/* SPDX-License-Identifier: MIT */
#include "so-message-template.h"
#include "so-template-form.h"

#include "so-error.h"

#include <string.h>

#define BODY(text) "{\"type\":\"BODY\",\"text\":\"" text "\"}"

static SoTemplateForm *
parse (const char *components)
{
  SoTemplateForm *form = so_template_form_new (components);

  g_assert_nonnull (form);
  return form;
}

/* "body.1=Mark(Hi ) link0.1": place, name, example and what stands before. */
static char *
list_gaps (SoTemplateForm *form)
{
  static const char *const places[] = { "header", "body", "link", "code" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < so_template_form_get_n_gaps (form); i++)
    {
      const SoTemplateGap *gap = so_template_form_get_gap (form, i);

      g_string_append_printf (out, "%s%s", out->len ? " " : "", places[gap->place]);
      if (gap->place >= SO_TEMPLATE_LINK)
        g_string_append_printf (out, "%u", gap->button);
      g_string_append_printf (out, ".%s", gap->name);
      if (gap->example)
        g_string_append_printf (out, "=%s", gap->example);
    }
  return g_string_free_and_steal (out);
}

static void
test_gaps (void)
{
  static const struct {
    const char *components, *gaps;
  } cases[] = {
    { "[" BODY ("See you!") "]", "" },
    { "[" BODY ("Hi {{1}}, {{2}}") "]", "body.1 body.2" },
    { "[" BODY ("{{2}} before {{1}}, {{2}} again") "]", "body.1 body.2" },
    { "[" BODY ("Hi {{first_name}} at {{studio}}") "]", "body.first_name body.studio" },
    { "[" BODY ("Hi {{ 1 }}") "]", "body.1" },
    { "[" BODY ("Not one: {{}} {{a b}} {1} {{1}") "]", "" },
    { "[{\"type\":\"BODY\",\"text\":\"Hi {{1}}, {{2}}\",\"example\":{\"body_text\":[[\"Mark\",\"FALL25\"]]}}]", "body.1=Mark body.2=FALL25" },
    { "[{\"type\":\"BODY\",\"text\":\"Hi {{who}}\",\"example\":{\"body_text_named_params\":[{\"param_name\":\"who\",\"example\":\"Ana\"}]}}]", "body.who=Ana" },
    { "[{\"type\":\"header\",\"format\":\"text\",\"text\":\"For {{1}}\",\"example\":{\"header_text\":[\"Ana\"]}}," BODY ("{{1}}") "]", "header.1=Ana body.1" },
    { "[" BODY ("x") ",{\"type\":\"BUTTONS\",\"buttons\":[{\"type\":\"QUICK_REPLY\",\"text\":\"Yes\"},{\"type\":\"URL\",\"text\":\"Book\",\"url\":\"https://a.example/{{1}}\"},"
      "{\"type\":\"COPY_CODE\",\"example\":\"TEN\"}]}]", "link1.1 code2.code=TEN" },
    { "[" BODY ("{{1}}") ",7,null,{\"type\":7},{\"text\":\"x\"}]", "body.1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SoTemplateForm) form = parse (cases[i].components);
      g_autofree char *gaps = list_gaps (form);

      g_assert_cmpstr (gaps, ==, cases[i].gaps);
      g_assert_null (so_template_form_get_hindrance (form));
      g_assert_null (so_template_form_get_gap (form, 99));
    }
}

static void
test_not_a_form (void)
{
  static const char *const bad[] = { NULL, "", "{}", "[", "[]", "[{\"type\":\"HEADER\",\"text\":\"x\"}]", "[{\"type\":\"BODY\"}]", "[{\"type\":\"BODY\",\"text\":7}]" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (so_template_form_new (bad[i]));
}

#define FULL "[{\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"For {{1}}\"}," BODY ("Hi {{1}}, see you {{2}}! {{1}}?") ",{\"type\":\"FOOTER\",\"text\":\"Salsa Norte\"}," \
  "{\"type\":\"BUTTONS\",\"buttons\":[{\"type\":\"QUICK_REPLY\",\"text\":\"Yes\"},{\"type\":\"URL\",\"text\":\"Book\",\"url\":\"https://a.example/{{1}}\"}]}]"

static void
test_preview (void)
{
  static const char *const all[] = { "you", "Ana", "on Tuesday", "t7" }, *const some[] = { NULL, "{{2}}", "", NULL };
  g_autoptr (SoTemplateForm) form = parse (FULL);
  g_autofree char *whole = so_template_form_preview (form, all), *part = so_template_form_preview (form, some);

  g_assert_cmpstr (whole, ==, "For you\n\nHi Ana, see you on Tuesday! Ana?\n\nSalsa Norte\n\n[Yes]\n[Book] https://a.example/t7");
  /* What a customer is called is put in as it is, and never filled in itself. */
  g_assert_cmpstr (part, ==, "For {{1}}\n\nHi {{2}}, see you {{2}}! {{2}}?\n\nSalsa Norte\n\n[Yes]\n[Book] https://a.example/{{1}}");
}

static void
test_write (void)
{
  static const char *const all[] = { "you", "Ana", "on Tuesday", "t7" }, *const named_values[] = { "Ana" }, *const code[] = { "TEN" };
  g_autoptr (SoTemplateForm) form = parse (FULL), named = parse ("[" BODY ("Hi {{who}}") "]"), plain = parse ("[" BODY ("Hi") "]");
  g_autoptr (SoTemplateForm) coupon = parse ("[" BODY ("x") ",{\"type\":\"BUTTONS\",\"buttons\":[{\"type\":\"COPY_CODE\"}]}]");
  g_autoptr (GError) error = NULL;
  g_autofree char *message = so_template_form_write (form, "hi", "de", all, &error), *again = so_template_form_write (form, "hi", "de", all, &error);
  g_autofree char *who = so_template_form_write (named, "hi", "en_US", named_values, &error), *none = so_template_form_write (plain, "p", "en", all, &error);
  g_autofree char *copied = so_template_form_write (coupon, "c", "en", code, &error);
  g_auto (GStrv) back = so_template_form_read (form, message), empty = so_template_form_read (form, "{}");

  g_assert_no_error (error);
  g_assert_cmpstr (message, ==, again);
  g_assert_cmpstr (message, ==, "{\"name\":\"hi\",\"language\":\"de\",\"components\":[{\"type\":\"header\",\"parameters\":[{\"type\":\"text\",\"text\":\"you\"}]},"
                   "{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"text\":\"Ana\"},{\"type\":\"text\",\"text\":\"on Tuesday\"}]},"
                   "{\"type\":\"button\",\"sub_type\":\"url\",\"index\":\"1\",\"parameters\":[{\"type\":\"text\",\"text\":\"t7\"}]}]}");
  g_assert_cmpstr (who, ==, "{\"name\":\"hi\",\"language\":\"en_US\",\"components\":[{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"parameter_name\":\"who\",\"text\":\"Ana\"}]}]}");
  g_assert_cmpstr (none, ==, "{\"name\":\"p\",\"language\":\"en\",\"components\":[]}");
  g_assert_cmpstr (copied, ==, "{\"name\":\"c\",\"language\":\"en\",\"components\":[{\"type\":\"button\",\"sub_type\":\"copy_code\",\"index\":\"0\","
                   "\"parameters\":[{\"type\":\"coupon_code\",\"coupon_code\":\"TEN\"}]}]}");
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_cmpstr (back[i], ==, all[i]);
  g_assert_cmpuint (g_strv_length (empty), ==, 4);
  g_assert_cmpstr (empty[3], ==, "");
}

/* Meta would take these, and refuse them afterwards. */
static void
test_bad_values (void)
{
  static const char *const bad[] = { NULL, "", "  ", "two\nlines", "a\ttab", "a     gap", "{{1}}", "\r" };
  g_autoptr (SoTemplateForm) form = parse ("[" BODY ("Hi {{1}}") "]");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (so_template_form_write (form, "hi", "en", &bad[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_assert_nonnull (so_template_form_check_value (bad[i]));
    }
  g_assert_null (so_template_form_check_value ("Ana {1} 💃"));
}

static void
test_hindrances (void)
{
  static const struct {
    const char *status, *reason, *category, *components, *says;
  } cases[] = {
    { "APPROVED", NULL, "UTILITY", "[" BODY ("Hi") "]", NULL },
    { "PENDING", NULL, "UTILITY", "[" BODY ("Hi") "]", "day" },
    { "PAUSED", NULL, "UTILITY", "[" BODY ("Hi") "]", "paused" },
    { "DISABLED", NULL, "UTILITY", "[" BODY ("Hi") "]", "switched" },
    { "REJECTED", "INVALID_FORMAT", "UTILITY", "[" BODY ("Hi") "]", "{{1}}" },
    { "REJECTED", "SOMETHING_NEW", "UTILITY", "[" BODY ("Hi") "]", "refused" },
    { "FLYING", NULL, "UTILITY", "[" BODY ("Hi") "]", "FLYING" },
    { "APPROVED", NULL, "AUTHENTICATION", "[" BODY ("Hi") "]", "codes" },
    { "APPROVED", NULL, "UTILITY", "nonsense", "understand" },
    { "APPROVED", NULL, "UTILITY", "[" BODY ("Hi") ",{\"type\":\"HEADER\",\"format\":\"IMAGE\"}]", "picture" },
    { "APPROVED", NULL, "UTILITY", "[" BODY ("Hi") ",{\"type\":\"CAROUSEL\",\"cards\":[]}]", "part" },
    { "APPROVED", NULL, "UTILITY", "[" BODY ("Hi") ",{\"type\":\"BUTTONS\",\"buttons\":[{\"type\":\"FLOW\"}]}]", "button" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoMessageTemplate template = { .name = (char *) "hi", .language = (char *) "en", .category = (char *) cases[i].category, .status = (char *) cases[i].status,
                                     .reason = (char *) cases[i].reason, .components = (char *) cases[i].components };
      g_autofree char *why = so_message_template_dup_hindrance (&template);

      if (!cases[i].says)
        g_assert_null (why);
      else if (!why || !strstr (why, cases[i].says))
        g_error ("%s: %s", cases[i].status, why);
      g_assert_nonnull (so_message_template_status_label (&template));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/template-form/gaps", test_gaps);
  g_test_add_func ("/model/template-form/not-a-form", test_not_a_form);
  g_test_add_func ("/model/template-form/preview", test_preview);
  g_test_add_func ("/model/template-form/write", test_write);
  g_test_add_func ("/model/template-form/bad-values", test_bad_values);
  g_test_add_func ("/model/template-form/hindrances", test_hindrances);
  return g_test_run ();
}
