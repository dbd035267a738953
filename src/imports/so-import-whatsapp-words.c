/* SPDX-License-Identifier: MIT */
#include "so-import-whatsapp-words.h"

#include <string.h>

#include "so-text.h"

/* All words are compared as so_text_fold() makes them: lower case, no accents. */
static const struct {
  SoPartKind kind;
  const char *word;
} omitted[] = {
  { SO_PART_UNSUPPORTED, "<media omitted>" },          { SO_PART_UNSUPPORTED, "<medien ausgeschlossen>" },
  { SO_PART_UNSUPPORTED, "<medien weggelassen>" },     { SO_PART_UNSUPPORTED, "<medien ausgelassen>" },
  { SO_PART_UNSUPPORTED, "<multimedia omitido>" },     { SO_PART_UNSUPPORTED, "<archivo omitido>" },
  { SO_PART_UNSUPPORTED, "<medias omis>" },            { SO_PART_UNSUPPORTED, "<fichier omis>" },
  { SO_PART_UNSUPPORTED, "<midia oculta>" },           { SO_PART_UNSUPPORTED, "<midia omitida>" },
  { SO_PART_UNSUPPORTED, "<arquivo de midia oculto>" },{ SO_PART_UNSUPPORTED, "<ficheiro nao revelado>" },
  { SO_PART_UNSUPPORTED, "<ficheiro multimedia oculto>" }, { SO_PART_UNSUPPORTED, "<media omessi>" },
  { SO_PART_UNSUPPORTED, "<media omesso>" },           { SO_PART_UNSUPPORTED, "<media weggelaten>" },
  { SO_PART_UNSUPPORTED, "<medya dahil edilmedi>" },   { SO_PART_UNSUPPORTED, "<medya atlanmis>" },
  { SO_PART_UNSUPPORTED, "<без медиафаилов>" },        { SO_PART_UNSUPPORTED, "<медиафаилы пропущены>" },
  { SO_PART_UNSUPPORTED, "<медіафаили пропущено>" },   { SO_PART_UNSUPPORTED, "<pominieto multimedia>" },
  { SO_PART_UNSUPPORTED, "<plik pominiety>" },         { SO_PART_UNSUPPORTED, "<media har utelamnats>" },
  { SO_PART_UNSUPPORTED, "<media utelamnat>" },        { SO_PART_UNSUPPORTED, "<media utelamnades>" },
  { SO_PART_UNSUPPORTED, "<mediefil udeladt>" },       { SO_PART_UNSUPPORTED, "<medier udeladt>" },
  { SO_PART_UNSUPPORTED, "<utelatte medier>" },        { SO_PART_UNSUPPORTED, "<media jatettiin pois>" },
  { SO_PART_UNSUPPORTED, "<media tidak disertakan>" }, { SO_PART_UNSUPPORTED, "<media tidak disertakan kirim>" },
  { SO_PART_UNSUPPORTED, "<media vynechana>" },        { SO_PART_UNSUPPORTED, "<media vynechany>" },
  { SO_PART_UNSUPPORTED, "<fisier media omis>" },      { SO_PART_UNSUPPORTED, "<mediafajl kihagyva>" },
  { SO_PART_UNSUPPORTED, "<メテイアは含まれていません>" }, { SO_PART_UNSUPPORTED, "<省略多媒体文件>" },
  { SO_PART_UNSUPPORTED, "<媒體已省略>" },             { SO_PART_UNSUPPORTED, "<媒体已省略>" },
  { SO_PART_UNSUPPORTED, "<תוכן המדיה לא נכלל>" },     { SO_PART_UNSUPPORTED, "<המדיה לא נכללה>" },
  { SO_PART_UNSUPPORTED, "<تم استبعاد الوسائط>" },     { SO_PART_UNSUPPORTED, "<view once voice message omitted>" },
  { SO_PART_UNSUPPORTED, "<video note omitted>" },     { SO_PART_UNSUPPORTED, "media omitted" },
  { SO_PART_IMAGE, "image omitted" },       { SO_PART_VIDEO, "video omitted" },       { SO_PART_AUDIO, "audio omitted" },
  { SO_PART_STICKER, "sticker omitted" },   { SO_PART_VIDEO, "gif omitted" },         { SO_PART_DOCUMENT, "document omitted" },
  { SO_PART_CONTACT, "contact card omitted" }, { SO_PART_VIDEO, "video note omitted" },
  { SO_PART_IMAGE, "bild weggelassen" },    { SO_PART_VIDEO, "video weggelassen" },   { SO_PART_AUDIO, "audio weggelassen" },
  { SO_PART_STICKER, "sticker weggelassen" }, { SO_PART_VIDEO, "gif weggelassen" },   { SO_PART_DOCUMENT, "dokument weggelassen" },
  { SO_PART_CONTACT, "kontaktkarte ausgelassen" }, { SO_PART_CONTACT, "kontaktkarte weggelassen" },
  { SO_PART_VIDEO, "videonachricht weggelassen" },
  { SO_PART_IMAGE, "imagen omitida" },      { SO_PART_VIDEO, "video omitido" },       { SO_PART_AUDIO, "audio omitido" },
  { SO_PART_STICKER, "sticker omitido" },   { SO_PART_VIDEO, "gif omitido" },         { SO_PART_DOCUMENT, "documento omitido" },
  { SO_PART_CONTACT, "tarjeta de contacto omitida" },
  { SO_PART_IMAGE, "image absente" },       { SO_PART_VIDEO, "video absente" },       { SO_PART_AUDIO, "audio omis" },
  { SO_PART_STICKER, "sticker omis" },      { SO_PART_VIDEO, "gif retire" },          { SO_PART_DOCUMENT, "document manquant" },
  { SO_PART_CONTACT, "fiche contact retiree" },
  { SO_PART_IMAGE, "imagem ocultada" },     { SO_PART_IMAGE, "imagem omitida" },      { SO_PART_VIDEO, "video ocultado" },
  { SO_PART_AUDIO, "audio ocultado" },      { SO_PART_STICKER, "figurinha omitida" }, { SO_PART_STICKER, "sticker ocultado" },
  { SO_PART_VIDEO, "gif ocultado" },        { SO_PART_DOCUMENT, "documento ocultado" }, { SO_PART_CONTACT, "cartao do contato omitido" },
  { SO_PART_IMAGE, "immagine omessa" },     { SO_PART_VIDEO, "video omesso" },        { SO_PART_AUDIO, "audio omesso" },
  { SO_PART_STICKER, "sticker non incluso" }, { SO_PART_STICKER, "sticker omesso" },  { SO_PART_VIDEO, "gif esclusa" },
  { SO_PART_DOCUMENT, "documento omesso" }, { SO_PART_CONTACT, "scheda contatto omessa" },
  { SO_PART_IMAGE, "afbeelding weggelaten" }, { SO_PART_VIDEO, "video weggelaten" },  { SO_PART_AUDIO, "audio weggelaten" },
  { SO_PART_STICKER, "sticker weggelaten" }, { SO_PART_VIDEO, "gif weggelaten" },     { SO_PART_DOCUMENT, "document weggelaten" },
  { SO_PART_CONTACT, "contactkaart weggelaten" },
  { SO_PART_IMAGE, "goruntu dahil edilmedi" }, { SO_PART_VIDEO, "video dahil edilmedi" }, { SO_PART_AUDIO, "ses dahil edilmedi" },
  { SO_PART_STICKER, "cıkartma dahil edilmedi" }, { SO_PART_DOCUMENT, "belge dahil edilmedi" },
  { SO_PART_IMAGE, "obraz pominieto" },     { SO_PART_VIDEO, "film pominieto" },      { SO_PART_AUDIO, "plik audio pominiety" },
  { SO_PART_IMAGE, "изображение отсутствует" }, { SO_PART_VIDEO, "видео отсутствует" }, { SO_PART_AUDIO, "аудиофаил отсутствует" },
  { SO_PART_STICKER, "стикер отсутствует" }, { SO_PART_IMAGE, "图像已忽略" },         { SO_PART_AUDIO, "音频已忽略" },
  { SO_PART_LOCATION, "live location shared" }, { SO_PART_LOCATION, "live-standort wird geteilt" },
  { SO_PART_LOCATION, "ubicacion en tiempo real compartida" }, { SO_PART_LOCATION, "localizacao em tempo real compartilhada" },
  { SO_PART_LOCATION, "posizione attuale condivisa" },
};

/* With "!" in front: the owner of the telephone did it. */
static const char *const deleted[] = {
  "this message was deleted", "!you deleted this message", "diese nachricht wurde geloscht",
  "!du hast diese nachricht geloscht", "se elimino este mensaje", "!eliminaste este mensaje", "este mensaje fue eliminado",
  "ce message a ete supprime", "!vous avez supprime ce message", "esta mensagem foi apagada", "!voce apagou esta mensagem",
  "mensagem apagada", "!apagou esta mensagem", "!voce apagou essa mensagem", "questo messaggio e stato eliminato", "!hai eliminato questo messaggio",
  "dit bericht is verwijderd", "!je hebt dit bericht verwijderd", "!u hebt dit bericht verwijderd", "bu mesaj silindi",
  "!bu mesajı sildiniz", "ta wiadomosc zostala usunieta", "!usunieto te wiadomosc", "данное сообщение удалено",
  "!вы удалили данное сообщение", "pesan ini telah dihapus", "!anda telah menghapus pesan ini", "det har meddelandet raderades",
  "denne besked blev slettet", "denne meldingen ble slettet", "此消息已被删除", "!您已删除此消息", "このメッセーシは削除されました",
};

static const char *const calls[] = {
  "missed voice call", "missed video call", "missed group voice call", "missed group video call", "voice call", "video call",
  "verpasster sprachanruf", "verpasster videoanruf", "verpasster gruppenanruf", "sprachanruf", "videoanruf", "llamada perdida",
  "llamada de voz perdida", "videollamada perdida", "llamada de voz", "videollamada", "appel vocal manque", "appel video manque",
  "appel vocal", "appel video", "chamada de voz perdida", "chamada de video perdida", "ligacao de voz perdida",
  "ligacao de video perdida", "ligacao de voz", "ligacao de video", "chamada de voz", "chamada de video", "chiamata persa",
  "chiamata vocale persa", "videochiamata persa", "chiamata vocale", "videochiamata", "gemiste spraakoproep", "gemiste video-oproep",
  "gemiste audio-oproep", "audio-oproep", "video-oproep", "cevapsız sesli arama", "cevapsız goruntulu arama", "пропущенныи аудиозвонок",
  "пропущенныи видеозвонок", "nieodebrane polaczenie", "panggilan suara tak terjawab", "panggilan video tak terjawab",
  "no answer", "silenced voice call", "silenced video call",
};

static const char *const attached[] = {
  "attached", "angehangt", "adjunto", "joint", "anexado", "allegato", "bijgevoegd",
  "file attached", "datei angehangt", "archivo adjunto", "fichier joint", "arquivo anexado", "ficheiro anexado",
  "file allegato", "bestand bijgevoegd", "bestand toegevoegd", "dosya ekli", "dosya eklendi", "фаил добавлен", "фаил приложен", "plik zalaczony", "zalaczono plik", "bifogad fil",
  "fil bifogad", "vedhæftet fil", "fil vedhæftet", "fil vedlagt", "liitetiedosto", "tiedosto liitetty", "file terlampir", "添付ファイル",
  "文件附件", "附件", "檔案已附加", "파일 첨부됨", "الملف مرفق", "קובץ מצורף", "soubor byl prilozen", "fisier atasat", "फाइल संलग्न",
};

static const char *const edited[] = {
  "<This message was edited>", "<Diese Nachricht wurde bearbeitet.>", "<Diese Nachricht wurde bearbeitet>",
  "<Se editó este mensaje.>", "<Se editó este mensaje>", "<Este mensaje fue editado>", "<Ce message a été modifié>",
  "<Mensagem editada>", "<Esta mensagem foi editada>", "<Questo messaggio è stato modificato>", "<Dit bericht is bewerkt>",
  "<Bu mesaj düzenlendi>", "<Сообщение изменено>", "<Данное сообщение изменено>", "<Wiadomość została edytowana>", "<Pesan ini diedit>",
  "<此消息已编辑>",
};

/* What stands before and after the name in the name of the file. */
static const struct {
  const char *before, *after;
} titles[] = {
  { "WhatsApp Chat with ", "" },      { "WhatsApp Chat - ", "" },          { "WhatsApp-Chat mit ", "" },
  { "WhatsApp Chat mit ", "" },       { "Chat de WhatsApp con ", "" },     { "Discussion WhatsApp avec ", "" },
  { "Conversation WhatsApp avec ", "" }, { "Conversa do WhatsApp com ", "" }, { "Conversa do WhatsApp - ", "" },
  { "Chat WhatsApp con ", "" },       { "Chat WhatsApp - ", "" },          { "WhatsApp-chat met ", "" },
  { "WhatsApp-gesprek met ", "" },    { "WhatsApp-chatt med ", "" },       { "WhatsApp-chat med ", "" },
  { "WhatsApp-samtale med ", "" },    { "Чат WhatsApp с контактом ", "" }, { "Чат WhatsApp с ", "" },
  { "Чат WhatsApp - ", "" },          { "Czat WhatsApp z ", "" },          { "Chat WhatsApp dengan ", "" },
  { "WhatsApp-keskustelu: ", "" },    { "WhatsApp 聊天 - ", "" },          { "WhatsApp Sohbeti - ", "" },
  { "WhatsApp-Chat - ", "" },         { "Chat de WhatsApp - ", "" },       { "Discussion WhatsApp - ", "" },
  { "WhatsApp-chat - ", "" },         { "", " ile WhatsApp Sohbeti" },     { "与", "的 WhatsApp 聊天" },
  { "與", "的 WhatsApp 對話" },       { "WhatsApp_Chat_with_", "" },
};

/* What a folded text means: a part kind, or one of these. */
enum { DELETED = 100, DELETED_BY_ME, ATTACHED };

static char *
folded_line (const char *text)
{
  g_autofree char *folded = so_text_fold (text);
  gsize n;

  g_strstrip (folded);
  n = strlen (folded);
  if (n && folded[n - 1] == '.')
    folded[n - 1] = 0;
  return g_steal_pointer (&folded);
}

static void
add (GHashTable *table, const char *word, int meaning)
{
  g_hash_table_insert (table, folded_line (word), GINT_TO_POINTER (meaning + 1));
}

static GHashTable *
meanings (void)
{
  static GHashTable *once;

  if (g_once_init_enter_pointer (&once))
    {
      GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < G_N_ELEMENTS (omitted); i++)
        add (table, omitted[i].word, omitted[i].kind);
      for (guint i = 0; i < G_N_ELEMENTS (deleted); i++)
        add (table, deleted[i] + (deleted[i][0] == '!'), deleted[i][0] == '!' ? DELETED_BY_ME : DELETED);
      for (guint i = 0; i < G_N_ELEMENTS (attached); i++)
        add (table, attached[i], ATTACHED);
      g_once_init_leave_pointer (&once, table);
    }
  return once;
}

/* -1 where it means nothing. */
static int
meaning_of (const char *text)
{
  g_autofree char *folded = strlen (text) > 160 ? NULL : folded_line (text);

  return folded ? GPOINTER_TO_INT (g_hash_table_lookup (meanings (), folded)) - 1 : -1;
}

gboolean
so_whatsapp_words_omitted (const char *text, SoPartKind *kind)
{
  int meaning = meaning_of (text);

  if (meaning < 0 || meaning >= SO_N_PARTS)
    return FALSE;
  *kind = meaning;
  return TRUE;
}

gboolean
so_whatsapp_words_deleted (const char *text, gboolean *mine)
{
  int meaning = meaning_of (text);

  *mine = meaning == DELETED_BY_ME;
  return *mine || meaning == DELETED;
}

/* "Voice call, 12 min" is one and "voice call me later" is not: only marks and numbers may follow. */
gboolean
so_whatsapp_words_call (const char *text)
{
  g_autofree char *folded = NULL;

  if (strlen (text) > 160)
    return FALSE;
  folded = folded_line (text);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (g_str_has_prefix (folded, calls[i]))
      {
        const char *rest = folded + strlen (calls[i]);
        if (!*rest || strchr (",.;(", *rest) || g_str_has_prefix (rest, " at ") || g_str_has_prefix (rest, " um ") ||
            g_str_has_prefix (rest, " a las "))
          return TRUE;
      }
  return FALSE;
}

gboolean
so_whatsapp_words_attached (const char *text)
{
  return meaning_of (text) == ATTACHED;
}

gsize
so_whatsapp_words_unedited (const char *text)
{
  gsize n = strlen (text);

  if (!n || text[n - 1] != '>')
    return n;
  for (guint i = 0; i < G_N_ELEMENTS (edited); i++)
    if (g_str_has_suffix (text, edited[i]))
      {
        n -= strlen (edited[i]);
        if (n >= 3 && !memcmp (text + n - 3, "\342\200\216", 3))
          n -= 3;
        while (n && (text[n - 1] == ' ' || text[n - 1] == '\n'))
          n--;
        return n;
      }
  return n;
}

/* Without ".txt" and the " (1)" that a browser adds. */
static char *
stem_of (const char *file_name)
{
  g_autofree char *stem = g_path_get_basename (file_name);
  char *dot = strrchr (stem, '.');
  gsize n;

  if (dot && (!g_ascii_strcasecmp (dot, ".txt") || !g_ascii_strcasecmp (dot, ".zip")))
    *dot = 0;
  n = strlen (stem);
  if (n > 4 && stem[n - 1] == ')' && g_ascii_isdigit (stem[n - 2]) && stem[n - 3] == '(' && stem[n - 4] == ' ')
    stem[n - 4] = 0;
  return g_utf8_validate (stem, -1, NULL) ? g_utf8_normalize (stem, -1, G_NORMALIZE_NFC) : NULL;
}

char *
so_whatsapp_words_title (const char *file_name)
{
  g_autofree char *stem = stem_of (file_name);

  for (guint i = 0; stem && i < G_N_ELEMENTS (titles); i++)
    if (g_str_has_prefix (stem, titles[i].before) && g_str_has_suffix (stem, titles[i].after) &&
        strlen (stem) > strlen (titles[i].before) + strlen (titles[i].after))
      return g_strndup (stem + strlen (titles[i].before),
                        strlen (stem) - strlen (titles[i].before) - strlen (titles[i].after));
  return NULL;
}
