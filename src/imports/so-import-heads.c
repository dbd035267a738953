/* SPDX-License-Identifier: MIT */
#include "so-import-columns.h"

#include <string.h>

#include "so-text.h"

/* Known, and of no use: "Phone 1 - Type". */
#define USELESS SO_N_COLUMNS

/* Folded words that head a column, whole ("=") or anywhere in it; the first that fits counts. */
static const struct {
  const char *word;
  SoColumnKind kind;
} heads[] = {
  { "angezeigter name", USELESS }, { "mail-typ", USELESS }, { "nom complet de l'adresse", USELESS },
  { "type de messagerie", USELESS }, { "pantalla de correo", USELESS },
  { "tipo de correo", USELESS }, { "visualizzato posta", USELESS }, { "tipo posta", USELESS },
  { "=imie i nazwisko", SO_COLUMN_NAME }, { "=ad soyad", SO_COLUMN_NAME }, { "=adı soyadı", SO_COLUMN_NAME },
  { "=фио", SO_COLUMN_NAME }, { "=naam", SO_COLUMN_NAME }, { "=navn", SO_COLUMN_NAME }, { "=namn", SO_COLUMN_NAME },
  { "=nimi", SO_COLUMN_NAME }, { "=nev", SO_COLUMN_NAME }, { "=jmeno a prijmeni", SO_COLUMN_NAME }, { "氏名", SO_COLUMN_NAME },
  { "名前", SO_COLUMN_NAME }, { "姓名", SO_COLUMN_NAME }, { "이름", SO_COLUMN_NAME }, { "weitere vornamen", SO_COLUMN_MIDDLE },
  { "tussenvoegsel", SO_COLUMN_MIDDLE }, { "отчество", SO_COLUMN_MIDDLE }, { "messagerie", SO_COLUMN_EMAIL },
  { "posta elettronica", SO_COLUMN_EMAIL }, { "e-post", SO_COLUMN_EMAIL }, { "eposta", SO_COLUMN_EMAIL },
  { "sahkoposti", SO_COLUMN_EMAIL }, { "почта", SO_COLUMN_EMAIL }, { "メール", SO_COLUMN_EMAIL }, { "邮箱", SO_COLUMN_EMAIL },
  { "电子邮件", SO_COLUMN_EMAIL }, { "이메일", SO_COLUMN_EMAIL }, { "mobiel", SO_COLUMN_PHONE }, { "telefoon", SO_COLUMN_PHONE },
  { "=gsm", SO_COLUMN_PHONE }, { "телефон", SO_COLUMN_PHONE }, { "мобильн", SO_COLUMN_PHONE }, { "puhelin", SO_COLUMN_PHONE },
  { "電話", SO_COLUMN_PHONE }, { "携帯", SO_COLUMN_PHONE }, { "手机", SO_COLUMN_PHONE }, { "电话", SO_COLUMN_PHONE }, { "전화", SO_COLUMN_PHONE },
  { "nascita", SO_COLUMN_BIRTHDAY }, { "geboort", SO_COLUMN_BIRTHDAY }, { "urodzen", SO_COLUMN_BIRTHDAY },
  { "dogum", SO_COLUMN_BIRTHDAY }, { "рожден", SO_COLUMN_BIRTHDAY }, { "fodelse", SO_COLUMN_BIRTHDAY },
  { "fodsels", SO_COLUMN_BIRTHDAY }, { "syntyma", SO_COLUMN_BIRTHDAY }, { "narozen", SO_COLUMN_BIRTHDAY },
  { "szulet", SO_COLUMN_BIRTHDAY }, { "生年月日", SO_COLUMN_BIRTHDAY }, { "生日", SO_COLUMN_BIRTHDAY }, { "생년", SO_COLUMN_BIRTHDAY },
  { "voornaam", SO_COLUMN_FIRST }, { "=imie", SO_COLUMN_FIRST }, { "=ad", SO_COLUMN_FIRST }, { "=adı", SO_COLUMN_FIRST },
  { "fornamn", SO_COLUMN_FIRST }, { "fornavn", SO_COLUMN_FIRST }, { "etunimi", SO_COLUMN_FIRST }, { "=jmeno", SO_COLUMN_FIRST },
  { "keresztnev", SO_COLUMN_FIRST }, { "=имя", SO_COLUMN_FIRST }, { "=名", SO_COLUMN_FIRST }, { "cognome", SO_COLUMN_LAST },
  { "achternaam", SO_COLUMN_LAST }, { "nazwisko", SO_COLUMN_LAST }, { "soyad", SO_COLUMN_LAST }, { "efternamn", SO_COLUMN_LAST },
  { "efternavn", SO_COLUMN_LAST }, { "etternavn", SO_COLUMN_LAST }, { "sukunimi", SO_COLUMN_LAST }, { "prijmeni", SO_COLUMN_LAST },
  { "priezvisko", SO_COLUMN_LAST }, { "vezeteknev", SO_COLUMN_LAST }, { "фамилия", SO_COLUMN_LAST }, { "=姓", SO_COLUMN_LAST },
  { "uwagi", SO_COLUMN_NOTES }, { "notatk", SO_COLUMN_NOTES }, { "opmerking", SO_COLUMN_NOTES }, { "заметк", SO_COLUMN_NOTES },
  { "примечан", SO_COLUMN_NOTES }, { "備考", SO_COLUMN_NOTES }, { "anteckning", SO_COLUMN_NOTES }, { "merknad", SO_COLUMN_NOTES },
  { "- type", USELESS },     { "- label", USELESS },     { "yomi", USELESS },       { "phonetic", USELESS },
  { "mailing", SO_COLUMN_OUT },       { "mail type", USELESS },   { "mail display", USELESS }, { "e-mail opt", USELESS },
  { "email opt", USELESS },  { "photo", USELESS },       { "fax", SO_COLUMN_OUT },
  { "instagram", SO_COLUMN_INSTAGRAM },{ "=insta", SO_COLUMN_INSTAGRAM },    { "=ig", SO_COLUMN_INSTAGRAM },      { "=ig handle", SO_COLUMN_INSTAGRAM },
  { "mail", SO_COLUMN_EMAIL },         { "correo", SO_COLUMN_EMAIL },        { "courriel", SO_COLUMN_EMAIL },
  { "phone", SO_COLUMN_PHONE },        { "telefon", SO_COLUMN_PHONE },       { "mobil", SO_COLUMN_PHONE },        { "handy", SO_COLUMN_PHONE },
  { "cell", SO_COLUMN_PHONE },         { "celular", SO_COLUMN_PHONE },       { "movil", SO_COLUMN_PHONE },        { "telemovel", SO_COLUMN_PHONE },
  { "portable", SO_COLUMN_PHONE },     { "whatsapp", SO_COLUMN_PHONE },      { "=tel", SO_COLUMN_PHONE },         { "=tel.", SO_COLUMN_PHONE },
  { "=numero", SO_COLUMN_PHONE },      { "=number", SO_COLUMN_PHONE },       { "=nummer", SO_COLUMN_PHONE },      { "rufnummer", SO_COLUMN_PHONE },
  { "birth", SO_COLUMN_BIRTHDAY },     { "geburt", SO_COLUMN_BIRTHDAY },     { "nacimiento", SO_COLUMN_BIRTHDAY },{ "cumplean", SO_COLUMN_BIRTHDAY },
  { "naissance", SO_COLUMN_BIRTHDAY }, { "anniversaire", SO_COLUMN_BIRTHDAY },{ "nascimento", SO_COLUMN_BIRTHDAY },{ "aniversario", SO_COLUMN_BIRTHDAY },
  { "=dob", SO_COLUMN_BIRTHDAY },      { "d.o.b", SO_COLUMN_BIRTHDAY },
  { "first name", SO_COLUMN_FIRST },   { "=firstname", SO_COLUMN_FIRST },    { "first_name", SO_COLUMN_FIRST },   { "given name", SO_COLUMN_FIRST },
  { "=first", SO_COLUMN_FIRST },       { "vorname", SO_COLUMN_FIRST },       { "prenom", SO_COLUMN_FIRST },       { "primer nombre", SO_COLUMN_FIRST },
  { "primeiro nome", SO_COLUMN_FIRST },{ "nombre de pila", SO_COLUMN_FIRST },{ "middle name", SO_COLUMN_MIDDLE }, { "additional name", SO_COLUMN_MIDDLE },
  { "last name", SO_COLUMN_LAST },     { "=lastname", SO_COLUMN_LAST },      { "last_name", SO_COLUMN_LAST },     { "family name", SO_COLUMN_LAST },
  { "surname", SO_COLUMN_LAST },       { "=last", SO_COLUMN_LAST },          { "nachname", SO_COLUMN_LAST },      { "familienname", SO_COLUMN_LAST },
  { "apellido", SO_COLUMN_LAST },      { "nom de famille", SO_COLUMN_LAST }, { "sobrenome", SO_COLUMN_LAST },     { "apelido", SO_COLUMN_LAST },
  { "=nickname", USELESS },  { "file as", USELESS },     { "name prefix", USELESS },{ "name suffix", USELESS },
  { "company", SO_COLUMN_COMPANY },    { "organization name", SO_COLUMN_COMPANY }, { "=organization", SO_COLUMN_COMPANY }, { "firma", SO_COLUMN_COMPANY },
  { "empresa", SO_COLUMN_COMPANY },    { "societe", SO_COLUMN_COMPANY },
  { "=name", SO_COLUMN_NAME },         { "full name", SO_COLUMN_NAME },      { "fullname", SO_COLUMN_NAME },      { "full_name", SO_COLUMN_NAME },
  { "display name", SO_COLUMN_NAME },  { "client name", SO_COLUMN_NAME },    { "=client", SO_COLUMN_NAME },       { "=contact", SO_COLUMN_NAME },
  { "contact name", SO_COLUMN_NAME },  { "customer name", SO_COLUMN_NAME },  { "=customer", SO_COLUMN_NAME },     { "=kunde", SO_COLUMN_NAME },
  { "=nombre", SO_COLUMN_NAME },       { "nombre completo", SO_COLUMN_NAME },{ "nombre y apell", SO_COLUMN_NAME },{ "=nom", SO_COLUMN_NAME },
  { "nom complet", SO_COLUMN_NAME },   { "=nome", SO_COLUMN_NAME },          { "nome completo", SO_COLUMN_NAME }, { "=student", SO_COLUMN_NAME },
  { "=student name", SO_COLUMN_NAME }, { "=member", SO_COLUMN_NAME },        { "member name", SO_COLUMN_NAME },   { "=cliente", SO_COLUMN_NAME },
  { "note", SO_COLUMN_NOTES },         { "notiz", SO_COLUMN_NOTES },         { "bemerkung", SO_COLUMN_NOTES },    { "comment", SO_COLUMN_NOTES },
  { "kommentar", SO_COLUMN_NOTES },    { "notas", SO_COLUMN_NOTES },         { "remarque", SO_COLUMN_NOTES },     { "observa", SO_COLUMN_NOTES },
  { "comentario", SO_COLUMN_NOTES },
  { "=tags", SO_COLUMN_TAGS },         { "=tag", SO_COLUMN_TAGS },           { "=labels", SO_COLUMN_TAGS },       { "=label", SO_COLUMN_TAGS },
  { "group membership", SO_COLUMN_TAGS }, { "=groups", SO_COLUMN_TAGS },     { "categor", SO_COLUMN_TAGS },       { "kategorie", SO_COLUMN_TAGS },
  { "etiquet", SO_COLUMN_TAGS },       { "=gruppen", SO_COLUMN_TAGS },       { "=grupos", SO_COLUMN_TAGS },
  { "status", SO_COLUMN_STAGE },       { "=stage", SO_COLUMN_STAGE },        { "estado", SO_COLUMN_STAGE },       { "statut", SO_COLUMN_STAGE },
  { "=phase", SO_COLUMN_STAGE },      { "=source", SO_COLUMN_SOURCE },   { "=herkunft", SO_COLUMN_SOURCE },   { "=lead source", SO_COLUMN_SOURCE },
  { "=id", SO_COLUMN_ID },             { "client id", SO_COLUMN_ID },        { "customer id", SO_COLUMN_ID },     { "contact id", SO_COLUMN_ID },
  { "member id", SO_COLUMN_ID },       { "=uid", SO_COLUMN_ID },             { "kundennummer", SO_COLUMN_ID },    { "=mbo id", SO_COLUMN_ID },
};

SoColumnKind
so_import_column_guess (const char *title, gboolean *useless)
{
  g_autofree char *folded = so_text_fold (title);
  SoColumnKind kind = SO_COLUMN_OUT;
  gboolean found = FALSE;

  g_strstrip (folded);
  *useless = FALSE;
  if (g_str_has_prefix (title, SO_COLUMN_OWN))
    return SO_COLUMN_FIELD;
  for (guint i = 0; i < G_N_ELEMENTS (heads) && !found; i++)
    {
      gboolean whole = heads[i].word[0] == '=';
      found = whole ? !strcmp (folded, heads[i].word + 1) : strstr (folded, heads[i].word) != NULL;
      kind = found ? heads[i].kind : kind;
    }
  *useless = kind == USELESS;
  return kind == USELESS ? SO_COLUMN_OUT : kind;
}
