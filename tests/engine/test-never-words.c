/* SPDX-License-Identifier: MIT */
#include "so-never-words.h"
#include "so-phrases.h"
#include "so-text.h"

#include <string.h>

/* What customers write, and which rule it is for: on this side of the line and, with -1, on the other. */
typedef struct {
  const char *text;
  int rule;
} Row;

#define IS(rule, text) { text, SO_NEVER_##rule }

static const Row complaints[] = {
  IS (COMPLAINT, "I am very disappointed with yesterday's class"), IS (COMPLAINT, "This is UNACCEPTABLE!!"), IS (COMPLAINT, "I was charged twice"),
  IS (COMPLAINT, "Ich möchte mich beschweren"), IS (COMPLAINT, "Ich bin total enttäuscht von euch"), IS (COMPLAINT, "Die Lehrerin war unverschämt"),
  IS (COMPLAINT, "Quiero poner una queja"), IS (COMPLAINT, "Estoy muy decepcionada con la clase"), IS (COMPLAINT, "¡Esto es una estafa!"),
  IS (COMPLAINT, "Je suis déçue du cours"), IS (COMPLAINT, "C'est une arnaque"), IS (COMPLAINT, "Je suis très mécontent"),
  IS (COMPLAINT, "Quero fazer uma reclamação"), IS (COMPLAINT, "Fiquei muito decepcionado"), IS (COMPLAINT, "Péssimo atendimento"),
  IS (COMPLAINT, "मुझे शिकायत करनी है"), IS (COMPLAINT, "आपकी क्लास बकवास थी"), IS (COMPLAINT, "Mujhe shikayat karni hai"), IS (COMPLAINT, "Bilkul bakwaas, paise barbad"),
  IS (COMPLAINT, "It is urgent, please answer"), IS (COMPLAINT, "Es ist dringend"), IS (COMPLAINT, "Es urgente"), IS (COMPLAINT, "C'est urgent"), IS (COMPLAINT, "É uma emergência"),
  IS (COMPLAINT, "इमरजेंसी है"), IS (COMPLAINT, "Turant jawab do"),
  { "What a lovely class yesterday, thank you!", -1 }, { "Ist die Probestunde am Dienstag?", -1 }, { "¡Me encantó la clase!", -1 },
  { "Merci, c'était super", -1 }, { "Adorei a aula, obrigada!", -1 }, { "क्लास बहुत अच्छी थी, धन्यवाद", -1 }, { "Class bahut acchi thi, shukriya", -1 },
  { "Do you have plain white shirts?", -1 }, { "Kann ich sofort anfangen?", -1 }, { "Quiero empezar en enero", -1 }, { "Je voudrais commencer tout de suite", -1 },
  { "Gostaria de começar em janeiro", -1 }, { "God bless you", -1 },
};

static const Row demands[] = {
  IS (WORDS, "I want a refund"), IS (WORDS, "refunding?"), IS (WORDS, "About my cancellation"), IS (WORDS, "CANCEL"), IS (WORDS, "My lawyer will call you"), IS (WORDS, "I got injured on Monday"),
  IS (WORDS, "There was an accident"), IS (WORDS, "I have a nut allergy"), IS (WORDS, "I'll call the police"), IS (WORDS, "I write for the press"), IS (WORDS, "Can I speak to a human?"),
  IS (WORDS, "I will dispute the charge"), IS (WORDS, "chargeback"), IS (WORDS, "let me talk to a real manager"), IS (WORDS, "re\u200bfund"), IS (WORDS, "ＲＥＦＵＮＤ"),
  IS (WORDS, "Ich will eine Rückerstattung"), IS (WORDS, "Hiermit kündige ich"), IS (WORDS, "Vertragskündigung"), IS (WORDS, "Ich nehme mir einen Anwalt"), IS (WORDS, "Ich habe mich verletzt"),
  IS (WORDS, "Ich hatte einen Unfall"), IS (WORDS, "Nussallergie"), IS (WORDS, "Ich rufe die Polizei"), IS (WORDS, "Presseanfrage"), IS (WORDS, "Ich möchte mit einem Menschen sprechen"), IS (WORDS, "Termin stornieren"),
  IS (WORDS, "Quiero un reembolso"), IS (WORDS, "Quiero cancelar mi plan"), IS (WORDS, "Mi abogado"), IS (WORDS, "Tuve una lesión"), IS (WORDS, "Soy alérgica"), IS (WORDS, "Llamaré a la policía"), IS (WORDS, "Soy de la prensa"),
  IS (WORDS, "Quiero hablar con una persona"), IS (WORDS, "¿Devolución?"), IS (WORDS, "Hubo un accidente"),
  IS (WORDS, "Je veux un remboursement"), IS (WORDS, "Je voudrais annuler"), IS (WORDS, "Résiliation de mon abonnement"), IS (WORDS, "Mon avocat"), IS (WORDS, "Je me suis blessée"), IS (WORDS, "Je suis allergique"),
  IS (WORDS, "J'appelle la police"), IS (WORDS, "Je suis de la presse"), IS (WORDS, "Je veux parler à une vraie personne"), IS (WORDS, "Il y a eu un accident"),
  IS (WORDS, "Quero reembolso"), IS (WORDS, "Quero meu dinheiro de volta"), IS (WORDS, "Cancelamento"), IS (WORDS, "Meu advogado"), IS (WORDS, "Me machuquei"), IS (WORDS, "Tenho alergia"), IS (WORDS, "Vou chamar a polícia"),
  IS (WORDS, "Sou da imprensa"), IS (WORDS, "Quero falar com uma pessoa"), IS (WORDS, "Tive um acidente"), IS (WORDS, "estorno"),
  IS (WORDS, "मुझे रिफंड चाहिए"), IS (WORDS, "मेरे पैसे वापस करो"), IS (WORDS, "मेरी बुकिंग रद्द करें"), IS (WORDS, "मेरा वकील"), IS (WORDS, "मुझे चोट लगी"), IS (WORDS, "एलर्जी है"), IS (WORDS, "पुलिस बुलाऊंगा"), IS (WORDS, "मैं पत्रकार हूँ"),
  IS (WORDS, "किसी इंसान से बात कराओ"), IS (WORDS, "Mere paise wapas karo"), IS (WORDS, "mera vakil"), IS (WORDS, "chot lagi hai"), IS (WORDS, "Kisi se baat karni hai"), IS (WORDS, "membership cancel karo"),
  IS (WORDS, "I sprained my ankle"), IS (WORDS, "Mein Nacken tut weh"), IS (WORDS, "Me torcí el tobillo"), IS (WORDS, "Je me suis tordu la cheville"), IS (WORDS, "Torci o pé"), IS (WORDS, "बेटी गिर गई"),
  IS (WORDS, "I can't make it tonight"), IS (WORDS, "Wir möchten nicht verlängern"), IS (WORDS, "No puedo ir hoy"), IS (WORDS, "Je ne peux pas venir"), IS (WORDS, "Quero sair da academia"), IS (WORDS, "aaj nahi aa paungi"),
  { "Das hat mir gut gefallen", -1 }, { "Je voudrais récupérer la séance", -1 }, { "Posso levar o tapete?", -1 },
  { "Is Pressburg far from you?", -1 }, { "I felt oppressed by the heat", -1 }, { "An impressive show", -1 }, { "I sent it accidentally", -1 }, { "You are resilient", -1 }, { "Humane society", -1 },
  { "Ich wollte mich erkundigen", -1 }, { "Das wurde angekündigt", -1 }, { "Der Kurs beginnt um acht", -1 }, { "Die Blüte im Hof ist schön", -1 },
  { "¿Cuál es la dirección?", -1 }, { "¿A qué hora abren?", -1 }, { "Quelle est l'adresse ?", -1 }, { "Un cours pour débutants ?", -1 }, { "C'est à quel étage ?", -1 }, { "Qual é o endereço?", -1 }, { "Como é o processo?", -1 },
  { "आपका पता क्या है?", -1 }, { "क्लास कितने बजे है?", -1 }, { "Aapka address kya hai?", -1 }, { "Class kitne baje hai?", -1 },
};

static const Row promises[] = {
  IS (PROMISE, "Can I book for 10?"), IS (PROMISE, "Please reschedule me"), IS (PROMISE, "Any discount for students?"), IS (PROMISE, "Do I need to pay a deposit?"),
  IS (PROMISE, "Kann ich einen Platz reservieren?"), IS (PROMISE, "Gibt es Rabatt?"), IS (PROMISE, "Wie kann ich bezahlen?"), IS (PROMISE, "Kann ich umbuchen?"),
  IS (PROMISE, "Quiero reservar una clase"), IS (PROMISE, "¿Hay descuentos?"), IS (PROMISE, "¿Cómo puedo pagar?"), IS (PROMISE, "Quiero reservar dos plazas"), IS (PROMISE, "Je voudrais réserver"), IS (PROMISE, "Une réduction étudiants ?"),
  IS (PROMISE, "Comment payer ?"), IS (PROMISE, "Quero agendar uma aula"), IS (PROMISE, "Tem desconto?"), IS (PROMISE, "Aceita pix?"), IS (PROMISE, "मुझे बुक करना है"), IS (PROMISE, "कोई छूट है?"), IS (PROMISE, "पेमेंट कैसे करें?"),
  IS (PROMISE, "Seat book karni hai, book kar do"), IS (PROMISE, "Discount milega?"), IS (PROMISE, "UPI chalega?"),
  { "What's the fee for beginner salsa?", -1 }, { "I love facebook", -1 }, { "Where can I find the timetable?", -1 }, { "Was kostet der Kurs?", -1 }, { "Wo ist das Studio?", -1 }, { "¿Cuánto cuesta?", -1 }, { "¿Dónde están?", -1 },
  { "Combien coûte un cours ?", -1 }, { "Où êtes-vous ?", -1 }, { "Quanto custa a aula?", -1 }, { "Onde fica?", -1 }, { "फीस कितनी है?", -1 }, { "Fees kitni hai?", -1 }, { "O que devo levar?", -1 }, { "¿Qué debo llevar?", -1 },
};

static const Row health[] = {
  IS (HEALTH, "I'm pregnant, can I join?"), IS (HEALTH, "I take medication for my heart"), IS (HEALTH, "My skin is swollen after the treatment"), IS (HEALTH, "Ich bin schwanger"), IS (HEALTH, "Ich nehme Medikamente"), IS (HEALTH, "Frühschwangerschaft"),
  IS (HEALTH, "Mein Ausschlag juckt"), IS (HEALTH, "Estoy embarazada"), IS (HEALTH, "Tomo medicamentos"), IS (HEALTH, "La piel está hinchada"), IS (HEALTH, "Je suis enceinte"), IS (HEALTH, "Je prends des médicaments"), IS (HEALTH, "Ma peau a gonflé"),
  IS (HEALTH, "Estou grávida"), IS (HEALTH, "Tomo remédio"), IS (HEALTH, "A pele está inchada"), IS (HEALTH, "मैं गर्भवती हूँ"), IS (HEALTH, "मैं दवाई लेती हूँ"), IS (HEALTH, "सूजन है"), IS (HEALTH, "Main pregnant hoon"), IS (HEALTH, "dawai leti hoon"),
  IS (HEALTH, "I have diabetes"), IS (HEALTH, "Ich habe Bandscheibenprobleme"), IS (HEALTH, "Tengo una hernia"), IS (HEALTH, "J'ai une hernie"), IS (HEALTH, "Tenho pressão alta"), IS (HEALTH, "बीपी की समस्या है"),
  { "I'm a beginner, can I join?", -1 }, { "The door is six inches wide", -1 }, { "Ich bin Anfängerin", -1 }, { "Ist es still bei euch?", -1 }, { "Soy principiante", -1 }, { "Je suis débutante", -1 }, { "Sou iniciante", -1 }, { "Qual é a morada?", -1 },
  { "मैं नई हूँ", -1 }, { "Main beginner hoon", -1 }, { "¿Hay vestuarios?", -1 }, { "Y a-t-il des vestiaires ?", -1 }, { "Gibt es Umkleiden?", -1 },
};

static const Row others[] = {
  IS (OTHERS, "Who will pick her up today?"), IS (OTHERS, "Has my daughter arrived?"), IS (OTHERS, "Can you give me another student's email?"), IS (OTHERS, "Is she coming on Friday?"), IS (OTHERS, "Wer holt sie ab?"), IS (OTHERS, "Ist meine Tochter schon da?"),
  IS (OTHERS, "Hat sie gebucht?"), IS (OTHERS, "Gibst du mir ihre Nummer?"), IS (OTHERS, "¿Quién recoge a Ana?"), IS (OTHERS, "¿Está mi hija allí?"), IS (OTHERS, "¿Quién viene mañana?"), IS (OTHERS, "Je viens chercher mon fils"),
  IS (OTHERS, "Est-ce que ma fille est là ?"), IS (OTHERS, "Vous avez son numéro ?"), IS (OTHERS, "Quem vai buscar a Ana? O pai vai buscar"), IS (OTHERS, "Minha filha já chegou?"), IS (OTHERS, "Me passa o telefone dela"), IS (OTHERS, "बेटी को लेने कौन आएगा?"), IS (OTHERS, "मेरा बेटा कहाँ है?"),
  IS (OTHERS, "उसका नंबर दो"), IS (OTHERS, "Beti ko lene kaun aayega?"), IS (OTHERS, "Mera beta kahan hai?"), IS (OTHERS, "uska number do"),
  { "Do you have classes for kids?", -1 }, { "My daughter is six, which class fits?", -1 }, { "Habt ihr Kinderkurse?", -1 }, { "Meine Tochter ist sechs", -1 }, { "¿Tienen clases para niños?", -1 }, { "Mi hija tiene seis años", -1 },
  { "Avez-vous des cours pour enfants ?", -1 }, { "Ma fille a six ans", -1 }, { "Têm aulas para crianças?", -1 }, { "Minha filha tem seis anos", -1 }, { "क्या बच्चों की क्लास है?", -1 }, { "Kya bachchon ki class hai?", -1 },
};

static const Row internals[] = {
  IS (INTERNAL, "How much of the budget is left?"), IS (INTERNAL, "What's the project status?"), IS (INTERNAL, "Wie ist der Stand des Projekts?"), IS (INTERNAL, "Wie viel Budget ist übrig?"), IS (INTERNAL, "¿Cuál es el estado del proyecto?"), IS (INTERNAL, "¿Y el presupuesto?"),
  IS (INTERNAL, "Où en est l'avancement du site ?"), IS (INTERNAL, "Quel budget reste-t-il ?"), IS (INTERNAL, "Qual é o status do projeto?"), IS (INTERNAL, "E o orçamento?"), IS (INTERNAL, "प्रोजेक्ट कहाँ तक पहुँचा?"), IS (INTERNAL, "budget kitna bacha hai?"),
  { "What's on this week?", -1 }, { "Wo finde ich den Plan?", -1 }, { "¿Qué clases hay?", -1 }, { "Quels cours avez-vous ?", -1 }, { "Quais aulas vocês têm?", -1 }, { "इस हफ्ते क्या है?", -1 }, { "Is hafte kya hai?", -1 },
  { "Do you work internationally?", -1 }, { "Seid ihr international?", -1 }, { "¿Son internacionales?", -1 }, { "C'est international ?", -1 }, { "É internacional?", -1 },
};

static const Row staff[] = {
  IS (STAFF, "Can you cover my class tomorrow?"), IS (STAFF, "I need to call in sick"), IS (STAFF, "Kannst du mich vertreten?"), IS (STAFF, "Ich bin krank, Krankmeldung folgt"), IS (STAFF, "¿Puedes cubrir mi turno?"), IS (STAFF, "Necesito una sustituta"),
  IS (STAFF, "Je cherche un remplaçant"), IS (STAFF, "Je suis en arrêt maladie"), IS (STAFF, "Pode cobrir minha aula?"), IS (STAFF, "Preciso de um substituto"), IS (STAFF, "मेरी जगह कोई क्लास ले सकता है?"), IS (STAFF, "Mujhe kal chutti chahiye"),
  { "Who teaches on Tuesday?", -1 }, { "Wer unterrichtet am Dienstag?", -1 }, { "¿Quién da la clase?", -1 }, { "Qui donne le cours ?", -1 }, { "Quem dá a aula?", -1 }, { "मंगलवार को कौन सिखाता है?", -1 }, { "Mangalvar ko kaun sikhata hai?", -1 },
  { "Is there an age limit?", -1 }, { "Gibt es eine Altersgrenze?", -1 }, { "¿Hay límite de edad?", -1 }, { "Y a-t-il un âge limite ?", -1 }, { "Tem limite de idade?", -1 },
};

static const struct { const char *name; const Row *rows; guint n; } tables[] = {
  { "complaint", complaints, G_N_ELEMENTS (complaints) }, { "words", demands, G_N_ELEMENTS (demands) }, { "promise", promises, G_N_ELEMENTS (promises) },
  { "health", health, G_N_ELEMENTS (health) }, { "others", others, G_N_ELEMENTS (others) }, { "internal", internals, G_N_ELEMENTS (internals) },
  { "staff", staff, G_N_ELEMENTS (staff) },
};

/* A text of the other side breaks no rule at all: these are what may be answered. */
static void
test_table (gconstpointer data)
{
  guint which = GPOINTER_TO_UINT (data), wrong = 0;

  for (guint i = 0; i < tables[which].n; i++)
    {
      const Row *row = &tables[which].rows[i];
      guint broken = so_never_auto_text (row->text, FALSE, NULL);
      g_auto (GStrv) nicks = so_never_auto_nicks (broken);
      g_autofree char *joined = g_strjoinv (" ", nicks);

      if (row->rule < 0 ? broken == 0 : (broken & (1u << row->rule)) != 0)
        continue;
      wrong++;
      g_test_message ("wrong: %s -> %s", row->text, joined);
    }
  g_assert_cmpuint (wrong, ==, 0);
}

/* What would be answered: a promise is one, a price is none. */
static void
test_replies (void)
{
  static const struct { const char *text; guint rules; } rows[] = {
    { "You're booked for Tuesday!", 1u << SO_NEVER_PROMISE }, { "Your place is confirmed", 1u << SO_NEVER_PROMISE }, { "We can offer a discount", 1u << SO_NEVER_PROMISE },
    { "Here is the payment link", 1u << SO_NEVER_PROMISE }, { "Wir halten dir einen Platz frei", 1u << SO_NEVER_PROMISE }, { "Deine Buchung ist da", 1u << SO_NEVER_PROMISE },
    { "Tu reserva está lista", 1u << SO_NEVER_PROMISE }, { "Votre réservation est faite", 1u << SO_NEVER_PROMISE }, { "Sua reserva está pronta", 1u << SO_NEVER_PROMISE },
    { "आपकी बुकिंग हो गई", 1u << SO_NEVER_PROMISE }, { "Booking ho gayi", 1u << SO_NEVER_PROMISE }, { "You get a refund", 1u << SO_NEVER_WORDS }, { "Sie erhalten eine Rückerstattung", 1u << SO_NEVER_WORDS },
    { "Safe in pregnancy", 1u << SO_NEVER_HEALTH },
    { "Beginner Salsa is 15 € a class.", 0 }, { "Dienstag um 18 Uhr.", 0 }, { "Estamos en la calle Mayor 1.", 0 }, { "Nous ouvrons à 9 h.", 0 }, { "Abrimos às 9 h.", 0 }, { "हम सुबह 9 बजे खुलते हैं।", 0 }, { "Hum subah 9 baje khulte hain.", 0 },
    { "Thanks for reaching out! We're currently closed. Our team will respond when we open at 9 AM.", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpuint (so_never_auto_text (rows[i].text, TRUE, NULL) & (rows[i].rules ? rows[i].rules : ~0u), ==, rows[i].rules);
    }
}

static void
test_phrases (void)
{
  static const struct { const char *list, *text; gboolean found; } rows[] = {
    { "refund*", "Refunds!", TRUE }, { "refund", "refunds", FALSE }, { "press", "the Press.", TRUE }, { "press", "oppressed", FALSE }, { "press", "Pressburg", FALSE },
    { "presse", "la presse", TRUE }, { "press", "la presse", FALSE }, { "*kundigung", "Vertragskündigung", TRUE }, { "*kundigung", "kündigungen", FALSE }, { "*bund*", "Fußballbundesliga", TRUE }, { "*bund*", "Bud", FALSE },
    { "speak .. human", "speak to a human", TRUE }, { "speak .. human", "speak human", TRUE }, { "speak .. human", "speak to a real live human", FALSE }, { "speak .. human", "I am human, I speak", FALSE }, { "speak .. human", "speak", FALSE },
    { "money back", "money", FALSE }, { "money back", "my money back!", TRUE }, { "a, b", "b", TRUE }, { "a, b", "c", FALSE }, { "", "a", FALSE }, { "a", "", FALSE },
    { "बढा*", "आगे बढ़ाओ", TRUE }, { "इंसान*", "इंसानों", TRUE }, { "avocat", "l'avocat", TRUE }, { "avocat", "l’AVOCAT", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) words = so_phrases_split (rows[i].text);

      g_test_message ("%s in %s", rows[i].list, rows[i].text);
      g_assert_cmpint (so_phrases_stand_in (rows[i].list, words), ==, rows[i].found);
    }
}

/* The owner can add, and no addition takes anything away. */
static void
test_own_words (void)
{
  g_autofree char *list = so_phrases_of_lines ("Gift Voucher*\n\n  ! \nÜberraschung\n");

  g_assert_cmpstr (list, ==, "gift voucher*, uberraschung");
  g_assert_true (so_never_auto_text ("about the gift vouchers", TRUE, "Gift voucher*") & 1u << SO_NEVER_WORDS);
  g_assert_cmpuint (so_never_auto_text ("Where are you?", FALSE, "Gift voucher*"), ==, 0);
  g_assert_true (so_never_auto_text ("refund", FALSE, "-refund\n!refund") & 1u << SO_NEVER_WORDS);
}

/* Every phrase is written as it is looked for: folded, and not one that nothing can match. */
static void
test_tables_are_folded (void)
{
  static const SoNeverWords *const lists[] = { so_never_words_complaint, so_never_words_demand, so_never_words_promise, so_never_words_health, so_never_words_people };
  guint wrong = 0, phrases = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const SoNeverWords *row = lists[i]; row->list; row++)
      {
        g_auto (GStrv) all = g_strsplit (row->list, ", ", -1);

        for (guint k = 0; all[k]; k++, phrases++)
          {
            g_autoptr (GString) bare = g_string_new (all[k]);
            g_auto (GStrv) words = NULL;
            g_autofree char *joined = NULL;

            g_string_replace (bare, "*", "", 0);
            g_string_replace (bare, " ..", "", 0);
            words = so_phrases_split (bare->str);
            joined = g_strjoinv (" ", words);
            if (*joined && !strcmp (joined, bare->str) && so_phrases_stand_in (all[k], words))
              continue;
            wrong++;
            g_test_message ("wrong: \"%s\" of %s %s", all[k], row->idea, row->language);
          }
      }
  g_test_message ("%u phrases", phrases);
  g_assert_cmpuint (wrong, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = g_strconcat ("/never-words/", tables[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_table);
    }
  g_test_add_func ("/never-words/replies", test_replies);
  g_test_add_func ("/never-words/phrases", test_phrases);
  g_test_add_func ("/never-words/own", test_own_words);
  g_test_add_func ("/never-words/folded", test_tables_are_folded);
  return g_test_run ();
}
