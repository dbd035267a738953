/* SPDX-License-Identifier: MIT */
#include "so-never-words.h"

/* What would bind the studio: a place, another time, money. What a price is may be told; that it becomes less may not. */
#define ASKS(idea, language, list) { SO_NEVER_PROMISE, SO_NEVER_INBOUND, idea, language, list }
#define SAYS(idea, language, list) { SO_NEVER_PROMISE, SO_NEVER_OUTBOUND, idea, language, list }
#define BOTH(idea, language, list) { SO_NEVER_PROMISE, SO_NEVER_BOTH, idea, language, list }

const SoNeverWords so_never_words_promise[] = {
  ASKS ("booking", "en",
        "book, booking*, reserve*, reservation*, sign me up, sign up for, signing up, sign us up, enrol*, register .. for, hold .. place, hold .. spot, keep .. place, keep .. spot, save .. place, "
        "save .. spot, a spot for, a place for me, put me down, put me on, waitlist*, waiting list, can i come to, count me in"),
  ASKS ("booking", "de",
        "buch*, gebucht, einbuchen, reservier*, anmelden, anmeldung*, einschreib*, platz frei*, platze frei*, platz fur, freihalten, warteliste*, eintragen, tragt mich ein, trag mich ein, bin dabei"),
  ASKS ("booking", "es",
        "reserv*, inscrib*, inscripcion*, matricul*, apuntar*, apuntame, apuntenme, guardar .. lugar, guardar .. plaza, guardame, guardenme, lista de espera, agendar*, me anoto, anotame"),
  ASKS ("booking", "fr",
        "reserv*, m inscrire, inscrire, inscription*, garder .. place, gardez moi, place pour, liste d attente, rendez vous, rdv"),
  ASKS ("booking", "pt",
        "reserv*, marcar, agendar*, agendamento*, matricul*, inscrev*, inscricao, inscricoes, guardar .. lugar, guardar .. vaga, uma vaga, lista de espera"),
  ASKS ("booking", "hi",
        "बुक, बुकिंग*, बुक कर*, आरक्षण*, रिजर्व*, नामांकन*, पंजीकरण*, दाखिला*, सीट रख*, जगह रख*, नाम लिख*, book kar*, booking*, bukking*, seat rakh*, jagah rakh*, naam likh*, register kar*, admission*, enrol*"),
  ASKS ("change", "en", "reschedul*, move my, change my, swap my, switch my, another day instead, make up class, makeup class, postpone*, push back, pause my, freeze my, running late, be late"),
  ASKS ("change", "de", "verschieb*, verleg*, umbuch*, tausch*, anderen termin, andere zeit statt, nachhol*, pausier*, ruhend stell*, verspate*, komme .. spater, schaffe es nicht, kann .. nicht kommen"),
  ASKS ("change", "es", "reprogram*, cambiar mi, cambiar de dia, cambiar de hora, cambiar la clase, mover mi, aplaz*, recuperar .. clase, pausar mi, congelar mi, llego tarde, llegare tarde, no puedo ir, no podre ir"),
  ASKS ("change", "fr", "deplacer*, reporter mon, reporter ma, changer mon, changer ma, changer de jour, changer d heure, decaler*, rattrap*, suspendre mon, geler mon, en retard, ne pourrai pas venir, ne peux pas venir"),
  ASKS ("change", "pt", "remarc*, reagend*, mudar meu, mudar minha, mudar de horario, trocar meu, trocar minha, adiar, repor .. aula, reposicao, pausar meu, congelar meu, atrasad*, nao vou poder, nao posso ir"),
  ASKS ("change", "hi", "समय बदल*, टाइम बदल*, बैच बदल*, दिन बदल*, आगे बढा*, स्थगित*, नहीं आ पा*, देर से आ*, samay badal*, time badal*, batch badal*, din badal*, postpone kar*, nahi aa pa*, late aa*, der se aa*"),
  BOTH ("discount", "en", "discount*, percent off, cheaper, reduced price, special price, best price, promo code*, coupon*, voucher*, scholarship*, for free, free of charge, complimentary, waive*, waiver*, gift card*"),
  BOTH ("discount", "de", "rabatt*, ermassig*, nachlass*, billiger, gunstiger, vergunstig*, sonderpreis*, gutschein*, gratis, kostenlos*, umsonst, stipendi*, erlassen, verzicht* .. gebuhr*"),
  BOTH ("discount", "es", "descuento*, rebaja*, mas barato, mas barata, precio especial, promocion*, cupon*, beca*, gratis, gratuit*, bonific*, exoner*, vale de regalo"),
  BOTH ("discount", "fr", "remise*, reduction*, rabais, ristourne*, moins cher*, prix special, tarif reduit, promo, promotion*, code promo, bon d achat, bon cadeau, gratuit*, offert*, exoner*, bourse d"),
  BOTH ("discount", "pt", "desconto*, mais barato, mais barata, preco especial, promocao, promocoes, cupom, cupons, cupao, bolsa de, gratis, gratuit*, de graca, isenc*, isentar, vale presente"),
  BOTH ("discount", "hi", "छूट, डिस्काउंट*, डिस्कॉउंट*, कम दाम, सस्ता, सस्ते, मुफ्त*, फ्री में, माफ, कूपन*, रियायत*, chhoot, chhut, choot, diskaunt*, kam daam, sasta, saste, muft, free mein, free me, maaf kar*, riyayat*"),
  BOTH ("payment", "en", "payment*, pay by, pay with, pay in, pay online, pay now, pay here, pay you, pay for, pay my, paid, paying, deposit*, installment*, instalment*, invoice*, receipt*, bank details, bank transfer, card details, iban, owe*, outstanding balance, late fee*"),
  BOTH ("payment", "de", "bezahl*, zahlung*, zahlen, anzahl*, kaution*, in raten, ratenzahlung*, rechnung*, uberweis*, lastschrift*, einzug*, iban, bankverbindung*, quittung*, mahn*, abbuch*, abgebucht, schulde*"),
  BOTH ("payment", "es", "pagar, pago, pagos, pague, pagado, deposito*, sena, anticipo*, cuotas, factura*, recibo*, transferencia*, transferir, iban, tarjeta*, cuanto debo, deuda*, enlace de pago"),
  BOTH ("payment", "fr", "payer, paiement*, paye, regler, reglement*, acompte*, caution, arrhes, facture*, virement*, prelevement*, iban, rib, carte bancaire, mensualites, echeance*, lien de paiement, dois de l argent"),
  BOTH ("payment", "pt", "pagar, pago, paguei, pagamento*, deposito*, sinal de, parcel*, boleto*, fatura*, recibo*, transferencia*, transferir, pix, iban, mbway, cartao de credito, quanto devo, divida*, link de pagamento"),
  BOTH ("payment", "hi", "भुगतान*, पेमेंट*, पेमेन्ट*, एडवांस*, जमा राशि, किस्त*, रसीद*, बिल, यूपीआई, बकाया, पैसे दे*, पैसे भेज*, payment*, pement*, bhugtan*, advance dena, advance de*, kist, kisto*, raseed*, rasid, upi, bakaya, paise de*, paise bhej*"),
  SAYS ("confirmed", "en", "you re booked, you are booked, your booking*, your reservation*, your place is, your spot is, is confirmed, are confirmed, have confirmed, have reserved, have booked, reserved for you, saved you a, "
        "moved you, rescheduled, we ll move, we will move, i ll move, held for you, keep a place, keep a spot, hold a place, hold a spot, you re in, you are in, we guarantee, i promise, we promise"),
  SAYS ("confirmed", "de", "bist gebucht, sind gebucht, deine buchung*, ihre buchung*, dein platz ist, ihr platz ist, ist bestatigt, sind bestatigt, haben .. reserviert, habe .. reserviert, fur dich reserviert, fur sie reserviert, "
        "halten .. frei, halte .. frei, umgebucht, verlegt, verschoben, eingetragen, angemeldet, wir garantieren, versprechen, verspreche, garantiert*"),
  SAYS ("confirmed", "es", "tu reserva, su reserva, tu plaza esta, su plaza esta, tu lugar esta, esta confirmad*, queda confirmad*, estas inscrit*, estas apuntad*, te hemos reservado, le hemos reservado, hemos reservado, te guardo, te guardamos, "
        "le guardamos, reprogramad*, cambiad* a, garantizamos, garantizo, prometemos, prometo"),
  SAYS ("confirmed", "fr", "votre reservation, ta reservation, votre place est, ta place est, est confirme*, sont confirme*, vous etes inscrit*, tu es inscrit*, avons reserve, j ai reserve, vous gardons, te garde, vous garde, deplace* au, reporte* au, "
        "garantissons, garantis, promettons, promets"),
  SAYS ("confirmed", "pt", "sua reserva, tua reserva, seu lugar esta, sua vaga esta, esta confirmad*, fica confirmad*, esta inscrit*, esta matriculad*, reservamos, reservei, guardamos, guardei, remarcad*, remarcamos, remarquei, reagendad*, garantimos, "
        "garanto, prometemos, prometo"),
  SAYS ("confirmed", "hi", "बुकिंग हो गई, बुक हो गया, बुक हो गई, बुक कर दिया, कन्फर्म*, पुष्टि*, आरक्षित*, सीट रख दी, जगह रख दी, वादा*, गारंटी*, नाम लिख लिया, book ho gay*, booking ho gay*, booking confirm*, book ho ga*, book kar diya, confirm ho*, confirmed hai, seat rakh di, jagah rakh di, vada, "
        "waada, guarantee*, naam likh liya"),
  { 0 }
};

#undef ASKS
#undef SAYS
#undef BOTH
