/* SPDX-License-Identifier: MIT */
#include "so-never-words.h"

#define ROW(idea, language, list) { SO_NEVER_HEALTH, SO_NEVER_BOTH, idea, language, list }

const SoNeverWords so_never_words_health[] = {
  ROW ("pregnancy", "en", "pregnan*, expecting a baby, trimester*, breastfeed*, breast feeding, nursing mother, postpartum, post partum, miscarriage*, c section, postnatal, prenatal"),
  ROW ("pregnancy", "de", "schwanger*, *schwangerschaft, stillzeit, stille mein, stille noch, stillen, wochenbett*, kaiserschnitt*, fehlgeburt*, entbindung*, ruckbildung*"),
  ROW ("pregnancy", "es", "embaraz*, prenat*, posparto, postparto, lactancia, dando pecho, dando el pecho, cesarea*, trimestre*, aborto*"),
  ROW ("pregnancy", "fr", "enceinte*, grossesse*, allait*, prenatal*, postnatal*, post partum, cesarienne*, accouch*, fausse couche*, trimestre*"),
  ROW ("pregnancy", "pt", "gravid*, gestante*, gestacao, amament*, pos parto, cesarea*, cesariana*, pre natal, trimestre*, aborto*"),
  ROW ("pregnancy", "hi", "गर्भ*, प्रेगनेंट*, प्रेग्नेंट*, प्रेगनेंसी*, प्रेग्नेंसी*, डिलीवरी के बाद, स्तनपान*, सिजेरियन*, garbh*, pregnan*, pregnent*, delivery ke baad, stanpan*, doodh pila*"),
  ROW ("medication", "en", "medication*, medicine*, prescri*, antibiotic*, blood thinner*, roaccutane, accutane, isotretinoin, insulin, painkiller*, ibuprofen, steroid*, anti depressant*, antidepressant*, dosage, dose"),
  ROW ("medication", "de", "medikament*, arznei*, rezeptpflichtig*, antibiotik*, blutverdunn*, cortison*, kortison*, insulin, schmerzmittel*, ibuprofen, tabletten, dosis, antidepress*"),
  ROW ("medication", "es", "medicament*, medicina*, medicacion, antibiotic*, anticoagul*, roacutan, isotretinoina, insulina, analgesic*, ibuprofeno, corticoid*, pastilla*, dosis, antidepres*"),
  ROW ("medication", "fr", "medicament*, antibiotique*, anticoagul*, roaccutane, isotretinoine, insuline, antidouleur*, ibuprofene, cortisone, corticoide*, ordonnance*, comprime*, antidepress*"),
  ROW ("medication", "pt", "medicament*, medicacao, remedio*, antibiotic*, anticoagul*, roacutan, isotretinoina, insulina, analgesic*, ibuprofeno, corticoide*, comprimido*, antidepress*"),
  ROW ("medication", "hi", "दवा, दवाई*, दवाएं, दवाओं, गोली, गोलियां, इंसुलिन, एंटीबायोटिक*, खून पतला, dawa, dawai*, dava, davai*, goli, goliya*, medicine*, insulin, khoon patla"),
  ROW ("condition", "en",
       "diabet*, epilep*, asthma*, seizure*, surgery, surgeries, surgical*, heart condition, heart problem*, pacemaker*, blood pressure, back pain, knee pain, neck pain, shoulder pain, chest pain, back problem*, knee problem*, herniat*, slipped disc, "
       "scoliosis, arthritis, osteopor*, cancer, chemo*, tumor*, tumour*, disease*, illness, infection*, infected, contagious, covid, fever*, dizz*, faint*, panic attack*, depress*, anxiety, eating disorder*, suicid*, self harm, disabilit*, wheelchair*, autis*, adhd, "
       "my doctor, doctor s note, physio*, contraindic*, medical*, is it safe, safe for me, suitable for me"),
  ROW ("condition", "de",
       "diabet*, epilep*, asthma*, operation, operationen, operiert*, op am, herzproblem*, herzfehler*, herzkrank*, herzschrittmacher*, blutdruck*, bluthochdruck*, rucken, ruckenprobl*, knieprobl*, bandscheib*, skoliose, arthrose*, rheuma*, osteopor*, krebs*, "
       "chemo*, tumor*, krankheit*, erkrank*, infektion*, infiziert*, ansteckend*, corona, fieber*, schwindel*, schwindlig*, ohnmacht*, panikattack*, depress*, angststorung*, essstorung*, suizid*, selbstmord*, behindert*, behinderung*, rollstuhl*, autis*, adhs, "
       "mein arzt, meine arztin, attest*, physio*, kontraindik*, medizinisch*, gesundheitlich*"),
  ROW ("condition", "es",
       "diabet*, epilep*, asma, asmatic*, convulsion*, cirugia*, operad*, operacion*, problema* de corazon, problema* cardiac*, marcapasos, presion alta, hipertens*, espalda, rodilla, hernia*, escoliosis, artrosis, artritis, osteopor*, cancer, quimio*, tumor*, "
       "enfermedad*, infeccion*, contagios*, fiebre*, mareo*, maread*, desmay*, depresion*, ansiedad, trastorno*, suicid*, discapac*, silla de ruedas, autis*, mi medico, mi doctor*, certificado medico, fisio*, contraindic*, salud"),
  ROW ("condition", "fr",
       "diabet*, epilep*, asthm*, crise d, chirurgi*, opere, operee, operation*, problem* cardiaque*, probleme* de coeur, pacemaker*, tension arterielle, hypertens*, mal de dos, dos fragile, hernie*, scoliose, arthrose, arthrite, osteopor*, cancer, chimio*, tumeur*, "
       "maladie*, malade*, infection*, contagieu*, fievre*, vertige*, evanou*, malaise*, depression*, depressi*, anxiete, trouble* alimentaire*, suicid*, handicap*, fauteuil roulant, autis*, mon medecin, certificat medical, kine, kinesither*, contre indic*, sante"),
  ROW ("condition", "pt",
       "diabet*, epilep*, asma, asmatic*, convuls*, cirurgi*, operad*, operei, problema* de coracao, problema* cardiac*, marcapasso*, pressao alta, hipertens*, coluna, joelho, hernia*, escoliose, artrose, artrite, osteopor*, cancer, cancro, quimio*, tumor*, "
       "doenca*, doente*, infeccao, infecc*, contagios*, febre*, tontura*, tont*, desmai*, depressao, depressiv*, ansiedade, transtorno*, suicid*, deficien*, cadeira de rodas, autis*, meu medico, minha medica, atestado*, fisio*, contraindic*, saude"),
  ROW ("condition", "hi",
       "डायबिटीज*, मधुमेह*, शुगर की, अस्थमा*, दमा, मिर्गी*, दौरा, दौरे, ऑपरेशन*, आपरेशन*, सर्जरी*, दिल की, हृदय*, ब्लड प्रेशर*, रक्तचाप*, बीपी, कमर, पीठ, घुटन*, स्लिप डिस्क*, गठिया*, कैंसर*, कीमो*, बीमार*, रोग*, संक्रमण*, इन्फेक्शन*, बुखार*, चक्कर*, "
       "बेहोश*, डिप्रेशन*, अवसाद*, घबराहट*, आत्महत्या*, विकलांग*, दिव्यांग*, व्हीलचेयर*, डॉक्टर*, स्वास्थ्य*, सेहत*, diabetes*, madhumeh*, sugar ki, asthma*, dama hai, mirgi*, operation*, surgery*, dil ki, heart ki, blood pressure*, bp ki, bp hai, kamar, peeth, ghutn*, ghutan*, "
       "slip disc*, cancer*, bimar*, beemar*, rog, infection*, bukhar*, chakkar*, behosh*, depression*, ghabrahat*, viklang*, doctor*, swasthya*, sehat*"),
  ROW ("aftercare", "en", "aftercare, after care, after the treatment, after my treatment, swell*, swollen, redness, rash, rashes, blister*, burned, burnt, burning, itch*, bruis*, scar, scars, scarring, scabs, peeling, side effect*, reaction to"),
  ROW ("aftercare", "de", "nachsorge*, nach der behandlung, nach meiner behandlung, schwell*, geschwoll*, rotung*, gerotet, ausschlag*, blasen, verbrann*, verbrenn*, brennt, brennen, juck*, bluterg*, narbe*, nebenwirk*, eiter*"),
  ROW ("aftercare", "es", "despues del tratamiento, cuidados posteriores, hinch*, inflam*, enrojec*, rojez, sarpullid*, ampolla*, quemad*, quemadura*, ardor, arde, picor, pica mucho, moreton*, hematoma*, cicatri*, efecto* secundario*, reaccion a"),
  ROW ("aftercare", "fr", "apres le soin, apres mon soin, apres le traitement, soins apres, gonfl*, enfle*, rougeur*, eruption*, cloque*, brulure*, brule, bruler, demange*, hematome*, bleu sur, cicatri*, effet* secondaire*, effet* indesirable*, reaction a"),
  ROW ("aftercare", "pt", "depois do tratamento, apos o tratamento, cuidados apos, inchad*, inchaco, inchar, inflam*, vermelhidao, avermelhad*, alergia na pele, bolha*, queimad*, queimadura*, ardendo, ardencia, coceira*, cocando, hematoma*, cicatri*, efeito* colatera*, reacao a"),
  ROW ("aftercare", "hi", "इलाज के बाद, ट्रीटमेंट के बाद, सूजन*, सूज*, लाली, लाल हो*, दाने, छाले, छाला, जलन*, जल गया, जल गई, खुजली*, निशान पड*, साइड इफेक्ट*, treatment ke baad, ilaaj ke baad, ilaj ke baad, soojan*, sujan, sooj gay*, laali, lal ho*, daane, chhale, jalan, khujli*, "
       "side effect*"),
  { 0 }
};

#undef ROW
