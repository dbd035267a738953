/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "so-error.h"
#include "so-import-csv-reader.h"
#include "so-phone.h"
#include "so-text.h"

typedef enum {
  FIELD_NONE,
  FIELD_IGNORED,    /* known, and of no use: "Phone 1 - Type" */
  FIELD_NAME,
  FIELD_FIRST,
  FIELD_MIDDLE,
  FIELD_LAST,
  FIELD_COMPANY,
  FIELD_PHONE,
  FIELD_EMAIL,
  FIELD_INSTAGRAM,
  FIELD_NOTES,
  FIELD_BIRTHDAY,
  FIELD_TAGS,
  FIELD_STAGE,
  FIELD_ID,
} Field;

/* Folded words that head a column, whole ("=") or anywhere in it; the first that fits counts. */
static const struct {
  const char *word;
  Field field;
} heads[] = {
  { "angezeigter name", FIELD_IGNORED }, { "mail-typ", FIELD_IGNORED }, { "nom complet de l'adresse", FIELD_IGNORED },
  { "type de messagerie", FIELD_IGNORED }, { "pantalla de correo", FIELD_IGNORED },
  { "tipo de correo", FIELD_IGNORED }, { "visualizzato posta", FIELD_IGNORED }, { "tipo posta", FIELD_IGNORED },
  { "=imie i nazwisko", FIELD_NAME }, { "=ad soyad", FIELD_NAME }, { "=adı soyadı", FIELD_NAME },
  { "=фио", FIELD_NAME }, { "=naam", FIELD_NAME }, { "=navn", FIELD_NAME }, { "=namn", FIELD_NAME },
  { "=nimi", FIELD_NAME }, { "=nev", FIELD_NAME }, { "=jmeno a prijmeni", FIELD_NAME }, { "氏名", FIELD_NAME },
  { "名前", FIELD_NAME }, { "姓名", FIELD_NAME }, { "이름", FIELD_NAME }, { "weitere vornamen", FIELD_MIDDLE },
  { "tussenvoegsel", FIELD_MIDDLE }, { "отчество", FIELD_MIDDLE }, { "messagerie", FIELD_EMAIL },
  { "posta elettronica", FIELD_EMAIL }, { "e-post", FIELD_EMAIL }, { "eposta", FIELD_EMAIL },
  { "sahkoposti", FIELD_EMAIL }, { "почта", FIELD_EMAIL }, { "メール", FIELD_EMAIL }, { "邮箱", FIELD_EMAIL },
  { "电子邮件", FIELD_EMAIL }, { "이메일", FIELD_EMAIL }, { "mobiel", FIELD_PHONE }, { "telefoon", FIELD_PHONE },
  { "=gsm", FIELD_PHONE }, { "телефон", FIELD_PHONE }, { "мобильн", FIELD_PHONE }, { "puhelin", FIELD_PHONE },
  { "電話", FIELD_PHONE }, { "携帯", FIELD_PHONE }, { "手机", FIELD_PHONE }, { "电话", FIELD_PHONE }, { "전화", FIELD_PHONE },
  { "nascita", FIELD_BIRTHDAY }, { "geboort", FIELD_BIRTHDAY }, { "urodzen", FIELD_BIRTHDAY },
  { "dogum", FIELD_BIRTHDAY }, { "рожден", FIELD_BIRTHDAY }, { "fodelse", FIELD_BIRTHDAY },
  { "fodsels", FIELD_BIRTHDAY }, { "syntyma", FIELD_BIRTHDAY }, { "narozen", FIELD_BIRTHDAY },
  { "szulet", FIELD_BIRTHDAY }, { "生年月日", FIELD_BIRTHDAY }, { "生日", FIELD_BIRTHDAY }, { "생년", FIELD_BIRTHDAY },
  { "voornaam", FIELD_FIRST }, { "=imie", FIELD_FIRST }, { "=ad", FIELD_FIRST }, { "=adı", FIELD_FIRST },
  { "fornamn", FIELD_FIRST }, { "fornavn", FIELD_FIRST }, { "etunimi", FIELD_FIRST }, { "=jmeno", FIELD_FIRST },
  { "keresztnev", FIELD_FIRST }, { "=имя", FIELD_FIRST }, { "=名", FIELD_FIRST }, { "cognome", FIELD_LAST },
  { "achternaam", FIELD_LAST }, { "nazwisko", FIELD_LAST }, { "soyad", FIELD_LAST }, { "efternamn", FIELD_LAST },
  { "efternavn", FIELD_LAST }, { "etternavn", FIELD_LAST }, { "sukunimi", FIELD_LAST }, { "prijmeni", FIELD_LAST },
  { "priezvisko", FIELD_LAST }, { "vezeteknev", FIELD_LAST }, { "фамилия", FIELD_LAST }, { "=姓", FIELD_LAST },
  { "uwagi", FIELD_NOTES }, { "notatk", FIELD_NOTES }, { "opmerking", FIELD_NOTES }, { "заметк", FIELD_NOTES },
  { "примечан", FIELD_NOTES }, { "備考", FIELD_NOTES }, { "anteckning", FIELD_NOTES }, { "merknad", FIELD_NOTES },
  { "- type", FIELD_IGNORED },     { "- label", FIELD_IGNORED },     { "yomi", FIELD_IGNORED },       { "phonetic", FIELD_IGNORED },
  { "mailing", FIELD_NONE },       { "mail type", FIELD_IGNORED },   { "mail display", FIELD_IGNORED }, { "e-mail opt", FIELD_IGNORED },
  { "email opt", FIELD_IGNORED },  { "photo", FIELD_IGNORED },       { "fax", FIELD_NONE },
  { "instagram", FIELD_INSTAGRAM },{ "=insta", FIELD_INSTAGRAM },    { "=ig", FIELD_INSTAGRAM },      { "=ig handle", FIELD_INSTAGRAM },
  { "mail", FIELD_EMAIL },         { "correo", FIELD_EMAIL },        { "courriel", FIELD_EMAIL },
  { "phone", FIELD_PHONE },        { "telefon", FIELD_PHONE },       { "mobil", FIELD_PHONE },        { "handy", FIELD_PHONE },
  { "cell", FIELD_PHONE },         { "celular", FIELD_PHONE },       { "movil", FIELD_PHONE },        { "telemovel", FIELD_PHONE },
  { "portable", FIELD_PHONE },     { "whatsapp", FIELD_PHONE },      { "=tel", FIELD_PHONE },         { "=tel.", FIELD_PHONE },
  { "=numero", FIELD_PHONE },      { "=number", FIELD_PHONE },       { "=nummer", FIELD_PHONE },      { "rufnummer", FIELD_PHONE },
  { "birth", FIELD_BIRTHDAY },     { "geburt", FIELD_BIRTHDAY },     { "nacimiento", FIELD_BIRTHDAY },{ "cumplean", FIELD_BIRTHDAY },
  { "naissance", FIELD_BIRTHDAY }, { "anniversaire", FIELD_BIRTHDAY },{ "nascimento", FIELD_BIRTHDAY },{ "aniversario", FIELD_BIRTHDAY },
  { "=dob", FIELD_BIRTHDAY },      { "d.o.b", FIELD_BIRTHDAY },
  { "first name", FIELD_FIRST },   { "=firstname", FIELD_FIRST },    { "first_name", FIELD_FIRST },   { "given name", FIELD_FIRST },
  { "=first", FIELD_FIRST },       { "vorname", FIELD_FIRST },       { "prenom", FIELD_FIRST },       { "primer nombre", FIELD_FIRST },
  { "primeiro nome", FIELD_FIRST },{ "nombre de pila", FIELD_FIRST },{ "middle name", FIELD_MIDDLE }, { "additional name", FIELD_MIDDLE },
  { "last name", FIELD_LAST },     { "=lastname", FIELD_LAST },      { "last_name", FIELD_LAST },     { "family name", FIELD_LAST },
  { "surname", FIELD_LAST },       { "=last", FIELD_LAST },          { "nachname", FIELD_LAST },      { "familienname", FIELD_LAST },
  { "apellido", FIELD_LAST },      { "nom de famille", FIELD_LAST }, { "sobrenome", FIELD_LAST },     { "apelido", FIELD_LAST },
  { "=nickname", FIELD_IGNORED },  { "file as", FIELD_IGNORED },     { "name prefix", FIELD_IGNORED },{ "name suffix", FIELD_IGNORED },
  { "company", FIELD_COMPANY },    { "organization name", FIELD_COMPANY }, { "=organization", FIELD_COMPANY }, { "firma", FIELD_COMPANY },
  { "empresa", FIELD_COMPANY },    { "societe", FIELD_COMPANY },
  { "=name", FIELD_NAME },         { "full name", FIELD_NAME },      { "fullname", FIELD_NAME },      { "full_name", FIELD_NAME },
  { "display name", FIELD_NAME },  { "client name", FIELD_NAME },    { "=client", FIELD_NAME },       { "=contact", FIELD_NAME },
  { "contact name", FIELD_NAME },  { "customer name", FIELD_NAME },  { "=customer", FIELD_NAME },     { "=kunde", FIELD_NAME },
  { "=nombre", FIELD_NAME },       { "nombre completo", FIELD_NAME },{ "nombre y apell", FIELD_NAME },{ "=nom", FIELD_NAME },
  { "nom complet", FIELD_NAME },   { "=nome", FIELD_NAME },          { "nome completo", FIELD_NAME }, { "=student", FIELD_NAME },
  { "=student name", FIELD_NAME }, { "=member", FIELD_NAME },        { "member name", FIELD_NAME },   { "=cliente", FIELD_NAME },
  { "note", FIELD_NOTES },         { "notiz", FIELD_NOTES },         { "bemerkung", FIELD_NOTES },    { "comment", FIELD_NOTES },
  { "kommentar", FIELD_NOTES },    { "notas", FIELD_NOTES },         { "remarque", FIELD_NOTES },     { "observa", FIELD_NOTES },
  { "comentario", FIELD_NOTES },
  { "=tags", FIELD_TAGS },         { "=tag", FIELD_TAGS },           { "=labels", FIELD_TAGS },       { "=label", FIELD_TAGS },
  { "group membership", FIELD_TAGS }, { "=groups", FIELD_TAGS },     { "categor", FIELD_TAGS },       { "kategorie", FIELD_TAGS },
  { "etiquet", FIELD_TAGS },       { "=gruppen", FIELD_TAGS },       { "=grupos", FIELD_TAGS },
  { "status", FIELD_STAGE },       { "=stage", FIELD_STAGE },        { "estado", FIELD_STAGE },       { "statut", FIELD_STAGE },
  { "=phase", FIELD_STAGE },
  { "=id", FIELD_ID },             { "client id", FIELD_ID },        { "customer id", FIELD_ID },     { "contact id", FIELD_ID },
  { "member id", FIELD_ID },       { "=uid", FIELD_ID },             { "kundennummer", FIELD_ID },    { "=mbo id", FIELD_ID },
};

typedef struct {
  const SoImportSource *source;
  SoImportSink *sink;
  Field *fields;
  GStrv titles;
  guint n;
  gboolean has_first, has_last, month_first;
  gboolean *lost;   /* a column that is not known had something in it */
} Run;

static void
run_clear (Run *run)
{
  g_free (run->fields);
  g_strfreev (run->titles);
  g_free (run->lost);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static Field
field_of (const char *title)
{
  g_autofree char *folded = so_text_fold (title);

  g_strstrip (folded);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      gboolean whole = heads[i].word[0] == '=';
      if (whole ? !strcmp (folded, heads[i].word + 1) : strstr (folded, heads[i].word) != NULL)
        return heads[i].field;
    }
  return FIELD_NONE;
}

/* Takes the first row as the heads of the columns; FALSE where none of them names a person. */
static gboolean
read_heads (Run *run, GStrv titles)
{
  gboolean useful = FALSE;

  run->titles = titles;
  run->n = g_strv_length (titles);
  run->fields = g_new0 (Field, run->n);
  run->lost = g_new0 (gboolean, run->n);
  for (guint i = 0; i < run->n; i++)
    {
      Field field = run->fields[i] = field_of (titles[i]);
      run->has_first |= field == FIELD_FIRST;
      run->has_last |= field == FIELD_LAST;
      useful |= field >= FIELD_NAME && field <= FIELD_INSTAGRAM;
    }
  return useful;
}

/* Several in one cell: "030 123456; 0171 1234567", Google's " ::: ", one on each line. */
static GStrv
several (const char *cell, const char *separators)
{
  g_autofree char *copy = g_strdup (cell);
  char *p;

  while ((p = strstr (copy, ":::")))
    memcpy (p, "\n\n\n", 3);
  g_strdelimit (copy, separators, '\n');
  return g_strsplit (copy, "\n", -1);
}

static void
add_note (SoCard *card, const char *note)
{
  g_autofree char *before = g_steal_pointer (&card->notes);

  card->notes = before ? g_strjoin ("\n", before, note, NULL) : g_strdup (note);
}

/* A "/" may part two numbers or stand in one ("030/123456"). */
static void
add_phone (Run *run, SoCard *card, char *text)
{
  g_autofree char *whole = so_phone_normalise (g_strstrip (text), run->source->country);
  g_auto (GStrv) halves = whole ? NULL : g_strsplit (text, "/", 2);

  if (whole)
    so_import_card_add (card, SO_IDENTITY_PHONE, text);
  else if (halves[0] && halves[1])
    {
      g_autofree char *first = so_phone_normalise (halves[0], NULL);
      g_autofree char *second = so_phone_normalise (halves[1], NULL);
      if (first && second)
        {
          so_import_card_add (card, SO_IDENTITY_PHONE, halves[0]);
          so_import_card_add (card, SO_IDENTITY_PHONE, halves[1]);
        }
      else
        add_note (card, text);
    }
  else if (*text)
    add_note (card, text);
}

static void
add_several (Run *run, SoCard *card, Field field, const char *cell)
{
  g_auto (GStrv) parts = several (cell, field == FIELD_EMAIL ? ",; " : ",;");

  for (guint i = 0; parts[i]; i++)
    if (field == FIELD_PHONE)
      add_phone (run, card, parts[i]);
    else if (strchr (parts[i], '@'))
      so_import_card_add (card, SO_IDENTITY_EMAIL, parts[i]);
    else if (*g_strstrip (parts[i]))
      add_note (card, parts[i]);
}

static void
add_tags (SoCard *card, const char *cell)
{
  g_auto (GStrv) parts = several (cell, ",;|");
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  gboolean any = card->tags != NULL;

  if (card->tags)
    g_strv_builder_addv (tags, (const char **) card->tags);
  for (guint i = 0; parts[i]; i++)
    {
      char *tag = g_strstrip (parts[i]);
      if (g_str_has_prefix (tag, "* "))
        tag += 2;   /* Google marks its own groups; these two say nothing */
      if (*tag && strcmp (tag, "myContacts") && strcmp (tag, "starred"))
        {
          g_strv_builder_add (tags, tag);
          any = TRUE;
        }
    }
  g_strfreev (card->tags);
  card->tags = any ? g_strv_builder_end (tags) : NULL;
}

/* The names of a row, before they are one. */
typedef struct {
  const char *full, *first, *middle, *last, *company;
} Names;

/* "Name" means the family name beside a "Vorname", and the first one beside "Apellidos". */
static char *
name_of (const Run *run, const Names *names)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *parts[4] = { names->first, names->middle, names->last, NULL };

  if (names->full && run->has_first && !run->has_last && (!names->first || !strstr (names->full, names->first)))
    parts[2] = names->full;
  else if (names->full && run->has_last && !run->has_first)
    parts[0] = names->full;
  else if (names->full)
    return g_strdup (names->full);
  for (guint i = 0; i < 3; i++)
    if (parts[i])
      g_string_append_printf (name, "%s%s", name->len ? " " : "", parts[i]);
  return name->len || !names->company ? g_string_free_and_steal (g_steal_pointer (&name)) : g_strdup (names->company);
}

static void
set_once (char **field, char *text)
{
  if (*field)
    g_free (text);
  else
    *field = text;
}

static void
read_cell (Run *run, SoCard *card, Names *names, guint column, const char *cell)
{
  char *text;

  switch (run->fields[column])
    {
    case FIELD_NAME: names->full = names->full ? names->full : cell; break;
    case FIELD_FIRST: names->first = names->first ? names->first : cell; break;
    case FIELD_MIDDLE: names->middle = cell; break;
    case FIELD_LAST: names->last = names->last ? names->last : cell; break;
    case FIELD_COMPANY: names->company = cell; break;
    case FIELD_PHONE:
    case FIELD_EMAIL: add_several (run, card, run->fields[column], cell); break;
    case FIELD_INSTAGRAM:
      text = so_import_instagram_name (cell);
      if (text)
        so_import_card_add (card, SO_IDENTITY_INSTAGRAM, text);
      else
        add_note (card, cell);
      g_free (text);
      break;
    case FIELD_NOTES: add_note (card, cell); break;
    case FIELD_BIRTHDAY:
      text = so_import_birthday (cell, run->month_first);
      if (!text)
        add_note (card, cell);
      else
        set_once (&card->birthday, text);
      break;
    case FIELD_TAGS: add_tags (card, cell); break;
    case FIELD_STAGE: set_once (&card->stage, g_strdup (cell)); break;
    case FIELD_ID: set_once (&card->source_id, g_strdup (cell)); break;
    case FIELD_IGNORED: break;
    default: run->lost[column] = TRUE;
    }
}

static gboolean
give_row (Run *run, GStrv cells, guint64 line, GError **error)
{
  g_autoptr (SoCard) card = so_card_new ("");
  g_autofree char *where = g_strdup_printf (_("line %llu"), (unsigned long long) line);
  Names names = { 0 };

  for (guint i = 0; cells[i] && i < run->n; i++)
    if (*cells[i])
      read_cell (run, card, &names, i, cells[i]);
  g_free (card->name);
  card->name = name_of (run, &names);
  return so_import_give_card (run->sink, card, where, error);
}

static gboolean
read_all (Run *run, int fd, guint64 size, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoCsvReader) reader = so_csv_reader_new (fd, so_csv_separator (fd));
  g_autoptr (GError) inner = NULL;
  guint64 line;
  GStrv cells = so_csv_reader_next (reader, &line, cancellable, &inner);

  /* Excel is told its separator in a line of its own: "sep=;". */
  if (cells && !g_ascii_strncasecmp (cells[0], "sep=", 4))
    {
      g_strfreev (cells);
      cells = so_csv_reader_next (reader, &line, cancellable, &inner);
    }
  if (cells && !read_heads (run, cells))
    return so_fail (error, SO_ERROR_CHANGE, _("No column of this table has names, numbers or addresses. Name the columns in its first line, such as Name, Phone, Email."));
  while (cells && (cells = so_csv_reader_next (reader, &line, cancellable, &inner)))
    {
      gboolean ok = give_row (run, cells, line, error) && !g_cancellable_set_error_if_cancelled (cancellable, error);
      g_strfreev (cells);
      if (!ok)
        return FALSE;
      so_import_progress (run->sink, so_csv_reader_at (reader), size);
    }
  if (inner)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  for (guint i = 0; i < run->n; i++)
    if (run->lost[i])
      {
        g_autofree char *where = g_strdup_printf (_("column “%s”"), run->titles[i]);
        so_import_skip (run->sink, where, _("Studio OS has no place for what is in it."));
      }
  return TRUE;
}

gboolean
so_import_csv_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  g_auto (Run) run = { .source = source, .sink = sink, .month_first = !g_strcmp0 (source->country, "1") };
  guint64 size;
  int fd = so_import_open_text (source->path, &size, error);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = read_all (&run, fd, size, cancellable, error);
  close (fd);
  return ok;
}
