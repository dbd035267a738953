/* SPDX-License-Identifier: MIT */
#include "so-never-words.h"

#define ROW(idea, language, list) { SO_NEVER_COMPLAINT, SO_NEVER_INBOUND, idea, language, list }

const SoNeverWords so_never_words_complaint[] = {
  ROW ("complaint", "en",
       "complain*, unacceptable, angry, furious, disappoint*, terribl*, awful*, horribl*, rude*, disgust*, worst, harass*, scam*, fraud*, "
       "rip off, ripoff, ripped off, unprofessional, ridiculous, fed up, sick of, charged, overcharged, double charged, never again, "
       "not happy, very unhappy, not satisfied, dissatisfied, waste of .. money, waste of time, bad service, poor service, no one answers, "
       "nobody answers, nobody replies, still waiting, still no reply, asked .. times, bad review, one star, "
       "so rude, badly treated, fell apart, not what i paid, ruined"),
  ROW ("complaint", "de",
       "beschwer*, enttausch*, unverschamt*, unmoglich behandelt, frechheit, wutend, sauer, verargert*, betrug*, abzocke*, abgezockt, "
       "unzufrieden*, katastroph*, furchtbar*, schrecklich*, unfreundlich*, unprofessionell*, schlechter service, schlechten service, "
       "schlechte erfahrung*, nie wieder, reklam*, belastig*, unzumutbar*, mangel, niemand antwortet, keiner antwortet, "
       "warte immer noch, zu viel abgebucht, doppelt abgebucht, falsch abgebucht, schlechte bewertung, "
       "misslungen, verhunzt, verschnitten, so geht das nicht, miserabel*"),
  ROW ("complaint", "es",
       "queja*, quejar*, decepcion*, indignad*, indignante, enojad*, enfadad*, furios*, estoy molest*, muy molest*, estafa*, fraude*, timo, "
       "inaceptable*, pesim*, horrible*, terrible*, grosero, grosera, maleducad*, mal servicio, mala atencion, insatisfech*, descontent*, "
       "reclamacion*, reclamar, me han cobrado, cobraron .. dos veces, cobro doble, nunca mas, nadie responde, nadie contesta, acos*, "
       "sigo esperando, una verguenza, mala resena, "
       "fatal, pesim*, falta de respeto, maleducad*"),
  ROW ("complaint", "fr",
       "plainte*, me plaindre, decu, decue, decus, decues, deception*, en colere, furieux, furieuse, furious, inadmissible*, inacceptable*, scandale*, "
       "scandaleu*, honteu*, arnaque*, arnaquer, escroc*, escroquer*, horrible*, affreu*, impoli*, malpoli*, mecontent*, insatisfait*, "
       "reclamation*, mauvais service, tres mauvais*, plus jamais, personne .. repond, toujours pas de reponse, debite deux fois, preleve deux fois, "
       "harcel*, mauvais avis, "
       "desagreable*, marre, sans prevenir, rate ma"),
  ROW ("complaint", "pt",
       "queix*, reclam*, decepcion*, desapont*, irritad*, furios*, chatead*, revoltad*, absurdo, inaceitav*, pessim*, horrive*, "
       "terrive*, grosseir*, mal atendid*, mau atendimento, pessimo atendimento, insatisfeit*, golpe, fraude*, enganad*, "
       "cobrad* duas vezes, cobranca duplicada, cobranca indevida, cobraram errado, nunca mais, ninguem responde, "
       "ainda esperando, vergonha, asedi*, assedi*, "
       "grossa, grosseir*, manchado, absurdo, descaso"),
  ROW ("complaint", "hi",
       "शिकायत*, नाराज*, गुस्सा, गुस्से, निराश*, घटिया, बकवास, खराब सेवा, बहुत खराब, बेकार, धोखा*, धोखे*, ठगी, ठग, बदतमीज*, परेशान*, "
       "कोई जवाब नहीं, पैसे बर्बाद, दो बार पैसे, shikayat*, naraz*, gussa, gusse, nirash*, ghatiya, bakwas*, bakvas*, bahut kharab, bahot kharab, kharab service, "
       "bekar, dhokha*, dhoka*, thagi, badtameez*, badtamiz*, koi jawab nahi*, koi reply nahi*, paise barbad, do baar paise, pareshan*, "
       "badtamee*, badtami*, बदतमीज*, bahut bura, बहुत बुरा"),
  ROW ("urgent", "en", "urgent*, emergenc*, asap, immediately, right now please, life threatening, help me now"),
  ROW ("urgent", "de", "dringend*, notfall*, notfalle*, eilig, eilt, sofortige*, sofort melden, sofort antwort*, unverzuglich, umgehend"),
  ROW ("urgent", "es", "urgent*, urgencia*, emergencia*, inmediatamente, de inmediato"),
  ROW ("urgent", "fr", "urgent*, urgence*, immediatement, repondez .. tout de suite"),
  ROW ("urgent", "pt", "urgent*, urgencia*, emergencia*, imediatamente, de imediato"),
  ROW ("urgent", "hi",
       "तुरंत, तुरन्त, आपातकाल*, आपात*, इमरजेंसी, इमर्जेंसी, अर्जेंट, turant, aapatkal*, abhi ke abhi, emergency"),
  { 0 }
};

#undef ROW
