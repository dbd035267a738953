/* SPDX-License-Identifier: MIT */
#include "so-never-words.h"

/* Money back, leaving, the law, harm, the press, and a person: in either direction, because an answer that speaks of a
 * refund is as grave as a question for one. */
#define ROW(idea, language, list) { SO_NEVER_WORDS, SO_NEVER_BOTH, idea, language, list }

const SoNeverWords so_never_words_demand[] = {
  ROW ("refund", "en", "refund*, money back, reimburs*, chargeback*, charge back, charged back, dispute .. charge, dispute .. payment, disputing"),
  ROW ("refund", "de", "erstatt*, ruckerstatt*, zuruckerstatt*, geld zuruck, ruckzahlung*, zuruckzahlen, ruckbuch*, zuruckbuch*, rucklastschrift*, *ruckerstattung"),
  ROW ("refund", "es", "reembols*, devolucion*, devolver*, devuelv*, devolv*, contracargo*, reintegr*, dinero de vuelta"),
  ROW ("refund", "fr", "rembours*, retrofactur*, rejet de prelevement, retrocession*, mon argent, contester .. paiement, contestation .. paiement"),
  ROW ("refund", "pt", "reembols*, devolucao, devolucoes, devolver*, devolva*, estorn*, dinheiro de volta, chargeback*, contestar .. cobranca"),
  ROW ("refund", "hi",
       "रिफंड*, रिफन्ड*, पैसे वापस, पैसा वापस, रकम वापस, वापस कर*, चार्जबैक*, refund*, paise wapas, paisa wapas, paise vapas, paisa vapas, paise waapas, "
       "paisa waapas, paise lauta*, पैसे लौटा*"),
  ROW ("cancel", "en", "cancel*, terminat* .. membership, terminate my, end my membership, quit my membership, stop my membership"),
  ROW ("cancel", "de", "kundig*, gekundig*, *skundigung, *skundigungen, *kundigungsfrist, storn*, absag*, abgesagt, abmelden, widerruf*, aufkundig*, vertrag beenden, vertrag auflosen"),
  ROW ("cancel", "es", "cancel*, anul*, dar de baja, darme de baja, darse de baja, baja de, rescind*"),
  ROW ("cancel", "fr", "annul*, resilier*, resilie, resilies, resiliation*, desabonn*, desinscri*, me retracter, retractation"),
  ROW ("cancel", "pt", "cancel*, anul*, rescis*, rescind*, desmarc*, desist*, trancar .. matricula"),
  ROW ("cancel", "hi",
       "रद्द*, कैंसल*, कैंसिल*, कैन्सल*, निरस्त*, सदस्यता बंद, मेंबरशिप बंद, radd, kensal*, kainsil*, membership band*, sadasyata band*"),
  ROW ("law", "en", "lawyer*, attorney*, solicitor*, barrister*, sue you, sue them, will sue, to sue, sued, suing, lawsuit*, in court, to court, court case*, small claims, "
       "legal action*, legal advice, trading standards, ombudsman, consumer protection, data protection authority"),
  ROW ("law", "de", "anwalt*, anwaelt*, anwalte*, rechtsanwalt*, rechtsanwaelt*, gericht, gerichtlich*, klage, verklag*, einklag*, rechtlich*, rechtsschutz*, mahnbescheid*, "
       "anzeige erstatten, anzeigen, strafanzeige*, verbraucherschutz*, verbraucherzentrale*, datenschutzbehorde*, abmahn*"),
  ROW ("law", "es", "abogad*, juicio*, juzgado*, tribunal*, demandar*, demandare, demandaremos, demanda judicial, denunci*, accion* legal*, via legal, hoja de reclamaciones"),
  ROW ("law", "fr", "avocat*, tribunal*, tribunaux, proces, porter plainte, en justice, action* en justice, poursuite*, juridique*, mise en demeure, huissier*, cnil"),
  ROW ("law", "pt", "advogad*, tribunal*, processo judicial, processar voces, vou processar, processar a, processar o, justica, acao judicial, procon, juridic*, denunci*"),
  ROW ("law", "hi",
       "वकील*, अदालत*, कोर्ट, मुकदमा*, मुकदमे*, कानूनी*, केस करूंगा, केस करूंगी, केस करेंगे, उपभोक्ता फोरम, कंज्यूमर कोर्ट, wakeel*, vakeel*, wakil*, vakil*, adalat*, mukadma*, "
       "mukadama*, mukadme*, kanooni*, kanuni*, case karunga, case karungi, case kar denge, consumer court"),
  ROW ("harm", "en", "injur*, accident, accidents, hurt, hurts, hurting, ambulance*, hospital*, broke my, broken bone*, fractur*, concussion*, bleeding, fell down, slipped"),
  ROW ("harm", "de", "verletz*, unfall*, unfalle*, weh getan, wehgetan, krankenwagen*, krankenhaus*, notaufnahme*, gebrochen*, knochenbruch*, gehirnerschutter*, blut, blutet*, blutend*, blutung*, gesturzt, hingefallen, schmerz*"),
  ROW ("harm", "es", "lesion*, herid*, accidente, accidentes, me lastim*, lastimad*, ambulancia*, hospital*, fractur*, me cai, me rompi, sangr*, me duele, dolor, dolores"),
  ROW ("harm", "fr", "blesse, blessee, blesses, blessees, blesser, blessure*, accident, accidents, ambulance*, hopital*, fractur*, me suis casse*, saigne*, suis tombe*, mal au, mal aux, douleur*"),
  ROW ("harm", "pt", "lesao, lesoes, lesion*, machuc*, machuqu*, ferid*, ferimento*, acidente*, acidentou, ambulancia*, hospital*, fratur*, quebrei, sangr*, cai na, dor, dores"),
  ROW ("harm", "hi",
       "चोट*, घायल*, दुर्घटना*, एक्सीडेंट*, ऐक्सिडेंट*, हादसा*, हादसे*, एम्बुलेंस*, अस्पताल*, हड्डी, फ्रैक्चर*, खून, दर्द*, chot*, ghayal*, durghatna*, haadsa*, hadsa*, aspatal*, "
       "haddi, khoon, dard, moch aa*, मोच*"),
  ROW ("allergy", "en", "allerg*, anaphyla*, epipen*, intoleran*"),
  ROW ("allergy", "de", "allerg*, *allergie, *allergien, *allergiker, *allergisch, unvertraglich*, *unvertraglichkeit"),
  ROW ("allergy", "es", "alergi*, alergic*, anafil*, intoleran*"),
  ROW ("allergy", "fr", "allerg*, anaphyla*, intoleran*"),
  ROW ("allergy", "pt", "alergi*, alergic*, anafil*, intoleran*"),
  ROW ("allergy", "hi", "एलर्जी*, एलर्जिक*, ऐलर्जी*, allerji*, elerji*, alergy*"),
  ROW ("police", "en", "police*, cops, law enforcement, detective*"),
  ROW ("police", "de", "polizei*, polizist*, kripo, kriminalpolizei"),
  ROW ("police", "es", "policia*, guardia civil, comisaria*"),
  ROW ("police", "fr", "police, policier*, gendarme*, commissariat*"),
  ROW ("police", "pt", "policia*, delegacia*, boletim de ocorrencia, gnr, psp"),
  ROW ("police", "hi", "पुलिस*, थाना, थाने, एफआईआर, police*, pulis*, thana, thane mein, thane me, fir karunga, fir darj"),
  ROW ("press", "en", "press, journalis*, reporter*, newspaper*, media enquiry, media inquiry, tv crew, interview request"),
  ROW ("press", "de", "presse, presseanfrage*, pressestelle*, journalist*, reporter*, zeitung, zeitungen, redaktion*, redakteur*, fernsehsender*"),
  ROW ("press", "es", "prensa, periodis*, reporter*, periodico, periodicos, diario local, television, redaccion"),
  ROW ("press", "fr", "presse, journalis*, reporter*, journal, journaux, redaction, television"),
  ROW ("press", "pt", "imprensa, jornalis*, reporter*, jornal, jornais, redacao, televisao"),
  ROW ("press", "hi", "प्रेस, पत्रकार*, अखबार*, मीडिया, रिपोर्टर*, patrakar*, akhbar*, akhbaar*, media wale, reporter*"),
  ROW ("human", "en",
       "human, humans, real person, actual person, live person, speak .. person, talk .. person, speak .. someone, talk .. someone, speak .. somebody, talk .. somebody, "
       "speak .. manager, talk .. manager, speak .. owner, talk .. owner, speak .. staff, talk .. staff, call me back, not a bot, are you a bot, is this a bot, "
       "stop .. automat*, customer service, real agent, live agent"),
  ROW ("human", "de",
       "menschen sprechen, mensch sprechen, echte* mensch*, echten person, echte person, richtige* mensch*, menschlich* ansprechpartner*, mit .. mitarbeiter*, mit .. chef, mit .. chefin, mit .. inhaber*, "
       "mit jemandem sprechen, mit jemanden sprechen, mit jemandem reden, mit jemandem .. telefonieren, ruckruf, ruf* mich .. an, rufen sie mich, kein bot, bist du ein bot, "
       "sind sie ein bot, kein roboter, personlich sprechen, kundenservice, kundendienst"),
  ROW ("human", "es",
       "hablar con .. persona, hablar con alguien, hablar con .. humano, persona real, ser humano, un humano, hablar con .. encargad*, hablar con .. gerente, hablar con .. dueno, "
       "hablar con .. duena, llamenme, llamame, me llamen, eres un bot, es un bot, no .. un robot, atencion al cliente, un agente"),
  ROW ("human", "fr",
       "parler a .. personne, parler avec .. personne, parler a quelqu, parler avec quelqu, vraie personne, etre humain, un humain, parler .. humain, parler .. responsable, parler .. directeur, "
       "parler .. directrice, rappelez moi, rappeler moi, me rappeler, un robot, etes vous un bot, es tu un bot, service client, un conseiller"),
  ROW ("human", "pt",
       "falar com .. pessoa, falar com alguem, falar com .. humano, pessoa real, pessoa de verdade, ser humano, um humano, falar com .. gerente, falar com .. dono, falar com .. dona, "
       "falar com .. atendente, falar com .. responsavel, me ligue, me liguem, ligue me, e um robo, e um bot, voce e um robo, atendimento humano, atendimento ao cliente"),
  ROW ("human", "hi",
       "इंसान, इंसान*, असली व्यक्ति, किसी से बात, व्यक्ति से बात, आदमी से बात, मैनेजर से बात, मालिक से बात, मालकिन से बात, कॉल करें, मुझे फोन, बॉट, रोबोट, insaan*, insan se, asli vyakti, asli aadmi, "
       "kisi se baat, vyakti se baat, aadmi se baat, manager se baat, malik se baat, mujhe call kar*, mujhe phone kar*, call kijiye, kya aap bot, aap bot hai*, robot se nahi*"),
  { 0 }
};

#undef ROW
