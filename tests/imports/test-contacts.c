/* SPDX-License-Identifier: MIT */
#include "import-sink.h"

#include <string.h>

#include "so-error.h"
#include "so-import-private.h"

/* "Ana|phone=+49 30 123456|email=a@x|b=1980-01-31|n=note|t=a,b|s=new|id=7" */
static char *
shown (SoCard *card)
{
  GString *out = g_string_new (card->name);

  for (guint i = 0; i < card->identities->len; i++)
    {
      SoIdentity *identity = g_ptr_array_index (card->identities, i);
      g_string_append_printf (out, "|%s=%s", so_identity_kind_nick (identity->kind), identity->value);
    }
  if (card->birthday)
    g_string_append_printf (out, "|b=%s", card->birthday);
  if (card->notes)
    g_string_append_printf (out, "|n=%s", card->notes);
  if (card->tags)
    {
      g_autofree char *tags = g_strjoinv (",", card->tags);
      g_string_append_printf (out, "|t=%s", tags);
    }
  if (card->stage)
    g_string_append_printf (out, "|s=%s", card->stage);
  if (card->source_id)
    g_string_append_printf (out, "|id=%s", card->source_id);
  if (card->source)
    g_string_append_printf (out, "|from=%s", card->source);
  for (guint i = 0; i < card->fields->len; i += 2)
    g_string_append_printf (out, "|f:%s=%s", (char *) card->fields->pdata[i], (char *) card->fields->pdata[i + 1]);
  return g_string_free_and_steal (out);
}

static char *
all_shown (TestSink *sink)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < sink->cards->len; i++)
    {
      g_autofree char *card = shown (g_ptr_array_index (sink->cards, i));
      g_string_append_printf (out, "%s%s", i ? "\n" : "", card);
    }
  return g_string_free_and_steal (out);
}

typedef struct {
  const char *text;
  const char *cards;   /* a line each; NULL: an error */
  guint skipped;
} Row;

static const Row vcards[] = {
  { "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Garc\303\255a\r\nN:Garc\303\255a;Ana;;;\r\nTEL;TYPE=CELL:+49 171 1234567\r\nEMAIL:a@x.org\r\n"
    "BDAY:1980-01-31\r\nNOTE:one\\, two\\nthree\r\nCATEGORIES:Tango,Kids\r\nUID:7\r\nEND:VCARD\r\n",
    "Ana García|phone=+49 171 1234567|email=a@x.org|b=1980-01-31|n=one, two\nthree|t=Tango,Kids|id=7", 0 },
  { "BEGIN:VCARD\nVERSION:4.0\nFN:Bo\nTEL;VALUE=uri;TYPE=\"voice,home\":tel:+1-418-656-9254;ext=102\nEMAIL;PREF=1:mailto:bo@x.org\nBDAY:--0131\nEND:VCARD\n",
    "Bo|phone=+1-418-656-9254|email=bo@x.org|b=--01-31", 0 },
  { "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg\nNOTE;QUOTED-PRINTABLE:long=\n er line\nTEL;HOME:030/123456\nEND:VCARD\n",
    "Jörg Müller|phone=030/123456|n=long er line", 0 },
  { "BEGIN:VCARD\nitem1.TEL:030 123456\nitem2.X-ABLabel:x\nN:;;;;\nORG:Studio One;Hall\nFN:\nEND:VCARD", "Studio One|phone=030 123456", 0 },
  { "BEGIN:VCARD\nFN:Fol\n ded\n\tname\nTEL:1\nTEL:call mum\nEND:VCARD", "Foldedname|n=1\ncall mum", 0 },
  { "BEGIN:VCARD\nFN:A\nTEL:030 123456\nTEL:030 123456\nBEGIN:VCARD\nFN:B\nEND:VCARD\n", "A|phone=030 123456\nB", 0 },
  { "BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:Agent\nEND:VCARD\nTEL:030 123456\nEND:VCARD\n", "A|phone=030 123456", 0 },
  { "BEGIN:VCARD\nFN:A\nKIND:group\nEND:VCARD\nBEGIN:VCARD\nNOTE:nobody\nEND:VCARD\nBEGIN:VCARD\nFN:cut", "cut", 3 },
  { "BEGIN:VCARD\nFN:\374mlaut\nPHOTO;ENCODING=b:AAAA\n BBBB\nX-SOCIALPROFILE;type=instagram:https://instagram.com/ana.g\nBDAY:16040131\nEND:VCARD",
    "ümlaut|instagram=ana.g", 1 },
  { "nonsense\n:x\n;\nBEGIN:VCARD\n;;:\nFN:A\nEND:VCARD\nEND:VCARD\n", "A", 0 },
};

static const Row tables[] = {
  { "Name,Phone,Email,Notes\nAna,030 123456,a@x.org,\"one,\n\"\"two\"\"\"\n\nBo,,bo@x.org,\n", "Ana|phone=030 123456|email=a@x.org|n=one,\n\"two\"\nBo|email=bo@x.org", 0 },
  { "Vorname;Nachname;Mobiltelefon;E-Mail-Adresse;Geburtstag\r\nAna;M\374ller;0171 1234567;a@x.org;31.01.1980\r\n",
    "Ana Müller|phone=0171 1234567|email=a@x.org|b=1980-01-31", 0 },
  { "Nombre\tApellidos\tTeléfono\tCorreo electrónico\tEtiquetas\nAna\tGarcía\t600 123 456\ta@x.org\tnuevo; tango\n", "Ana García|phone=600 123 456|email=a@x.org|t=nuevo,tango", 0 },
  { "Nom;Prénom;Portable\nDupont;Ana;06 12 34 56 78\n", "Ana Dupont|phone=06 12 34 56 78", 0 },
  { "Nome,Sobrenome,Celular,Status\nAna,Silva,11 91234-5678,Ativo\n", "Ana Silva|phone=11 91234-5678|f:Status=Ativo", 0 },
  { "\357\273\277First Name,Middle Name,Last Name,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
    "Ana,M,G,--01-31,hi,* myContacts ::: Tango ::: * friends,Work,a@x.org ::: b@x.org,Mobile,+49 171 1234567\n",
    "Ana M G|email=a@x.org|email=b@x.org|phone=+49 171 1234567|b=--01-31|n=hi|t=Tango,friends", 0 },
  { "First Name,Last Name,E-mail Address,E-mail 2 Address,Mobile Phone,Business Phone,Categories\nAna,G,a@x,b@x,0171 1234567,030 123456 / 030 654321,VIP\n",
    "Ana G|email=a@x|email=b@x|phone=0171 1234567|phone=030 123456|phone=030 654321|t=VIP", 0 },
  { "Client ID,Client Name,Cell Phone,Instagram,Status\n100,\"G, Ana\",(555) 123-4567,@ana.g,Active\n", "G, Ana|phone=(555) 123-4567|instagram=ana.g|id=100|f:Status=Active", 0 },
  { "Name,City\nAna,Berlin\n,Nowhere\n", "Ana", 2 },
  { "Name,Stage,Fax\nAna,Trial Scheduled,1\nBo,lost,\nCy,regular,\n", "Ana|s=TRIAL_SCHEDULED\nBo|s=LOST\nCy|f:Stage=regular", 1 },
  { "Name,Phone\nAna,030 123456,beyond\n", "Ana|phone=030 123456", 1 },
  { "Name,Notes\n'=1+1,'@home\n''=x,'quoted'\n=cmd|'/c calc'!A0,-\n", "=1+1|n=@home\n'=x|n='quoted'\n=cmd|'/c calc'!A0|n=-", 0 },
  { "Name,Notes\n\"Ana,open\nBo,next\n", "\"Ana|n=open\nBo|n=next", 0 },
  { "Name,Notes\nAn\"a,x\"y\n", "An\"a|n=x\"y", 0 },
  { "Name,Phone\nAna,\"030 123456; 0171 1234567\nask mum\"\n", "Ana|phone=030 123456|phone=0171 1234567|n=ask mum", 0 },
  { "sep=;\r\nName;Email\r\nAna;a@x.org\r\n", "Ana|email=a@x.org", 0 },
  { "Vorname,Weitere Vornamen,Nachname,E-Mail-Adresse,E-Mail: Angezeigter Name\nAna,Bea,G,a@x.org,Ana (a@x.org)\n", "Ana Bea G|email=a@x.org", 0 },
  { "Nome;Cognome;Indirizzo posta elettronica;Data di nascita\nAna;G;a@x.org;31/01/1980\n", "Ana G|email=a@x.org|b=1980-01-31", 0 },
  { "Voornaam;Tussenvoegsel;Achternaam;Mobiel\nAna;de;Vries;06 12345678\n", "Ana de Vries|phone=06 12345678", 0 },
  { "Imię;Nazwisko;Telefon komórkowy\nAna;Nowak;600 111 222\n", "Ana Nowak|phone=600 111 222", 0 },
  { "Ad;Soyad;E-posta\nAyşe;G;a@x.org\n", "Ayşe G|email=a@x.org", 0 },
  { "Имя;Фамилия;Эл. почта;Телефон\nАнна;Г;a@x.org;900 111-22-33\n", "Анна Г|email=a@x.org|phone=900 111-22-33", 0 },
  { "氏名,メール,電話番号\n山田 花子,a@x.org,090-1111-2222\n", "山田 花子|email=a@x.org|phone=090-1111-2222", 0 },
  { "Förnamn;Efternamn;E-post\nAna;Berg;a@x.org\n", "Ana Berg|email=a@x.org", 0 },
  { "a,b\n1,2\n", NULL, 0 },
  { "Name", "", 0 },
};

static void
check (const Row *rows, guint n, SoImportKind kind)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TestSink) sink = test_sink_new ();
      g_autofree char *path = test_file ("contacts", rows[i].text, -1);
      g_autoptr (GError) error = NULL;
      g_autofree char *cards = NULL;

      g_test_message ("%u", i);
      g_assert_cmpint (test_run (sink, path, kind, &error), ==, rows[i].cards != NULL);
      if (!rows[i].cards)
        {
          g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
          continue;
        }
      cards = all_shown (sink);
      g_assert_cmpstr (cards, ==, rows[i].cards);
      g_assert_cmpuint (sink->skipped->len, ==, rows[i].skipped);
    }
}

static void
test_vcards (void)
{
  check (vcards, G_N_ELEMENTS (vcards), SO_IMPORT_VCARD);
}

static void
test_tables (void)
{
  check (tables, G_N_ELEMENTS (tables), SO_IMPORT_CSV);
}

/* Every row cut at every byte: never a crash, never an error that is not a sentence. */
static void
test_truncated (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vcards) + G_N_ELEMENTS (tables); i++)
    {
      gboolean card = i < G_N_ELEMENTS (vcards);
      const char *text = card ? vcards[i].text : tables[i - G_N_ELEMENTS (vcards)].text;
      for (gsize n = 0; n <= strlen (text); n++)
        {
          g_autoptr (TestSink) sink = test_sink_new ();
          g_autofree char *path = test_file ("cut", text, n);
          g_autoptr (GError) error = NULL;
          if (!test_run (sink, path, card ? SO_IMPORT_VCARD : SO_IMPORT_CSV, &error))
            g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
        }
    }
}

static void
test_utf16 (void)
{
  static const char *const charsets[] = { "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (TestSink) sink = test_sink_new ();
      gsize n;
      g_autofree char *bytes = g_convert (i < 2 ? "\357\273\277Name\tPhone\r\nJörg\t030 123456\r\n" : "Name\tPhone\r\nJörg\t030 123456\r\n", -1, charsets[i % 2], "UTF-8", NULL, &n, NULL);
      g_autofree char *path = test_file ("utf16.csv", bytes, n);
      g_autofree char *cards = NULL;

      g_assert_cmpint (so_import_detect (path, NULL), ==, SO_IMPORT_CSV);
      g_assert_true (test_run (sink, path, SO_IMPORT_CSV, NULL));
      cards = all_shown (sink);
      g_assert_cmpstr (cards, ==, "Jörg|phone=030 123456");
    }
}

/* A line of 8 MB, NUL bytes and a quote that never ends: the rows around them stay. */
static void
test_hostile (void)
{
  static const struct { const char *before, *after; SoImportKind kind; } files[] = {
    { "Name,Notes\nfirst,x\n\"", "\nlast,y\n", SO_IMPORT_CSV },
    { "BEGIN:VCARD\nFN:first\nEND:VCARD\nBEGIN:VCARD\nFN:mid\nNOTE:", "\nEND:VCARD\nBEGIN:VCARD\nFN:last\nEND:VCARD\n", SO_IMPORT_VCARD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (TestSink) sink = test_sink_new ();
      g_autoptr (GString) text = g_string_new (files[i].before);
      g_autofree char *path = NULL;

      while (text->len < 8 * 1024 * 1024)
        g_string_append_len (text, "spam\0\377 and more spam and more spam and more", 43);
      g_string_append (text, files[i].after);
      path = test_file ("hostile", text->str, text->len);
      g_assert_true (test_run (sink, path, files[i].kind, NULL));
      g_assert_cmpuint (sink->cards->len, ==, 3 - (files[i].kind == SO_IMPORT_CSV));
      g_assert_cmpuint (sink->skipped->len, ==, 1);
      g_assert_cmpstr (((SoCard *) sink->cards->pdata[0])->name, ==, "first");
      g_assert_cmpstr (((SoCard *) sink->cards->pdata[sink->cards->len - 1])->name, ==, "last");
    }
}

/* A name of a page, two hundred columns, NUL bytes in a name: the line and why. */
static void
test_odd_rows (void)
{
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autoptr (GString) text = g_string_new ("Name");
  g_autofree char *path = NULL;

  for (guint i = 1; i < 200; i++)
    g_string_append_printf (text, ";Column %u", i);
  g_string_append (text, "\n\n");
  for (guint i = 0; i < 600; i++)
    g_string_append (text, "lo");
  g_string_append (text, "\n\nAn");
  g_string_append_c (text, 0);
  g_string_append (text, "na;x\n");
  path = test_file ("odd", text->str, text->len);
  g_assert_true (test_run (sink, path, SO_IMPORT_CSV, NULL));
  g_assert_cmpuint (sink->cards->len, ==, 1);
  g_assert_cmpstr (((SoCard *) sink->cards->pdata[0])->name, ==, "Anna");
  g_assert_cmpuint (((SoCard *) sink->cards->pdata[0])->line, ==, 5);
  g_assert_cmpstr (sink->skipped->pdata[0], ==, "line 3: What stands in “Name” is too long for a person.");
  g_assert_cmpuint (sink->skipped->len, ==, 2);
}

/* What the owner says of columns holds, of one or of all of a name; what she does not say is guessed. */
static void
test_map (void)
{
  static const char table[] = "Who,Tel,Hair,Hair,Status\nAna,030 123456,red,short,regular\nBo,,,long,\n";
  static const struct { const char *map[5], *cards; guint skipped; } rows[] = {
    { { "Who=name", NULL }, "Ana|phone=030 123456|f:Status=regular\nBo", 2 },
    { { "who=name", "HAIR=field", "Status=tags", NULL }, "Ana|phone=030 123456|t=regular|f:Hair=red|f:Hair=short\nBo|f:Hair=long", 0 },
    { { "#1=name", "#3=out", "#4=source", "Status=out", NULL }, "Ana|phone=030 123456|from=short\nBo|from=long", 0 },
    { { "Eyes=name", NULL }, NULL, 0 }, { { "Who", NULL }, NULL, 0 }, { { "Who=colour", NULL }, NULL, 0 }, { { "#6=name", NULL }, NULL, 0 },
    { { "Tel=out", NULL }, NULL, 0 },
  };
  g_autofree char *path = test_file ("map.csv", table, -1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TestSink) sink = test_sink_new ();
      SoImportSource source = { .path = path, .kind = SO_IMPORT_CSV, .country = "49", .map = rows[i].map };
      g_autoptr (GError) error = NULL;
      g_autofree char *cards = NULL;

      g_assert_cmpint (test_run_source (sink, &source, &error), ==, rows[i].cards != NULL);
      cards = all_shown (sink);
      g_assert_cmpstr (cards, ==, rows[i].cards ? rows[i].cards : "");
      g_assert_cmpuint (sink->skipped->len, ==, rows[i].skipped);
    }
}

/* What is shown of the columns before anything is read. */
static void
test_columns (void)
{
  g_autofree char *path = test_file ("columns.csv", "sep=;\nName;Hair;Name\nAna;;x\nBo;red;\n", -1), *again = test_file ("again.csv", "NAME;hair;name\n", -1);
  const char *const map[] = { "Hair=field", NULL };
  g_autoptr (GPtrArray) columns = so_import_table_columns (path, map, NULL), other = so_import_table_columns (again, NULL, NULL);
  g_autofree char *key = so_import_columns_key (columns), *same = so_import_columns_key (other);
  g_auto (GStrv) said = so_import_columns_map (columns);
  SoImportColumn *hair = columns->pdata[1], *name = columns->pdata[0];

  g_assert_cmpuint (columns->len, ==, 3);
  g_assert_cmpstr (name->samples[0], ==, "Ana");
  g_assert_cmpstr (name->samples[1], ==, "Bo");
  g_assert_null (name->samples[2]);
  g_assert_cmpint (name->kind, ==, SO_COLUMN_NAME);
  g_assert_cmpint (hair->kind, ==, SO_COLUMN_FIELD);
  g_assert_cmpstr (hair->samples[0], ==, "red");
  g_assert_cmpstr (key, ==, same);
  g_assert_cmpuint (g_strv_length (said), ==, 1);
  g_assert_cmpstr (said[0], ==, "#2=field");
}

static const struct {
  const char *text;
  gboolean month_first;
  const char *date;
} birthdays[] = {
  { "1980-01-31", FALSE, "1980-01-31" }, { "19800131", FALSE, "1980-01-31" },   { "1980-01-31T00:00:00Z", FALSE, "1980-01-31" },
  { "31.1.1980", FALSE, "1980-01-31" },  { "1/31/1980", FALSE, "1980-01-31" },  { "1/2/1980", FALSE, "1980-02-01" },
  { "1/2/1980", TRUE, "1980-01-02" },    { "31/1/80", FALSE, "1980-01-31" },    { "--0131", FALSE, "--01-31" },
  { "--02-29", FALSE, "--02-29" },       { "1604-01-31", FALSE, "--01-31" },    { "30.2.1980", FALSE, NULL },
  { "soon", FALSE, NULL },               { "", FALSE, NULL },                   { "99999999999", FALSE, NULL },
  { "1980", FALSE, NULL },               { "0000-00-00", FALSE, NULL },
};

static void
test_birthdays (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (birthdays); i++)
    {
      g_autofree char *date = so_import_birthday (birthdays[i].text, birthdays[i].month_first);
      g_test_message ("%s", birthdays[i].text);
      g_assert_cmpstr (date, ==, birthdays[i].date);
    }
}

static void
test_cancel (void)
{
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autofree char *path = test_file ("c.csv", "Name\nA\nB\n", -1);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (sink->cancellable);
  g_assert_false (test_run (sink, path, SO_IMPORT_CSV, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contacts/vcards", test_vcards);
  g_test_add_func ("/contacts/tables", test_tables);
  g_test_add_func ("/contacts/truncated", test_truncated);
  g_test_add_func ("/contacts/utf16", test_utf16);
  g_test_add_func ("/contacts/hostile", test_hostile);
  g_test_add_func ("/contacts/odd-rows", test_odd_rows);
  g_test_add_func ("/contacts/map", test_map);
  g_test_add_func ("/contacts/columns", test_columns);
  g_test_add_func ("/contacts/birthdays", test_birthdays);
  g_test_add_func ("/contacts/cancel", test_cancel);
  return g_test_run ();
}
