/* SPDX-License-Identifier: MIT */
#include "so-never-words.h"

#define OTHERS(idea, language, list) { SO_NEVER_OTHERS, SO_NEVER_BOTH, idea, language, list }
#define INTERNAL(language, list) { SO_NEVER_INTERNAL, SO_NEVER_BOTH, "project", language, list }
#define STAFF(language, list) { SO_NEVER_STAFF, SO_NEVER_BOTH, "staff", language, list }

/* That there are classes for children may be told; where one child is may not. */
const SoNeverWords so_never_words_people[] = {
  OTHERS ("minor", "en",
          "pick up my, pick him up, pick her up, pick them up, picks up, picked up, picking up, pickup time, collect my son, collect my daughter, collect my child, where is my son, where is my daughter, where s my son, "
          "where s my daughter, where is my child, where are my kids, is my son, is my daughter, is my child, are my kids, has my son, has my daughter, did my son, did my daughter, my son .. arriv*, my daughter .. arriv*, "
          "dropped off, drop off my, drop him off, drop her off, walk home alone, home alone, go home with, custody, babysit*, nanny, ex husband, ex wife, grandma will, grandpa will, "
       "not allowed to pick, must not pick, take her home, take him home, take them home, not leave with, still with you"),
  OTHERS ("minor", "de",
          "abhol*, abgeholt, holt .. ab, hole .. ab, holen .. ab, wo ist mein sohn, wo ist meine tochter, wo ist mein kind, ist mein sohn, ist meine tochter, ist mein kind, sind meine kinder, mein sohn .. angekommen, meine tochter .. angekommen, hingebracht, "
          "allein nach hause, alleine nach hause, sorgerecht*, babysitter*, oma holt, opa holt, ex mann, ex frau, "
       "nicht mitnehmen, mitnehmen darf, mitgeben, ist sie noch bei euch, ist er noch bei euch, nicht zu hause, nicht zuhause, nach hause gekommen"),
  OTHERS ("minor", "es",
          "recog*, recoj*, donde esta mi hij*, donde estan mis hij*, esta mi hij*, llego mi hij*, ha llegado mi hij*, salio mi hij*, mi hij* .. lleg*, dejar a mi hij*, irse sol*, volver sol*, custodia, ninera*, la abuela, el abuelo, ex marido, ex mujer, pasar por mi hij*, buscar a mi hij*, "
       "llevarse a, llevar a la nina, llevar al nino, sigue ahi, sigue alli, mi ex, no ha llegado a casa"),
  OTHERS ("minor", "fr",
          "recuper* mon, recuper* ma, recuper* les enfants, recuper* mes, venir chercher, viendra chercher, vient chercher, chercher mon fils, chercher ma fille, chercher mes enfants, ou est mon fils, ou est ma fille, ou est mon enfant, ou sont mes enfants, est ce que mon fils, "
          "est ce que ma fille, mon fils est, ma fille est, deposer mon, deposer ma, rentrer seul*, garde alternee, nounou*, la grand mere, mamie, papi, mon ex, "
       "droit de la recuperer, droit de le recuperer, laissez pas partir, encore chez vous, rentree a la maison, pas rentre*"),
  OTHERS ("minor", "pt",
          "buscar meu filho, buscar minha filha, buscar o meu, buscar a minha, buscar meus, vai buscar, vem buscar, pegar meu filho, pegar minha filha, vai pegar, onde esta meu filho, onde esta minha filha, onde esta o meu filho, onde esta a minha filha, onde estao meus filhos, meu filho ja, minha filha ja, "
          "meu filho chegou, minha filha chegou, meu filho esta, minha filha esta, deixar meu filho, deixar minha filha, ir embora sozinh*, voltar sozinh*, guarda compartilhada, baba, a avo, o avo, ex marido, ex mulher, "
       "nao pode levar, quem busca, ainda esta ai, nao chegou em casa"),
  OTHERS ("minor", "hi",
          "लेने आ*, लेने कौन, लेने जा*, बच्चे को ले*, बच्ची को ले*, बेटे को ले*, बेटी को ले*, बेटा कहां, बेटा कहाँ, बेटी कहां, बेटी कहाँ, बच्चा कहां, बच्चा कहाँ, बेटा पहुंच*, बेटी पहुंच*, बेटा पहुँच*, बेटी पहुँच*, बच्चे को छोड*, अकेले घर, lene aa*, lene kaun, lene ja*, bachche ko le*, bacche ko le*, "
          "bachhe ko le*, bete ko le*, beti ko le*, beta kaha*, beti kaha*, bachcha kaha*, baccha kaha*, beta pahunch*, beti pahunch*, bachche ko chhod*, akele ghar, dadi lene, nani lene, "
       "mat dena, mat bhejna, मत देना, मत भेजना, ke saath bhej*, के साथ भेज*, ghar nahi pahunch*, ghar nahi aa*, घर नहीं पहुंच*, घर नहीं पहुँच*"),
  OTHERS ("other client", "en",
          "other student*, another student*, other client*, another client*, another customer*, other customer*, other member*, other parent*, her number, his number, their number, her phone, his phone, her address, his address, her email, his email, did she book, did he book, has she booked, has he booked, "
          "is she coming, is he coming, is she booked, is he booked, who else is, who else has, who is coming, who s coming, who is in .. class, is my friend, my friend s booking, my husband s, my wife s, has she paid, has he paid"),
  OTHERS ("other client", "de",
          "andere* schuler*, andere* kund*, andere* mitglied*, andere* teilnehmer*, andere* eltern, ihre nummer, seine nummer, ihre telefonnummer, seine telefonnummer, ihre handynummer, seine handynummer, ihre adresse, seine adresse, hat sie gebucht, hat er gebucht, kommt sie, kommt er, "
          "ist sie angemeldet, ist er angemeldet, wer kommt noch, wer ist noch, wer kommt, wer nimmt teil, hat sie bezahlt, hat er bezahlt, meine freundin angemeldet, mein freund angemeldet"),
  OTHERS ("other client", "es",
          "otr* alumn*, otr* client*, otr* socio*, otr* participante*, otr* padres, su numero, numero de ella, numero de el, telefono de ella, telefono de, direccion de ella, el correo de, va a venir ella, viene ella, viene el, quien mas, quien viene, quienes vienen, ella .. reserv*, el ya reserv*, mi amig* .. reserv*, "
          "mi amig* .. inscri*"),
  OTHERS ("other client", "fr",
          "autre* eleve*, autre* client*, autre* membre*, autre* participant*, autre* parents, son numero, leur numero, numero de telephone de, son adresse, l adresse de, son mail, a t elle reserve, a t il reserve, est elle inscrite, est il inscrit, vient elle, vient il, qui d autre, qui vient, qui sera, "
          "mon amie est, mon ami est, elle a reserve, il a reserve"),
  OTHERS ("other client", "pt",
          "outr* alun*, outr* client*, outr* socio*, outr* participante*, outros pais, numero dela, numero dele, telefone dela, telefone dele, contato dela, contato dele, endereco dela, endereco dele, email dela, email dele, ela reservou, ele reservou, ela vem, ele vem, ela vai, ele vai, quem mais, "
          "quem vem, quem vai, minha amiga .. inscri*, meu amigo .. inscri*"),
  OTHERS ("other client", "hi",
          "दूसरे छात्र*, दूसरी छात्रा*, दूसरे ग्राहक*, दूसरे स्टूडेंट*, उसका नंबर, उनका नंबर, उसका फोन, उनका फोन, उसका पता, उनका पता, और कौन, कौन कौन, वो आ रह*, वह आ रह*, doosre student*, dusre student*, dusre client*, uska number, unka number, uska phone, unka phone, uska address, aur kaun, "
          "kaun kaun, woh aa rah*, wo aa rah*"),
  INTERNAL ("en", "internal comment*, internal note*, internal*, budget*, profit margin*, our margin, hours spent, hours logged, project status, status of .. project, status of our, project plan*, project timeline*, who works on, who is working on, the project, our project"),
  INTERNAL ("de", "intern, interne*, interner, internes, budget*, marge, gewinnspanne, projektstand*, projektstatus, projektplan*, stand .. projekt*, status .. projekt*, unser projekt, unserem projekt, das projekt, wer arbeitet an, gebuchte stunden, stundenaufwand*"),
  INTERNAL ("es", "comentario* intern*, nota* intern*, interno, internos, interna, internas, presupuesto*, margen, estado del proyecto, plan del proyecto, nuestro proyecto, el proyecto, quien trabaja en, horas dedicadas"),
  INTERNAL ("fr", "commentaire* interne*, note* interne*, interne, internes, budget*, marge, avancement du, etat du projet, plan du projet, notre projet, le projet, qui travaille sur, heures passees"),
  INTERNAL ("pt", "comentario* intern*, nota* intern*, interno, internos, interna, internas, orcamento*, margem, estado do projeto, status do projeto, plano do projeto, nosso projeto, o projeto, quem trabalha em, quem esta trabalhando, horas gastas"),
  INTERNAL ("hi", "आंतरिक*, बजट*, परियोजना*, प्रोजेक्ट*, मुनाफा*, कौन काम कर रह*, antarik, budget*, pariyojna*, project ka, project ki, hamara project, hamare project, project kaha*, munafa, kaun kaam kar rah*"),
  STAFF ("en", "substitut*, sub for me, sub for my, cover my class*, cover my shift*, cover for me, cover a class, cover the class, teach my class*, find a cover, call* in sick, my shift*, swap shift*, shift swap, payroll, payslip*, my salary, my wages, my pay, day off, days off, time off, annual leave, sick leave, resign*, quit my job, job application, apply for .. job, hiring"),
  STAFF ("de", "vertret*, einspring*, springst .. ein, meine stunde ubernehmen, meinen kurs ubernehmen, schicht*, dienstplan*, krank gemeldet, krankmeld*, krankschreib*, bin krank, urlaub*, gehalt*, lohn, lohnabrechnung*, honorar*, arbeitsvertrag*, bewerb*, stellenanzeige*, freier tag, freien tag"),
  STAFF ("es", "sustitu*, suplen*, cubrir mi clase, cubrir mi turno, cubrirme, cubre mi, mi turno, cambio de turno, nomina*, sueldo*, salario*, mis vacaciones, dia libre, dias libres, baja medica, baja laboral, estoy enferm*, renunci*, dimit*, oferta de empleo, busco trabajo, curriculum"),
  STAFF ("fr", "remplacant*, remplace* moi, me remplac*, remplacement*, assurer mon cours, mon service, mon planning, echange de, fiche de paie, mon salaire, mes conges, conges, jour de conge, arret maladie, demission*, candidature*, offre d emploi, recrut*"),
  STAFF ("pt", "substitu*, cobrir minha aula, cobrir meu turno, me cobrir, meu turno, minha escala, troca de turno, holerite, meu salario, minhas ferias, ferias, folga, folgas, licenca medica, estou doente, pedir demissao, demissao, vaga de emprego, curriculo, contratando"),
  STAFF ("hi", "मेरी जगह, मेरी क्लास ले*, मेरी क्लास कौन, शिफ्ट*, छुट्टी*, वेतन*, तनख्वाह*, सैलरी*, इस्तीफा*, नौकरी*, बीमार हूं, बीमार हूँ, meri jagah, meri class le*, meri class kaun, shift*, chhutti*, chutti*, vetan, tankhwah*, tankha, salary*, isteefa*, istifa*, naukri*, bimar hu*, sub chahiye"),
  { 0 }
};

#undef OTHERS
#undef INTERNAL
#undef STAFF
